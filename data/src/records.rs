//! All records of an authority, read from its folder.

use crate::{
    age::AgeRange,
    authority::Authority,
    chapter::{self, Chapter},
    check, contact,
    folder::Folder,
    glossary::{self, GlossaryTerm},
    guide::{self, NeedGuide},
    holiday::{self, SchoolHoliday},
    kind::Kind,
    location::Location,
    need::{Need, NeedGroup},
    organization::Organization,
    pathway::{self, Pathway},
    phone::Phone,
    phrase::{Alarm, DangerPhrase, Phrase, WordClass},
    place::{PostcodePoint, Town, Ward},
    point::Point,
    problem::{Invalid, Problem},
    referral::{Referral, Referrer},
    schedule::{self, Schedule},
    service::Service,
    slug::Slug,
    source::{Source, SourceDate},
    table::{self, Row},
};
use std::collections::BTreeMap;

/// Everything a folder holds, checked.
#[derive(Debug, Clone)]
pub struct Records {
    /// The authority.
    pub authority: Authority,
    /// The terms.
    pub terms: Terms,
    /// What the directory lists.
    pub listed: Listed,
    /// Postcodes, towns and wards.
    pub gazetteer: GazetteerRows,
}

/// The taxonomy: kinds and needs.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Kinds, in the order of the file.
    pub kinds: Vec<Kind>,
    /// Groups of needs, in the order they are shown.
    pub groups: Vec<NeedGroup>,
    /// Needs, in the order they are shown.
    pub needs: Vec<Need>,
    /// What each need is like and what can be done, as far as somebody has written it.
    pub guides: Vec<NeedGuide>,
    /// Words of people who work with families, explained.
    pub glossary: Vec<GlossaryTerm>,
    /// People's words for needs.
    pub phrases: Vec<Phrase>,
    /// Words that stand for one another in the words of danger.
    pub danger_words: Vec<WordClass>,
    /// Words of danger, and words that only sound like it.
    pub dangers: Vec<DangerPhrase>,
    /// Short forms: what is typed (one word) and what it means.
    pub shorthand: Vec<(String, String)>,
    /// The early help pathway for people who work with families.
    pub pathway: Pathway,
    /// School holidays, in the order of the file; empty while the authority gives none.
    pub holidays: Vec<SchoolHoliday>,
    /// Chapters of the booklet, in the order of the file.
    pub chapters: Vec<Chapter>,
}

/// What the store keeps: services and what they stand on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// Who runs services.
    pub organizations: Vec<Organization>,
    /// Buildings.
    pub locations: Vec<Location>,
    /// Services with their phones, schedules and places.
    pub services: Vec<Service>,
}

/// Rows of the gazetteer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GazetteerRows {
    /// Towns and villages.
    pub towns: Vec<Town>,
    /// Wards.
    pub wards: Vec<Ward>,
    /// Postcodes, live and ended.
    pub postcodes: Vec<PostcodePoint>,
}

/// Reads what every start needs from the folder: the authority and its terms.
pub fn read_terms(folder: &Folder) -> Result<(Authority, Terms), Vec<Problem>> {
    let mut problems = Vec::new();
    let authority = read_authority(folder, &mut problems);
    let terms = terms(folder, &mut problems);
    match authority {
        Some(authority) if problems.is_empty() => Ok((authority, terms)),
        _ => Err(problems),
    }
}

impl Records {
    /// Reads and checks a whole folder. Fails with everything that is wrong, in the order of the
    /// files and lines.
    pub fn read(folder: &Folder) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let authority = read_authority(folder, &mut problems);
        let terms = terms(folder, &mut problems);
        let mut lines = check::Lines::default();
        let sources = sources(folder, &mut lines, &mut problems);
        let organizations = organizations(folder, &mut lines, &mut problems);
        let locations = locations(folder, &mut lines, &mut problems);
        let mut services = services(folder, &mut lines, &mut problems);
        attach(folder, &mut services, &mut lines, &mut problems);
        let gazetteer = gazetteer(folder, &mut problems);
        let listed = Listed { sources, organizations, locations, services };
        let Some(authority) = authority else {
            problems.sort();
            return Err(problems);
        };
        let records = Self { authority, terms, listed, gazetteer };
        check::check(&records, &lines, &mut problems);
        if problems.is_empty() {
            Ok(records)
        } else {
            problems.sort();
            problems.dedup();
            Err(problems)
        }
    }
}

fn read_authority(folder: &Folder, problems: &mut Vec<Problem>) -> Option<Authority> {
    let text = folder.text(crate::authority::FILE).map_err(|problem| problems.push(*problem)).ok()?;
    Authority::read(text).map_err(|mut wrong| problems.append(&mut wrong)).ok()
}

fn terms(folder: &Folder, problems: &mut Vec<Problem>) -> Terms {
    let kinds =
        table::read(folder, "kinds.csv", &["slug", "label", "plural", "letter", "shape", "note"], problems, |row| {
            Some(Kind {
                slug: row.required("slug")?,
                label: row.required_text("label")?,
                plural: row.required_text("plural")?,
                letter: row.required_text("letter")?,
                shape: row.required("shape")?,
                note: row.owned("note"),
            })
        });
    let groups = table::read(folder, "need_groups.csv", &["slug", "label"], problems, |row| {
        Some(NeedGroup { slug: row.required("slug")?, label: row.required_text("label")? })
    });
    let columns = ["slug", "group", "label", "description", "covers", "pregnancy", "send", "sensitive"];
    let needs = table::read(folder, "needs.csv", &columns, problems, |row| {
        let group: Slug = row.required("group")?;
        if !groups.iter().any(|known| known.slug == group) {
            row.wrong("group", Invalid::new("is not a group of needs", "use an id of need_groups.csv"));
        }
        Some(Need {
            slug: row.required("slug")?,
            group,
            label: row.required_text("label")?,
            description: row.required_text("description")?,
            covers: row
                .text("covers")
                .split(',')
                .map(|part| part.trim().to_owned())
                .filter(|p| !p.is_empty())
                .collect(),
            pregnancy: row.yes("pregnancy"),
            send: row.yes("send"),
            sensitive: row.yes("sensitive"),
        })
    });
    let guides = guide::read(folder, problems);
    let glossary = glossary::read(folder, problems);
    let phrases = table::read(folder, "phrases.csv", &["phrase", "needs", "note"], problems, |row| {
        let needs = match row.required_text("needs")?.as_str() {
            "none" => Vec::new(),
            _ => row.list("needs"),
        };
        Some(Phrase { words: row.required_text("phrase")?, needs, line: row.line() })
    });
    let danger_words = table::read(folder, "danger_words.csv", &["class", "words", "note"], problems, |row| {
        let words = row.required_text("words")?;
        let words = words.split(';').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
        Some(WordClass { name: row.required("class")?, words, line: row.line() })
    });
    let dangers = table::read(folder, "dangers.csv", &["phrase", "danger", "note"], problems, |row| {
        let alarm = match row.text("danger") {
            "quiet" => Alarm::Quiet,
            "calm" => Alarm::Calm,
            _ => Alarm::Danger(row.required("danger")?),
        };
        Some(DangerPhrase { words: row.required_text("phrase")?, alarm, line: row.line() })
    });
    let shorthand = table::read(folder, "shorthand.csv", &["typed", "meant", "note"], problems, |row| {
        if row.text("typed").contains(char::is_whitespace) {
            row.wrong("typed", Invalid::new("is more than one word", "put longer pieces of language into phrases.csv"));
        }
        Some((row.required_text("typed")?, row.required_text("meant")?))
    });
    let pathway = read_pathway(folder, problems).unwrap_or_default();
    let holidays = holiday::read(folder, problems);
    let chapters = chapter::read(folder, problems);
    Terms {
        kinds,
        groups,
        needs,
        guides,
        glossary,
        phrases,
        danger_words,
        dangers,
        shorthand,
        pathway,
        holidays,
        chapters,
    }
}

fn read_pathway(folder: &Folder, problems: &mut Vec<Problem>) -> Option<Pathway> {
    let text = folder.text(pathway::FILE).map_err(|problem| problems.push(*problem)).ok()?;
    Pathway::read(text).map_err(|mut wrong| problems.append(&mut wrong)).ok()
}

pub(crate) fn sources(folder: &Folder, lines: &mut check::Lines, problems: &mut Vec<Problem>) -> Vec<Source> {
    let columns = ["id", "title", "address", "date", "licence", "read_on", "note"];
    table::read(folder, "sources.csv", &columns, problems, |row| {
        let id: Slug = row.required("id")?;
        lines.note("sources.csv", &id, row);
        Some(Source {
            id,
            title: row.required_text("title")?,
            address: row.owned("address"),
            date: row.optional::<SourceDate>("date"),
            licence: row.owned("licence"),
            read_on: row.owned("read_on"),
        })
    })
}

pub(crate) fn organizations(
    folder: &Folder,
    lines: &mut check::Lines,
    problems: &mut Vec<Problem>,
) -> Vec<Organization> {
    table::read(folder, "organizations.csv", &["id", "name", "url", "note", "source_ids"], problems, |row| {
        let id: Slug = row.required("id")?;
        lines.note("organizations.csv", &id, row);
        Some(Organization {
            id,
            name: row.required_text("name")?,
            url: row.web_address("url"),
            note: row.owned("note"),
            source_ids: row.list("source_ids"),
        })
    })
}

fn point(row: &Row<'_>) -> Option<Point> {
    let latitude = row.number("latitude", -90.0..=90.0);
    let longitude = row.number("longitude", -180.0..=180.0);
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => Point::new(latitude, longitude).ok(),
        (None, None) => None,
        (Some(_), None) => {
            row.wrong("longitude", Invalid::new("is missing", "give both latitude and longitude, or neither"));
            None
        }
        (None, Some(_)) => {
            row.wrong("latitude", Invalid::new("is missing", "give both latitude and longitude, or neither"));
            None
        }
    }
}

/// The columns of `locations.csv`.
pub(crate) const LOCATION_COLUMNS: [&str; 15] = [
    "id",
    "name",
    "address_1",
    "address_2",
    "town",
    "postcode",
    "latitude",
    "longitude",
    "district",
    "imd2019_decile",
    "imd2025_decile",
    "accessibility",
    "status",
    "source_ids",
    "note",
];

pub(crate) fn locations(folder: &Folder, lines: &mut check::Lines, problems: &mut Vec<Problem>) -> Vec<Location> {
    table::read(folder, "locations.csv", &LOCATION_COLUMNS, problems, |row| {
        let id: Slug = row.required("id")?;
        lines.note("locations.csv", &id, row);
        Some(Location {
            id,
            name: row.required_text("name")?,
            address_1: row.owned("address_1"),
            address_2: row.owned("address_2"),
            town: row.owned("town"),
            postcode: row.optional("postcode"),
            point: point(row),
            district: row.required("district")?,
            imd2019_decile: row.number("imd2019_decile", 1..=10),
            imd2025_decile: row.number("imd2025_decile", 1..=10),
            accessibility: row.owned("accessibility"),
            status: row.required("status")?,
            source_ids: row.list("source_ids"),
            note: row.owned("note"),
        })
    })
}

/// The columns of `services.csv`.
pub(crate) const SERVICE_COLUMNS: [&str; 29] = [
    "id",
    "organization_id",
    "name",
    "kind",
    "needs",
    "minimum_age",
    "maximum_age",
    "ages_note",
    "audience",
    "for_whom",
    "who_can_refer",
    "self_referral_age",
    "levels_of_need",
    "area",
    "online",
    "phone_only",
    "cost",
    "eligibility",
    "how_to_get_help",
    "summary",
    "url",
    "email",
    "status",
    "assured_date",
    "confidential_address",
    "source_ids",
    "source_date",
    "reliability",
    "note",
];

pub(crate) fn services(folder: &Folder, lines: &mut check::Lines, problems: &mut Vec<Problem>) -> Vec<Service> {
    table::read(folder, "services.csv", &SERVICE_COLUMNS, problems, |row| {
        let id: Slug = row.required("id")?;
        lines.note("services.csv", &id, row);
        let ages = AgeRange::new(row.number("minimum_age", 0..=120), row.number("maximum_age", 0..=120))
            .map_err(|invalid| row.wrong("minimum_age", invalid))
            .unwrap_or_default();
        Some(Service {
            id,
            organization_id: row.required("organization_id")?,
            name: row.required_text("name")?,
            kind: row.required("kind")?,
            needs: row.list("needs"),
            ages,
            ages_note: row.owned("ages_note"),
            audience: row.list("audience"),
            for_whom: row.optional("for_whom").unwrap_or_default(),
            referral: referral(row),
            levels: row.list("levels_of_need"),
            area: row.required("area")?,
            online: row.yes("online"),
            phone_only: row.yes("phone_only"),
            cost: row.owned("cost"),
            eligibility: row.owned("eligibility"),
            how_to_get_help: row.owned("how_to_get_help"),
            summary: row.required_text("summary")?,
            url: row.web_address("url"),
            email: row.read("email", contact::email),
            status: row.required("status")?,
            assured_date: row.read("assured_date", schedule::parse_date),
            confidential_address: row.yes("confidential_address"),
            source_ids: row.list("source_ids"),
            source_date: row.optional("source_date"),
            reliability: row.required("reliability")?,
            note: row.owned("note"),
            phones: Vec::new(),
            schedules: Vec::new(),
            location_ids: Vec::new(),
        })
    })
}

fn referral(row: &Row<'_>) -> Referral {
    let mut ways = Vec::new();
    for part in row.text("who_can_refer").split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match Referrer::parse(part) {
            Some(way) => ways.push(way),
            None => row.wrong(
                "who_can_refer",
                Invalid::new("is not a way to ask", "write self, parent or professional, split by ';'"),
            ),
        }
    }
    Referral::from_stated(&ways, row.number("self_referral_age", 0..=25))
}

/// Puts phones, schedules and places to the services they belong to.
pub(crate) fn attach(folder: &Folder, services: &mut [Service], lines: &mut check::Lines, problems: &mut Vec<Problem>) {
    let index: BTreeMap<Slug, usize> =
        services.iter().enumerate().map(|(i, service)| (service.id.clone(), i)).collect();
    let find = |row: &Row<'_>| -> Option<usize> {
        let id: Slug = row.required("service_id")?;
        let found = index.get(&id).copied();
        if found.is_none() {
            row.wrong("service_id", Invalid::new("is not in services.csv", "use an id that stands there"));
        }
        found
    };
    let columns = ["id", "service_id", "location_id", "note", "source_ids"];
    let places = table::read(folder, "service_at_locations.csv", &columns, problems, |row| {
        let id: Slug = row.required("id")?;
        lines.note("service_at_locations.csv", &id, row);
        let (service, location): (usize, Slug) = (find(row)?, row.required("location_id")?);
        if services[service].confidential_address {
            row.wrong(
                "service_id",
                Invalid::new("has a confidential address and so no place", "take this row out of the folder"),
            );
            return None;
        }
        lines.refer("service_at_locations.csv", "location_id", location.clone(), row.line());
        row.is_clean().then_some((service, location))
    });
    for (service, location) in places {
        services[service].location_ids.push(location);
    }
    let columns = ["service_id", "number", "label", "hours_note", "text_number", "status", "source_ids"];
    let phones = table::read(folder, "phones.csv", &columns, problems, |row| {
        let phone = Phone {
            number: row.required("number")?,
            label: row.owned("label"),
            hours_note: row.owned("hours_note"),
            takes_texts: row.yes("text_number"),
            confirmed: row.required::<crate::service::Status>("status")? == crate::service::Status::Current,
            source_ids: row.list("source_ids"),
        };
        let service = find(row)?;
        row.is_clean().then_some((service, phone))
    });
    for (service, phone) in phones {
        services[service].phones.push(phone);
    }
    let schedules = table::read(folder, "schedules.csv", &SCHEDULE_COLUMNS, problems, |row| {
        let service = find(row)?;
        let location_id: Option<Slug> = row.optional("location_id");
        if let Some(location) = &location_id {
            lines.refer("schedules.csv", "location_id", location.clone(), row.line());
        }
        let schedule = read_schedule(row, location_id)?;
        row.is_clean().then(|| (service, schedule, row.line()))
    });
    for (service, schedule, line) in schedules {
        lines.note_schedule(&services[service].id, line);
        services[service].schedules.push(schedule);
    }
}

/// The columns of `schedules.csv`.
pub(crate) const SCHEDULE_COLUMNS: [&str; 12] = [
    "service_id",
    "location_id",
    "byday",
    "freq",
    "interval",
    "bysetpos",
    "opens_at",
    "closes_at",
    "valid_from",
    "valid_to",
    "note",
    "status",
];

fn read_schedule(row: &Row<'_>, location_id: Option<Slug>) -> Option<Schedule> {
    let schedule = Schedule {
        location_id,
        days: row.read("byday", schedule::parse_days).unwrap_or_default(),
        frequency: row.optional("freq"),
        interval: row.number("interval", 1..=52).unwrap_or(1),
        positions: row.read("bysetpos", schedule::parse_positions).unwrap_or_default(),
        opens_at: row.read("opens_at", schedule::parse_time),
        closes_at: row.read("closes_at", schedule::parse_time),
        valid_from: row.read("valid_from", schedule::parse_date),
        valid_to: row.read("valid_to", schedule::parse_date),
        note: row.owned("note"),
        confirmed: row.required::<crate::service::Status>("status")? == crate::service::Status::Current,
    };
    if let (Some(opens), Some(closes)) = (schedule.opens_at, schedule.closes_at)
        && opens >= closes
    {
        let mend = "put the later time into closes_at; for past midnight write two rows, the first to 23:59";
        row.wrong("closes_at", Invalid::new("is not after the opening time", mend));
    }
    if let (Some(from), Some(to)) = (schedule.valid_from, schedule.valid_to)
        && from > to
    {
        row.wrong("valid_to", Invalid::new("is before valid_from", "put the later date into valid_to"));
    }
    Some(schedule)
}

fn gazetteer(folder: &Folder, problems: &mut Vec<Problem>) -> GazetteerRows {
    let columns = ["geonameid", "name", "latitude", "longitude", "population", "district"];
    let towns = table::read(folder, "towns.csv", &columns, problems, |row| {
        Some(Town {
            name: row.required_text("name")?,
            point: required_point(row)?,
            population: row.number("population", 0..=20_000_000).unwrap_or(0),
            district: row.optional("district"),
        })
    });
    let columns = ["ward_code", "name", "district", "latitude", "longitude", "postcodes"];
    let wards = table::read(folder, "wards.csv", &columns, problems, |row| {
        Some(Ward {
            name: row.required_text("name")?,
            point: required_point(row)?,
            district: row.required("district")?,
        })
    });
    let columns = ["postcode", "latitude", "longitude", "lad_code", "ward_code"];
    let mut postcodes = table::read(folder, "postcodes.csv", &columns, problems, |row| postcode(row, false));
    let columns = ["postcode", "latitude", "longitude", "terminated", "lad_code"];
    postcodes.extend(table::read(folder, "postcodes-terminated.csv", &columns, problems, |row| postcode(row, true)));
    GazetteerRows { towns, wards, postcodes }
}

fn required_point(row: &Row<'_>) -> Option<Point> {
    let point = point(row);
    if point.is_none() && row.text("latitude").is_empty() && row.text("longitude").is_empty() {
        row.wrong("latitude", Invalid::new("is empty", "give the latitude and longitude in degrees"));
    }
    point
}

fn postcode(row: &Row<'_>, ended: bool) -> Option<PostcodePoint> {
    Some(PostcodePoint {
        postcode: row.required("postcode")?,
        point: required_point(row)?,
        lad_code: row.owned("lad_code"),
        ended: ended.then(|| row.owned("terminated")),
    })
}
