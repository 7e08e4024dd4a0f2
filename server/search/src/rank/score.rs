//! The parts of a result's score, gathered for the ranking.

use super::{Engine, Found, pass::Candidate, profile::Profile, spot::Spot};
use crate::{
    filter,
    query::Search,
    rank::{self, Parts, Standing, weights},
    understand::Understood,
};
use app::model::Group;
use directory::{Age, AgeFit, Audience, Referrer, Service};

/// What a score is made from, besides the entry.
pub(super) struct Asking<'s> {
    pub(super) search: &'s Search,
    pub(super) understood: &'s Understood,
    /// The needs asked for, each with its weight.
    pub(super) needs: &'s [(u16, f32)],
    /// Positions of the districts asked for.
    pub(super) districts: Vec<u16>,
    /// Whether the search is from a place.
    pub(super) placed: bool,
    /// Whether nothing is asked for but a place and filters.
    pub(super) plain: bool,
}

/// Whether a search asks for nothing but a place and filters, so that results differ in little.
pub(super) fn is_plain(search: &Search, understood: &Understood, needs: &[(u16, f32)]) -> bool {
    let said = !understood.stems.is_empty() || !understood.kinds.is_empty() || understood.when.is_some();
    let asks = understood.free || understood.oneself || understood.asker.is_some() || !search.refer.is_empty();
    !said && !asks && needs.is_empty() && understood.ages.is_empty()
}

impl Engine {
    /// A candidate as a result.
    #[inline]
    pub(super) fn found(&self, candidate: &Candidate, asking: &Asking<'_>) -> Found {
        let profile = &self.profiles[candidate.at as usize];
        let spot = &candidate.spot;
        let age_fit = age_fit(&asking.understood.ages, profile);
        let own = own(profile, spot, asking);
        let (score, relevance) = if asking.plain {
            (own.score(), own.relevance())
        } else {
            let parts = self.with_what_is_asked(own, age_fit, candidate, asking);
            (parts.score(), parts.relevance())
        };
        let standing = Standing {
            score,
            confirmed: profile.confirmed,
            reachable: profile.reachable,
            miles: spot.rank_miles as f32,
            year: profile.year,
            entry: candidate.at,
        };
        Found {
            entry: candidate.at,
            group: profile.group,
            miles: spot.exact.then_some(spot.rank_miles),
            precision: profile.precision,
            age_fit,
            relevance,
            order: standing.order(),
        }
    }

    /// The parts of a candidate's score.
    pub(super) fn parts(&self, candidate: &Candidate, asking: &Asking<'_>) -> Parts {
        let profile = &self.profiles[candidate.at as usize];
        let own = own(profile, &candidate.spot, asking);
        self.with_what_is_asked(own, age_fit(&asking.understood.ages, profile), candidate, asking)
    }

    /// The parts of a score, of which `own` are those that stand in every search from a place.
    fn with_what_is_asked(
        &self,
        own: Parts,
        age_fit: Option<AgeFit>,
        candidate: &Candidate,
        asking: &Asking<'_>,
    ) -> Parts {
        let Asking { search, understood, needs, .. } = asking;
        let profile = &self.profiles[candidate.at as usize];
        let service = || &self.catalogue.listed.services[profile.service as usize];
        let facts = || &self.catalogue.facts[profile.service as usize];
        let need = if needs.is_empty() { 0.0 } else { need(needs, profile.needs(&self.needs)) };
        let asks = search.refer.iter().map(|way| match way {
            Referrer::Oneself => Audience::YoungPeople,
            Referrer::Parent => Audience::Parents,
            Referrer::Professional => Audience::Professionals,
        });
        let audience = asks.chain(understood.asker).any(|asker| profile.speaks_to(asker));
        Parts {
            need,
            // Where needs are understood, words alone are a weaker sign than the need itself.
            text: if needs.is_empty() {
                candidate.text
            } else {
                candidate.text * need.clamp(weights::TEXT_WITHOUT_NEED, 1.0).powi(2)
            },
            kind: understood.kinds.contains(&profile.kind),
            age_not_stated: age_fit.is_some_and(|fit| fit != AgeFit::Fits),
            oneself: if understood.oneself { oneself(service(), &understood.ages) } else { 0.0 },
            when: understood.when.as_ref().is_some_and(|said| filter::happens(service(), &said.when) == Some(true)),
            free: understood.free && facts().free == Some(true),
            audience,
            ..own
        }
    }
}

/// The parts of a score that an entry has in every search from a place.
#[inline]
fn own(profile: &Profile, spot: &Spot, asking: &Asking<'_>) -> Parts {
    let Asking { search, districts, placed, .. } = asking;
    let in_district = search.districts.is_empty() || districts.iter().any(|district| profile.is_in(*district));
    let distance_bands = if profile.group == Group::Anywhere || !in_district {
        if *placed || !search.districts.is_empty() { weights::ANYWHERE_BANDS } else { 0.0 }
    } else if *placed && spot.rank_miles.is_finite() {
        rank::distance_band(spot.rank_miles)
    } else if *placed {
        rank::DISTANCE_BANDS.len() as f32
    } else {
        0.0
    };
    Parts {
        rings: profile.rings,
        worried_about_self: profile.worried_about_self,
        local: !profile.nation,
        distance_bands,
        ..Parts::default()
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

fn age_fit(ages: &[Age], profile: &Profile) -> Option<AgeFit> {
    if ages.is_empty() {
        return None;
    }
    let fits =
        ages.iter().any(|age| profile.ages.fit(*age) == AgeFit::Fits || (*age == Age::Pregnancy && profile.pregnancy));
    Some(if fits {
        AgeFit::Fits
    } else if profile.ages.is_stated() {
        AgeFit::Outside
    } else {
        AgeFit::NotStated
    })
}

/// How well a service's needs meet those asked for.
fn need(asked: &[(u16, f32)], own: &[u16]) -> f32 {
    let mut values = asked.iter().filter_map(|(need, weight)| {
        let position = own.iter().position(|n| n == need)?;
        Some(weight * weights::NEED_POSITION[position.min(weights::NEED_POSITION.len() - 1)])
    });
    let Some(only) = values.next() else { return 0.0 };
    let Some(second) = values.next() else { return only };
    let mut all: Vec<f32> = [only, second].into_iter().chain(values).collect();
    all.sort_by(|a, b| b.total_cmp(a));
    all[0] + all[1..].iter().map(|value| value * weights::MORE_NEEDS).sum::<f32>()
}
