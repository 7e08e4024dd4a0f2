//! The Family Hub locator.

use super::{
    listing::{self, ReadAt},
    nearest_help, place, search_page as found, week,
};
use app::model::{DoorState, Hub, HubSection, HubsPage, Listing, NearestHelp, PlaceUnderstood, Precision};
use chrono::NaiveDateTime;
use directory::{ForWhom, Point, Slug};
use places::Found as FoundPlace;
use search::{Answer, Engine, Search};

/// Children's centres that are shown around a place.
const NEAREST_SHOWN: usize = 8;

/// Hubs and children's centres at a local moment, nearest first with a place, else by district;
/// without its map.
pub fn page(engine: &Engine, search: &Search, now: NaiveDateTime) -> HubsPage {
    let authority = &engine.catalogue.authority;
    let mut answer = Answer::default();
    match super::place_of(engine, &search.near) {
        Some(FoundPlace::Place(place)) => answer.understood.place = Some(place),
        Some(FoundPlace::Unknown(unknown)) => answer.understood.unknown_place = Some(unknown),
        None => {}
    }
    let point = answer.understood.place.as_ref().and_then(|place| place.point);
    let hubs = of_kinds(engine, std::slice::from_ref(&authority.hub_kind), point, now);
    let centres = of_kinds(engine, &authority.centre_kinds, point, now);
    let mut sections =
        if point.is_some() { nearest(engine, hubs, centres) } else { by_district(engine, hubs, centres) };
    number(sections.iter_mut().flat_map(|section| &mut section.hubs));
    HubsPage {
        form: super::form(search, &engine.catalogue),
        place: found::place_understood(engine, search, &answer).map(here),
        nearest_help: nearest_help::of_answer(engine, &answer, now).map(|help| NearestHelp {
            hub: None,
            hub_words: String::new(),
            ..help
        }),
        open_words: point.is_some().then(|| open_words(engine, &sections)),
        hub_words: nearest_help::hub_words(engine),
        sections,
        full: point.is_some(),
        map: None,
    }
}

/// The hubs and the centres of a district by name, without numbers.
pub fn in_district(engine: &Engine, district: &Slug, now: NaiveDateTime) -> (Vec<Hub>, Vec<Hub>) {
    let authority = &engine.catalogue.authority;
    let of = |kinds: &[Slug]| {
        let mut hubs = of_kinds(engine, kinds, None, now);
        hubs.retain(|hub| hub.listing.district.as_ref() == Some(district));
        hubs
    };
    (of(std::slice::from_ref(&authority.hub_kind)), of(&authority.centre_kinds))
}

/// Numbers those that have a marker, from 1 in their order.
pub fn number<'h>(hubs: impl Iterator<Item = &'h mut Hub>) {
    let on_map = hubs.filter(|hub| hub.listing.precision == Some(Precision::Point));
    on_map.zip(1..).for_each(|(hub, number)| hub.listing.number = Some(number));
}

/// What is to be known of centres before going: the note of their kind.
pub fn centre_note(engine: &Engine) -> String {
    let mut kinds = engine.catalogue.authority.centre_kinds.iter();
    let note = kinds.find_map(|kind| engine.catalogue.kind(kind.as_str())).map(|kind| kind.note.as_str());
    note.filter(|note| !note.is_empty()).map_or(String::new(), |note| format!("{note}."))
}

fn centres_word(engine: &Engine) -> String {
    let kind = engine.catalogue.authority.centre_kinds.first().and_then(|kind| engine.catalogue.kind(kind.as_str()));
    kind.map_or("Centres".to_owned(), |kind| kind.plural.clone())
}

/// Near a place: hubs and centres by distance, then what serves the whole county.
fn nearest(engine: &Engine, hubs: Vec<Hub>, mut centres: Vec<Hub>) -> Vec<HubSection> {
    let (mut near, wide): (Vec<Hub>, Vec<Hub>) = hubs.into_iter().partition(|hub| hub.listing.precision.is_some());
    centres.truncate(NEAREST_SHOWN);
    near.extend(centres);
    near.sort_by(|a, b| miles(&a.listing).total_cmp(&miles(&b.listing)));
    let word = centres_word(engine);
    let heading = format!("Hubs and {} by distance", lower(&word));
    let note = match centre_note(engine) {
        note if note.is_empty() => note,
        note => format!("{word}: {}", lower(&note)),
    };
    vec![HubSection { heading, url: None, note, hubs: near }, wide_section(engine, wide)]
}

fn by_district(engine: &Engine, mut hubs: Vec<Hub>, mut centres: Vec<Hub>) -> Vec<HubSection> {
    let authority = &engine.catalogue.authority;
    let mut sections: Vec<HubSection> = authority
        .districts
        .iter()
        .map(|district| {
            let here = |hub: &mut Hub| hub.listing.district.as_ref() == Some(&district.slug);
            let of_both = hubs.extract_if(.., here).chain(centres.extract_if(.., here)).collect();
            HubSection {
                heading: district.name.clone(),
                url: Some(format!("/districts/{}", district.slug)),
                note: String::new(),
                hubs: of_both,
            }
        })
        .collect();
    sections.push(wide_section(engine, hubs.into_iter().chain(centres).collect()));
    sections
}

fn wide_section(engine: &Engine, hubs: Vec<Hub>) -> HubSection {
    let heading = format!("For all of {}", engine.catalogue.authority.name);
    HubSection { heading, url: None, note: String::new(), hubs }
}

fn lower(words: &str) -> String {
    words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
}

/// Which of them is the nearest that is open now, or what is known instead.
fn open_words(engine: &Engine, sections: &[HubSection]) -> String {
    let fallback = &engine.catalogue.authority.fallback;
    let mut there: Vec<&Hub> =
        sections.iter().flat_map(|section| &section.hubs).filter(|hub| hub.listing.distance.is_some()).collect();
    there.sort_by(|a, b| miles(&a.listing).total_cmp(&miles(&b.listing)));
    let named = |hub: &Hub| match hub.listing.distance {
        Some(distance) => format!("{}, {} away", hub.listing.name, distance.words()),
        None => hub.listing.name.clone(),
    };
    if let Some(open) = there.iter().find(|hub| hub.door.state == DoorState::Open) {
        return format!("The nearest that is open now: {}. {}.", named(open), open.door.words);
    }
    let ring = format!("Ring {}, {}, before you go.", fallback.label, fallback.number);
    match there.iter().find(|hub| hub.door.state == DoorState::Shut) {
        Some(shut) => format!("We know of none that is open now. {}: {}. {ring}", named(shut), shut.door.words),
        // The page's large number stands beside it.
        None => "Nobody has confirmed the opening times of the places here.".to_owned(),
    }
}

fn miles(listing: &Listing) -> f64 {
    listing.distance.map_or(f64::INFINITY, |distance| distance.0)
}

/// Other places that may be meant, as searches of this page and not of the whole directory.
fn here(place: PlaceUnderstood) -> PlaceUnderstood {
    let other = |(label, url): (String, String)| {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        (label, format!("/hubs?{query}"))
    };
    PlaceUnderstood { others: place.others.into_iter().map(other).collect(), ..place }
}

fn of_kinds(engine: &Engine, kinds: &[Slug], from: Option<Point>, now: NaiveDateTime) -> Vec<Hub> {
    let services = engine.catalogue.listed.services.iter();
    let mut hubs: Vec<Hub> = services
        .filter(|service| kinds.contains(&service.kind) && service.for_whom != ForWhom::WorriedAboutSelf)
        .filter_map(|service| hub(engine, service.id.as_str(), from, now))
        .collect();
    hubs.sort_by(|a, b| {
        miles(&a.listing).total_cmp(&miles(&b.listing)).then_with(|| a.listing.name.cmp(&b.listing.name))
    });
    hubs
}

fn hub(engine: &Engine, id: &str, from: Option<Point>, now: NaiveDateTime) -> Option<Hub> {
    let catalogue = &engine.catalogue;
    let read_at = ReadAt { from, ..ReadAt::moment(now) };
    // What the building has stands with how to get in.
    let listing = Listing { access: Vec::new(), ..listing::of_service(engine, id, read_at)? };
    let service = catalogue.service(id)?;
    let location = listing.place_id.as_ref().and_then(|id| catalogue.location(id.as_str()));
    Some(Hub {
        door: week::door(location.into_iter().flat_map(|location| week::at(service, location)), now),
        week: location.map(|location| week::week(week::in_building(catalogue, location), now)).unwrap_or_default(),
        visit: location.map(|location| place::visit(&catalogue.authority, location, Some(service), Some(now))),
        listing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county;
    use crate::present::county::{at, schedule};
    use chrono::Weekday::*;
    use directory::Schedule;

    fn near(engine: &Engine, near: &str, now: &str) -> HubsPage {
        page(engine, &Search { near: near.to_owned(), ..Search::default() }, at(now))
    }

    fn with_hours() -> Engine {
        county::changed(|listed| {
            for (id, place, closes) in [
                ("wands-family-hub", "wands-westland-first-school", "17:00"),
                ("brookside-family-hub", "brookside-comberton-primary-school", "16:00"),
            ] {
                let hub = listed.services.iter_mut().find(|service| service.id == *id).unwrap();
                let there = Schedule { location_id: place.parse().ok(), ..schedule(&[Thu, Fri], "09:00", closes) };
                hub.schedules.push(there);
            }
        })
    }

    #[test]
    fn near_a_place_the_nearest_come_first_and_are_numbered_as_on_the_map() {
        let page = near(county::engine(), "WR9 9EQ", "2026-11-26 10:00");
        assert!(page.full);
        let near = &page.sections[0];
        assert_eq!(near.hubs[0].listing.name, "WANDS Family Hub");
        assert_eq!(near.hubs[0].listing.number, Some(1));
        assert!(near.hubs.iter().map(|hub| miles(&hub.listing)).is_sorted(), "by distance, whichever they are");
        let numbers = page.sections.iter().flat_map(|s| &s.hubs).filter_map(|hub| hub.listing.number);
        assert!(numbers.eq(1..=10));
        assert!(page.sections[1].hubs.iter().all(|hub| hub.listing.number.is_none()));
        assert_eq!(near.heading, "Hubs and children's centres by distance");
        assert_eq!(near.note, "Children's centres: mostly early years and childcare today; ask before you go.");
    }

    #[test]
    fn the_nearest_that_is_open_is_said_only_when_its_hours_are_confirmed() {
        let unknown = near(county::engine(), "WR9 9EQ", "2026-11-26 10:00").open_words.unwrap();
        assert_eq!(unknown, "Nobody has confirmed the opening times of the places here.");
        let engine = with_hours();
        let words = |now| near(&engine, "WR9 9EQ", now).open_words.unwrap();
        assert_eq!(
            words("2026-11-26 10:00"),
            "The nearest that is open now: WANDS Family Hub, less than 0.1 miles away. Open now until 5pm."
        );
        let shut = words("2026-11-26 18:00");
        assert!(
            shut.starts_with(
                "We know of none that is open now. WANDS Family Hub, less than 0.1 miles away: Closed now. Opens tomorrow at 9am."
            ),
            "{shut}"
        );
        assert_eq!(near(&engine, "", "2026-11-26 10:00").open_words, None);
    }

    #[test]
    fn without_a_place_each_district_has_its_section() {
        let page = near(county::engine(), "", "2026-11-26 10:00");
        let headings: Vec<_> = page.sections.iter().map(|section| section.heading.as_str()).collect();
        let districts = ["Bromsgrove", "Malvern Hills", "Redditch", "Worcester", "Wychavon", "Wyre Forest"];
        assert_eq!(headings[..6], districts);
        assert_eq!(page.sections[4].url.as_deref(), Some("/districts/wychavon"));
        assert_eq!(page.sections[4].hubs[0].listing.name, "WANDS Family Hub");
        let all: usize = page.sections.iter().map(|section| section.hubs.len()).sum();
        assert_eq!(all, 40, "5 hubs and 35 centres, each once");
    }

    #[test]
    fn a_place_that_is_not_known_still_shows_every_hub() {
        let page = near(county::engine(), "zzzz", "2026-11-26 10:00");
        assert!(page.place.is_some() && !page.full && page.open_words.is_none());
        assert_eq!(page.sections.len(), 7);
    }
}
