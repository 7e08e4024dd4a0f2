//! The parts of a result's score, gathered for the ranking.

use super::{Engine, Found, pass::Candidate};
use crate::{
    catalogue::{Area, Facts},
    search::{
        filter,
        query::Search,
        rank::{self, Parts, Standing, weights},
        understand::Understood,
    },
};
use app::model::Group;
use directory::{Age, AgeFit, Audience, Referrer, Service};

impl Engine {
    pub(super) fn found(
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
            order: standing.order(),
            rank_miles: spot.rank_miles as f32,
        }
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
