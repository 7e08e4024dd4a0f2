//! What each document of the index stands for, and the documents that hold what is wanted.

use super::index::Fields;
use std::{ops::Range, sync::Arc};
use tantivy::{
    DocSet, InvertedIndexReader, Score, Searcher, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings, TermInfo},
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

/// What documents must hold.
#[derive(Debug, Default)]
pub struct Wanted {
    /// One of each of these sets.
    pub must: Vec<Vec<Held>>,
    /// And, where there are any, one of these stems or of `or`. They make the score, each by what it
    /// counts for.
    pub stems: Vec<(Held, Score)>,
    /// What will do in place of a stem, and counts for nothing.
    pub or: Vec<Held>,
}

/// Where a term stands in the index that was asked for it, and in no other: by segment, and there by
/// field.
#[derive(Debug)]
pub struct Held(Vec<Vec<(usize, TermInfo)>>);

impl Held {
    /// In how many documents it stands, in the field where it stands most often.
    pub fn frequency(&self) -> u32 {
        (0..WORDED).map(|field| self.in_field(field)).max().unwrap_or(0)
    }

    fn in_field(&self, field: usize) -> u32 {
        self.0.iter().flatten().filter(|(at, _)| *at == field).map(|(_, term)| term.doc_freq).sum()
    }
}

/// The documents of an index, ready to be walked over.
pub(super) struct Documents {
    fields: [Field; 5],
    segments: Vec<Segment>,
    /// By field, and by the class of length that the index gives a text: what BM25 adds to how often
    /// a stem stands there.
    lengths: [Vec<Score>; WORDED],
    /// How many there are, with those that were taken out.
    count: u32,
}

struct Segment {
    /// By field.
    readers: [Arc<InvertedIndexReader>; 5],
    norms: [FieldNormReader; WORDED],
    /// Numbers of our own for its documents. Reading them here is quicker than from its columns.
    numbers: Vec<u32>,
}

/// A document that stands for nothing: one that was taken out.
const NOTHING: u32 = u32::MAX;

impl Documents {
    /// Of a searcher: `number` gives ours for the key of a document.
    pub(super) fn of(
        searcher: &Searcher,
        fields: &Fields,
        number: impl Fn(u64) -> Option<u32>,
    ) -> tantivy::Result<Self> {
        let fields = [fields.name, fields.topic, fields.about, fields.need, fields.age];
        let segments = searcher.segment_readers().iter().map(|segment| Segment::of(segment, fields, &number));
        let segments: Vec<Segment> = segments.collect::<tantivy::Result<_>>()?;
        let count = segments.iter().map(|segment| segment.numbers.len() as u32).sum();
        let lengths = std::array::from_fn(|field| {
            let tokens: u64 = segments.iter().map(|segment| segment.readers[field].total_num_tokens()).sum();
            let average = tokens as Score / count as Score;
            let length = |class| FieldNormReader::id_to_fieldnorm(class) as Score / average;
            (0..=u8::MAX).map(|class| AGAIN * (1.0 - LENGTH + LENGTH * length(class))).collect()
        });
        Ok(Self { fields, segments, lengths, count })
    }

    /// How many documents stand for something.
    pub(super) fn known(&self) -> usize {
        self.segments.iter().flat_map(|segment| &segment.numbers).filter(|number| **number != NOTHING).count()
    }

    /// Where a stem stands: in names, topics and what else is said.
    pub(super) fn stem(&self, stem: &str) -> tantivy::Result<Held> {
        self.held(0..WORDED, stem)
    }

    /// Where a need stands.
    pub(super) fn need(&self, slug: &str) -> tantivy::Result<Held> {
        self.held(WORDED..WORDED + 1, slug)
    }

    /// Where a term of age stands.
    pub(super) fn age(&self, age: &str) -> tantivy::Result<Held> {
        self.held(WORDED + 1..WORDED + 2, age)
    }

    fn held(&self, fields: Range<usize>, text: &str) -> tantivy::Result<Held> {
        // A field's name is not part of what its dictionary holds.
        let term = Term::from_field_text(self.fields[fields.start], text);
        let of = |segment: &Segment| {
            let mut found = Vec::with_capacity(fields.len());
            for field in fields.clone() {
                found.extend(segment.readers[field].get_term_info(&term)?.map(|term| (field, term)));
            }
            Ok(found)
        };
        self.segments.iter().map(of).collect::<tantivy::Result<_>>().map(Held)
    }

    /// The numbers of every document that holds what is wanted, with their scores, in no order.
    pub(super) fn matches(&self, wanted: &Wanted) -> tantivy::Result<Vec<(u32, Score)>> {
        let mut found = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            let met = segment.met(at, &wanted.must)?;
            let scores = self.scores(at, wanted)?;
            for (document, &number) in segment.numbers.iter().enumerate() {
                if number != NOTHING
                    && met.get(document).is_none_or(|met| *met as usize == wanted.must.len())
                    && let Some(score) = scores[document]
                {
                    found.push((number, score));
                }
            }
        }
        Ok(found)
    }

    /// The scores of a segment's documents; `None` for those that hold nothing that is wanted.
    fn scores(&self, at: usize, wanted: &Wanted) -> tantivy::Result<Vec<Option<Score>>> {
        let segment = &self.segments[at];
        let all = wanted.stems.is_empty() && wanted.or.is_empty();
        let mut scores = vec![all.then_some(0.0); segment.numbers.len()];
        for held in &wanted.or {
            segment.each(at, held, |document| scores[document] = Some(0.0))?;
        }
        for (stem, counts) in &wanted.stems {
            let mut lists = Vec::with_capacity(WORDED);
            for (field, term) in &stem.0[at] {
                let postings =
                    segment.readers[*field].read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
                let documents = stem.in_field(*field) as Score;
                let rarity = (1.0 + (self.count as Score - documents + 0.5) / (documents + 0.5)).ln();
                lists.push((*field, postings, rarity * (1.0 + AGAIN) * BOOSTS[*field] * counts));
            }
            while let Some(document) = lists.iter().map(|(_, list, _)| list.doc()).min().filter(|d| *d != TERMINATED) {
                let (mut most, mut sum) = (0.0, 0.0);
                for (field, list, weight) in lists.iter_mut().filter(|(_, list, _)| list.doc() == document) {
                    let length = self.lengths[*field][usize::from(segment.norms[*field].fieldnorm_id(document))];
                    let times = list.term_freq() as Score;
                    let score = *weight * (times / (times + length));
                    most = Score::max(most, score);
                    sum += score;
                    list.advance();
                }
                *scores[document as usize].get_or_insert(0.0) += most + (sum - most) * OTHER_FIELDS;
            }
        }
        Ok(scores)
    }
}

impl Segment {
    fn of(segment: &SegmentReader, fields: [Field; 5], number: &impl Fn(u64) -> Option<u32>) -> tantivy::Result<Self> {
        let [name, topic, about, need, age] = fields;
        let reader = |field| segment.inverted_index(field);
        // A field without lengths counts every text as one word.
        let norms = |field| {
            let own = segment.fieldnorms_readers().get_field(field)?;
            Ok::<_, tantivy::TantivyError>(own.unwrap_or_else(|| FieldNormReader::constant(segment.max_doc(), 1)))
        };
        let keys = segment.fast_fields().u64("key")?;
        let number = |document: u32| {
            let key = keys.first(document).filter(|_| !segment.is_deleted(document));
            key.and_then(number).unwrap_or(NOTHING)
        };
        Ok(Self {
            readers: [reader(name)?, reader(topic)?, reader(about)?, reader(need)?, reader(age)?],
            norms: [norms(name)?, norms(topic)?, norms(about)?],
            numbers: (0..segment.max_doc()).map(number).collect(),
        })
    }

    /// Of how many sets, one after the other, each document holds something; empty when there are none.
    fn met(&self, at: usize, sets: &[Vec<Held>]) -> tantivy::Result<Vec<u32>> {
        let mut met = vec![0; if sets.is_empty() { 0 } else { self.numbers.len() }];
        for (before, set) in (0..).zip(sets) {
            for held in set {
                self.each(at, held, |document| {
                    if met[document] == before {
                        met[document] += 1;
                    }
                })?;
            }
        }
        Ok(met)
    }

    /// Tells of each document that holds a term, once for each field.
    fn each(&self, at: usize, held: &Held, mut tell: impl FnMut(usize)) -> tantivy::Result<()> {
        for (field, term) in &held.0[at] {
            let reader = &self.readers[*field];
            let mut postings: SegmentPostings = reader.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                tell(postings.doc() as usize);
                postings.advance();
            }
        }
        Ok(())
    }
}
