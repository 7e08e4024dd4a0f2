//! The answer to a search as GeoJSON (RFC 7946): one feature a service at a location with a point.

use super::listing;
use crate::search::{Answer, Engine, Search};
use app::model::Precision;
use geojson::{Feature, FeatureCollection, GeometryValue, JsonObject};

/// The features of an answer, in the order of its list. Services without a point are not in it.
pub fn features(engine: &Engine, search: &Search, answer: &Answer) -> FeatureCollection {
    let catalogue = &engine.catalogue;
    let mut features = Vec::new();
    for found in engine.merged(answer, search.sort) {
        if found.precision.is_none() || found.group == app::model::Group::Anywhere {
            continue;
        }
        let found_at = &catalogue.entries[found.entry as usize];
        let service = &catalogue.listed.services[found_at.service as usize];
        let phone = listing::first_phone(service);
        for id in &service.location_ids {
            let Some(location) = catalogue.location(id.as_str()) else { continue };
            let Some(point) = location.point else { continue };
            let of_this = found.precision == Some(Precision::Point)
                && found_at.location.is_some_and(|at| catalogue.listed.locations[at as usize].id == location.id);
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
            let areas = catalogue.authority.need_areas.as_ref();
            set("need_area", areas.and_then(|areas| areas.holds(location)).into());
            let miles = found.miles.filter(|_| of_this).map(|miles| (miles * 10.0).round() / 10.0);
            set("distance_miles", miles.into());
            set("url", format!("/services/{}", service.id).into());
            features.push(Feature {
                id: Some(geojson::feature::Id::String(format!("{}--{}", service.id, location.id))),
                geometry: Some(geojson::Geometry::new(GeometryValue::new_point([point.longitude(), point.latitude()]))),
                properties: Some(properties),
                bbox: None,
                foreign_members: None,
            });
        }
    }
    FeatureCollection { features, bbox: None, foreign_members: None }
}
