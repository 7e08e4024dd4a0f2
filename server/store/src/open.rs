//! How a store is opened: made where it is missing, looked at before anything is written, and brought to this
//! program's shape.

use super::{Store, StoreError, error::is_busy, health::OpenedFile, set_meta};
use folder::{create_private_file, create_private_folder, make_private};
use sqlx::{
    ConnectOptions, Connection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// `application_id` of our files, as the first migration sets it.
const APPLICATION: i64 = 1_215_652_422;

/// How long a statement waits for another hubfinder that writes.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

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
    pub(super) async fn open_file(file: &Path, path: &Path) -> Result<Self, StoreError> {
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
}

/// How a file is opened. Absolute, because SQLite reads a name that starts with "file:" as an address.
pub(super) fn connect_options(file: &Path) -> std::io::Result<SqliteConnectOptions> {
    let options = SqliteConnectOptions::new().filename(std::path::absolute(file)?).create_if_missing(false);
    // In WAL, NORMAL survives the end of the process at any moment; the end of the machine may cost the last
    // load but leaves the file whole.
    let options = options.synchronous(SqliteSynchronous::Normal);
    // An address or a contact that is deleted is written over, and not only let go.
    let options = options.pragma("secure_delete", "ON");
    Ok(options.busy_timeout(PATIENCE).foreign_keys(true).row_buffer_size(1_000))
}

/// The file that SQLite keeps beside a store: its name with an ending such as `-wal`.
pub(super) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Looks at a file before anything is written to it: whether it is whole, and whether it is ours.
pub(super) async fn probe_file(options: &SqliteConnectOptions, path: &Path) -> sqlx::Result<Result<(), StoreError>> {
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
