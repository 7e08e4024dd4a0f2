//! One walk over what the index found: the best place of each service, what each filter hides, and
//! how far a radius must be widened.

use super::{FilterName, Hidden, spot::Spot};
use crate::{
    filter::{Filters, Verdict},
    query::{RADII, Search},
};
use app::model::Group;

/// An entry that serves the place, and how it was judged.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) at: u32,
    pub(super) group: Group,
    pub(super) text: f32,
    pub(super) spot: Spot,
    pub(super) verdict: Verdict,
}

impl Candidate {
    /// Whether this entry stands for its service rather than the other, which comes before it: one
    /// that passes, then the nearer.
    pub(super) fn is_better_than(&self, other: &Self) -> bool {
        let rank = |one: &Self| (!one.verdict.passes(), one.spot.rank_miles);
        rank(self) < rank(other)
    }
}

/// What the walk counts.
pub(super) struct Pass<'f> {
    /// The filters that are on, each with what it alone hides and how much of that does not say.
    hidden: Vec<(&'f FilterName, usize, usize)>,
    /// Whether anything near passes.
    near: bool,
    /// What only the radius hides.
    beyond: Vec<Candidate>,
}

impl<'f> Pass<'f> {
    pub(super) fn new(filters: &'f Filters<'_>) -> Self {
        Self { hidden: filters.on().iter().map(|name| (name, 0, 0)).collect(), near: false, beyond: Vec::new() }
    }

    /// Counts the best entry of a service; whether it passes.
    #[inline]
    pub(super) fn passes(&mut self, candidate: &Candidate) -> bool {
        let passes = candidate.verdict.passes();
        self.near |= passes && candidate.group == Group::Near;
        if !passes
            && let Some((name, count, not_said)) =
                self.hidden.iter_mut().find(|(name, ..)| candidate.verdict.only(**name))
        {
            *count += 1;
            *not_said += usize::from(candidate.verdict.not_said(**name));
            if **name == FilterName::Within {
                self.beyond.push(*candidate);
            }
        }
        passes
    }

    /// The next radius that holds anything near, when the one asked for holds nothing, and what it
    /// lets in.
    pub(super) fn widened(&mut self, search: &Search) -> Option<(u16, Vec<Candidate>)> {
        let asked = search.within.filter(|_| !self.near)?;
        let nearest = self.beyond.iter().map(|one| one.spot.rank_miles).fold(f64::INFINITY, f64::min);
        if !nearest.is_finite() {
            return None;
        }
        let next = RADII.into_iter().find(|miles| *miles > asked && f64::from(*miles) >= nearest);
        let miles = next.unwrap_or(nearest.ceil() as u16);
        self.hidden.retain(|(name, ..)| **name != FilterName::Within);
        let mut inside = std::mem::take(&mut self.beyond);
        inside.retain(|one| one.spot.rank_miles <= f64::from(miles));
        Some((miles, inside))
    }

    /// What each filter alone hides, the most first.
    pub(super) fn hidden(self) -> Vec<Hidden> {
        let hidden = self.hidden.into_iter().filter(|(_, count, _)| *count > 0);
        let mut hidden: Vec<Hidden> =
            hidden.map(|(name, count, not_said)| Hidden { name: *name, count, not_said }).collect();
        hidden.sort_by_key(|hidden| std::cmp::Reverse(hidden.count));
        hidden
    }
}
