//! One service of an Open Referral feed as JSON, of version 1.0 or 3.0 (HSDS-UK), to a draft.

mod values;

use super::{
    bounded_file::{self, Refused},
    cost::{self, CostOption},
    draft::{Draft, DraftOrganization, DraftPhone, DraftPlace, DraftSchedule, DraftSource, Stand},
    hsds::{joined, joined_sentences, today},
    oruk,
};
use directory::Problem;
use serde_json::Value;
use std::{collections::HashMap, path::Path};
use values::{first, gather_texts, list, said, says_something, several, words};

/// The longest line of a file of services, one JSON object a line, or of one page in one line.
const LONGEST_JSON: usize = 64 * 1024 * 1024;

/// The services of a .json file (a page of a feed, a list, or one service) or an .ndjson file, each with
/// where it stands: a record of the one has a number, of the other a line.
pub(super) fn file(path: &Path) -> Result<Vec<(Stand, Value)>, Refused> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = bounded_file::text(path, LONGEST_JSON)?;
    if path.extension().is_some_and(|extension| extension == "ndjson" || extension == "jsonl") {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        return lines
            .map(|(line, text)| match serde_json::from_str(text) {
                Ok(service) => Ok((Stand { file: name.clone(), line }, service)),
                Err(error) => Err(no_json(&name, line, &error).into()),
            })
            .collect();
    }
    let value: Value = serde_json::from_str(&text).map_err(|error| no_json(&name, error.line() as u64, &error))?;
    let services = contents(value).ok_or_else(|| {
        let mend = "give a page of services, a list of them, or one a line in an .ndjson file";
        Problem::file(&name, "holds no services that Open Referral describes", mend)
    })?;
    Ok((1..).zip(services).map(|(number, service)| (record(&name, number), service)).collect())
}

/// Where a record of a page or list stands: it has a number and no line.
pub(super) fn record(file: &str, number: u64) -> Stand {
    Stand { file: format!("{file} record {number}").trim_start().to_owned(), line: 0 }
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
    !NESTED.iter().any(|key| service.get(key).is_some())
}

/// Lists that hang on a service in Open Referral.
const NESTED: [&str; 8] = [
    "service_at_locations",
    "phones",
    "contacts",
    "schedules",
    "regular_schedules",
    "attributes",
    "service_taxonomys",
    "service_areas",
];

/// Fields of a service and of its place that say something and have no place here.
const LOST: [&str; 12] = [
    "alternate_name",
    "accreditations",
    "additional_urls",
    "additional_websites",
    "capacities",
    "funding",
    "interpretation_services",
    "licenses",
    "program",
    "required_documents",
    "service_capacities",
    "wait_time",
];

/// What somebody's own form is, where services are in one that Open Referral does not know: their
/// places would all be lost without a word.
pub(super) fn foreign_form(services: &[Value]) -> Option<&'static str> {
    let has = |key: &str| services.iter().any(|service| list(service, key).next().is_some());
    let known = has("service_at_locations") || !has("locations");
    (!known).then_some("is not Open Referral: its places stand under `locations` and not under `service_at_locations`")
}

/// A service as a draft.
pub(super) fn draft(stand: Stand, service: &Value) -> Draft {
    let reading = Reading { stand: &stand, ours: service.get("confirmed").is_some_and(Value::is_boolean) };
    let organization = service.get("organization").unwrap_or(&Value::Null);
    let eligibility = list(service, "eligibilitys").next().unwrap_or(&Value::Null);
    let either = |key: &str| first([said(service, key), said(eligibility, key)]);
    let mut draft = Draft {
        ours: reading.ours,
        id: said(service, "id"),
        name: words(service, "name"),
        description: joined_sentences(&[alert(service, reading.ours), words(service, "description")]),
        url: said(service, "url"),
        email: said(service, "email"),
        status: said(service, "status"),
        cost: costs(service),
        eligibility: first([words(service, "eligibility_description"), words(eligibility, "eligibility")]),
        application: words(service, "application_process"),
        minimum_age: either("minimum_age"),
        maximum_age: either("maximum_age"),
        self_referral_age: said(service, "self_referral_age"),
        dated: said(service, "assured_date"),
        sources: if reading.ours { list(service, "sources").map(source).collect() } else { Vec::new() },
        organization: DraftOrganization {
            id: first([said(organization, "id"), said(service, "organization_id")]),
            name: words(organization, "name"),
            url: first([said(organization, "website"), said(organization, "url")]),
            phones: reading.phones(organization),
        },
        terms: terms(service),
        term_ids: term_values(service).map(|term| said(term, "id")).collect(),
        areas: list(service, "service_areas")
            .map(|area| first([said(area, "name"), said(area, "service_area")]))
            .filter(|area| !area.is_empty())
            .collect(),
        languages: list(service, "languages").map(language).filter(|said| !said.is_empty()).collect(),
        phones: reading.phones(service),
        lost: LOST.iter().filter(|key| says_something(service.get(key))).map(ToString::to_string).collect(),
        ..Draft::default()
    };
    add_places(&reading, service, &mut draft);
    if let Some(newest) = draft.sources.iter().map(|source| source.date.clone()).max().filter(|date| !date.is_empty()) {
        draft.dated = newest;
    }
    gather_texts(service, &mut draft.everything);
    draft.stand = stand;
    draft
}

/// Adds the places of a service, with what hangs on them, and its times.
fn add_places(reading: &Reading<'_>, service: &Value, draft: &mut Draft) {
    let mut place_of_link: HashMap<String, String> = HashMap::new();
    let mut times: Vec<(&Value, String)> = vec![(service, String::new())];
    for at in list(service, "service_at_locations") {
        let location = at.get("location").unwrap_or(&Value::Null);
        let is_virtual = said(location, "location_type") == "virtual";
        draft.online |= is_virtual;
        let id = if is_virtual { String::new() } else { said(location, "id") };
        draft.phones.extend(reading.phones(at));
        if !id.is_empty() {
            draft.phones.extend(reading.phones(location));
            draft.places.push(read_location(reading.stand, location));
            place_of_link.insert(said(at, "id"), id.clone());
        }
        times.push((at, id));
    }
    for (holder, place) in times {
        for key in ["schedules", "regular_schedules"] {
            for value in list(holder, key) {
                let link = place_of_link.get(&said(value, "service_at_location_id")).filter(|_| place.is_empty());
                let place = link.cloned().unwrap_or_else(|| place.clone());
                draft.online |= said(value, "attending_type") == "online";
                draft.schedules.push(schedule(reading.stand, value, place));
            }
        }
    }
}

/// What one record is read by.
struct Reading<'s> {
    stand: &'s Stand,
    ours: bool,
}

impl Reading<'_> {
    /// The numbers of something and of its contacts. People's own names there are not taken over.
    fn phones(&self, holder: &Value) -> Vec<DraftPhone> {
        let own = list(holder, "phones").map(|phone| self.phone(phone, ""));
        let of_contacts = list(holder, "contacts").flat_map(|contact| {
            // A title may be a person's; ours are what the line is.
            let title = if self.ours { said(contact, "title") } else { String::new() };
            list(contact, "phones").map(move |phone| self.phone(phone, &title))
        });
        own.chain(of_contacts).filter(|phone| !phone.number.is_empty()).collect()
    }

    fn phone(&self, value: &Value, title: &str) -> DraftPhone {
        let described = words(value, "description");
        let (label, hours, takes_texts) = if self.ours {
            let (hours, takes_texts) = oruk::own_phone_words(&described);
            (title.to_owned(), hours, takes_texts)
        } else {
            (described, String::new(), false)
        };
        DraftPhone {
            stand: self.stand.clone(),
            number: said(value, "number"),
            kind: first([said(value, "type"), said(value, "number_type")]),
            label,
            hours,
            takes_texts,
            extension: said(value, "extension"),
        }
    }
}

/// What to beware of, but for our own sentence that a record is not confirmed.
fn alert(service: &Value, ours: bool) -> String {
    if ours { String::new() } else { words(service, "alert") }
}

fn costs(service: &Value) -> String {
    let fees = [words(service, "fees_description"), words(service, "fees")];
    let options: Vec<CostOption> = list(service, "cost_options")
        .map(|cost| CostOption {
            option: words(cost, "option"),
            amount: said(cost, "amount"),
            currency: said(cost, "currency"),
            description: words(cost, "amount_description"),
            valid_to: said(cost, "valid_to"),
        })
        .collect();
    cost::words(&fees, &options, &today())
}

/// The code or name of a language; version 1 has the name under `language`.
fn language(language: &Value) -> String {
    first(["code", "name", "language"].map(|key| said(language, key)))
}

fn source(source: &Value) -> DraftSource {
    DraftSource { title: said(source, "title"), date: said(source, "date"), licence: said(source, "licence") }
}

fn term_values(service: &Value) -> impl Iterator<Item = &Value> {
    let attributes = list(service, "attributes").filter_map(|attribute| attribute.get("taxonomy_term"));
    let old = list(service, "service_taxonomys").filter_map(|link| link.get("taxonomy"));
    attributes.chain(old)
}

fn terms(service: &Value) -> Vec<String> {
    term_values(service).map(|term| first([said(term, "name"), said(term, "code"), said(term, "id")])).collect()
}

fn read_location(stand: &Stand, location: &Value) -> DraftPlace {
    let addresses: Vec<&Value> =
        ["addresses", "physical_addresses"].iter().flat_map(|key| list(location, key)).collect();
    let physical = addresses.iter().find(|address| said(address, "address_type") == "physical");
    let address = physical.or(addresses.first()).copied().unwrap_or(&Value::Null);
    DraftPlace {
        stand: stand.clone(),
        id: said(location, "id"),
        name: words(location, "name"),
        description: words(location, "description"),
        address_1: said(address, "address_1"),
        address_2: said(address, "address_2"),
        town: said(address, "city"),
        postcode: said(address, "postal_code"),
        latitude: said(location, "latitude"),
        longitude: said(location, "longitude"),
        accessibility: ["accessibility", "accessibility_for_disabilities"]
            .iter()
            .flat_map(|key| list(location, key))
            .map(|access| {
                let more = words(access, "details");
                joined(&[first([words(access, "description"), words(access, "accessibility")]), more])
            })
            .filter(|said| !said.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
    }
}

fn schedule(stand: &Stand, value: &Value, place: String) -> DraftSchedule {
    let weekday = several(value, "weekday");
    let days = first([several(value, "byday"), weekday.clone()]);
    let frequency = said(value, "freq");
    DraftSchedule {
        stand: stand.clone(),
        place,
        // A schedule of version 1 names its weekday and means every week.
        frequency: if frequency.is_empty() && !weekday.is_empty() { "WEEKLY".to_owned() } else { frequency },
        days,
        interval: said(value, "interval"),
        opens_at: said(value, "opens_at"),
        closes_at: said(value, "closes_at"),
        valid_from: first([said(value, "valid_from"), said(value, "dtstart")]),
        valid_to: first([said(value, "valid_to"), said(value, "until")]),
        by_set_pos: several(value, "bysetpos"),
        by_month_day: several(value, "bymonthday"),
        description: words(value, "description"),
        note: words(value, "notes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_service_of_version_1_is_read() {
        let draft = draft(
            record("page 1", 1),
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
