//! The order of results: what was typed by its name, then by bands of fit, and within a band confirmed
//! before unconfirmed, those that can be reached before those that cannot, nearer before farther, and newer
//! before older.

use super::parts::weights;
use crate::{
    engine::{Answer, Engine, Found, ORDERED},
    names::NameRank,
    query::Sort,
};
use std::{
    borrow::Borrow,
    cmp::{Ordering, Reverse},
};

/// The sort key of a result: its fields are compared one after the other, the least first. No two
/// results have the same key, since no two are of the same entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    name_rank: Reverse<NameRank>,
    fit_band: Reverse<i16>,
    unconfirmed: bool,
    unreachable: bool,
    distance: TotalF32,
    score: Reverse<TotalF32>,
    source_year: Reverse<u16>,
    entry: u32,
}

/// What a sort key is made of.
#[derive(Debug, Clone, Copy)]
pub struct SortKeyParts {
    /// How far its name, typed, puts it before others.
    pub name_rank: NameRank,
    /// The score.
    pub score: f32,
    /// Whether the record is confirmed.
    pub confirmed: bool,
    /// Whether the service can be reached.
    pub reachable: bool,
    /// Miles from the place asked for; infinite when not known.
    pub distance: f32,
    /// Year of the newest source, 0 when not known.
    pub source_year: u16,
    /// Position in the catalogue's entries, which stand in the order of ids: ties always break the
    /// same way.
    pub entry: u32,
}

impl From<SortKeyParts> for SortKey {
    fn from(parts: SortKeyParts) -> Self {
        Self {
            name_rank: Reverse(parts.name_rank),
            // A cast from a float saturates: no score is out of range.
            fit_band: Reverse((parts.score / weights::BAND).floor() as i16),
            unconfirmed: !parts.confirmed,
            unreachable: !parts.reachable,
            distance: TotalF32(parts.distance),
            score: Reverse(TotalF32(parts.score)),
            source_year: Reverse(parts.source_year),
            entry: parts.entry,
        }
    }
}

/// A number in the total order of floating-point numbers.
#[derive(Debug, Clone, Copy)]
struct TotalF32(f32);

impl Ord for TotalF32 {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for TotalF32 {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for TotalF32 {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for TotalF32 {}

impl Engine {
    /// Compares two results by the order asked for: the one that stands first is less.
    pub fn compare_results(&self, sort: Sort, one: &Found, other: &Found) -> Ordering {
        match sort {
            Sort::Best => one.sort_key.cmp(&other.sort_key),
            Sort::Nearest => {
                let distances = one.sort_key.distance.cmp(&other.sort_key.distance);
                distances.then_with(|| one.sort_key.cmp(&other.sort_key))
            }
            Sort::Name => self.name_rank(one).cmp(&self.name_rank(other)),
        }
    }

    /// Both groups of an answer as one list, of which the first `shown` stand in order.
    pub fn merge_groups<'a>(&self, answer: &'a Answer, sort: Sort, shown: usize) -> Vec<&'a Found> {
        let mut all: Vec<&Found> = answer.near.iter().chain(&answer.anywhere).collect();
        self.sort_first(&mut all, sort, shown);
        if sort == Sort::Best {
            self.spread_needs(&mut all[..], &answer.other_needs);
        }
        all
    }

    /// Sees to it that each of these needs has help among the first three results where any helps with it: a
    /// sentence of two needs, or of a doubtful one, is not answered for one alone. The first result stays,
    /// and so do those whose names were typed; one other need has the third place, two have the second and third.
    pub(crate) fn spread_needs(&self, results: &mut [impl Borrow<Found>], needs: &[u16]) {
        let is_named = |found: &Found| found.name_rank >= NameRank::Nearly;
        let named = results.iter().take(3).take_while(|found| is_named((*found).borrow())).count();
        let first_place = 3usize.saturating_sub(needs.len());
        for (&need, place) in needs.iter().zip(first_place..3) {
            let helps = |found: &_| self.helps_with(Borrow::<Found>::borrow(found), need);
            if place < named || results.iter().take(place).any(helps) {
                continue;
            }
            if let Some(at) = results.iter().take(ORDERED).position(helps) {
                results[place..=at].rotate_right(1);
            }
        }
    }

    /// Whether a result is of a service that helps with the need at this position.
    pub(crate) fn helps_with(&self, found: &Found, need: u16) -> bool {
        let service = self.catalogue.entries[found.entry as usize].service;
        self.catalogue.facts[service as usize].needs.contains(&need)
    }

    /// Puts the first `shown` results in order and leaves the others behind them.
    pub(crate) fn sort_first(&self, results: &mut [impl Borrow<Found>], sort: Sort, shown: usize) {
        sort_first(results, shown, |one, other| self.compare_results(sort, one.borrow(), other.borrow()));
    }

    fn name_rank(&self, found: &Found) -> u32 {
        self.catalogue.name_rank(self.catalogue.entries[found.entry as usize].service as usize)
    }
}

// To sort a hundred thousand results takes longer than to find them, and a page shows few.
fn sort_first<T>(all: &mut [T], shown: usize, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let shown = shown.min(all.len());
    if shown > 0 && shown < all.len() {
        all.select_nth_unstable_by(shown - 1, &mut compare);
    }
    all[..shown].sort_unstable_by(compare);
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: SortKeyParts = SortKeyParts {
        name_rank: NameRank::NotTyped,
        score: 1.0,
        confirmed: true,
        reachable: true,
        distance: 2.0,
        source_year: 2024,
        entry: 7,
    };

    fn key(parts: SortKeyParts) -> SortKey {
        parts.into()
    }

    #[test]
    fn fit_comes_first_then_trust_then_reach_then_distance_then_age() {
        let worse = [
            SortKeyParts { score: 0.5, ..PLAIN },
            SortKeyParts { score: -0.5, ..PLAIN },
            SortKeyParts { confirmed: false, score: 1.04, ..PLAIN },
            SortKeyParts { reachable: false, distance: 0.0, ..PLAIN },
            SortKeyParts { distance: 3.0, source_year: 2026, ..PLAIN },
            SortKeyParts { distance: f32::INFINITY, ..PLAIN },
            SortKeyParts { source_year: 2010, ..PLAIN },
            SortKeyParts { entry: 8, ..PLAIN },
        ];
        for other in worse {
            assert!(key(PLAIN) < key(other), "{other:?}");
        }
        let named = SortKeyParts { name_rank: NameRank::Kind, score: 0.1, ..PLAIN };
        assert!(key(named) < key(PLAIN), "a name that was typed wins");
        let better_fit = SortKeyParts { confirmed: false, score: 1.2, ..PLAIN };
        assert!(key(better_fit) < key(PLAIN), "another band of fit wins");
    }

    #[test]
    fn what_a_page_shows_is_in_order_and_nothing_is_lost() {
        let numbers = |shown| {
            let mut all: Vec<u32> = (0..1_000).map(|n| n * 7_919 % 1_009).collect();
            sort_first(&mut all, shown, u32::cmp);
            all
        };
        let sorted = numbers(usize::MAX);
        assert!(sorted.is_sorted());
        for shown in [0, 1, 40, 999, 1_000] {
            let some = numbers(shown);
            assert_eq!(some[..shown], sorted[..shown]);
            assert!(some[shown..].iter().all(|n| sorted[shown..].contains(n)));
        }
    }
}
