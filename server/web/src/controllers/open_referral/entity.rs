//! What the lists of the feed hold: how records are selected, found by their id and read.

use crate::{errors::AppError, examples, state::AppState};
use chrono::{DateTime, Utc};
use exchange::oruk::{
    Ask, Feed,
    ask::Takes,
    entity::{Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm},
    feed::Detail,
    ids::Id,
    select,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// How the description speaks of an entity.
pub(crate) struct EntityWords {
    /// Its place in the address: `services` in `/oruk/services`.
    pub(crate) path: &'static str,
    /// The operation that gives one: `service`.
    pub(crate) operation: &'static str,
    /// `service`, and with its article `a service`.
    pub(crate) noun: &'static str,
    pub(crate) article: &'static str,
    pub(crate) plural: &'static str,
    /// The one that was asked for: `The service`.
    pub(crate) definite: &'static str,
    pub(crate) list_summary: &'static str,
    pub(crate) list_description: Option<&'static str>,
    pub(crate) one_summary: &'static str,
}

/// An entity of Open Referral UK that has a list and addresses of its own.
pub(crate) trait Entity: Serialize + ToSchema + Send + Sized + 'static {
    const WORDS: EntityWords;
    /// What its list can be asked for.
    const TAKES: Takes;

    /// The positions of the records that were asked for, in their order.
    fn select(app: &AppState, ask: &Ask) -> Result<Vec<u32>, AppError>;

    /// The position of a record.
    fn position(feed: &Feed, id: Id) -> Option<u32>;

    /// The record at a position; something for every position that [`Entity::select`] gives.
    fn read(app: &AppState, position: u32, detail: Detail) -> Option<Self>;

    /// When one record changed last.
    fn changed_at(&self, app: &AppState) -> Option<DateTime<Utc>>;

    /// When its list changed last.
    fn list_changed_at(app: &AppState) -> Option<DateTime<Utc>> {
        app.loaded_at()
    }

    /// An invented record, for the description.
    fn example() -> Option<Value> {
        None
    }
}

impl Entity for Service {
    const WORDS: EntityWords = EntityWords {
        path: "services",
        operation: "service",
        noun: "service",
        article: "a",
        plural: "services",
        definite: "The service",
        list_summary: "A page of services.",
        list_description: Some("Each with what is there once; all of it with `full=true` or under its own address."),
        one_summary: "One service with all that is known of it.",
    };
    const TAKES: Takes = Takes::Services;

    fn select(app: &AppState, ask: &Ask) -> Result<Vec<u32>, AppError> {
        Ok(select::services(&app.engine, app.feed(), ask)?)
    }

    fn position(feed: &Feed, id: Id) -> Option<u32> {
        feed.service_position(id)
    }

    fn read(app: &AppState, position: u32, detail: Detail) -> Option<Self> {
        app.feed().service(&app.engine.catalogue, position, detail)
    }

    fn changed_at(&self, _: &AppState) -> Option<DateTime<Utc>> {
        self.last_modified
    }

    fn example() -> Option<Value> {
        Some(examples::service())
    }
}

impl Entity for ServiceAtLocation {
    const WORDS: EntityWords = EntityWords {
        path: "service_at_locations",
        operation: "service_at_location",
        noun: "service at a place",
        article: "a",
        plural: "services at places",
        definite: "The service at the place",
        list_summary: "A page of services at places.",
        list_description: Some(
            "With `postcode`: those whose area holds it. With `postcode` and `proximity`: those at most so\n\
             many metres away.",
        ),
        one_summary: "One service at a place with all that is known of both.",
    };
    const TAKES: Takes = Takes::Places;

    fn select(app: &AppState, ask: &Ask) -> Result<Vec<u32>, AppError> {
        Ok(select::at_locations(&app.engine, app.feed(), ask)??)
    }

    fn position(feed: &Feed, id: Id) -> Option<u32> {
        feed.at_location_position(id)
    }

    fn read(app: &AppState, position: u32, detail: Detail) -> Option<Self> {
        app.feed().at_location(&app.engine.catalogue, position, detail)
    }

    fn changed_at(&self, _: &AppState) -> Option<DateTime<Utc>> {
        self.service.as_ref().and_then(|service| service.last_modified)
    }
}

impl Entity for Organization {
    const WORDS: EntityWords = EntityWords {
        path: "organizations",
        operation: "organization",
        noun: "organisation",
        article: "an",
        plural: "organisations",
        definite: "The organisation",
        list_summary: "A page of the organisations that run services here.",
        list_description: None,
        one_summary: "One organisation and its services.",
    };
    const TAKES: Takes = Takes::Records;

    fn select(app: &AppState, ask: &Ask) -> Result<Vec<u32>, AppError> {
        Ok(select::organizations(&app.engine, app.feed(), ask))
    }

    fn position(feed: &Feed, id: Id) -> Option<u32> {
        feed.organization_position(id)
    }

    fn read(app: &AppState, position: u32, detail: Detail) -> Option<Self> {
        Some(app.feed().organization(&app.engine.catalogue, position, detail))
    }

    fn changed_at(&self, app: &AppState) -> Option<DateTime<Utc>> {
        // Its services are in it, and one may have gone.
        app.loaded_at()
    }
}

impl Entity for Taxonomy {
    const WORDS: EntityWords = EntityWords {
        path: "taxonomies",
        operation: "taxonomy",
        noun: "taxonomy",
        article: "a",
        plural: "taxonomies",
        definite: "The taxonomy",
        list_summary: "A page of the taxonomies that services are sorted by.",
        list_description: None,
        one_summary: "One taxonomy with its terms.",
    };
    const TAKES: Takes = Takes::Pages;

    fn select(app: &AppState, _: &Ask) -> Result<Vec<u32>, AppError> {
        Ok((0..).take(app.feed().taxonomies.all.len()).collect())
    }

    fn position(feed: &Feed, id: Id) -> Option<u32> {
        (0..).zip(&feed.taxonomies.all).find(|(_, taxonomy)| taxonomy.id == id).map(|(position, _)| position)
    }

    fn read(app: &AppState, position: u32, detail: Detail) -> Option<Self> {
        let taxonomies = &app.feed().taxonomies;
        let taxonomy = taxonomies.all.get(position as usize)?;
        match detail {
            Detail::Full => taxonomies.taxonomy(taxonomy.id),
            Detail::Brief => Some(taxonomy.clone()),
        }
    }

    fn changed_at(&self, app: &AppState) -> Option<DateTime<Utc>> {
        Some(app.started)
    }

    fn list_changed_at(app: &AppState) -> Option<DateTime<Utc>> {
        Some(app.started)
    }
}

impl Entity for TaxonomyTerm {
    const WORDS: EntityWords = EntityWords {
        path: "taxonomy_terms",
        operation: "taxonomy_term",
        noun: "term",
        article: "a",
        plural: "terms",
        definite: "The term",
        list_summary: "A page of the terms of all taxonomies.",
        list_description: None,
        one_summary: "One term.",
    };
    const TAKES: Takes = Takes::Pages;

    fn select(app: &AppState, _: &Ask) -> Result<Vec<u32>, AppError> {
        Ok((0..).take(app.feed().taxonomies.terms.len()).collect())
    }

    fn position(feed: &Feed, id: Id) -> Option<u32> {
        (0..).zip(&feed.taxonomies.terms).find(|(_, term)| term.id == id).map(|(position, _)| position)
    }

    fn read(app: &AppState, position: u32, _: Detail) -> Option<Self> {
        app.feed().taxonomies.terms.get(position as usize).cloned()
    }

    fn changed_at(&self, app: &AppState) -> Option<DateTime<Utc>> {
        Some(app.started)
    }

    fn list_changed_at(app: &AppState) -> Option<DateTime<Utc>> {
        Some(app.started)
    }
}
