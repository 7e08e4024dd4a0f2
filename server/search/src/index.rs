//! The tantivy index over services at locations, keyed by words, need and age. It is derived: it
//! can be thrown away at any time and is made again from the records.

mod documents;
mod schema;
mod word_query;

use crate::catalogue::Catalogue;
use directory::Slug;
use documents::DocumentEntries;
pub use documents::EntryMatch;
pub use schema::Fields;
use schema::{AGE_CARER, AGE_UNSTATED, age_term, entry_key};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};
use tantivy::{
    Directory, Index, IndexReader, Searcher, TantivyDocument, Term, directory::RamDirectory, query::Query,
    schema::Field,
};

/// Raised whenever the fields or how words are folded change, so that an older index is made anew.
const SCHEMA_VERSION: u32 = 3;
/// Memory for building, in bytes.
const BUILD_MEMORY: usize = 60_000_000;
/// Memory for a few changed services, in bytes: the least that tantivy takes.
const UPDATE_MEMORY: usize = 15_000_000;

/// An open index.
pub struct WordIndex {
    /// Its fields.
    pub fields: Fields,
    index: Index,
    searcher: Searcher,
    // The searcher reads what the reader keeps open.
    _reader: IndexReader,
    /// The entry of the catalogue that each document is of.
    entries: DocumentEntries,
    /// How many documents were put in when it was made.
    written: usize,
}

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WordIndex of {} documents", self.entries.count())
    }
}

impl WordIndex {
    /// Reads the index of a folder into memory, or makes it when it is missing, damaged, of another
    /// schema or of other records (`version` is the store's); `progress` is then told how many
    /// entries are in. A new index is made in a folder of its own and then takes the place of the
    /// old, so that a stop at any moment leaves a whole one or none. Afterwards the folder may
    /// change as it likes.
    pub fn open_or_build(
        folder: &Path,
        version: &str,
        catalogue: &Catalogue,
        progress: &mut dyn FnMut(usize),
    ) -> anyhow::Result<Self> {
        let stamp = format!("{SCHEMA_VERSION} {version}");
        if let Some(index) = Self::open_stamped(folder, &stamp, catalogue) {
            return Ok(index);
        }
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent)?;
        }
        // Of several programs that start at once over one store, one makes it and the others wait.
        let lock = fs::File::create(sibling_path(folder, "lock"))?;
        lock.lock()?;
        if let Some(index) = Self::open_stamped(folder, &stamp, catalogue) {
            return Ok(index);
        }
        let new = sibling_path(folder, "new");
        let old = sibling_path(folder, "old");
        remove_folder(&new)?;
        fs::create_dir_all(&new)?;
        build_index(Index::create_in_dir(&new, schema::schema().0)?, catalogue, progress)?;
        fs::write(new.join("stamp"), &stamp)?;
        remove_folder(&old)?;
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&new, folder)?;
        remove_folder(&old)?;
        Self::open(folder, catalogue, catalogue.entries.len())
    }

    /// The index of a folder, when it is whole and has this stamp.
    fn open_stamped(folder: &Path, stamp: &str, catalogue: &Catalogue) -> Option<Self> {
        if fs::read_to_string(folder.join("stamp")).ok()? != stamp {
            return None;
        }
        match Self::open(folder, catalogue, 0) {
            Ok(index) => Some(index),
            Err(error) => {
                tracing::warn!(%error, "the index is damaged and is made anew");
                None
            }
        }
    }

    /// An index in memory, for tests and benches.
    pub fn in_memory(catalogue: &Catalogue) -> anyhow::Result<Self> {
        let index = build_index(Index::create_in_ram(schema::schema().0), catalogue, &mut |_| ())?;
        Self::with_entries(index, catalogue, catalogue.entries.len())
    }

    /// This index after some services changed, without making the others again: the documents of
    /// `changed` are taken out, and those that `catalogue` still holds are put in anew. Searches go
    /// on with `self` meanwhile. The folder it came from stays as it is: the next start makes it
    /// anew, since its stamp is then of other records.
    pub fn updated(&self, catalogue: &Catalogue, changed: &[Slug]) -> anyhow::Result<Self> {
        let mut writer = self.index.writer_with_num_threads::<TantivyDocument>(1, UPDATE_MEMORY)?;
        let mut written = 0;
        for id in changed {
            writer.delete_term(Term::from_field_text(self.fields.service, id.as_str()));
            let Some(position) = catalogue.service_position(id.as_str()) else { continue };
            let entries = catalogue.entries_of(position);
            written += entries.len();
            schema::add_documents(&writer, catalogue, entries, &mut |_| ())?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Self::with_entries(self.index.clone(), catalogue, written)
    }

    fn open(folder: &Path, catalogue: &Catalogue, written: usize) -> anyhow::Result<Self> {
        let index = Index::open(read_files_into_memory(folder)?)?;
        let damaged = index.validate_checksum()?;
        anyhow::ensure!(damaged.is_empty(), "some of its files have changed");
        anyhow::ensure!(index.schema() == schema::schema().0, "it has other fields");
        Self::with_entries(index, catalogue, written)
    }

    fn with_entries(index: Index, catalogue: &Catalogue, written: usize) -> anyhow::Result<Self> {
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let entry_of_key: HashMap<u64, u32> =
            catalogue.entries.iter().zip(0u32..).map(|(entry, at)| (entry_key(catalogue, entry), at)).collect();
        let entries = DocumentEntries::read(&searcher, |key| entry_of_key.get(&key).copied())?;
        anyhow::ensure!(entries.count() == catalogue.entries.len(), "it holds other records");
        Ok(Self { fields: schema::schema().1, index, searcher, _reader: reader, entries, written })
    }

    /// How many documents were put in when it was made: none when it was read from its folder, all
    /// when it was built.
    pub fn written(&self) -> usize {
        self.written
    }

    /// Every entry that a query matches with its score, in the order of the catalogue.
    pub fn matches(&self, query: &dyn Query) -> tantivy::Result<Vec<EntryMatch>> {
        self.entries.matches(&self.searcher, query)
    }

    /// How many documents hold a stem in the text field where most do.
    pub fn document_frequency(&self, stem: &str) -> u64 {
        let of_field = |field: Field| self.searcher.doc_freq(&Term::from_field_text(field, stem)).unwrap_or_default();
        self.fields.text_fields().into_iter().map(of_field).max().unwrap_or_default()
    }
}

/// The files of an index's folder, without the locks of whoever wrote there.
fn read_files_into_memory(folder: &Path) -> anyhow::Result<RamDirectory> {
    let memory = RamDirectory::create();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension().is_none_or(|ending| ending != "lock")) {
            memory.atomic_write(Path::new(name), &fs::read(&path)?)?;
        }
    }
    Ok(memory)
}

fn sibling_path(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    folder.with_file_name(name)
}

fn remove_folder(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn build_index(index: Index, catalogue: &Catalogue, progress: &mut dyn FnMut(usize)) -> anyhow::Result<Index> {
    // One thread makes one segment, which every query then walks in the order of the entries.
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, BUILD_MEMORY)?;
    schema::add_documents(&writer, catalogue, 0..catalogue.entries.len(), progress)?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

#[cfg(test)]
mod tests;
