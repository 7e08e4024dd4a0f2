//! A found entry as a listing.

use super::week;
use app::model::{
    ChatPage, Distance, Door, DoorState, KindTag, Listing, NeedTag, OnMap, PhoneLine, Precision, Sourced, Verb, Way,
    site::PhoneNumberText,
};
use chrono::NaiveDateTime;
use directory::{Audience, Authority, Chat, ForWhom, Location, Phone, PhoneNumber, Point, Service, Slug};
use places::distance_between;
use schedule::{
    bank_holidays::is_bank_holiday,
    hours::{self, Openness},
};
use search::{
    catalogue::Area,
    {Engine, Found},
};

/// When and from where a listing is read. What is printed or kept is read at no moment: it says nothing of
/// doors that are open.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadAt {
    /// The local moment.
    pub now: Option<NaiveDateTime>,
    /// The place that was asked for.
    pub from: Option<Point>,
    /// Whether who reads would rather write than ring.
    pub writes_first: bool,
}

impl ReadAt {
    /// At a moment, from no place.
    pub fn moment(now: NaiveDateTime) -> Self {
        Self { now: Some(now), ..Self::default() }
    }
}

/// A number ready to print and to ring.
pub fn number(number: &PhoneNumber) -> PhoneNumberText {
    PhoneNumberText { printed: number.as_str().to_owned(), digits: number.digits() }
}

/// A line ready to print.
pub fn phone_line(phone: &Phone) -> PhoneLine {
    PhoneLine {
        number: number(&phone.number),
        label: phone.label.clone(),
        hours: phone.hours_note.clone(),
        confirmed: phone.confirmed,
        takes_texts: phone.takes_texts,
        rings: phone.rings(),
    }
}

/// A chat ready to open.
pub fn chat_page(chat: &Chat) -> ChatPage {
    ChatPage { address: chat.address.to_string(), hours: chat.hours_note.clone(), confirmed: chat.confirmed }
}

/// A kind as it is shown; an unknown one as its id in a circle.
pub fn kind_tag(engine: &Engine, slug: &Slug) -> KindTag {
    match engine.catalogue.kind(slug.as_str()) {
        Some(kind) => KindTag {
            slug: kind.slug.clone(),
            label: kind.label.clone(),
            letter: kind.letter.clone(),
            sign: kind.sign,
            shape: kind.shape,
        },
        None => KindTag {
            slug: slug.clone(),
            label: slug.to_string(),
            letter: "?".to_owned(),
            sign: None,
            shape: directory::Shape::Circle,
        },
    }
}

/// Needs as they are shown.
pub fn need_tags(engine: &Engine, needs: &[Slug]) -> Vec<NeedTag> {
    let known = needs.iter().filter_map(|need| engine.catalogue.need(need.as_str()));
    known.map(|need| NeedTag { slug: need.slug.clone(), label: need.label.clone() }).collect()
}

/// How old a service's facts are, in words.
pub fn sourced(service: &Service) -> Sourced {
    let words = match &service.source_date {
        Some(date) => format!("From a page of {}", date.words()),
        None => "From a page without a date".to_owned(),
    };
    Sourced {
        words,
        date: service.source_date.as_ref().map(ToString::to_string),
        assured: service.assured_date.map(|date| date.to_string()),
    }
}

/// The area a service serves, in words: "all of Worcestershire", "Redditch and Bromsgrove".
pub fn area_words(engine: &Engine, area: &Area) -> String {
    let authority = &engine.catalogue.authority;
    match area {
        Area::Nation => "the whole country".to_owned(),
        Area::County => format!("all of {}", authority.name),
        Area::Districts(districts) => {
            let names: Vec<&str> =
                districts.iter().map(|at| authority.districts[usize::from(*at)].name.as_str()).collect();
            match names.as_slice() {
                [some @ .., last] if !some.is_empty() => format!("{} and {last}", some.join(", ")),
                _ => names.concat(),
            }
        }
    }
}

/// A building in words: its name and its town, the town once.
pub fn place_words(location: &Location) -> String {
    if location.town.is_empty() || location.name.contains(&location.town) {
        location.name.clone()
    } else {
        format!("{}, {}", location.name, location.town)
    }
}

/// The name and address of a building on one line, and whether it is not confirmed.
fn address_line(location: &Location) -> String {
    let caution = if location.is_confirmed() { "" } else { " (not confirmed)" };
    let lines = location.address_lines().into_iter().filter(|line| *line != location.name);
    let lines: Vec<String> = std::iter::once(location.name.clone()).chain(lines).collect();
    format!("{}{caution}", lines.join(", "))
}

/// Miles to a result, and whether they are to the middle of its town only.
pub fn miles(engine: &Engine, found: &Found, from: Option<Point>) -> Option<(f64, bool)> {
    if let Some(exact) = found.distance {
        return Some((exact, false));
    }
    let town = engine.town_of(engine.catalogue.entries[found.entry as usize].location?)?;
    Some((distance_between(from?, town), true))
}

/// Lines in the order in which to try them: first the one that answers at this hour, then the others,
/// confirmed ones before those that are not.
pub fn lines_to_try(service: &Service, now: Option<NaiveDateTime>) -> Vec<&Phone> {
    let closed = now.is_some_and(|now| {
        let of_line = service.schedules.iter().filter(|schedule| schedule.location_id.is_none());
        hours::openness(of_line, now, is_bank_holiday) == Openness::Closed
    });
    let mut lines: Vec<&Phone> = service.phones.iter().collect();
    lines.sort_by_key(|line| (line.is_out_of_hours() != closed, !line.confirmed));
    lines
}

/// The ways to reach a service, the one to try first first.
pub fn ways(service: &Service, lines: &[&Phone]) -> Vec<Way> {
    let way = |verb, address, words| Way { verb, address, words };
    let mut ways = Vec::new();
    for line in lines {
        let is_first = |verb| !ways.iter().any(|way: &Way| way.verb == verb);
        let (digits, printed) = (line.number.digits(), line.number.to_string());
        let rings =
            (line.rings() && is_first(Verb::Ring)).then(|| way(Verb::Ring, format!("tel:{digits}"), printed.clone()));
        let texts = (line.takes_texts && is_first(Verb::Text)).then(|| match line.word_to_text() {
            Some(word) => way(Verb::Text, format!("sms:{digits}?body={word}"), format!("{word} to {printed}")),
            None => way(Verb::Text, format!("sms:{digits}"), printed),
        });
        ways.extend(rings.into_iter().chain(texts));
    }
    ways.extend(service.first_chat().map(|chat| way(Verb::Chat, chat.address.to_string(), String::new())));
    ways.extend(service.url.clone().map(|url| way(Verb::Web, url, String::new())));
    if ways.is_empty() {
        ways.extend(service.email.clone().map(|email| way(Verb::Email, format!("mailto:{email}"), email)));
    }
    ways
}

/// Whom a service is for, where its record names a few.
fn for_whom(service: &Service) -> &'static str {
    match (service.for_whom, service.audience.as_slice()) {
        (ForWhom::Women, _) => "Women",
        (ForWhom::Men, _) => "Men",
        (_, [Audience::YoungPeople]) => "Young people",
        (_, [Audience::Professionals]) => "Professionals",
        _ => "",
    }
}

/// Whether somebody is at a door or answers a line now.
pub fn door(service: &Service, location: Option<&Location>, line: Option<&Phone>, now: Option<NaiveDateTime>) -> Door {
    let Some(now) = now else { return Door { words: String::new(), state: DoorState::Unknown } };
    let of_line = || service.schedules.iter().filter(|schedule| schedule.location_id.is_none());
    let answers_then = |line: &Phone| line.is_out_of_hours() && line.confirmed;
    if line.is_some_and(answers_then) && hours::openness(of_line(), now, is_bank_holiday) == Openness::Closed {
        return Door { words: "Answers now, out of hours".to_owned(), state: DoorState::Open };
    }
    match location {
        Some(location) if week::at(service, location).next().is_some() => {
            week::brief_door(week::at(service, location), now)
        }
        _ => week::brief_door(of_line(), now),
    }
}

/// A result as it is shown. `number` is its number in the list and on the map.
pub fn listing(engine: &Engine, found: &Found, number: Option<usize>, read: ReadAt) -> Listing {
    let catalogue = &engine.catalogue;
    let entry = &catalogue.entries[found.entry as usize];
    let service = &catalogue.listed.services[entry.service as usize];
    let facts = &catalogue.facts[entry.service as usize];
    let location = entry.location.map(|at| &catalogue.listed.locations[at as usize]);
    let area = area_words(engine, &facts.area);
    let place = match (location, found.precision) {
        (Some(location), Some(Precision::Point)) => place_words(location),
        (Some(location), _) => format!("{} (exact place not known)", place_words(location)),
        (None, Some(_)) if service.confidential_address => format!("In or around {area} (address kept private)"),
        (None, Some(_)) => format!("In or around {area} (place not known)"),
        (None, None) => format!("For {area}"),
    };
    let address = location.filter(|_| found.precision == Some(Precision::Point) && found.serves_place);
    // A door over the border may be the nearest and still not be for everybody.
    let place = if found.serves_place { place } else { format!("{place}. For people in {area}") };
    let lines = lines_to_try(service, read.now);
    let mut ways = ways(service, &lines);
    if read.writes_first {
        ways.sort_by_key(|way| !matches!(way.verb, Verb::Text | Verb::Chat));
    }
    let other = lines.get(1).filter(|other| other.number != lines[0].number);
    Listing {
        id: service.id.clone(),
        url: format!("/services/{}", service.id),
        number,
        age_fit: found.age_fit,
        distance: found.distance.map(Distance),
        about_miles: miles(engine, found, read.from)
            .filter(|(_, about)| *about)
            .map(|(miles, _)| (miles.round() as u16).max(1)),
        town: location.map_or(String::new(), |location| location.town.clone()),
        for_whom: for_whom(service),
        door: door(service, location, lines.first().copied(), read.now),
        ways,
        place_id: location.map(|location| location.id.clone()),
        on_map: location.and_then(|location| on_map(&catalogue.authority, location)),
        name: service.name.clone(),
        kind: kind_tag(engine, &service.kind),
        needs: need_tags(engine, &service.needs),
        ages: service.ages,
        ages_note: service.ages_note.clone(),
        district: entry.district.map(|at| catalogue.authority.districts[usize::from(at)].slug.clone()),
        group: found.group,
        precision: found.precision,
        place_words: place,
        address: address.map_or(String::new(), address_line),
        referral: service.referral,
        levels: service.levels.iter().map(|level| level.number()).collect(),
        access: location.map_or(Vec::new(), |location| location.access.clone()),
        languages: service.languages.clone(),
        cost: service.cost.clone(),
        confirmed: service.is_confirmed(),
        phone: lines.first().map(|line| phone_line(line)),
        other_phone: other.map(|line| phone_line(line)),
        ask_first: catalogue.authority.rings_fallback_first(service),
        unreachable: !facts.reachable,
        web: service.url.clone(),
        email: service.email.clone(),
        source: sourced(service),
        summary: service.summary.clone(),
        online: service.online,
        save: service.id.to_string(),
        serves: Vec::new(),
        reasons: Vec::new(),
    }
}

/// Where a building is on a map, when its point is known.
pub fn on_map(authority: &Authority, location: &Location) -> Option<OnMap> {
    let need_area = authority.need_areas.as_ref().and_then(|areas| areas.holds(location)).unwrap_or(false);
    Some(OnMap { point: location.point?, need_area })
}

/// Results in order, those with a point numbered from `first`.
pub fn numbered<'f>(
    engine: &Engine,
    found: impl IntoIterator<Item = &'f Found>,
    first: usize,
    read: ReadAt,
) -> Vec<Listing> {
    let mut next = first;
    found
        .into_iter()
        .map(|found| {
            let number = (found.precision == Some(Precision::Point)).then(|| {
                let this = next;
                next += 1;
                this
            });
            listing(engine, found, number, read)
        })
        .collect()
}

/// A service as a listing of no search, at its place nearest to where it is read.
pub fn of_service(engine: &Engine, id: &str, read: ReadAt) -> Option<Listing> {
    let position = engine.catalogue.service_position(id)?;
    let found = engine
        .catalogue
        .entries_of(position)
        .map(|at| engine.entry_found(at as u32, read.from))
        .min_by(|a, b| a.distance.unwrap_or(f64::INFINITY).total_cmp(&b.distance.unwrap_or(f64::INFINITY)))?;
    Some(listing(engine, &found, None, read))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county::{self, at};

    fn read(id: &str, now: &str) -> Listing {
        of_service(county::engine(), id, ReadAt::moment(at(now))).unwrap()
    }

    #[test]
    fn the_number_that_answers_at_this_hour_comes_first() {
        let day = read("family-front-door", "2026-11-26 10:00");
        assert_eq!(day.ways[0].address, "tel:01905822666");
        assert_eq!(day.door.words, "Open now until 5pm");
        let night = read("family-front-door", "2026-11-29 19:30");
        assert_eq!(night.ways[0].address, "tel:01905768020");
        assert_eq!(night.door.words, "Answers now, out of hours");
        assert_eq!(night.other_phone.unwrap().number.digits, "01905822666");
    }

    #[test]
    fn a_text_begins_with_the_word_that_its_record_says() {
        let shout = read("shout-crisis-text", "2026-11-26 10:00");
        assert_eq!((shout.ways[0].verb, shout.ways[0].address.as_str()), (Verb::Text, "sms:85258?body=SHOUT"));
    }

    #[test]
    fn a_chat_stands_after_the_number_to_ring() {
        let engine = county::changed(|listed| {
            let service = listed.services.iter_mut().find(|service| service.id == *"childline").unwrap();
            service.chats.push(Chat {
                address: "https://chat.example.org/".parse().unwrap(),
                hours_note: String::new(),
                confirmed: true,
                source_ids: Vec::new(),
            });
        });
        let found = of_service(&engine, "childline", ReadAt::default()).unwrap();
        let verbs: Vec<Verb> = found.ways.iter().map(|way| way.verb).collect();
        assert_eq!(verbs[..2], [Verb::Ring, Verb::Chat]);
    }

    #[test]
    fn what_is_printed_says_nothing_of_doors_that_are_open() {
        let printed = of_service(county::engine(), "family-front-door", ReadAt::default()).unwrap();
        assert!(printed.door.words.is_empty());
        assert_eq!(printed.ways[0].address, "tel:01905822666");
    }
}
