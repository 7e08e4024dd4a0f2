//! What the pages' maps show.

pub mod page;
pub mod view;

use crate::AppState;
use app::model::{DistrictPage, HubsPage, Listing, MapPicture, NeedAreas, Precision, SearchPage};
use directory::{Location, Point, Service, Slug};
use map::{AreaCount, MapRequest, Pin};
use places::Found as FoundPlace;
use search::{Answer, Found, Search, catalogue::Area};

/// The map beside the results: those of the page that have a point, and counts of those that are
/// known only to a town or a district.
pub fn of_search(app: &AppState, search: &Search, answer: &Answer, page: &SearchPage) -> Option<MapPicture> {
    let place = answer.understood.place.as_ref();
    // Whoever asks for help is not told how poor its surroundings are.
    let pins = pins(page.near.listings.iter(), false);
    let only = only_to(app, search, answer);
    let counts = count_by_area(app, search, &only);
    let from = place.and_then(|place| place.point);
    if pins.is_empty() && counts.is_empty() && from.is_none() {
        return None;
    }
    Some(app.map.draw(MapRequest {
        pins: &pins,
        area_counts: &counts,
        from,
        from_label: place.map(|place| place.label.as_str()),
        whole_county: from.is_none(),
        wider: Some(&wider(search)),
        ..MapRequest::default()
    }))
}

/// The map page with the same search but without its place.
fn wider(search: &Search) -> String {
    let wider = search.changed(|search| {
        search.near.clear();
        search.within = None;
        search.districts.clear();
    });
    address(&wider)
}

/// The address of the map page with a search.
fn address(search: &Search) -> String {
    format!("/map{}", search.query_string())
}

/// The map of a service's places; `None` without a point.
pub fn of_service(app: &AppState, service: &Service) -> Option<MapPicture> {
    let catalogue = &app.engine.catalogue;
    let kind = super::listing::kind_tag(&app.engine, &service.kind);
    // As on its cards: a number of its own only where the county's line does not come first.
    let is_first = !catalogue.authority.rings_fallback_first(service);
    let phone = service.confirmed_phone().filter(|phone| is_first && phone.rings());
    let ids = &service.location_ids;
    let locations = ids.iter().filter_map(|id| catalogue.location(id.as_str()));
    let places: Vec<(&Location, Point, String)> = locations
        .filter_map(|location| Some((location, location.point?, format!("/places/{}", location.id))))
        .collect();
    let pins: Vec<Pin<'_>> = places
        .iter()
        .map(|(location, point, url)| Pin {
            point: *point,
            number: None,
            url,
            name: if ids.len() == 1 { &service.name } else { &location.name },
            phone: phone.map(|phone| phone.number.as_str()),
            kind: &kind,
            miles: None,
            outlined: false,
        })
        .collect();
    let nearby = others(app, ids);
    let request = MapRequest { pins: &pins, nearby: &nearby, small: true, ..MapRequest::default() };
    (!pins.is_empty()).then(|| app.map.draw(request))
}

/// Where something else is listed than at these places.
fn others(app: &AppState, ids: &[Slug]) -> Vec<Point> {
    let catalogue = &app.engine.catalogue;
    let others = catalogue.listed.locations.iter().filter(|location| !ids.contains(&location.id));
    let used = others.filter(|location| catalogue.services_at(location.id.as_str()).next().is_some());
    used.filter_map(|location| location.point).collect()
}

/// The map of one building: a small one.
pub fn of_place(app: &AppState, location: &Location) -> Option<MapPicture> {
    let mut services = app.engine.catalogue.services_at(location.id.as_str());
    let on_map = super::listing::on_map(&app.engine.catalogue.authority, location)?;
    let pin = Pin {
        point: on_map.point,
        number: None,
        url: "#where",
        name: &location.name,
        phone: None,
        kind: &super::listing::kind_tag(&app.engine, &services.next()?.kind),
        miles: None,
        outlined: false,
    };
    let nearby = others(app, std::slice::from_ref(&location.id));
    Some(app.map.draw(MapRequest { pins: &[pin], nearby: &nearby, small: true, ..MapRequest::default() }))
}

/// The map of hubs and centres.
pub fn of_hubs(app: &AppState, search: &Search, page: &HubsPage) -> Option<MapPicture> {
    let place = match super::place_of(&app.engine, &search.near) {
        Some(FoundPlace::Place(place)) => Some(place),
        _ => None,
    };
    let from = place.as_ref().and_then(|place| place.point);
    let hubs = page.sections.iter().flat_map(|section| &section.hubs).map(|hub| &hub.listing);
    let shown: Vec<&Listing> = hubs.filter(|hub| from.is_none() || is_among_nearest(hub)).collect();
    let request = MapRequest {
        from,
        from_label: place.as_ref().map(|place| place.label.as_str()),
        whole_county: from.is_none(),
        ..MapRequest::default()
    };
    let other = Search { need_areas: !search.need_areas, ..search.clone() };
    drawn(app, &shown, request, search.need_areas, || format!("/hubs{}", other.query_string()))
}

/// The map of one district, with what stands on its page.
pub fn of_district(app: &AppState, district: &Slug, page: &DistrictPage, need_areas: bool) -> Option<MapPicture> {
    let shown: Vec<&Listing> = super::districts::listings(page).collect();
    let at = app.engine.catalogue.district_position(district.as_str())?;
    let request = MapRequest { district: Some(usize::from(at)), ..MapRequest::default() };
    drawn(app, &shown, request, need_areas, || switch(&format!("/districts/{district}"), need_areas))
}

/// The map of all districts with their hubs and centres, as the locator numbers them.
pub fn of_districts(app: &AppState, hubs: &HubsPage, need_areas: bool) -> Option<MapPicture> {
    let hubs = hubs.sections.iter().flat_map(|section| &section.hubs).map(|hub| &hub.listing);
    let linked: Vec<Listing> = hubs.map(|hub| Listing { number: None, ..hub.clone() }).collect();
    let shown: Vec<&Listing> = linked.iter().collect();
    let request = MapRequest { whole_county: true, ..MapRequest::default() };
    drawn(app, &shown, request, need_areas, || switch("/districts", need_areas))
}

/// Around a place a map shows this many, so that it stays near enough to be read.
fn is_among_nearest(hub: &Listing) -> bool {
    const NEAREST: usize = 8;
    hub.number.is_some_and(|number| number <= NEAREST)
}

fn switch(path: &str, shown: bool) -> String {
    if shown { path.to_owned() } else { format!("{path}?need-areas=yes") }
}

/// The picture of these listings; `None` when it would show no place and no district.
fn drawn(
    app: &AppState,
    listings: &[&Listing],
    request: MapRequest<'_>,
    need_areas: bool,
    switch: impl FnOnce() -> String,
) -> Option<MapPicture> {
    let pins = pins(listings.iter().copied(), need_areas);
    if pins.is_empty() && request.district.is_none() {
        return None;
    }
    let picture = app.map.draw(MapRequest { pins: &pins, ..request });
    Some(MapPicture {
        need_areas: self::need_areas(app, in_need_areas(listings.iter().copied()), need_areas, switch),
        ..picture
    })
}

/// What is said of areas of greatest need beside a map, once its address asks for it, as the professionals' page
/// does: how many of these places lie in one. `switch` gives the address that turns it round.
fn need_areas<'l>(
    app: &AppState,
    places: impl Iterator<Item = &'l Slug>,
    shown: bool,
    switch: impl FnOnce() -> String,
) -> Option<NeedAreas> {
    let mut places: Vec<&Slug> = places.collect();
    places.sort_unstable();
    places.dedup();
    let areas = app.engine.catalogue.authority.need_areas.as_ref().filter(|_| shown)?;
    Some(NeedAreas { count: places.len(), switch: switch(), words: areas.words.clone() })
}

/// The places of those that lie in an area of greatest need.
fn in_need_areas<'l>(listings: impl Iterator<Item = &'l Listing>) -> impl Iterator<Item = &'l Slug> {
    listings
        .filter(|listing| listing.on_map.is_some_and(|at| at.need_area))
        .filter_map(|listing| listing.place_id.as_ref())
}

fn pins<'l>(listings: impl Iterator<Item = &'l Listing>, need_areas: bool) -> Vec<Pin<'l>> {
    listings
        .filter_map(|listing| {
            let on_map = listing.on_map?;
            Some(Pin {
                point: on_map.point,
                number: listing.number,
                url: &listing.url,
                name: &listing.name,
                phone: own_number(listing),
                kind: &listing.kind,
                miles: listing.distance.map(|distance| distance.0),
                outlined: need_areas && on_map.need_area,
            })
        })
        .collect()
}

/// The number that its card has a button for, when it is confirmed and to be rung first.
fn own_number(listing: &Listing) -> Option<&str> {
    let line = listing.phone.as_ref().filter(|line| line.confirmed && line.rings && !listing.ask_first)?;
    Some(&line.number.printed)
}

/// Results known only to a town or a district, counted where that is, each with a search for them.
fn count_by_area<'a>(app: &AppState, search: &Search, only: &[OnlyTo<'a>]) -> Vec<AreaCount<'a>> {
    let href = |one: &OnlyTo<'_>| {
        let of_one = search.changed(|search| match one.district {
            None => search.near = one.name.to_owned(),
            Some(at) => search.districts = vec![app.engine.catalogue.authority.districts[usize::from(at)].slug.clone()],
        });
        of_one.url()
    };
    only.iter()
        .map(|one| AreaCount { point: one.point, name: one.name, count: one.services.len(), href: href(one) })
        .collect()
}

/// A town or a district and the results that are known to it and no better.
struct OnlyTo<'a> {
    name: &'a str,
    point: Point,
    /// The district's position in the authority's; `None` for a town.
    district: Option<u16>,
    /// Positions in the catalogue's services, in the order of the list.
    services: Vec<u32>,
    /// The first of its results in the order of the search.
    first: &'a Found,
}

/// Results of an ordinary town or district, so that their list grows seldom.
const ROOM: usize = 8;

/// What is known only to a town or a district, in the order of their names. A service of several
/// districts stands with each of them that was asked for.
fn only_to<'a>(app: &'a AppState, search: &Search, answer: &'a Answer) -> Vec<OnlyTo<'a>> {
    let catalogue = &app.engine.catalogue;
    let place = answer.understood.place.as_ref().and_then(|place| place.district.as_ref());
    let asked: Vec<u16> =
        search.districts.iter().chain(place).filter_map(|slug| catalogue.district_position(slug.as_str())).collect();
    let mut all: Vec<OnlyTo<'a>> = Vec::new();
    // A town and a district of one name are one: that of the first result.
    let mut add = |name: &'a str, point: Point, district: Option<u16>, service: u32, found: &'a Found| {
        let Some(one) = all.iter_mut().find(|one| one.name == name) else {
            let mut services = Vec::with_capacity(ROOM);
            services.push(service);
            return all.push(OnlyTo { name, point, district, services, first: found });
        };
        one.services.push(service);
        if app.engine.compare_results(search.sort, found, one.first).is_lt() {
            (one.point, one.district, one.first) = (point, district, found);
        }
    };
    for found in &answer.near {
        if !matches!(found.precision, Some(Precision::Town | Precision::District)) {
            continue;
        }
        let entry = &catalogue.entries[found.entry as usize];
        let town = entry
            .location
            .filter(|_| found.precision == Some(Precision::Town))
            .and_then(|at| Some((catalogue.listed.locations[at as usize].town.as_str(), app.engine.town_of(at)?)));
        if let Some((town, point)) = town {
            add(town, point, None, entry.service, found);
            continue;
        }
        let of = match (&catalogue.facts[entry.service as usize].area, &entry.district) {
            (_, Some(district)) => std::slice::from_ref(district),
            (Area::Districts(districts), None) => districts,
            (Area::County | Area::Nation, None) => &[],
        };
        let any = of.iter().any(|district| asked.contains(district));
        for &at in of.iter().filter(|district| !any || asked.contains(district)) {
            let district = &catalogue.authority.districts[usize::from(at)];
            add(&district.name, district.point(), Some(at), entry.service, found);
        }
    }
    all.sort_unstable_by_key(|one| one.name);
    all
}
