//! What comes from other directories, put beside what is here.

use super::{
    StoreError, begin_write_moment,
    records::{self, Noun, Unread},
    set_meta,
};
use directory::{Listed, Location, Organization, Service, Slug, Source};
use folder::Fingerprint;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::collections::{HashMap, HashSet};

/// A record with what the store knows about it.
#[derive(Debug, Clone)]
pub struct StoredRow<T> {
    /// The record.
    pub record: T,
    /// The import it came from; 'folder' for the authority's own.
    pub source: String,
    /// Whether its source no longer gives it.
    pub withdrawn: bool,
}

/// Everything listed, withdrawn records too.
#[derive(Debug, Default)]
#[allow(missing_docs)] // the names are the nouns
pub struct StoredRecords {
    pub sources: HashMap<Slug, StoredRow<Source>>,
    pub organizations: HashMap<Slug, StoredRow<Organization>>,
    pub locations: HashMap<Slug, StoredRow<Location>>,
    pub services: HashMap<Slug, StoredRow<Service>>,
    /// Services about abuse whose address may be known.
    pub confirmed: HashSet<Slug>,
    /// Services whose address was not taken over, and that nobody has confirmed since.
    pub withheld: HashSet<Slug>,
}

impl StoredRecords {
    /// The source of the record with this id, of whatever noun.
    pub fn owner(&self, id: &str) -> Option<String> {
        let service = self.services.get(id).map(|row| &row.source);
        let location = || self.locations.get(id).map(|row| &row.source);
        let organization = || self.organizations.get(id).map(|row| &row.source);
        service.or_else(location).or_else(organization).cloned()
    }
}

/// What an import changes.
#[derive(Debug, Default)]
pub struct Merge {
    /// The name of the import.
    pub source: String,
    /// Records that are new or changed.
    pub write: Listed,
    /// Records that the source no longer gives.
    pub withdraw: Vec<(Noun, Slug)>,
    /// Places to withdraw whose rows must keep nothing of what they said: their records with nothing in them.
    pub wipe: Vec<Location>,
    /// Services whose address was not taken over.
    pub withheld: Vec<Slug>,
    /// Services whose address may be known from now on.
    pub confirm: Vec<Slug>,
}

impl super::Store {
    /// Changes what is listed in one transaction: `decide` is given what is stored and gives what to
    /// change, or nothing, and whatever it wants to say. Readers see all of the old or all of the new.
    pub async fn merge<R>(&self, decide: impl FnOnce(&StoredRecords) -> (Option<Merge>, R)) -> Result<R, StoreError> {
        let mut writing = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(|error| self.explain(error))?;
        let stored = stored(&mut writing).await.map_err(|unread| StoreError::from_unread(&self.path, unread))?;
        let (merge, said) = decide(&stored);
        if let Some(merge) = merge {
            apply(&mut writing, &merge).await.map_err(|error| self.explain(error))?;
            writing.commit().await.map_err(|error| self.explain(error))?;
            self.empty_journal().await.map_err(|error| self.explain(error))?;
        }
        Ok(said)
    }
}

async fn stored(connection: &mut SqliteConnection) -> Result<StoredRecords, Unread> {
    let confirmed = with_address(connection, "confirmed").await?;
    let withheld = with_address(connection, "withheld").await?;
    Ok(StoredRecords {
        sources: rows(connection, Noun::Source).await?,
        organizations: rows(connection, Noun::Organization).await?,
        locations: rows(connection, Noun::Location).await?,
        services: rows(connection, Noun::Service).await?,
        confirmed,
        withheld,
    })
}

/// The services whose address is in this state.
async fn with_address(connection: &mut SqliteConnection, state: &str) -> sqlx::Result<HashSet<Slug>> {
    let statement = sqlx::query_scalar("SELECT id FROM service WHERE address = ?1").bind(state);
    let ids: Vec<String> = statement.fetch_all(connection).await?;
    Ok(ids.into_iter().filter_map(|id| id.parse().ok()).collect())
}

async fn rows<T: DeserializeOwned>(
    connection: &mut SqliteConnection,
    noun: Noun,
) -> Result<HashMap<Slug, StoredRow<T>>, Unread> {
    let table = noun.table();
    let rows: Vec<(String, String, String, Option<String>)> =
        sqlx::query_as(AssertSqlSafe(format!("SELECT id, body, source, withdrawn_at FROM {table}")))
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|(id, body, source, withdrawn_at)| {
            let unread = |why: String| Unread::Row { table, id: id.clone(), why };
            let record = serde_json::from_str(&body).map_err(|error| unread(error.to_string()))?;
            let slug = id.parse().map_err(|_| unread("its id is no id".to_owned()))?;
            Ok((slug, StoredRow { record, source, withdrawn: withdrawn_at.is_some() }))
        })
        .collect()
}

async fn apply(connection: &mut SqliteConnection, merge: &Merge) -> sqlx::Result<()> {
    let Listed { sources, organizations, locations, services } = &merge.write;
    let written = sources.len()
        + organizations.len()
        + locations.len()
        + services.len()
        + merge.withdraw.len()
        + merge.wipe.len();
    // Nothing written is no writing: then no row takes the stamp.
    let now = if written > 0 { begin_write_moment(connection).await? } else { String::new() };
    let before: Option<String> =
        sqlx::query_scalar("SELECT value FROM meta WHERE key = 'version'").fetch_optional(&mut *connection).await?;
    let mut print = Fingerprint::default();
    print.add(before.unwrap_or_default().as_bytes());
    let into = records::WriteStamp { source: &merge.source, now: &now };
    records::write_rows(connection, Noun::Source, sources.iter().map(|record| (&record.id, record)), into, &mut print)
        .await?;
    let rows = organizations.iter().map(|record| (&record.id, record));
    records::write_rows(connection, Noun::Organization, rows, into, &mut print).await?;
    let rows = locations.iter().map(|record| (&record.id, record));
    records::write_rows(connection, Noun::Location, rows, into, &mut print).await?;
    let rows = services.iter().map(|record| (&record.id, record));
    records::write_rows(connection, Noun::Service, rows, into, &mut print).await?;
    for (noun, id) in &merge.withdraw {
        let statement = format!("UPDATE {} SET withdrawn_at = ?1, changed_at = ?1 WHERE id = ?2", noun.table());
        sqlx::query(AssertSqlSafe(statement)).bind(&now).bind(id.as_str()).execute(&mut *connection).await?;
        print.add(noun.table().as_bytes());
        print.add(id.as_str().as_bytes());
    }
    let rows = merge.wipe.iter().map(|record| (&record.id, record));
    records::write_rows(connection, Noun::Location, rows, into, &mut print).await?;
    for place in &merge.wipe {
        sqlx::query("UPDATE location SET withdrawn_at = ?1 WHERE id = ?2")
            .bind(&now)
            .bind(place.id.as_str())
            .execute(&mut *connection)
            .await?;
    }
    for (state, ids) in [("withheld", &merge.withheld), ("confirmed", &merge.confirm)] {
        for id in ids {
            sqlx::query("UPDATE service SET address = ?1 WHERE id = ?2")
                .bind(state)
                .bind(id.as_str())
                .execute(&mut *connection)
                .await?;
        }
    }
    if written > 0 {
        set_meta(connection, "version", &print.to_string()).await?;
    }
    Ok(())
}
