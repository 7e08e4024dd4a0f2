//! One building as a page.

use super::listing;
use crate::{hours, search::Engine};
use app::model::{PlacePage, PlaceVisit};
use directory::{Location, Service, Status};

/// Tenths of England, by deprivation, that the county outlines: the 30 % most deprived.
const MOST_DEPRIVED: u8 = 3;

/// A building as a visitor needs it, with the hours of one service there, or of none.
pub fn visit(location: &Location, service: Option<&Service>) -> PlaceVisit {
    let hours = service.map_or(Vec::new(), |service| {
        hours::words(service.schedules.iter().filter(|schedule| schedule.location_id.as_ref() == Some(&location.id)))
    });
    PlaceVisit {
        id: location.id.clone(),
        name: location.name.clone(),
        url: format!("/places/{}", location.id),
        address: location.address_lines(),
        directions: directions(location),
        accessibility: location.accessibility.clone(),
        confirmed: location.status == Status::Current,
        hours,
    }
}

/// A link to directions that carries the destination only.
fn directions(location: &Location) -> Option<String> {
    location.point.map(|point| {
        format!("https://www.openstreetmap.org/directions?to={:.5}%2C{:.5}", point.latitude(), point.longitude())
    })
}

/// A building's page, without its map.
pub fn page(engine: &Engine, location: &Location) -> PlacePage {
    let catalogue = &engine.catalogue;
    let services = catalogue
        .services_at(location.id.as_str())
        .filter_map(|service| {
            let listing = listing::of_service(engine, service.id.as_str(), location.point)?;
            Some((listing, visit(location, Some(service)).hours))
        })
        .collect();
    let district = catalogue.authority.district(location.district.as_str());
    PlacePage {
        place: visit(location, None),
        district: district.map_or((location.district.clone(), String::new()), |d| (d.slug.clone(), d.name.clone())),
        deprivation: deprivation(location),
        services,
        map: None,
    }
}

/// What the deprivation of the area means, with year and source; `None` outside the 30 %.
fn deprivation(location: &Location) -> Option<String> {
    let (year, decile) = match (location.imd2025_decile, location.imd2019_decile) {
        (Some(decile), _) => (2025, decile),
        (None, Some(decile)) => (2019, decile),
        (None, None) => return None,
    };
    (decile <= MOST_DEPRIVED).then(|| {
        format!(
            "This place is in an area of greatest need: one of the 30 % most deprived in England (English Indices of Deprivation {year})."
        )
    })
}
