//! The tantivy index over services at locations, keyed by words, need and age. It is derived: it
//! can be thrown away at any time and is made again from the records.

mod documents;
mod own_folder;
mod schema;
mod word_query;

use crate::catalogue::Catalogue;
use documents::DocumentEntries;
pub use documents::EntryMatch;
pub use own_folder::{IndexFolder, IndexFolderError};
pub use schema::Fields;
use schema::{AGE_CARER, AGE_UNSTATED, age_term, entry_key};
use std::{collections::HashMap, fs, path::Path};
use tantivy::{
    Directory, Index, IndexReader, Searcher, TantivyDocument, Term, directory::RamDirectory, query::Query,
    schema::Field,
};

/// Raised whenever the fields or how words are folded change, so that an older index is made anew.
const SCHEMA_VERSION: u32 = 4;
/// Memory for building, in bytes.
const BUILD_MEMORY: usize = 60_000_000;

/// An open index.
pub struct WordIndex {
    /// Its fields.
    pub fields: Fields,
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
    /// entries are in. Afterwards the folder may change as it likes.
    pub fn open_or_build(
        folder: &IndexFolder,
        version: &str,
        catalogue: &Catalogue,
        progress: &mut dyn FnMut(usize),
    ) -> anyhow::Result<Self> {
        let stamp = format!("{SCHEMA_VERSION} {version}");
        if let Some(index) = Self::open_stamped(folder, &stamp, catalogue) {
            return Ok(index);
        }
        // Of several programs that start at once over one store, one makes it and the others wait.
        let _lock = folder.lock()?;
        if let Some(index) = Self::open_stamped(folder, &stamp, catalogue) {
            return Ok(index);
        }
        folder.clear()?;
        build_index(Index::create_in_dir(folder.path(), schema::schema().0)?, catalogue, progress)?;
        folder.finish(&stamp)?;
        Self::open(folder, catalogue, catalogue.entries.len())
    }

    /// The index of a folder, when it is whole and has this stamp.
    fn open_stamped(folder: &IndexFolder, stamp: &str, catalogue: &Catalogue) -> Option<Self> {
        if !folder.has_stamp(stamp) {
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

    /// An index in memory, kept nowhere.
    pub fn in_memory(catalogue: &Catalogue) -> anyhow::Result<Self> {
        let index = build_index(Index::create_in_ram(schema::schema().0), catalogue, &mut |_| ())?;
        Self::with_entries(index, catalogue, catalogue.entries.len())
    }

    fn open(folder: &IndexFolder, catalogue: &Catalogue, written: usize) -> anyhow::Result<Self> {
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
        Ok(Self { fields: schema::schema().1, searcher, _reader: reader, entries, written })
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
fn read_files_into_memory(folder: &IndexFolder) -> anyhow::Result<RamDirectory> {
    let memory = RamDirectory::create();
    for name in folder.index_files()? {
        memory.atomic_write(Path::new(&name), &fs::read(folder.path().join(&name))?)?;
    }
    Ok(memory)
}

fn build_index(index: Index, catalogue: &Catalogue, progress: &mut dyn FnMut(usize)) -> anyhow::Result<Index> {
    // One thread makes one segment, which every query then walks in the order of the entries.
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, BUILD_MEMORY)?;
    schema::add_documents(&writer, catalogue, progress)?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

#[cfg(test)]
mod tests;
