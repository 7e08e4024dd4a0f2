//! `hubfinder feedback`: what visitors wrote, for a steward to read and clear.

use super::{FeedbackCommand, StoreOption, say};
use chrono::Utc;
use directory::plural;
use store::{Inbox, Message, Store};

/// Does what was asked for with the messages of a store.
pub(super) async fn run(command: FeedbackCommand) -> anyhow::Result<()> {
    match command {
        FeedbackCommand::List { store, all } => {
            let inbox = open(&store).await?;
            let messages = inbox.messages().await;
            inbox.end().await;
            list(&messages?, all)
        }
        FeedbackCommand::Export { store } => {
            let inbox = open(&store).await?;
            let messages = inbox.messages().await;
            inbox.end().await;
            say(csv_of(&messages?)?.trim_end())
        }
        FeedbackCommand::Close { numbers, store } => {
            let inbox = open(&store).await?;
            let closed = inbox.close(&numbers, Utc::now()).await;
            inbox.end().await;
            let closed = closed?;
            for number in &closed {
                say(&format!("{number} is done, and its contact is deleted"))?;
            }
            let missed: Vec<String> = numbers.iter().filter(|n| !closed.contains(n)).map(i64::to_string).collect();
            if !missed.is_empty() {
                anyhow::bail!("no open message has the number {}: see hubfinder feedback list", missed.join(", "));
            }
            Ok(())
        }
        FeedbackCommand::Purge { store } => {
            let inbox = open(&store).await?;
            let purged = inbox.purge().await;
            inbox.end().await;
            say(&format!("deleted {}", plural(purged? as usize, "message that was done", "messages that were done")))
        }
    }
}

/// The messages of a store that is there: a slip in its name must not make a new one.
async fn open(option: &StoreOption) -> anyhow::Result<Inbox> {
    Ok(Store::open_existing(&option.store).await?.into_inbox())
}

fn list(messages: &[Message], all: bool) -> anyhow::Result<()> {
    let shown: Vec<&Message> = messages.iter().filter(|message| all || message.closed_at.is_none()).collect();
    for message in &shown {
        let danger = if message.urgent { " MAY BE ABOUT DANGER" } else { "" };
        let done = message.closed_at.as_ref().map_or(String::new(), |at| format!(", done {at}"));
        say(&format!("{} {}, {}{done}{danger}", message.number, subject(message), message.sent_at))?;
        for line in message.words.lines() {
            say(&format!("    {line}"))?;
        }
        if let Some(contact) = &message.contact {
            say(&format!("    contact: {contact}"))?;
        }
    }
    let (one, many) = if all { ("message", "messages") } else { ("open message", "open messages") };
    say(&plural(shown.len(), one, many))
}

/// What a message is about: "service wands-family-hub".
fn subject(message: &Message) -> String {
    match message.about.as_str() {
        "addition" => "a service to add".to_owned(),
        "site" => "about the site".to_owned(),
        record => format!("{record} {}", message.about_id),
    }
}

/// All messages as CSV (RFC 4180) that a spreadsheet cannot take for formulas.
fn csv_of(messages: &[Message]) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(["number", "about", "id", "words", "contact", "may_be_danger", "sent_at", "closed_at"])?;
    for message in messages {
        let (number, contact, closed) = (message.number.to_string(), text(&message.contact), text(&message.closed_at));
        let danger = if message.urgent { "yes" } else { "" };
        let cells =
            [&number, &message.about, &message.about_id, &message.words, contact, danger, &message.sent_at, closed];
        writer.write_record(cells.map(plain))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// A cell with an apostrophe in front where a spreadsheet would reckon it instead of showing it
/// (OWASP, CSV injection).
fn plain(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}') => {
            format!("'{cell}")
        }
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_shows_cells_and_does_not_reckon_them() {
        let message = Message {
            number: 7,
            about: "service".to_owned(),
            about_id: "wands-family-hub".to_owned(),
            words: "=HYPERLINK(\"http://evil.example\",\"x\")\nsecond, line".to_owned(),
            contact: Some("+44 1905 1".to_owned()),
            urgent: true,
            sent_at: "2026-03-02T09:30:00Z".to_owned(),
            closed_at: None,
            outcome: None,
            answer: String::new(),
            closed_by: String::new(),
        };
        let written = csv_of(&[message]).unwrap();
        assert!(
            written.contains(
                "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\nsecond, line\",\"'+44 1905 1\",\"yes\""
            ),
            "{written}"
        );
        for cell in ["=1", "+1", "-1", "@a", "\u{ff1d}1"] {
            assert_eq!(plain(cell), format!("'{cell}"));
        }
        assert_eq!(plain("a=1"), "a=1");
    }
}
