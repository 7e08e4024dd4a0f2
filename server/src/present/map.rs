//! What the pages' maps show.

pub mod page;
pub mod view;

use crate::{
    catalogue::Area,
    http::AppState,
    map::{Counted, Pin, Request},
    places::Found as FoundPlace,
    search::{Answer, Search},
};
use app::model::{DistrictPage, HubsPage, Listing, MapPicture, NeedAreas, Precision, SearchPage};
use directory::{Location, Point, Slug};
use std::collections::{BTreeMap, BTreeSet};

/// The map beside the results: those of the page that have a point, and counts of those that are
/// known only to a town or a district.
pub fn of_search(app: &AppState, search: &Search, answer: &Answer, page: &SearchPage) -> Option<MapPicture> {
    let place = answer.understood.place.as_ref();
    let pins = pins(app, page.near.listings.iter(), search.need_areas);
    let counted = counted(app, search, answer);
    let from = place.and_then(|place| place.point);
    if pins.is_empty() && counted.is_empty() && from.is_none() {
        return None;
    }
    let picture = app.map.picture(Request {
        pins: &pins,
        counted: &counted,
        from,
        from_label: place.map(|place| place.label.as_str()),
        whole_county: from.is_none(),
        wider: Some(&wider(search)),
        ..Request::default()
    });
    let switch = || Search { need_areas: !search.need_areas, ..search.clone() }.url();
    let need_areas = need_areas(app, locations(app, page.near.listings.iter()), search.need_areas, switch);
    Some(MapPicture { need_areas, ..picture })
}

/// The map page with the same search but without its place.
fn wider(search: &Search) -> String {
    let anywhere = search.changed(|s| {
        s.near.clear();
        s.within = None;
        s.districts.clear();
    });
    address(&anywhere)
}

/// The address of the map page with a search.
fn address(search: &Search) -> String {
    format!("/map{}", search.query_string())
}

/// The map of one service's or one building's places; `None` without a point. `kind` is the
/// service's, or else that of the first service in each building.
pub fn of_places(app: &AppState, ids: &[Slug], name: &str, kind: Option<&Slug>) -> Option<MapPicture> {
    let catalogue = &app.engine.catalogue;
    let pins: Vec<Pin> = ids
        .iter()
        .filter_map(|id| catalogue.location(id.as_str()))
        .filter_map(|location| {
            let kind = kind.or(catalogue.services_at(location.id.as_str()).next().map(|service| &service.kind))?;
            Some(Pin {
                point: location.point?,
                number: None,
                href: format!("/places/{}", location.id),
                name: if ids.len() == 1 { name.to_owned() } else { location.name.clone() },
                kind: super::listing::kind_tag(&app.engine, kind),
                outlined: false,
            })
        })
        .collect();
    (!pins.is_empty()).then(|| app.map.picture(Request { pins: &pins, small: true, ..Request::default() }))
}

/// The map of one building: a small one, with the red outline when it is asked for.
pub fn of_place(app: &AppState, location: &Location, need_areas: bool) -> Option<MapPicture> {
    let mut services = app.engine.catalogue.services_at(location.id.as_str());
    let pin = Pin {
        point: location.point?,
        number: None,
        href: "#where".to_owned(),
        name: location.name.clone(),
        kind: super::listing::kind_tag(&app.engine, &services.next()?.kind),
        outlined: need_areas && in_need_area(app, location),
    };
    let picture = app.map.picture(Request { pins: &[pin], small: true, ..Request::default() });
    let switch = || switch(&format!("/places/{}", location.id), need_areas);
    Some(MapPicture { need_areas: said(app, usize::from(in_need_area(app, location)), need_areas, switch), ..picture })
}

/// The map of hubs and centres.
pub fn of_hubs(app: &AppState, search: &Search, page: &HubsPage) -> Option<MapPicture> {
    let place = match super::search::place_of(&app.engine, &search.near) {
        Some(FoundPlace::Place(place)) => Some(place),
        _ => None,
    };
    let from = place.as_ref().and_then(|place| place.point);
    let hubs = page.sections.iter().flat_map(|section| &section.hubs).map(|hub| &hub.listing);
    let shown: Vec<&Listing> = hubs.filter(|hub| from.is_none() || is_among_nearest(hub)).collect();
    let request = Request {
        from,
        from_label: place.as_ref().map(|place| place.label.as_str()),
        whole_county: from.is_none(),
        ..Request::default()
    };
    let other = Search { need_areas: !search.need_areas, ..search.clone() };
    drawn(app, &shown, request, search.need_areas, || format!("/hubs{}", other.query_string()))
}

/// The map of one district, with what stands on its page.
pub fn of_district(app: &AppState, district: &Slug, page: &DistrictPage, need_areas: bool) -> Option<MapPicture> {
    let shown: Vec<&Listing> = super::districts::listings(page).collect();
    let at = app.engine.catalogue.district_position(district.as_str())?;
    let request = Request { district: Some(usize::from(at)), ..Request::default() };
    drawn(app, &shown, request, need_areas, || switch(&format!("/districts/{district}"), need_areas))
}

/// The map of all districts with their hubs and centres, as the locator numbers them.
pub fn of_districts(app: &AppState, hubs: &HubsPage, need_areas: bool) -> Option<MapPicture> {
    let hubs = hubs.sections.iter().flat_map(|section| &section.hubs).map(|hub| &hub.listing);
    let linked: Vec<Listing> = hubs.map(|hub| Listing { number: None, ..hub.clone() }).collect();
    let shown: Vec<&Listing> = linked.iter().collect();
    let request = Request { whole_county: true, ..Request::default() };
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
    request: Request<'_>,
    need_areas: bool,
    switch: impl FnOnce() -> String,
) -> Option<MapPicture> {
    let pins = pins(app, listings.iter().copied(), need_areas);
    if pins.is_empty() && request.district.is_none() {
        return None;
    }
    let picture = app.map.picture(Request { pins: &pins, ..request });
    Some(MapPicture {
        need_areas: self::need_areas(app, locations(app, listings.iter().copied()), need_areas, switch),
        ..picture
    })
}

/// What is said of areas of greatest need beside a map of these places. Offered where any of them
/// lies in one, and always once it is asked for. `switch` gives the address that turns it round.
fn need_areas<'l>(
    app: &AppState,
    locations: impl Iterator<Item = &'l Location>,
    shown: bool,
    switch: impl FnOnce() -> String,
) -> Option<NeedAreas> {
    app.engine.catalogue.authority.need_areas.as_ref()?;
    let places: BTreeSet<&Slug> = locations
        .filter(|location| location.point.is_some() && in_need_area(app, location))
        .map(|location| &location.id)
        .collect();
    said(app, places.len(), shown, switch)
}

fn said(app: &AppState, count: usize, shown: bool, switch: impl FnOnce() -> String) -> Option<NeedAreas> {
    let areas = app.engine.catalogue.authority.need_areas.as_ref()?;
    (shown || count > 0).then(|| NeedAreas { shown, count, switch: switch(), words: areas.words.clone() })
}

fn locations<'a>(app: &'a AppState, listings: impl Iterator<Item = &'a Listing>) -> impl Iterator<Item = &'a Location> {
    listings.filter_map(|listing| app.engine.catalogue.location(listing.place_id.as_ref()?.as_str()))
}

fn in_need_area(app: &AppState, location: &Location) -> bool {
    let areas = app.engine.catalogue.authority.need_areas.as_ref();
    areas.and_then(|areas| areas.holds(location)).unwrap_or(false)
}

fn pins<'l>(app: &AppState, listings: impl Iterator<Item = &'l Listing>, need_areas: bool) -> Vec<Pin> {
    listings
        .filter_map(|listing| {
            let location = app.engine.catalogue.location(listing.place_id.as_ref()?.as_str())?;
            Some(Pin {
                outlined: need_areas && in_need_area(app, location),
                point: location.point?,
                number: listing.number,
                href: listing.number.map_or_else(|| listing.url.clone(), |number| format!("#result-{number}")),
                name: listing.name.clone(),
                kind: listing.kind.clone(),
            })
        })
        .collect()
}

/// Results known only to a town or a district, counted where that is.
fn counted(app: &AppState, search: &Search, answer: &Answer) -> Vec<Counted> {
    let counted =
        |one: OnlyTo| Counted { point: one.point, text: one.name, count: one.services.len(), href: one.search };
    only_to(app, search, answer).into_iter().map(counted).collect()
}

/// A town or a district and the results that are known to it and no better.
struct OnlyTo {
    name: String,
    point: Point,
    /// A search for them.
    search: String,
    /// Positions in the catalogue's services, in the order of the list.
    services: Vec<u32>,
}

impl OnlyTo {
    fn new(name: &str, point: Point, search: &Search) -> Self {
        Self { name: name.to_owned(), point, search: search.url(), services: Vec::new() }
    }
}

/// What is known only to a town or a district, in the order of their names. A service of several
/// districts stands with each of them that was asked for.
fn only_to(app: &AppState, search: &Search, answer: &Answer) -> Vec<OnlyTo> {
    let catalogue = &app.engine.catalogue;
    let mut by: BTreeMap<&str, OnlyTo> = BTreeMap::new();
    let place = answer.understood.place.as_ref().and_then(|place| place.district.as_ref());
    let asked = |district: u16| {
        let slug = &catalogue.authority.districts[usize::from(district)].slug;
        search.districts.contains(slug) || place == Some(slug)
    };
    for found in &answer.near {
        let entry = &catalogue.entries[found.entry as usize];
        let town = entry
            .location
            .and_then(|at| Some((catalogue.listed.locations[at as usize].town.as_str(), app.engine.town_of(at)?)));
        match (found.precision, town) {
            (Some(Precision::Town), Some((town, point))) => {
                let new = || OnlyTo::new(town, point, &search.changed(|s| s.near = town.to_owned()));
                by.entry(town).or_insert_with(new).services.push(entry.service);
            }
            (Some(Precision::Town | Precision::District), _) => {
                let of = match (&catalogue.facts[entry.service as usize].area, &entry.district) {
                    (_, Some(district)) => std::slice::from_ref(district),
                    (Area::Districts(districts), None) => districts,
                    (Area::County | Area::Nation, None) => &[],
                };
                let any = of.iter().any(|district| asked(*district));
                for &at in of.iter().filter(|district| !any || asked(**district)) {
                    let district = &catalogue.authority.districts[usize::from(at)];
                    let only = || search.changed(|s| s.districts = vec![district.slug.clone()]);
                    let new = || OnlyTo::new(&district.name, district.point(), &only());
                    by.entry(&district.name).or_insert_with(new).services.push(entry.service);
                }
            }
            _ => {}
        }
    }
    by.into_values().collect()
}
