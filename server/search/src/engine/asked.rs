//! What is asked for, from the query string and the words: words in the field for a place, names of
//! services, and filters that the words say.

use super::{Answer, Engine, relevance::best_relevance};
use crate::{
    index::EntryMatch,
    names::{NameRank, Named},
    query::{Search, filter_parameters},
    rank::{candidates::Candidate, filters::FilterName},
    understand::{Understood, when::Open},
};
use chrono::NaiveDateTime;
use places::Found;
use std::borrow::Cow;

/// What is known to be open when the words ask for it fits as well as the rest from this share on.
const AS_WELL: f32 = 0.6;

impl Engine {
    /// The search of a query string's pairs. What was typed into the field for a place and is no place but
    /// words of need becomes words.
    pub fn parse_search(&self, pairs: &[(String, String)]) -> Search {
        let mut search = Search::parse(pairs, &self.catalogue);
        if search.near.is_empty()
            || matches!(self.gazetteer.find(&search.near), Found::Place(place) if place.label == search.near)
        {
            return search;
        }
        let mention = self.gazetteer.find_in(&search.near);
        let range = mention.as_ref().map(|(_, range)| range);
        if !self.reader.are_words_of_need(&search.near, range) {
            return search;
        }
        let (place, words) = match mention {
            None => (String::new(), search.near.clone()),
            Some((found, range)) => {
                let place = match found {
                    Found::Place(place) => place.label,
                    Found::Unknown(_) => search.near[range.clone()].to_owned(),
                };
                (place, format!("{} {}", search.near[..range.start].trim(), search.near[range.end..].trim()))
            }
        };
        search.near = place;
        search.q = format!("{} {}", search.q, words.trim()).trim().to_owned();
        search.words_in_place = true;
        search
    }

    /// What a search is understood as, without searching.
    pub fn understand(&self, search: &Search, now: NaiveDateTime) -> Understood {
        let mut understood = self.reader.read(search, &self.gazetteer, now);
        let place = understood.place_said.as_ref();
        let is_in_use = |word: &str| self.reader.is_in_use(word);
        understood.named =
            self.names.find(&search.q, place, &understood.spelling, self.reader.vocabulary(), &is_in_use);
        if understood.only_kinds {
            // "Family hub" asks for the kind, and for no service that has these words in its name.
            understood.named.retain(|named| named.rank != NameRank::Nearly);
        }
        self.forget_place_of_name(&mut understood);
        for asked in &understood.not_listed {
            let nearest = &self.catalogue.terms.not_listed[usize::from(*asked)].nearest;
            for service in nearest.iter().filter_map(|id| self.catalogue.service_position(id.as_str())) {
                let named = Named { service: service as u32, rank: NameRank::Kind, range: 0..0 };
                if !understood.named.iter().any(|known| known.service == named.service) {
                    understood.named.push(named);
                }
            }
        }
        understood
    }

    /// Takes the place out of what was understood when it is only part of a name: Upton Hill Community
    /// Centre is not in Upton-upon-Severn.
    fn forget_place_of_name(&self, understood: &mut Understood) {
        let Some(said) = understood.place_said.clone() else { return };
        let of_place = |named: &&Named| named.range.start < said.end && said.start < named.range.end;
        let origin = self.origin(understood);
        let serves = |named: &Named| {
            let entries = self.catalogue.entries_of(named.service as usize);
            let facts = &self.catalogue.facts[named.service as usize];
            entries.into_iter().any(|at| self.distance(&self.catalogue.entries[at], facts, &origin).is_some())
        };
        let mut named = understood.named.iter().filter(of_place).peekable();
        if named.peek().is_some() && !named.any(serves) {
            (understood.place, understood.place_said, understood.unknown_place) = (None, None, None);
        }
    }

    /// The search with the filters that its words ask for, where the form leaves them open: how far, and
    /// what is open then.
    pub(super) fn with_filters_said<'s>(search: &'s Search, understood: &Understood) -> Cow<'s, Search> {
        if understood.within.is_none() && understood.when.is_none() {
            return Cow::Borrowed(search);
        }
        let mut asked = search.clone();
        let has_point = understood.place.as_ref().is_some_and(|place| place.point.is_some());
        if let Some(within) = understood.within.as_ref().filter(|_| has_point) {
            asked.within = asked.within.or(Some(within.miles));
        }
        if let Some(said) = &understood.when {
            let is_open = !filter_parameters::is_on(FilterName::When, search);
            match said.open {
                Open::Now => asked.open_now = true,
                Open::Then if is_open => asked.when.clone_from(&said.when),
                _ => {}
            }
        }
        Cow::Owned(asked)
    }

    /// What a search finds with the filters that its words ask for, in no order. Where nothing that fits as
    /// well is known to be open when the words ask for it, all that fits stays.
    pub(super) fn rank_with_filters_said(
        &self,
        search: &Search,
        understood: &Understood,
        now: NaiveDateTime,
    ) -> tantivy::Result<Answer> {
        let asked = Self::with_filters_said(search, understood);
        let mut answer = self.rank_matches(&asked, understood, now)?;
        let Some(said) = &understood.when else { return Ok(answer) };
        if said.open != Open::NotAsked {
            let all = self.rank_matches(&asked.whenever(search), understood, now)?;
            if !fits_as_well(answer.total(), answer.best_relevance(), all.best_relevance()) {
                answer = Answer { none_known_then: all.total() > 0, ..all };
            }
            return Ok(answer);
        }
        answer.none_known_then =
            answer.total() > 0 && !answer.near.iter().chain(&answer.anywhere).any(|found| found.parts.when);
        Ok(answer)
    }

    /// The matches with the entries of services that were typed by name, in the order of the catalogue. What
    /// the form asks for must still be met.
    pub(super) fn with_named(
        &self,
        search: &Search,
        understood: &Understood,
        mut matches: Vec<EntryMatch>,
    ) -> Vec<EntryMatch> {
        if understood.named.is_empty() || !search.needs.is_empty() || !search.ages.is_empty() {
            return matches;
        }
        let named = understood.named.iter().flat_map(|named| self.catalogue.entries_of(named.service as usize));
        matches.extend(named.map(|entry| (entry as u32, 0.0)));
        // A match comes before the same entry by name, whose score is 0.
        matches.sort_by(|(one, score), (other, other_score)| one.cmp(other).then(other_score.total_cmp(score)));
        matches.dedup_by_key(|(entry, _)| *entry);
        matches
    }

    /// How far a candidate's name, or the kind that the whole question names, puts it before others.
    pub(super) fn rank_by_name(&self, candidate: &Candidate, understood: &Understood) -> NameRank {
        let named = understood.named.iter().find(|named| named.service == candidate.service);
        let kind = self.catalogue.facts[candidate.service as usize].kind;
        let of_kind = match candidate.distance.exact {
            _ if !(understood.only_kinds && understood.kinds.contains(&kind)) => NameRank::NotTyped,
            Some(_) => NameRank::KindNear,
            None => NameRank::Kind,
        };
        named.map_or(NameRank::NotTyped, |named| named.rank).max(of_kind)
    }
}

/// Whether what is known to be open then, by its number and its best relevance, fits as well as all that fits
/// at whatever time.
pub(super) fn fits_as_well(total: usize, best: f32, best_of_all: f32) -> bool {
    total > 0 && best >= best_of_all * AS_WELL
}

impl Search {
    /// This search with the days and hours of another, which were asked for in so many words.
    pub(super) fn whenever(&self, other: &Self) -> Self {
        Self { open_now: other.open_now, when: other.when.clone(), ..self.clone() }
    }
}

impl Answer {
    /// What words and needs count for in the result that they fit best.
    fn best_relevance(&self) -> f32 {
        best_relevance(self.near.iter().chain(&self.anywhere))
    }
}
