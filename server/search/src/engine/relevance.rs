//! Which results are relevant enough to stay, where the question was asked in words.

use super::{Engine, Found};
use crate::{names::NameRank, query::Search, understand::Understood};

/// Results whose words and needs count for less than this share of the best are left out.
const LEAST_RELEVANCE: f32 = 0.3;

/// From this share of the strongest on a need may be what is meant, and has help among the first three: the
/// fewer are left out, the more right help comes in and the more hurtful help (decision 56 has the figures).
const MAY_BE_MEANT: f32 = 0.2;

impl Engine {
    /// Leaves those results that words and needs count enough for, and those that were named.
    pub(super) fn keep_relevant(&self, found: &mut Vec<Found>, understood: &Understood, other_needs: &[u16]) {
        if understood.stems.is_empty() && understood.needs.is_empty() {
            return;
        }
        let best = best_relevance(&*found);
        // What helps most with another need that the words may mean stays as well.
        let best_of_others: Vec<(u16, f32)> = other_needs
            .iter()
            .map(|need| (*need, best_relevance(found.iter().filter(|found| self.helps_with(found, *need)))))
            .collect();
        found.retain(|found| {
            let relevance = found.parts.relevance();
            let helps_most = |(need, best): &(u16, f32)| relevance >= *best && self.helps_with(found, *need);
            relevance > 0.0 && relevance >= best * LEAST_RELEVANCE
                || found.name_rank != NameRank::NotTyped
                || best_of_others.iter().any(helps_most)
        });
    }
}

/// The second and third need that the words may mean. What the form asks for leaves no doubt.
pub(super) fn other_needs(search: &Search, understood: &Understood) -> Vec<u16> {
    if !search.needs.is_empty() {
        return Vec::new();
    }
    let others = understood.needs.iter().skip(1).take(2);
    others.filter(|said| said.weight >= MAY_BE_MEANT).map(|said| said.need).collect()
}

/// What words and needs count for in the result that they fit best.
pub(super) fn best_relevance<'f>(found: impl IntoIterator<Item = &'f Found>) -> f32 {
    found.into_iter().map(|found| found.parts.relevance()).fold(0.0, f32::max)
}
