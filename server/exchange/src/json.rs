//! One service of an Open Referral feed as JSON, of version 1.0 or 3.0 (HSDS-UK), to a draft.

use super::{
    bounded_file::{self, Refused},
    draft::{Draft, DraftOrganization, DraftPhone, DraftPlace, DraftSchedule, plain},
    hsds::joined,
};
use directory::Problem;
use serde_json::Value;
use std::path::Path;

/// The longest line of a file of services, one JSON object a line, or of one page in one line.
const LONGEST_JSON: usize = 64 * 1024 * 1024;

/// The services of a .json file (a page of a feed, a list, or one service) or an .ndjson file.
pub(super) fn file(path: &Path) -> Result<Vec<Value>, Refused> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = bounded_file::text(path, LONGEST_JSON)?;
    if path.extension().is_some_and(|extension| extension == "ndjson" || extension == "jsonl") {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        return lines
            .map(|(line, text)| serde_json::from_str(text).map_err(|error| no_json(&name, line, &error).into()))
            .collect();
    }
    let value: Value = serde_json::from_str(&text).map_err(|error| no_json(&name, error.line() as u64, &error))?;
    contents(value).ok_or_else(|| {
        let mend = "give a page of services, a list of them, or one a line in an .ndjson file";
        Problem::file(&name, "holds no services that Open Referral describes", mend).into()
    })
}

fn no_json(name: &str, line: u64, error: &serde_json::Error) -> Problem {
    let mend = "download it again, whole";
    Problem { line, ..Problem::file(name, format!("is not JSON (at column {})", error.column()), mend) }
}

/// The services of an answer: of a page, a list or one service. `None` when it is none of them.
pub(super) fn contents(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(list) => Some(list),
        Value::Object(mut page) => {
            for key in ["contents", "content", "services"] {
                if let Some(Value::Array(list)) = page.get_mut(key) {
                    return Some(std::mem::take(list));
                }
            }
            (page.contains_key("id") && page.contains_key("name")).then(|| vec![Value::Object(page)])
        }
        _ => None,
    }
}

/// Whether a service of a list holds no more than its first facts, so that the rest must be asked
/// for by its id.
pub(super) fn is_summary(service: &Value) -> bool {
    let nested = [
        "service_at_locations",
        "phones",
        "contacts",
        "schedules",
        "regular_schedules",
        "attributes",
        "service_taxonomys",
        "service_areas",
    ];
    !nested.iter().any(|key| service.get(key).is_some())
}

/// A service as a draft. `file` and `number` say where it stands.
pub(super) fn draft(file: &str, number: u64, service: &Value) -> Draft {
    let organization = service.get("organization").unwrap_or(&Value::Null);
    let mut phones: Vec<DraftPhone> = list(service, "phones").map(phone).collect();
    // In 1.0 numbers stand under contacts. People's own names there are not taken over.
    for contact in list(service, "contacts") {
        phones.extend(list(contact, "phones").map(phone).filter(|phone| !phone.number.is_empty()));
    }
    let mut places = Vec::new();
    let mut schedules: Vec<DraftSchedule> = Vec::new();
    let mut add = |holder: &Value, place: &str| {
        for key in ["schedules", "regular_schedules"] {
            schedules.extend(list(holder, key).map(|value| schedule(value, place)));
        }
    };
    add(service, "");
    for at in list(service, "service_at_locations") {
        let location = at.get("location").unwrap_or(&Value::Null);
        if said(location, "location_type") == "virtual" || said(location, "id").is_empty() {
            add(at, "");
            continue;
        }
        add(at, &said(location, "id"));
        phones.extend(list(at, "phones").map(phone));
        places.push(read_location(location));
    }
    let eligibility = list(service, "eligibilitys").next().unwrap_or(&Value::Null);
    let either = |key: &str| first([said(service, key), said(eligibility, key)]);
    let costs = list(service, "cost_options").flat_map(|cost| [said(cost, "option"), said(cost, "amount_description")]);
    let costs: Vec<String> =
        [said(service, "fees_description"), said(service, "fees")].into_iter().chain(costs).collect();
    phones.dedup();
    Draft {
        file: file.to_owned(),
        line: number,
        id: said(service, "id"),
        name: said(service, "name"),
        description: said(service, "description"),
        url: said(service, "url"),
        email: said(service, "email"),
        status: said(service, "status"),
        cost: joined(&costs),
        eligibility: first([said(service, "eligibility_description"), said(eligibility, "eligibility")]),
        application: said(service, "application_process"),
        minimum_age: either("minimum_age"),
        maximum_age: either("maximum_age"),
        dated: [said(service, "assured_date"), said(service, "last_modified")].into_iter().max().unwrap_or_default(),
        organization: DraftOrganization {
            id: first([said(organization, "id"), said(service, "organization_id")]),
            name: said(organization, "name"),
            url: first([said(organization, "website"), said(organization, "url")]),
        },
        terms: terms(service),
        areas: list(service, "service_areas")
            .map(|area| first([said(area, "name"), said(area, "service_area")]))
            .filter(|area| !area.is_empty())
            .collect(),
        places,
        phones,
        schedules,
    }
}

fn terms(service: &Value) -> Vec<String> {
    let attributes = list(service, "attributes").filter_map(|attribute| attribute.get("taxonomy_term"));
    let old = list(service, "service_taxonomys").filter_map(|link| link.get("taxonomy"));
    attributes.chain(old).map(|term| first([said(term, "name"), said(term, "code"), said(term, "id")])).collect()
}

fn read_location(location: &Value) -> DraftPlace {
    let addresses: Vec<&Value> =
        ["addresses", "physical_addresses"].iter().flat_map(|key| list(location, key)).collect();
    let physical = addresses.iter().find(|address| said(address, "address_type") == "physical");
    let address = physical.or(addresses.first()).copied().unwrap_or(&Value::Null);
    DraftPlace {
        id: said(location, "id"),
        name: said(location, "name"),
        address_1: said(address, "address_1"),
        address_2: said(address, "address_2"),
        town: said(address, "city"),
        postcode: said(address, "postal_code"),
        latitude: said(location, "latitude"),
        longitude: said(location, "longitude"),
        accessibility: ["accessibility", "accessibility_for_disabilities"]
            .iter()
            .flat_map(|key| list(location, key))
            .map(|access| first([said(access, "description"), said(access, "accessibility")]))
            .next()
            .unwrap_or_default(),
    }
}

fn phone(value: &Value) -> DraftPhone {
    DraftPhone { number: said(value, "number"), label: said(value, "description"), extension: said(value, "extension") }
}

fn schedule(value: &Value, place: &str) -> DraftSchedule {
    DraftSchedule {
        place: place.to_owned(),
        days: said(value, "byday"),
        frequency: said(value, "freq"),
        interval: said(value, "interval"),
        opens_at: said(value, "opens_at"),
        closes_at: said(value, "closes_at"),
        valid_from: said(value, "valid_from"),
        valid_to: said(value, "valid_to"),
        note: joined(&[said(value, "description"), said(value, "notes")]),
    }
}

/// The items of a list, none where there is no list.
fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// A text or number as plain words.
fn said(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => plain(text),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn first<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_service_of_version_1_is_read() {
        let draft = draft(
            "page 1",
            1,
            &json!({
                "id": "a1", "name": "Stay &amp; play", "status": "active",
                "organization": {"id": "o1", "name": "Northfield Trust", "url": "https://example.org"},
                "contacts": [{"id": "c", "name": "Ann Person", "phones": [{"number": "01632 960001"}]}],
                "eligibilitys": [{"minimum_age": 0.0, "maximum_age": 5.0}],
                "service_taxonomys": [{"taxonomy": {"id": "t", "name": "Baby groups"}}],
                "service_areas": [{"service_area": "Exampleshire"}],
                "service_at_locations": [{
                    "location": {"id": "l1", "name": "Hall", "latitude": 52.1, "longitude": -2.0,
                        "physical_addresses": [{"address_1": "1 Road", "city": "Town", "postal_code": "ZE1 1AA"}]},
                    "regular_schedules": [{"byday": "MO", "freq": "WEEKLY", "opens_at": "09:00:00"}]}]
            }),
        );
        assert_eq!((draft.name.as_str(), draft.minimum_age.as_str()), ("Stay & play", "0.0"));
        assert_eq!(draft.phones[0].number, "01632 960001");
        assert!(!format!("{draft:?}").contains("Ann Person"), "nobody's own name is taken over");
        assert_eq!((draft.places[0].postcode.as_str(), draft.schedules[0].place.as_str()), ("ZE1 1AA", "l1"));
        assert_eq!((draft.terms, draft.areas), (vec!["Baby groups".to_owned()], vec!["Exampleshire".to_owned()]));
    }

    #[test]
    fn pages_lists_and_single_services_are_told_from_other_json() {
        assert_eq!(contents(json!({"contents": [{"id": "1"}], "total_items": 1})).unwrap().len(), 1);
        assert_eq!(contents(json!([{"id": "1"}, {"id": "2"}])).unwrap().len(), 2);
        assert_eq!(contents(json!({"id": "1", "name": "n"})).unwrap().len(), 1);
        assert!(contents(json!({"error": "no"})).is_none() && contents(json!("x")).is_none());
        assert!(is_summary(&json!({"id": "1"})) && !is_summary(&json!({"id": "1", "phones": []})));
    }
}
