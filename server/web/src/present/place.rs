//! One building as a page, and what a visitor needs to know of it.

use super::{
    listing::{self, ReadAt},
    week,
};
use app::model::{Distance, DoorState, Listing, Nearby, PlacePage, PlaceVisit, WayThere};
use chrono::NaiveDateTime;
use directory::{Authority, Location, Service, authority::Directions};
use places::distance_between;
use schedule::hours;
use search::Engine;

/// Other buildings that are shown near one.
const NEARBY_SHOWN: usize = 3;

/// A building as a visitor needs it, with the hours of one service there, or of none. Hours that are over `now`
/// are left out.
pub fn visit(
    authority: &Authority,
    location: &Location,
    service: Option<&Service>,
    now: Option<NaiveDateTime>,
) -> PlaceVisit {
    let today = now.map(|now| now.date());
    let hours = |service: &Service| hours::describe_schedules(hours::not_over(week::at(service, location), today));
    PlaceVisit {
        id: location.id.clone(),
        name: location.name.clone(),
        url: format!("/places/{}", location.id),
        address: location.address_lines(),
        directions: directions(authority, location),
        other_maps: other_maps(authority, location),
        access: location.access.clone(),
        accessibility: location.accessibility.clone(),
        confirmed: location.is_confirmed(),
        hours: service.map_or(Vec::new(), hours),
    }
}

/// Links to directions that carry the destination only.
fn directions(authority: &Authority, location: &Location) -> Vec<WayThere> {
    let Some(point) = location.point else { return Vec::new() };
    let to = &authority.directions;
    let ways = [("On foot", &to.on_foot), ("By bus or train", &to.public_transport), ("By car", &to.by_car)];
    ways.into_iter()
        .filter_map(|(by, address)| {
            Some(WayThere { by: by.to_owned(), url: Directions::to(address.as_deref()?, point) })
        })
        .collect()
}

/// Links to the place on the map sites that the authority names.
fn other_maps(authority: &Authority, location: &Location) -> Vec<WayThere> {
    let Some(point) = location.point else { return Vec::new() };
    let sites = authority.directions.sites.iter();
    sites.map(|(name, address)| WayThere { by: name.clone(), url: Directions::to(address, point) }).collect()
}

/// A building's page at a local moment, without its map.
pub fn page(engine: &Engine, location: &Location, now: NaiveDateTime) -> PlacePage {
    let catalogue = &engine.catalogue;
    let authority = &catalogue.authority;
    let here = || week::in_building(catalogue, location);
    let door = week::door(here().map(|item| item.schedule), now);
    let services: Vec<_> = catalogue
        .services_at(location.id.as_str())
        .filter_map(|service| {
            let read_at = ReadAt { from: location.point, ..ReadAt::moment(now) };
            let listing = listing::of_service(engine, service.id.as_str(), read_at)?;
            // Nothing is away from where one stands, and what the building has is said once for all.
            let listing = Listing { distance: None, about_miles: None, access: Vec::new(), ..listing };
            Some((listing, visit(authority, location, Some(service), Some(now)).hours))
        })
        .collect();
    let district = authority.district(location.district.as_str());
    let sure = door.state == DoorState::Open && location.is_confirmed();
    PlacePage {
        place: visit(authority, location, None, None),
        district: district.map_or((location.district.clone(), String::new()), |d| (d.slug.clone(), d.name.clone())),
        week: week::week(here(), now),
        exceptions: week::exceptions(here(), now),
        nearby: if sure { Vec::new() } else { nearby(engine, location, now) },
        door,
        services,
        map: None,
    }
}

/// The nearest other buildings that hold a kind of help which this one holds.
fn nearby(engine: &Engine, location: &Location, now: NaiveDateTime) -> Vec<Nearby> {
    let catalogue = &engine.catalogue;
    let Some(here) = location.point else { return Vec::new() };
    let kinds: Vec<_> = catalogue.services_at(location.id.as_str()).map(|service| &service.kind).collect();
    let others = catalogue.listed.locations.iter().filter(|other| other.id != location.id);
    let mut found: Vec<(f64, &Location, &Service)> = others
        .filter_map(|other| {
            let same = |service: &&Service| kinds.contains(&&service.kind);
            let service = catalogue.services_at(other.id.as_str()).find(same)?;
            Some((distance_between(here, other.point?), other, service))
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found
        .into_iter()
        .take(NEARBY_SHOWN)
        .map(|(miles, other, service)| Nearby {
            name: listing::place_words(other),
            url: format!("/places/{}", other.id),
            kind: listing::kind_tag(engine, &service.kind),
            distance: Distance(miles),
            door: week::door(week::in_building(catalogue, other).map(|item| item.schedule), now),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county;
    use crate::present::county::{at, schedule};
    use chrono::Weekday::*;
    use directory::Schedule;

    const WANDS: &str = "wands-westland-first-school";

    fn shown(engine: &Engine, id: &str, now: &str) -> PlacePage {
        page(engine, engine.catalogue.location(id).unwrap(), at(now))
    }

    #[test]
    fn directions_carry_the_destination_only() {
        let ways = shown(county::engine(), WANDS, "2026-11-26 10:00").place.directions;
        let by: Vec<_> = ways.iter().map(|way| way.by.as_str()).collect();
        assert_eq!(by, ["On foot", "By bus or train", "By car"]);
        let others = shown(county::engine(), WANDS, "2026-11-26 10:00").place.other_maps;
        assert!(others.iter().any(|site| site.by == "Google Maps"));
        for way in ways.iter().chain(others.iter().filter(|site| site.by != "OpenStreetMap")) {
            assert!(way.url.starts_with("https://") && way.url.contains("52.27525%2C-2.16523"), "{way:?}");
            assert!(!way.url.contains('{') && !way.url.contains("from=") && !way.url.contains("origin="), "{way:?}");
        }
        assert!(shown(county::engine(), "cranham-primary-school", "2026-11-26 10:00").place.directions.is_empty());
    }

    #[test]
    fn a_building_shows_all_that_happens_in_it_and_others_near_while_it_is_not_known_to_be_open() {
        let page = shown(county::engine(), WANDS, "2026-11-26 10:00");
        let names: Vec<_> = page.services.iter().map(|(listing, _)| listing.name.as_str()).collect();
        assert_eq!(names, ["WANDS Children's Centre", "WANDS Family Hub"]);
        assert_eq!(page.door.words, "Hours not known: ring first");
        assert!(page.week.is_empty());
        assert_eq!(page.nearby.len(), NEARBY_SHOWN);
        assert!(page.nearby.windows(2).all(|pair| pair[0].distance <= pair[1].distance));
        assert!(page.nearby.iter().all(|other| other.url != "/places/wands-westland-first-school"));
    }

    #[test]
    fn a_building_that_is_known_to_be_open_sends_nobody_elsewhere() {
        let engine = county::changed(|listed| {
            let hub = listed.services.iter_mut().find(|service| service.id == *"wands-family-hub").unwrap();
            hub.schedules.push(Schedule { location_id: WANDS.parse().ok(), ..schedule(&[Thu], "09:00", "17:00") });
            let place = listed.locations.iter_mut().find(|place| place.id == *WANDS).unwrap();
            place.status = directory::Status::Current;
        });
        let open = shown(&engine, WANDS, "2026-11-26 10:00");
        assert_eq!((open.door.words.as_str(), open.nearby.len()), ("Open now until 5pm", 0));
        assert_eq!(open.week.days[0].sessions[0].name, "WANDS Family Hub");
        let shut = shown(&engine, WANDS, "2026-11-26 18:00");
        assert_eq!(shut.door.words, "Closed now. Opens next Thursday at 9am");
        assert_eq!(shut.nearby.len(), NEARBY_SHOWN);
    }
}
