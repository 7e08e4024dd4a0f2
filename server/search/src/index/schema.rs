//! The schema of the index, and the document of an entry.

use crate::{
    catalogue::{Catalogue, Entry},
    text,
};
use directory::{Age, AgeFit, Audience, Service, age::OLDEST_YEARS};
use folder::Fingerprint;
use tantivy::{
    IndexWriter, TantivyDocument,
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token as IndexToken},
};

/// From this age on, a service for parents is one for themselves.
const GROWN_UP_YEARS: u16 = 16;
/// The term of pregnancy.
const PREGNANCY: &str = "pregnancy";
/// The term of a service that does not say its ages.
pub(super) const AGE_UNSTATED: &str = "unstated";
/// The term of a service for grown-ups that a child's age in the words does not rule out.
pub(super) const AGE_CARER: &str = "carer";

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
    /// The print of the ids of service and location: which entry a document is of. Ids stay while
    /// positions in a catalogue move.
    pub key: Field,
}

impl Fields {
    /// The fields that hold stems, the one that says most first.
    pub(super) fn text_fields(&self) -> [Field; 3] {
        [self.name, self.topic, self.about]
    }
}

/// The term of an age in the index.
pub(super) fn age_term(age: Age) -> String {
    match age.months() {
        None => PREGNANCY.to_owned(),
        Some((from, _)) => (from / 12).to_string(),
    }
}

/// The key of an entry: a print of the ids of its service and location. 64 bits: two of a million entries share one in fewer than one of
/// ten million directories, and then the index is refused and says so.
pub(super) fn entry_key(catalogue: &Catalogue, entry: &Entry) -> u64 {
    let mut print = Fingerprint::default();
    print.add(catalogue.listed.services[entry.service as usize].id.as_str().as_bytes());
    if let Some(at) = entry.location {
        print.add(catalogue.listed.locations[at as usize].id.as_str().as_bytes());
    }
    print.value()
}

/// The schema with its fields.
pub(super) fn schema() -> (Schema, Fields) {
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
        key: builder.add_u64_field("key", NumericOptions::default().set_fast()),
    };
    (builder.build(), fields)
}

/// Adds the documents of all entries, in their order; `progress` is told after each how many are in.
pub(super) fn add_documents(
    writer: &IndexWriter,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(usize),
) -> anyhow::Result<()> {
    let fields = schema().1;
    let mut texts_of_service: Option<(u32, [String; 3])> = None;
    for (done, entry) in (1..).zip(&catalogue.entries) {
        let service = &catalogue.listed.services[entry.service as usize];
        if texts_of_service.as_ref().is_none_or(|(of, _)| *of != entry.service) {
            texts_of_service = Some((entry.service, service_texts(service, catalogue)));
        }
        let Some((_, [name, topic, about])) = &texts_of_service else { continue };
        let mut document = TantivyDocument::new();
        document.add_pre_tokenized_text(fields.name, stemmed(name));
        document.add_pre_tokenized_text(fields.topic, stemmed(topic));
        document.add_pre_tokenized_text(
            fields.about,
            stemmed(&format!("{about} {}", location_text(catalogue, entry.location))),
        );
        for need in &service.needs {
            document.add_text(fields.need, need.as_str());
        }
        for age in age_terms(catalogue, entry.service as usize) {
            document.add_text(fields.age, age);
        }
        document.add_u64(fields.key, entry_key(catalogue, entry));
        writer.add_document(document)?;
        progress(done);
    }
    Ok(())
}

fn service_texts(service: &Service, catalogue: &Catalogue) -> [String; 3] {
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

fn location_text(catalogue: &Catalogue, location: Option<u32>) -> String {
    location.map_or(String::new(), |at| {
        let location = &catalogue.listed.locations[at as usize];
        format!("{} {} {}", location.name, location.address_2, location.town)
    })
}

fn age_terms(catalogue: &Catalogue, service: usize) -> Vec<String> {
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
        terms.push(AGE_CARER.to_owned());
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
