//! One search: understand the words, ask the index once, rank once, give two groups.

mod asked;
mod counts;
mod nothing_found;
mod relevance;

pub use counts::Choosing;

use crate::{
    catalogue::Catalogue,
    index::WordIndex,
    names::{NameRank, Names},
    query::{MOST_PER_PAGE, Search, Sort},
    rank::{
        candidates::{Candidate, keep_and_widen},
        distance::{Distance, Origin},
        filters::{Filters, Hidden, Verdict},
        order::{SortKey, SortKeyParts},
        parts::{Parts, Question, age_fit},
    },
    text,
    understand::{SentenceReader, Understood},
};
use chrono::NaiveDateTime;
use directory::{AgeFit, Audience, Group, Point, Precision, Records, WordUse};
use places::{Alias, Gazetteer, distance_between};
use relevance::other_needs;
use std::{collections::HashMap, sync::Arc};

/// So many results of each group are in order unless more are asked for. Those that no page shows
/// need not be.
pub const ORDERED: usize = 250;

/// Everything a search needs, in memory.
pub struct Engine {
    /// The records.
    pub catalogue: Catalogue,
    /// The places.
    pub gazetteer: Arc<Gazetteer>,
    reader: SentenceReader,
    names: Names,
    index: WordIndex,
    /// The middle of each location's town, for those without a point of their own.
    town_points: Vec<Option<Point>>,
    /// The entries of hubs that have a point.
    hub_entries: Vec<u32>,
}

/// One result. There may be a hundred thousand of them: it holds nothing on the heap.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// Position in the catalogue's entries.
    pub entry: u32,
    /// Its group.
    pub group: Group,
    /// Its distance from the place in miles, when both are known to a point.
    pub distance: Option<f64>,
    /// How exactly its place is known.
    pub precision: Option<Precision>,
    /// Whether its area covers the place asked for; also where none was.
    pub serves_place: bool,
    /// How its ages sit with those asked for; `None` when none were.
    pub age_fit: Option<AgeFit>,
    /// The parts of its score.
    pub parts: Parts,
    /// How far its name, typed, puts it before others.
    pub name_rank: NameRank,
    /// Its sort key by the ranking.
    pub(crate) sort_key: SortKey,
}

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What was understood.
    pub understood: Understood,
    /// Results near enough to go to, all of them: as many as were asked for in order, the best first.
    pub near: Vec<Found>,
    /// Help by phone or online, in order likewise.
    pub anywhere: Vec<Found>,
    /// The radius that was widened to, in miles.
    pub widened_to_miles: Option<u16>,
    /// What each filter hides.
    pub hidden: Vec<Hidden>,
    /// Whether the words ask for a day or time, and nothing that fits is known to be open then.
    pub none_known_then: bool,
    /// Needs after the first that the words may mean, likeliest first: positions in `terms.needs`, at most two.
    pub other_needs: Vec<u16>,
    /// Whether the words meant nothing here, so that these results help with most things.
    pub only_general: bool,
    /// Whether words were given that mean nothing here.
    pub out_of_scope: bool,
}

impl Answer {
    /// How many results there are in both groups.
    pub fn total(&self) -> usize {
        self.near.len() + self.anywhere.len()
    }
}

/// Words that are known to mean something else than a place: those of needs and services, and the lists'.
fn other_words(catalogue: &Catalogue) -> Vec<String> {
    let terms = &catalogue.terms;
    let listed = terms.word_lists.iter().filter(|list| list.word_use == WordUse::NoPlace).flat_map(|list| &list.words);
    let phrases = terms.phrases.iter().map(|phrase| &phrase.words);
    let names = catalogue.listed.services.iter().map(|service| &service.name);
    listed.chain(phrases).chain(names).flat_map(|text| text::tokens(text)).map(|token| token.word).collect()
}

impl Engine {
    /// From the records, the places, and their index.
    pub fn new(catalogue: Catalogue, gazetteer: Gazetteer, index: WordIndex) -> anyhow::Result<Self> {
        let reader = SentenceReader::new(&catalogue);
        let gazetteer = gazetteer.with_other_words(other_words(&catalogue));
        Ok(Self::with_reader(catalogue, Arc::new(gazetteer), index, reader))
    }

    /// This engine with other records: it answers as one that is made of them anew, and shares places,
    /// phrases and what danger sounds like. The index is made whole (decision 58).
    pub fn updated(&self, catalogue: Catalogue) -> anyhow::Result<Self> {
        let index = WordIndex::in_memory(&catalogue)?;
        let reader = self.reader.with_records(&catalogue);
        Ok(Self::with_reader(catalogue, self.gazetteer.clone(), index, reader))
    }

    fn with_reader(catalogue: Catalogue, gazetteer: Arc<Gazetteer>, index: WordIndex, reader: SentenceReader) -> Self {
        let town_points = find_town_points(&catalogue, &gazetteer);
        let hub_kind = catalogue.kind_position(catalogue.authority.hub_kind.as_str());
        let hub_entries = (0u32..)
            .zip(&catalogue.entries)
            .filter(|(_, entry)| Some(catalogue.facts[entry.service as usize].kind) == hub_kind)
            .filter(|(_, entry)| entry.point.is_some())
            .map(|(position, _)| position)
            .collect();
        let names = Names::new(&catalogue);
        Self { catalogue, gazetteer, reader, names, index, town_points, hub_entries }
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

    /// Answers a search at a local moment: the first [`ORDERED`] of each group, and all of the page
    /// asked for, are in order.
    pub fn search(&self, search: &Search, now: NaiveDateTime) -> tantivy::Result<Answer> {
        self.search_for(search, now, ORDERED.max(search.page.saturating_mul(MOST_PER_PAGE)))
    }

    /// Answers a search at a local moment with the first `shown` of each group in order.
    pub fn search_for(&self, search: &Search, now: NaiveDateTime, shown: usize) -> tantivy::Result<Answer> {
        let understood = self.understand(search, now);
        let mut answer = self.rank_with_filters_said(search, &understood, now)?;
        if answer.total() == 0 && !search.q.is_empty() && search.needs.is_empty() && answer.hidden.is_empty() {
            answer = self.find_general_help(search, &understood, now)?;
        }
        if answer.total() == 0 {
            self.count_hidden_by_index(search, &understood, &mut answer, now)?;
        }
        for group in [&mut answer.near, &mut answer.anywhere] {
            self.sort_first(group, search.sort, shown);
            if search.sort == Sort::Best {
                self.spread_needs(&mut group[..], &answer.other_needs);
            }
        }
        answer.out_of_scope = !search.q.is_empty()
            && understood.needs.is_empty()
            && understood.kinds.is_empty()
            && understood.named.is_empty()
            && search.needs.is_empty()
            && understood.heard.as_ref().is_none_or(|heard| heard.language.is_none());
        answer.understood = understood;
        Ok(answer)
    }

    /// What a search finds, in no order.
    fn rank_matches(&self, search: &Search, understood: &Understood, now: NaiveDateTime) -> tantivy::Result<Answer> {
        let needs = self.asked_needs(search, understood);
        let filters = Filters::new(search, &self.catalogue, now);
        let mut candidates = self.candidates(search, understood, &needs, &filters)?;
        let (hidden, widened_to_miles) = keep_and_widen(&mut candidates, search);
        let question = self.question(search, understood, &needs);
        let passing = candidates.iter().filter(|candidate| candidate.passes());
        let mut found: Vec<Found> = passing.map(|candidate| self.score(candidate, &question)).collect();
        let other_needs = other_needs(search, understood);
        self.keep_relevant(&mut found, understood, &other_needs);
        let (near, anywhere) = found.into_iter().partition(|found| found.group == Group::Near);
        Ok(Answer { near, anywhere, widened_to_miles, hidden, other_needs, ..Answer::default() })
    }

    /// What a score is reckoned against.
    fn question<'q>(&self, search: &'q Search, understood: &'q Understood, needs: &'q [(u16, f32)]) -> Question<'q> {
        let districts = search.districts.iter();
        Question {
            search,
            understood,
            needs,
            districts: districts.filter_map(|slug| self.catalogue.district_position(slug.as_str())).collect(),
            has_place: understood.place.is_some(),
        }
    }

    /// The entries that words, needs and ages ask for and that serve the place, judged by the
    /// filters, in the order of the catalogue.
    fn candidates(
        &self,
        search: &Search,
        understood: &Understood,
        needs: &[(u16, f32)],
        filters: &Filters<'_>,
    ) -> tantivy::Result<Vec<Candidate>> {
        let asks_nothing = needs.is_empty() && understood.stems.is_empty() && understood.ages.is_empty();
        let matches = if asks_nothing {
            (0u32..).zip(&self.catalogue.entries).map(|(position, _)| (position, 0.0)).collect()
        } else {
            self.index.matches(&self.word_query(search, understood, needs))?
        };
        let matches = self.with_named(search, understood, matches);
        let is_named = |service: u32| understood.named.iter().any(|named| named.service == service);
        let origin = self.origin(understood);
        // Who asks for the nearest of a kind means the nearest door, whichever district it serves.
        let kinds_asked = self.kinds_to_be_nearest(search, understood);
        // A need or kind of its own would be the other way to say so; the folder has none today.
        let asks_about_self = !search.q.is_empty() && understood.danger.worried_about_self;
        let mut candidates = Vec::with_capacity(matches.len());
        for (position, text_score) in matches {
            let entry = &self.catalogue.entries[position as usize];
            let facts = &self.catalogue.facts[entry.service as usize];
            if facts.worried_about_self && !asks_about_self {
                continue;
            }
            let service = &self.catalogue.listed.services[entry.service as usize];
            // Nobody under age is sent to a line that answers professionals alone.
            if understood.under_age && service.audience == [Audience::Professionals] && !is_named(entry.service) {
                continue;
            }
            // Who types a name means that service, wherever it is.
            let is_door = entry.point.is_some() && !origin.is_outside;
            let may_be_anywhere = || is_named(entry.service) || (is_door && kinds_asked.contains(&facts.kind));
            let anywhere = || may_be_anywhere().then(|| self.distance_anywhere(entry, &origin));
            let Some(distance) = self.distance(entry, facts, &origin).or_else(anywhere) else { continue };
            candidates.push(Candidate {
                entry: position,
                service: entry.service,
                group: entry.group,
                text_score,
                distance,
                serves_place: origin.is_served_by(&facts.area),
                verdict: filters.judge(service, entry, facts, distance.for_ranking),
            });
        }
        Ok(candidates)
    }

    /// The kinds of which the nearest is asked for: positions in `terms.kinds`.
    fn kinds_to_be_nearest(&self, search: &Search, understood: &Understood) -> Vec<u16> {
        if search.sort != Sort::Nearest {
            return Vec::new();
        }
        let of_form = search.kinds.iter().filter_map(|kind| self.catalogue.kind_position(kind.as_str()));
        let said = understood.kinds.iter().copied().filter(|_| understood.only_kinds);
        of_form.chain(said).collect()
    }

    /// A candidate as a result.
    fn score(&self, candidate: &Candidate, question: &Question<'_>) -> Found {
        let entry = &self.catalogue.entries[candidate.entry as usize];
        let facts = &self.catalogue.facts[entry.service as usize];
        let age_fit = age_fit(&question.understood.ages, facts);
        let parts = question.score_parts(&self.catalogue, candidate, age_fit);
        let name_rank = self.rank_by_name(candidate, question.understood);
        let sort_key = SortKeyParts {
            name_rank,
            score: parts.score(),
            confirmed: facts.confirmed,
            reachable: facts.reachable,
            distance: candidate.distance.for_ranking as f32,
            source_year: facts.year,
            entry: candidate.entry,
        };
        Found {
            entry: candidate.entry,
            group: entry.group,
            distance: candidate.distance.exact,
            precision: entry.precision,
            serves_place: candidate.serves_place,
            age_fit,
            parts,
            name_rank,
            sort_key: sort_key.into(),
        }
    }

    /// The needs that are asked for, each with its weight: the form's, or else the words'.
    fn asked_needs(&self, search: &Search, understood: &Understood) -> Vec<(u16, f32)> {
        if search.needs.is_empty() {
            return understood.needs.iter().map(|said| (said.need, said.weight)).collect();
        }
        let positions = search.needs.iter().filter_map(|need| self.catalogue.need_position(need.as_str()));
        positions.map(|need| (need, 1.0)).collect()
    }

    /// Up to five stems of known words that begin with these letters.
    pub(crate) fn stems_beginning_with(&self, letters: &str) -> Vec<String> {
        self.reader.stems_beginning_with(letters)
    }

    /// The middle of the town of a location, when the gazetteer knows it.
    pub fn town_of(&self, location: u32) -> Option<Point> {
        self.town_points.get(location as usize).copied().flatten()
    }

    /// The nearest known entry of a hub with a point, and its distance in miles.
    pub fn nearest_hub(&self, point: Point) -> Option<(u32, f64)> {
        let mut nearest: Option<(u32, f64)> = None;
        for &position in &self.hub_entries {
            let Some(hub) = self.catalogue.entries[position as usize].point else { continue };
            let distance = distance_between(point, hub);
            if nearest.is_none_or(|(_, least)| distance < least) {
                nearest = Some((position, distance));
            }
        }
        nearest
    }

    /// An entry as a result of no search, with its distance from a point: for lists that are not
    /// searched.
    pub fn entry_found(&self, position: u32, from: Option<Point>) -> Found {
        let entry = &self.catalogue.entries[position as usize];
        let facts = &self.catalogue.facts[entry.service as usize];
        let unknown = Distance { exact: None, for_ranking: f64::INFINITY };
        let candidate = Candidate {
            entry: position,
            service: entry.service,
            group: entry.group,
            text_score: 0.0,
            serves_place: true,
            distance: self.distance(entry, facts, &Origin::of_point(from)).unwrap_or(unknown),
            verdict: Verdict::Passes,
        };
        let (search, understood) = (Search::default(), Understood::default());
        let question =
            Question { search: &search, understood: &understood, needs: &[], districts: Vec::new(), has_place: false };
        self.score(&candidate, &question)
    }
}

/// The middle of the town of each location.
fn find_town_points(catalogue: &Catalogue, gazetteer: &Gazetteer) -> Vec<Option<Point>> {
    let mut known: HashMap<&str, Option<Point>> = HashMap::new();
    let find = |town: &str| match gazetteer.find(town) {
        places::Found::Place(place) if place.understood_as.is_none() => place.point,
        _ => None,
    };
    let towns = catalogue.listed.locations.iter().map(|location| location.town.as_str());
    towns.map(|town| *known.entry(town).or_insert_with(|| find(town))).collect()
}
