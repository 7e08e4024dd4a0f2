//! One search: understand, one query of the index, one ranking, two groups.

use super::{
    filter::{self, Verdict},
    index::{AGE_UNSTATED, WordIndex, age_term},
    query::{RADII, Search, Sort},
    rank::{self, Parts, Standing, weights},
    understand::{Reader, Understood},
};
use crate::{
    catalogue::{Area, Catalogue, Entry, Facts},
    places::{Alias, AreaPrecision, Gazetteer, Place, miles_between},
};
use app::model::{Group, Precision};
use chrono::NaiveDateTime;
use directory::{Age, AgeFit, Audience, Point, Records, Referrer, Service};
use std::collections::HashMap;
use tantivy::{
    Term,
    query::{AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

pub use super::filter::{FilterName, Hidden};

/// A service of another district is near enough to go to within this many miles.
const GO_TO_MILES: f64 = 10.0;
/// What is known only to a district is ranked as if it were this many miles away.
const DISTRICT_MILES: f64 = 6.0;
/// Results whose words and needs count for less than this share of the best are left out.
const LEAST_RELEVANCE: f32 = 0.3;
/// What a word counts for by where it stands.
const FIELD_BOOSTS: [f32; 3] = [2.5, 1.6, 1.0];
/// The index's term of services for grown-ups that a child's age in the words does not rule out.
pub(super) const AGE_CARER: &str = "carer";

/// Everything a search needs, in memory.
pub struct Engine {
    /// The records.
    pub catalogue: Catalogue,
    /// The places.
    pub gazetteer: Gazetteer,
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
    standing: Standing,
}

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What was understood.
    pub understood: Understood,
    /// Results near enough to go to, in order.
    pub near: Vec<Found>,
    /// Help by phone or online, in order.
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

impl Answer {
    /// Both groups by one rank.
    pub fn merged(&self, sort: Sort) -> Vec<&Found> {
        let mut all: Vec<&Found> = self.near.iter().chain(&self.anywhere).collect();
        if sort == Sort::Best {
            all.sort_by(|a, b| a.standing.compare(&b.standing));
        } else {
            all.sort_by(|a, b| order(sort, a, b));
        }
        all
    }
}

fn order(sort: Sort, a: &Found, b: &Found) -> std::cmp::Ordering {
    match sort {
        Sort::Best => a.standing.compare(&b.standing),
        Sort::Nearest => a.standing.miles.total_cmp(&b.standing.miles).then_with(|| a.standing.compare(&b.standing)),
        // Entries stand in the order of ids, which is not that of names: names are compared by
        // whoever sorts with the catalogue at hand.
        Sort::Name => a.standing.entry.cmp(&b.standing.entry),
    }
}

/// Where the search is from.
struct From<'p> {
    place: Option<&'p Place>,
    point: Option<Point>,
    district: Option<u16>,
    /// Nobody knows where it is: help by phone and online only.
    lost: bool,
}

impl Engine {
    /// From the records, the places, and their index.
    pub fn new(catalogue: Catalogue, gazetteer: Gazetteer, index: WordIndex) -> anyhow::Result<Self> {
        let reader = Reader::new(&catalogue)?;
        let mut known: HashMap<&str, Option<Point>> = HashMap::new();
        let mut towns = Vec::with_capacity(catalogue.listed.locations.len());
        for location in &catalogue.listed.locations {
            let town = known.entry(location.town.as_str()).or_insert_with(|| match gazetteer.find(&location.town) {
                crate::places::Found::Place(place) if place.understood_as.is_none() => place.point,
                _ => None,
            });
            towns.push(*town);
        }
        Ok(Self { catalogue, gazetteer, reader, index, towns })
    }

    /// A folder's records ready to be searched, all in memory: for commands, tests and benches.
    pub fn in_memory(records: Records, aliases: &[Alias]) -> anyhow::Result<Self> {
        let gazetteer = Gazetteer::new(&records.authority, records.gazetteer).with_aliases(aliases);
        let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
        let index = WordIndex::in_memory(&catalogue)?;
        Self::new(catalogue, gazetteer, index)
    }

    /// What a search is understood as, without searching.
    pub fn understand(&self, search: &Search, now: NaiveDateTime) -> tantivy::Result<Understood> {
        self.reader.read(search, &self.gazetteer, now)
    }

    /// Answers a search at a local moment.
    pub fn search(&self, search: &Search, now: NaiveDateTime) -> tantivy::Result<Answer> {
        let understood = self.understand(search, now)?;
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
        let matches = self.index.matches(self.query(search, understood, &asked).as_ref())?;
        let from = self.from(understood);
        let worded = !understood.stems.is_empty() || !understood.needs.is_empty();
        let mut pass = Pass::new(search);
        let mut candidates: Vec<Candidate> = Vec::with_capacity(matches.len());
        for (entry, text) in matches {
            let at = entry as u32;
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
            let name = |f: &Found| {
                self.catalogue.listed.services[self.catalogue.entries[f.entry as usize].service as usize]
                    .name
                    .to_lowercase()
            };
            found.sort_by_cached_key(name);
        } else {
            found.sort_by(|a, b| order(search.sort, a, b));
        }
        let (near, anywhere) = found.into_iter().partition(|f| f.group == Group::Near);
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

    fn query(&self, search: &Search, understood: &Understood, asked: &[(u16, f32)]) -> Box<dyn Query> {
        let fields = &self.index.fields;
        let any = |field: Field, terms: Vec<String>| -> (Occur, Box<dyn Query>) {
            let terms = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
            (Occur::Must, Box::new(BoostQuery::new(Box::new(BooleanQuery::new_multiterms_query(terms)), 0.0)))
        };
        let mut must: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if !search.needs.is_empty() {
            must.push(any(fields.need, search.needs.iter().map(|need| need.as_str().to_owned()).collect()));
        }
        if !understood.ages.is_empty() {
            let mut terms: Vec<String> = understood.ages.iter().copied().map(age_term).collect();
            terms.push(AGE_UNSTATED.to_owned());
            if search.ages.is_empty() {
                terms.push(AGE_CARER.to_owned());
            }
            terms.dedup();
            must.push(any(fields.age, terms));
        }
        let mut should: Vec<(Occur, Box<dyn Query>)> = understood
            .stems
            .iter()
            .flat_map(|stem| self.expanded(stem))
            .map(|(stem, boost)| (Occur::Should, self.in_any_field(&stem, boost)))
            .collect();
        if search.needs.is_empty() {
            should.extend(asked.iter().map(|(need, _)| {
                let term =
                    Term::from_field_text(fields.need, self.catalogue.terms.needs[usize::from(*need)].slug.as_str());
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                (Occur::Should, Box::new(BoostQuery::new(Box::new(query), 0.0)) as Box<dyn Query>)
            }));
        }
        if !should.is_empty() {
            must.push((Occur::Must, Box::new(BooleanQuery::new(should))));
        } else if must.is_empty() {
            return Box::new(AllQuery);
        }
        Box::new(BooleanQuery::new(must))
    }

    /// A stem that no record holds is searched as the beginning of those that do.
    fn expanded(&self, stem: &str) -> Vec<(String, f32)> {
        if stem.len() < 4 || self.index.frequency(stem) > 0 {
            return vec![(stem.to_owned(), 1.0)];
        }
        let longer = self.reader.beginning_with(stem);
        if longer.is_empty() {
            vec![(stem.to_owned(), 1.0)]
        } else {
            longer.into_iter().map(|stem| (stem, 0.6)).collect()
        }
    }

    fn in_any_field(&self, stem: &str, boost: f32) -> Box<dyn Query> {
        let fields = [self.index.fields.name, self.index.fields.topic, self.index.fields.about];
        let disjuncts = fields
            .into_iter()
            .zip(FIELD_BOOSTS)
            .map(|(field, of_field)| {
                let query = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
                Box::new(BoostQuery::new(Box::new(query), of_field * boost)) as Box<dyn Query>
            })
            .collect();
        Box::new(DisjunctionMaxQuery::with_tie_breaker(disjuncts, 0.1))
    }

    fn from<'u>(&self, understood: &'u Understood) -> From<'u> {
        let place = understood.place.as_ref();
        From {
            place,
            point: place.and_then(|place| place.point),
            district: place
                .and_then(|p| p.district.as_ref())
                .and_then(|d| self.catalogue.district_position(d.as_str())),
            lost: understood.unknown_place.as_ref().is_some_and(|unknown| unknown.outside),
        }
    }

    /// Where an entry stands for this search; `None` when it does not serve the place.
    fn spot(&self, entry: &Entry, facts: &Facts, from: &From<'_>) -> Option<Spot> {
        let service = &self.catalogue.listed.services[entry.service as usize];
        let local = matches!(facts.area, Area::Districts(_));
        let located = entry.location.is_some() && !service.phone_only;
        let group = if located || (local && !service.phone_only) { Group::Near } else { Group::Anywhere };
        if from.lost && (group == Group::Near || local) {
            return None;
        }
        let precision = match (entry.location, entry.point) {
            (Some(_), Some(_)) => Some(Precision::Point),
            (Some(_), None) => Some(Precision::Town),
            (None, _) if local => Some(Precision::District),
            _ => None,
        };
        let apart = |point: Option<Point>| Some(miles_between(from.point?, point?));
        let miles = apart(entry.point);
        let rank_miles =
            miles.or_else(|| apart(entry.location.and_then(|at| self.towns[at as usize]))).unwrap_or_else(|| {
                let here = from.district.is_some() && entry.district == from.district;
                if precision.is_some() && here { DISTRICT_MILES } else { f64::INFINITY }
            });
        if let Some(place) = from.place {
            let served = match from.district {
                Some(district) => facts.area.serves(district),
                None if place.inside => true,
                None => !local,
            };
            if !(served || rank_miles <= GO_TO_MILES) {
                return None;
            }
        }
        Some(Spot { group, precision, miles, rank_miles })
    }

    fn found(
        &self,
        candidate: &Candidate,
        search: &Search,
        understood: &Understood,
        asked: &[(u16, f32)],
        placed: bool,
    ) -> Found {
        let entry = &self.catalogue.entries[candidate.at as usize];
        let facts = &self.catalogue.facts[entry.service as usize];
        let service = &self.catalogue.listed.services[entry.service as usize];
        let (need, meets) = meets(asked, &facts.needs);
        let age_fit = age_fit(&understood.ages, facts);
        let spot = &candidate.spot;
        let wanted = search.districts.iter().filter_map(|d| self.catalogue.district_position(d.as_str()));
        let in_district = search.districts.is_empty() || wanted.into_iter().any(|d| entry.district == Some(d));
        let distance_bands = if spot.group == Group::Anywhere || !in_district {
            if placed || !search.districts.is_empty() { weights::ANYWHERE_BANDS } else { 0.0 }
        } else if placed && spot.rank_miles.is_finite() {
            rank::distance_band(spot.rank_miles)
        } else if placed {
            rank::DISTANCE_BANDS.len() as f32
        } else {
            0.0
        };
        let asks = search.refer.iter().map(|way| match way {
            Referrer::Oneself => Audience::YoungPeople,
            Referrer::Parent => Audience::Parents,
            Referrer::Professional => Audience::Professionals,
        });
        let audience = asks.chain(understood.asker).any(|asker| service.audience.contains(&asker));
        let parts = Parts {
            need,
            // Where needs are understood, words alone are a weaker sign than the need itself.
            text: if asked.is_empty() {
                candidate.text
            } else {
                candidate.text * need.clamp(weights::TEXT_WITHOUT_NEED, 1.0).powi(2)
            },
            rings: facts.rings,
            worried_about_self: facts.worried_about_self,
            local: facts.area != Area::Nation,
            kind: understood.kinds.contains(&facts.kind),
            age_not_stated: age_fit.is_some_and(|fit| fit != AgeFit::Fits),
            distance_bands,
            oneself: if understood.oneself { oneself(service, &understood.ages) } else { 0.0 },
            when: understood.when.as_ref().is_some_and(|said| filter::happens(service, &said.when) == Some(true)),
            free: understood.free && service.is_free() == Some(true),
            audience,
        };
        let standing = Standing {
            score: parts.score(),
            confirmed: facts.confirmed,
            reachable: facts.reachable,
            miles: spot.rank_miles as f32,
            year: facts.year,
            entry: candidate.at,
        };
        Found {
            entry: candidate.at,
            group: spot.group,
            miles: spot.miles,
            precision: spot.precision,
            age_fit,
            parts,
            meets,
            standing,
        }
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

/// Where an entry stands for a search.
struct Spot {
    group: Group,
    precision: Option<Precision>,
    /// Miles to a point that is known.
    miles: Option<f64>,
    /// Miles for ranking: also from the middle of a town; infinite when not known.
    rank_miles: f64,
}

struct Candidate {
    at: u32,
    text: f32,
    spot: Spot,
    verdict: Verdict,
}

/// What one walk over the candidates counts.
struct Pass {
    hidden: Vec<Hidden>,
    names: Vec<FilterName>,
}

impl Pass {
    fn new(search: &Search) -> Self {
        Self { hidden: Vec::new(), names: filter::on(search) }
    }

    /// Keeps the best entry of each service: one that passes, then the nearest; and counts what
    /// each filter alone hides.
    fn one_a_service(&mut self, mut candidates: Vec<Candidate>, catalogue: &Catalogue) -> Vec<Candidate> {
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
    fn widen(&mut self, search: &Search, candidates: &[Candidate]) -> Option<u16> {
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

/// How well a service takes somebody of these ages who asks for themselves.
fn oneself(service: &Service, ages: &[Age]) -> f32 {
    match (service.referral.by_self, service.referral.self_from_age) {
        (Some(true), Some(from))
            if ages.iter().any(|age| age.years().is_some_and(|years| years >= f64::from(from))) =>
        {
            1.5
        }
        (Some(true), _) => 1.0,
        _ => 0.0,
    }
}

fn age_fit(ages: &[Age], facts: &Facts) -> Option<AgeFit> {
    if ages.is_empty() {
        return None;
    }
    let fits =
        ages.iter().any(|age| facts.ages.fit(*age) == AgeFit::Fits || (*age == Age::Pregnancy && facts.pregnancy));
    Some(if fits {
        AgeFit::Fits
    } else if facts.ages.is_stated() {
        AgeFit::Outside
    } else {
        AgeFit::NotStated
    })
}

/// How well a service's needs meet those asked for, and which.
fn meets(asked: &[(u16, f32)], own: &[u16]) -> (f32, Vec<u16>) {
    let mut values: Vec<(f32, u16)> = Vec::new();
    for (need, weight) in asked {
        if let Some(position) = own.iter().position(|n| n == need) {
            let of_position = weights::NEED_POSITION[position.min(weights::NEED_POSITION.len() - 1)];
            values.push((weight * of_position, *need));
        }
    }
    values.sort_by(|a, b| b.0.total_cmp(&a.0));
    let first = values.first().map_or(0.0, |(value, _)| *value);
    let more: f32 = values.iter().skip(1).map(|(value, _)| value * weights::MORE_NEEDS).sum();
    (first + more, values.into_iter().map(|(_, need)| need).collect())
}

/// Whether a place is the middle of an area rather than a point.
pub fn is_area(place: &Place) -> bool {
    place.area == AreaPrecision::MiddleOfArea
}
