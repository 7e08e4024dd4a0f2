//! What a directory lists, read from the tables of a folder and written as such: how records travel
//! between directories.

use crate::{
    authority::Authority,
    chat::Chat,
    check::{self, Lines},
    folder::Folder,
    location::Location,
    organization::Organization,
    phone::Phone,
    problem::{Invalid, Problem},
    schedule::Schedule,
    service::Service,
    slug::Slug,
    source::Source,
    table::{
        self, Record, Row,
        column::{Required, Unused},
        table,
    },
    terms::Terms,
};
use std::collections::{HashMap, HashSet};

/// What the store keeps: services and the records that they name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// Who runs services.
    pub organizations: Vec<Organization>,
    /// Buildings.
    pub locations: Vec<Location>,
    /// Services with their phones, chats, schedules and places.
    pub services: Vec<Service>,
}

/// One row of `service_at_locations.csv`.
pub(crate) struct ServiceAtLocation {
    id: Slug,
    service_id: Slug,
    location_id: Slug,
}

table! {
    ServiceAtLocation in "service_at_locations.csv" {
        Required("id") => id,
        Required("service_id") => service_id,
        Required("location_id") => location_id,
        Unused("note"),
        Unused("source_ids"),
    }
}

/// A row that belongs to a service, whose id is its first column.
pub(crate) struct OfService<T> {
    service_id: Slug,
    record: T,
}

pub(crate) const SERVICE_ID: &str = "service_id";

impl<T: Record> Record for OfService<T> {
    const FILE: &'static str = T::FILE;

    fn columns() -> Vec<&'static str> {
        [vec![SERVICE_ID], T::columns()].concat()
    }

    fn read(row: &Row<'_>) -> Option<Self> {
        let (service_id, record) = (row.required(SERVICE_ID), T::read(row));
        Some(Self { service_id: service_id?, record: record? })
    }

    fn write(&self) -> Vec<String> {
        [vec![self.service_id.to_string()], self.record.write()].concat()
    }
}

impl Listed {
    /// Reads the tables of a folder. Adds what is wrong with a row to `problems`; what needs more
    /// than one row is for [`crate::check`].
    pub(crate) fn read(folder: &Folder, lines: &mut Lines, problems: &mut Vec<Problem>) -> Self {
        let mut listed = Self {
            sources: read_with_ids(folder, lines, problems),
            organizations: read_with_ids(folder, lines, problems),
            locations: read_with_ids(folder, lines, problems),
            services: read_with_ids(folder, lines, problems),
        };
        let services = &mut listed.services;
        let positions: HashMap<Slug, usize> =
            services.iter().enumerate().map(|(position, service)| (service.id.clone(), position)).collect();
        read_places(folder, services, &positions, lines, problems);
        read_phones(folder, services, &positions, problems);
        if folder.has(Chat::FILE) {
            read_chats(folder, services, &positions, problems);
        }
        read_schedules(folder, services, &positions, lines, problems);
        listed
    }

    /// Reads the tables against an authority and its terms. Unlike a whole folder they need not all
    /// be right: what is wrong is told, and the records that it touches are left out.
    pub fn read_tables(folder: &Folder, authority: &Authority, terms: &Terms) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut lines = Lines::default();
        let mut listed = Self::read(folder, &mut lines, &mut problems);
        check::check_listed(&listed, authority, terms, &lines, &mut problems);
        problems.sort();
        problems.dedup();
        let wrong: HashSet<(&str, u64)> =
            problems.iter().map(|problem| (problem.file.as_str(), problem.line)).collect();
        let right = |file: &'static str, id: &Slug| !wrong.contains(&(file, lines.line(file, id).number()));
        listed.sources.retain(|source| right(Source::FILE, &source.id));
        listed.organizations.retain(|organization| right(Organization::FILE, &organization.id));
        listed.locations.retain(|location| right(Location::FILE, &location.id));
        let organizations: HashSet<&Slug> = listed.organizations.iter().map(|organization| &organization.id).collect();
        let locations: HashSet<&Slug> = listed.locations.iter().map(|location| &location.id).collect();
        let mut seen = HashSet::new();
        listed.services.retain(|service| {
            right(Service::FILE, &service.id)
                && organizations.contains(&service.organization_id)
                && seen.insert(service.id.clone())
        });
        for service in &mut listed.services {
            service.location_ids.retain(|id| locations.contains(id));
        }
        (listed, problems)
    }

    /// Writes the tables: the name of each file with its bytes. Reading them gives the same records.
    pub fn write_tables(&self) -> Result<Vec<(&'static str, Vec<u8>)>, csv::Error> {
        Ok(vec![
            (Source::FILE, table::write(&self.sources)?),
            (Organization::FILE, table::write(&self.organizations)?),
            (Location::FILE, table::write(&self.locations)?),
            (Service::FILE, table::write(&self.services)?),
            (ServiceAtLocation::FILE, table::write(&self.places())?),
            (Phone::FILE, table::write(&self.of_services(|service| &service.phones))?),
            (Chat::FILE, table::write(&self.of_services(|service| &service.chats))?),
            (Schedule::FILE, table::write(&self.of_services(|service| &service.schedules))?),
        ])
    }

    fn places(&self) -> Vec<ServiceAtLocation> {
        let mut places = Vec::new();
        for service in &self.services {
            for location in &service.location_ids {
                // Two long ids together may be longer than an id may be.
                let both = format!("{}--{location}", service.id).parse();
                let counted = || format!("place-{}", places.len() + 1).parse().expect("a short word and a number");
                let id = both.unwrap_or_else(|_| counted());
                places.push(ServiceAtLocation { id, service_id: service.id.clone(), location_id: location.clone() });
            }
        }
        places
    }

    fn of_services<T: Clone>(&self, records: fn(&Service) -> &Vec<T>) -> Vec<OfService<T>> {
        let mut rows = Vec::new();
        for service in &self.services {
            let of_service = |record: &T| OfService { service_id: service.id.clone(), record: record.clone() };
            rows.extend(records(service).iter().map(of_service));
        }
        rows
    }
}

/// Reads a table whose rows have an id, and notes the lines of the ids.
fn read_with_ids<T: Record>(folder: &Folder, lines: &mut Lines, problems: &mut Vec<Problem>) -> Vec<T> {
    table::read_each(folder, problems, |row, record: Option<T>| {
        note_id(row, T::FILE, lines);
        record
    })
}

/// Notes the line of a row's id, also of a row that cannot stand: its id is taken all the same.
fn note_id(row: &Row<'_>, file: &'static str, lines: &mut Lines) {
    if let Ok(id) = row.text("id").parse() {
        lines.note_defined(file, id, row.line());
    }
}

/// The position of the service that a row belongs to. Notes an id that leads nowhere.
fn find_service(row: &Row<'_>, id: &Slug, positions: &HashMap<Slug, usize>) -> Option<usize> {
    let position = positions.get(id).copied();
    if position.is_none() {
        row.wrong(SERVICE_ID, Invalid::new("is not in services.csv", "use an id that stands there"));
    }
    position
}

fn read_places(
    folder: &Folder,
    services: &mut [Service],
    positions: &HashMap<Slug, usize>,
    lines: &mut Lines,
    problems: &mut Vec<Problem>,
) {
    let places = table::read_each(folder, problems, |row, place: Option<ServiceAtLocation>| {
        note_id(row, ServiceAtLocation::FILE, lines);
        let place = place?;
        let service = find_service(row, &place.service_id, positions)?;
        if services[service].confidential_address {
            row.wrong(
                SERVICE_ID,
                Invalid::new("has a confidential address and so no place", "take this row out of the folder"),
            );
            return None;
        }
        lines.note_used(ServiceAtLocation::FILE, "location_id", place.location_id.clone(), row.line());
        row.is_clean().then_some((service, place.location_id))
    });
    for (service, location) in places {
        services[service].location_ids.push(location);
    }
}

fn read_phones(
    folder: &Folder,
    services: &mut [Service],
    positions: &HashMap<Slug, usize>,
    problems: &mut Vec<Problem>,
) {
    let phones = table::read_each(folder, problems, |row, phone: Option<OfService<Phone>>| {
        let phone = phone?;
        let service = find_service(row, &phone.service_id, positions)?;
        row.is_clean().then_some((service, phone.record))
    });
    for (service, phone) in phones {
        services[service].phones.push(phone);
    }
}

fn read_chats(
    folder: &Folder,
    services: &mut [Service],
    positions: &HashMap<Slug, usize>,
    problems: &mut Vec<Problem>,
) {
    let chats = table::read_each(folder, problems, |row, chat: Option<OfService<Chat>>| {
        let chat = chat?;
        let service = find_service(row, &chat.service_id, positions)?;
        row.is_clean().then_some((service, chat.record))
    });
    for (service, chat) in chats {
        services[service].chats.push(chat);
    }
}

fn read_schedules(
    folder: &Folder,
    services: &mut [Service],
    positions: &HashMap<Slug, usize>,
    lines: &mut Lines,
    problems: &mut Vec<Problem>,
) {
    let schedules = table::read_each(folder, problems, |row, schedule: Option<OfService<Schedule>>| {
        let OfService { service_id, record: schedule } = schedule?;
        let service = find_service(row, &service_id, positions)?;
        if let Some(location) = &schedule.location_id {
            lines.note_used(Schedule::FILE, "location_id", location.clone(), row.line());
        }
        schedule.check_order(row);
        row.is_clean().then(|| (service, schedule, row.line()))
    });
    for (service, schedule, line) in schedules {
        lines.note_schedule(&services[service].id, line);
        services[service].schedules.push(schedule);
    }
}
