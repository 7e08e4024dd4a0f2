//! A folder of Open Referral's own tables (HSDS 3.0 tabular): from many tables to drafts.

use super::{
    bounded_file::{self, LONGEST_LINE, Refused},
    cost::{self, CostOption},
    draft::{Draft, DraftOrganization, DraftPhone, DraftPlace, DraftSchedule},
    sheet::{Sheet, SheetRow},
};
use directory::Problem;
use std::{collections::HashMap, path::Path};

/// Reads the tables of a folder, named as HSDS names them, in the singular or plural. Only
/// services and organizations must be there.
pub(super) fn drafts(dir: &Path, problems: &mut Vec<Problem>) -> Result<Vec<Draft>, Refused> {
    let mut tables = Tables { dir, problems };
    let needed = |sheet: Option<Sheet>, name: &str| {
        let missing = || Problem::file(name, "is missing", "put it into the folder, with its header row");
        sheet.ok_or_else(|| Refused::from(missing()))
    };
    let services = needed(tables.read(&["services", "service"])?, "services.csv")?;
    let organizations = needed(tables.read(&["organizations", "organization"])?, "organizations.csv")?;
    let locations = tables.read(&["locations", "location"])?;
    let addresses = tables.read(&["addresses", "address", "physical_addresses"])?;
    let links = tables.read(&["service_at_locations", "service_at_location", "services_at_location"])?;
    let phones = tables.read(&["phones", "phone"])?;
    let schedules = tables.read(&["schedules", "schedule", "regular_schedules"])?;
    let areas = tables.read(&["service_areas", "service_area"])?;
    let attributes = tables.read(&["attributes", "attribute"])?;
    let terms = tables.read(&["taxonomy_terms", "taxonomy_term"])?;
    let costs = tables.read(&["cost_options", "cost_option"])?;
    let access = tables.read(&["accessibility", "accessibilities"])?;
    let languages = tables.read(&["languages", "language"])?;
    let contacts = tables.read(&["contacts", "contact"])?;

    let organizations = by(Some(&organizations), "id");
    let places = places(
        by(locations.as_ref(), "id"),
        &by(addresses.as_ref(), "location_id"),
        &by(access.as_ref(), "location_id"),
    );
    let links = by(links.as_ref(), "service_id");
    let link_service: HashMap<&str, &str> =
        links.iter().flat_map(|(service, rows)| rows.iter().map(|row| (row.get("id"), *service))).collect();
    let link_place: HashMap<&str, &str> =
        links.values().flatten().map(|row| (row.get("id"), row.get("location_id"))).collect();
    let phones = Phones::new(phones.as_ref(), &by(contacts.as_ref(), "id"), &link_service);
    let schedules = owned(schedules.as_ref(), &link_service);
    let areas = by(areas.as_ref(), "service_id");
    let attributes = by(attributes.as_ref(), "link_id");
    let terms = by(terms.as_ref(), "id");
    let costs = by(costs.as_ref(), "service_id");
    let languages = by(languages.as_ref(), "service_id");
    let today = today();

    let drafts = services.rows().map(|row| {
        let id = row.get("id");
        let organization_id = row.get("organization_id");
        let organization = organizations.get(organization_id).and_then(|rows| rows.first());
        let (mut terms_of, mut term_ids) = (Vec::new(), Vec::new());
        for attribute in attributes.get(id).into_iter().flatten() {
            let term = terms.get(attribute.get("taxonomy_term_id")).and_then(|rows| rows.first());
            let words = term.map(|term| term.plain("name")).filter(|name| !name.is_empty());
            terms_of.push(words.unwrap_or_else(|| attribute.plain("taxonomy_term_id")));
            term_ids.push(attribute.plain("taxonomy_term_id"));
        }
        let options: Vec<CostOption> = costs.get(id).into_iter().flatten().map(|row| cost_option(*row)).collect();
        let at: Vec<&str> = links.get(id).into_iter().flatten().map(|link| link.get("location_id")).collect();
        let my_schedules = schedules.get(id).into_iter().flatten().copied();
        let mut everything = row.texts();
        everything.extend(organization.into_iter().flat_map(|row| row.texts()));
        everything.extend(terms_of.iter().cloned());
        everything.extend(my_schedules.clone().flat_map(|row| row.texts()));
        let here: Vec<&Place> = at.iter().filter_map(|id| places.get(id)).collect();
        everything.extend(here.iter().flat_map(|place| place.texts.clone()));
        let my_phones = phones.of(id, &at);
        everything.extend(my_phones.iter().map(|phone| phone.label.clone()));
        Draft {
            stand: row.stand(),
            id: id.to_owned(),
            name: row.prose("name"),
            description: joined_sentences(&[row.prose("alert"), row.prose("description")]),
            url: row.plain("url"),
            email: row.plain("email"),
            status: row.plain("status"),
            cost: cost::words(&[row.prose("fees_description"), row.prose("fees")], &options, &today),
            eligibility: row.prose("eligibility_description"),
            application: row.prose("application_process"),
            minimum_age: row.plain("minimum_age"),
            maximum_age: row.plain("maximum_age"),
            dated: row.plain("assured_date"),
            organization: organization.map_or_else(DraftOrganization::default, |organization| DraftOrganization {
                id: organization.get("id").to_owned(),
                name: organization.prose("name"),
                url: [organization.plain("website"), organization.plain("url")]
                    .into_iter()
                    .find(|url| !url.is_empty())
                    .unwrap_or_default(),
                phones: phones.of_organization(organization_id),
            }),
            terms: terms_of,
            term_ids,
            areas: areas
                .get(id)
                .into_iter()
                .flatten()
                .map(|row| row.plain("name"))
                .filter(|name| !name.is_empty())
                .collect(),
            places: here.iter().map(|place| place.draft.clone()).collect(),
            languages: languages.get(id).into_iter().flatten().map(|row| language(*row)).collect(),
            phones: my_phones,
            schedules: my_schedules.map(|row| schedule(row, &link_place)).collect(),
            everything,
            lost: LOST.iter().filter(|column| !row.get(column).is_empty()).map(ToString::to_string).collect(),
            ..Draft::default()
        }
    });
    Ok(drafts.collect())
}

/// Columns of services that say something and have no place here.
const LOST: [&str; 5] = ["alternate_name", "accreditations", "interpretation_services", "licenses", "wait_time"];

struct Tables<'t> {
    dir: &'t Path,
    problems: &'t mut Vec<Problem>,
}

impl Tables<'_> {
    /// The first of these tables that is there.
    fn read(&mut self, names: &[&str]) -> Result<Option<Sheet>, Refused> {
        for name in names {
            let file = format!("{name}.csv");
            let path = self.dir.join(&file);
            if path.exists() {
                return Sheet::read(&file, &bounded_file::text(&path, LONGEST_LINE)?, self.problems).map(Some);
            }
        }
        Ok(None)
    }
}

/// The rows of a table by the value of a column.
fn by<'s>(sheet: Option<&'s Sheet>, column: &str) -> HashMap<&'s str, Vec<SheetRow<'s>>> {
    let mut rows: HashMap<&str, Vec<SheetRow<'_>>> = HashMap::new();
    for row in sheet.into_iter().flat_map(Sheet::rows) {
        rows.entry(row.get(column)).or_default().push(row);
    }
    rows
}

/// The rows of a table by their service, named directly or through a service at a location.
fn owned<'s>(sheet: Option<&'s Sheet>, links: &HashMap<&'s str, &'s str>) -> HashMap<&'s str, Vec<SheetRow<'s>>> {
    let mut rows: HashMap<&str, Vec<SheetRow<'_>>> = HashMap::new();
    for row in sheet.into_iter().flat_map(Sheet::rows) {
        let link = links.get(row.get("service_at_location_id")).copied().unwrap_or_default();
        let service = row.get("service_id");
        rows.entry(if service.is_empty() { link } else { service }).or_default().push(row);
    }
    rows
}

/// A place, with every text of its rows.
struct Place {
    draft: DraftPlace,
    texts: Vec<String>,
}

fn places<'s>(
    locations: HashMap<&'s str, Vec<SheetRow<'s>>>,
    addresses: &HashMap<&str, Vec<SheetRow<'_>>>,
    access: &HashMap<&str, Vec<SheetRow<'_>>>,
) -> HashMap<&'s str, Place> {
    let place = |id: &str, row: SheetRow<'_>| {
        // A postal address is where letters go, not where the door is.
        let address = addresses
            .get(id)
            .and_then(|rows| rows.iter().find(|row| row.get("address_type") == "physical").or_else(|| rows.first()));
        let said = |column: &str| address.map(|address| address.plain(column)).unwrap_or_default();
        let access = access.get(id).map(Vec::as_slice).unwrap_or_default();
        let draft = DraftPlace {
            // What may be wrong is mostly the address.
            stand: address.map_or_else(|| row.stand(), |address| address.stand()),
            id: id.to_owned(),
            name: row.prose("name"),
            description: row.prose("description"),
            address_1: said("address_1"),
            address_2: said("address_2"),
            town: said("city"),
            postcode: said("postal_code"),
            latitude: row.plain("latitude"),
            longitude: row.plain("longitude"),
            accessibility: access
                .iter()
                .map(|row| joined(&[row.prose("description"), row.prose("details")]))
                .filter(|said| !said.is_empty())
                .collect::<Vec<_>>()
                .join("; "),
        };
        let texts = [Some(&row), address].into_iter().flatten().chain(access).flat_map(|row| row.texts()).collect();
        Place { draft, texts }
    };
    locations
        .into_iter()
        .filter_map(|(id, rows)| {
            rows.first().filter(|row| row.get("location_type") != "virtual").map(|row| (id, place(id, *row)))
        })
        .collect()
}

/// The rows of phones by what they belong to, named directly or through a contact.
#[derive(Default)]
struct Phones<'s> {
    of_service: HashMap<&'s str, Vec<DraftPhone>>,
    of_place: HashMap<&'s str, Vec<DraftPhone>>,
    of_organization: HashMap<&'s str, Vec<DraftPhone>>,
}

impl<'s> Phones<'s> {
    fn new(
        sheet: Option<&'s Sheet>,
        contacts: &HashMap<&'s str, Vec<SheetRow<'s>>>,
        links: &HashMap<&'s str, &'s str>,
    ) -> Self {
        let mut phones = Self::default();
        for row in sheet.into_iter().flat_map(Sheet::rows) {
            let contact = contacts.get(row.get("contact_id")).and_then(|rows| rows.first()).copied();
            let owner = |column: &str| {
                let own = row.get(column);
                if own.is_empty() { contact.map_or("", |contact| contact.get(column)) } else { own }
            };
            let service = match owner("service_id") {
                "" => links.get(owner("service_at_location_id")).copied().unwrap_or_default(),
                service => service,
            };
            let (map, key) = match (service, owner("location_id")) {
                ("", "") => (&mut phones.of_organization, owner("organization_id")),
                ("", place) => (&mut phones.of_place, place),
                (service, _) => (&mut phones.of_service, service),
            };
            map.entry(key).or_default().push(phone(row));
        }
        phones
    }

    /// The numbers of a service and of the places that it happens at.
    fn of(&self, service: &str, places: &[&str]) -> Vec<DraftPhone> {
        let at = places.iter().filter_map(|place| self.of_place.get(place));
        self.of_service.get(service).into_iter().chain(at).flatten().cloned().collect()
    }

    fn of_organization(&self, organization: &str) -> Vec<DraftPhone> {
        self.of_organization.get(organization).cloned().unwrap_or_default()
    }
}

fn phone(row: SheetRow<'_>) -> DraftPhone {
    let kind = [row.plain("type"), row.plain("number_type")].into_iter().find(|kind| !kind.is_empty());
    DraftPhone {
        stand: row.stand(),
        number: row.plain("number"),
        kind: kind.unwrap_or_default(),
        label: row.prose("description"),
        extension: row.plain("extension"),
        ..DraftPhone::default()
    }
}

/// The code or name of a language; version 1 has the name under `language`.
fn language(row: SheetRow<'_>) -> String {
    let known = ["code", "name", "language"].map(|column| row.plain(column));
    known.into_iter().find(|said| !said.is_empty()).unwrap_or_default()
}

fn cost_option(row: SheetRow<'_>) -> CostOption {
    CostOption {
        option: row.prose("option"),
        amount: row.plain("amount"),
        currency: row.plain("currency"),
        description: row.prose("amount_description"),
        valid_to: row.plain("valid_to"),
    }
}

fn schedule(row: SheetRow<'_>, link_place: &HashMap<&str, &str>) -> DraftSchedule {
    let link = link_place.get(row.get("service_at_location_id")).copied().unwrap_or_default();
    let place = row.get("location_id");
    let either = |one: &str, other: &str| [row.plain(one), row.plain(other)].into_iter().find(|text| !text.is_empty());
    let frequency = row.plain("freq");
    DraftSchedule {
        stand: row.stand(),
        place: if place.is_empty() { link } else { place }.to_owned(),
        days: either("byday", "weekday").unwrap_or_default(),
        // A schedule of version 1 names its weekday and means every week.
        frequency: if frequency.is_empty() && !row.get("weekday").is_empty() { "WEEKLY".to_owned() } else { frequency },
        interval: row.plain("interval"),
        opens_at: row.plain("opens_at"),
        closes_at: row.plain("closes_at"),
        valid_from: either("valid_from", "dtstart").unwrap_or_default(),
        valid_to: either("valid_to", "until").unwrap_or_default(),
        by_set_pos: row.plain("bysetpos"),
        by_month_day: row.plain("bymonthday"),
        description: row.prose("description"),
        note: row.prose("notes"),
    }
}

/// Texts that say something, as sentences behind each other.
pub(super) fn joined_sentences(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', ':']) { " " } else { ". " });
        }
        text.push_str(part);
    }
    text
}

/// This day as `YYYY-MM-DD`.
pub(super) fn today() -> String {
    chrono::Utc::now().format("%Y-%m-%d").to_string()
}

/// Texts that say something, each once, split by a comma.
pub(super) fn joined(parts: &[String]) -> String {
    let mut said: Vec<&str> = Vec::new();
    for part in parts.iter().map(String::as_str).filter(|part| !part.is_empty()) {
        if !said.contains(&part) {
            said.push(part);
        }
    }
    said.join(", ")
}
