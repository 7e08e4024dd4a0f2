//! An authority's folder as bytes: this crate does no reading from disk.

use crate::problem::Problem;
use std::collections::BTreeMap;

/// The files of a folder by name.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Every file that a folder may hold, in the order they are read.
    pub const FILES: [&'static str; 25] = [
        "authority.toml",
        "pathway.toml",
        "kinds.csv",
        "need_groups.csv",
        "needs.csv",
        "need_guides.csv",
        "glossary.csv",
        "phrases.csv",
        "danger_words.csv",
        "dangers.csv",
        "shorthand.csv",
        "terms.csv",
        "booklet.csv",
        "sources.csv",
        "organizations.csv",
        "locations.csv",
        "services.csv",
        "service_at_locations.csv",
        "phones.csv",
        "schedules.csv",
        "towns.csv",
        "wards.csv",
        "aliases.csv",
        "postcodes.csv",
        "postcodes-terminated.csv",
    ];

    /// Puts a file in.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), bytes);
    }

    /// A file's text without a byte-order mark. Fails when it is missing or not UTF-8, with the
    /// line where the text breaks.
    pub fn text(&self, name: &str) -> Result<&str, Box<Problem>> {
        let bytes = self.files.get(name).ok_or_else(|| {
            Box::new(Problem::file(name, "is missing", "put it into the folder, with its header row"))
        })?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() as u64 + 1;
                let mut problem = Problem::file(name, "is not UTF-8 text", "save it again as 'CSV UTF-8'");
                problem.line = line;
                Err(Box::new(problem))
            }
        }
    }

    /// Whether the file is there.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// All files by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}
