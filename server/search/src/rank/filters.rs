//! The filters, each able to say whether it alone hides a result, and whether that is because the
//! record does not say.

use crate::{
    catalogue::{Catalogue, Entry, Facts},
    query::{Search, filter_parameters},
    understand::when::When,
};
use chrono::NaiveDateTime;
use directory::{Age, LevelOfNeed, Location, Referrer, Schedule, Service};
use schedule::{bank_holidays::is_bank_holiday, hours};

/// A filter by name. Which parameters switch it on, and what it is called, stands in
/// [`crate::query::parameters::PARAMETERS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the filters
pub enum FilterName {
    Kind,
    District,
    Within,
    When,
    Open,
    Free,
    Refer,
    Level,
    Send,
    Online,
    Access,
    Language,
    Only,
    Need,
    Age,
    Words,
}

/// The filters that judge entry by entry, in the order in which they are shown. Needs, ages and
/// words are asked of the index.
pub const ENTRY_FILTERS: [FilterName; 13] = [
    FilterName::Kind,
    FilterName::District,
    FilterName::Within,
    FilterName::When,
    FilterName::Open,
    FilterName::Free,
    FilterName::Refer,
    FilterName::Level,
    FilterName::Send,
    FilterName::Online,
    FilterName::Access,
    FilterName::Language,
    FilterName::Only,
];

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

/// What the filters say of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It passes all.
    Passes,
    /// One filter alone hides it; `not_said` when that is because the record does not say.
    HiddenBy {
        /// The filter.
        name: FilterName,
        /// Whether the record does not say what the filter asks.
        not_said: bool,
    },
    /// Several filters hide it.
    HiddenBySeveral,
}

/// The filters of a search, ready to judge many entries.
pub struct Filters<'s> {
    search: &'s Search,
    active: Vec<FilterName>,
    /// Positions of the kinds and districts asked for.
    kinds: Vec<u16>,
    districts: Vec<u16>,
    locations: &'s [Location],
    now: NaiveDateTime,
}

impl<'s> Filters<'s> {
    /// The filters of a search at a local moment.
    pub fn new(search: &'s Search, catalogue: &'s Catalogue, now: NaiveDateTime) -> Self {
        Self {
            search,
            active: ENTRY_FILTERS.into_iter().filter(|name| filter_parameters::is_on(*name, search)).collect(),
            kinds: search.kinds.iter().filter_map(|kind| catalogue.kind_position(kind.as_str())).collect(),
            districts: search.districts.iter().filter_map(|one| catalogue.district_position(one.as_str())).collect(),
            locations: &catalogue.listed.locations,
            now,
        }
    }

    /// Judges an entry. `distance` is in miles, infinite when not known.
    pub fn judge(&self, service: &Service, entry: &Entry, facts: &Facts, distance: f64) -> Verdict {
        let mut verdict = Verdict::Passes;
        for &name in &self.active {
            let said = self.meets(name, service, entry, facts, distance);
            if said == Some(true) {
                continue;
            }
            if verdict != Verdict::Passes {
                return Verdict::HiddenBySeveral;
            }
            verdict = Verdict::HiddenBy { name, not_said: said.is_none() };
        }
        verdict
    }

    /// Judges an entry by one filter alone.
    pub fn judge_one(
        &self,
        name: FilterName,
        service: &Service,
        entry: &Entry,
        facts: &Facts,
        distance: f64,
    ) -> Verdict {
        match self.meets(name, service, entry, facts, distance) {
            Some(true) => Verdict::Passes,
            said => Verdict::HiddenBy { name, not_said: said.is_none() },
        }
    }

    /// The rule of each filter: yes, no, or `None` where the record does not say. What is not said
    /// never meets a filter.
    fn meets(&self, name: FilterName, service: &Service, entry: &Entry, facts: &Facts, distance: f64) -> Option<bool> {
        match name {
            FilterName::Kind => Some(self.kinds.contains(&facts.kind)),
            FilterName::District => {
                let is_here = |district: &u16| facts.area.serves(*district) || entry.district == Some(*district);
                Some(self.districts.iter().any(is_here))
            }
            FilterName::Within => {
                // A radius is about doors: help by phone or online is not far from anybody.
                let is_within = self.search.within.is_none_or(|miles| distance <= f64::from(miles));
                Some(is_within || !has_door(entry, facts))
            }
            FilterName::When => happens(service, &self.search.when),
            FilterName::Open => match hours::openness(&service.schedules, self.now, is_bank_holiday) {
                hours::Openness::Open(_) => Some(true),
                hours::Openness::Closed => Some(false),
                hours::Openness::Unknown => None,
            },
            FilterName::Free => facts.free,
            FilterName::Refer => may_ask_any(self.search, service),
            FilterName::Level => {
                let is_asked = |level: &LevelOfNeed| self.search.levels.contains(&level.number());
                (!service.levels.is_empty()).then(|| service.levels.iter().any(is_asked))
            }
            FilterName::Send => Some(facts.send),
            FilterName::Online => Some(service.online),
            // Nobody has to get into help by phone or online. A building that names no lift may have one.
            FilterName::Access if !has_door(entry, facts) => Some(true),
            FilterName::Access => {
                let building = entry.location.map(|at| &self.locations[at as usize])?;
                self.search.access.iter().all(|asked| building.access.contains(asked)).then_some(true)
            }
            FilterName::Language => {
                self.search.languages.iter().any(|asked| service.languages.contains(asked)).then_some(true)
            }
            FilterName::Only => Some(self.search.only_for.contains(&service.for_whom)),
            FilterName::Need | FilterName::Age | FilterName::Words => Some(true),
        }
    }
}

/// Whether somebody goes somewhere for it, known or not.
fn has_door(entry: &Entry, facts: &Facts) -> bool {
    !facts.phone_only && (entry.location.is_some() || facts.area.is_local())
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
    let is_said = |schedule: &&Schedule| !schedule.days.is_empty() && !schedule.is_in_some_holidays();
    for schedule in service.schedules.iter().filter(is_said) {
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
