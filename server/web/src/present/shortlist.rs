//! The shortlist that goes home with a family.

use super::{service, sessions};
use crate::{AppState, qr};
use app::model::{ServicePage, ShortlistItem, ShortlistPage};
use chrono::NaiveDate;
use directory::Service;
use search::{Engine, query};

/// Unknown ids that are told by name.
const MOST_TOLD: usize = 5;
/// Letters of an unknown id that are shown.
const LONGEST_TOLD: usize = 60;

/// The page of what a query string asks for: `ids` split by commas, or several times, in order;
/// `for=young` for a young person's own list.
pub fn page(app: &AppState, pairs: &[(String, String)]) -> ShortlistPage {
    let asked = pairs.iter().filter(|(name, _)| name == "ids").flat_map(|(_, value)| value.split(','));
    let mut chosen: Vec<&Service> = Vec::new();
    let (mut unknown, mut cut) = (Vec::new(), 0);
    for id in asked.map(str::trim).filter(|id| !id.is_empty()) {
        match app.engine.catalogue.service(id) {
            Some(service) if chosen.iter().any(|other| other.id == service.id) => {}
            Some(_) if chosen.len() == query::MOST_SAVED => cut += 1,
            Some(service) => chosen.push(service),
            None if unknown.len() < MOST_TOLD => unknown.push(id.chars().take(LONGEST_TOLD).collect()),
            None => {}
        }
    }
    let young = pairs.iter().any(|(name, value)| name == "for" && value == "young");
    let today = app.clock.local().date();
    let link = format!("{}{}", app.public_url, address(&chosen, false));
    ShortlistPage {
        items: items(&app.engine, &chosen, young, today),
        unknown,
        cut,
        most: query::MOST_SAVED,
        young,
        date: app.today(),
        qr: (!chosen.is_empty()).then(|| qr::picture(&link)).flatten(),
        link,
        home: app.public_url.clone(),
        other: address(&chosen, !young),
        add: match ids(&chosen) {
            ids if ids.is_empty() => "/search".to_owned(),
            ids if young => format!("/search?ids={ids}"),
            ids => format!("/professionals?ids={ids}"),
        },
    }
}

fn items(engine: &Engine, chosen: &[&Service], young: bool, today: NaiveDate) -> Vec<ShortlistItem> {
    let moved = |from: usize, to: usize| {
        let mut other = chosen.to_vec();
        other.swap(from, to);
        address(&other, young)
    };
    let without = |at: usize| {
        let mut other = chosen.to_vec();
        other.remove(at);
        address(&other, young)
    };
    chosen
        .iter()
        .enumerate()
        .map(|(at, service)| ShortlistItem {
            service: ServicePage {
                sessions: sessions::any(engine, service, today),
                ..service::page(engine, service, None)
            },
            up: at.checked_sub(1).map(|before| moved(at, before)),
            down: (at + 1 < chosen.len()).then(|| moved(at, at + 1)),
            off: without(at),
        })
        .collect()
}

/// The address of a list: ids and nothing about anybody. They are slugs, which no address needs
/// to escape.
fn address(services: &[&Service], young: bool) -> String {
    match (services.is_empty(), young) {
        // Not the bare address, which means the list of this tab where there is script.
        (true, _) => "/shortlist?ids=".to_owned(),
        (false, false) => format!("/shortlist?ids={}", ids(services)),
        (false, true) => format!("/shortlist?ids={}&for=young", ids(services)),
    }
}

fn ids(services: &[&Service]) -> String {
    services.iter().map(|service| service.id.as_str()).collect::<Vec<_>>().join(",")
}
