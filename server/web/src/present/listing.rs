//! A found entry as a listing.

use app::model::{Distance, KindTag, Listing, NeedTag, OnMap, PhoneLine, Precision, Sourced, site::PhoneNumberText};
use directory::{Authority, Location, Phone, PhoneNumber, Point, Service, Slug};
use search::{
    catalogue::Area,
    {Engine, Found},
};

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

/// A kind as it is shown; an unknown one as its id in a circle.
pub fn kind_tag(engine: &Engine, slug: &Slug) -> KindTag {
    match engine.catalogue.kind(slug.as_str()) {
        Some(kind) => KindTag {
            slug: kind.slug.clone(),
            label: kind.label.clone(),
            letter: kind.letter.clone(),
            shape: kind.shape,
        },
        None => KindTag {
            slug: slug.clone(),
            label: slug.to_string(),
            letter: "?".to_owned(),
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

/// A result as it is shown. `number` is its number in the list and on the map.
pub fn listing(engine: &Engine, found: &Found, number: Option<usize>) -> Listing {
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
    // A door over the border may be the nearest and still not be for everybody.
    let place = if found.serves_place { place } else { format!("{place}. For people in {area}") };
    Listing {
        id: service.id.clone(),
        url: format!("/services/{}", service.id),
        number,
        age_fit: found.age_fit,
        distance: found.distance.map(Distance),
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
        referral: service.referral,
        levels: service.levels.iter().map(|level| level.number()).collect(),
        access: location.map_or(Vec::new(), |location| location.access.clone()),
        languages: service.languages.clone(),
        cost: service.cost.clone(),
        confirmed: service.is_confirmed(),
        phone: service.first_phone().map(phone_line),
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
pub fn numbered<'f>(engine: &Engine, found: impl IntoIterator<Item = &'f Found>, first: usize) -> Vec<Listing> {
    let mut next = first;
    found
        .into_iter()
        .map(|found| {
            let number = (found.precision == Some(Precision::Point)).then(|| {
                let this = next;
                next += 1;
                this
            });
            listing(engine, found, number)
        })
        .collect()
}

/// A service as a listing of no search, at its place nearest to `from`.
pub fn of_service(engine: &Engine, id: &str, from: Option<Point>) -> Option<Listing> {
    let position = engine.catalogue.service_position(id)?;
    let found = engine
        .catalogue
        .entries_of(position)
        .map(|at| engine.entry_found(at as u32, from))
        .min_by(|a, b| a.distance.unwrap_or(f64::INFINITY).total_cmp(&b.distance.unwrap_or(f64::INFINITY)))?;
    Some(listing(engine, &found, None))
}
