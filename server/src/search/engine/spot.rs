//! Where a result stands for a search: its group, how far it is, and whether it serves the place.

use super::Engine;
use crate::{
    catalogue::{Area, Entry, Facts},
    places::{Place, miles_between},
    search::understand::Understood,
};
use app::model::{Group, Precision};
use directory::Point;

/// A service of another district is near enough to go to within this many miles.
const GO_TO_MILES: f64 = 10.0;
/// Miles in a degree of latitude, a little less than the least there is.
const MILES_A_DEGREE: f64 = 68.0;
/// What is known only to a district is ranked as if it were this many miles away.
const DISTRICT_MILES: f64 = 6.0;

/// Where the search is from.
pub(super) struct From<'p> {
    pub(super) place: Option<&'p Place>,
    pub(super) point: Option<Point>,
    pub(super) district: Option<u16>,
    /// Nobody knows where it is: help by phone and online only.
    pub(super) lost: bool,
}

/// Where an entry stands for a search.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) group: Group,
    pub(super) precision: Option<Precision>,
    /// Miles to a point that is known.
    pub(super) miles: Option<f64>,
    /// Miles for ranking: also from the middle of a town; infinite when not known.
    pub(super) rank_miles: f64,
}

impl From<'_> {
    /// Whether a point can be within [`GO_TO_MILES`]: no for most that are farther, without a sine.
    /// Yes where either point is not known.
    fn may_reach(&self, point: Option<Point>) -> bool {
        let (Some(from), Some(to)) = (self.point, point) else { return true };
        let degrees = GO_TO_MILES / MILES_A_DEGREE;
        (from.latitude() - to.latitude()).abs() <= degrees
    }
}

impl Engine {
    pub(super) fn from<'u>(&self, understood: &'u Understood) -> From<'u> {
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
    #[inline]
    pub(super) fn spot(&self, entry: &Entry, facts: &Facts, from: &From<'_>) -> Option<Spot> {
        let local = matches!(facts.area, Area::Districts(_));
        let located = entry.location.is_some() && !facts.phone_only;
        let group = if located || (local && !facts.phone_only) { Group::Near } else { Group::Anywhere };
        if from.lost && (group == Group::Near || local) {
            return None;
        }
        let town = || entry.location.and_then(|at| self.towns[at as usize]);
        let served = from.place.is_none_or(|place| match from.district {
            Some(district) => facts.area.serves(district),
            None => place.inside || !local,
        });
        // Most of a country is not near, and that is seen without the exact distance.
        if !served && !from.may_reach(entry.point.or_else(town)) {
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
        let rank_miles = miles.or_else(|| apart(town())).unwrap_or_else(|| {
            let here = from.district.is_some() && entry.district == from.district;
            if precision.is_some() && here { DISTRICT_MILES } else { f64::INFINITY }
        });
        if !served && rank_miles > GO_TO_MILES {
            return None;
        }
        Some(Spot { group, precision, miles, rank_miles })
    }
}
