//! Copies of a store: made while the site runs, and put back while it does not.

use super::{
    Store, StoreError,
    open::{connect_options, probe_file, with_ending},
};
use chrono::Utc;
use folder::create_private_file;
use sqlx::{ConnectOptions, Connection};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

/// The endings of a store's files: its journal first, so that no store ever stands without it.
const ENDINGS: [&str; 3] = ["-wal", "-shm", ""];

/// How long a store that is to be replaced may be in use.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);

impl Store {
    /// Writes a copy of everything into a new file for this account alone, and checks it. Others may read and
    /// write the store meanwhile: the copy is of one moment. Fails where there is such a file.
    pub async fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        let unwritable = |error: io::Error| StoreError::backup_unwritable(to, &error.to_string());
        // The name is taken first, so that no other program's file can stand there in the end.
        create_private_file(to).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists { path: to.display().to_string() },
            _ => unwritable(error),
        })?;
        let part = with_ending(to, ".part");
        // SQLite copies into an empty file, which then has the rights that we gave it.
        if let Err(error) = create_private_file(&part) {
            let _ = fs::remove_file(to);
            return Err(unwritable(error));
        }
        let written = self.write_copy(&part, to).await;
        let done = written.and_then(|()| fs::rename(&part, to).map_err(unwritable));
        if done.is_err() {
            // Both are ours: the name that was taken, and what was written so far.
            let _ = (fs::remove_file(to), fs::remove_file(&part));
        }
        done
    }

    async fn write_copy(&self, part: &Path, to: &Path) -> Result<(), StoreError> {
        let unwritable = |error: io::Error| StoreError::backup_unwritable(to, &error.to_string());
        let part = std::path::absolute(part).map_err(unwritable)?;
        let name = part.to_str().ok_or_else(|| StoreError::backup_unwritable(to, "its name is not UTF-8"))?;
        let copied = sqlx::query("VACUUM INTO ?1").bind(name).execute(&self.pool).await;
        copied.map_err(|error| StoreError::backup_unwritable(to, &error.to_string()))?;
        check_copy(&part, to).await?;
        File::open(&part).and_then(|file| file.sync_all()).map_err(unwritable)
    }
}

/// Puts a copy of a store in the place of `store`. The copy is checked first: whether it is whole, ours, not of
/// a newer program, and each record can be read. A store that is there is set aside and never removed; gives
/// the name that it has then. Fails while a hubfinder uses it.
pub async fn restore(backup: &Path, store: &Path) -> Result<Option<PathBuf>, StoreError> {
    let unwritable = |error: io::Error| StoreError::unwritable(store, &error.to_string());
    let not_there = |error: io::Error| StoreError::no_backup(backup, &error.to_string());
    if !backup.metadata().map_err(not_there)?.is_file() {
        return Err(StoreError::no_backup(backup, "it is not a plain file"));
    }
    if backup.canonicalize().ok() == store.canonicalize().ok() {
        return Err(StoreError::no_backup(backup, "it is the store itself"));
    }
    if let Some(folder) = std::path::absolute(store).map_err(unwritable)?.parent() {
        folder::create_private_folder(folder).map_err(unwritable)?;
    }
    let new = with_ending(store, ".restoring");
    let done: Result<Option<PathBuf>, StoreError> = async {
        let mut copy = create_private_file(&new).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists { path: new.display().to_string() },
            _ => unwritable(error),
        })?;
        let copied = File::open(backup).and_then(|mut backup| io::copy(&mut backup, &mut copy));
        copied.and_then(|_| copy.sync_all()).map_err(unwritable)?;
        drop(copy);
        check_copy(&new, backup).await?;
        // Brings a copy of an older program to this one's shape, and reads every record.
        let opened = Store::open_file(&new, backup).await?;
        let read = async {
            opened.listed().await?;
            opened.gazetteer().await.map(drop)
        };
        let read = read.await;
        opened.close().await;
        read?;
        if with_ending(&new, "-wal").exists() {
            return Err(StoreError::unwritable(store, "the copy was not written whole"));
        }
        let aside = if store.exists() { Some(set_aside(store).await?) } else { None };
        if let Err(error) = fs::rename(&new, store) {
            // What was there stands at its place again.
            let _ = aside.as_ref().map(|aside| rename_all(aside, store));
            return Err(unwritable(error));
        }
        Ok(aside)
    }
    .await;
    if done.is_err() && !matches!(done, Err(StoreError::Exists { .. })) {
        for ending in ENDINGS {
            let _ = fs::remove_file(with_ending(&new, ending));
        }
    }
    done
}

/// Whether a file is a whole database of ours. Reads it alone and writes nothing, not even beside it.
async fn check_copy(file: &Path, shown: &Path) -> Result<(), StoreError> {
    let refused = |why: &str| StoreError::no_backup(shown, why);
    if file.metadata().map_err(|error| refused(&error.to_string()))?.len() == 0 {
        return Err(refused("it is empty"));
    }
    let options = connect_options(file).map_err(|error| refused(&error.to_string()))?.immutable(true).read_only(true);
    let ours = probe_file(&options, shown).await.map_err(|error| refused(&error.to_string()))?;
    ours.map_err(|error| refused(error.reason()))?;
    let check = async {
        let mut connection = options.connect().await?;
        let said: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut connection).await?;
        let loaded: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'service'")
            .fetch_one(&mut connection)
            .await?;
        connection.close().await?;
        sqlx::Result::Ok((said, loaded))
    };
    let checked: sqlx::Result<(String, i64)> = check.await;
    match checked {
        Ok((said, 1)) if said == "ok" => Ok(()),
        Ok((said, _)) if said == "ok" => Err(refused("it holds no records")),
        Ok((said, _)) => Err(refused(&said)),
        Err(error) => Err(refused(&error.to_string())),
    }
}

/// Gives a store another name and takes its place free. Fails while another program has it open.
async fn set_aside(store: &Path) -> Result<PathBuf, StoreError> {
    let unwritable = |error: io::Error| StoreError::unwritable(store, &error.to_string());
    let options = connect_options(store).map_err(unwritable)?.busy_timeout(SHORT_PATIENCE);
    let leave_journal = async {
        probe_file(&options, store).await.map_err(|error| StoreError::from_database(store, error))??;
        let mut connection = options.connect().await.map_err(|error| StoreError::from_database(store, error))?;
        // SQLite lets only the one program that has a database open change this.
        let left: sqlx::Result<String> =
            sqlx::query_scalar("PRAGMA journal_mode = DELETE").fetch_one(&mut connection).await;
        let closed = connection.close().await;
        match left.and_then(|mode| closed.map(|()| mode)) {
            Ok(mode) if mode == "delete" => Ok(()),
            Ok(_) => Err(StoreError::Held { path: store.display().to_string() }),
            Err(error) => Err(StoreError::from_database(store, error)),
        }
    };
    match leave_journal.await {
        Err(StoreError::Held { path }) => return Err(StoreError::InUse { path }),
        Err(foreign @ StoreError::Foreign { .. }) => return Err(foreign),
        // One that is damaged is what a copy is wanted for.
        _ => {}
    }
    let aside = with_ending(store, &format!(".before-{}", Utc::now().format("%Y%m%dT%H%M%S%3fZ")));
    rename_all(store, &aside).map_err(unwritable)?;
    Ok(aside)
}

/// Gives a store and what SQLite keeps beside it another name: all of it, or nothing.
fn rename_all(from: &Path, to: &Path) -> io::Result<()> {
    for (done, ending) in ENDINGS.into_iter().enumerate() {
        let renamed = fs::rename(with_ending(from, ending), with_ending(to, ending));
        // One that is not there need not be renamed.
        if let Err(error) = renamed
            && error.kind() != io::ErrorKind::NotFound
        {
            for ending in &ENDINGS[..done] {
                let _ = fs::rename(with_ending(to, ending), with_ending(from, ending));
            }
            return Err(error);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_set_aside_and_put_back_with_its_journal_or_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let (store, aside) = (dir.path().join("s.sqlite"), dir.path().join("aside"));
        let names = || {
            let names =
                fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let mut names: Vec<String> = names.collect();
            names.sort();
            names
        };
        fs::write(&store, "store").unwrap();
        fs::write(with_ending(&store, "-wal"), "journal").unwrap();
        rename_all(&store, &aside).unwrap();
        assert_eq!(names(), ["aside", "aside-wal"]);
        rename_all(&aside, &store).unwrap();
        assert_eq!(names(), ["s.sqlite", "s.sqlite-wal"]);
        // The last of them cannot be renamed.
        fs::create_dir(with_ending(&aside, "")).unwrap();
        fs::write(aside.join("in the way"), "x").unwrap();
        rename_all(&store, &aside).unwrap_err();
        assert_eq!(names(), ["aside", "s.sqlite", "s.sqlite-wal"]);
        assert_eq!(fs::read_to_string(with_ending(&store, "-wal")).unwrap(), "journal");
    }
}
