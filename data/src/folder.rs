//! An authority's folder as bytes: this crate does no reading from disk.

use crate::{
    age_words::AgeWords,
    authority,
    chapter::Chapter,
    chat::Chat,
    danger::{DangerPhrase, WordClass},
    glossary::GlossaryTerm,
    guide::NeedGuide,
    holiday::SchoolHoliday,
    instead::Instead,
    kind::Kind,
    language,
    line::Line,
    listed::ServiceAtLocation,
    location::Location,
    national::Hidden,
    need::{Need, NeedGroup},
    not_listed::NotListed,
    organization::Organization,
    pathway,
    phone::Phone,
    phrase::{Phrase, ShortForm},
    place::{Alias, EndedPostcode, PostcodePoint, Settlement, Town, Ward},
    problem::Problem,
    schedule::Schedule,
    sentence::TaughtSentence,
    service::Service,
    source::Source,
    table::{self, Record},
    vocabulary::{Contraction, PersonaPhrase, WordList},
};
use std::collections::{BTreeMap, HashMap};

/// The files of an authority's folder, by name.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    files: BTreeMap<String, Vec<u8>>,
    /// For each table that holds national rows too: by its own line, where a row comes from.
    lines: BTreeMap<String, HashMap<u64, Line>>,
    /// What was wrong when the national folder was added.
    problems: Vec<Problem>,
}

/// What the files of a folder are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The authority's own settings and words. Read afresh at each start.
    Settings,
    /// What families and professionals say. Read afresh at each start.
    Words,
    /// The tables of what is listed. Kept in the store.
    Listed,
    /// Postcodes, towns and wards. Kept in the store.
    Gazetteer,
}

impl Part {
    /// Whether the store keeps the rows of these files.
    pub fn is_stored(self) -> bool {
        matches!(self, Self::Listed | Self::Gazetteer)
    }
}

/// Every file that is read as part of a folder, in the order of reading. The outlines on the map
/// (`districts.geojson`, `rivers.geojson`) are read apart from it.
const FILES: [(&str, Part); 36] = [
    (authority::FILE, Part::Settings),
    (Hidden::FILE, Part::Settings),
    (pathway::FILE, Part::Settings),
    (Kind::FILE, Part::Words),
    (NeedGroup::FILE, Part::Words),
    (Need::FILE, Part::Words),
    (NeedGuide::FILE, Part::Words),
    (GlossaryTerm::FILE, Part::Settings),
    (Phrase::FILE, Part::Words),
    (WordClass::FILE, Part::Words),
    (DangerPhrase::FILE, Part::Words),
    (ShortForm::FILE, Part::Words),
    (WordList::FILE, Part::Words),
    (PersonaPhrase::FILE, Part::Words),
    (Contraction::FILE, Part::Words),
    (Instead::FILE, Part::Words),
    (NotListed::FILE, Part::Settings),
    (TaughtSentence::FILE, Part::Words),
    (AgeWords::FILE, Part::Words),
    (language::FILE, Part::Words),
    (SchoolHoliday::FILE, Part::Settings),
    (Chapter::FILE, Part::Settings),
    (Source::FILE, Part::Listed),
    (Organization::FILE, Part::Listed),
    (Location::FILE, Part::Listed),
    (Service::FILE, Part::Listed),
    (ServiceAtLocation::FILE, Part::Listed),
    (Phone::FILE, Part::Listed),
    (Chat::FILE, Part::Listed),
    (Schedule::FILE, Part::Listed),
    (Town::FILE, Part::Gazetteer),
    (Ward::FILE, Part::Gazetteer),
    (Settlement::FILE, Part::Settings),
    (Alias::FILE, Part::Settings),
    (PostcodePoint::FILE, Part::Gazetteer),
    (EndedPostcode::FILE, Part::Gazetteer),
];

impl Folder {
    /// The names of all files that a folder may hold.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FILES.into_iter().map(|(name, _)| name)
    }

    /// The names of the files of one part.
    pub fn names_of(part: Part) -> impl Iterator<Item = &'static str> {
        FILES.into_iter().filter(move |(_, of)| *of == part).map(|(name, _)| name)
    }

    /// The files whose rows the store keeps, with their bytes, by name.
    pub fn stored_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let is_stored = |name: &str| FILES.into_iter().any(|(known, part)| known == name && part.is_stored());
        self.files().filter(move |(name, _)| is_stored(name))
    }

    /// Adds a file of the authority's own, or replaces it.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), bytes);
        self.lines.remove(name);
    }

    /// Adds a table that holds national rows too, with where each of its rows comes from.
    pub(crate) fn insert_joined(&mut self, name: &str, bytes: Vec<u8>, lines: HashMap<u64, Line>) {
        self.insert(name, bytes);
        self.lines.insert(name.to_owned(), lines);
    }

    /// Where the row on a line of a table comes from.
    pub(crate) fn line(&self, name: &str, number: u64) -> Line {
        self.lines.get(name).and_then(|lines| lines.get(&number)).copied().unwrap_or(number.into())
    }

    /// Keeps what was wrong when the national folder was added.
    pub(crate) fn note_problems(&mut self, mut problems: Vec<Problem>) {
        self.problems.append(&mut problems);
    }

    /// What was wrong when the national folder was added.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// A file's bytes; none when it is not there.
    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// Files that are no text, or tables whose values are split by something else than commas.
    pub fn unreadable(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for name in Self::names().filter(|name| self.has(name)) {
            match self.text(name) {
                Err(problem) => problems.push(*problem),
                Ok(text) if name.ends_with(".csv") => problems.extend(table::other_separator(name, text)),
                Ok(_) => {}
            }
        }
        problems.sort();
        problems
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
                let utf_16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
                let what = if utf_16 { "is UTF-16 text" } else { "is not UTF-8 text" };
                let mut problem = Problem::file(name, what, "save it again as 'CSV UTF-8'");
                problem.line = line;
                Err(Box::new(problem))
            }
        }
    }

    /// Whether the folder holds a file.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// All files of the folder with their bytes, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}
