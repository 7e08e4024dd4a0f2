//! The same service in two directories: found by name, telephone, address and place, and only
//! ever proposed. Two records become one when a person says so.

use super::{merge::StoredRecords, terms::folded};
use directory::{Listed, Location, Service, Slug};
use std::collections::{HashMap, HashSet};

/// A number that more services than this share is a switchboard and tells nothing.
const SWITCHBOARD: usize = 5;
/// How like two names must be (Jaro-Winkler) to count as one.
const ALIKE: f64 = 0.92;
/// The same with a telephone and a place in common.
const FAIRLY_ALIKE: f64 = 0.75;
/// How near two points are one place, in miles: about 150 metres.
const ONE_PLACE: f64 = 0.1;

/// Two records that may be the same service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// The record that came in: its name and id.
    pub new: (String, Slug),
    /// The record that is here.
    pub here: (String, Slug),
    /// What they have in common: "name", "telephone", "address", "place", "web page".
    pub common: Vec<&'static str>,
}

/// The services of an import that look like one of another source.
pub(super) fn find_duplicates(incoming: &Listed, stored: &StoredRecords, source: &str) -> Vec<Likeness> {
    let mut by_name: HashMap<String, Vec<&Service>> = HashMap::new();
    let mut by_phone: HashMap<String, Vec<&Service>> = HashMap::new();
    let mut by_place: HashMap<String, Vec<&Service>> = HashMap::new();
    let mut by_url: HashMap<&str, Vec<&Service>> = HashMap::new();
    for row in stored.services.values().filter(|row| row.source != source && !row.withdrawn) {
        let service = &row.record;
        by_name.entry(folded(&service.name)).or_default().push(service);
        for phone in &service.phones {
            by_phone.entry(phone.number.digits()).or_default().push(service);
        }
        for place in locations_of(service, stored) {
            if let Some(postcode) = place.postcode {
                by_place.entry(postcode.to_string()).or_default().push(service);
            }
        }
        if let Some(url) = &service.url {
            by_url.entry(url).or_default().push(service);
        }
    }
    let places: HashMap<&Slug, &Location> = incoming.locations.iter().map(|place| (&place.id, place)).collect();
    let mut found = Vec::new();
    for service in &incoming.services {
        let own: Vec<&Location> = service.location_ids.iter().filter_map(|id| places.get(id).copied()).collect();
        let mut candidates: Vec<&Service> = by_name.get(&folded(&service.name)).cloned().unwrap_or_default();
        let numbers = service.phones.iter().filter_map(|phone| by_phone.get(&phone.number.digits()));
        candidates.extend(numbers.filter(|list| list.len() <= SWITCHBOARD).flatten());
        let postcodes =
            own.iter().filter_map(|place| place.postcode).filter_map(|code| by_place.get(&code.to_string()));
        candidates.extend(postcodes.flatten());
        candidates.extend(service.url.as_deref().and_then(|url| by_url.get(url)).into_iter().flatten());
        let mut seen = HashSet::new();
        for here in candidates.into_iter().filter(|here| here.id != service.id && seen.insert(&here.id)) {
            let quiet = |digits: &String| by_phone.get(digits).is_none_or(|list| list.len() <= SWITCHBOARD);
            let common = in_common(service, &own, here, &locations_of(here, stored), quiet);
            if let Some(common) = common {
                found.push(Likeness {
                    new: (service.name.clone(), service.id.clone()),
                    here: (here.name.clone(), here.id.clone()),
                    common,
                });
            }
        }
    }
    found.sort_by(|a, b| (&a.new.1, &a.here.1).cmp(&(&b.new.1, &b.here.1)));
    found
}

fn locations_of<'h>(service: &Service, stored: &'h StoredRecords) -> Vec<&'h Location> {
    service.location_ids.iter().filter_map(|id| stored.locations.get(id)).map(|row| &row.record).collect()
}

/// What two services have in common, when that is enough to take them for one.
fn in_common(
    new: &Service,
    new_places: &[&Location],
    here: &Service,
    here_places: &[&Location],
    tells: impl Fn(&String) -> bool,
) -> Option<Vec<&'static str>> {
    let (a, b) = (folded(&new.name), folded(&here.name));
    let likeness = if a == b { 1.0 } else { strsim::jaro_winkler(&a, &b) };
    let pair =
        |test: &dyn Fn(&Location, &Location) -> bool| new_places.iter().any(|a| here_places.iter().any(|b| test(a, b)));
    let numbers: HashSet<String> = here.phones.iter().map(|phone| phone.number.digits()).collect();
    let mut common = Vec::new();
    let mut note = |word: &'static str, holds: bool| {
        if holds {
            common.push(word);
        }
        holds
    };
    let phone = note(
        "telephone",
        new.phones.iter().map(|phone| phone.number.digits()).any(|digits| numbers.contains(&digits) && tells(&digits)),
    );
    let address = note(
        "address",
        pair(&|a, b| a.postcode.is_some() && a.postcode == b.postcode && folded(&a.address_1) == folded(&b.address_1)),
    );
    let place = note(
        "place",
        pair(&|a, b| match (a.point, b.point) {
            (Some(a), Some(b)) => places::distance_between(a, b) < ONE_PLACE,
            _ => false,
        }),
    );
    let url = note("web page", new.url.is_some() && new.url == here.url);
    let somewhere = address || place;
    let same = (likeness >= 1.0 && a.contains(' '))
        || (likeness >= ALIKE && (phone || somewhere || url))
        || (likeness >= FAIRLY_ALIKE && phone && somewhere);
    if !same {
        return None;
    }
    if likeness >= ALIKE {
        common.insert(0, "name");
    }
    Some(common)
}
