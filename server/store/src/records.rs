//! Records kept whole: a table for each noun, a row for each record.

use chrono::{DateTime, Utc};
use directory::Slug;
use folder::Fingerprint;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{AssertSqlSafe, QueryBuilder, SqliteConnection};
use std::collections::HashMap;

/// Rows in one statement; with three values each, far below SQLite's limit of 32,766 values.
const BATCH: usize = 500;

/// A noun and its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Its table, which is also its part of the addresses of the desk.
    pub fn table(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Service => "service",
            Self::Town => "town",
            Self::Ward => "ward",
        }
    }

    /// The nouns whose records have a history.
    pub const LISTED: [Self; 4] = [Self::Source, Self::Organization, Self::Location, Self::Service];

    /// The noun of a table; `None` when its records have no history.
    pub fn of_table(table: &str) -> Option<Self> {
        Self::LISTED.into_iter().find(|noun| noun.table() == table)
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

/// The ids of the records of a noun that came from the folder and are listed.
pub(super) async fn of_folder(connection: &mut SqliteConnection, noun: Noun) -> sqlx::Result<Vec<String>> {
    let statement = format!("SELECT id FROM {} WHERE source = 'folder' AND withdrawn_at IS NULL", noun.table());
    sqlx::query_scalar(AssertSqlSafe(statement)).fetch_all(connection).await
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

/// The number of the last writing of records; 0 before the first.
pub(super) async fn sequence(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    let statement = "SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'seq'";
    Ok(sqlx::query_scalar(statement).fetch_optional(connection).await?.unwrap_or(0))
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

/// Replaces the rows of a table that has no history and adds them to the print.
pub(super) async fn replace<T: Serialize>(
    connection: &mut SqliteConnection,
    noun: Noun,
    rows: &[T],
    now: &str,
    print: &mut Fingerprint,
) -> sqlx::Result<()> {
    let table = noun.table();
    let bodies: Result<Vec<String>, _> = rows.iter().map(serde_json::to_string).collect();
    let bodies = bodies.map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query(AssertSqlSafe(format!("DELETE FROM {table}"))).execute(&mut *connection).await?;
    print.add(table.as_bytes());
    let numbered: Vec<(String, String)> =
        bodies.into_iter().enumerate().map(|(row, body)| (format!("{row:08}"), body)).collect();
    let mut insert = QueryBuilder::new(format!("INSERT INTO {table} (id, body, changed_at) "));
    for batch in numbered.chunks(BATCH) {
        insert.reset().push_values(batch, |mut row, (id, body)| {
            print.add(body.as_bytes());
            row.push_bind(id).push_bind(body).push_bind(now);
        });
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Adds the records of a noun to the print: the folder's in the order of their ids, so that the order in which
/// somebody keeps a file does not count as a change, and then those of others. What the folder no longer has
/// is not in it, so that a store that never had it gets the same.
pub(super) async fn add_to_print(
    connection: &mut SqliteConnection,
    noun: Noun,
    print: &mut Fingerprint,
) -> sqlx::Result<()> {
    let table = noun.table();
    print.add(table.as_bytes());
    let statement = format!(
        "SELECT id, body, withdrawn_at FROM {table} WHERE source <> 'folder' OR withdrawn_at IS NULL
         ORDER BY source <> 'folder', id"
    );
    let rows: Vec<(String, String, Option<String>)> =
        sqlx::query_as(AssertSqlSafe(statement)).fetch_all(connection).await?;
    for (id, body, withdrawn_at) in rows {
        print.add(id.as_bytes());
        print.add(body.as_bytes());
        print.add(withdrawn_at.unwrap_or_default().as_bytes());
    }
    Ok(())
}
