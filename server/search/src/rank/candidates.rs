//! Candidates: the entries that the index matched and that serve the place, one for each service;
//! what each filter hides of them, and how far a radius must be widened.

use super::{
    distance::Distance,
    filters::{ENTRY_FILTERS, FilterName, Hidden, Verdict},
};
use crate::query::{RADII, Search, filter_parameters};
use directory::Group;

/// An entry that serves the place, and how it was judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Position in the catalogue's entries.
    pub(crate) entry: u32,
    /// Position in the catalogue's services.
    pub(crate) service: u32,
    pub(crate) group: Group,
    /// The index's score for the words.
    pub(crate) text_score: f32,
    pub(crate) distance: Distance,
    /// Whether its area covers the place asked for.
    pub(crate) serves_place: bool,
    pub(crate) verdict: Verdict,
}

impl Candidate {
    pub(crate) fn passes(&self) -> bool {
        self.verdict == Verdict::Passes
    }

    /// Whether the radius and no other filter hides it.
    fn is_beyond_radius(&self) -> bool {
        matches!(self.verdict, Verdict::HiddenBy { name: FilterName::Within, .. })
    }

    /// Whether this entry stands for its service rather than the other, which comes before it: one
    /// that passes, then the nearer.
    fn is_better_than(&self, other: &Self) -> bool {
        let rank = |one: &Self| (!one.passes(), one.distance.for_ranking);
        rank(self) < rank(other)
    }
}

/// Keeps the best entry of each service, and widens a radius that holds nothing. Gives what each filter alone
/// hides, and the miles that were widened to.
pub(crate) fn keep_and_widen(candidates: &mut Vec<Candidate>, search: &Search) -> (Vec<Hidden>, Option<u16>) {
    keep_best_of_each_service(candidates);
    let mut hidden = count_hidden(candidates, search);
    let widened_to_miles = wider_radius(candidates, search);
    if let Some(miles) = widened_to_miles {
        hidden.retain(|hidden| hidden.name != FilterName::Within);
        widen_radius(candidates, miles);
    }
    (hidden, widened_to_miles)
}

/// Keeps the best entry of each service. Entries of one service must follow each other.
fn keep_best_of_each_service(candidates: &mut Vec<Candidate>) {
    candidates.dedup_by(|later, kept| {
        let same_service = later.service == kept.service;
        if same_service && later.is_better_than(kept) {
            *kept = *later;
        }
        same_service
    });
}

/// What each filter alone hides, the most first; those that hide nothing are left out.
fn count_hidden(candidates: &[Candidate], search: &Search) -> Vec<Hidden> {
    let active = ENTRY_FILTERS.into_iter().filter(|name| filter_parameters::is_on(*name, search));
    let mut all: Vec<Hidden> = active.map(|name| Hidden { name, count: 0, not_said: 0 }).collect();
    for candidate in candidates {
        let Verdict::HiddenBy { name, not_said } = candidate.verdict else { continue };
        if let Some(hidden) = all.iter_mut().find(|hidden| hidden.name == name) {
            hidden.count += 1;
            hidden.not_said += usize::from(not_said);
        }
    }
    all.retain(|hidden| hidden.count > 0);
    all.sort_by_key(|hidden| std::cmp::Reverse(hidden.count));
    all
}

/// The next radius, in miles, that holds anything near, when the one asked for holds nothing; `None`
/// when it holds something or no radius would.
fn wider_radius(candidates: &[Candidate], search: &Search) -> Option<u16> {
    let asked = search.within?;
    if candidates.iter().any(|candidate| candidate.passes() && candidate.group == Group::Near) {
        return None;
    }
    let beyond = candidates.iter().filter(|candidate| candidate.is_beyond_radius());
    let nearest = beyond.map(|candidate| candidate.distance.for_ranking).fold(f64::INFINITY, f64::min);
    if !nearest.is_finite() {
        return None;
    }
    let next = RADII.into_iter().find(|miles| *miles > asked && f64::from(*miles) >= nearest);
    Some(next.unwrap_or(nearest.ceil() as u16))
}

/// Lets in what the radius alone hid, up to a wider one in miles.
fn widen_radius(candidates: &mut [Candidate], miles: u16) {
    for candidate in candidates {
        if candidate.is_beyond_radius() && candidate.distance.for_ranking <= f64::from(miles) {
            candidate.verdict = Verdict::Passes;
        }
    }
}
