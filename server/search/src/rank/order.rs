//! The order of results.

use super::{Answer, Engine, Found};
use crate::{query::Sort, rank::nearest_first};

/// Puts the first `shown` in order, the least key first, and leaves the others behind them. No two
/// keys are alike.
pub(super) fn put_in_order<T>(all: &mut [T], shown: usize, key: impl Fn(&T) -> u128) {
    let shown = shown.min(all.len());
    let mut keys: Vec<(u128, usize)> = all.iter().map(key).zip(0..).collect();
    if shown > 0 && shown < all.len() {
        keys.select_nth_unstable_by_key(shown - 1, |(key, _)| *key);
    }
    keys[..shown].sort_unstable_by_key(|(key, _)| *key);
    for at in 0..shown {
        // What stood before `at` at first was moved to where that one came from.
        let mut from = keys[at].1;
        while from < at {
            from = keys[from].1;
        }
        all.swap(at, from);
    }
}

impl Engine {
    /// Both groups of an answer by one rank.
    pub fn merged<'a>(&self, answer: &'a Answer, sort: Sort) -> Vec<&'a Found> {
        self.first_merged(answer, sort, usize::MAX)
    }

    /// Both groups of an answer, of which the first `shown` by one rank stand in order.
    pub fn first_merged<'a>(&self, answer: &'a Answer, sort: Sort, shown: usize) -> Vec<&'a Found> {
        let all = answer.near.iter().chain(&answer.anywhere);
        let mut all: Vec<(u128, &Found)> = all.map(|found| (self.standing(sort, found), found)).collect();
        put_in_order(&mut all, shown, |(standing, _)| *standing);
        all.into_iter().map(|(_, found)| found).collect()
    }

    /// Whether one result stands before another in this order.
    pub fn stands_before(&self, sort: Sort, one: &Found, other: &Found) -> bool {
        self.standing(sort, one) < self.standing(sort, other)
    }

    /// Where a result stands in this order: no two alike, the least first.
    #[inline]
    pub(super) fn standing(&self, sort: Sort, found: &Found) -> u128 {
        match sort {
            Sort::Best => found.order,
            Sort::Nearest => nearest_first(found.order),
            Sort::Name => {
                let service = self.catalogue.entries[found.entry as usize].service;
                u128::from(self.catalogue.place_by_name(service as usize))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::put_in_order;

    #[test]
    fn what_a_page_shows_is_in_order_and_nothing_is_lost() {
        let numbers = |shown| {
            let mut all: Vec<u32> = (0..1_000).map(|n| n * 7_919 % 1_009).collect();
            put_in_order(&mut all, shown, |n| u128::from(*n));
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
