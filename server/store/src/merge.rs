//! What comes from other directories, put beside what is here.

use super::{
    StoreError,
    records::{Noun, Unread},
    register::{self, Base, By, RowChange, To, Way, Written},
};
use directory::{Listed, Location, Organization, Service, Slug, Source, safeguarding::SecretLines};
use serde::{Serialize, de::DeserializeOwned};
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
    /// Whether a steward keeps it: then what its source gives is proposed and not written.
    pub kept: bool,
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
    /// Records that came in without what tells of a secret address: of what they said before nothing may stay.
    pub silence: Vec<(Noun, Slug)>,
    /// The lines of the addresses that were not taken over.
    pub secret_lines: SecretLines,
    /// Services whose address was not taken over.
    pub withheld: Vec<Slug>,
    /// Services whose address may be known from now on.
    pub confirm: Vec<Slug>,
}

impl super::Store {
    /// Changes what is listed in one transaction: `decide` is given what is stored and gives what to
    /// change, or nothing, and whatever it wants to say. Readers see all of the old or all of the new. Gives what
    /// it said, and what was written.
    pub async fn merge<R>(
        &self,
        decide: impl FnOnce(&StoredRecords) -> (Option<Merge>, R),
    ) -> Result<(R, Written), StoreError> {
        let mut writing = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(|error| self.explain(error))?;
        let stored = stored(&mut writing).await.map_err(|unread| StoreError::from_unread(&self.path, unread))?;
        let (merge, said) = decide(&stored);
        let mut written = Written::default();
        if let Some(merge) = merge {
            written = apply(&mut writing, &merge).await.map_err(|error| self.explain(error))?;
            writing.commit().await.map_err(|error| self.explain(error))?;
            self.empty_journal().await.map_err(|error| self.explain(error))?;
        }
        Ok((said, written))
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
    // What the folder no longer has is nobody's.
    let statement = format!(
        "SELECT id, body, source, withdrawn_at IS NOT NULL, keeper = 'steward' FROM {table}
         WHERE source <> 'folder' OR withdrawn_at IS NULL OR keeper = 'steward'"
    );
    let rows: Vec<(String, String, String, bool, bool)> =
        sqlx::query_as(AssertSqlSafe(statement)).fetch_all(connection).await?;
    rows.into_iter()
        .map(|(id, body, source, withdrawn, kept)| {
            let unread = |why: String| Unread::Row { table, id: id.clone(), why };
            let record = serde_json::from_str(&body).map_err(|error| unread(error.to_string()))?;
            let slug = id.parse().map_err(|_| unread("its id is no id".to_owned()))?;
            Ok((slug, StoredRow { record, source, withdrawn, kept }))
        })
        .collect()
}

/// The changes of the records, in the order of the nouns.
fn changes(merge: &Merge) -> sqlx::Result<Vec<RowChange>> {
    let Listed { sources, organizations, locations, services } = &merge.write;
    let mut changes = puts(Noun::Source, sources, |record| &record.id)?;
    changes.extend(puts(Noun::Organization, organizations, |record| &record.id)?);
    changes.extend(puts(Noun::Location, locations, |record| &record.id)?);
    changes.extend(puts(Noun::Service, services, |record| &record.id)?);
    let is_wiped = |noun, id: &Slug| noun == Noun::Location && merge.wipe.iter().any(|place| place.id == *id);
    for (noun, id) in merge.withdraw.iter().filter(|(noun, id)| !is_wiped(*noun, id)) {
        let to = To::Withdraw(None, None);
        changes.push(RowChange { noun: *noun, id: id.to_string(), base: Base::Any, to });
    }
    for mut change in puts(Noun::Location, &merge.wipe, |record| &record.id)? {
        if let To::Put(blank) = change.to {
            change.to = To::Gone(blank);
        }
        changes.push(change);
    }
    Ok(changes)
}

/// Changes that write these records, whatever there is.
pub(super) fn puts<T: Serialize>(noun: Noun, records: &[T], id: impl Fn(&T) -> &Slug) -> sqlx::Result<Vec<RowChange>> {
    let put = |record: &T| {
        let body = serde_json::to_string(record)?;
        Ok(RowChange { noun, id: id(record).to_string(), base: Base::Any, to: To::Put(body) })
    };
    let all: serde_json::Result<Vec<RowChange>> = records.iter().map(put).collect();
    all.map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

async fn apply(connection: &mut SqliteConnection, merge: &Merge) -> sqlx::Result<Written> {
    let by = By { way: Way::Import, who: merge.source.clone() };
    let seq = register::take_turn(connection).await?;
    let outcome = register::write(connection, seq, changes(merge)?, &by, "", &merge.silence).await?;
    let written = outcome.written();
    // A refuge that is new has no earlier revision of its own; others may have named its door all the same.
    if written.silenced > 0 || !written.rows.is_empty() && !merge.withheld.is_empty() {
        register::silence_lines(connection, &merge.secret_lines).await?;
    }
    for (state, ids) in [("withheld", &merge.withheld), ("confirmed", &merge.confirm)] {
        for id in ids {
            sqlx::query("UPDATE service SET address = $1 WHERE id = $2")
                .bind(state)
                .bind(id.as_str())
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(written)
}
