//! The answer to a search as GeoJSON (RFC 7946): one feature a service at a location with a point.

use super::listing;
use crate::search::{Answer, Engine, Search};
use app::model::{Group, Precision};
use directory::{Location, Point, Service, authority::NeedAreas};
use geojson::{Feature, FeatureCollection, GeometryValue, JsonObject};

/// A service at one of its places with a point.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The service.
    pub service: &'a Service,
    /// The place.
    pub location: &'a Location,
    /// Where that is.
    pub point: Point,
    /// Miles from the search's place, for the place that the list shows.
    pub miles: Option<f64>,
}

/// The services of an answer at their places, in the order of its list: the numbers on the map count
/// through these.
pub fn spots<'a>(engine: &'a Engine, search: &Search, answer: &Answer) -> Vec<Spot<'a>> {
    let catalogue = &engine.catalogue;
    let mut spots = Vec::new();
    for found in engine.merged(answer, search.sort) {
        if found.precision.is_none() || found.group == Group::Anywhere {
            continue;
        }
        let found_at = &catalogue.entries[found.entry as usize];
        let service = &catalogue.listed.services[found_at.service as usize];
        for id in &service.location_ids {
            let Some(location) = catalogue.location(id.as_str()) else { continue };
            let Some(point) = location.point else { continue };
            let of_this = found.precision == Some(Precision::Point)
                && found_at.location.is_some_and(|at| catalogue.listed.locations[at as usize].id == location.id);
            spots.push(Spot { service, location, point, miles: found.miles.filter(|_| of_this) });
        }
    }
    spots
}

/// The features of an answer, in the order of its list. Services without a point are not in it.
pub fn features(engine: &Engine, search: &Search, answer: &Answer) -> FeatureCollection {
    let need_areas = engine.catalogue.authority.need_areas.as_ref();
    let features = spots(engine, search, answer).into_iter().map(|spot| feature(spot, need_areas)).collect();
    FeatureCollection { features, bbox: None, foreign_members: None }
}

fn feature(Spot { service, location, point, miles }: Spot<'_>, need_areas: Option<&NeedAreas>) -> Feature {
    let phone = listing::first_phone(service);
    let mut properties = JsonObject::new();
    let mut set = |name: &str, value: serde_json::Value| {
        properties.insert(name.to_owned(), value);
    };
    set("service", service.id.as_str().into());
    set("location", location.id.as_str().into());
    set("name", service.name.as_str().into());
    set("place", listing::place_words(location).into());
    set("kind", service.kind.as_str().into());
    set("needs", service.needs.iter().map(|need| need.as_str()).collect::<Vec<_>>().into());
    set("district", location.district.as_str().into());
    set("confirmed", service.is_confirmed().into());
    set("phone", phone.map(|phone| phone.number.as_str()).into());
    set("phone_confirmed", phone.map(|phone| phone.confirmed).into());
    set("need_area", need_areas.and_then(|areas| areas.holds(location)).into());
    set("distance_miles", miles.map(|miles| (miles * 10.0).round() / 10.0).into());
    set("url", format!("/services/{}", service.id).into());
    Feature {
        id: Some(geojson::feature::Id::String(format!("{}--{}", service.id, location.id))),
        geometry: Some(geojson::Geometry::new(GeometryValue::new_point([point.longitude(), point.latitude()]))),
        properties: Some(properties),
        bbox: None,
        foreign_members: None,
    }
}
