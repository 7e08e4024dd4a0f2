//! The parts of a service in the feed: places, times, areas, cost, lines and sources.

use super::{
    entity::{
        Accessibility, Address, Contact, CostOption, Freq, Language, Location, Phone, PlaceType, Schedule, ServiceArea,
        ServiceAtLocation, Source,
    },
    ids::Id,
    text::Text,
};
use directory::{Authority, Frequency, ServiceArea as Area};
use schedule::hours;
use search::catalogue::Catalogue;

/// Goes wherever an unconfirmed number goes.
const NUMBER_UNCONFIRMED: &str = "Not confirmed, may have changed.";

const TAKES_TEXTS: &str = "You can send a text to this number.";
const KNOWN_ADDRESS: &str = "The address as far as it is known: ";
const RECORD_UNCONFIRMED: &str = "Not confirmed: ring or look first.";

/// What goes wherever an unconfirmed record goes; nothing for a confirmed one.
pub(super) fn caution(confirmed: bool) -> &'static str {
    if confirmed { "" } else { RECORD_UNCONFIRMED }
}

/// The description of a number of our own feed, read back: its hours, and whether it takes texts.
pub(crate) fn own_phone_words(description: &str) -> (String, bool) {
    let hours = description.replacen(NUMBER_UNCONFIRMED, "", 1).replacen(TAKES_TEXTS, "", 1);
    (hours.trim().to_owned(), description.contains(TAKES_TEXTS))
}

/// The parts of an address that a place of our own feed gives in words.
pub(crate) fn own_address_parts(description: &str) -> Vec<String> {
    let known = description.strip_prefix(KNOWN_ADDRESS).unwrap_or_default();
    let known = known.strip_suffix(RECORD_UNCONFIRMED).unwrap_or(known).trim().trim_end_matches('.');
    known.split(", ").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether the description of a schedule says no more than its days and times, as ours do.
pub(crate) fn says_only_when(description: &str, schedule: &directory::Schedule) -> bool {
    let bare = description.strip_suffix(RECORD_UNCONFIRMED).unwrap_or(description).trim();
    bare.is_empty() || bare == when(schedule)
}

/// The days and times of a schedule as a sentence; empty where its days are not known.
fn when(schedule: &directory::Schedule) -> String {
    let words = hours::describe_schedules([schedule]).pop();
    let words = words.map_or(String::new(), |time| format!("{} {}", time.days, time.times));
    if schedule.days.is_empty() { String::new() } else { format!("{}.", words.trim()) }
}

/// The places of a service, none where its address is confidential.
pub(super) fn at_locations(catalogue: &Catalogue, service: &directory::Service) -> Vec<ServiceAtLocation> {
    if service.confidential_address {
        return Vec::new();
    }
    let known = service.location_ids.iter().filter_map(|id| catalogue.location(id.as_str()));
    known
        .map(|place| ServiceAtLocation {
            id: Id::service_at_location(service.id.as_str(), place.id.as_str()),
            name: None,
            status: None,
            location: location(&catalogue.authority, place),
            service: None,
        })
        .collect()
}

/// A place, with its address where the whole of it is known.
pub(super) fn location(authority: &Authority, location: &directory::Location) -> Location {
    let slug = location.id.as_str();
    let address = address(authority, location);
    let lines = location.address_lines().join(", ");
    let known = if address.is_some() { String::new() } else { format!("{KNOWN_ADDRESS}{lines}.") };
    Location {
        id: Id::location(slug),
        location_type: PlaceType::Physical,
        name: Text::new(&location.name),
        description: Text::sentences([known.as_str(), caution(location.is_confirmed())]),
        latitude: location.point.map(|point| point.latitude()),
        longitude: location.point.map(|point| point.longitude()),
        addresses: address.into_iter().collect(),
        accessibility: accessibility(location),
    }
}

/// What a place is known to have, and what else is known about getting in.
fn accessibility(location: &directory::Location) -> Vec<Accessibility> {
    let entry = |id: String, words: &str| {
        let known = Text::new(words)?;
        Some(Accessibility { id: Id::of("accessibility", &id), description: known.clone(), accessibility: known })
    };
    let slug = &location.id;
    let features = location.access.iter().filter_map(|access| entry(format!("{slug}/{access}"), access.label()));
    features.chain(entry(slug.to_string(), &location.accessibility)).collect()
}

/// The languages in which a service is given.
pub(super) fn languages(service: &directory::Service) -> Vec<Language> {
    let entry = |language: &directory::SpokenLanguage| {
        let code = language.code();
        let id = Id::of("language", &format!("{}/{code}", service.id));
        Some(Language { id, name: Text::new(language.name())?, code: Text::new(code)? })
    };
    service.languages.iter().filter_map(entry).collect()
}

/// The address, when every part that the standard wants is known: a line, a town and a postcode.
fn address(authority: &Authority, location: &directory::Location) -> Option<Address> {
    let lines = [location.address_1.as_str(), location.address_2.as_str()];
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Some(Address {
        id: Id::of("address", location.id.as_str()),
        address_1: Text::new(&lines.join(", "))?,
        city: Text::new(&location.town)?,
        state_province: Text::new(&authority.name)?,
        postal_code: Text::new(&location.postcode?.to_string())?,
        country: Text::new("GB")?,
        address_type: PlaceType::Physical,
    })
}

/// When a service happens.
pub(super) fn schedules(service: &directory::Service) -> Vec<Schedule> {
    let all = service.schedules.iter().enumerate();
    let public = all.filter(|(_, schedule)| !service.confidential_address || schedule.location_id.is_none());
    public
        .map(|(row, schedule)| {
            let said = when(schedule);
            let place = schedule.location_id.as_ref();
            Schedule {
                id: Id::of("schedule", &format!("{}/{row}", service.id)),
                service_at_location_id: place.map(|id| Id::service_at_location(service.id.as_str(), id.as_str())),
                valid_from: schedule.valid_from,
                valid_to: schedule.valid_to,
                freq: schedule.frequency.map(|frequency| match frequency {
                    Frequency::Weekly => Freq::Weekly,
                    Frequency::Monthly => Freq::Monthly,
                }),
                interval: schedule.frequency.map(|_| schedule.interval.max(1)),
                byday: Text::new(&by_day(schedule)),
                description: Text::sentences([said.as_str(), caution(schedule.confirmed)]),
                opens_at: schedule.opens_at.and_then(|time| Text::new(&time.format("%H:%M:%S").to_string())),
                closes_at: schedule.closes_at.and_then(|time| Text::new(&time.format("%H:%M:%S").to_string())),
                notes: Text::new(&schedule.note),
            }
        })
        .collect()
}

/// Days as RFC 5545 writes them, in a month each with its position.
fn by_day(schedule: &directory::Schedule) -> String {
    let days = schedule.days.iter().map(|day| schedule::calendar::weekday_code(*day));
    let monthly = schedule.frequency == Some(Frequency::Monthly) && !schedule.positions.is_empty();
    let parts: Vec<String> = if monthly {
        days.flat_map(|day| schedule.positions.iter().map(move |position| format!("{position}{day}"))).collect()
    } else {
        days.map(str::to_owned).collect()
    };
    parts.join(",")
}

/// The areas that a service serves.
pub(super) fn areas(authority: &Authority, service: &directory::Service) -> Vec<ServiceArea> {
    let area = |name: &str, uri: Option<String>| ServiceArea {
        id: Id::of("service_area", &format!("{}/{name}", service.id)),
        name: Text::or(name, "unknown"),
        uri: uri.as_deref().and_then(Text::new),
        service_area: Text::or(name, "unknown"),
    };
    match &service.area {
        Area::Nation => vec![area("National", None)],
        Area::County => vec![area(&authority.name, None)],
        Area::Districts(slugs) => slugs
            .iter()
            .filter_map(|slug| authority.district(slug.as_str()))
            .map(|district| area(&district.name, Some(format!("{ONS_AREA}{}", district.code))))
            .collect(),
    }
}

/// Where the Office for National Statistics names areas by their code.
const ONS_AREA: &str = "http://statistics.data.gov.uk/id/statistical-geography/";

/// What a service costs.
pub(super) fn cost(service: &directory::Service) -> Vec<CostOption> {
    let words = Text::new(&service.cost);
    let of = |words| CostOption {
        id: Id::of("cost_option", service.id.as_str()),
        amount: (service.is_free() == Some(true)).then_some(0),
        amount_description: words,
    };
    words.map(of).into_iter().collect()
}

/// The lines to a service.
pub(super) fn contacts(service: &directory::Service) -> Vec<Contact> {
    let all = service.phones.iter().enumerate();
    all.filter_map(|(row, phone)| {
        let name = format!("{}/{row}", service.id);
        let texts = if phone.takes_texts { TAKES_TEXTS } else { "" };
        let unsure = if phone.confirmed { "" } else { NUMBER_UNCONFIRMED };
        let number = Phone {
            id: Id::of("phone", &name),
            number: Text::new(phone.number.as_str())?,
            description: Text::sentences([unsure, phone.hours_note.as_str(), texts]),
            confirmed: phone.confirmed,
        };
        Some(Contact { id: Id::of("contact", &name), title: Text::new(&phone.label), phones: vec![number] })
    })
    .collect()
}

/// Where the facts of a service come from.
pub(super) fn sources(catalogue: &Catalogue, service: &directory::Service) -> Vec<Source> {
    let known = service.source_ids.iter().filter_map(|id| catalogue.source(id.as_str()));
    known
        .filter_map(|source| {
            Some(Source {
                title: Text::new(&source.title)?,
                date: source.date.as_ref().and_then(|date| Text::new(&date.to_string())),
                licence: Text::new(&source.licence),
            })
        })
        .collect()
}
