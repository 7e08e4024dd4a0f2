//! What a directory lists, as the tables of a folder and back: how records travel between
//! directories. The tables are those of an authority's folder, without its words and postcodes.

use crate::{
    area::ServiceArea,
    authority::Authority,
    check,
    folder::Folder,
    location::Location,
    problem::Problem,
    records::{self, Listed, Terms},
    referral::Referrer,
    schedule::{Frequency, Schedule},
    service::{Audience, ForWhom, Reliability, Service, Status},
    slug::Slug,
};
use chrono::{NaiveTime, Weekday};
use std::collections::HashSet;

/// The names of the tables.
pub const FILES: [&str; 7] = [
    "sources.csv",
    "organizations.csv",
    "locations.csv",
    "services.csv",
    "service_at_locations.csv",
    "phones.csv",
    "schedules.csv",
];

/// Reads the tables against an authority and its terms. Unlike a whole folder they need not all
/// be right: what is wrong is told, and the records that it touches are left out.
pub fn read(folder: &Folder, authority: &Authority, terms: &Terms) -> (Listed, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut lines = check::Lines::default();
    let mut listed = Listed {
        sources: records::sources(folder, &mut lines, &mut problems),
        organizations: records::organizations(folder, &mut lines, &mut problems),
        locations: records::locations(folder, &mut lines, &mut problems),
        services: records::services(folder, &mut lines, &mut problems),
    };
    records::attach(folder, &mut listed.services, &mut lines, &mut problems);
    check::listed(&listed, authority, terms, &lines, &mut problems);
    problems.sort();
    problems.dedup();
    let wrong: HashSet<(&str, u64)> = problems.iter().map(|problem| (problem.file.as_str(), problem.line)).collect();
    let right = |file: &'static str, id: &Slug| !wrong.contains(&(file, lines.line(file, id)));
    listed.sources.retain(|source| right("sources.csv", &source.id));
    listed.organizations.retain(|organization| right("organizations.csv", &organization.id));
    listed.locations.retain(|location| right("locations.csv", &location.id));
    let organizations: HashSet<&Slug> = listed.organizations.iter().map(|organization| &organization.id).collect();
    let locations: HashSet<&Slug> = listed.locations.iter().map(|location| &location.id).collect();
    let mut seen = HashSet::new();
    listed.services.retain(|service| {
        right("services.csv", &service.id)
            && organizations.contains(&service.organization_id)
            && seen.insert(service.id.clone())
    });
    for service in &mut listed.services {
        service.location_ids.retain(|id| locations.contains(id));
    }
    (listed, problems)
}

/// Writes the tables: each name of [`FILES`] with its bytes. Reading them gives the same records.
pub fn write(listed: &Listed) -> Result<Vec<(&'static str, Vec<u8>)>, csv::Error> {
    Ok(vec![
        ("sources.csv", sources(listed)?),
        ("organizations.csv", organizations(listed)?),
        ("locations.csv", locations(listed)?),
        ("services.csv", services(listed)?),
        ("service_at_locations.csv", places(listed)?),
        ("phones.csv", phones(listed)?),
        ("schedules.csv", schedules(listed)?),
    ])
}

/// A table from its header and rows.
fn table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn sources(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    let header = ["id", "title", "address", "date", "licence", "read_on", "note"];
    table(
        header,
        listed.sources.iter().map(|source| {
            [
                source.id.to_string(),
                source.title.clone(),
                source.address.clone(),
                text(source.date.as_ref()),
                source.licence.clone(),
                source.read_on.clone(),
                String::new(),
            ]
        }),
    )
}

fn organizations(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    table(
        ["id", "name", "url", "note", "source_ids"],
        listed.organizations.iter().map(|organization| {
            [
                organization.id.to_string(),
                organization.name.clone(),
                organization.url.clone().unwrap_or_default(),
                organization.note.clone(),
                list(&organization.source_ids),
            ]
        }),
    )
}

fn locations(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    table(records::LOCATION_COLUMNS, listed.locations.iter().map(location))
}

fn location(location: &Location) -> [String; 15] {
    [
        location.id.to_string(),
        location.name.clone(),
        location.address_1.clone(),
        location.address_2.clone(),
        location.town.clone(),
        text(location.postcode),
        text(location.point.map(|point| point.latitude())),
        text(location.point.map(|point| point.longitude())),
        location.district.to_string(),
        text(location.imd2019_decile),
        text(location.imd2025_decile),
        location.accessibility.clone(),
        status(location.status == Status::Current),
        list(&location.source_ids),
        location.note.clone(),
    ]
}

fn services(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    table(records::SERVICE_COLUMNS, listed.services.iter().map(service))
}

fn service(service: &Service) -> [String; 29] {
    let ways = [Referrer::Oneself, Referrer::Parent, Referrer::Professional];
    let ways = ways.into_iter().filter(|way| service.referral.allows(*way) == Some(true)).map(Referrer::parameter);
    let audience = service.audience.iter().map(|audience| match audience {
        Audience::Parents => "parents",
        Audience::YoungPeople => "young-people",
        Audience::Professionals => "professionals",
    });
    let levels = service.levels.iter().map(|level| level.number().to_string());
    let area = match &service.area {
        ServiceArea::Nation => "england".to_owned(),
        ServiceArea::County => "county".to_owned(),
        ServiceArea::Districts(districts) => list(districts),
    };
    [
        service.id.to_string(),
        service.organization_id.to_string(),
        service.name.clone(),
        service.kind.to_string(),
        list(&service.needs),
        text(service.ages.minimum()),
        text(service.ages.maximum()),
        service.ages_note.clone(),
        audience.collect::<Vec<_>>().join(";"),
        if service.for_whom == ForWhom::WorriedAboutSelf { "worried-about-self".to_owned() } else { String::new() },
        ways.collect::<Vec<_>>().join(";"),
        text(service.referral.self_from_age),
        levels.collect::<Vec<_>>().join(";"),
        area,
        yes(service.online),
        yes(service.phone_only),
        service.cost.clone(),
        service.eligibility.clone(),
        service.how_to_get_help.clone(),
        service.summary.clone(),
        service.url.clone().unwrap_or_default(),
        service.email.clone().unwrap_or_default(),
        status(service.is_confirmed()),
        text(service.assured_date),
        yes(service.confidential_address),
        list(&service.source_ids),
        text(service.source_date.as_ref()),
        reliability(service.reliability).to_owned(),
        service.note.clone(),
    ]
}

fn places(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    let pairs = listed.services.iter().flat_map(|service| service.location_ids.iter().map(move |at| (&service.id, at)));
    table(
        ["id", "service_id", "location_id", "note", "source_ids"],
        pairs.enumerate().map(|(row, (service, location))| {
            // Two long ids together may be longer than an id may be.
            let both = format!("{service}--{location}");
            let id = both.parse::<Slug>().map_or_else(|_| format!("place-{}", row + 1), |_| both);
            [id, service.to_string(), location.to_string(), String::new(), String::new()]
        }),
    )
}

fn phones(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    let rows = listed.services.iter().flat_map(|service| service.phones.iter().map(move |phone| (service, phone)));
    table(
        ["service_id", "number", "label", "hours_note", "text_number", "status", "source_ids"],
        rows.map(|(service, phone)| {
            [
                service.id.to_string(),
                phone.number.to_string(),
                phone.label.clone(),
                phone.hours_note.clone(),
                yes(phone.takes_texts),
                status(phone.confirmed),
                list(&phone.source_ids),
            ]
        }),
    )
}

fn schedules(listed: &Listed) -> Result<Vec<u8>, csv::Error> {
    let rows = listed.services.iter().flat_map(|service| service.schedules.iter().map(move |row| (service, row)));
    table(records::SCHEDULE_COLUMNS, rows.map(|(service, row)| schedule(&service.id, row)))
}

fn schedule(service: &Slug, row: &Schedule) -> [String; 12] {
    let time = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let days = row.days.iter().map(|day| match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    });
    let frequency = row.frequency.map(|frequency| match frequency {
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
    });
    let positions = row.positions.iter().map(ToString::to_string);
    [
        service.to_string(),
        text(row.location_id.as_ref()),
        days.collect::<Vec<_>>().join(","),
        text(frequency),
        row.interval.to_string(),
        positions.collect::<Vec<_>>().join(","),
        time(row.opens_at),
        time(row.closes_at),
        text(row.valid_from),
        text(row.valid_to),
        row.note.clone(),
        status(row.confirmed),
    ]
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn list(ids: &[Slug]) -> String {
    ids.iter().map(Slug::as_str).collect::<Vec<_>>().join(";")
}

fn yes(value: bool) -> String {
    if value { "yes".to_owned() } else { String::new() }
}

fn status(confirmed: bool) -> String {
    if confirmed { "current" } else { "check" }.to_owned()
}

fn reliability(reliability: Reliability) -> &'static str {
    match reliability {
        Reliability::OwnPage => "own-page",
        Reliability::OfficialData => "official-data",
        Reliability::News => "news",
        Reliability::Seed => "seed",
        Reliability::Secondary => "secondary",
        Reliability::Weak => "weak",
    }
}
