//! The rules of the standard, each a function from an answer to what is wrong with it.

use chrono::{DateTime, NaiveDate, NaiveTime};
use serde_json::Value;
use std::collections::HashSet;

/// What a field holds.
#[derive(Clone, Copy)]
enum Sort {
    Text,
    Number,
    Uuid,
    Uri,
    Email,
    Date,
    Time,
    Moment,
    OneOf(&'static [&'static str]),
    One(Entity),
    Many(Entity),
}

/// The entities that a feed may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entity {
    Service,
    Organization,
    Location,
    Address,
    Accessibility,
    ServiceAtLocation,
    Schedule,
    ServiceArea,
    CostOption,
    Language,
    Contact,
    Phone,
    Attribute,
    Taxonomy,
    TaxonomyTerm,
}

const PLACE_TYPES: Sort = Sort::OneOf(&["physical", "postal", "virtual"]);
const STATUSES: Sort = Sort::OneOf(&["active", "inactive", "defunct", "temporarily closed"]);

/// A field, what it holds, and whether it must be there.
type Field = (&'static str, Sort, bool);

impl Entity {
    fn fields(self) -> &'static [Field] {
        use Entity as E;
        use Sort::{Date, Email, Many, Moment, Number, One, OneOf, Text, Time, Uri, Uuid};
        match self {
            E::Service => &[
                ("id", Uuid, true),
                ("name", Text, true),
                ("status", STATUSES, true),
                ("organization", One(E::Organization), true),
                ("description", Text, false),
                ("url", Uri, false),
                ("email", Email, false),
                ("fees", Text, false),
                ("accreditations", Text, false),
                ("minimum_age", Number, false),
                ("maximum_age", Number, false),
                ("assured_date", Date, false),
                ("assurer_email", Email, false),
                ("alert", Text, false),
                ("last_modified", Moment, false),
                ("schedules", Many(E::Schedule), false),
                ("service_areas", Many(E::ServiceArea), false),
                ("service_at_locations", Many(E::ServiceAtLocation), false),
                ("cost_options", Many(E::CostOption), false),
                ("contacts", Many(E::Contact), false),
                ("languages", Many(E::Language), false),
                ("attributes", Many(E::Attribute), false),
            ],
            E::Organization => &[
                ("id", Uuid, true),
                ("name", Text, true),
                ("description", Text, true),
                ("email", Email, false),
                ("website", Uri, false),
                ("uri", Uri, false),
                ("services", Many(E::Service), false),
            ],
            E::Location => &[
                ("id", Uuid, true),
                ("location_type", PLACE_TYPES, true),
                ("name", Text, false),
                ("description", Text, false),
                ("latitude", Number, false),
                ("longitude", Number, false),
                ("addresses", Many(E::Address), false),
                ("accessibility", Many(E::Accessibility), false),
            ],
            E::Address => &[
                ("id", Uuid, true),
                ("address_1", Text, true),
                ("city", Text, true),
                ("state_province", Text, true),
                ("postal_code", Text, true),
                ("country", Text, true),
                ("address_type", PLACE_TYPES, true),
            ],
            E::Accessibility => &[("id", Uuid, true), ("description", Text, false), ("url", Uri, false)],
            E::ServiceAtLocation => {
                &[("id", Uuid, true), ("location", One(E::Location), false), ("service", One(E::Service), false)]
            }
            E::Schedule => &[
                ("id", Uuid, true),
                ("service_at_location_id", Uuid, false),
                ("valid_from", Date, false),
                ("valid_to", Date, false),
                ("dtstart", Date, false),
                ("freq", OneOf(&["WEEKLY", "MONTHLY"]), false),
                ("interval", Number, false),
                ("byday", Text, false),
                ("description", Text, false),
                ("opens_at", Time, false),
                ("closes_at", Time, false),
                ("notes", Text, false),
            ],
            E::ServiceArea => &[("id", Uuid, true), ("name", Text, false), ("uri", Text, false)],
            E::CostOption => &[("id", Uuid, true), ("amount", Number, false), ("amount_description", Text, false)],
            E::Language => &[("id", Uuid, true), ("name", Text, false), ("code", Text, false)],
            E::Contact => &[("id", Uuid, true), ("title", Text, false), ("phones", Many(E::Phone), false)],
            E::Phone => &[("id", Uuid, true), ("number", Text, true), ("description", Text, false)],
            E::Attribute => &[("id", Uuid, true), ("taxonomy_term", One(E::TaxonomyTerm), false)],
            E::Taxonomy => &[
                ("id", Uuid, true),
                ("name", Text, true),
                ("description", Text, true),
                ("uri", Uri, false),
                ("taxonomy_terms", Many(E::TaxonomyTerm), false),
            ],
            E::TaxonomyTerm => &[
                ("id", Uuid, true),
                ("name", Text, true),
                ("description", Text, true),
                ("parent_id", Uuid, false),
                ("taxonomy_id", Uuid, false),
                ("term_uri", Uri, false),
            ],
        }
    }
}

/// What is wrong with an entity and all inside it: fields that must be there, formats, values.
pub fn entity(sort: Entity, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(object) = value.as_object() else { return vec![format!("{sort:?} is not an object: {value}")] };
    for (name, holds, must) in sort.fields() {
        match object.get(*name) {
            None if *must => wrong.push(format!("{sort:?} has no {name}")),
            None => {}
            Some(value) => {
                wrong.extend(field(*holds, value).into_iter().map(|what| format!("{sort:?}.{name}: {what}")))
            }
        }
    }
    wrong
}

fn field(holds: Sort, value: &Value) -> Vec<String> {
    match holds {
        Sort::One(inner) => entity(inner, value),
        Sort::Many(inner) => match value.as_array() {
            Some(all) => all.iter().flat_map(|one| entity(inner, one)).collect(),
            None => vec![format!("not a list: {value}")],
        },
        Sort::Number if value.is_number() => Vec::new(),
        Sort::Number => vec![format!("not a number: {value}")],
        _ => match value.as_str() {
            None => vec![format!("not text: {value}")],
            Some(text) if is_written_as(holds, text) => Vec::new(),
            Some(text) => vec![format!("badly written: {text:?}")],
        },
    }
}

fn is_written_as(holds: Sort, text: &str) -> bool {
    match holds {
        Sort::Uuid => text.len() == 36 && uuid::Uuid::parse_str(text).is_ok(),
        Sort::Uri => {
            let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
            let plain = text.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b));
            plain && rest.is_some_and(|rest| rest.split('/').next().is_some_and(|host| host.contains('.')))
        }
        Sort::Email => text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace) && !host.contains('@')
        }),
        Sort::Date => NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
        Sort::Time => NaiveTime::parse_from_str(text, "%H:%M:%S").is_ok(),
        Sort::Moment => DateTime::parse_from_rfc3339(text).is_ok(),
        Sort::OneOf(values) => values.contains(&text),
        _ => !text.trim().is_empty(),
    }
}

/// What is empty though it should be left out: null, no text, an empty list or object, anywhere.
/// The list of a page may be empty.
pub fn empties(value: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Null => found.push(format!("{path} is null")),
            Value::String(text) if text.trim().is_empty() => found.push(format!("{path} is empty text")),
            Value::Array(all) => {
                if all.is_empty() && path != "/contents" {
                    found.push(format!("{path} is an empty list"));
                }
                all.iter().enumerate().for_each(|(at, one)| walk(one, &format!("{path}/{at}"), found));
            }
            Value::Object(fields) => {
                if fields.is_empty() {
                    found.push(format!("{path} is an empty object"));
                }
                fields.iter().for_each(|(name, one)| walk(one, &format!("{path}/{name}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, "", &mut found);
    found
}

/// What is wrong with all the pages of one list, in their order, asked for with `per_page`.
pub fn pages(pages: &[Value], per_page: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut ids = HashSet::new();
    let mut entries = 0;
    for (at, page) in pages.iter().enumerate() {
        let number = at + 1;
        let mut must = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("page {number}: {what}"));
            }
        };
        let Some(contents) = page["contents"].as_array() else {
            must(false, "contents is not a list");
            continue;
        };
        let last = number == pages.len();
        must(page["page_number"] == number, "page_number is not the one asked for");
        must(page["total_pages"] == pages.len(), "total_pages is not how many there are");
        must(page["total_items"] == pages[0]["total_items"], "total_items changes between pages");
        must(page["first_page"] == (number == 1), "first_page is wrong");
        must(page["last_page"] == last, "last_page is wrong");
        must(page["empty"] == contents.is_empty(), "empty is wrong");
        must(page["size"] == contents.len(), "size is not the length of contents");
        must(last || contents.len() == per_page, "a page before the last is not full");
        must(contents.len() <= per_page, "the page holds more than was asked for");
        must(!contents.is_empty() || pages.len() == 1, "the page holds nothing");
        for entry in contents {
            let id = entry["id"].as_str().unwrap_or_default().to_owned();
            must(ids.insert(id.clone()), &format!("the id {id} stands twice"));
        }
        entries += contents.len();
    }
    if pages.first().is_none_or(|first| first["total_items"] != entries) {
        wrong.push(format!("total_items is not the {entries} entries of all pages"));
    }
    wrong
}

/// What is wrong with the feed's first page.
pub fn about(value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if value["version"] != "HSDS-UK-3.0" {
        wrong.push(format!("version is {}", value["version"]));
    }
    for name in ["profile", "openapi_url"] {
        let text = value[name].as_str().unwrap_or_default();
        // A feed under test has a host without a name.
        if !text.starts_with("https://") && !text.starts_with("http://") {
            wrong.push(format!("{name} is not a web address"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests;
