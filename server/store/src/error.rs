//! What can be wrong with a store, each said in one sentence with what to do.

use super::records::{Noun, Unread};
use sqlx::migrate::MigrateError;
use std::path::Path;

/// Why the store did not do what it was asked. Prints one plain sentence.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
#[non_exhaustive]
pub enum StoreError {
    #[error(
        "the store {path} was written by a newer hubfinder, whose change {migration} this one does not know: \
         start the newer program, or give --store another file"
    )]
    Newer { path: String, migration: i64 },
    #[error(
        "the store {path} was made by another build of hubfinder, whose change {migration} differs: \
         start that build, or move the file away and start again to load the folder into a new one"
    )]
    Differs { path: String, migration: i64 },
    #[error(
        "the store {path} is damaged ({why}): stop hubfinder and run hubfinder restore with a copy from a backup, \
         or move it away and start again to load the folder into a new one"
    )]
    Damaged { path: String, why: String },
    #[error("{path} is the database of another program: give --store a file of its own")]
    Foreign { path: String },
    #[error(
        "the store {path} cannot be opened or written ({why}): make room where the disk is full, \
         let the account that runs hubfinder write this file and its folder, or give --store another file"
    )]
    Unwritable { path: String, why: String },
    #[error("the disk that holds the store {path} is full: make room and start again, nothing has been lost")]
    Full { path: String },
    #[error("the store {path} is held by another hubfinder: let it finish or stop it, then try again")]
    Held { path: String },
    #[error(
        "there is no store {path}: give --store the file that hubfinder serve uses, or make one with hubfinder load"
    )]
    Missing { path: String },
    #[error(
        "the store {path} was removed while it was open, and what is written now would be lost: \
         stop hubfinder, run hubfinder restore with a copy from a backup, and start it again"
    )]
    Removed { path: String },
    #[error(
        "another file was put in the place of the store {path} while it was open, and what is written now would \
         be lost: stop hubfinder and start it again"
    )]
    Replaced { path: String },
    #[error("the store {path} is used by a hubfinder that runs: stop it, and then try again")]
    InUse { path: String },
    #[error("there is a file {path} already: name a new one, so that nothing is lost")]
    Exists { path: String },
    #[error("{path} is no copy of a store ({why}): name a file that hubfinder backup wrote")]
    NoBackup { path: String, why: String },
    #[error("{path} cannot be written ({why}): name a file in a folder with room, that this account may write into")]
    BackupUnwritable { path: String, why: String },
    #[error(
        "the {table} '{id}' in the store {path} cannot be read ({why}): \
         run hubfinder load to write all records again from the folder"
    )]
    Record { path: String, table: &'static str, id: String, why: String },
    #[error("the store has no {noun} '{id}': take its id from the address of its page")]
    NoRecord { noun: &'static str, id: String },
    #[error(
        "the {noun} '{id}' has no revision {revision} whose words are kept: \
         hubfinder history {noun} {id} lists those that there are"
    )]
    NoRevision { noun: &'static str, id: String, revision: i64 },
    #[error("no open proposal has the number {number}: see hubfinder proposals")]
    NoProposal { number: i64 },
    #[error("proposal {number} changes no field '{field}': see hubfinder proposals for those that it does")]
    NoField { number: i64, field: String },
    #[error("the {noun} '{id}' was not written: {why}")]
    Unfit { noun: &'static str, id: String, why: String },
    #[error("the store {path} failed ({why}): try again, and if it stays so load the folder into another file")]
    Failed { path: String, why: String },
}

impl StoreError {
    /// What is wrong in a few words, without the place of the file: for whoever watches the site from outside.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Removed { .. } | Self::Missing { .. } => "the store was removed",
            Self::Replaced { .. } => "the store was replaced",
            Self::Held { .. } | Self::InUse { .. } => "the store is held by another program",
            Self::Full { .. } => "the disk is full",
            Self::Unwritable { .. } => "the store cannot be written",
            Self::Damaged { .. } => "the store is damaged",
            Self::Foreign { .. } => "it is the database of another program",
            _ => "the store failed",
        }
    }

    pub(super) fn damaged(path: &Path, why: &str) -> Self {
        Self::Damaged { path: path.display().to_string(), why: one_line(why) }
    }

    pub(super) fn foreign(path: &Path) -> Self {
        Self::Foreign { path: path.display().to_string() }
    }

    pub(super) fn unwritable(path: &Path, why: &str) -> Self {
        Self::Unwritable { path: path.display().to_string(), why: one_line(why) }
    }

    pub(super) fn no_backup(path: &Path, why: &str) -> Self {
        Self::NoBackup { path: path.display().to_string(), why: one_line(why) }
    }

    pub(super) fn backup_unwritable(path: &Path, why: &str) -> Self {
        Self::BackupUnwritable { path: path.display().to_string(), why: one_line(why) }
    }

    pub(super) fn unfit(noun: Noun, id: &str, why: &str) -> Self {
        Self::Unfit { noun: noun.one(), id: id.to_owned(), why: one_line(why) }
    }

    pub(super) fn from_unread(path: &Path, unread: Unread) -> Self {
        match unread {
            Unread::Database(error) => Self::from_database(path, error),
            Unread::Row { table, id, why } => {
                Self::Record { path: path.display().to_string(), table, id, why: one_line(&why) }
            }
        }
    }

    pub(super) fn from_migration(path: &Path, error: MigrateError, newest: i64) -> Self {
        let shown = path.display().to_string();
        match error {
            MigrateError::VersionMissing(migration) if migration > newest => Self::Newer { path: shown, migration },
            MigrateError::VersionMissing(migration)
            | MigrateError::VersionMismatch(migration)
            | MigrateError::Dirty(migration) => Self::Differs { path: shown, migration },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Self::from_database(path, error),
            other => Self::Failed { path: shown, why: one_line(&other.to_string()) },
        }
    }

    pub(super) fn from_database(path: &Path, error: sqlx::Error) -> Self {
        let shown = path.display().to_string();
        match error {
            sqlx::Error::Database(error) => {
                let code = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
                Self::from_code(shown, code, one_line(error.message()))
            }
            sqlx::Error::Io(error) => Self::Unwritable { path: shown, why: one_line(&error.to_string()) },
            // All connections are in use; only another writer holds one for that long.
            sqlx::Error::PoolTimedOut => Self::Held { path: shown },
            other => Self::Failed { path: shown, why: one_line(&other.to_string()) },
        }
    }

    /// From one of SQLite's result codes (https://www.sqlite.org/rescode.html); an extended code
    /// keeps the plain one in its low byte.
    fn from_code(path: String, code: i32, why: String) -> Self {
        match code & 0xff {
            5 | 6 => Self::Held { path },
            3 | 8 | 10 | 14 | 23 => Self::Unwritable { path, why },
            11 | 26 => Self::Damaged { path, why },
            13 => Self::Full { path },
            _ => Self::Failed { path, why },
        }
    }
}

/// Whether SQLite says that another connection holds the file.
pub(super) fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<i32>().ok());
    code.is_some_and(|code| matches!(code & 0xff, 5 | 6))
}

/// Another program's words inside our one sentence.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_sqlites_codes_gets_the_sentence_that_helps() {
        let said = |code| StoreError::from_code("var/x.sqlite".into(), code, "why".into()).to_string();
        assert!(said(5).contains("held by another hubfinder") && said(261).contains("held by another hubfinder"));
        assert!(said(8).contains("cannot be opened or written") && said(1544).contains("cannot be opened or written"));
        assert!(said(14).contains("cannot be opened or written"));
        assert!(said(11).contains("is damaged") && said(26).contains("is damaged"));
        assert!(said(13).contains("is full"));
        for code in [1, 5, 8, 11, 13, 14, 26] {
            let sentence = said(code);
            assert!(sentence.contains("var/x.sqlite") && !sentence.contains('\n'), "{sentence}");
        }
    }
}
