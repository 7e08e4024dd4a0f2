//! The filters, each able to say whether it alone hides a result, and whether that is because the
//! record does not say.

use super::{query::Search, when::When};
use crate::catalogue::{Area, Catalogue, Entry, Facts};
use chrono::NaiveDateTime;
use directory::{Age, LevelOfNeed, Referrer, Service};
use schedule::{bank_holidays::is_bank_holiday, hours};

/// A filter by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the filters
pub enum FilterName {
    Kind,
    District,
    Free,
    When,
    Open,
    Refer,
    Level,
    Send,
    Online,
    Within,
    Need,
    Age,
    Words,
}

/// What one filter alone hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// The filter.
    pub name: FilterName,
    /// How many results come without it.
    pub count: usize,
    /// Of these, how many do not say either way.
    pub not_said: usize,
}

/// Which filters a result does not pass, as bits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Verdict {
    fails: u16,
    not_said: u16,
}

impl Verdict {
    fn bit(name: FilterName) -> u16 {
        1 << name as u16
    }

    fn fail(&mut self, name: FilterName) {
        self.fails |= Self::bit(name);
    }

    fn must_be(&mut self, name: FilterName, said: Option<bool>) {
        if said != Some(true) {
            self.fail(name);
        }
        if said.is_none() {
            self.not_said |= Self::bit(name);
        }
    }

    /// Whether it passes all.
    pub fn passes(self) -> bool {
        self.fails == 0
    }

    /// Whether this filter and no other hides it.
    pub fn only(self, name: FilterName) -> bool {
        self.fails == Self::bit(name)
    }

    /// Whether it does not say what the filter asks.
    pub fn not_said(self, name: FilterName) -> bool {
        self.not_said & Self::bit(name) != 0
    }
}

/// The filters of a search, ready to judge many entries.
pub struct Filters<'s> {
    search: &'s Search,
    /// Those that are on.
    on: Vec<FilterName>,
    /// Positions of the kinds and districts asked for.
    kinds: Vec<u16>,
    districts: Vec<u16>,
    now: NaiveDateTime,
}

impl<'s> Filters<'s> {
    /// Those of a search at a local moment.
    pub fn new(search: &'s Search, catalogue: &Catalogue, now: NaiveDateTime) -> Self {
        if !search.has_filters() && search.kinds.is_empty() && search.districts.is_empty() {
            return Self { search, on: Vec::new(), kinds: Vec::new(), districts: Vec::new(), now };
        }
        let all = [
            (FilterName::Kind, !search.kinds.is_empty()),
            (FilterName::District, !search.districts.is_empty()),
            (FilterName::Free, search.free),
            (FilterName::When, search.when != When::default()),
            (FilterName::Open, search.open_now),
            (FilterName::Refer, !search.refer.is_empty()),
            (FilterName::Level, !search.levels.is_empty()),
            (FilterName::Send, search.send),
            (FilterName::Online, search.online),
            (FilterName::Within, search.within.is_some()),
        ];
        Self {
            search,
            on: all.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect(),
            kinds: search.kinds.iter().filter_map(|kind| catalogue.kind_position(kind.as_str())).collect(),
            districts: search.districts.iter().filter_map(|one| catalogue.district_position(one.as_str())).collect(),
            now,
        }
    }

    /// The filters that are on.
    pub fn on(&self) -> &[FilterName] {
        &self.on
    }

    /// Judges one entry. `miles` is its distance for ranking, infinite when not known.
    #[inline]
    pub fn judge(&self, service: &Service, entry: &Entry, facts: &Facts, miles: f64) -> Verdict {
        let mut verdict = Verdict::default();
        for name in &self.on {
            match name {
                FilterName::Kind if !self.kinds.contains(&facts.kind) => verdict.fail(*name),
                FilterName::District => {
                    let here = |one: &u16| facts.area.serves(*one) || entry.district == Some(*one);
                    if !self.districts.iter().any(here) {
                        verdict.fail(*name);
                    }
                }
                FilterName::Free => verdict.must_be(*name, facts.free),
                FilterName::When => verdict.must_be(*name, happens(service, &self.search.when)),
                FilterName::Open => {
                    let said = match hours::openness(&service.schedules, self.now, is_bank_holiday) {
                        hours::Openness::Open(_) => Some(true),
                        hours::Openness::Closed => Some(false),
                        hours::Openness::Unknown => None,
                    };
                    verdict.must_be(*name, said);
                }
                FilterName::Refer => verdict.must_be(*name, may_ask_any(self.search, service)),
                FilterName::Level => {
                    let fits = |level: &LevelOfNeed| self.search.levels.contains(&level.number());
                    verdict.must_be(*name, (!service.levels.is_empty()).then(|| service.levels.iter().any(fits)));
                }
                FilterName::Send if !facts.send => verdict.fail(*name),
                FilterName::Online if !service.online => verdict.fail(*name),
                FilterName::Within => {
                    // A radius is about doors: help by phone or online is not far from anybody.
                    let door = entry.location.is_some() || matches!(facts.area, Area::Districts(_));
                    let within = self.search.within.is_none_or(|within| miles <= f64::from(within));
                    if door && !facts.phone_only && !within {
                        verdict.fail(*name);
                    }
                }
                _ => {}
            }
        }
        verdict
    }
}

/// Whether any of the ways of asking that are asked for is open: yes, no, or not said.
fn may_ask_any(search: &Search, service: &Service) -> Option<bool> {
    let said = || search.refer.iter().map(|way| may_ask(search, service, *way));
    if said().any(|said| said == Some(true)) { Some(true) } else { said().all(|said| said.is_some()).then_some(false) }
}

/// Whether this way of asking is open at the ages asked for: yes, no, or not said. Nobody younger
/// than the age from which one may ask alone is told that they may.
fn may_ask(search: &Search, service: &Service, way: Referrer) -> Option<bool> {
    let too_young = |age: &Age| {
        let from = service.referral.self_from_age.map(f64::from);
        from.is_some_and(|from| age.years().is_some_and(|years| years < from))
    };
    if way == Referrer::Oneself && !search.ages.is_empty() && search.ages.iter().all(too_young) {
        return Some(false);
    }
    service.referral.allows(way)
}

/// Whether a service happens at some time of the days and hours asked for: yes, no, or not said.
/// Hours that are not confirmed count here, since they are shown as such; they never make a place
/// open now.
pub fn happens(service: &Service, when: &When) -> Option<bool> {
    let mut said = false;
    for schedule in service.schedules.iter().filter(|schedule| !schedule.days.is_empty()) {
        said = true;
        let on_day = when.days.is_empty() || schedule.days.iter().any(|day| when.days.contains(day));
        // Hours that nobody said may overlap: the day is what is known.
        let begins = when.to.is_none_or(|to| schedule.opens_at.is_none_or(|opens| opens < to));
        let lasts = when.from.is_none_or(|from| schedule.closes_at.is_none_or(|closes| closes > from));
        if on_day && begins && lasts {
            return Some(true);
        }
    }
    said.then_some(false)
}
