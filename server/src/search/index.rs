//! The tantivy index over services at locations, keyed by words, need and age. It is derived: it
//! can be thrown away at any time and is made again from the records.

use super::text;
use crate::catalogue::Catalogue;
use directory::{Age, AgeFit, Audience, Service, age::OLDEST_YEARS};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tantivy::{
    Index, IndexReader, Score, Searcher, SegmentReader, TantivyDocument, Term,
    collector::{Collector, SegmentCollector},
    columnar::Column,
    query::Query,
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token as IndexToken},
};

/// Raised whenever the fields or how words are folded change, so that an older index is made anew.
const SCHEMA_VERSION: u32 = 1;
/// Memory for building, in bytes.
const BUILD_MEMORY: usize = 60_000_000;
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
    /// Position in the catalogue's entries.
    pub entry: Field,
}

/// An open index.
pub struct WordIndex {
    /// Its fields.
    pub fields: Fields,
    searcher: Searcher,
    _reader: IndexReader,
}

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WordIndex of {} documents", self.searcher.num_docs())
    }
}

/// The term of an age in the index.
pub fn age_term(age: Age) -> String {
    match age.months() {
        None => "pregnancy".to_owned(),
        Some((from, _)) => (from / 12).to_string(),
    }
}

/// The term of a service that does not say its ages.
pub const AGE_UNSTATED: &str = "unstated";

impl WordIndex {
    /// Opens the index in a folder, or makes it when it is missing, damaged, of another schema or
    /// of other records (`version` is the store's). A new index is made in a folder of its own and
    /// then takes the place of the old, so that a stop at any moment leaves a whole one or none.
    pub fn open_or_build(folder: &Path, version: &str, catalogue: &Catalogue) -> anyhow::Result<Self> {
        let stamp = format!("{SCHEMA_VERSION} {version}");
        let stamped = fs::read_to_string(folder.join("stamp")).is_ok_and(|found| found == stamp);
        if stamped {
            match Self::open(folder, catalogue.entries.len()) {
                Ok(index) => return Ok(index),
                Err(error) => tracing::warn!(%error, "the index is damaged and is made anew"),
            }
        }
        let new = sibling(folder, "new");
        let old = sibling(folder, "old");
        remove(&new)?;
        fs::create_dir_all(&new)?;
        build(Index::create_in_dir(&new, schema().0)?, catalogue)?;
        fs::write(new.join("stamp"), &stamp)?;
        remove(&old)?;
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&new, folder)?;
        remove(&old)?;
        Self::open(folder, catalogue.entries.len())
    }

    /// An index in memory, for tests and benches.
    pub fn in_memory(catalogue: &Catalogue) -> anyhow::Result<Self> {
        Self::ready(build(Index::create_in_ram(schema().0), catalogue)?)
    }

    fn open(folder: &Path, documents: usize) -> anyhow::Result<Self> {
        let index = Index::open_in_dir(folder)?;
        let damaged = index.validate_checksum()?;
        anyhow::ensure!(damaged.is_empty(), "some of its files have changed");
        anyhow::ensure!(index.schema() == schema().0, "it has other fields");
        let ready = Self::ready(index)?;
        anyhow::ensure!(ready.searcher.num_docs() == documents as u64, "it holds other records");
        Ok(ready)
    }

    fn ready(index: Index) -> anyhow::Result<Self> {
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields: schema().1, searcher: reader.searcher(), _reader: reader })
    }

    /// Every entry that a query matches, with its score, in no order.
    pub fn matches(&self, query: &dyn Query) -> tantivy::Result<Vec<(u64, Score)>> {
        ordinals(&self.searcher, query, "entry")
    }

    /// How many documents hold a stem in any text field.
    pub fn frequency(&self, stem: &str) -> u64 {
        let fields = [self.fields.name, self.fields.topic, self.fields.about];
        let of = |field: Field| self.searcher.doc_freq(&Term::from_field_text(field, stem)).unwrap_or(0);
        fields.into_iter().map(of).max().unwrap_or(0)
    }
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
        entry: builder.add_u64_field("entry", NumericOptions::default().set_fast()),
    };
    (builder.build(), fields)
}

fn build(index: Index, catalogue: &Catalogue) -> anyhow::Result<Index> {
    let fields = schema().1;
    // One thread makes one segment, which every query then walks in the order of the entries.
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, BUILD_MEMORY)?;
    let mut service_texts: Option<(u32, [String; 3])> = None;
    for (at, entry) in (0u64..).zip(&catalogue.entries) {
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
        document.add_u64(fields.entry, at);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
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

/// Values of a number field of every document that a query matches, with their scores.
pub(super) fn ordinals(
    searcher: &Searcher,
    query: &dyn Query,
    field: &'static str,
) -> tantivy::Result<Vec<(u64, Score)>> {
    searcher.search(query, &Ordinals { field })
}

struct Ordinals {
    field: &'static str,
}

struct SegmentOrdinals {
    column: Column<u64>,
    found: Vec<(u64, Score)>,
}

impl Collector for Ordinals {
    type Fruit = Vec<(u64, Score)>;
    type Child = SegmentOrdinals;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentOrdinals> {
        Ok(SegmentOrdinals { column: segment.fast_fields().u64(self.field)?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<(u64, Score)>>) -> tantivy::Result<Vec<(u64, Score)>> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for SegmentOrdinals {
    type Fruit = Vec<(u64, Score)>;

    fn collect(&mut self, document: u32, score: Score) {
        if let Some(value) = self.column.first(document) {
            self.found.push((value, score));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
