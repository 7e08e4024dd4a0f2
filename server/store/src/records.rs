//! Records kept whole: a table for each noun, a row for each record.

use chrono::{DateTime, Utc};
use directory::Slug;
use folder::Fingerprint;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{AssertSqlSafe, QueryBuilder, SqliteConnection};
use std::collections::HashMap;

/// Rows in one statement; with four values each, far below SQLite's limit of 32,766 values.
const BATCH: usize = 500;

/// A noun and its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the nouns
pub enum Noun {
    Service,
    Location,
    Organization,
    Source,
    Town,
    Ward,
}

impl Noun {
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Service => "service",
            Self::Town => "town",
            Self::Ward => "ward",
        }
    }

    /// One of them, as a report says it.
    pub fn one(self) -> &'static str {
        match self {
            Self::Location => "place",
            Self::Organization => "organisation",
            other => other.table(),
        }
    }

    /// Several of them.
    pub fn words(self) -> &'static str {
        match self {
            Self::Source => "sources",
            Self::Organization => "organisations",
            Self::Location => "places",
            Self::Service => "services",
            Self::Town => "towns",
            Self::Ward => "wards",
        }
    }

    /// Whether other directories may give records of it.
    fn is_listed(self) -> bool {
        !matches!(self, Self::Town | Self::Ward)
    }
}

/// Whose rows are written, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct WriteStamp<'i> {
    pub(super) source: &'i str,
    pub(super) now: &'i str,
}

/// Why rows were not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// The database failed.
    Database(sqlx::Error),
    /// A row is not what this program writes.
    Row { table: &'static str, id: String, why: String },
}

impl From<sqlx::Error> for Unread {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Reads a whole table in the order of its ids, without what has been withdrawn.
pub(super) async fn read<T: DeserializeOwned>(connection: &mut SqliteConnection, noun: Noun) -> Result<Vec<T>, Unread> {
    let table = noun.table();
    let shown = if noun.is_listed() { "WHERE withdrawn_at IS NULL" } else { "" };
    let rows: Vec<(String, String)> =
        sqlx::query_as(AssertSqlSafe(format!("SELECT id, body FROM {table} {shown} ORDER BY id")))
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|(id, body)| {
            serde_json::from_str(&body).map_err(|error| Unread::Row { table, id, why: error.to_string() })
        })
        .collect()
}

/// When each record of a table last became what it is. What no program of ours wrote is left out.
pub(super) async fn changed(
    connection: &mut SqliteConnection,
    noun: Noun,
) -> sqlx::Result<HashMap<Slug, DateTime<Utc>>> {
    let table = noun.table();
    let rows: Vec<(String, String)> =
        sqlx::query_as(AssertSqlSafe(format!("SELECT id, changed_at FROM {table}"))).fetch_all(connection).await?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id.parse().ok()?, moment(&at)?))).collect())
}

/// The stamp of the last writing of records, by a load or an import; `None` before the first.
pub(super) async fn last_written(connection: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    last(connection, "written_at").await
}

/// The moment of a stamp; `None` where there is none yet.
pub(super) async fn last(connection: &mut SqliteConnection, key: &str) -> sqlx::Result<Option<DateTime<Utc>>> {
    let stamp: Option<String> =
        sqlx::query_scalar("SELECT value FROM meta WHERE key = ?1").bind(key).fetch_optional(connection).await?;
    Ok(stamp.as_deref().and_then(moment))
}

/// Reads a moment as the store writes it (RFC 3339).
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc())
}

/// Replaces the folder's rows of a table and adds all its rows to the print, in the order of their
/// ids, so that the order in which somebody keeps a file does not count as a change. Rows of other
/// directories stay, but for an id that the folder now has too.
pub(super) async fn replace<T: Serialize>(
    connection: &mut SqliteConnection,
    noun: Noun,
    rows: impl Iterator<Item = (String, T)>,
    now: &str,
    print: &mut Fingerprint,
) -> sqlx::Result<()> {
    let table = noun.table();
    let bodies: Result<Vec<(String, String)>, _> =
        rows.map(|(id, record)| serde_json::to_string(&record).map(|body| (id, body))).collect();
    let mut bodies = bodies.map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    bodies.sort_unstable();

    let before: Vec<(String, String, String)> =
        sqlx::query_as(AssertSqlSafe(format!("SELECT id, body, changed_at FROM {table}")))
            .fetch_all(&mut *connection)
            .await?;
    let before: HashMap<String, (String, String)> =
        before.into_iter().map(|(id, body, changed_at)| (id, (body, changed_at))).collect();
    sqlx::query(AssertSqlSafe(format!("DELETE FROM {table} WHERE source = 'folder'")))
        .execute(&mut *connection)
        .await?;

    print.add(table.as_bytes());
    let mut insert = QueryBuilder::new(format!("INSERT OR REPLACE INTO {table} (id, body, changed_at) "));
    for batch in bodies.chunks(BATCH) {
        insert.reset().push_values(batch, |mut row, (id, body)| {
            print.add(id.as_bytes());
            print.add(body.as_bytes());
            let changed_at = match before.get(id) {
                Some((same, changed_at)) if same == body => changed_at,
                _ => now,
            };
            row.push_bind(id).push_bind(body).push_bind(changed_at);
        });
        insert.build().execute(&mut *connection).await?;
    }
    if !noun.is_listed() {
        return Ok(());
    }
    let others = format!("SELECT id, body, withdrawn_at FROM {table} WHERE source <> 'folder' ORDER BY id");
    let others: Vec<(String, String, Option<String>)> =
        sqlx::query_as(AssertSqlSafe(others)).fetch_all(connection).await?;
    for (id, body, withdrawn_at) in others {
        print.add(id.as_bytes());
        print.add(body.as_bytes());
        print.add(withdrawn_at.unwrap_or_default().as_bytes());
    }
    Ok(())
}

/// Writes rows of one source, over those of the same ids, and adds them to the print.
pub(super) async fn write_rows<T: Serialize>(
    connection: &mut SqliteConnection,
    noun: Noun,
    rows: impl Iterator<Item = (&Slug, T)>,
    into: WriteStamp<'_>,
    print: &mut Fingerprint,
) -> sqlx::Result<()> {
    let table = noun.table();
    let statement = format!(
        "INSERT INTO {table} (id, body, changed_at, source) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at, withdrawn_at = NULL"
    );
    for (id, record) in rows {
        let body = serde_json::to_string(&record).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
        print.add(table.as_bytes());
        print.add(id.as_str().as_bytes());
        print.add(body.as_bytes());
        sqlx::query(AssertSqlSafe(statement.clone()))
            .bind(id.as_str())
            .bind(&body)
            .bind(into.now)
            .bind(into.source)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
