//! `hubfinder mail`, and the settings of mail that `serve` has too.

use super::say;
use anyhow::Context;
use chrono::Utc;
use clap::{Args, Subcommand};
use desk::{Letter, test_letter};
use post::{Outcome, Outgoing, Smtp};
use std::path::PathBuf;

/// Holds the password of the mail server's user. It is no flag: others on the machine can read those.
const PASSWORD_VARIABLE: &str = "HUBFINDER_SMTP_PASSWORD";

#[derive(Debug, Subcommand)]
pub(super) enum MailCommand {
    /// Sends one mail and prints what the mail server says.
    ///
    /// A server that takes it has promised to bring it: look into the mailbox too, also among unwanted mail.
    Test {
        /// Where it goes.
        #[arg(value_name = "ADDRESS", env = "HUBFINDER_ADDRESS")]
        address: String,
        #[command(flatten)]
        mail: MailOptions,
    },
}

/// The mail server, and the address that mails come from.
#[derive(Debug, Args)]
pub(super) struct MailOptions {
    /// The mail server that takes mails of the desk: smtps://USER@mail.example.org, or smtp://USER@mail.example.org:587,
    /// which must then offer STARTTLS. Without TLS only on this machine: smtp://127.0.0.1:25. With it and --key-file
    /// the desk is on. The user's password stands in --smtp-password-file or in HUBFINDER_SMTP_PASSWORD.
    #[arg(long, value_name = "URL", env = "HUBFINDER_SMTP", requires = "mail_from", hide_env_values = true)]
    smtp: Option<String>,
    /// The file with the password of the mail server's user, on one line.
    #[arg(long, value_name = "FILE", env = "HUBFINDER_SMTP_PASSWORD_FILE", requires = "smtp")]
    smtp_password_file: Option<PathBuf>,
    /// The address that mails of the desk come from, such as 'Family Hubs <hub@example.org>'. What cannot be delivered
    /// comes back to it.
    #[arg(long, value_name = "ADDRESS", env = "HUBFINDER_MAIL_FROM", requires = "smtp")]
    mail_from: Option<String>,
}

impl MailOptions {
    /// The mail server, where one is named.
    pub(super) fn smtp(&self) -> anyhow::Result<Option<Smtp>> {
        let (Some(url), Some(from)) = (&self.smtp, &self.mail_from) else { return Ok(None) };
        let password = match &self.smtp_password_file {
            Some(file) => Some(std::fs::read_to_string(file).map_err(|error| {
                let shown = file.display();
                anyhow::anyhow!(
                    "the password file {shown} cannot be read ({error}): name one that this account may read"
                )
            })?),
            None => std::env::var(PASSWORD_VARIABLE).ok().filter(|password| !password.is_empty()),
        };
        let password = password.as_deref().map(|password| password.trim_end_matches(['\r', '\n']));
        Ok(Some(Smtp::new(url, password, from)?))
    }
}

/// Does what was asked for.
pub(super) async fn run(command: MailCommand) -> anyhow::Result<()> {
    let MailCommand::Test { address, mail } = command;
    let smtp = mail.smtp()?.context("name the mail server with --smtp, and where mails come from with --mail-from")?;
    let (now, Letter { subject, body }) = (Utc::now(), test_letter());
    let key = format!("test.{}", now.timestamp_millis());
    let outgoing = Outgoing { key: &key, address: &address, subject: &subject, body: &body };
    match smtp.send(&outgoing, now).await {
        Outcome::Sent(answer) => say(&format!("the mail server took it: {answer}\nlook into the mailbox too")),
        Outcome::Later(failure) => anyhow::bail!("not now: {}", failure.answer),
        Outcome::Refused(failure) => anyhow::bail!("refused: {}", failure.answer),
        Outcome::Unsure(failure) => anyhow::bail!("not known: {}", failure.answer),
    }
}
