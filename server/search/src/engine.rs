//! One search: understand, one query of the index, one ranking, two groups.

mod order;
mod pass;
mod profile;
mod score;
mod spot;
mod words;

use super::{
    filter::{Filters, Verdict},
    index::WordIndex,
    query::{MOST_PER_PAGE, Search},
    rank::Parts,
    understand::{Reader, Understood},
};
use crate::catalogue::{Area, Catalogue, Entry};
use app::model::{Group, Precision};
use chrono::NaiveDateTime;
use directory::{AgeFit, Point, Records, Slug};
use order::put_in_order;
use pass::{Candidate, Pass};
use places::{Alias, Gazetteer, Site};
use profile::Profile;
use score::Asking;
use spot::{From, Spot};
use std::{collections::HashMap, sync::Arc};

pub use super::filter::{FilterName, Hidden};

/// Results whose words and needs count for less than this share of the best are left out.
const LEAST_RELEVANCE: f32 = 0.3;
/// The index's term of services for grown-ups that a child's age in the words does not rule out.
pub(super) const AGE_CARER: &str = "carer";

/// So many results of each group are in order unless less is asked for. Those that no page shows need
/// not be: to sort a hundred thousand takes longer than to find them.
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
    /// The point of each location, or else the middle of its town.
    sites: Vec<Option<Site>>,
    /// One an entry.
    profiles: Vec<Profile>,
    /// The needs of all entries, one after the other.
    needs: Vec<u16>,
    /// The entries of hubs that have a point.
    hubs: Vec<(u32, Site)>,
}

/// One result. There may be a hundred thousand of them: it holds nothing on the heap.
#[derive(Debug, Clone, Copy)]
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
    /// What the words and needs count for.
    relevance: f32,
    /// Where it stands among others: lower is better.
    order: u128,
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
    /// Whether the words meant nothing here, so that these results help with most things.
    pub only_general: bool,
    /// Whether words were given that mean nothing here.
    pub out_of_scope: bool,
    /// The parts of each entry's score, when the search asks why results stand where they do.
    explained: HashMap<u32, Parts>,
}

impl Answer {
    /// Why a result stands where it does, in words; nothing when the search did not ask.
    pub fn reasons(&self, found: &Found) -> Vec<String> {
        self.explained.get(&found.entry).map(Parts::reasons).unwrap_or_default()
    }
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
                places::Found::Place(place) if place.understood_as.is_none() => place.point,
                _ => None,
            });
            towns.push(*town);
        }
        let points = catalogue.listed.locations.iter().map(|location| location.point);
        let sites = points.zip(&towns).map(|(point, town)| point.or(*town).map(Site::new)).collect();
        let mut needs = Vec::new();
        let profile = |entry: &Entry| {
            let service = entry.service as usize;
            Profile::new(entry, &catalogue.facts[service], &catalogue.listed.services[service].audience, &mut needs)
        };
        let profiles: Vec<Profile> = catalogue.entries.iter().map(profile).collect();
        let hub = catalogue.kind_position(catalogue.authority.hub_kind.as_str());
        let hubs = (0u32..)
            .zip(&catalogue.entries)
            .filter(|(_, entry)| Some(catalogue.facts[entry.service as usize].kind) == hub)
            .filter_map(|(at, entry)| Some((at, Site::new(entry.point?))))
            .collect();
        Self { catalogue, gazetteer, reader, index, towns, sites, profiles, needs, hubs }
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

    /// Answers a search at a local moment: the first [`ORDERED`] of each group, and all of the page
    /// asked for, in order.
    pub fn search(&self, search: &Search, now: NaiveDateTime) -> tantivy::Result<Answer> {
        self.search_for(search, now, ORDERED.max(search.page.saturating_mul(MOST_PER_PAGE)))
    }

    /// The same, with so many of each group in order.
    pub fn search_for(&self, search: &Search, now: NaiveDateTime, shown: usize) -> tantivy::Result<Answer> {
        let understood = self.understand(search, now);
        let mut answer = self.run(search, &understood, now)?;
        let nothing = |answer: &Answer| answer.near.is_empty() && answer.anywhere.is_empty();
        if nothing(&answer) && !search.q.is_empty() && search.needs.is_empty() && answer.hidden.is_empty() {
            answer = self.for_anything(search, &understood, now)?;
        }
        if nothing(&answer) {
            self.hidden_by_the_rest(search, &understood, &mut answer, now)?;
        }
        for group in [&mut answer.near, &mut answer.anywhere] {
            put_in_order(group, shown, |found| self.standing(search.sort, found));
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
            facts.area != Area::Nation
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

    /// What a search finds, in no order.
    fn run(&self, search: &Search, understood: &Understood, now: NaiveDateTime) -> tantivy::Result<Answer> {
        let needs = self.asked_needs(search, understood);
        let from = self.from(understood);
        let filters = Filters::new(search, &self.catalogue, now);
        let about_self = self.asks_about_self(search, understood);
        let districts = search.districts.iter().filter_map(|d| self.catalogue.district_position(d.as_str()));
        let asking = Asking {
            search,
            understood,
            needs: &needs,
            districts: districts.collect(),
            placed: from.place.is_some(),
            plain: score::is_plain(search, understood, &needs),
        };
        let worded = !understood.stems.is_empty() || !understood.needs.is_empty();
        let mut pass = Pass::new(&filters);
        let matches = self.matches(search, understood, &needs)?;
        // Room for all at once: what stays empty is never touched.
        let room = || Vec::with_capacity(matches.len());
        let mut answer = Answer { near: room(), anywhere: room(), ..Answer::default() };
        let mut keep = |candidate: &Candidate| {
            let found = self.found(candidate, &asking);
            if search.explain {
                answer.explained.insert(found.entry, self.parts(candidate, &asking));
            }
            match found.group {
                Group::Near => answer.near.push(found),
                Group::Anywhere => answer.anywhere.push(found),
            }
        };
        // Entries of one service stand together; the best of them stands for it.
        let unfiltered = filters.on().is_empty();
        let mut best: Option<(u32, Candidate)> = None;
        for (at, text) in matches {
            let profile = &self.profiles[at as usize];
            if profile.worried_about_self && !about_self {
                continue;
            }
            let Some(spot) = self.spot(profile, &from) else { continue };
            let verdict = if unfiltered {
                Verdict::default()
            } else {
                let (entry, service) = (&self.catalogue.entries[at as usize], profile.service as usize);
                let (record, facts) = (&self.catalogue.listed.services[service], &self.catalogue.facts[service]);
                filters.judge(record, entry, facts, spot.rank_miles)
            };
            let candidate =
                Candidate { at, group: profile.group, text: if worded { text } else { 0.0 }, spot, verdict };
            match &mut best {
                Some((service, best)) if *service == profile.service => {
                    if candidate.is_better_than(best) {
                        *best = candidate;
                    }
                }
                _ => {
                    let before = best.replace((profile.service, candidate));
                    before.iter().filter(|(_, best)| pass.passes(best)).for_each(|(_, best)| keep(best));
                }
            }
        }
        best.iter().filter(|(_, best)| pass.passes(best)).for_each(|(_, best)| keep(best));
        let widened = pass.widened(search);
        let widened_to_miles = widened.map(|(miles, inside)| {
            inside.iter().for_each(&mut keep);
            miles
        });
        if worded {
            let all = answer.near.iter().chain(&answer.anywhere);
            let best = all.map(|found| found.relevance).fold(0.0, f32::max);
            let relevant = |found: &Found| found.relevance >= best * LEAST_RELEVANCE && found.relevance > 0.0;
            answer.near.retain(relevant);
            answer.anywhere.retain(relevant);
        }
        Ok(Answer { widened_to_miles, hidden: pass.hidden(), ..answer })
    }

    /// The entries that words, needs and ages ask for, in their order, each with the score of its
    /// words.
    fn matches(
        &self,
        search: &Search,
        understood: &Understood,
        needs: &[(u16, f32)],
    ) -> tantivy::Result<Vec<(u32, f32)>> {
        if needs.is_empty() && understood.stems.is_empty() && understood.ages.is_empty() {
            return Ok((0u32..).zip(&self.catalogue.entries).map(|(at, _)| (at, 0.0)).collect());
        }
        let mut matches = self.index.matches(&self.wanted(search, understood, needs))?;
        // They come in order, but for those of services that changed since.
        if !matches.is_sorted_by_key(|(at, _)| *at) {
            matches.sort_unstable_by_key(|(at, _)| *at);
        }
        Ok(matches)
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

    /// The middle of the town of a location, when the gazetteer knows it.
    pub fn town_of(&self, location: u32) -> Option<Point> {
        self.towns.get(location as usize).copied().flatten()
    }

    /// The nearest known entry of a hub with a point, and how far it is.
    pub fn nearest_hub(&self, point: Point) -> Option<(u32, f64)> {
        let from = Site::new(point);
        let hubs = self.hubs.iter().map(|(at, hub)| (*at, from.miles_to(hub)));
        hubs.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }

    /// An entry as a result of no search: for lists that are not searched.
    pub fn entry_found(&self, at: u32, from: Option<Point>) -> Found {
        let profile = &self.profiles[at as usize];
        let none = From { place: None, site: from.map(Site::new), district: None, lost: false };
        let spot = self.spot(profile, &none).unwrap_or(Spot { rank_miles: f64::INFINITY, exact: false });
        let candidate = Candidate { at, group: profile.group, text: 0.0, spot, verdict: Verdict::default() };
        let (search, understood) = (Search::default(), Understood::default());
        let asking = Asking {
            search: &search,
            understood: &understood,
            needs: &[],
            districts: Vec::new(),
            placed: false,
            plain: true,
        };
        self.found(&candidate, &asking)
    }
}
