//! A directory of any size for measuring: an invented country with the needs, kinds and words of a
//! real folder. Nothing in it is real, and it says so.

mod country;

use anyhow::Context;
use chrono::{NaiveTime, Weekday};
use country::{MOST_POSTCODES, Town};
use directory::{
    AgeRange, Folder, Frequency, Listed, Location, NotListed, Phone, Point, PostcodePoint, Records, Schedule, Service,
    ServiceArea, Settlement, Slug, Source, Status, Ward, authority,
    place::EndedPostcode,
    safeguarding::tells_of_abuse,
    table::{self, Record},
};
use std::collections::HashSet;

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many services, those that stay from the folder among them.
    pub services: usize,
    /// How many postcodes.
    pub postcodes: usize,
    /// The same seed makes the same directory.
    pub seed: u64,
}

/// The one source of everything invented.
const SOURCE: &str = "generated";
/// Of a hundred services: with a door, with a number, with confirmed facts, for a whole county.
const WITH_DOOR: u8 = 75;
const WITH_NUMBER: u8 = 85;
const CONFIRMED: u8 = 40;
const COUNTY_WIDE: u8 = 3;
/// Of a hundred services whose model does not say: with ages, and with a weekly session.
const WITH_AGES: u8 = 40;
const WITH_SESSION: u8 = 30;

const SIGNS: [&str; 24] = [
    "Acorn",
    "Beacon",
    "Bluebell",
    "Bridge",
    "Chestnut",
    "Compass",
    "Cornerstone",
    "Daisy",
    "Elderflower",
    "Harbour",
    "Haven",
    "Hazel",
    "Kingfisher",
    "Lantern",
    "Larkrise",
    "Meadow",
    "Orchard",
    "Poppy",
    "Rainbow",
    "Riverside",
    "Rowan",
    "Skylark",
    "Sunflower",
    "Willow",
];
const STREETS: [&str; 10] = [
    "High Street",
    "Church Lane",
    "Station Road",
    "Mill Lane",
    "School Road",
    "The Green",
    "Park Avenue",
    "Bridge Street",
    "Queen Street",
    "Orchard Close",
];
/// Ages that services are for: from, to.
const AGES: [(u16, Option<u16>); 8] = [
    (0, Some(2)),
    (0, Some(5)),
    (0, Some(19)),
    (5, Some(11)),
    (8, Some(13)),
    (11, Some(16)),
    (13, Some(19)),
    (16, None),
];
const DAYS: [Weekday; 6] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];

/// The files of the invented directory that differ from those of `base`, whose records are
/// `records`; all others are the base's own. Fails when the base holds nothing to take after, or
/// when the plan wants more postcodes or fewer services than there can be.
pub fn files(base: &Folder, records: &Records, plan: &Plan) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    anyhow::ensure!(plan.postcodes <= MOST_POSTCODES, "there is room for {MOST_POSTCODES} postcodes: ask for fewer");
    let mut random = fastrand::Rng::with_seed(plan.seed);
    let towns = country::towns(plan, &mut random);
    let listed = listed(records, plan, &towns, &mut random)?;
    let hubs = listed.services.iter().filter(|service| service.kind == records.authority.hub_kind);
    let hubs = hubs.map(|service| service.id.to_string()).collect();
    let text = base.text(authority::FILE).map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let mut files = vec![
        (authority::FILE, authority(text, hubs)?.into_bytes()),
        ("districts.geojson", country::outlines().into_bytes()),
        ("rivers.geojson", br#"{"type":"FeatureCollection","features":[]}"#.to_vec()),
        (directory::Town::FILE, country::town_rows(&towns, &mut random).into_bytes()),
        (Ward::FILE, table::header::<Ward>().into_bytes()),
        (Settlement::FILE, table::header::<Settlement>().into_bytes()),
        // What is not listed names the county's own services as the nearest.
        (NotListed::FILE, table::header::<NotListed>().into_bytes()),
        (PostcodePoint::FILE, country::postcode_rows(&towns, &mut random).into_bytes()),
        (EndedPostcode::FILE, table::header::<EndedPostcode>().into_bytes()),
    ];
    files.extend(listed.write_tables()?);
    Ok(files)
}

fn listed(records: &Records, plan: &Plan, towns: &[Town], random: &mut fastrand::Rng) -> anyhow::Result<Listed> {
    let kept = fixed_services(records);
    let (mut services, models): (Vec<Service>, Vec<Service>) =
        records.listed.services.iter().cloned().partition(|service| kept.contains(&service.id));
    let models: Vec<Service> = models.into_iter().filter(|service| service.area != ServiceArea::Nation).collect();
    anyhow::ensure!(!models.is_empty(), "the folder has no local service to take after");
    let left = plan.services.checked_sub(services.len()).with_context(|| {
        format!("{} national and urgent services stay from the folder: ask for that many at least", services.len())
    })?;
    for service in &mut services {
        service.location_ids.clear();
        service.schedules.retain(|schedule| schedule.location_id.is_none());
        if service.area != ServiceArea::Nation {
            service.area = ServiceArea::County;
        }
    }
    let mut locations = Vec::new();
    for number in 0..left {
        let model = &models[random.usize(..models.len())];
        let town = &towns[random.usize(..towns.len())];
        let kind = records.terms.kinds.iter().find(|kind| kind.slug == model.kind);
        let kind = kind.map_or(model.kind.as_str(), |kind| kind.label.as_str());
        let name = format!("{} {kind}, {}", SIGNS[random.usize(..SIGNS.len())], town.name);
        let mut service = invented(model, &format!("g{number:06}-{}", model.kind), name, town, random)?;
        // The check refuses a folder in which a service about abuse has a door.
        let is_secret = model.confidential_address || service.public_texts().any(tells_of_abuse);
        if !is_secret && !model.phone_only && random.u8(..100) < WITH_DOOR {
            let place = invent_location(&service, town, random)?;
            service.location_ids.push(place.id.clone());
            locations.push(place);
        }
        for schedule in &mut service.schedules {
            schedule.location_id = schedule.location_id.as_ref().and(service.location_ids.first().cloned());
        }
        if service.schedules.is_empty() && !service.location_ids.is_empty() && random.u8(..100) < WITH_SESSION {
            service.schedules.push(session(&service, random)?);
        }
        services.push(service);
    }
    let mut sources = records.listed.sources.clone();
    sources.push(Source {
        id: slug(SOURCE)?,
        title: "Made by hubfinder generate: nothing in it is real".to_owned(),
        address: "hubfinder generate".to_owned(),
        date: "2026".parse().ok(),
        licence: String::new(),
        read_on: String::new(),
    });
    Ok(Listed { sources, organizations: records.listed.organizations.clone(), locations, services })
}

/// Services that stay as they are: national lines, and all that the authority names.
fn fixed_services(records: &Records) -> HashSet<Slug> {
    let authority = &records.authority;
    let national = records.listed.services.iter().filter(|service| service.area == ServiceArea::Nation);
    let young = &authority.young_people;
    let of_dangers = authority.dangers.iter().flat_map(|danger| &danger.lines);
    let named = of_dangers.chain(&young.lines).chain(&young.safety).cloned();
    let urgent = authority.urgent.iter().filter_map(|line| line.service_id.parse().ok());
    national.map(|service| service.id.clone()).chain(named).chain(urgent).collect()
}

/// A service like the model, without anything that leads to a real place, line or page.
fn invented(
    model: &Service,
    id: &str,
    name: String,
    town: &Town,
    random: &mut fastrand::Rng,
) -> anyhow::Result<Service> {
    let phone = Phone {
        // Numbers that Ofcom keeps for drama: nobody answers them.
        number: format!("01632 960{:03}", random.u16(..1_000)).parse().map_err(said)?,
        label: String::new(),
        hours_note: String::new(),
        takes_texts: false,
        confirmed: random.u8(..100) < CONFIRMED,
        source_ids: vec![slug(SOURCE)?],
    };
    let ages = if !model.ages.is_stated() && random.u8(..100) < WITH_AGES {
        let (from, to) = AGES[random.usize(..AGES.len())];
        AgeRange::new(Some(from), to).map_err(said)?
    } else {
        model.ages
    };
    Ok(Service {
        id: slug(id)?,
        summary: format!("{} Invented for {}.", model.summary, town.name),
        name,
        ages,
        area: if random.u8(..100) < COUNTY_WIDE {
            ServiceArea::County
        } else {
            ServiceArea::Districts(vec![slug(&country::district_slug(town.district))?])
        },
        phones: if random.u8(..100) < WITH_NUMBER { vec![phone] } else { Vec::new() },
        how_to_get_help: String::new(),
        url: None,
        email: None,
        assured_date: None,
        source_ids: vec![slug(SOURCE)?],
        chats: Vec::new(),
        location_ids: Vec::new(),
        note: String::new(),
        ..model.clone()
    })
}

fn invent_location(service: &Service, town: &Town, random: &mut fastrand::Rng) -> anyhow::Result<Location> {
    let (latitude, longitude) = town.point(random);
    let decile = Some(1 + random.u8(..10));
    let postcode = (town.postcodes > 0).then(|| town.postcode(random.usize(..town.postcodes)));
    Ok(Location {
        id: slug(&format!("{}-place", service.id))?,
        name: service.name.clone(),
        address_1: format!("{} {}", 1 + random.u8(..120), STREETS[random.usize(..STREETS.len())]),
        address_2: String::new(),
        town: town.name.clone(),
        postcode: postcode.map(|postcode| postcode.parse()).transpose().map_err(said)?,
        point: Some(Point::new(latitude, longitude).map_err(said)?),
        district: slug(&country::district_slug(town.district))?,
        imd2019_decile: decile,
        imd2025_decile: decile,
        access: Vec::new(),
        accessibility: String::new(),
        status: Status::Check,
        source_ids: vec![slug(SOURCE)?],
        note: String::new(),
    })
}

/// One or two hours on one day of the week.
fn session(service: &Service, random: &mut fastrand::Rng) -> anyhow::Result<Schedule> {
    let opens = 9 + random.u32(..9);
    let hour = |hour: u32| NaiveTime::from_hms_opt(hour, 0, 0).context("an hour of the day");
    Ok(Schedule {
        location_id: service.location_ids.first().cloned(),
        days: vec![DAYS[random.usize(..DAYS.len())]],
        frequency: Some(Frequency::Weekly),
        interval: 1,
        positions: Vec::new(),
        opens_at: Some(hour(opens)?),
        closes_at: Some(hour(opens + 1 + random.u32(..2))?),
        valid_from: None,
        valid_to: None,
        note: String::new(),
        confirmed: random.u8(..100) < CONFIRMED,
    })
}

fn slug(text: &str) -> anyhow::Result<Slug> {
    text.parse().map_err(said).with_context(|| format!("'{text}'"))
}

fn said(invalid: directory::Invalid) -> anyhow::Error {
    anyhow::anyhow!("{}", invalid.what)
}

/// The base's `authority.toml` for the invented country: its lines and dangers, with other districts.
fn authority(text: &str, hubs: Vec<String>) -> anyhow::Result<String> {
    let mut authority: toml::Table = text.parse()?;
    let district = |district: usize| {
        let (latitude, longitude) = country::middle(district);
        toml::Table::from_iter([
            ("slug".to_owned(), country::district_slug(district).into()),
            ("name".to_owned(), country::district_name(district).into()),
            ("code".to_owned(), country::district_code(district).into()),
            ("latitude".to_owned(), latitude.into()),
            ("longitude".to_owned(), longitude.into()),
        ])
    };
    let districts: Vec<toml::Value> = (0..country::DISTRICTS).map(|number| district(number).into()).collect();
    let edges =
        [("west", country::WEST), ("south", country::SOUTH), ("east", country::EAST), ("north", country::NORTH)];
    let extent: toml::Table = edges.map(|(edge, degrees)| (edge.to_owned(), degrees.into())).into_iter().collect();
    authority.insert("name".to_owned(), "an invented country".into());
    // What is written holds the national rows already.
    authority.insert("national".to_owned(), "".into());
    authority.insert("notice".to_owned(), "Everything here is invented, for measuring. Ring nobody.".into());
    authority.insert("districts".to_owned(), districts.into());
    authority.insert("teams".to_owned(), toml::Table::new().into());
    authority.insert("hubs_known".to_owned(), hubs.into());
    authority.remove("hubs_total");
    authority.insert("extent".to_owned(), extent.into());
    Ok(toml::to_string(&authority)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    type Files = Vec<(&'static str, Vec<u8>)>;

    fn made(plan: Plan) -> anyhow::Result<(Folder, Files)> {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
        let base = folder::read(&dir).unwrap();
        let records = folder::records(&base, &dir).unwrap();
        let files = files(&base, &records, &plan)?;
        Ok((base, files))
    }

    #[test]
    fn what_is_made_passes_the_check_and_holds_what_was_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        let (base, files) = made(Plan { services: 600, postcodes: 1_000, seed: 1 }).unwrap();
        for (name, bytes) in base.files().chain(files.iter().map(|(name, bytes)| (*name, bytes.as_slice()))) {
            std::fs::write(dir.path().join(name), bytes).unwrap();
        }
        let records = folder::records(&folder::read(dir.path()).unwrap(), dir.path()).unwrap();
        assert_eq!(records.listed.services.len(), 600);
        assert_eq!(records.gazetteer.postcodes.len(), 1_000);
        assert!(records.authority.notice.contains("invented"));
        let invented: Vec<&Service> =
            records.listed.services.iter().filter(|service| service.summary.contains("Invented for")).collect();
        assert!(invented.len() > 300);
        for service in &invented {
            assert!(service.url.is_none() && service.email.is_none(), "{} leads to a real page", service.id);
            let drama = |phone: &Phone| phone.number.as_str().starts_with("01632 960");
            assert!(service.phones.iter().all(drama), "{} leads to a real line", service.id);
        }
        let share =
            |holds: &dyn Fn(&Service) -> bool| invented.iter().filter(|s| holds(s)).count() * 100 / invented.len();
        assert!((40..90).contains(&share(&|service| !service.location_ids.is_empty())));
        assert!((20..90).contains(&share(&|service| service.ages.is_stated())));
        assert!((10..90).contains(&share(&|service| !service.schedules.is_empty())));
    }

    #[test]
    fn the_same_seed_makes_the_same_bytes_and_another_seed_others() {
        let made = |seed| made(Plan { services: 400, postcodes: 500, seed }).unwrap().1;
        assert_eq!(made(7), made(7));
        assert_ne!(made(7), made(8));
    }

    #[test]
    fn a_plan_that_cannot_be_met_says_what_can() {
        let said = |services, postcodes| made(Plan { services, postcodes, seed: 1 }).unwrap_err().to_string();
        assert!(said(3, 10).contains("stay from the folder: ask for that many at least"), "{}", said(3, 10));
        assert!(said(400, 99_999_999).contains("ask for fewer"), "{}", said(400, 99_999_999));
    }
}
