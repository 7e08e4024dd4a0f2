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
use error::is_busy;
use folder::{Fingerprint, create_private_file, create_private_folder, make_private};
use health::OpenedFile;
use records::Unread;
use register::{FOLDER, RowChange, To};
use search::catalogue::Changes;
use sqlx::{
    AssertSqlSafe, SqliteConnection, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// `application_id` of our files, as the first migration sets it.
const APPLICATION: i64 = 1_215_652_422;

/// How long a statement waits for another hubfinder that writes.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// An open store. Several processes may hold one: readers see the last whole load.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
    path: PathBuf,
    opened: OpenedFile,
}

impl Store {
    /// Opens the file, after making it and its folder where they are missing (for this account alone), and
    /// brings it to this program's shape. Changes nothing in a file that it refuses.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let unwritable = |error: std::io::Error| StoreError::unwritable(path, &error.to_string());
        let file = std::path::absolute(path).map_err(unwritable)?;
        if let Some(folder) = file.parent() {
            create_private_folder(folder).map_err(unwritable)?;
        }
        // SQLite gives its journal the rights of the file. An empty file is a new database to it. The file is
        // closed before SQLite opens it: a process that closes any handle of a file loses all its locks on it
        // (fcntl(2)), and another program would then take away the journal of a store that is open.
        let made = create_private_file(&file).map(drop);
        match made {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(unwritable(error)),
            _ => Self::open_file(&file, path).await,
        }
    }

    /// Opens a store that is there: for commands that a slip in its name must not have make a new one.
    pub async fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.display().to_string() });
        }
        Self::open(path).await
    }

    /// Opens a file that is there; `path` is what errors call it.
    async fn open_file(file: &Path, path: &Path) -> Result<Self, StoreError> {
        let unwritable = |error: std::io::Error| StoreError::unwritable(path, &error.to_string());
        let options = connect_options(file).map_err(unwritable)?;
        probe_file(&options, path).await.map_err(|error| StoreError::from_database(path, error))??;
        for ending in ["", "-wal", "-shm"] {
            // Another account's file works as well with the rights that it has.
            let _ = make_private(&with_ending(file, ending));
        }
        keep_journal(&options).await.map_err(|error| StoreError::from_database(path, error))?;
        // Connections stay: the last one that closes takes the journal with it.
        let pool = SqlitePoolOptions::new().max_connections(4).min_connections(1).idle_timeout(None).max_lifetime(None);
        let pool = pool.connect_with(options).await.map_err(|error| StoreError::from_database(path, error))?;
        let opened = OpenedFile::new(file).map_err(unwritable)?;
        let store = Self { pool, path: path.to_owned(), opened };
        store.migrate().await?;
        Ok(store)
    }

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

    async fn migrate(&self) -> Result<(), StoreError> {
        // One write lock around all of it: two first starts at once take turns, and each
        // migration becomes a savepoint inside.
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(|error| self.explain(error))?;
        let newest = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
        MIGRATIONS
            .run_direct(None, &mut *all, false)
            .await
            .map_err(|error| StoreError::from_migration(&self.path, error, newest))?;
        // A real write, so that a store which cannot be written says so now and not in a year.
        set_meta(&mut all, "opened_with", env!("CARGO_PKG_VERSION")).await.map_err(|error| self.explain(error))?;
        all.commit().await.map_err(|error| self.explain(error))
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

/// How a file is opened. Absolute, because SQLite reads a name that starts with "file:" as an address.
fn connect_options(file: &Path) -> std::io::Result<SqliteConnectOptions> {
    let options = SqliteConnectOptions::new().filename(std::path::absolute(file)?).create_if_missing(false);
    // In WAL, NORMAL survives the end of the process at any moment; the end of the machine may cost the last
    // load but leaves the file whole.
    let options = options.synchronous(SqliteSynchronous::Normal);
    // An address or a contact that is deleted is written over, and not only let go.
    let options = options.pragma("secure_delete", "ON");
    Ok(options.busy_timeout(PATIENCE).foreign_keys(true).row_buffer_size(1_000))
}

/// The file that SQLite keeps beside a store: its name with an ending such as `-wal`.
fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Looks at a file before anything is written to it: whether it is whole, and whether it is ours.
async fn probe_file(options: &SqliteConnectOptions, path: &Path) -> sqlx::Result<Result<(), StoreError>> {
    use sqlx::{ConnectOptions, Connection};
    let mut connection = options.connect().await?;
    let said: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?;
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut connection).await?;
    // A first start that was killed may have left the list of migrations and nothing else.
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name <> '_sqlx_migrations'")
        .fetch_one(&mut connection)
        .await?;
    connection.close().await?;
    Ok(if said != "ok" {
        Err(StoreError::damaged(path, &said))
    } else if application != APPLICATION && (application != 0 || tables > 0) {
        Err(StoreError::foreign(path))
    } else {
        Ok(())
    })
}

/// Sets the write-ahead log, which the file itself remembers, by one connection alone: a pool opens several at once,
/// and of those that ask for it together SQLite refuses all but one without waiting. Waits for another process that
/// does the same.
async fn keep_journal(options: &SqliteConnectOptions) -> sqlx::Result<()> {
    use sqlx::{ConnectOptions, Connection};
    let mut connection = options.connect().await?;
    let begun = Instant::now();
    loop {
        match sqlx::query("PRAGMA journal_mode = WAL").execute(&mut connection).await {
            Err(error) if is_busy(&error) && begun.elapsed() < PATIENCE => tokio::time::sleep(PAUSE).await,
            Err(error) => return Err(error),
            Ok(_) => return connection.close().await,
        }
    }
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
