//! The documents of an index: which entry of the catalogue each is of, and the collector of those
//! that a query matches.

use std::sync::Arc;
use tantivy::{
    Score, Searcher, SegmentReader,
    collector::{Collector, SegmentCollector},
    query::Query,
};

/// An entry of the catalogue that a query matches, and its score.
pub type EntryMatch = (u32, Score);

/// The entry of each document, a table for each segment; `None` for one of no entry.
#[derive(Debug)]
pub(super) struct DocumentEntries {
    segments: Vec<Arc<[Option<u32>]>>,
}

impl DocumentEntries {
    /// From the keys of a searcher's documents; `entry_of_key` gives the position of the entry.
    pub(super) fn read(searcher: &Searcher, entry_of_key: impl Fn(u64) -> Option<u32>) -> tantivy::Result<Self> {
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let keys = segment.fast_fields().u64("key")?;
            let entry = |document: u32| keys.first(document).and_then(&entry_of_key);
            segments.push((0..segment.max_doc()).map(entry).collect());
        }
        Ok(Self { segments })
    }

    /// How many documents are of an entry.
    pub(super) fn count(&self) -> usize {
        self.segments.iter().flat_map(|segment| segment.iter()).flatten().count()
    }

    /// Every entry that a query matches, in the order of the catalogue. The searcher is the one that
    /// `self` was read from.
    pub(super) fn matches(&self, searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Vec<EntryMatch>> {
        let mut matches = searcher.search(query, &EntryCollector(self))?;
        // They come in order within a segment; a large index has several.
        matches.sort_unstable_by_key(|(entry, _)| *entry);
        Ok(matches)
    }
}

/// Collects the entries of all documents that a query matches.
struct EntryCollector<'d>(&'d DocumentEntries);

/// Collects those of one segment.
struct SegmentEntryCollector {
    entries: Arc<[Option<u32>]>,
    matches: Vec<EntryMatch>,
}

impl Collector for EntryCollector<'_> {
    type Fruit = Vec<EntryMatch>;
    type Child = SegmentEntryCollector;

    fn for_segment(&self, segment: u32, _: &SegmentReader) -> tantivy::Result<SegmentEntryCollector> {
        Ok(SegmentEntryCollector { entries: self.0.segments[segment as usize].clone(), matches: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<EntryMatch>>) -> tantivy::Result<Vec<EntryMatch>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for SegmentEntryCollector {
    type Fruit = Vec<EntryMatch>;

    fn collect(&mut self, document: u32, score: Score) {
        if let Some(entry) = self.entries[document as usize] {
            self.matches.push((entry, score));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.matches
    }
}
