//! What each document of an index stands for, and the documents that a query matches.

use tantivy::{
    Score, Searcher, SegmentReader,
    collector::{Collector, SegmentCollector},
    query::Query,
};

/// Numbers of our own for the documents of a searcher, a table for each of its segments. Reading
/// them here is quicker than from the index's own columns.
#[derive(Debug)]
pub(super) struct Documents {
    tables: Vec<Vec<u32>>,
}

/// A document that stands for nothing: one that was taken out.
const NOTHING: u32 = u32::MAX;

impl Documents {
    /// From a number field of the documents: `number` gives ours for its value.
    pub(super) fn of(searcher: &Searcher, field: &str, number: impl Fn(u64) -> Option<u32>) -> tantivy::Result<Self> {
        let table = |segment: &SegmentReader| {
            let values = segment.fast_fields().u64(field)?;
            let number = |document: u32| {
                let value = values.first(document).filter(|_| !segment.is_deleted(document));
                value.and_then(&number).unwrap_or(NOTHING)
            };
            Ok((0..segment.max_doc()).map(number).collect())
        };
        let tables: tantivy::Result<_> = searcher.segment_readers().iter().map(table).collect();
        Ok(Self { tables: tables? })
    }

    /// How many documents stand for something.
    pub(super) fn known(&self) -> usize {
        self.tables.iter().flatten().filter(|number| **number != NOTHING).count()
    }

    /// The numbers of every document that a query matches, with their scores, in no order. The
    /// searcher is the one that `self` was made of.
    pub(super) fn matches(&self, searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Vec<(u32, Score)>> {
        searcher.search(query, &Matches(self))
    }
}

struct Matches<'d>(&'d Documents);

/// Those of one segment. A segment's collector cannot borrow, so numbers are looked up at the end.
struct OfSegment {
    segment: usize,
    found: Vec<(u32, Score)>,
}

impl Collector for Matches<'_> {
    type Fruit = Vec<(u32, Score)>;
    type Child = OfSegment;

    fn for_segment(&self, segment: u32, _: &SegmentReader) -> tantivy::Result<OfSegment> {
        Ok(OfSegment { segment: segment as usize, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<(usize, Vec<(u32, Score)>)>) -> tantivy::Result<Vec<(u32, Score)>> {
        let mut all = Vec::with_capacity(segments.iter().map(|(_, found)| found.len()).sum());
        for (segment, found) in segments {
            let table = &self.0.tables[segment];
            let numbered = found.into_iter().map(|(document, score)| (table[document as usize], score));
            all.extend(numbered.filter(|(number, _)| *number != NOTHING));
        }
        Ok(all)
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = (usize, Vec<(u32, Score)>);

    fn collect(&mut self, document: u32, score: Score) {
        self.found.push((document, score));
    }

    fn harvest(self) -> Self::Fruit {
        (self.segment, self.found)
    }
}
