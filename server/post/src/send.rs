//! One mail over SMTP, step by step, since what a failure means depends on the step.

use super::smtp::{Security, Smtp};
use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::DEFAULT_MECHANISMS,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
    },
};
use std::time::Duration;
use tokio::time::timeout;

/// How long a server may take to let us connect.
const CONNECT: Duration = Duration::from_secs(20);
/// How long all may take until it wants the words. With [`LAST`] it is well under the lease of a mail.
const FIRST: Duration = Duration::from_secs(60);
/// How long it may take over the words: many look for viruses meanwhile.
const LAST: Duration = Duration::from_secs(120);
/// Letters that are kept of an answer.
const LONGEST_ANSWER: usize = 300;

/// A mail on its way out.
#[derive(Clone, Copy)]
pub struct Outgoing<'m> {
    /// What it is about, once: its `Message-ID` is made of it, so that a mail that goes out twice is one.
    pub key: &'m str,
    /// Where it goes.
    pub address: &'m str,
    /// Its one line.
    pub subject: &'m str,
    /// What it says, plain text.
    pub body: &'m str,
}

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it, with these words.
    Sent(String),
    /// Not now.
    Later(Failure),
    /// Never.
    Refused(Failure),
    /// The connection was lost after the words had gone out: it may have arrived, so that it is not sent again.
    Unsure(Failure),
}

/// Why a mail was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What the server said, for those who look after the list: one line without the address.
    pub answer: String,
    /// The same for the log, without any word of the server's, which may be about the mail.
    pub reason: String,
}

impl Failure {
    fn new(sentence: &str) -> Self {
        Self { answer: sentence.to_owned(), reason: sentence.to_owned() }
    }

    fn explain(error: &Error, address: &str) -> Self {
        if let Some(code) = error.status() {
            let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let answer = without_address(&format!("{code} {words}"), address);
            return Self { answer, reason: format!("the mail server answered {code}") };
        }
        if error.is_response() {
            return Self::new("the mail server does not answer as mail servers do");
        }
        if error.is_timeout() {
            return Self::new("the mail server did not answer in time");
        }
        // Of the connection alone: nothing has been said yet.
        Self::new(&without_address(&format!("the mail server cannot be used ({error})"), address))
    }
}

impl Smtp {
    /// Sends one mail.
    pub async fn send(&self, mail: &Outgoing<'_>, now: DateTime<Utc>) -> Outcome {
        let no_address = || Outcome::Refused(Failure::new("this is not an address that mail can be sent to"));
        let Some(to) = mail.address.parse::<Address>().ok().filter(|_| mail.address.is_ascii()) else {
            return no_address();
        };
        let Ok(message) = self.compose(mail, to.clone(), now) else { return no_address() };
        let mut connection = match timeout(FIRST, self.ask(to, mail.address)).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(failed)) => return failed,
            Err(_) => return Outcome::Later(Failure::new("the mail server did not answer in time")),
        };
        let outcome = match timeout(LAST, connection.message(&message)).await {
            Ok(Ok(response)) => {
                let words: Vec<&str> = response.message().collect();
                let answer = format!("{} {}", response.code(), words.join(" "));
                Outcome::Sent(without_address(&answer, mail.address))
            }
            Ok(Err(error)) if error.status().is_some() => by_severity(&error, mail.address),
            Ok(Err(_)) | Err(_) => Outcome::Unsure(Failure::new(
                "the connection was lost after the mail had gone out: it may have arrived",
            )),
        };
        // A server that does not say goodbye has the mail all the same.
        let _ = timeout(Duration::from_secs(2), connection.quit()).await;
        outcome
    }

    /// Everything up to the words of the mail. What is refused before the recipient is named is a matter between us
    /// and our own mail server, which somebody can mend: the mail waits.
    async fn ask(&self, to: Address, address: &str) -> Result<AsyncSmtpConnection, Outcome> {
        let later = |error: Error| Outcome::Later(Failure::explain(&error, address));
        let mut connection = self.connect().await.map_err(later)?;
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await.map_err(later)?;
        }
        connection.command(Mail::new(Some(self.from.email.clone()), Vec::new())).await.map_err(later)?;
        let by_severity = |error: Error| by_severity(&error, address);
        connection.command(Rcpt::new(to, Vec::new())).await.map_err(by_severity)?;
        connection.command(Data).await.map_err(by_severity)?;
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = (self.host.as_str(), self.port);
        let tls = match &self.security {
            Security::Tls(tls) => Some(tls.clone()),
            Security::StartTls(_) | Security::Loopback => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &self.hello, tls, None).await?;
        if let Security::StartTls(tls) = &self.security {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        Ok(connection)
    }

    /// The mail as it goes out: plain text, without anything that tells when it is read. It says that a program wrote
    /// it (RFC 3834), so that no other program answers.
    fn compose(&self, mail: &Outgoing<'_>, to: Address, now: DateTime<Utc>) -> Result<Vec<u8>, lettre::error::Error> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let key: String = mail.key.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
        let written_by_program =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.replace(['\r', '\n'], " "))
            .date(now.into())
            .message_id(Some(format!("<{key}@{}>", self.from.email.domain())))
            .raw_header(written_by_program)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.to_owned())?;
        Ok(message.formatted())
    }
}

/// A mail that was refused for ever (5xx), or for now.
fn by_severity(error: &Error, address: &str) -> Outcome {
    let failure = Failure::explain(error, address);
    if error.is_permanent() { Outcome::Refused(failure) } else { Outcome::Later(failure) }
}

/// What a server said as one short line, in which the address of the mail is not named.
fn without_address(text: &str, address: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    // Both are of one length, letter by letter, so that a place in the one is a place in the other.
    let (small, address) = (line.to_ascii_lowercase(), address.to_ascii_lowercase());
    let mut said = String::with_capacity(line.len());
    let mut done = 0;
    for (at, found) in small.match_indices(address.as_str()).filter(|_| !address.is_empty()) {
        said.push_str(&line[done..at]);
        said.push_str("this address");
        done = at + found.len();
    }
    said.push_str(&line[done..]);
    said.chars().take(LONGEST_ANSWER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_line_without_the_address() {
        let said =
            without_address("550 5.1.1 <Ada@Example.org>:\r\n user \u{7}unknown: ada@example.org", "ada@example.org");
        assert_eq!(said, "550 5.1.1 <this address>: user unknown: this address");
        assert_eq!(without_address("250 ok", ""), "250 ok");
        assert_eq!(without_address(&"x".repeat(1_000), "a@b.org").len(), LONGEST_ANSWER);
    }

    #[test]
    fn a_mail_is_plain_text_with_an_id_of_its_key() {
        let smtp = Smtp::new("smtp://127.0.0.1", None, "Family Hubs <hub@example.org>").unwrap();
        let now = "2026-03-02T09:30:00Z".parse().unwrap();
        let mail = Outgoing {
            key: "sign-in.1f/2",
            address: "ada@example.com",
            subject: "One\r\nBcc: eve@example.org",
            body: "Hello,\n.\nthat was a dot.\n",
        };
        let compose = || {
            let message = smtp.compose(&mail, mail.address.parse().unwrap(), now).unwrap();
            String::from_utf8(message).unwrap()
        };
        let text = compose();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        for line in [
            "From: \"Family Hubs\" <hub@example.org>",
            "To: ada@example.com",
            "Date: Mon, 02 Mar 2026 09:30:00 +0000",
            "Message-ID: <sign-in.1f-2@example.org>",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(head.lines().any(|other| other == line), "{line}: {head}");
        }
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(body.contains("that was a dot.") && text == compose());
    }
}
