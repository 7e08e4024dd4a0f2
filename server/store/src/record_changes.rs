//! What has become of the records since they were last read: for a site that runs on.

use super::{
    Store, StoreError,
    records::{self, Noun, Unread},
};
use chrono::{DateTime, Utc};
use directory::{Location, Organization, Service, Slug, Source};
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// What was written since a moment, all of one reading.
#[derive(Debug)]
#[allow(missing_docs)] // the names are the nouns
pub struct RecordChanges {
    /// The print of the records ([`Store::version`]).
    pub version: String,
    /// The number of the writing that it is the state after.
    pub seq: i64,
    /// When records were last taken over.
    pub loaded_at: Option<DateTime<Utc>>,
    pub sources: ChangedRows<Source>,
    pub organizations: ChangedRows<Organization>,
    pub locations: ChangedRows<Location>,
    pub services: ChangedRows<Service>,
}

/// Rows of one noun.
#[derive(Debug)]
pub struct ChangedRows<T> {
    /// In the order of their ids.
    pub rows: Vec<ChangedRow<T>>,
    /// How many records are listed in all. Another number than one has after taking in the rows
    /// means that records have gone without leaving a row.
    pub listed: usize,
}

/// One row.
#[derive(Debug)]
pub struct ChangedRow<T> {
    /// Its id.
    pub id: Slug,
    /// The record; `None` when its source has withdrawn it.
    pub record: Option<T>,
    /// When it was written.
    pub changed_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Everything that was written after the writing with this number, or simply everything.
    pub async fn changes_since(&self, since: Option<i64>) -> Result<RecordChanges, StoreError> {
        let since = since.unwrap_or(-1);
        // One transaction, so that a writing by another process does not fall between two tables.
        let mut reading = self.pool.begin().await.map_err(|error| self.explain(error))?;
        let version = "SELECT coalesce(max(value), '') FROM meta WHERE key = 'version'";
        let read: Result<RecordChanges, Unread> = async {
            let version = sqlx::query_scalar(version).fetch_one(&mut *reading).await?;
            Ok(RecordChanges {
                version,
                seq: records::sequence(&mut reading).await?,
                loaded_at: records::last_written(&mut reading).await?,
                sources: written(&mut reading, Noun::Source, since).await?,
                organizations: written(&mut reading, Noun::Organization, since).await?,
                locations: written(&mut reading, Noun::Location, since).await?,
                services: written(&mut reading, Noun::Service, since).await?,
            })
        }
        .await;
        read.map_err(|unread| StoreError::from_unread(&self.path, unread))
    }
}

async fn written<T: DeserializeOwned>(
    connection: &mut SqliteConnection,
    noun: Noun,
    since: i64,
) -> Result<ChangedRows<T>, Unread> {
    let table = noun.table();
    let rows: Vec<(String, Option<String>, String)> = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT id, CASE WHEN withdrawn_at IS NULL THEN body END, changed_at FROM {table} \
         WHERE seq > $1 ORDER BY id"
    )))
    .bind(since)
    .fetch_all(&mut *connection)
    .await?;
    let rows = rows.into_iter().map(|(id, body, changed_at)| {
        let unread = |why: String| Unread::Row { table, id: id.clone(), why };
        let record = body.map(|body| serde_json::from_str(&body)).transpose();
        Ok(ChangedRow {
            record: record.map_err(|error| unread(error.to_string()))?,
            changed_at: records::moment(&changed_at),
            id: id.parse().map_err(|_| unread("its id is no id".to_owned()))?,
        })
    });
    let rows = rows.collect::<Result<_, Unread>>()?;
    let listed: i64 =
        sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table} WHERE withdrawn_at IS NULL")))
            .fetch_one(connection)
            .await?;
    Ok(ChangedRows { rows, listed: usize::try_from(listed).unwrap_or_default() })
}
