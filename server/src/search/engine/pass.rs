//! One walk over the candidates: the best place of each service, what each filter hides, and how
//! far a radius must be widened.

use super::{FilterName, Hidden, spot::Spot};
use crate::{
    catalogue::Catalogue,
    search::{
        filter::{self, Verdict},
        query::{RADII, Search},
    },
};
use app::model::Group;

pub(super) struct Candidate {
    pub(super) at: u32,
    pub(super) text: f32,
    pub(super) spot: Spot,
    pub(super) verdict: Verdict,
}

/// What one walk over the candidates counts.
pub(super) struct Pass {
    pub(super) hidden: Vec<Hidden>,
    pub(super) names: Vec<FilterName>,
}

impl Pass {
    pub(super) fn new(search: &Search) -> Self {
        Self { hidden: Vec::new(), names: filter::on(search) }
    }

    /// Keeps the best entry of each service: one that passes, then the nearest; and counts what
    /// each filter alone hides.
    pub(super) fn one_a_service(&mut self, mut candidates: Vec<Candidate>, catalogue: &Catalogue) -> Vec<Candidate> {
        let service = |c: &Candidate| catalogue.entries[c.at as usize].service;
        candidates.sort_by(|a, b| {
            (service(a).cmp(&service(b)))
                .then(b.verdict.passes().cmp(&a.verdict.passes()))
                .then(a.spot.rank_miles.total_cmp(&b.spot.rank_miles))
                .then(a.at.cmp(&b.at))
        });
        candidates.dedup_by_key(|c| service(c));
        for name in &self.names {
            let alone: Vec<&Candidate> = candidates.iter().filter(|c| c.verdict.only(*name)).collect();
            if !alone.is_empty() {
                let not_said = alone.iter().filter(|c| c.verdict.not_said(*name)).count();
                self.hidden.push(Hidden { name: *name, count: alone.len(), not_said });
            }
        }
        self.hidden.sort_by_key(|hidden| std::cmp::Reverse(hidden.count));
        candidates
    }

    /// The next radius that holds anything near, when the one asked for holds nothing.
    pub(super) fn widen(&mut self, search: &Search, candidates: &[Candidate]) -> Option<u16> {
        let asked = search.within?;
        let near = |c: &&Candidate| c.spot.group == Group::Near;
        if candidates.iter().filter(near).any(|c| c.verdict.passes()) {
            return None;
        }
        let nearest = candidates
            .iter()
            .filter(near)
            .filter(|c| c.verdict.only(FilterName::Within))
            .map(|c| c.spot.rank_miles)
            .fold(f64::INFINITY, f64::min);
        if !nearest.is_finite() {
            return None;
        }
        self.hidden.retain(|hidden| hidden.name != FilterName::Within);
        let next = RADII.into_iter().find(|miles| *miles > asked && f64::from(*miles) >= nearest);
        Some(next.unwrap_or(nearest.ceil() as u16))
    }
}
