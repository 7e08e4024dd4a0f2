//! What each document of the index stands for, and the documents that hold what is wanted.

use super::index::Fields;
use rustc_hash::FxHashMap;
use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};
use tantivy::{
    DocSet, InvertedIndexReader, Score, Searcher, SegmentReader, TERMINATED,
    fieldnorm::FieldNormReader,
    postings::Postings,
    schema::{Field, IndexRecordOption},
};

/// What a stem counts for by where it stands: in a name, a topic, or anything else that is said.
const BOOSTS: [Score; WORDED] = [2.5, 1.6, 1.0];
/// How many fields hold words: the first ones.
const WORDED: usize = 3;
/// What a stem counts for in its other fields beside the one where it counts for most.
const OTHER_FIELDS: Score = 0.1;
/// How little more it counts that a stem stands there again (BM25).
const AGAIN: Score = 1.2;
/// How much less a stem counts in a longer text (BM25).
const LENGTH: Score = 0.75;
/// What a stem counts for that only begins with the one that was typed.
const BEGUN: Score = 0.6;

/// What documents must hold.
#[derive(Debug, Default)]
pub struct Wanted<'i> {
    /// One of each of these sets.
    pub must: Vec<Vec<&'i Held>>,
    /// And, where there are any, one of these stems or of `or`. They make the score.
    pub stems: Vec<Stem<'i>>,
    /// What will do in place of a stem, and counts for nothing.
    pub or: Vec<&'i Held>,
}

/// A stem that is wanted.
#[derive(Debug, Clone, Copy)]
pub enum Stem<'i> {
    /// The one that was typed.
    Typed(&'i Held),
    /// One that only begins with it, and counts for less.
    Begun(&'i Held),
}

/// Where a term stands in the index.
#[derive(Debug, Default)]
pub struct Held {
    places: Box<[Place]>,
    /// By how much each document that holds it is wanted: worked out when it is first asked for,
    /// since most terms never are.
    typed: OnceLock<Box<[(u32, Score)]>>,
    begun: OnceLock<Box<[(u32, Score)]>>,
}

/// One field of one segment that a term stands in. There are as many as words in all records: what
/// else is known of it stays in the dictionary of that field.
#[derive(Debug, Clone, Copy)]
struct Place {
    segment: u16,
    field: u8,
    /// The number of the term in the dictionary.
    term: u32,
    /// In how many documents of the segment it stands.
    documents: u32,
}

impl Held {
    /// Whether it stands nowhere.
    pub fn is_nowhere(&self) -> bool {
        self.places.is_empty()
    }

    fn in_field(&self, field: usize) -> u32 {
        self.places.iter().filter(|place| usize::from(place.field) == field).map(|place| place.documents).sum()
    }
}

/// The documents of an index, ready to be walked over.
pub(super) struct Documents {
    segments: Vec<Segment>,
    /// By field, and by the class of length that the index gives a text: what BM25 adds to how often
    /// a stem stands there.
    lengths: [Vec<Score>; WORDED],
    /// Numbers of our own for the documents of all segments, one after the other.
    numbers: Vec<u32>,
    stems: FxHashMap<Box<str>, Held>,
    needs: FxHashMap<Box<str>, Held>,
    ages: FxHashMap<Box<str>, Held>,
    /// What stands nowhere.
    nowhere: Held,
}

struct Segment {
    /// The first of its documents in `Documents::numbers`.
    first: u32,
    /// By field.
    readers: [Arc<InvertedIndexReader>; 5],
    norms: [FieldNormReader; WORDED],
}

/// A document that stands for nothing: one that was taken out.
const NOTHING: u32 = u32::MAX;
/// The score of a document that is not wanted. Those that are have none below zero.
const UNWANTED: Score = -1.0;
/// Documents that an ordinary search finds.
const ROOM: usize = 64;

impl Documents {
    /// Of a searcher: `number` gives ours for the key of a document.
    pub(super) fn of(
        searcher: &Searcher,
        fields: &Fields,
        number: impl Fn(u64) -> Option<u32>,
    ) -> tantivy::Result<Self> {
        let fields = [fields.name, fields.topic, fields.about, fields.need, fields.age];
        let mut numbers = Vec::new();
        let mut segments: Vec<Segment> = Vec::new();
        for segment in searcher.segment_readers() {
            segments.push(Segment::of(segment, fields, numbers.len() as u32)?);
            let keys = segment.fast_fields().u64("key")?;
            numbers.extend((0..segment.max_doc()).map(|document| {
                let key = keys.first(document).filter(|_| !segment.is_deleted(document));
                key.and_then(&number).unwrap_or(NOTHING)
            }));
        }
        let lengths = std::array::from_fn(|field| {
            let tokens: u64 = segments.iter().map(|segment| segment.readers[field].total_num_tokens()).sum();
            let average = tokens as Score / numbers.len() as Score;
            let length = |class| FieldNormReader::id_to_fieldnorm(class) as Score / average;
            (0..=u8::MAX).map(|class| AGAIN * (1.0 - LENGTH + LENGTH * length(class))).collect()
        });
        let of_fields = |fields: Range<usize>| {
            let mut terms: FxHashMap<Box<str>, Vec<Place>> = FxHashMap::default();
            for (at, segment) in (0..).zip(&segments) {
                fields.clone().try_for_each(|field| segment.terms(at, field, &mut terms))?;
            }
            let held = |places: Vec<Place>| Held { places: places.into(), ..Held::default() };
            Ok::<_, tantivy::TantivyError>(terms.into_iter().map(|(term, places)| (term, held(places))).collect())
        };
        let (stems, needs) = (of_fields(0..WORDED)?, of_fields(WORDED..WORDED + 1)?);
        let ages = of_fields(WORDED + 1..WORDED + 2)?;
        Ok(Self { segments, lengths, numbers, stems, needs, ages, nowhere: Held::default() })
    }

    /// How many documents stand for something.
    pub(super) fn known(&self) -> usize {
        self.numbers.iter().filter(|number| **number != NOTHING).count()
    }

    /// Where a stem stands: in names, topics and what else is said.
    pub(super) fn stem(&self, stem: &str) -> &Held {
        self.stems.get(stem).unwrap_or(&self.nowhere)
    }

    /// Where a need stands.
    pub(super) fn need(&self, slug: &str) -> &Held {
        self.needs.get(slug).unwrap_or(&self.nowhere)
    }

    /// Where a term of age stands.
    pub(super) fn age(&self, age: &str) -> &Held {
        self.ages.get(age).unwrap_or(&self.nowhere)
    }

    /// The numbers of every document that holds what is wanted, with their scores, in no order.
    pub(super) fn matches(&self, wanted: &Wanted<'_>) -> tantivy::Result<Vec<(u32, Score)>> {
        let mut scores = self.scores(wanted)?;
        if !wanted.must.is_empty() {
            let sets = wanted.must.len() as u32;
            for (score, met) in scores.iter_mut().zip(self.met(&wanted.must)?) {
                if met != sets {
                    *score = UNWANTED;
                }
            }
        }
        let mut found = Vec::with_capacity(ROOM);
        for (&number, &score) in self.numbers.iter().zip(&scores) {
            if score != UNWANTED && number != NOTHING {
                found.push((number, score));
            }
        }
        Ok(found)
    }

    /// The scores of all documents; [`UNWANTED`] for those that hold nothing that is wanted.
    fn scores(&self, wanted: &Wanted<'_>) -> tantivy::Result<Vec<Score>> {
        let all = wanted.stems.is_empty() && wanted.or.is_empty();
        let mut scores = vec![if all { 0.0 } else { UNWANTED }; self.numbers.len()];
        for held in &wanted.or {
            self.typed(held)?.iter().for_each(|(document, _)| scores[*document as usize] = 0.0);
        }
        for stem in &wanted.stems {
            let documents = match stem {
                Stem::Typed(held) => self.typed(held)?,
                Stem::Begun(held) => self.kept(&held.begun, held, BEGUN)?,
            };
            for (document, score) in documents {
                let sum = &mut scores[*document as usize];
                *sum = sum.max(0.0) + score;
            }
        }
        Ok(scores)
    }

    /// Of how many sets, one after the other, each document holds something.
    fn met(&self, sets: &[Vec<&Held>]) -> tantivy::Result<Vec<u32>> {
        let mut met = vec![0; self.numbers.len()];
        for (before, set) in (0..).zip(sets) {
            for held in set {
                for (document, _) in self.typed(held)? {
                    let met = &mut met[*document as usize];
                    *met += u32::from(*met == before);
                }
            }
        }
        Ok(met)
    }

    fn typed<'i>(&self, held: &'i Held) -> tantivy::Result<&'i [(u32, Score)]> {
        self.kept(&held.typed, held, 1.0)
    }

    /// The documents of a term, from where they are kept once they were asked for.
    fn kept<'i>(
        &self,
        kept: &'i OnceLock<Box<[(u32, Score)]>>,
        held: &Held,
        counts: Score,
    ) -> tantivy::Result<&'i [(u32, Score)]> {
        if let Some(documents) = kept.get() {
            return Ok(documents);
        }
        let documents = self.walk(held, counts)?;
        Ok(kept.get_or_init(|| documents))
    }

    /// Every document that holds a term, in order, and by how much it is wanted when the term counts
    /// for so much.
    fn walk(&self, held: &Held, counts: Score) -> tantivy::Result<Box<[(u32, Score)]>> {
        let (mut documents, mut key) = (Vec::new(), Vec::new());
        for (at, segment) in self.segments.iter().enumerate() {
            let mut lists = Vec::with_capacity(WORDED);
            for place in held.places.iter().filter(|place| usize::from(place.segment) == at) {
                let (field, worded) = (usize::from(place.field), usize::from(place.field) < WORDED);
                let option = if worded { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
                let reader = &segment.readers[field];
                reader.terms().ord_to_term(place.term.into(), &mut key)?;
                let Some(term) = reader.terms().get(&key)? else { continue };
                let postings = reader.read_postings_from_terminfo(&term, option)?;
                let weight = if worded { self.rarity(held, field) * BOOSTS[field] * counts } else { 0.0 };
                lists.push((field, postings, weight));
            }
            while let Some(document) = lists.iter().map(|(_, list, _)| list.doc()).min().filter(|d| *d != TERMINATED) {
                let (mut most, mut sum) = (0.0, 0.0);
                for (field, list, weight) in lists.iter_mut().filter(|(_, list, _)| list.doc() == document) {
                    if *field < WORDED {
                        let length = self.lengths[*field][usize::from(segment.norms[*field].fieldnorm_id(document))];
                        let times = list.term_freq() as Score;
                        let score = *weight * (times / (times + length));
                        most = Score::max(most, score);
                        sum += score;
                    }
                    list.advance();
                }
                documents.push((segment.first + document, most + (sum - most) * OTHER_FIELDS));
            }
        }
        Ok(documents.into())
    }

    /// How much it counts that a document holds a term in this field, by BM25.
    fn rarity(&self, held: &Held, field: usize) -> Score {
        let documents = held.in_field(field) as Score;
        (1.0 + (self.numbers.len() as Score - documents + 0.5) / (documents + 0.5)).ln() * (1.0 + AGAIN)
    }
}

impl Segment {
    fn of(segment: &SegmentReader, fields: [Field; 5], first: u32) -> tantivy::Result<Self> {
        let [name, topic, about, need, age] = fields;
        let reader = |field| segment.inverted_index(field);
        // A field without lengths counts every text as one word.
        let norms = |field| {
            let own = segment.fieldnorms_readers().get_field(field)?;
            Ok::<_, tantivy::TantivyError>(own.unwrap_or_else(|| FieldNormReader::constant(segment.max_doc(), 1)))
        };
        Ok(Self {
            first,
            readers: [reader(name)?, reader(topic)?, reader(about)?, reader(need)?, reader(age)?],
            norms: [norms(name)?, norms(topic)?, norms(about)?],
        })
    }

    /// Adds where each term of a field stands in this segment, which is the one at `segment`.
    fn terms(&self, segment: u16, field: usize, terms: &mut FxHashMap<Box<str>, Vec<Place>>) -> tantivy::Result<()> {
        let mut all = self.readers[field].terms().stream()?;
        while all.advance() {
            let Ok(text) = std::str::from_utf8(all.key()) else { continue };
            let (term, documents) = (all.term_ord() as u32, all.value().doc_freq);
            let place = Place { segment, field: field as u8, term, documents };
            match terms.get_mut(text) {
                Some(places) => places.push(place),
                None => {
                    terms.insert(text.into(), vec![place]);
                }
            }
        }
        Ok(())
    }
}
