//! The filters, each able to say whether it alone hides a result, and whether that is because the
//! record does not say.

use super::{query::Search, when::When};
use crate::{
    catalogue::{Catalogue, Entry, Facts},
    holidays::is_bank_holiday,
    hours,
};
use chrono::NaiveDateTime;
use directory::{Age, Referrer, Service};

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

/// The filters that are on.
pub fn on(search: &Search) -> Vec<FilterName> {
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
    all.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect()
}

/// Judges one entry. `miles` is its distance for ranking, infinite when not
/// known; `now` is local.
pub fn judge(
    search: &Search,
    catalogue: &Catalogue,
    entry: &Entry,
    facts: &Facts,
    miles: f64,
    now: NaiveDateTime,
) -> Verdict {
    let mut verdict = Verdict::default();
    if !search.kinds.is_empty()
        && !search.kinds.iter().any(|kind| catalogue.kind_position(kind.as_str()) == Some(facts.kind))
    {
        verdict.fail(FilterName::Kind);
    }
    if !search.districts.is_empty() {
        let mut wanted = search.districts.iter().filter_map(|district| catalogue.district_position(district.as_str()));
        if !wanted.any(|district| facts.area.serves(district) || entry.district == Some(district)) {
            verdict.fail(FilterName::District);
        }
    }
    let service = &catalogue.listed.services[entry.service as usize];
    if search.when != When::default() {
        verdict.must_be(FilterName::When, happens(service, &search.when));
    }
    if search.open_now {
        let openness = hours::openness(&service.schedules, now, is_bank_holiday);
        let said = match openness {
            hours::Openness::Open(_) => Some(true),
            hours::Openness::Closed => Some(false),
            hours::Openness::Unknown => None,
        };
        verdict.must_be(FilterName::Open, said);
    }
    if search.free {
        verdict.must_be(FilterName::Free, service.is_free());
    }
    if !search.refer.is_empty() {
        let said: Vec<Option<bool>> = search.refer.iter().map(|way| may_ask(search, service, *way)).collect();
        let any = if said.contains(&Some(true)) { Some(true) } else { (!said.contains(&None)).then_some(false) };
        verdict.must_be(FilterName::Refer, any);
    }
    if !search.levels.is_empty() {
        let said = (!service.levels.is_empty())
            .then(|| service.levels.iter().any(|level| search.levels.contains(&level.number())));
        verdict.must_be(FilterName::Level, said);
    }
    if search.send && !facts.send {
        verdict.fail(FilterName::Send);
    }
    if search.online && !service.online {
        verdict.fail(FilterName::Online);
    }
    if let Some(within) = search.within {
        // A radius is about doors: help by phone or online is not far from anybody.
        let door = entry.location.is_some() || matches!(facts.area, crate::catalogue::Area::Districts(_));
        if door && !service.phone_only && miles > f64::from(within) {
            verdict.fail(FilterName::Within);
        }
    }
    verdict
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
