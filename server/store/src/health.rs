//! Whether an open store is still the file at its place, and can be written.

use super::{Store, StoreError, open::with_ending, set_meta};
use sqlx::{Connection, SqliteConnection};
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

/// What was last seen of the store of a running site, shared by all who ask.
#[derive(Debug, Clone, Default)]
pub struct StoreHealth(Arc<RwLock<Option<&'static str>>>);

impl StoreHealth {
    /// What is wrong, in a few words ([`StoreError::reason`]); `None` while all is well.
    pub fn trouble(&self) -> Option<&'static str> {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers what was seen.
    pub fn set(&self, trouble: Option<&'static str>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

/// The file that was opened. An open file lives on when its name is taken away or given to another, and
/// everything that is written to it then is lost at the end.
#[derive(Debug, Clone)]
pub(super) struct OpenedFile {
    file: PathBuf,
    /// Device and number of the file, where the system has them.
    identity: Option<(u64, u64)>,
}

impl OpenedFile {
    pub(super) fn new(file: &Path) -> io::Result<Self> {
        Ok(Self { file: file.to_owned(), identity: identity(file)? })
    }
}

impl Store {
    /// Whether the file that was opened is still the one at its place, its journal too.
    pub(super) fn check_place(&self) -> Result<(), StoreError> {
        let path = || self.path.display().to_string();
        let OpenedFile { file, identity: opened } = &self.opened;
        match identity(file) {
            Ok(found) if found == *opened && with_ending(file, "-wal").exists() => Ok(()),
            Ok(found) if found != *opened => Err(StoreError::Replaced { path: path() }),
            _ => Err(StoreError::Removed { path: path() }),
        }
    }

    /// Whether something that is written now would be kept: fails when the file was removed or replaced, when
    /// another program holds it for longer than a statement waits, and when the disk is full. It does write,
    /// since nothing else tells.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        self.check_place()?;
        let now = chrono::Utc::now().to_rfc3339();
        let written = self.write_alone(async |writing| set_meta(writing, "checked_at", &now).await);
        written.await.map_err(|error| self.explain(error))
    }

    /// Writes in a transaction of its own. Nothing is written before the lock is had, so that whoever stops
    /// waiting has written nothing.
    pub(super) async fn write_alone(
        &self,
        write: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<()>,
    ) -> sqlx::Result<()> {
        let mut connection = self.pool.acquire().await?;
        let written = async {
            let mut writing = connection.begin_with("BEGIN IMMEDIATE").await?;
            write(&mut writing).await?;
            writing.commit().await
        }
        .await;
        if written.is_err() {
            // SQLite may have ended the transaction by itself, as on a full disk: sqlx would not know.
            connection.close_on_drop();
        }
        written
    }
}

#[cfg(unix)]
fn identity(file: &Path) -> io::Result<Option<(u64, u64)>> {
    use std::os::unix::fs::MetadataExt;
    file.metadata().map(|metadata| Some((metadata.dev(), metadata.ino())))
}

#[cfg(not(unix))]
fn identity(file: &Path) -> io::Result<Option<(u64, u64)>> {
    file.metadata().map(|_| None)
}
