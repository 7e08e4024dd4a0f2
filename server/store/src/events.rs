//! What happened in the store: one row for each writing, append only, kept for 24 months. No row holds a value of
//! a record, so that what is taken out of a record stays in no event.

use super::{records::Noun, register::Stamp};
use chrono::{Months, SecondsFormat, Utc};
use sqlx::SqliteConnection;

/// An event is deleted when it has been kept for so many months.
const KEPT_MONTHS: u32 = 24;

/// The time as the store writes it.
pub(super) fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Adds one, and deletes those whose time is up.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    stamp: Stamp<'_>,
    what: &str,
    about: Option<(Noun, &str)>,
    detail: &str,
) -> sqlx::Result<()> {
    let old = Utc::now().checked_sub_months(Months::new(KEPT_MONTHS));
    if let Some(old) = old.map(|old| old.to_rfc3339_opts(SecondsFormat::Secs, true)) {
        sqlx::query("DELETE FROM event WHERE at < $1").bind(old).execute(&mut *connection).await?;
    }
    let statement = "INSERT INTO event (seq, at, who, what, noun, record_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(statement)
        .bind(stamp.seq)
        .bind(stamp.now)
        .bind(&stamp.by.who)
        .bind(what)
        .bind(about.map(|(noun, _)| noun.table()))
        .bind(about.map(|(_, id)| id))
        .bind(detail)
        .execute(connection)
        .await
        .map(drop)
}
