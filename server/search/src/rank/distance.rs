//! Where a result stands for a search: its group, how far it is, and whether it serves the place.

use super::{Engine, profile::Profile};
use crate::understand::Understood;
use app::model::Precision;
use places::{Place, Site};

/// A service of another district is near enough to go to within this many miles.
const GO_TO_MILES: f64 = 10.0;
/// Miles in a degree of latitude, a little less than the least there is.
const MILES_A_DEGREE: f64 = 68.0;
/// What is known only to a district is ranked as if it were this many miles away.
const DISTRICT_MILES: f64 = 6.0;

/// Where the search is from.
pub(super) struct From<'p> {
    pub(super) place: Option<&'p Place>,
    pub(super) site: Option<Site>,
    pub(super) district: Option<u16>,
    /// Nobody knows where it is: help by phone and online only.
    pub(super) lost: bool,
}

/// Where an entry stands for a search.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    /// Miles for ranking: also from the middle of a town; infinite when not known.
    pub(super) rank_miles: f64,
    /// Whether these are miles between two points that are known.
    pub(super) exact: bool,
}

impl Engine {
    pub(super) fn from<'u>(&self, understood: &'u Understood) -> From<'u> {
        let place = understood.place.as_ref();
        From {
            place,
            site: place.and_then(|place| place.point).map(Site::new),
            district: place
                .and_then(|p| p.district.as_ref())
                .and_then(|d| self.catalogue.district_position(d.as_str())),
            lost: understood.unknown_place.as_ref().is_some_and(|unknown| unknown.outside),
        }
    }

    /// Where an entry stands for this search; `None` when it does not serve the place.
    #[inline]
    pub(super) fn spot(&self, profile: &Profile, from: &From<'_>) -> Option<Spot> {
        if from.lost && (profile.group == app::model::Group::Near || profile.local) {
            return None;
        }
        let served = match (from.place, from.district) {
            (None, _) => true,
            (Some(_), Some(district)) => {
                profile.serves(district, || self.catalogue.facts[profile.service as usize].area.serves(district))
            }
            (Some(place), None) => place.inside || !profile.local,
        };
        let both = from.site.as_ref().zip(profile.site(&self.sites));
        // Most of a country is not near, and that is seen without the exact distance.
        let far = |(from, to): (&Site, &Site)| from.degrees_north_or_south(to) > GO_TO_MILES / MILES_A_DEGREE;
        if !served && both.is_some_and(far) {
            return None;
        }
        let rank_miles = match both {
            Some((from, to)) => from.miles_to(to),
            None if profile.precision.is_some() && from.district.is_some_and(|district| profile.is_in(district)) => {
                DISTRICT_MILES
            }
            None => f64::INFINITY,
        };
        if !served && rank_miles > GO_TO_MILES {
            return None;
        }
        let exact = both.is_some() && profile.precision == Some(Precision::Point);
        Some(Spot { rank_miles, exact })
    }
}
