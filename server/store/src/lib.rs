//! Where records are kept between starts: one SQLite file. The one crate that speaks SQL, so
//! that another database could stand behind the same methods.

mod backup;
mod confirmations;
mod error;
mod events;
mod health;
mod history;
mod inbox;
mod merge;
mod open;
mod outbox;
mod people;
mod postcodes;
mod proposals;
mod record;
mod record_changes;
mod record_list;
mod records;
mod register;

pub use backup::restore;
pub use confirmations::{Confirmation, How};
pub use error::StoreError;
pub use health::StoreHealth;
pub use history::{Redacted, Revision};
pub use inbox::{About, CONTACT_DAYS, Inbox, Message, MessageOutcome, NewMessage};
pub use merge::{Merge, StoredRecords, StoredRow};
pub use outbox::{KeptMail, LEASE, MailState, NewMail, Outbox, TakenMail};
pub use people::{
    CODE_TRIES, COMMAND, FACTOR_TRIES, Happened, KeptOfPerson, KeptRole, OpenSession, People, PeopleError, PersonEvent,
    SESSION_HOURS, Session, Ticket, TicketKind,
};
pub use postcodes::{ImportedPostcodes, PostcodeImport};
pub use proposals::{Decision, Proposal, ProposalState, ProposedField};
pub use record::Record;
pub use record_changes::{ChangedRow, ChangedRows, RecordChanges};
pub use record_list::{FoundRecords, KeptRecord, RecordQuery, RecordState};
pub use records::Noun;
pub use register::{BY_HAND, Base, By, Change, Conflict, GoneWhy, Outcome, Register, Way, Written};

use chrono::{SecondsFormat, TimeDelta, Utc};
use directory::{GazetteerRows, Listed, Records};
use folder::Fingerprint;
use health::OpenedFile;
use records::Unread;
use register::{FOLDER, RowChange, To};
use search::catalogue::Changes;
use sqlx::{AssertSqlSafe, SqliteConnection, SqlitePool};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

/// An open store. Several processes may hold one: readers see the last whole load.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
    path: PathBuf,
    opened: OpenedFile,
}

impl Store {
    /// The file it is in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a load has ever been finished.
    pub async fn is_loaded(&self) -> Result<bool, StoreError> {
        Ok(self.meta("loaded_at").await?.is_some())
    }

    /// Replaces everything that came from the folder by these records, in one transaction: readers see all of the old or
    /// all of the new, and so does whoever opens the store after this process was killed.
    /// `folder` is the print of the folder they came from ([`folder::fingerprint`]).
    /// A record that did not change keeps its `changed_at`, and one that a steward keeps stays as it is: where the
    /// folder says something new about it, that is proposed. What was replaced stays in the history of its record.
    pub async fn load(&self, records: &Records, folder: &str) -> Result<Written, StoreError> {
        self.load_by(records, folder, Way::Load).await
    }

    /// Loads like [`load`](Self::load), over what stewards keep too: then the folder keeps it again.
    pub async fn take_over(&self, records: &Records, folder: &str) -> Result<Written, StoreError> {
        self.load_by(records, folder, Way::TakeOver).await
    }

    async fn load_by(&self, records: &Records, folder: &str, way: Way) -> Result<Written, StoreError> {
        let loaded = async {
            let written = self.write(records, folder, way).await?;
            self.empty_journal().await?;
            Ok(written)
        };
        loaded.await.map_err(|error| self.explain(error))
    }

    /// Everything the directory lists, each noun in the order of its ids.
    pub async fn listed(&self) -> Result<Listed, StoreError> {
        // One transaction, so that a load by another process does not fall between two tables.
        let mut reading = self.pool.begin().await.map_err(|error| self.explain(error))?;
        let mut listed = Listed::default();
        let read: Result<(), Unread> = async {
            listed.sources = records::read(&mut reading, Noun::Source).await?;
            listed.organizations = records::read(&mut reading, Noun::Organization).await?;
            listed.locations = records::read(&mut reading, Noun::Location).await?;
            listed.services = records::read(&mut reading, Noun::Service).await?;
            Ok(())
        }
        .await;
        read.map_err(|unread| StoreError::from_unread(&self.path, unread))?;
        Ok(listed)
    }

    /// The ids of the records of a noun that came from a folder, without those of imports. Reads no record, so
    /// that one that is spoilt is no hindrance.
    pub async fn folder_ids(&self, noun: Noun) -> Result<HashSet<String>, StoreError> {
        let read = async {
            let mut reading = self.pool.acquire().await?;
            records::of_folder(&mut reading, noun).await
        };
        Ok(read.await.map_err(|error| self.explain(error))?.into_iter().collect())
    }

    /// When the records last changed.
    pub async fn changes(&self) -> Result<Changes, StoreError> {
        let mut reading = self.pool.begin().await.map_err(|error| self.explain(error))?;
        let read: sqlx::Result<Changes> = async {
            Ok(Changes {
                seq: records::sequence(&mut reading).await?,
                loaded_at: records::last_written(&mut reading).await?,
                services: records::changed(&mut reading, Noun::Service).await?,
                organizations: records::changed(&mut reading, Noun::Organization).await?,
                locations: records::changed(&mut reading, Noun::Location).await?,
            })
        }
        .await;
        read.map_err(|error| self.explain(error))
    }

    /// The gazetteer: towns and wards in the order of their files, postcodes in their own order.
    pub async fn gazetteer(&self) -> Result<GazetteerRows, StoreError> {
        self.places(true).await
    }

    /// The gazetteer without its postcodes, of which there may be very many.
    pub async fn gazetteer_without_postcodes(&self) -> Result<GazetteerRows, StoreError> {
        self.places(false).await
    }

    /// A stamp of the postcodes: another after every load and every import of them. Ask for it
    /// **before** the postcodes, for the reason that [`Store::version`] has.
    pub async fn postcodes_stamp(&self) -> Result<String, StoreError> {
        let (loaded, imported) = (self.meta("loaded_at").await?, self.meta("postcodes_imported_at").await?);
        let or_never = |at: Option<String>| at.unwrap_or_else(|| "never".to_owned());
        Ok(format!("{} {}", or_never(loaded), or_never(imported)))
    }

    async fn places(&self, with_postcodes: bool) -> Result<GazetteerRows, StoreError> {
        let mut reading = self.pool.begin().await.map_err(|error| self.explain(error))?;
        let mut rows = GazetteerRows::default();
        let read: Result<(), Unread> = async {
            rows.towns = records::read(&mut reading, Noun::Town).await?;
            rows.wards = records::read(&mut reading, Noun::Ward).await?;
            if with_postcodes {
                rows.postcodes = postcodes::read(&mut reading).await?;
            }
            Ok(())
        }
        .await;
        read.map_err(|unread| StoreError::from_unread(&self.path, unread))?;
        Ok(rows)
    }

    /// A print of the records: the same for the same records loaded into any store, another after
    /// any change, empty before the first load. Postcodes of an import do not count. Ask for it
    /// **before** [`Store::listed`]: if a load falls between, what is made of the newer records then
    /// wears the older print, and is made again instead of being trusted for ever.
    pub async fn version(&self) -> Result<String, StoreError> {
        Ok(self.meta("version").await?.unwrap_or_default())
    }

    /// The print of the folder that was loaded; `None` before the first load.
    pub async fn folder_fingerprint(&self) -> Result<Option<String>, StoreError> {
        self.meta("folder").await
    }

    /// The name of the authority whose folder was loaded; `None` before the first load, and when it was one by a
    /// version before 0.3.
    pub async fn authority(&self) -> Result<Option<String>, StoreError> {
        self.meta("authority").await
    }

    /// Empties the write-ahead log, which would keep what was overwritten. A reader can hold it up; then the
    /// next one to write, or the end of the last program, does it.
    async fn empty_journal(&self) -> sqlx::Result<()> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await.map(drop)
    }

    /// Writes what is outstanding into the one file and lets it go.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// Keeps the file open for what visitors tell the stewards, and for nothing else.
    pub fn into_inbox(self) -> Inbox {
        Inbox::new(self)
    }

    fn explain(&self, error: sqlx::Error) -> StoreError {
        StoreError::from_database(&self.path, error)
    }

    async fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        sqlx::query_scalar("SELECT value FROM meta WHERE key = ?1")
            .bind(key)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.explain(error))
    }

    async fn write(&self, records: &Records, folder: &str, way: Way) -> sqlx::Result<Written> {
        let by = By { way, who: FOLDER.to_owned() };
        let mut writing = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let seq = register::take_turn(&mut writing).await?;
        let changes = changes_of_folder(&mut writing, &records.listed).await?;
        let written = register::write(&mut writing, seq, changes, &by, "", &[]).await?.written();
        let now = advance_moment(&mut writing, "loaded_at").await?;
        if way == Way::TakeOver {
            for noun in Noun::LISTED {
                let statement = format!("UPDATE {} SET keeper = 'source' WHERE source = 'folder'", noun.table());
                sqlx::query(AssertSqlSafe(statement)).execute(&mut *writing).await?;
            }
            proposals::close_all(&mut writing, FOLDER, &now).await?;
        }
        let mut print = Fingerprint::default();
        for noun in Noun::LISTED {
            records::add_to_print(&mut writing, noun, &mut print).await?;
        }
        records::replace(&mut writing, Noun::Town, &records.gazetteer.towns, &now, &mut print).await?;
        records::replace(&mut writing, Noun::Ward, &records.gazetteer.wards, &now, &mut print).await?;
        postcodes::replace(&mut writing, &records.gazetteer.postcodes, &mut print).await?;
        set_meta(&mut writing, "version", &print.to_string()).await?;
        set_meta(&mut writing, "folder", folder).await?;
        set_meta(&mut writing, "authority", &records.authority.name).await?;
        writing.commit().await?;
        Ok(written)
    }
}

/// What a folder changes: it puts all that it has, and withdraws what came from it before and is not in it.
async fn changes_of_folder(connection: &mut SqliteConnection, listed: &Listed) -> sqlx::Result<Vec<RowChange>> {
    let Listed { sources, organizations, locations, services } = listed;
    let mut changes = merge::puts(Noun::Source, sources, |record| &record.id)?;
    changes.extend(merge::puts(Noun::Organization, organizations, |record| &record.id)?);
    changes.extend(merge::puts(Noun::Location, locations, |record| &record.id)?);
    changes.extend(merge::puts(Noun::Service, services, |record| &record.id)?);
    let given: HashSet<(Noun, &str)> = changes.iter().map(|change| (change.noun, change.id.as_str())).collect();
    let mut gone = Vec::new();
    for noun in Noun::LISTED {
        let before = records::of_folder(connection, noun).await?;
        gone.extend(before.into_iter().filter(|id| !given.contains(&(noun, id.as_str()))).map(|id| (noun, id)));
    }
    let withdraw = |(noun, id)| RowChange { noun, id, base: Base::Any, to: To::Withdraw(None, None) };
    changes.extend(gone.into_iter().map(withdraw));
    Ok(changes)
}

/// The moment of a writing that has begun: a second later than the last one where the clock does not
/// say more, so that no two share it.
async fn begin_write_moment(writing: &mut SqliteConnection) -> sqlx::Result<String> {
    advance_moment(writing, "written_at").await
}

/// Sets a stamp to now, or to a second after what it was where the clock does not say more.
async fn advance_moment(writing: &mut SqliteConnection, key: &str) -> sqlx::Result<String> {
    let next = records::last(writing, key).await?.map(|last| last + TimeDelta::seconds(1));
    let now = next.map_or_else(Utc::now, |next| next.max(Utc::now())).to_rfc3339_opts(SecondsFormat::Secs, true);
    set_meta(writing, key, &now).await?;
    Ok(now)
}

async fn set_meta(connection: &mut SqliteConnection, key: &str, value: &str) -> sqlx::Result<()> {
    let statement =
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    sqlx::query(statement).bind(key).bind(value).execute(connection).await?;
    Ok(())
}
