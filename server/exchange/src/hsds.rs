//! A folder of Open Referral's own tables (HSDS 3.0 tabular): from many tables to drafts.

use super::{
    bounded_file::{self, LONGEST_LINE, Refused},
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
    let phones = owned(phones.as_ref(), &link_service);
    let schedules = owned(schedules.as_ref(), &link_service);
    let areas = by(areas.as_ref(), "service_id");
    let attributes = by(attributes.as_ref(), "link_id");
    let terms = by(terms.as_ref(), "id");
    let costs = by(costs.as_ref(), "service_id");

    let drafts = services.rows().map(|row| {
        let id = row.get("id");
        let organization = organizations.get(row.get("organization_id")).and_then(|rows| rows.first());
        let mine = |table: &HashMap<&str, Vec<SheetRow<'_>>>, column: &str| -> Vec<String> {
            table.get(id).into_iter().flatten().map(|row| row.plain(column)).filter(|text| !text.is_empty()).collect()
        };
        let mut terms_of: Vec<String> = Vec::new();
        for attribute in attributes.get(id).into_iter().flatten() {
            let term = terms.get(attribute.get("taxonomy_term_id")).and_then(|rows| rows.first());
            let words = term.map(|term| term.plain("name")).filter(|name| !name.is_empty());
            terms_of.push(words.unwrap_or_else(|| attribute.plain("taxonomy_term_id")));
        }
        let mut cost = row.plain("fees_description");
        for option in costs.get(id).into_iter().flatten() {
            cost = joined(&[cost, option.plain("option"), option.plain("amount_description")]);
        }
        Draft {
            file: services.file().to_owned(),
            line: row.line,
            id: id.to_owned(),
            name: row.plain("name"),
            description: row.plain("description"),
            url: row.plain("url"),
            email: row.plain("email"),
            status: row.plain("status"),
            cost: cost.clone(),
            eligibility: row.plain("eligibility_description"),
            application: row.plain("application_process"),
            minimum_age: row.plain("minimum_age"),
            maximum_age: row.plain("maximum_age"),
            dated: [row.plain("assured_date"), row.plain("last_modified")].into_iter().max().unwrap_or_default(),
            organization: organization.map_or_else(DraftOrganization::default, |organization| DraftOrganization {
                id: organization.get("id").to_owned(),
                name: organization.plain("name"),
                url: [organization.plain("website"), organization.plain("url")]
                    .into_iter()
                    .find(|url| !url.is_empty())
                    .unwrap_or_default(),
            }),
            terms: terms_of,
            areas: mine(&areas, "name"),
            places: links
                .get(id)
                .into_iter()
                .flatten()
                .filter_map(|link| places.get(link.get("location_id")).cloned())
                .collect(),
            phones: phones.get(id).into_iter().flatten().map(|row| phone(*row)).collect(),
            schedules: schedules.get(id).into_iter().flatten().map(|row| schedule(*row, &link_place)).collect(),
        }
    });
    Ok(drafts.collect())
}

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

fn places<'s>(
    locations: HashMap<&'s str, Vec<SheetRow<'s>>>,
    addresses: &HashMap<&str, Vec<SheetRow<'_>>>,
    access: &HashMap<&str, Vec<SheetRow<'_>>>,
) -> HashMap<&'s str, DraftPlace> {
    let place = |id: &str, row: SheetRow<'_>| {
        // A postal address is where letters go, not where the door is.
        let address = addresses
            .get(id)
            .and_then(|rows| rows.iter().find(|row| row.get("address_type") == "physical").or_else(|| rows.first()));
        let said = |column: &str| address.map(|address| address.plain(column)).unwrap_or_default();
        DraftPlace {
            id: id.to_owned(),
            name: row.plain("name"),
            address_1: said("address_1"),
            address_2: said("address_2"),
            town: said("city"),
            postcode: said("postal_code"),
            latitude: row.plain("latitude"),
            longitude: row.plain("longitude"),
            accessibility: access
                .get(id)
                .and_then(|rows| rows.first())
                .map(|row| row.plain("description"))
                .unwrap_or_default(),
        }
    };
    locations
        .into_iter()
        .filter_map(|(id, rows)| {
            rows.first().filter(|row| row.get("location_type") != "virtual").map(|row| (id, place(id, *row)))
        })
        .collect()
}

fn phone(row: SheetRow<'_>) -> DraftPhone {
    DraftPhone { number: row.plain("number"), label: row.plain("description"), extension: row.plain("extension") }
}

fn schedule(row: SheetRow<'_>, link_place: &HashMap<&str, &str>) -> DraftSchedule {
    let link = link_place.get(row.get("service_at_location_id")).copied().unwrap_or_default();
    let place = row.get("location_id");
    DraftSchedule {
        place: if place.is_empty() { link } else { place }.to_owned(),
        days: row.plain("byday"),
        frequency: row.plain("freq"),
        interval: row.plain("interval"),
        opens_at: row.plain("opens_at"),
        closes_at: row.plain("closes_at"),
        valid_from: row.plain("valid_from"),
        valid_to: row.plain("valid_to"),
        note: joined(&[row.plain("description"), row.plain("notes")]),
    }
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
