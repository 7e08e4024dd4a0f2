//! One PMTiles file (version 3, https://github.com/protomaps/PMTiles): its head is read once, at the
//! start, to know that it is whole and what it holds.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

const HEAD: usize = 127;
const MAGIC: &[u8; 8] = b"PMTiles\x03";
/// The longest description that is read.
const LONGEST_METADATA: u64 = 4 * 1024 * 1024;
const PLAIN: u8 = 1;
const GZIP: u8 = 2;
const VECTOR: u8 = 1;

/// A PMTiles file of vector tiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Archive {
    file: PathBuf,
    attribution: String,
    finest: u8,
}

/// Why a file cannot be the map's ground. Each prints one sentence.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum ArchiveError {
    #[error("the base map {} cannot be read ({}): give --basemap a PMTiles file", .0.display(), .1)]
    Unreadable(PathBuf, io::Error),
    #[error("the base map {} is not a PMTiles file of version 3: make it again with a newer pmtiles", .0.display())]
    NotPmtiles(PathBuf),
    #[error("the base map {} is cut short: copy it again", .0.display())]
    CutShort(PathBuf),
    #[error("the base map {} holds pictures; only vector tiles can be drawn: give --tiles for pictures", .0.display())]
    NotVector(PathBuf),
}

impl Archive {
    /// Reads the head of a file.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let unreadable = |error| ArchiveError::Unreadable(path.to_owned(), error);
        let metadata = path.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(unreadable(io::Error::other("it is not a plain file")));
        }
        let mut file = File::open(path).map_err(unreadable)?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).map_err(|_| ArchiveError::NotPmtiles(path.to_owned()))?;
        if !head.starts_with(MAGIC) {
            return Err(ArchiveError::NotPmtiles(path.to_owned()));
        }
        let number = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| head[at + byte]));
        // Root directory, description, leaf directories, tiles: where each begins and how long it is.
        let whole = [8, 24, 40, 56]
            .iter()
            .all(|&at| number(at).checked_add(number(at + 8)).is_some_and(|end| end <= metadata.len()));
        if !whole {
            return Err(ArchiveError::CutShort(path.to_owned()));
        }
        let (packed, kind, finest) = (head[97], head[99], head[101]);
        if kind != VECTOR {
            return Err(ArchiveError::NotVector(path.to_owned()));
        }
        let mut described = Vec::new();
        file.seek(SeekFrom::Start(number(24))).map_err(unreadable)?;
        let description = file.take(number(32).min(LONGEST_METADATA));
        let read = match packed {
            PLAIN => description.take(LONGEST_METADATA).read_to_end(&mut described),
            GZIP => flate2::read::GzDecoder::new(description).take(LONGEST_METADATA).read_to_end(&mut described),
            // Another packing: the map can be drawn, only its makers are not known.
            _ => Ok(0),
        };
        read.map_err(|_| ArchiveError::CutShort(path.to_owned()))?;
        Ok(Self { file: path.to_owned(), attribution: attribution(&described), finest })
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The line that its description asks for, without markup; empty when it asks for none.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// The finest zoom that it holds.
    pub fn finest(&self) -> u8 {
        self.finest
    }
}

fn attribution(description: &[u8]) -> String {
    let described: serde_json::Value = serde_json::from_slice(description).unwrap_or_default();
    let marked_up = described["attribution"].as_str().unwrap_or_default();
    let mut inside = false;
    let plain: String = marked_up
        .chars()
        .filter(|&c| match c {
            '<' => {
                inside = true;
                false
            }
            '>' => {
                inside = false;
                false
            }
            _ => !inside,
        })
        .collect();
    plain.replace("&copy;", "©").replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/square.pmtiles");

    fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Result<Archive, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("map.pmtiles");
        let mut bytes = std::fs::read(FIXTURE).unwrap();
        change(&mut bytes);
        std::fs::write(&path, bytes).unwrap();
        Archive::open(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn a_whole_file_says_whose_it_is() {
        let archive = changed(|_| ()).unwrap();
        assert_eq!((archive.attribution(), archive.finest()), ("© Made for this test & nothing else", 10));
    }

    #[test]
    fn a_file_that_cannot_be_drawn_is_refused_in_one_sentence() {
        for (said, refused) in [
            ("is not a PMTiles file of version 3", changed(|bytes| bytes[7] = 2)),
            ("is not a PMTiles file of version 3", changed(|bytes| bytes.truncate(100))),
            ("is not a PMTiles file of version 3", changed(|bytes| bytes[..5].copy_from_slice(b"<html"))),
            ("is cut short", changed(|bytes| bytes.truncate(bytes.len() - 1))),
            ("is cut short", changed(|bytes| bytes[8..24].fill(0xff))),
            ("holds pictures", changed(|bytes| bytes[99] = 2)),
        ] {
            let refused = refused.unwrap_err();
            assert!(refused.contains(said) && !refused.contains('\n'), "{refused}");
        }
        let missing = Archive::open(Path::new("/nowhere.pmtiles")).unwrap_err().to_string();
        assert!(missing.contains("/nowhere.pmtiles cannot be read"), "{missing}");
    }

    #[test]
    fn markup_in_a_description_is_taken_out() {
        let text = r#"{"attribution":"<a href=\"https://example.org\">&copy; OpenStreetMap</a>\n  contributors"}"#;
        assert_eq!(attribution(text.as_bytes()), "© OpenStreetMap contributors");
        assert_eq!(attribution(b"not json"), "");
    }
}
