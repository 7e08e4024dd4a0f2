//! The read API of Open Referral UK 3.0, `/oruk`.

use super::{
    Routes,
    answer::{Cache, data},
    conditional,
    errors::AppError,
    query::Pairs,
    state::AppState,
    stream,
};
use crate::{
    catalogue::Catalogue,
    oruk::{
        self, Ask, Feed,
        answer::{About, Page},
        ask::{Form, Takes},
        entity::{Taxonomy, TaxonomyTerm},
        feed::Detail,
        ids::Id,
        select,
    },
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;

type App = State<Arc<AppState>>;
type Answered = Result<Response, AppError>;

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/oruk", get(about))
        .route("/oruk/", get(about))
        .route("/oruk/services", get(services))
        .route("/oruk/services/{id}", get(service))
        .route("/oruk/service_at_locations", get(service_at_locations))
        .route("/oruk/service_at_locations/{id}", get(service_at_location))
        .route("/oruk/organizations", get(organizations))
        .route("/oruk/organizations/{id}", get(organization))
        .route("/oruk/taxonomies", get(taxonomies))
        .route("/oruk/taxonomies/{id}", get(taxonomy))
        .route("/oruk/taxonomy_terms", get(taxonomy_terms))
        .route("/oruk/taxonomy_terms/{id}", get(taxonomy_term))
}

/// What this feed is: the standard's version, and the lines that licences ask for.
pub(super) async fn about(State(app): App, headers: HeaderMap) -> Answered {
    let authority = &app.engine.catalogue.authority;
    let about = About {
        version: oruk::VERSION.to_owned(),
        profile: oruk::PROFILE.to_owned(),
        openapi_url: format!("{}/openapi.json", app.public_url),
        publisher: authority.council.clone(),
        notice: authority.notice.clone(),
        attribution: authority.attributions.iter().map(|line| line.text.clone()).collect(),
    };
    json(&headers, Cache::Ask, loaded_at(&app), &about)
}

/// A page of services.
///
/// Each with what is there once; all of it with `full=true` or under its own address.
pub(super) async fn services(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Services)?;
    let all = select::services(&app.engine, app.feed(), &ask)?;
    list(&app, &headers, &ask, all, |catalogue, feed, at, detail| feed.service(catalogue, at, detail))
}

/// One service with all that is known of it.
pub(super) async fn service(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let (catalogue, missing) = (&app.engine.catalogue, AppError::NotFound("service"));
    let Some(position) = Id::parse(&id).and_then(|id| app.feed().service_position(id)) else { return Err(missing) };
    let service = app.feed().service(catalogue, position, Detail::Full).ok_or(missing)?;
    json(&headers, Cache::Ask, service.last_modified, &service)
}

/// A page of services at places.
///
/// With `postcode`: those whose area holds it. With `postcode` and `proximity`: those at most so
/// many metres away.
pub(super) async fn service_at_locations(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Places)?;
    let all = select::at_locations(&app.engine, app.feed(), &ask)??;
    list(&app, &headers, &ask, all, |catalogue, feed, at, detail| feed.at_location(catalogue, at, detail))
}

/// One service at a place with all that is known of both.
pub(super) async fn service_at_location(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let (catalogue, missing) = (&app.engine.catalogue, AppError::NotFound("service at a place"));
    let Some(position) = Id::parse(&id).and_then(|id| app.feed().at_location_position(id)) else { return Err(missing) };
    let found = app.feed().at_location(catalogue, position, Detail::Full).ok_or(missing)?;
    let modified = found.service.as_ref().and_then(|service| service.last_modified);
    json(&headers, Cache::Ask, modified, &found)
}

/// A page of the organisations that run services here.
pub(super) async fn organizations(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Records)?;
    let all = select::organizations(&app.engine, app.feed(), &ask);
    list(&app, &headers, &ask, all, |catalogue, feed, at, detail| Some(feed.organization(catalogue, at, detail)))
}

/// One organisation and its services.
pub(super) async fn organization(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let position = Id::parse(&id).and_then(|id| app.feed().organization_position(id));
    let position = position.ok_or(AppError::NotFound("organisation"))?;
    let found = app.feed().organization(&app.engine.catalogue, position, Detail::Full);
    // Its services are in it, and one may have gone.
    json(&headers, Cache::Ask, loaded_at(&app), &found)
}

/// A page of the taxonomies that services are sorted by.
pub(super) async fn taxonomies(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Pages)?;
    let all: Vec<&Taxonomy> = app.feed().taxonomies.all.iter().collect();
    json(&headers, Cache::Ask, None, &Page::of(&all, &ask.paging, Some))
}

/// One taxonomy with its terms.
pub(super) async fn taxonomy(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let found = Id::parse(&id).and_then(|id| app.feed().taxonomies.taxonomy(id));
    json(&headers, Cache::Ask, None, &found.ok_or(AppError::NotFound("taxonomy"))?)
}

/// A page of the terms of all taxonomies.
pub(super) async fn taxonomy_terms(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Pages)?;
    let all: Vec<&TaxonomyTerm> = app.feed().taxonomies.terms.iter().collect();
    json(&headers, Cache::Ask, None, &Page::of(&all, &ask.paging, Some))
}

/// One term.
pub(super) async fn taxonomy_term(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let found = Id::parse(&id).and_then(|id| app.feed().taxonomies.term(id));
    json(&headers, Cache::Ask, None, found.ok_or(AppError::NotFound("term"))?)
}

/// Makes the record at a position; something for every position that was selected.
type Make<T> = fn(&Catalogue, &Feed, u32, Detail) -> Option<T>;

/// A page of the selected records, or all of them line by line.
fn list<T: Serialize + 'static>(
    app: &Arc<AppState>,
    headers: &HeaderMap,
    ask: &Ask,
    all: Vec<u32>,
    make: Make<T>,
) -> Answered {
    let detail = if ask.records.full { Detail::Full } else { Detail::Brief };
    let cache = if ask.is_private() { Cache::Never } else { Cache::Ask };
    if ask.records.format == Form::Json {
        let page = Page::of(&all, &ask.paging, |at| make(&app.engine.catalogue, app.feed(), at, detail));
        return json(headers, cache, loaded_at(app), &page);
    }
    let app_of_lines = app.clone();
    let lines = all.into_iter().filter_map(move |at| {
        let record = make(&app_of_lines.engine.catalogue, app_of_lines.feed(), at, detail)?;
        // Our own entities have no map with keys that are not text, which is all that could fail.
        let mut line = serde_json::to_vec(&record).ok()?;
        line.push(b'\n');
        Some(line)
    });
    let mut response = data(NDJSON, cache, "");
    *response.body_mut() = stream::pieces(lines);
    conditional::last_modified(&mut response, loaded_at(app));
    Ok(response)
}

fn json(headers: &HeaderMap, cache: Cache, modified: Option<DateTime<Utc>>, value: &impl Serialize) -> Answered {
    Ok(conditional::answer(headers, JSON, cache, modified, serde_json::to_vec(value)?))
}

/// Of a list: a record that is gone changes it too, so that the last load is what counts.
fn loaded_at(app: &AppState) -> Option<DateTime<Utc>> {
    app.engine.catalogue.loaded_at()
}
