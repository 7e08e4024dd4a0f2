//! How far a result is from the place asked for, and whether it serves that place.

use crate::{
    catalogue::{Area, Entry, Facts},
    engine::Engine,
    understand::Understood,
};
use directory::{Group, Point, Precision};
use places::{Place, distance_between};

/// A service of another district is near enough to go to within this many miles.
const GO_TO_MILES: f64 = 10.0;
/// What is known only to a district is ranked as if it were this many miles away.
const DISTRICT_MILES: f64 = 6.0;
/// Ends of the distance bands, in miles.
const DISTANCE_BANDS: [f64; 7] = [1.0, 2.0, 3.5, 5.0, 7.5, 10.0, 15.0];

/// The place that a search is from.
pub(crate) struct Origin<'p> {
    pub(crate) place: Option<&'p Place>,
    pub(crate) point: Option<Point>,
    /// Position in the authority's districts.
    pub(crate) district: Option<u16>,
    /// Whether a place was typed that lies outside of what we know: help by phone and online only.
    pub(crate) is_outside: bool,
}

/// The distance of an entry from where a search is from, in miles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Distance {
    /// Between two points that are known; the only one that is shown.
    pub(crate) exact: Option<f64>,
    /// For the ranking: also from the middle of a town; infinite when not known.
    pub(crate) for_ranking: f64,
}

/// The distance band of a number of miles, from 0; the last one where the distance is not known.
pub(crate) fn distance_band(miles: f64) -> f32 {
    DISTANCE_BANDS.iter().filter(|end| miles > **end).count() as f32
}

impl Origin<'_> {
    /// The origin of a page that is not searched: a point alone.
    pub(crate) fn of_point(point: Option<Point>) -> Self {
        Self { place: None, point, district: None, is_outside: false }
    }

    /// Whether the area of a service covers this place.
    pub(crate) fn is_served_by(&self, area: &Area) -> bool {
        match (self.place, self.district) {
            (None, _) => true,
            (Some(_), Some(district)) => area.serves(district),
            (Some(place), None) => place.inside || !area.is_local(),
        }
    }
}

impl Engine {
    /// The origin of a search.
    pub(crate) fn origin<'u>(&self, understood: &'u Understood) -> Origin<'u> {
        let place = understood.place.as_ref();
        let district = place.and_then(|place| place.district.as_ref());
        Origin {
            place,
            point: place.and_then(|place| place.point),
            district: district.and_then(|slug| self.catalogue.district_position(slug.as_str())),
            is_outside: understood.unknown_place.as_ref().is_some_and(|unknown| unknown.outside),
        }
    }

    /// The distance of an entry that neither serves the place nor is near enough to go to.
    pub(crate) fn distance_anywhere(&self, entry: &Entry, origin: &Origin<'_>) -> Distance {
        let exact = entry.point.zip(origin.point).map(|(one, other)| distance_between(one, other));
        let for_ranking = exact.unwrap_or(f64::INFINITY);
        Distance { exact: exact.filter(|_| entry.precision == Some(Precision::Point)), for_ranking }
    }

    /// The distance of an entry; `None` when it neither serves the place nor is near enough to go to.
    pub(crate) fn distance(&self, entry: &Entry, facts: &Facts, origin: &Origin<'_>) -> Option<Distance> {
        if origin.is_outside && (entry.group == Group::Near || facts.area.is_local()) {
            return None;
        }
        let from_origin = |point: Option<Point>| Some(distance_between(origin.point?, point?));
        let exact = from_origin(entry.point);
        let town_point = || entry.location.and_then(|location| self.town_of(location));
        let for_ranking = exact.or_else(|| from_origin(town_point())).unwrap_or_else(|| {
            let in_district = origin.district.is_some() && entry.district == origin.district;
            if entry.precision.is_some() && in_district { DISTRICT_MILES } else { f64::INFINITY }
        });
        if !origin.is_served_by(&facts.area) && for_ranking > GO_TO_MILES {
            return None;
        }
        let exact = exact.filter(|_| entry.precision == Some(Precision::Point));
        Some(Distance { exact, for_ranking })
    }
}
