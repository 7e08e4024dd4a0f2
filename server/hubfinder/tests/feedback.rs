//! What visitors tell is kept in the store until a steward has done with it, and no longer.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, TimeDelta, Utc};
use std::{fs, path::Path, process::Command};
use store::{About, CONTACT_DAYS, Inbox, MessageOutcome, NewMessage, Store};

fn day(number: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + number)
}

async fn tell(inbox: &Inbox, once: &str, words: &str, contact: &str, at: DateTime<Utc>) {
    let about = About::Service("wands-family-hub".parse().unwrap());
    tell_about(inbox, &about, once, words, contact, at).await;
}

async fn tell_about(inbox: &Inbox, about: &About, once: &str, words: &str, contact: &str, at: DateTime<Utc>) {
    inbox.keep(&NewMessage { once, about, words, contact, urgent: words.contains("danger") }, at).await.unwrap();
}

async fn inbox(file: &Path) -> Inbox {
    Store::open(file).await.unwrap().into_inbox()
}

/// Whether any file of the store holds these bytes.
fn holds(dir: &Path, text: &str) -> bool {
    let files = fs::read_dir(dir).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test]
async fn messages_come_back_with_danger_first() {
    let dir = tempfile::tempdir().unwrap();
    let inbox = inbox(&dir.path().join("s.sqlite")).await;
    tell(&inbox, "a", "closed", "", day(0)).await;
    tell(&inbox, "b", "danger", "", day(1)).await;
    tell(&inbox, "a", "closed", "", day(2)).await;
    let messages = inbox.messages().await.unwrap();
    let told: Vec<_> = messages.iter().map(|m| (m.number, m.words.as_str(), m.contact.as_deref())).collect();
    assert_eq!(told, [(2, "danger", None), (1, "closed", None)]);
}

#[tokio::test]
async fn other_words_in_the_same_form_are_another_message() {
    let dir = tempfile::tempdir().unwrap();
    let inbox = inbox(&dir.path().join("s.sqlite")).await;
    for words in ["closed", "closed", "closed, and the door is locked"] {
        tell(&inbox, "a", words, "", day(0)).await;
    }
    tell(&inbox, "a", "closed", "a@example.org", day(0)).await;
    assert_eq!(inbox.messages().await.unwrap().len(), 3);
}

#[tokio::test]
async fn contacts_are_deleted_after_their_days_and_leave_no_trace_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let inbox = inbox(&dir.path().join("s.sqlite")).await;
    tell(&inbox, "a", "old", "old@example.org", day(0)).await;
    tell(&inbox, "b", "new", "new@example.org", day(1)).await;
    let days = CONTACT_DAYS as i64;
    assert_eq!(inbox.forget_contacts(day(days) - TimeDelta::seconds(1)).await.unwrap(), 0);
    assert!(holds(dir.path(), "old@example.org"));
    assert_eq!(inbox.forget_contacts(day(days)).await.unwrap(), 1);
    assert!(!holds(dir.path(), "old@example.org"));
    assert!(holds(dir.path(), "new@example.org"));
    assert_eq!(inbox.messages().await.unwrap().len(), 2, "the messages stay");
}

#[tokio::test]
async fn what_is_done_loses_its_contact_and_is_deleted_for_ever_when_purged() {
    let dir = tempfile::tempdir().unwrap();
    let inbox = inbox(&dir.path().join("s.sqlite")).await;
    tell(&inbox, "a", "first words", "first@example.org", day(0)).await;
    tell(&inbox, "b", "second words", "second@example.org", day(0)).await;
    assert_eq!(inbox.close(&[1, 9], day(1)).await.unwrap(), [1]);
    assert_eq!(inbox.close(&[1], day(2)).await.unwrap(), Vec::<i64>::new());
    let first = inbox.messages().await.unwrap().remove(0);
    assert_eq!((first.contact, first.closed_at.as_deref()), (None, Some("2024-10-05T00:00:00Z")));
    assert!(!holds(dir.path(), "first@example.org") && holds(dir.path(), "first words"));
    assert_eq!(inbox.purge().await.unwrap(), 1);
    assert!(!holds(dir.path(), "first words") && holds(dir.path(), "second words"));
    tell(&inbox, "c", "third", "", day(3)).await;
    assert_eq!(inbox.messages().await.unwrap().last().unwrap().number, 3, "no number is given twice");
}

#[tokio::test]
async fn what_came_of_a_message_is_kept_once_with_who_said_so_and_its_contact_goes() {
    let dir = tempfile::tempdir().unwrap();
    let inbox = inbox(&dir.path().join("s.sqlite")).await;
    tell(&inbox, "a", "wrong number", "first@example.org", day(0)).await;
    let outcome = MessageOutcome::PassedOn;
    assert!(inbox.answer(1, outcome, "told the council", "anna", day(1)).await.unwrap());
    assert!(!inbox.answer(1, MessageOutcome::Nothing, "again", "bea", day(2)).await.unwrap(), "it was closed");
    let first = inbox.messages().await.unwrap().remove(0);
    assert_eq!((first.outcome.as_deref(), first.answer.as_str()), (Some("passed-on"), "told the council"));
    assert_eq!((first.closed_by.as_str(), first.closed_at.as_deref()), ("anna", Some("2024-10-05T00:00:00Z")));
    assert!(first.contact.is_none() && !holds(dir.path(), "first@example.org"));
}

#[tokio::test]
async fn a_steward_reads_and_clears_messages_with_commands() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("s.sqlite");
    let inbox = inbox(&file).await;
    tell(&inbox, "a", "=1+1\nsecond line", "+44 1905", day(0)).await;
    tell(&inbox, "b", "in danger", "", day(0)).await;
    tell_about(&inbox, &About::Addition, "c", "What is it called? A club", "I run it; a@example.org", day(0)).await;
    tell_about(&inbox, &About::Site, "d", "Too small to read", "", day(0)).await;
    // The server that took them still runs.
    let run = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
            .arg("feedback")
            .args(arguments)
            .args(["--store", file.to_str().unwrap()])
            .output()
            .unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, list, _) = run(&["list"]);
    assert_eq!(code, Some(0));
    assert!(
        list.starts_with("2 service wands-family-hub, 2024-10-04T00:00:00Z MAY BE ABOUT DANGER\n    in danger\n1 "),
        "{list}"
    );
    assert!(list.contains("    =1+1\n    second line\n    contact: +44 1905\n3 a service to add, 2024"), "{list}");
    let rest =
        "What is it called? A club\n    contact: I run it; a@example.org\n4 about the site, 2024-10-04T00:00:00Z\n";
    assert!(list.contains(rest) && list.ends_with("    Too small to read\n4 open messages\n"), "{list}");
    let (_, export, _) = run(&["export"]);
    assert!(
        export.starts_with("\"number\",\"about\",") && export.contains("\"'=1+1\nsecond line\",\"'+44 1905\""),
        "{export}"
    );

    let (code, said, wrong) = run(&["close", "1", "8"]);
    assert_eq!((code, said.as_str()), (Some(1), "1 is done, and its contact is deleted\n"));
    assert!(wrong.contains("no open message has the number 8") && wrong.lines().count() == 1, "{wrong}");
    assert!(run(&["list"]).1.ends_with("3 open messages\n"));
    assert!(run(&["list", "--all"]).1.ends_with("4 messages\n"));
    assert_eq!(run(&["purge"]).1, "deleted 1 message that was done\n");
    assert_eq!(inbox.messages().await.unwrap().len(), 3);
}

#[test]
fn a_store_that_is_not_there_is_not_made() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("slip.sqlite");
    let done = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["feedback", "list", "--store", file.to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("there is no store") && said.lines().count() == 1, "{said}");
    assert!(!file.exists());
}

#[tokio::test]
async fn messages_of_before_are_kept_with_their_numbers_when_a_store_learns_of_more_sorts() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("s.sqlite");
    inbox(&file).await.end().await;
    // As a store of before: its table, one message of nine that there were, and no word of the change.
    let old = sqlx::SqlitePool::connect(file.to_str().unwrap()).await.unwrap();
    let create = include_str!("../../store/migrations/0002_feedback.sql");
    for statement in [
        "DROP TABLE feedback",
        create,
        "INSERT INTO feedback (number, once, about, about_id, words, sent_at)
         VALUES (9, 'x', 'place', 'gone', 'gone', 'then'), (7, 'a', 'place', 'an-old-school', 'old words', 'then')",
        "DELETE FROM feedback WHERE number = 9",
        // The change of the desk came after it, and adds columns to what it made.
        "ALTER TABLE proposal DROP COLUMN decided_by",
        "DROP TABLE confirmation",
        "DELETE FROM _sqlx_migrations WHERE version IN (18, 21)",
    ] {
        sqlx::raw_sql(statement).execute(&old).await.unwrap();
    }
    old.close().await;
    let inbox = inbox(&file).await;
    tell_about(&inbox, &About::Site, "b", "new words", "", day(0)).await;
    let messages = inbox.messages().await.unwrap();
    let kept: Vec<_> = messages.iter().map(|m| (m.number, m.about.as_str(), m.words.as_str())).collect();
    assert_eq!(kept, [(7, "place", "old words"), (10, "site", "new words")]);
}
