//! The Family Hub locator.

use super::{listing, search as found};
use crate::{
    places::Found as FoundPlace,
    search::{Answer, Engine, Search},
};
use app::model::{HubsPage, Listing};
use directory::{Point, Slug};

/// Children's centres that are shown around a place.
const NEAREST_SHOWN: usize = 8;

/// Hubs and children's centres, nearest first with a place; without its map.
pub fn page(engine: &Engine, search: &Search) -> HubsPage {
    let authority = &engine.catalogue.authority;
    let mut answer = Answer::default();
    match found::place_of(engine, &search.near) {
        Some(FoundPlace::Place(place)) => answer.understood.place = Some(place),
        Some(FoundPlace::Unknown(unknown)) => answer.understood.unknown_place = Some(unknown),
        None => {}
    }
    let point = answer.understood.place.as_ref().and_then(|place| place.point);
    let mut hubs = of_kinds(engine, std::slice::from_ref(&authority.hub_kind), point);
    let mut all = of_kinds(engine, &authority.centre_kinds, point);
    let mut next = 1;
    for listing in hubs.iter_mut() {
        number(listing, &mut next);
    }
    let centres = if point.is_some() {
        all.truncate(NEAREST_SHOWN);
        all.iter_mut().for_each(|listing| number(listing, &mut next));
        vec![(String::new(), all)]
    } else {
        let mut groups: Vec<(String, Vec<Listing>)> = Vec::new();
        for district in &authority.districts {
            let mut of: Vec<Listing> = Vec::new();
            for listing in all.iter().filter(|listing| listing.district.as_ref() == Some(&district.slug)) {
                let mut listing = listing.clone();
                number(&mut listing, &mut next);
                of.push(listing);
            }
            if !of.is_empty() {
                groups.push((district.name.clone(), of));
            }
        }
        groups
    };
    HubsPage {
        form: super::form(search, authority, &engine.catalogue.terms),
        place: found::place(engine, search, &answer),
        beside: found::beside(engine, &answer),
        hub_words: found::hub_words(engine),
        hubs,
        centres,
        map: None,
    }
}

fn number(listing: &mut Listing, next: &mut usize) {
    if listing.precision == Some(app::model::Precision::Point) {
        listing.number = Some(*next);
        *next += 1;
    }
}

fn of_kinds(engine: &Engine, kinds: &[Slug], from: Option<Point>) -> Vec<Listing> {
    let catalogue = &engine.catalogue;
    let mut listings: Vec<Listing> = catalogue
        .listed
        .services
        .iter()
        .filter(|service| kinds.contains(&service.kind))
        .filter_map(|service| listing::of_service(engine, service.id.as_str(), from))
        .collect();
    listings.sort_by(|a, b| {
        let miles = |l: &Listing| l.distance.map_or(f64::INFINITY, |distance| distance.0);
        miles(a).total_cmp(&miles(b)).then_with(|| a.name.cmp(&b.name))
    });
    listings
}
