//! Which mail server takes mails, and whose they are.

use lettre::{
    Address,
    message::Mailbox,
    transport::smtp::{authentication::Credentials, client::TlsParameters, extension::ClientId},
};
use percent_encoding::percent_decode_str;
use std::{fmt, net::IpAddr};

/// The port of SMTP with TLS from the first byte (RFC 8314).
const TLS_PORT: u16 = 465;
/// The port of submission, where TLS comes by STARTTLS (RFC 6409).
const SUBMISSION_PORT: u16 = 587;
/// The port of a mail server on this machine.
const LOCAL_PORT: u16 = 25;

/// A mail server and the address that mails come from. Printing it shows neither a name nor a password.
#[derive(Clone)]
pub struct Smtp {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) from: Mailbox,
    pub(crate) hello: ClientId,
}

/// How what is sent is kept from those on the way.
#[derive(Clone)]
pub(crate) enum Security {
    /// TLS from the first byte.
    Tls(TlsParameters),
    /// TLS before anything is said; a server without it is left.
    StartTls(TlsParameters),
    /// None: the server is on this machine.
    Loopback,
}

/// What is wrong with the settings for mail. No sentence holds the setting, which might hold a password.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum WrongSmtp {
    #[error(
        "--smtp is not understood: write smtps://USER@mail.example.org, smtp://USER@mail.example.org:587 or smtp://127.0.0.1:25"
    )]
    Url,
    #[error(
        "a password does not belong into --smtp: put it into a file and give --smtp-password-file, or set HUBFINDER_SMTP_PASSWORD"
    )]
    PasswordInUrl,
    #[error(
        "--smtp names a user and there is no password: give --smtp-password-file FILE, or set HUBFINDER_SMTP_PASSWORD"
    )]
    NoPassword,
    #[error(
        "there is a password for mail and no user: write the user into --smtp, as in smtps://USER@mail.example.org"
    )]
    NoUser,
    #[error(
        "--mail-from is not an address that mail can come from: write hub@example.org, or 'Family Hubs <hub@example.org>'"
    )]
    From,
    #[error("no TLS can be had for the mail server ({0}): write its name into --smtp as its certificate has it")]
    Tls(lettre::transport::smtp::Error),
}

impl Smtp {
    /// From `smtps://USER@HOST:PORT` or `smtp://USER@HOST:PORT`, of which user and port may be missing, the user's
    /// password, and the address that mails come from, with a name or without.
    pub fn new(url: &str, password: Option<&str>, from: &str) -> Result<Self, WrongSmtp> {
        let (scheme, rest) = url.split_once("://").ok_or(WrongSmtp::Url)?;
        let is_wrapped = match scheme {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(WrongSmtp::Url),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        // A user may be an address.
        let (user, server) = rest.rsplit_once('@').map_or((None, rest), |(user, server)| (Some(user), server));
        if user.is_some_and(|user| user.contains(':')) {
            return Err(WrongSmtp::PasswordInUrl);
        }
        let (host, port) = host_and_port(server).ok_or(WrongSmtp::Url)?;
        let is_local = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let tls = || TlsParameters::new(host.clone()).map_err(WrongSmtp::Tls);
        let (security, usual) = match (is_wrapped, is_local) {
            (true, _) => (Security::Tls(tls()?), TLS_PORT),
            (false, false) => (Security::StartTls(tls()?), SUBMISSION_PORT),
            (false, true) => (Security::Loopback, LOCAL_PORT),
        };
        let credentials = match (user, password) {
            (Some(user), Some(password)) => {
                let user = percent_decode_str(user).decode_utf8().map_err(|_| WrongSmtp::Url)?;
                Some(Credentials::new(user.into_owned(), password.to_owned()))
            }
            (Some(_), None) => return Err(WrongSmtp::NoPassword),
            (None, Some(_)) => return Err(WrongSmtp::NoUser),
            (None, None) => None,
        };
        let from: Mailbox = from.parse().map_err(|_| WrongSmtp::From)?;
        let is_plain = |address: &Address| address.to_string().is_ascii();
        if !is_plain(&from.email) {
            return Err(WrongSmtp::From);
        }
        Ok(Self { port: port.unwrap_or(usual), host, security, credentials, from, hello: ClientId::default() })
    }
}

/// A name or an address, in brackets where it is one of IPv6, with a port or without.
fn host_and_port(server: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match server.strip_prefix('[') {
        Some(bracketed) => {
            let (host, after) = bracketed.split_once(']')?;
            (host, after.strip_prefix(':').or(after.is_empty().then_some(""))?)
        }
        None => server.split_once(':').unwrap_or((server, "")),
    };
    let port = if port.is_empty() { None } else { Some(port.parse().ok()?) };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:".contains(&byte);
    (!host.is_empty() && host.bytes().all(is_plain)).then(|| (host.to_owned(), port))
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Family Hubs <hub@example.org>";

    fn read(url: &str, password: Option<&str>) -> Result<Smtp, WrongSmtp> {
        Smtp::new(url, password, FROM)
    }

    #[test]
    fn a_server_is_spoken_to_by_tls_unless_it_is_this_machine() {
        for (url, host, port, kind) in [
            ("smtps://mail.example.org", "mail.example.org", 465, "tls"),
            ("smtps://127.0.0.1:9", "127.0.0.1", 9, "tls"),
            ("smtp://mail.example.org/", "mail.example.org", 587, "starttls"),
            ("smtp://mail.example.org:25", "mail.example.org", 25, "starttls"),
            ("smtp://192.0.2.1", "192.0.2.1", 587, "starttls"),
            ("smtp://127.0.0.1", "127.0.0.1", 25, "loopback"),
            ("smtp://[::1]:2525", "::1", 2525, "loopback"),
            ("smtp://localhost:2525", "localhost", 2525, "loopback"),
            ("smtp://localhost.example.org", "localhost.example.org", 587, "starttls"),
        ] {
            let smtp = read(url, None).unwrap();
            let said = match smtp.security {
                Security::Tls(_) => "tls",
                Security::StartTls(_) => "starttls",
                Security::Loopback => "loopback",
            };
            assert_eq!((smtp.host.as_str(), smtp.port, said), (host, port, kind), "{url}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_and_no_secret_with_it() {
        for url in
            ["mail.example.org", "http://a", "smtp://", "smtp://a:b", "smtp://a/b", "smtp://[::1", "smtp://[::1]x"]
        {
            assert!(matches!(read(url, None), Err(WrongSmtp::Url)), "{url}");
        }
        assert!(matches!(read("smtps://me:hunter2@a.example", None), Err(WrongSmtp::PasswordInUrl)));
        assert!(matches!(read("smtps://me@a.example", None), Err(WrongSmtp::NoPassword)));
        assert!(matches!(read("smtps://a.example", Some("hunter2")), Err(WrongSmtp::NoUser)));
        for from in ["", "hub", "hub@", "hub@example.org, other@example.org", "hub@example.org\nBcc: a@b.org"] {
            assert!(matches!(Smtp::new("smtp://127.0.0.1", None, from), Err(WrongSmtp::From)), "{from:?}");
        }
        for error in [WrongSmtp::Url, WrongSmtp::PasswordInUrl, WrongSmtp::NoPassword, WrongSmtp::NoUser] {
            assert!(!error.to_string().contains("hunter2") && !error.to_string().contains('\n'));
        }
        let smtp = read("smtps://me%40example.org@a.example", Some("hunter2")).unwrap();
        assert_eq!(smtp.credentials, Some(Credentials::new("me@example.org".to_owned(), "hunter2".to_owned())));
        assert!(read("smtps://me@example.org@a.example", Some("hunter2")).unwrap().credentials == smtp.credentials);
        assert!(!format!("{smtp:?}").contains("hunter2") && !format!("{smtp:?}").contains("me@"));
    }
}
