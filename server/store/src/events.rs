//! What happened in the store: one row for each writing, append only, kept for 24 months. No row holds a value of
//! a record, so that what is taken out of a record stays in no event.

use super::{
    records::{self, Noun},
    register::Stamp,
};
use chrono::{Months, SecondsFormat, Utc};
use sqlx::SqliteConnection;

/// An event is deleted when it has been kept for so many months.
const KEPT_MONTHS: u32 = 24;

/// The time as the store writes it.
pub(super) fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What `noun` is in an event about somebody with an account.
pub(super) const PERSON: &str = "person";

/// Adds one about a record or several, and deletes those whose time is up.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    stamp: Stamp<'_>,
    what: &str,
    about: Option<(Noun, &str)>,
    detail: &str,
) -> sqlx::Result<()> {
    let about = about.map(|(noun, id)| (noun.table(), id));
    insert(connection, (stamp.seq, stamp.now, &stamp.by.who), what, about, detail).await
}

/// Adds one about somebody with an account: who did what to whom, by ids alone. It changes no record, so that it is of
/// the last writing of one.
pub(super) async fn add_about_person(
    connection: &mut SqliteConnection,
    (at, who): (&str, &str),
    what: &str,
    person: &str,
    detail: &str,
) -> sqlx::Result<()> {
    let seq = records::sequence(connection).await?;
    insert(connection, (seq, at, who), what, Some((PERSON, person)), detail).await
}

async fn insert(
    connection: &mut SqliteConnection,
    (seq, at, who): (i64, &str, &str),
    what: &str,
    about: Option<(&str, &str)>,
    detail: &str,
) -> sqlx::Result<()> {
    let old = Utc::now().checked_sub_months(Months::new(KEPT_MONTHS));
    if let Some(old) = old.map(|old| old.to_rfc3339_opts(SecondsFormat::Secs, true)) {
        sqlx::query("DELETE FROM event WHERE at < $1").bind(old).execute(&mut *connection).await?;
    }
    let statement = "INSERT INTO event (seq, at, who, what, noun, record_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(statement)
        .bind(seq)
        .bind(at)
        .bind(who)
        .bind(what)
        .bind(about.map(|(noun, _)| noun))
        .bind(about.map(|(_, id)| id))
        .bind(detail)
        .execute(connection)
        .await
        .map(drop)
}

/// Adds one of something that writes no record, under the number of the last writing that did.
pub(super) async fn note(
    connection: &mut SqliteConnection,
    who: &str,
    what: &str,
    about: Option<(Noun, &str)>,
    detail: &str,
) -> sqlx::Result<()> {
    let seq = records::sequence(connection).await?;
    insert(connection, (seq, &now(), who), what, about.map(|(noun, id)| (noun.table(), id)), detail).await
}
