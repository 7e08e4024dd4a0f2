//! A record of whatever noun, and its fields.

use super::records::Noun;
use directory::{Location, Organization, Service, Slug, Source, edit::Fields};
use serde_json::Value;

/// One record.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the names are the nouns
pub enum Record {
    Source(Source),
    Organization(Organization),
    Location(Box<Location>),
    Service(Box<Service>),
}

impl Record {
    /// What it is.
    pub fn noun(&self) -> Noun {
        match self {
            Self::Source(_) => Noun::Source,
            Self::Organization(_) => Noun::Organization,
            Self::Location(_) => Noun::Location,
            Self::Service(_) => Noun::Service,
        }
    }

    /// Its id.
    pub fn id(&self) -> &Slug {
        match self {
            Self::Source(record) => &record.id,
            Self::Organization(record) => &record.id,
            Self::Location(record) => &record.id,
            Self::Service(record) => &record.id,
        }
    }

    /// The record as the store keeps it.
    pub(super) fn body(&self) -> serde_json::Result<String> {
        match self {
            Self::Source(record) => serde_json::to_string(record),
            Self::Organization(record) => serde_json::to_string(record),
            Self::Location(record) => serde_json::to_string(record),
            Self::Service(record) => serde_json::to_string(record),
        }
    }

    /// Reads what the store keeps. Fails when it is no such record.
    pub(super) fn read(noun: Noun, body: &str) -> serde_json::Result<Self> {
        match noun {
            Noun::Source => serde_json::from_str(body).map(Self::Source),
            Noun::Organization => serde_json::from_str(body).map(Self::Organization),
            Noun::Location => serde_json::from_str(body).map(Self::Location),
            Noun::Service => serde_json::from_str(body).map(Self::Service),
            Noun::Town | Noun::Ward => Err(serde::de::Error::custom("towns and wards have no revisions")),
        }
    }

    /// Its fields, as the store keeps them.
    pub fn fields(&self) -> serde_json::Result<Fields<Value>> {
        Ok(fields(&self.body()?))
    }

    /// Reads a record from its fields. Fails when one is missing or is no value of it.
    pub fn from_fields(noun: Noun, fields: &Fields<Value>) -> serde_json::Result<Self> {
        Self::read(noun, &serde_json::to_string(fields)?)
    }

    /// The ids of the records that it stands on: its organisation and its places.
    pub(super) fn names(&self) -> Vec<(Noun, &Slug)> {
        let Self::Service(service) = self else { return Vec::new() };
        let places = service.location_ids.iter().map(|id| (Noun::Location, id));
        std::iter::once((Noun::Organization, &service.organization_id)).chain(places).collect()
    }
}

/// The fields of a record as the store keeps it.
pub(super) fn fields(body: &str) -> Fields<Value> {
    serde_json::from_str(body).unwrap_or_default()
}

/// A body as this program writes it: one of an older program may lack fields. As it is when it is no record.
pub(super) fn as_written_now(noun: Noun, body: &str) -> String {
    Record::read(noun, body).and_then(|record| record.body()).unwrap_or_else(|_| body.to_owned())
}
