//! The entities of Open Referral UK 3.0 that we fill, as they are written. A field without a value
//! is left out: an [`Option`] that is `None` and a list without entries are never written, and
//! [`Text`] cannot be empty.

use super::{ids::Id, text::Text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A service. In a page of services the lists are left out unless `full=true` is asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Service {
    /// Its id, the same for as long as it is listed.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub description: Option<Text>,
    /// Its own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = "uri")]
    pub url: Option<Text>,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = Email)]
    pub email: Option<Text>,
    /// `active` for everything that is listed.
    pub status: Status,
    /// What it costs, as its source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub fees: Option<Text>,
    /// The youngest it is for, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub minimum_age: Option<u16>,
    /// The oldest it is for, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub maximum_age: Option<u16>,
    /// Who it is for, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub eligibility_description: Option<Text>,
    /// How to get it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub application_process: Option<Text>,
    /// The day a steward asked the provider; left out until somebody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub assured_date: Option<NaiveDate>,
    /// From which age a young person may ask alone, in years. Ours, beyond the standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub self_referral_age: Option<u8>,
    /// What to beware of: that the record is not confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub alert: Option<Text>,
    /// Whether the record is confirmed. Ours, beyond the standard.
    pub confirmed: bool,
    /// When it last changed here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub last_modified: Option<DateTime<Utc>>,
    /// Who runs it.
    pub organization: Organization,
    /// When it happens.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// Where people must live to use it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_areas: Vec<ServiceArea>,
    /// Where it happens.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_at_locations: Vec<ServiceAtLocation>,
    /// What it costs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost_options: Vec<CostOption>,
    /// Its telephone lines. Never a person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// The languages in which it is given; left out where none is stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Its terms: needs, kind, levels of need, whom it speaks to and who can ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Where its facts come from. Ours, beyond the standard.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// How a service stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It can be used.
    Active,
}

/// Who runs a service.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Organization {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// What it does here.
    pub description: Text,
    /// Its own site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = "uri")]
    pub website: Option<Text>,
    /// Its services, only in the answer for one organisation or with `full=true`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub services: Vec<Service>,
}

/// When a service happens, after iCalendar's recurrence rules (RFC 5545).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Schedule {
    /// Its id.
    pub id: Id,
    /// The service at a place that it is about; left out where it is about a line or an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub service_at_location_id: Option<Id>,
    /// First day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub valid_to: Option<NaiveDate>,
    /// How often it comes round.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub freq: Option<Freq>,
    /// Every so many weeks or months.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub interval: Option<u8>,
    /// Days: `MO,TU`, and in a month `1TU` for the first Tuesday or `-1FR` for the last Friday.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub byday: Option<Text>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub description: Option<Text>,
    /// When it opens, local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub opens_at: Option<Text>,
    /// When it closes, local time; `23:59:00` stands for midnight.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub closes_at: Option<Text>,
    /// What the numbers cannot say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub notes: Option<Text>,
}

/// How often a schedule comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the names are the standard's
pub enum Freq {
    Weekly,
    Monthly,
}

/// An area that a service serves.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ServiceArea {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// The official name of the area (ONS), where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = "uri")]
    pub uri: Option<Text>,
    /// What it is called, as the standard asks for it once more.
    pub service_area: Text,
}

/// A service at a place. With `name`, `status` and `service` where it stands by itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ServiceAtLocation {
    /// Its id.
    pub id: Id,
    /// The service's name, where this stands by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub name: Option<Text>,
    /// The service's status, where this stands by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub status: Option<Status>,
    /// The place.
    pub location: Location,
    /// The service, where this stands by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Service, no_recursion)]
    pub service: Option<Box<Service>>,
}

/// A place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Location {
    /// Its id.
    pub id: Id,
    /// What sort of place it is.
    pub location_type: PlaceType,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub name: Option<Text>,
    /// What is known of its address where that is not a whole one, and whether it is confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub description: Option<Text>,
    /// Degrees north (WGS84).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub latitude: Option<f64>,
    /// Degrees east (WGS84).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub longitude: Option<f64>,
    /// Its address, where the whole of it is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// What it is known to have, one by one, and behind that in words what else is known about getting in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<Accessibility>,
}

/// What sort of place or address something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlaceType {
    /// One that people can go to.
    Physical,
}

/// A whole address.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Address {
    /// Its id.
    pub id: Id,
    /// The lines before the town.
    pub address_1: Text,
    /// The town.
    pub city: Text,
    /// The county.
    pub state_province: Text,
    /// The postcode.
    pub postal_code: Text,
    /// `GB`.
    pub country: Text,
    /// What sort of address it is.
    pub address_type: PlaceType,
}

/// What is known about getting into a place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Accessibility {
    /// Its id.
    pub id: Id,
    /// What is known.
    pub description: Text,
    /// The same, as the standard asks for it once more.
    pub accessibility: Text,
}

/// What a service costs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostOption {
    /// Its id.
    pub id: Id,
    /// 0 for what costs nothing; left out where only words are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub amount: Option<u16>,
    /// The cost in words.
    pub amount_description: Text,
}

/// A language in which a service is given.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Language {
    /// Its id.
    pub id: Id,
    /// Its name in English.
    pub name: Text,
    /// Its code: ISO 639-1, or ISO 639-3 where it has none there.
    pub code: Text,
}

/// A line to a service.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Contact {
    /// Its id.
    pub id: Id,
    /// What the line is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub title: Option<Text>,
    /// Its number.
    pub phones: Vec<Phone>,
}

/// A telephone number.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Phone {
    /// Its id.
    pub id: Id,
    /// The number.
    pub number: Text,
    /// Its hours, whether it takes texts, and whether it is confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub description: Option<Text>,
    /// Whether the number is confirmed. Ours, beyond the standard.
    pub confirmed: bool,
}

/// A term that a service has.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Attribute {
    /// Its id.
    pub id: Id,
    /// What the link is: the taxonomy's own short name.
    pub link_type: Text,
    /// The term.
    pub taxonomy_term: TaxonomyTerm,
}

/// A term of a taxonomy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaxonomyTerm {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// What it means.
    pub description: Text,
    /// The term it stands under.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub parent_id: Option<Id>,
    /// Its taxonomy's name.
    pub taxonomy: Text,
    /// Its taxonomy.
    pub taxonomy_id: Id,
    /// Its readable id here.
    pub term: Text,
}

/// A taxonomy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Taxonomy {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// What its terms are about.
    pub description: Text,
    /// Its terms, only in the answer for one taxonomy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taxonomy_terms: Vec<TaxonomyTerm>,
}

/// Where facts come from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Source {
    /// What it is called.
    pub title: Text,
    /// Its date, as far as it is known: a year, a month or a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub date: Option<Text>,
    /// Its licence, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub licence: Option<Text>,
}
