//! The tantivy index over services at locations, keyed by words, need and age. It is derived: it
//! can be thrown away at any time and is made again from the records.

use super::{
    documents::{Documents, Held, Wanted},
    text,
};
use crate::catalogue::{Catalogue, Entry};
use directory::{Age, AgeFit, Audience, Service, Slug, age::OLDEST_YEARS};
use folder::Fingerprint;
use std::{
    collections::HashMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};
use tantivy::{
    Directory, Index, IndexWriter, Score, TantivyDocument, Term,
    directory::RamDirectory,
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token as IndexToken},
};

/// Raised whenever the fields or how words are folded change, so that an older index is made anew.
const SCHEMA_VERSION: u32 = 2;
/// Memory for building, in bytes.
const BUILD_MEMORY: usize = 60_000_000;
/// Memory for a few changed services, in bytes: the least that tantivy takes.
const UPDATE_MEMORY: usize = 15_000_000;
/// From this age on, a service for parents is one for themselves.
const GROWN_UP_YEARS: u16 = 16;

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// Stems of the service's name; no norms, since BM25 would punish long titles.
    pub name: Field,
    /// Stems of its needs' and kind's words.
    pub topic: Field,
    /// Stems of everything else that is said about it.
    pub about: Field,
    /// Slugs of its needs.
    pub need: Field,
    /// Years of age it is for, `pregnancy`, or `unstated`.
    pub age: Field,
    /// The service's id, by which its documents are taken out.
    pub service: Field,
    /// The print of the ids of service and location: which entry a document is of. Ids stay while
    /// positions in a catalogue move.
    pub key: Field,
}

/// An open index.
pub struct WordIndex {
    /// Its fields.
    pub fields: Fields,
    index: Index,
    /// Its documents, each of an entry of the catalogue.
    entries: Documents,
    /// How many documents were put in when it was made.
    written: usize,
}

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WordIndex of {} documents", self.entries.known())
    }
}

/// The term of an age in the index.
fn age_term(age: Age) -> String {
    match age.months() {
        None => PREGNANCY.to_owned(),
        Some((from, _)) => (from / 12).to_string(),
    }
}

/// The term of pregnancy.
const PREGNANCY: &str = "pregnancy";
/// The term of a service that does not say its ages.
pub const AGE_UNSTATED: &str = "unstated";

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
        if let Some(index) = Self::stamped(folder, &stamp, catalogue) {
            return Ok(index);
        }
        if let Some(around) = folder.parent() {
            fs::create_dir_all(around)?;
        }
        // Of several programs that start at once over one store, one makes it and the others wait.
        let lock = fs::File::create(sibling(folder, "lock"))?;
        lock.lock()?;
        if let Some(index) = Self::stamped(folder, &stamp, catalogue) {
            return Ok(index);
        }
        let new = sibling(folder, "new");
        let old = sibling(folder, "old");
        remove(&new)?;
        fs::create_dir_all(&new)?;
        build(Index::create_in_dir(&new, schema().0)?, catalogue, progress)?;
        fs::write(new.join("stamp"), &stamp)?;
        remove(&old)?;
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&new, folder)?;
        remove(&old)?;
        Self::open(folder, catalogue, catalogue.entries.len())
    }

    /// The index of a folder, when it is whole and has this stamp.
    fn stamped(folder: &Path, stamp: &str, catalogue: &Catalogue) -> Option<Self> {
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
        let index = build(Index::create_in_ram(schema().0), catalogue, &mut |_| ())?;
        Self::ready(index, catalogue, catalogue.entries.len())
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
            add(&writer, catalogue, entries, &mut |_| ())?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Self::ready(self.index.clone(), catalogue, written)
    }

    fn open(folder: &Path, catalogue: &Catalogue, written: usize) -> anyhow::Result<Self> {
        let index = Index::open(files_in_memory(folder)?)?;
        let damaged = index.validate_checksum()?;
        anyhow::ensure!(damaged.is_empty(), "some of its files have changed");
        anyhow::ensure!(index.schema() == schema().0, "it has other fields");
        Self::ready(index, catalogue, written)
    }

    fn ready(index: Index, catalogue: &Catalogue, written: usize) -> anyhow::Result<Self> {
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let by_key: HashMap<u64, u32> = keys(catalogue).collect();
        let entries = Documents::of(&searcher, &schema().1, |key| by_key.get(&key).copied())?;
        anyhow::ensure!(entries.known() == catalogue.entries.len(), "it holds other records");
        Ok(Self { fields: schema().1, index, entries, written })
    }

    /// How many documents were put in when it was made: none when it was read from its folder, all
    /// when it was built.
    pub fn written(&self) -> usize {
        self.written
    }

    /// Every entry that holds what is wanted, with its score, in no order.
    pub fn matches(&self, wanted: &Wanted<'_>) -> tantivy::Result<Vec<(u32, Score)>> {
        self.entries.matches(wanted)
    }

    /// Where a stem stands in any text field.
    pub fn stem(&self, stem: &str) -> &Held {
        self.entries.stem(stem)
    }

    /// Where a need stands, by its slug.
    pub fn need(&self, slug: &str) -> &Held {
        self.entries.need(slug)
    }

    /// Where an age stands.
    pub fn age(&self, age: Age) -> &Held {
        match age.months() {
            None => self.age_term(PREGNANCY),
            Some((from, _)) => self.age_term(itoa::Buffer::new().format(from / 12)),
        }
    }

    /// Where another term of age stands, such as [`AGE_UNSTATED`].
    pub fn age_term(&self, term: &str) -> &Held {
        self.entries.age(term)
    }
}

/// The files of an index's folder, without the locks of whoever wrote there.
fn files_in_memory(folder: &Path) -> anyhow::Result<RamDirectory> {
    let memory = RamDirectory::create();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension().is_none_or(|ending| ending != "lock")) {
            memory.atomic_write(Path::new(name), &fs::read(&path)?)?;
        }
    }
    Ok(memory)
}

/// The key of each entry, and where the catalogue has it.
fn keys(catalogue: &Catalogue) -> impl Iterator<Item = (u64, u32)> {
    catalogue.entries.iter().zip(0u32..).map(|(entry, at)| (key(catalogue, entry), at))
}

/// The print of an entry's ids. 64 bits: two of a million entries share one in fewer than one of
/// ten million directories, and then the index is refused and says so.
fn key(catalogue: &Catalogue, entry: &Entry) -> u64 {
    let mut print = Fingerprint::default();
    print.add(catalogue.listed.services[entry.service as usize].id.as_str().as_bytes());
    if let Some(at) = entry.location {
        print.add(catalogue.listed.locations[at as usize].id.as_str().as_bytes());
    }
    print.value()
}

fn sibling(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    folder.with_file_name(name)
}

fn remove(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = |norms| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_fieldnorms(norms)
            .set_index_option(IndexRecordOption::WithFreqs);
        TextOptions::default().set_indexing_options(indexing)
    };
    let exact = || {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        name: builder.add_text_field("name", words(false)),
        topic: builder.add_text_field("topic", words(false)),
        about: builder.add_text_field("about", words(true)),
        need: builder.add_text_field("need", exact()),
        age: builder.add_text_field("age", exact()),
        service: builder.add_text_field("service", exact()),
        key: builder.add_u64_field("key", NumericOptions::default().set_fast()),
    };
    (builder.build(), fields)
}

fn build(index: Index, catalogue: &Catalogue, progress: &mut dyn FnMut(usize)) -> anyhow::Result<Index> {
    // One thread makes one segment, which every query then walks in the order of the entries.
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, BUILD_MEMORY)?;
    add(&writer, catalogue, 0..catalogue.entries.len(), progress)?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

/// Puts in the documents of entries that stand together, and tells after each how many are in.
fn add(
    writer: &IndexWriter,
    catalogue: &Catalogue,
    entries: Range<usize>,
    progress: &mut dyn FnMut(usize),
) -> anyhow::Result<()> {
    let fields = schema().1;
    let mut service_texts: Option<(u32, [String; 3])> = None;
    for (done, entry) in (1..).zip(&catalogue.entries[entries]) {
        let service = &catalogue.listed.services[entry.service as usize];
        if service_texts.as_ref().is_none_or(|(of, _)| *of != entry.service) {
            service_texts = Some((entry.service, texts(service, catalogue)));
        }
        let Some((_, [name, topic, about])) = &service_texts else { continue };
        let mut document = TantivyDocument::new();
        document.add_pre_tokenized_text(fields.name, stemmed(name));
        document.add_pre_tokenized_text(fields.topic, stemmed(topic));
        document
            .add_pre_tokenized_text(fields.about, stemmed(&format!("{about} {}", place(catalogue, entry.location))));
        for need in &service.needs {
            document.add_text(fields.need, need.as_str());
        }
        for age in ages(catalogue, entry.service as usize) {
            document.add_text(fields.age, age);
        }
        document.add_text(fields.service, service.id.as_str());
        document.add_u64(fields.key, key(catalogue, entry));
        writer.add_document(document)?;
        progress(done);
    }
    Ok(())
}

fn texts(service: &Service, catalogue: &Catalogue) -> [String; 3] {
    let mut topic = String::new();
    for need in service.needs.iter().filter_map(|need| catalogue.need(need.as_str())) {
        topic.push_str(&need.label);
        topic.push(' ');
    }
    if let Some(kind) = catalogue.kind(service.kind.as_str()) {
        topic.push_str(&kind.label);
    }
    let mut about = format!("{} {} {}", service.summary, service.eligibility, service.ages_note);
    if let Some(organization) = catalogue.organization(service.organization_id.as_str()) {
        about.push(' ');
        about.push_str(&organization.name);
    }
    [service.name.clone(), topic, about]
}

fn place(catalogue: &Catalogue, location: Option<u32>) -> String {
    location.map_or(String::new(), |at| {
        let location = &catalogue.listed.locations[at as usize];
        format!("{} {} {}", location.name, location.address_2, location.town)
    })
}

fn ages(catalogue: &Catalogue, service: usize) -> Vec<String> {
    let facts = &catalogue.facts[service];
    let mut terms = Vec::new();
    if !facts.ages.is_stated() {
        terms.push(AGE_UNSTATED.to_owned());
    }
    let years = (0..=OLDEST_YEARS).map(Age::Years);
    terms.extend(years.filter(|age| facts.ages.fit(*age) == AgeFit::Fits).map(age_term));
    if facts.pregnancy || facts.ages.fit(Age::Pregnancy) == AgeFit::Fits {
        terms.push(age_term(Age::Pregnancy));
    }
    // A child's age in a sentence does not rule out help for the grown-up who writes it.
    let service = &catalogue.listed.services[service];
    let for_grown_ups = facts.ages.minimum().is_some_and(|years| years >= GROWN_UP_YEARS);
    if for_grown_ups && service.audience.contains(&Audience::Parents) {
        terms.push(super::engine::AGE_CARER.to_owned());
    }
    terms
}

fn stemmed(words: &str) -> PreTokenizedString {
    let tokens = text::tokens(words)
        .into_iter()
        .enumerate()
        .map(|(position, token)| IndexToken {
            offset_from: token.range.start,
            offset_to: token.range.end,
            position,
            text: token.stem,
            position_length: 1,
        })
        .collect();
    PreTokenizedString { text: words.to_owned(), tokens }
}

#[cfg(test)]
mod tests;
