//! The answer to a search as GeoJSON (RFC 7946): one feature a service at a location with a point.

use super::listing;
use app::model::{Group, Precision};
use directory::{Access, Location, Point, Service, Slug, SpokenLanguage, authority::NeedAreas};
use search::{Answer, Engine, Search};
use serde::Serialize;

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
    for found in engine.merge_groups(answer, search.sort, usize::MAX) {
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
            spots.push(Spot { service, location, point, miles: found.distance.filter(|_| of_this) });
        }
    }
    spots
}

/// The answer as a collection of features in the order of its list, in JSON. Services without a
/// point are not in it. The path of each page stands behind `links_from`. Each is written straight from its
/// record: there may be a hundred thousand.
pub fn features(engine: &Engine, search: &Search, answer: &Answer, links_from: &str) -> serde_json::Result<Vec<u8>> {
    let need_areas = engine.catalogue.authority.need_areas.as_ref();
    let mut json = br#"{"type":"FeatureCollection","features":["#.to_vec();
    for (at, spot) in spots(engine, search, answer).into_iter().enumerate() {
        if at > 0 {
            json.push(b',');
        }
        serde_json::to_writer(&mut json, &feature(spot, need_areas, links_from))?;
    }
    json.extend(b"]}");
    Ok(json)
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "Feature")]
struct Feature<'a> {
    id: String,
    geometry: Geometry,
    properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "Point")]
struct Geometry {
    /// East before north.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    service: &'a str,
    location: &'a str,
    name: &'a str,
    place: String,
    kind: &'a str,
    needs: &'a [Slug],
    district: &'a str,
    access: &'a [Access],
    languages: &'a [SpokenLanguage],
    confirmed: bool,
    phone: Option<&'a str>,
    phone_confirmed: Option<bool>,
    need_area: Option<bool>,
    distance_miles: Option<f64>,
    url: String,
}

fn feature<'a>(spot: Spot<'a>, need_areas: Option<&NeedAreas>, links_from: &str) -> Feature<'a> {
    let Spot { service, location, point, miles } = spot;
    let phone = service.first_phone();
    Feature {
        id: format!("{}--{}", service.id, location.id),
        geometry: Geometry { coordinates: [point.longitude(), point.latitude()] },
        properties: Properties {
            service: service.id.as_str(),
            location: location.id.as_str(),
            name: &service.name,
            place: listing::place_words(location),
            kind: service.kind.as_str(),
            needs: &service.needs,
            district: location.district.as_str(),
            confirmed: service.is_confirmed(),
            phone: phone.map(|phone| phone.number.as_str()),
            phone_confirmed: phone.map(|phone| phone.confirmed),
            need_area: need_areas.and_then(|areas| areas.holds(location)),
            distance_miles: miles.map(|miles| (miles * 10.0).round() / 10.0),
            access: &location.access,
            languages: &service.languages,
            url: format!("{links_from}/services/{}", service.id),
        },
    }
}
