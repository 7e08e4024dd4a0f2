//! How many results each choice of a filter would leave, for the form that offers them. The candidates are
//! found and scored once; each choice then judges them anew, and what follows is what a search does.

use super::{
    Answer, Engine, Found,
    asked::fits_as_well,
    relevance::{best_relevance, other_needs},
};
use crate::{
    query::{Search, Sort},
    rank::{
        candidates::{Candidate, keep_and_widen},
        filters::{FilterName, Filters, Verdict},
    },
    understand::{Understood, when::Open},
};
use chrono::NaiveDateTime;
use directory::Group;

/// Above so many results nothing is counted: nobody picks by a number from a list that long, and counting it
/// sixty times would take longer than finding it.
const MOST_COUNTED: usize = 3_000;

/// A search as it would be with one more choice, and the filter that the choice belongs to.
#[derive(Debug)]
pub struct Choosing {
    /// The filter.
    pub filter: FilterName,
    /// The search with the choice. In all else it is the search that was answered.
    pub search: Search,
}

/// The candidates of a search, and each as a result, whatever hides it.
struct Pool {
    candidates: Vec<Candidate>,
    found: Vec<Found>,
}

/// What a choice leaves, and how well the best of it fits.
struct Left {
    total: usize,
    /// Of these, those in the group that was asked for.
    shown: usize,
    best: f32,
}

impl Engine {
    /// How many results there are with each of these choices, in their order; `None` where that is not known:
    /// for all of them where nothing was found, where only general help was, or where there is too much.
    pub fn count_choices(
        &self,
        search: &Search,
        answer: &Answer,
        choices: &[Choosing],
        now: NaiveDateTime,
    ) -> tantivy::Result<Vec<Option<usize>>> {
        let total = answer.total();
        if answer.only_general || total == 0 || total > MOST_COUNTED {
            return Ok(vec![None; choices.len()]);
        }
        let understood = &answer.understood;
        let asked = Self::with_filters_said(search, understood);
        let pool = self.pool(&asked, understood, now)?;
        let said_when = understood.when.as_ref().is_some_and(|said| said.open != Open::NotAsked);
        let whenever = said_when.then(|| self.pool(&asked.whenever(search), understood, now)).transpose()?;
        let mut counts = Vec::with_capacity(choices.len());
        for choice in choices {
            // The nearest of a kind may be of anywhere: other candidates than these.
            if choice.filter == FilterName::Kind && search.sort == Sort::Nearest {
                counts.push(None);
                continue;
            }
            let chosen = Self::with_filters_said(&choice.search, understood);
            let mut left = self.count_left(&pool, choice.filter, &chosen, understood, now);
            if let Some(pool) = &whenever {
                let all = self.count_left(pool, choice.filter, &chosen.whenever(&choice.search), understood, now);
                if !fits_as_well(left.total, left.best, all.best) {
                    left = all;
                }
            }
            counts.push(Some(left.shown));
        }
        Ok(counts)
    }

    fn pool(&self, asked: &Search, understood: &Understood, now: NaiveDateTime) -> tantivy::Result<Pool> {
        let needs = self.asked_needs(asked, understood);
        let filters = Filters::new(asked, &self.catalogue, now);
        let candidates = self.candidates(asked, understood, &needs, &filters)?;
        let question = self.question(asked, understood, &needs);
        let found = candidates.iter().map(|candidate| self.score(candidate, &question)).collect();
        Ok(Pool { candidates, found })
    }

    /// What is left of a pool with a choice of this filter.
    fn count_left(
        &self,
        pool: &Pool,
        filter: FilterName,
        chosen: &Search,
        understood: &Understood,
        now: NaiveDateTime,
    ) -> Left {
        let filters = Filters::new(chosen, &self.catalogue, now);
        let mut candidates = Vec::with_capacity(pool.candidates.len());
        for candidate in &pool.candidates {
            let verdict = self.verdict_with(candidate, filter, &filters, chosen);
            // What is hidden counts only where a radius may be widened to it.
            if verdict == Verdict::Passes || chosen.within.is_some() {
                candidates.push(Candidate { verdict, ..*candidate });
            }
        }
        keep_and_widen(&mut candidates, chosen);
        let passing = candidates.iter().filter(|candidate| candidate.passes());
        let of_entry = |candidate: &Candidate| {
            let at = pool.found.binary_search_by_key(&candidate.entry, |found| found.entry).ok()?;
            Some(pool.found[at])
        };
        let mut found: Vec<Found> = passing.filter_map(of_entry).collect();
        self.keep_relevant(&mut found, understood, &other_needs(chosen, understood));
        let in_group = |found: &&Found| chosen.group.is_none_or(|group: Group| group == found.group);
        Left { total: found.len(), shown: found.iter().filter(in_group).count(), best: best_relevance(&found) }
    }

    /// What the filters say of a candidate once one of them asks for something else.
    fn verdict_with(
        &self,
        candidate: &Candidate,
        filter: FilterName,
        filters: &Filters<'_>,
        chosen: &Search,
    ) -> Verdict {
        let entry = &self.catalogue.entries[candidate.entry as usize];
        let facts = &self.catalogue.facts[entry.service as usize];
        let service = &self.catalogue.listed.services[entry.service as usize];
        let distance = candidate.distance.for_ranking;
        match candidate.verdict {
            // A radius may be widened, by those that it alone hides.
            _ if chosen.within.is_some() => filters.judge(service, entry, facts, distance),
            Verdict::HiddenBy { name, .. } if name != filter => candidate.verdict,
            Verdict::HiddenBySeveral => candidate.verdict,
            _ => filters.judge_one(filter, service, entry, facts, distance),
        }
    }
}
