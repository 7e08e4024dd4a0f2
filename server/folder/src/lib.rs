//! An authority's folder on disk, and how files are kept from other accounts.

mod fingerprint;
mod private;

pub use fingerprint::Fingerprint;
pub use private::{create_private_file, create_private_folder, make_private, write_private_file};

use directory::{Folder, Records};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The largest file that is read. England's postcodes are a third of it.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// Why a folder was not read. Each prints one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum FolderError {
    #[error("there is no folder {}: name the folder that holds authority.toml and the CSV files", .0.display())]
    Missing(PathBuf),
    #[error("{} is not a folder: name the folder that holds authority.toml and the CSV files", .0.display())]
    NotAFolder(PathBuf),
    #[error(
        "there is no folder {}, which national in authority.toml names: correct it, or write national = \"\" and put \
         all that it held into the folder itself", .0.display()
    )]
    NationalMissing(PathBuf),
    #[error("{} cannot be read ({}): give the account that runs hubfinder the right to read it", .0.display(), .1)]
    Unreadable(PathBuf, io::Error),
    #[error("{} is not a plain file: put the file itself in its place", .0.display())]
    NotAFile(PathBuf),
    #[error(
        "{} is larger than {} MB, more than hubfinder reads: take out the rows that the area does not need",
        .0.display(), LARGEST_FILE / 1024 / 1024
    )]
    TooLarge(PathBuf),
    #[error(
        "the folder {} has {}; run hubfinder check {} to see what is wrong and how to mend it",
        .0.display(), directory::plural(*.1, "problem", "problems"), .0.display()
    )]
    Problems(PathBuf, usize),
}

/// Where the folder that all authorities share stands, seen from one of theirs.
const NATIONAL: &str = "../national";

/// Reads those files of a folder that are there, with the national folder's below them
/// ([`Folder::with_national`]); a missing one is for the check to tell. Fails when there is no such
/// folder, or when a file is there but cannot be read.
pub fn read(dir: &Path) -> Result<Folder, FolderError> {
    match dir.metadata() {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(FolderError::NotAFolder(dir.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(FolderError::Missing(dir.to_owned())),
        Err(error) => return Err(FolderError::Unreadable(dir.to_owned(), error)),
    }
    let own = read_files(dir)?;
    match national_folder(&own, dir)? {
        Some(national) => Ok(own.with_national(&read_files(&national)?)),
        None => Ok(own),
    }
}

/// Reads those files of one folder that are there.
fn read_files(dir: &Path) -> Result<Folder, FolderError> {
    let mut folder = Folder::default();
    for name in Folder::names() {
        if let Some(bytes) = read_file(&dir.join(name), LARGEST_FILE)? {
            folder.insert(name, bytes);
        }
    }
    Ok(folder)
}

/// The national folder of an authority's: the one that `national` in `authority.toml` names, or
/// [`NATIONAL`] where there is one. Fails when the named one is not there.
fn national_folder(own: &Folder, dir: &Path) -> Result<Option<PathBuf>, FolderError> {
    // An authority.toml that is wrong otherwise is told later, with everything else that is wrong.
    #[derive(serde::Deserialize)]
    struct Named {
        national: Option<String>,
    }
    let text = own.text(directory::authority::FILE).unwrap_or_default();
    let named = toml::from_str::<Named>(text).ok().and_then(|named| named.national);
    let national = dir.join(named.as_deref().unwrap_or(NATIONAL));
    match named.as_deref() {
        Some("") => Ok(None),
        _ if national.is_dir() => Ok(Some(national)),
        Some(_) => Err(FolderError::NationalMissing(national)),
        None => Ok(None),
    }
}

/// Reads and checks a folder in one step, for commands that take only clean records.
pub fn records(folder: &Folder, dir: &Path) -> Result<Records, FolderError> {
    Records::read(folder).map_err(|problems| FolderError::Problems(dir.to_owned(), problems.len()))
}

/// The fingerprint of the files whose rows the store holds: another one means that the folder changed.
pub fn fingerprint(folder: &Folder) -> String {
    let mut fingerprint = Fingerprint::default();
    for (name, bytes) in folder.stored_files() {
        fingerprint.add(name.as_bytes());
        fingerprint.add(bytes);
    }
    fingerprint.to_string()
}

/// A file's bytes; `None` when there is no such file.
fn read_file(path: &Path, largest: u64) -> Result<Option<Vec<u8>>, FolderError> {
    let unreadable = |error| FolderError::Unreadable(path.to_owned(), error);
    // Asked before opening: to open a pipe would wait for its other end.
    let length = match path.metadata() {
        Ok(metadata) if metadata.is_file() => metadata.len(),
        Ok(_) => return Err(FolderError::NotAFile(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    if length > largest {
        return Err(FolderError::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    File::open(path).and_then(|file| file.take(largest + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > largest {
        return Err(FolderError::TooLarge(path.to_owned()));
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_or_not_a_folder_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let missing = read(&dir.path().join("nowhere")).unwrap_err().to_string();
        assert!(missing.starts_with("there is no folder ") && missing.contains("nowhere"), "{missing}");
        let file = dir.path().join("file");
        std::fs::write(&file, "x").unwrap();
        assert!(read(&file).unwrap_err().to_string().contains("is not a folder"));
        std::fs::create_dir(dir.path().join("services.csv")).unwrap();
        assert!(read(dir.path()).unwrap_err().to_string().contains("is not a plain file"));
    }

    #[test]
    fn a_file_past_the_limit_is_refused_and_one_at_the_limit_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("services.csv");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read_file(&path, 5).unwrap().unwrap(), b"12345");
        let refused = read_file(&path, 4).unwrap_err().to_string();
        assert!(refused.contains("services.csv is larger than 256 MB"), "{refused}");
    }

    #[test]
    fn the_national_folder_stands_beside_or_is_named_or_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let (own, national) = (dir.path().join("own"), dir.path().join("national"));
        for folder in [&own, &national] {
            std::fs::create_dir(folder).unwrap();
        }
        std::fs::write(own.join("needs.csv"), "slug\nown\n").unwrap();
        assert_eq!(read(&own).unwrap().text("needs.csv").unwrap(), "slug\nown\n", "the national one is empty");
        std::fs::write(national.join("needs.csv"), "slug\nshared\n").unwrap();
        let needs = |folder: &Path| read(folder).unwrap().text("needs.csv").unwrap().to_owned();
        assert_eq!(needs(&own), "slug\nshared\nown\n");
        std::fs::write(own.join("authority.toml"), "national = \"\"").unwrap();
        assert_eq!(needs(&own), "slug\nown\n");
        std::fs::rename(&national, dir.path().join("country")).unwrap();
        std::fs::write(own.join("authority.toml"), "national = \"../country\"").unwrap();
        assert_eq!(needs(&own), "slug\nshared\nown\n");
        std::fs::write(own.join("authority.toml"), "national = \"../nowhere\"").unwrap();
        let missing = read(&own).unwrap_err().to_string();
        assert!(missing.contains("nowhere, which national in authority.toml names"), "{missing}");
        std::fs::remove_file(own.join("authority.toml")).unwrap();
        assert_eq!(needs(&own), "slug\nown\n", "a folder without a national one stands alone");
    }

    #[test]
    fn only_files_that_the_store_holds_change_the_fingerprint() {
        let mut folder = Folder::default();
        folder.insert("services.csv", b"id".to_vec());
        let before = fingerprint(&folder);
        folder.insert("phrases.csv", b"phrase".to_vec());
        assert_eq!(fingerprint(&folder), before);
        folder.insert("services.csv", b"ids".to_vec());
        assert_ne!(fingerprint(&folder), before);
    }
}
