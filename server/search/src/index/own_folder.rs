//! The folder that an index is kept in from one start to the next. It is ours alone: in a folder that holds
//! anything else nothing is written and nothing is removed.

use folder::{create_private_folder, make_private, write_private_file};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// The file by which a folder is known as ours. It says of which records the index is.
const STAMP: &str = "stamp";
/// What every stamp begins with.
const STAMP_MARK: &str = "hubfinder index ";
/// The stamp of an index that is being made.
const UNFINISHED: &str = "hubfinder index not finished";
/// Held by the program that makes the index; it stays where it is.
const LOCK: &str = "hubfinder.lock";
/// The packed postcodes (decision 41), and the file that is about to take their place.
const POSTCODES: [&str; 2] = ["postcodes", "postcodes.new"];
/// What tantivy keeps beside its segments.
const INDEX_FILES: [&str; 4] = ["meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"];

/// How long another program may take to make the index before this one goes without its folder.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

/// Why a folder is not used. Prints one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum IndexFolderError {
    #[error(
        "the folder {} is not one of a search index, since it holds '{name}': give --index a folder that is new \
         or empty; nothing in this one was touched", .folder.display()
    )]
    Foreign { folder: PathBuf, name: String },
    #[error("{} is a file: give --index a folder that is new or empty", .0.display())]
    NotAFolder(PathBuf),
    #[error("the store lies in the folder {}: give --index a folder of its own", .0.display())]
    HoldsStore(PathBuf),
    #[error("the folder of the search index {} cannot be used ({why})", .folder.display())]
    Unusable { folder: PathBuf, why: io::Error },
}

/// A folder that is ours.
#[derive(Debug, Clone)]
pub struct IndexFolder(PathBuf);

impl IndexFolder {
    /// Takes a folder that is missing, empty, or known as ours by its stamp or lock and the names in it. `store` is the
    /// store's file, which must not lie in it.
    pub fn claim(folder: &Path, store: &Path) -> Result<Self, IndexFolderError> {
        if is_inside(store, folder) {
            return Err(IndexFolderError::HoldsStore(folder.to_owned()));
        }
        let unusable = |why| IndexFolderError::Unusable { folder: folder.to_owned(), why };
        match fs::read_dir(folder) {
            Ok(entries) => {
                if let Some(name) = foreign_name(folder, entries).map_err(unusable)? {
                    return Err(IndexFolderError::Foreign { folder: folder.to_owned(), name });
                }
                make_private(folder).map_err(unusable)?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => create_private_folder(folder).map_err(unusable)?,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory && folder.exists() => {
                return Err(IndexFolderError::NotAFolder(folder.to_owned()));
            }
            Err(error) => return Err(unusable(error)),
        }
        // Stamped before anything else is in it, so that a kill at any moment leaves a folder known as ours.
        match folder::create_private_file(&folder.join(STAMP)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unusable(error)),
            _ => Ok(Self(folder.to_owned())),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file of its packed postcodes.
    pub fn postcodes(&self) -> PathBuf {
        self.0.join(POSTCODES[0])
    }

    /// Takes turns with other programs that write here: the folder is held until what it gives is dropped.
    /// Fails when another program holds it for too long.
    pub fn lock(&self) -> io::Result<File> {
        let lock = OpenOptions::new().create(true).append(true).open(self.0.join(LOCK))?;
        let begun = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(lock),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if begun.elapsed() > LONGEST_WAIT => {
                    return Err(io::Error::new(io::ErrorKind::TimedOut, "another hubfinder holds it"));
                }
                Err(TryLockError::WouldBlock) => {
                    if begun.elapsed() < PAUSE {
                        tracing::info!("waiting for another hubfinder that makes the search index");
                    }
                    thread::sleep(PAUSE);
                }
            }
        }
    }

    /// Removes the index once it is of other records than the store holds: the next start would make it anew
    /// all the same, and of what was taken out no word is left. Takes its turn with other programs.
    pub fn forget_index(&self) -> io::Result<()> {
        let _turn = self.lock()?;
        self.clear()
    }

    /// Whether its index was finished with this stamp.
    pub(super) fn has_stamp(&self, stamp: &str) -> bool {
        let kept = fs::read_to_string(self.0.join(STAMP)).unwrap_or_default();
        kept.strip_prefix(STAMP_MARK) == Some(stamp)
    }

    /// Removes the index that is here, file by file. The stamp goes first, so that a stop at any moment
    /// leaves a whole index or none.
    pub(super) fn clear(&self) -> io::Result<()> {
        write_private_file(&self.0.join(STAMP), UNFINISHED.as_bytes())?;
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(is_index_file) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Says that the index is whole.
    pub(super) fn finish(&self, stamp: &str) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            make_private(&entry?.path())?;
        }
        write_private_file(&self.0.join(STAMP), format!("{STAMP_MARK}{stamp}").as_bytes())
    }

    /// The names of the index's files.
    pub(super) fn index_files(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            names.extend(entry?.file_name().into_string().ok().filter(|name| is_index_file(name)));
        }
        names.retain(|name| !name.ends_with(".lock"));
        Ok(names)
    }
}

/// Whether a file that is there lies in a folder that is there.
fn is_inside(file: &Path, folder: &Path) -> bool {
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) => file.starts_with(folder),
        _ => false,
    }
}

/// A name in the folder that is none of ours; `None` where the whole folder is ours, or empty.
fn foreign_name(folder: &Path, entries: fs::ReadDir) -> io::Result<Option<String>> {
    let mut some = None;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name == STAMP || name == LOCK || POSTCODES.contains(&name.as_str()) || is_index_file(&name);
        if !ours || !entry.file_type()?.is_file() {
            return Ok(Some(name));
        }
        some = Some(name);
    }
    // The names of tantivy's files alone do not make it ours: another program may keep an index of the same kind. No
    // other has our lock, by which it is ours also where the stamp is damaged.
    let is_ours = folder.join(LOCK).exists() || fs::read(folder.join(STAMP)).is_ok_and(|stamp| is_stamp(&stamp));
    Ok(some.filter(|_| !is_ours))
}

/// Whether this is what we write as a stamp: nothing yet, our mark, or a number as versions before 0.3 wrote it.
fn is_stamp(stamp: &[u8]) -> bool {
    let is_number = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    let first_word = stamp.split(|byte| *byte == b' ').next();
    stamp.is_empty() || stamp.starts_with(STAMP_MARK.as_bytes()) || first_word.is_some_and(is_number)
}

/// Whether tantivy names a file so: a segment's is 32 hexadecimal digits and an ending.
fn is_index_file(name: &str) -> bool {
    let is_segment = name.split_once('.').is_some_and(|(id, ending)| {
        id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) && !ending.is_empty()
    });
    // What is written whole begins as such a file.
    let is_begun = name.strip_prefix(".tmp").is_some_and(|rest| rest.len() == 6);
    INDEX_FILES.contains(&name) || is_segment || is_begun
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder_with(names: &[(&str, &str)]) -> (TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("family");
        fs::create_dir(&folder).unwrap();
        for (name, text) in names {
            fs::write(folder.join(name), text).unwrap();
        }
        (dir, folder)
    }

    const SEGMENT: &str = "0123456789abcdef0123456789abcdef.store";

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_stays_as_it_is() {
        for names in [
            &[("photo.jpg", "1")][..],
            &[("hubfinder.sqlite", "1"), ("hubfinder.sqlite-wal", "2")],
            // Another program's index has the same names, and no stamp of ours.
            &[("meta.json", "{}"), (SEGMENT, "1")],
            &[("stamp", "a postage stamp"), ("meta.json", "{}")],
            // Ours, with something that a person put there.
            &[("stamp", "hubfinder index 3 a b"), ("meta.json", "{}"), ("notes.txt", "keep")],
        ] {
            let (_dir, folder) = folder_with(names);
            let said = IndexFolder::claim(&folder, Path::new("elsewhere")).unwrap_err().to_string();
            assert!(said.contains("is not one of a search index"), "{said}");
            assert_eq!(fs::read_dir(&folder).unwrap().count(), names.len());
            for (name, text) in names {
                assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), *text);
            }
        }
    }

    #[test]
    fn a_folder_in_our_names_inside_is_refused() {
        let (_dir, folder) = folder_with(&[("stamp", "hubfinder index 3 a b")]);
        fs::create_dir(folder.join("postcodes")).unwrap();
        assert!(matches!(IndexFolder::claim(&folder, Path::new("x")), Err(IndexFolderError::Foreign { .. })));
    }

    #[test]
    fn a_folder_that_is_missing_empty_or_ours_is_taken() {
        for names in [
            &[][..],
            &[("stamp", "")],
            &[("stamp", "3 a b"), (SEGMENT, "1"), ("postcodes", "1")],
            // Ours, with a damaged stamp.
            &[("stamp", "hubfindes index 3 a b"), ("hubfinder.lock", ""), (SEGMENT, "1")],
        ] {
            let (_dir, folder) = folder_with(names);
            IndexFolder::claim(&folder, Path::new("elsewhere")).unwrap();
            IndexFolder::claim(&folder, Path::new("elsewhere")).unwrap();
        }
        let (dir, folder) = folder_with(&[]);
        IndexFolder::claim(&folder.join("new"), Path::new("elsewhere")).unwrap();
        fs::write(dir.path().join("file"), "1").unwrap();
        let said = IndexFolder::claim(&dir.path().join("file"), Path::new("x")).unwrap_err().to_string();
        assert!(said.contains("is a file"), "{said}");
    }

    #[test]
    fn the_folder_of_the_store_is_refused() {
        let (dir, folder) = folder_with(&[("hubfinder.sqlite", "1")]);
        for index in [folder.as_path(), dir.path()] {
            let said = IndexFolder::claim(index, &folder.join("hubfinder.sqlite")).unwrap_err().to_string();
            assert!(said.starts_with("the store lies in the folder"), "{said}");
        }
    }

    #[test]
    fn clearing_takes_the_index_and_nothing_else() {
        let (_dir, folder) = folder_with(&[("stamp", "hubfinder index 3"), (SEGMENT, "1"), ("postcodes", "1")]);
        let ours = IndexFolder::claim(&folder, Path::new("elsewhere")).unwrap();
        fs::write(folder.join("late.txt"), "somebody's").unwrap();
        ours.clear().unwrap();
        assert!(!ours.has_stamp("3") && !folder.join(SEGMENT).exists());
        assert!(folder.join("late.txt").exists() && folder.join("postcodes").exists());
        ours.finish("3").unwrap();
        assert!(ours.has_stamp("3"));
    }
}
