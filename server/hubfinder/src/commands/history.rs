//! `hubfinder history`, `revert` and `redact`: what a record has been.

use super::{StoreOption, say};
use crate::loading::forget_index_beside;
use anyhow::Context;
use chrono::{Days, NaiveDate};
use clap::Args;
use directory::{edit, plural};
use serde_json::Value;
use store::{Base, By, Noun, Outcome, Revision, Store};

/// A record.
#[derive(Debug, Args)]
pub(super) struct RecordName {
    /// What it is: service, place, organisation or source.
    #[arg(value_name = "NOUN", env = "HUBFINDER_NOUN", value_parser = noun)]
    noun: Noun,
    /// Its id, as in the address of its page.
    #[arg(value_name = "ID", env = "HUBFINDER_ID")]
    id: String,
}

#[derive(Debug, Args)]
pub(super) struct HistoryOptions {
    #[command(flatten)]
    record: RecordName,
    /// Prints the whole record as it stood at the end of a day, such as 2026-03-03 (UTC).
    #[arg(long, value_name = "DAY", env = "HUBFINDER_AS_OF")]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, Args)]
pub(super) struct RevertOptions {
    #[command(flatten)]
    record: RecordName,
    /// The revision whose words it is to have again: a number of hubfinder history.
    #[arg(long, value_name = "REVISION", env = "HUBFINDER_TO")]
    to: i64,
    /// Why, for whoever reads the history.
    #[arg(long, value_name = "WORDS", env = "HUBFINDER_WHY")]
    why: String,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, Args)]
pub(super) struct RedactOptions {
    #[command(flatten)]
    record: RecordName,
    /// What must not stand anywhere, letter for letter.
    #[arg(long, value_name = "TEXT", env = "HUBFINDER_VALUE")]
    value: String,
    /// Why, without the value itself.
    #[arg(long, value_name = "WORDS", env = "HUBFINDER_WHY")]
    why: String,
    #[command(flatten)]
    store: StoreOption,
}

fn noun(word: &str) -> Result<Noun, String> {
    let found = Noun::LISTED.into_iter().find(|noun| noun.one() == word);
    found.ok_or_else(|| format!("write {}", Noun::LISTED.map(Noun::one).join(", ")))
}

/// Prints the revisions of a record, or how it stood on a day.
pub(super) async fn history(options: HistoryOptions) -> anyhow::Result<()> {
    let HistoryOptions { record: RecordName { noun, id }, as_of, store: StoreOption { store: file } } = options;
    let store = Store::open_existing(&file).await?;
    let found = match as_of.and_then(|day| day.checked_add_days(Days::new(1))) {
        None => store.history(noun, &id).await,
        Some(next) => {
            let stood = store.as_it_stood(noun, &id, &format!("{next}T00:00:00Z")).await;
            stood.map(|revision| revision.into_iter().collect())
        }
    };
    store.close().await;
    let revisions = found?;
    let newest = revisions.last().with_context(|| match as_of {
        Some(day) => format!("the store had no {} '{id}' on {day}", noun.one()),
        None => format!("the store has no {} '{id}': take its id from the address of its page", noun.one()),
    })?;
    if as_of.is_some() {
        return say_whole(noun, &id, newest);
    }
    say(&format!("{} {id}: {}", noun.one(), plural(revisions.len(), "revision", "revisions")))?;
    for at in (0..revisions.len()).rev() {
        let before = at.checked_sub(1).map(|before| &revisions[before]);
        say(&headline(&revisions[at]))?;
        say(&format!("    {}", change(before, &revisions[at])))?;
    }
    Ok(())
}

/// "3  2026-03-03T09:30:00Z, import neighbours: the number was wrong".
fn headline(revision: &Revision) -> String {
    let Revision { revision: number, at, way, who, why, .. } = revision;
    let who = if who.is_empty() { String::new() } else { format!(" {who}") };
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    format!("{number}  {at}, {way}{who}{why}")
}

/// What a revision did to the one before, in words.
fn change(before: Option<&Revision>, revision: &Revision) -> String {
    let gone = match (before.is_some_and(|before| before.gone), revision.gone) {
        (false, true) => "withdrawn",
        (true, false) => "put back",
        _ => "",
    };
    let changed = match (before, &revision.fields) {
        (_, None) => "its words are taken out".to_owned(),
        (None, Some(_)) => "the first".to_owned(),
        (Some(Revision { fields: None, .. }), Some(_)) => "what it changed is not known any more".to_owned(),
        (Some(Revision { fields: Some(before), .. }), Some(fields)) => {
            let names: Vec<&str> = edit::differences(before, fields).iter().map(|one| one.field).collect();
            if names.is_empty() { String::new() } else { format!("changed: {}", names.join(", ")) }
        }
    };
    [gone, &changed].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(", ")
}

fn say_whole(noun: Noun, id: &str, revision: &Revision) -> anyhow::Result<()> {
    say(&format!("{} {id}, revision {}", noun.one(), headline(revision)))?;
    if revision.gone {
        say("It was withdrawn.")?;
    }
    let Some(fields) = &revision.fields else { return say("Its words are taken out.") };
    for (field, value) in fields {
        say(&format!("{field}: {}", in_words(Some(value))))?;
    }
    Ok(())
}

/// A value of a field as a steward reads it.
pub(super) fn in_words(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(all)) if all.is_empty() => "nothing".to_owned(),
        Some(other) => other.to_string(),
    }
}

/// Writes a record again as it was.
pub(super) async fn revert(options: RevertOptions) -> anyhow::Result<()> {
    let RevertOptions { record: RecordName { noun, id }, to, why, store: StoreOption { store: file } } = options;
    let store = Store::open_existing(&file).await?;
    let done = store.register().revert((noun, &id), Base::Any, to, &By::command(), &why).await;
    store.close().await;
    let revision = match done? {
        Outcome::Written(written) => written.rows.first().map(|(_, _, revision)| *revision),
        Outcome::Conflict(_) => anyhow::bail!("somebody wrote the {} '{id}' meanwhile: run this again", noun.one()),
    };
    forget_index_beside(&file);
    match revision {
        Some(revision) => say(&format!(
            "{} {id} says again what it said in revision {to}: that is revision {revision}, and stewards keep it",
            noun.one()
        )),
        None => say(&format!("{} {id} says already what it said in revision {to}", noun.one())),
    }
}

/// Takes a value out of a record and all its revisions.
pub(super) async fn redact(options: RedactOptions) -> anyhow::Result<()> {
    let RedactOptions { record: RecordName { noun, id }, value, why, store: StoreOption { store: file } } = options;
    let store = Store::open_existing(&file).await?;
    let done = store.register().redact(noun, &id, &value, &By::command(), &why).await;
    store.close().await;
    let redacted = done?;
    forget_index_beside(&file);
    if redacted.revisions == 0 {
        return say(&format!("no revision of the {} '{id}' holds that value", noun.one()));
    }
    let revisions = plural(redacted.revisions, "revision", "revisions");
    say(&format!("taken out of {revisions} of the {} '{id}'", noun.one()))?;
    say("take it out of the folder, the feed and old copies of the store too: what they hold is not changed")
}
