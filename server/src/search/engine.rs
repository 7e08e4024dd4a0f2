//! One search: understand, one query of the index, one ranking, two groups.

mod pass;
mod score;
mod spot;
mod words;

use super::{
    filter::{self, Verdict},
    index::WordIndex,
    query::{MOST_PER_PAGE, Search, Sort},
    rank::Parts,
    understand::{Reader, Understood},
};
use crate::{
    catalogue::Catalogue,
    places::{Alias, Gazetteer, miles_between},
};
use app::model::{Group, Precision};
use chrono::NaiveDateTime;
use directory::{AgeFit, Point, Records, Slug};
use pass::{Candidate, Pass};
use spot::{From, Spot};
use std::{collections::HashMap, sync::Arc};

pub use super::filter::{FilterName, Hidden};

/// Results whose words and needs count for less than this share of the best are left out.
const LEAST_RELEVANCE: f32 = 0.3;
/// The index's term of services for grown-ups that a child's age in the words does not rule out.
pub(super) const AGE_CARER: &str = "carer";

/// So many results of each group are always in order. Those that no page shows need not be: to sort
/// a hundred thousand takes longer than to find them.
pub const ORDERED: usize = 250;

/// Everything a search needs, in memory.
pub struct Engine {
    /// The records.
    pub catalogue: Catalogue,
    /// The places.
    pub gazetteer: Arc<Gazetteer>,
    reader: Reader,
    index: WordIndex,
    /// The middle of each location's town, for those without a point of their own.
    towns: Vec<Option<Point>>,
}

/// One result.
#[derive(Debug, Clone)]
pub struct Found {
    /// Position in the catalogue's entries.
    pub entry: u32,
    /// Its group.
    pub group: Group,
    /// Miles from the place, when both are known to a point.
    pub miles: Option<f64>,
    /// How exactly its place is known.
    pub precision: Option<Precision>,
    /// How its ages sit with those asked for; `None` when none were.
    pub age_fit: Option<AgeFit>,
    /// The parts of its score.
    pub parts: Parts,
    /// The needs asked for that it meets: positions in `terms.needs`.
    pub meets: Vec<u16>,
    /// Where it stands among others: lower is better.
    order: u128,
    /// Miles for ranking; infinite when not known.
    rank_miles: f32,
}

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What was understood.
    pub understood: Understood,
    /// Results near enough to go to: the first [`ORDERED`], and all of the page asked for, in order.
    pub near: Vec<Found>,
    /// Help by phone or online, in order likewise.
    pub anywhere: Vec<Found>,
    /// The radius that was widened to, in miles.
    pub widened_to_miles: Option<u16>,
    /// What each filter hides.
    pub hidden: Vec<Hidden>,
    /// Whether the words meant nothing here, so that these results help with most things.
    pub only_general: bool,
    /// Whether words were given that mean nothing here.
    pub out_of_scope: bool,
}

fn order(sort: Sort, a: &Found, b: &Found) -> std::cmp::Ordering {
    match sort {
        Sort::Best | Sort::Name => a.order.cmp(&b.order),
        Sort::Nearest => a.rank_miles.total_cmp(&b.rank_miles).then(a.order.cmp(&b.order)),
    }
}

/// Puts the first `shown` in order and leaves the others behind them.
fn put_in_order<T>(all: &mut [T], shown: usize, mut by: impl FnMut(&T, &T) -> std::cmp::Ordering) {
    let shown = shown.min(all.len());
    if shown > 0 && shown < all.len() {
        all.select_nth_unstable_by(shown - 1, &mut by);
    }
    all[..shown].sort_unstable_by(by);
}

impl Engine {
    /// From the records, the places, and their index.
    pub fn new(catalogue: Catalogue, gazetteer: Gazetteer, index: WordIndex) -> anyhow::Result<Self> {
        let reader = Reader::new(&catalogue);
        Ok(Self::with_reader(catalogue, Arc::new(gazetteer), index, reader))
    }

    /// This engine with other records, of which only `changed` services differ, and an index of
    /// them. Places, phrases and what danger sounds like are shared.
    pub fn updated(&self, catalogue: Catalogue, index: WordIndex, changed: &[Slug]) -> Self {
        let reader = self.reader.with_words_of(changed.iter().filter_map(|id| catalogue.service(id.as_str())));
        Self::with_reader(catalogue, self.gazetteer.clone(), index, reader)
    }

    fn with_reader(catalogue: Catalogue, gazetteer: Arc<Gazetteer>, index: WordIndex, reader: Reader) -> Self {
        let mut known: HashMap<&str, Option<Point>> = HashMap::new();
        let mut towns = Vec::with_capacity(catalogue.listed.locations.len());
        for location in &catalogue.listed.locations {
            let town = known.entry(location.town.as_str()).or_insert_with(|| match gazetteer.find(&location.town) {
                crate::places::Found::Place(place) if place.understood_as.is_none() => place.point,
                _ => None,
            });
            towns.push(*town);
        }
        Self { catalogue, gazetteer, reader, index, towns }
    }

    /// The index of its words.
    pub fn index(&self) -> &WordIndex {
        &self.index
    }

    /// A folder's records ready to be searched, all in memory: for commands, tests and benches.
    pub fn in_memory(records: Records, aliases: &[Alias]) -> anyhow::Result<Self> {
        let gazetteer = Gazetteer::new(&records.authority, records.gazetteer).with_aliases(aliases);
        let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
        let index = WordIndex::in_memory(&catalogue)?;
        Self::new(catalogue, gazetteer, index)
    }

    /// What a search is understood as, without searching.
    pub fn understand(&self, search: &Search, now: NaiveDateTime) -> Understood {
        self.reader.read(search, &self.gazetteer, now)
    }

    /// Answers a search at a local moment.
    pub fn search(&self, search: &Search, now: NaiveDateTime) -> tantivy::Result<Answer> {
        let understood = self.understand(search, now);
        let mut answer = self.run(search, &understood, now)?;
        let nothing = |answer: &Answer| answer.near.is_empty() && answer.anywhere.is_empty();
        if nothing(&answer) && !search.q.is_empty() && search.needs.is_empty() && answer.hidden.is_empty() {
            answer = self.for_anything(search, &understood, now)?;
        }
        if nothing(&answer) {
            self.hidden_by_the_rest(search, &understood, &mut answer, now)?;
        }
        answer.out_of_scope = !search.q.is_empty()
            && understood.needs.is_empty()
            && understood.kinds.is_empty()
            && search.needs.is_empty();
        answer.understood = understood;
        Ok(answer)
    }

    /// When the words mean nothing here: who helps with most things. Those for the age that the
    /// words say, or else the hubs and teams that every family may ask.
    fn for_anything(&self, search: &Search, understood: &Understood, now: NaiveDateTime) -> tantivy::Result<Answer> {
        let plain = Understood { stems: Vec::new(), needs: Vec::new(), ..understood.clone() };
        let mut answer = self.run(search, &plain, now)?;
        let authority = &self.catalogue.authority;
        let first = [&authority.hub_kind, &authority.team_kind].map(|kind| self.catalogue.kind_position(kind.as_str()));
        let helps = |found: &Found| {
            let facts = &self.catalogue.facts[self.catalogue.entries[found.entry as usize].service as usize];
            found.parts.local
                && found.age_fit.map_or_else(|| first.contains(&Some(facts.kind)), |fit| fit == AgeFit::Fits)
        };
        answer.near.retain(helps);
        answer.anywhere.retain(helps);
        answer.only_general = true;
        Ok(answer)
    }

    /// When nothing is found: how many come without the needs, ages, kinds or words.
    fn hidden_by_the_rest(
        &self,
        search: &Search,
        understood: &Understood,
        answer: &mut Answer,
        now: NaiveDateTime,
    ) -> tantivy::Result<()> {
        let mut without = |name: FilterName, change: &dyn Fn(&mut Search, &mut Understood)| -> tantivy::Result<()> {
            let (mut search, mut understood) = (search.clone(), understood.clone());
            change(&mut search, &mut understood);
            let other = self.run(&search, &understood, now)?;
            let count = other.near.len() + other.anywhere.len();
            if count > 0 && !answer.hidden.iter().any(|hidden| hidden.name == name) {
                answer.hidden.push(Hidden { name, count, not_said: 0 });
            }
            Ok(())
        };
        if !search.needs.is_empty() {
            without(FilterName::Need, &|s, _| s.needs.clear())?;
        }
        if !understood.ages.is_empty() {
            without(FilterName::Age, &|s, u| {
                s.ages.clear();
                u.ages.clear();
            })?;
        }
        if !search.q.is_empty() && (!search.needs.is_empty() || search.has_filters() || !search.kinds.is_empty()) {
            without(FilterName::Words, &|s, u| {
                s.q.clear();
                *u = Understood {
                    ages: s.ages.clone(),
                    place: u.place.clone(),
                    unknown_place: u.unknown_place.clone(),
                    ..Understood::default()
                };
            })?;
        }
        Ok(())
    }

    fn run(&self, search: &Search, understood: &Understood, now: NaiveDateTime) -> tantivy::Result<Answer> {
        let asked = self.asked_needs(search, understood);
        let matches = self.index.matches(&self.wanted(search, understood, &asked)?)?;
        let from = self.from(understood);
        let worded = !understood.stems.is_empty() || !understood.needs.is_empty();
        let mut pass = Pass::new(search);
        let mut candidates: Vec<Candidate> = Vec::with_capacity(matches.len());
        for (at, text) in matches {
            let entry = &self.catalogue.entries[at as usize];
            let facts = &self.catalogue.facts[entry.service as usize];
            if facts.worried_about_self && !self.asks_about_self(search, understood) {
                continue;
            }
            let Some(spot) = self.spot(entry, facts, &from) else { continue };
            let verdict = filter::judge(search, &self.catalogue, entry, facts, spot.rank_miles, now);
            let text = if worded { text } else { 0.0 };
            candidates.push(Candidate { at, text, spot, verdict });
        }
        let candidates = pass.one_a_service(candidates, &self.catalogue);
        let wide = pass.widen(search, &candidates);
        let mut found: Vec<Found> = candidates
            .iter()
            .filter(|candidate| {
                candidate.verdict.passes()
                    || (wide.is_some()
                        && candidate.verdict.only(FilterName::Within)
                        && candidate.spot.rank_miles <= f64::from(wide.unwrap_or(0)))
            })
            .map(|candidate| self.found(candidate, search, understood, &asked, from.place.is_some()))
            .collect();
        if worded {
            let best = found.iter().map(|f| f.parts.relevance()).fold(0.0, f32::max);
            found.retain(|f| f.parts.relevance() >= best * LEAST_RELEVANCE && f.parts.relevance() > 0.0);
        }
        if search.sort == Sort::Name {
            found.sort_by_cached_key(|found| self.name(found));
        }
        let (mut near, mut anywhere): (Vec<_>, Vec<_>) = found.into_iter().partition(|f| f.group == Group::Near);
        if search.sort != Sort::Name {
            let by_rank = |a: &Found, b: &Found| order(search.sort, a, b);
            let shown = ORDERED.max(search.page.saturating_mul(MOST_PER_PAGE));
            put_in_order(&mut near, shown, by_rank);
            put_in_order(&mut anywhere, shown, by_rank);
        }
        Ok(Answer { near, anywhere, widened_to_miles: wide, hidden: pass.hidden, ..Answer::default() })
    }

    fn asks_about_self(&self, search: &Search, understood: &Understood) -> bool {
        // A need or kind of its own would be the other way to say so; the folder has none today.
        !search.q.is_empty() && understood.danger.worried_about_self
    }

    /// The needs that are asked for, each with its weight: the form's, or else the words'.
    fn asked_needs(&self, search: &Search, understood: &Understood) -> Vec<(u16, f32)> {
        if search.needs.is_empty() {
            return understood.needs.iter().map(|said| (said.need, said.weight)).collect();
        }
        search
            .needs
            .iter()
            .filter_map(|need| self.catalogue.need_position(need.as_str()))
            .map(|need| (need, 1.0))
            .collect()
    }

    /// Both groups of an answer by one rank.
    pub fn merged<'a>(&self, answer: &'a Answer, sort: Sort) -> Vec<&'a Found> {
        self.first_merged(answer, sort, usize::MAX)
    }

    /// Both groups of an answer, of which the first `shown` by one rank stand in order.
    pub fn first_merged<'a>(&self, answer: &'a Answer, sort: Sort, shown: usize) -> Vec<&'a Found> {
        let mut all: Vec<&Found> = answer.near.iter().chain(&answer.anywhere).collect();
        match sort {
            Sort::Name => all.sort_by_cached_key(|found| self.name(found)),
            _ => put_in_order(&mut all, shown, |a, b| order(sort, a, b)),
        }
        all
    }

    /// A result's name as it is put in order, and its entry, so that two of one name stay apart.
    fn name(&self, found: &Found) -> (String, u32) {
        let service = self.catalogue.entries[found.entry as usize].service;
        (self.catalogue.listed.services[service as usize].name.to_lowercase(), found.entry)
    }

    /// The middle of the town of a location, when the gazetteer knows it.
    pub fn town_of(&self, location: u32) -> Option<Point> {
        self.towns.get(location as usize).copied().flatten()
    }

    /// The nearest known entry of a kind with a point, and how far it is.
    pub fn nearest_of_kind(&self, kind: &str, point: Point) -> Option<(u32, f64)> {
        let kind = self.catalogue.kind_position(kind)?;
        let of_kind = (0u32..)
            .zip(&self.catalogue.entries)
            .filter(|(_, e)| self.catalogue.facts[e.service as usize].kind == kind);
        of_kind
            .filter_map(|(at, entry)| Some((at, miles_between(point, entry.point?))))
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }

    /// An entry as a result of no search: for lists that are not searched.
    pub fn entry_found(&self, at: u32, from: Option<Point>) -> Found {
        let entry = &self.catalogue.entries[at as usize];
        let facts = &self.catalogue.facts[entry.service as usize];
        let none = From { place: None, point: from, district: None, lost: false };
        let spot = self.spot(entry, facts, &none).unwrap_or(Spot {
            group: Group::Anywhere,
            precision: None,
            miles: None,
            rank_miles: f64::INFINITY,
        });
        let candidate = Candidate { at, text: 0.0, spot, verdict: Verdict::default() };
        self.found(&candidate, &Search::default(), &Understood::default(), &[], false)
    }
}

#[cfg(test)]
mod tests {
    use super::put_in_order;

    #[test]
    fn what_a_page_shows_is_in_order_and_nothing_is_lost() {
        let numbers = |shown| {
            let mut all: Vec<u32> = (0..1_000).map(|n| n * 7_919 % 1_009).collect();
            put_in_order(&mut all, shown, u32::cmp);
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
