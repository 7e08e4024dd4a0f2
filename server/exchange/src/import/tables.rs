//! The tables of a source: one CSV file, the CSV files of a folder, or those of a zip archive as it
//! was downloaded. An archive is read in place: nothing is unpacked to disk.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};
use zip::ZipArchive;

/// Most tables of a source.
const MOST_TABLES: usize = 10_000;
/// How deep folders are looked into.
const DEEPEST: usize = 6;
/// What every zip archive begins with.
const ZIP: &[u8; 4] = b"PK\x03\x04";
/// Past this many bytes, a member of an archive may not be more than so many times its packed size.
/// Tables of postcodes are four to twelve times theirs.
const SUSPECT: u64 = 32 * 1024 * 1024;
const MOST_TIMES: u64 = 100;

/// A source that was opened.
pub struct Tables {
    origin: Origin,
    tables: Vec<Table>,
}

/// One table of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name inside the source, with '/' between folders.
    pub name: String,
    /// How long it says it is.
    pub bytes: u64,
}

enum Origin {
    Files(Vec<PathBuf>),
    Archive(ZipArchive<BufReader<File>>, Vec<usize>),
}

/// Why a source was not read. Each prints one sentence.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum SourceError {
    #[error("there is no {}: name the file or folder that was downloaded", .0.display())]
    Missing(PathBuf),
    #[error("{} cannot be read ({}): give the account that runs hubfinder the right to read it", .0.display(), .1)]
    Unreadable(PathBuf, io::Error),
    #[error("{} is not a plain file or folder", .0.display())]
    NotPlain(PathBuf),
    #[error("{} is no whole zip archive ({}): download it again", .0.display(), .1)]
    Damaged(PathBuf, String),
    #[error("{} holds more than {MOST_TABLES} tables or folders within folders: name the folder of the tables", .0.display())]
    TooMany(PathBuf),
}

impl Tables {
    /// Opens a file, a folder or a zip archive and lists its tables in the order of their names.
    pub fn open(source: &Path) -> Result<Self, SourceError> {
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => SourceError::Missing(source.to_owned()),
            _ => SourceError::Unreadable(source.to_owned(), error),
        };
        // Asked before opening: to open a pipe would wait for its other end.
        let metadata = source.metadata().map_err(unreadable)?;
        if metadata.is_dir() {
            let mut files = Vec::new();
            list(source, source, DEEPEST, &mut files)?;
            files.sort_by(|a, b| a.0.name.cmp(&b.0.name));
            let (tables, paths) = files.into_iter().unzip();
            return Ok(Self { origin: Origin::Files(paths), tables });
        }
        if !metadata.is_file() {
            return Err(SourceError::NotPlain(source.to_owned()));
        }
        let mut file = BufReader::new(File::open(source).map_err(unreadable)?);
        if !file.fill_buf().map_err(unreadable)?.starts_with(ZIP) {
            let name = source.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let tables = vec![Table { name, bytes: metadata.len() }];
            return Ok(Self { origin: Origin::Files(vec![source.to_owned()]), tables });
        }
        let damaged = |error: zip::result::ZipError| SourceError::Damaged(source.to_owned(), error.to_string());
        let archive = ZipArchive::new(file).map_err(damaged)?;
        if archive.len() > MOST_TABLES {
            return Err(SourceError::TooMany(source.to_owned()));
        }
        let mut members = Vec::new();
        for index in 0..archive.len() {
            let member = archive.by_index_data(index).map_err(damaged)?;
            let name = member.name().map_err(damaged)?.replace('\\', "/");
            if is_table(&name) {
                members.push((Table { name, bytes: member.size() }, index));
            }
        }
        members.sort_by(|a, b| a.0.name.cmp(&b.0.name));
        let (tables, indices) = members.into_iter().unzip();
        Ok(Self { origin: Origin::Archive(archive, indices), tables })
    }

    /// Its tables.
    pub fn list(&self) -> &[Table] {
        &self.tables
    }

    /// One table from its start. A member of an archive that is packed far tighter than a table can
    /// be fails while it is read.
    pub fn read(&mut self, index: usize) -> io::Result<Box<dyn BufRead + '_>> {
        let none = || io::Error::new(io::ErrorKind::NotFound, "there is no such table");
        match &mut self.origin {
            Origin::Files(paths) => Ok(Box::new(BufReader::new(File::open(paths.get(index).ok_or_else(none)?)?))),
            Origin::Archive(archive, members) => {
                let member = archive.by_index(*members.get(index).ok_or_else(none)?)?;
                let most = SUSPECT.max(member.compressed_size().saturating_mul(MOST_TIMES));
                Ok(Box::new(BufReader::new(Bounded { inner: member, left: most })))
            }
        }
    }
}

fn is_table(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"))
}

fn list(root: &Path, folder: &Path, depth: usize, found: &mut Vec<(Table, PathBuf)>) -> Result<(), SourceError> {
    let unreadable = |error| SourceError::Unreadable(folder.to_owned(), error);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Ok(metadata) = path.metadata() else { continue };
        if found.len() >= MOST_TABLES || (metadata.is_dir() && depth == 0) {
            return Err(SourceError::TooMany(root.to_owned()));
        }
        if metadata.is_dir() {
            list(root, &path, depth - 1, found)?;
        } else if metadata.is_file() && path.to_str().is_some_and(is_table) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push((Table { name, bytes: metadata.len() }, path));
        }
    }
    Ok(())
}

/// Gives at most so many bytes; more is an error and not the end.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::other(format!("it unpacks to more than {MOST_TIMES} times its size: no table of data does"))
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn zip(path: &Path, members: Vec<(&str, Box<dyn Read>)>) {
        let mut archive = ZipWriter::new(File::create(path).unwrap());
        for (name, mut bytes) in members {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            io::copy(&mut bytes, &mut archive).unwrap();
        }
        archive.finish().unwrap();
    }

    #[test]
    fn a_folder_and_an_archive_of_it_list_the_same_tables() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("download");
        std::fs::create_dir_all(folder.join("Data/CSV")).unwrap();
        for name in ["Data/CSV/wr.csv", "Data/CSV/ab.CSV", "licence.txt"] {
            std::fs::write(folder.join(name), name).unwrap();
        }
        let packed = dir.path().join("download.zip");
        let member = |name: &'static str| (name, Box::new(name.as_bytes()) as Box<dyn Read>);
        zip(&packed, vec![member("Data/CSV/wr.csv"), member("licence.txt"), member("Data/CSV/ab.CSV")]);
        for source in [folder, packed] {
            let mut tables = Tables::open(&source).unwrap();
            let names: Vec<&str> = tables.list().iter().map(|table| table.name.as_str()).collect();
            assert_eq!(names, ["Data/CSV/ab.CSV", "Data/CSV/wr.csv"]);
            let mut text = String::new();
            tables.read(1).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "Data/CSV/wr.csv");
            assert!(tables.read(2).is_err());
        }
    }

    #[test]
    fn a_bomb_fails_before_it_has_gone_off() {
        let dir = tempfile::tempdir().unwrap();
        let bomb = dir.path().join("bomb.zip");
        zip(&bomb, vec![("bomb.csv", Box::new(io::repeat(b'\n').take(200_000_000)))]);
        assert!(bomb.metadata().unwrap().len() < 500_000);
        let mut tables = Tables::open(&bomb).unwrap();
        let mut table = tables.read(0).unwrap();
        let (mut taken, mut buffer) = (0, vec![0; 65_536]);
        let said = loop {
            match table.read(&mut buffer) {
                Ok(0) => panic!("the bomb was read to its end"),
                Ok(read) => taken += read,
                Err(error) => break error.to_string(),
            }
        };
        assert!(taken < 40_000_000 && said.contains("more than 100 times its size"), "{taken}: {said}");
    }

    #[test]
    fn what_is_missing_or_cut_short_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let said = |path: &Path| Tables::open(path).err().unwrap().to_string();
        assert!(said(&dir.path().join("nowhere.zip")).starts_with("there is no "));
        let cut = dir.path().join("cut.zip");
        let mut file = File::create(&cut).unwrap();
        file.write_all(b"PK\x03\x04 and no more").unwrap();
        assert!(said(&cut).contains("is no whole zip archive"), "{}", said(&cut));
    }
}
