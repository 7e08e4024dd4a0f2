//! One building as a page, and what a visitor needs to know of it.

use super::{
    listing::{self, ReadAt},
    week,
};
use app::model::{AreaNeed, Distance, DoorState, Listing, Nearby, PlacePage, PlaceVisit, WayThere};
use chrono::NaiveDateTime;
use directory::{Authority, Location, Service, authority::Directions};
use places::distance_between;
use schedule::hours;
use search::Engine;

/// Other buildings that are shown near one.
const NEARBY_SHOWN: usize = 3;

/// A building as a visitor needs it, with the hours of one service there, or of none.
pub fn visit(authority: &Authority, location: &Location, service: Option<&Service>) -> PlaceVisit {
    PlaceVisit {
        id: location.id.clone(),
        name: location.name.clone(),
        url: format!("/places/{}", location.id),
        address: location.address_lines(),
        directions: directions(authority, location),
        access: location.access.clone(),
        accessibility: location.accessibility.clone(),
        confirmed: location.is_confirmed(),
        hours: service.map_or(Vec::new(), |service| hours::describe_schedules(week::at(service, location))),
    }
}

/// Links to directions that carry the destination only.
fn directions(authority: &Authority, location: &Location) -> Vec<WayThere> {
    let Some(point) = location.point else { return Vec::new() };
    let to = &authority.directions;
    let ways = [("On foot", &to.on_foot), ("By bus or train", &to.public_transport)];
    ways.into_iter()
        .filter_map(|(by, address)| Some(WayThere { by, url: Directions::to(address.as_deref()?, point) }))
        .collect()
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
            Some((listing, visit(authority, location, Some(service)).hours))
        })
        .collect();
    let district = authority.district(location.district.as_str());
    let sure = door.state == DoorState::Open && location.is_confirmed();
    let areas = authority.need_areas.as_ref();
    PlacePage {
        place: visit(authority, location, None),
        district: district.map_or((location.district.clone(), String::new()), |d| (d.slug.clone(), d.name.clone())),
        week: week::week(here(), now),
        exceptions: week::exceptions(here(), now),
        nearby: if sure { Vec::new() } else { nearby(engine, location, now) },
        need: need(engine, location),
        need_words: areas
            .filter(|areas| areas.holds(location) == Some(true))
            .map_or(String::new(), |areas| areas.words.clone()),
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

/// The tenths of the area by need, with year and source.
fn need(engine: &Engine, location: &Location) -> Vec<AreaNeed> {
    let Some(areas) = &engine.catalogue.authority.need_areas else { return Vec::new() };
    let source = |year: u16| {
        let id = areas.sources.get(&year.to_string())?;
        Some(engine.catalogue.source(id.as_str())?.title.clone())
    };
    let known = location.deciles();
    known.map(|(year, tenth)| AreaNeed { year, tenth, source: source(year).unwrap_or_default() }).collect()
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
        let by: Vec<_> = ways.iter().map(|way| way.by).collect();
        assert_eq!(by, ["On foot", "By bus or train"]);
        for way in &ways {
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

    #[test]
    fn the_need_of_an_area_is_told_with_year_and_source() {
        let page = shown(county::engine(), WANDS, "2026-11-26 10:00");
        let tenths: Vec<_> = page.need.iter().map(|need| (need.year, need.tenth)).collect();
        assert_eq!(tenths, [(2025, 2), (2019, 2)]);
        assert!(page.need[0].source.contains("English Indices of Deprivation 2025"));
        assert!(page.need_words.contains("30 %"));
        let other = shown(county::engine(), "brookside-comberton-primary-school", "2026-11-26 10:00");
        assert!(other.need_words.is_empty() && !other.need.is_empty());
    }
}
