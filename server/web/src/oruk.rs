//! The read API of Open Referral UK 3.0, `/oruk`.

use super::{Routes, answer::Cache, conditional, errors::AppError, query::Pairs, state::AppState, stream};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use chrono::{DateTime, Utc};
use exchange::oruk::{
    Ask, Feed,
    answer::{About, Page, Refusal},
    ask::{Filters, Form, Nearby, Paging, Records, Takes},
    entity::{Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm},
    feed::Detail,
    ids::Id,
    select,
};
use folder::Fingerprint;
use search::catalogue::Catalogue;
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
#[utoipa::path(
    get, path = "/oruk", tag = "Open Referral UK", operation_id = "oruk_about",
    responses(
        (status = 200, description = "What this feed is", body = About),
        (status = 304, description = "You hold it already"),
    )
)]
pub(super) async fn about(State(app): App, headers: HeaderMap) -> Answered {
    let about = About::new(&app.engine.catalogue.authority, Some(format!("{}/openapi.json", app.public_url)));
    json(&headers, Cache::Ask, Some(app.started), &about)
}

/// A page of services.
///
/// Each with what is there once; all of it with `full=true` or under its own address.
#[utoipa::path(
    get, path = "/oruk/services", tag = "Open Referral UK", operation_id = "oruk_services",
    params(Paging, Records, Filters),
    responses(
        (status = 200, description = "A page of services", content(
            (Page<Service> = "application/json", example = json!(super::examples::page(super::examples::service()))),
            (Service = "application/x-ndjson"),
        )),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "A parameter is wrong", body = Refusal, example = json!(super::examples::refusal())),
    )
)]
pub(super) async fn services(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Services)?;
    let all = select::services(&app.engine, app.feed(), &ask)?;
    list(&app, &headers, &ask, all, |catalogue, feed, at, detail| feed.service(catalogue, at, detail))
}

/// One service with all that is known of it.
#[utoipa::path(
    get, path = "/oruk/services/{id}", tag = "Open Referral UK", operation_id = "oruk_service",
    params(("id" = String, Path, description = "The id of a service in this feed")),
    responses(
        (status = 200, description = "The service", body = Service, example = json!(super::examples::service())),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 404, description = "There is no such service", body = Refusal),
    )
)]
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
#[utoipa::path(
    get, path = "/oruk/service_at_locations", tag = "Open Referral UK", operation_id = "oruk_service_at_locations",
    params(Paging, Records, Filters, Nearby),
    responses(
        (status = 200, description = "A page of services at places", content(
            (Page<ServiceAtLocation> = "application/json"),
            (ServiceAtLocation = "application/x-ndjson"),
        )),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "A parameter is wrong", body = Refusal),
    )
)]
pub(super) async fn service_at_locations(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Places)?;
    let all = select::at_locations(&app.engine, app.feed(), &ask)??;
    list(&app, &headers, &ask, all, |catalogue, feed, at, detail| feed.at_location(catalogue, at, detail))
}

/// One service at a place with all that is known of both.
#[utoipa::path(
    get, path = "/oruk/service_at_locations/{id}", tag = "Open Referral UK", operation_id = "oruk_service_at_location",
    params(("id" = String, Path, description = "The id of a service at a place in this feed")),
    responses(
        (status = 200, description = "The service at the place", body = ServiceAtLocation),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 404, description = "There is no such service at a place", body = Refusal),
    )
)]
pub(super) async fn service_at_location(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let (catalogue, missing) = (&app.engine.catalogue, AppError::NotFound("service at a place"));
    let Some(position) = Id::parse(&id).and_then(|id| app.feed().at_location_position(id)) else { return Err(missing) };
    let found = app.feed().at_location(catalogue, position, Detail::Full).ok_or(missing)?;
    let modified = found.service.as_ref().and_then(|service| service.last_modified);
    json(&headers, Cache::Ask, modified, &found)
}

/// A page of the organisations that run services here.
#[utoipa::path(
    get, path = "/oruk/organizations", tag = "Open Referral UK", operation_id = "oruk_organizations",
    params(Paging, Records),
    responses(
        (status = 200, description = "A page of organisations", content(
            (Page<Organization> = "application/json"),
            (Organization = "application/x-ndjson"),
        )),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "A parameter is wrong", body = Refusal),
    )
)]
pub(super) async fn organizations(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Records)?;
    let all = select::organizations(&app.engine, app.feed(), &ask);
    list(&app, &headers, &ask, all, |catalogue, feed, at, detail| Some(feed.organization(catalogue, at, detail)))
}

/// One organisation and its services.
#[utoipa::path(
    get, path = "/oruk/organizations/{id}", tag = "Open Referral UK", operation_id = "oruk_organization",
    params(("id" = String, Path, description = "The id of an organisation in this feed")),
    responses(
        (status = 200, description = "The organisation", body = Organization),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 404, description = "There is no such organisation", body = Refusal),
    )
)]
pub(super) async fn organization(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let position = Id::parse(&id).and_then(|id| app.feed().organization_position(id));
    let position = position.ok_or(AppError::NotFound("organisation"))?;
    let found = app.feed().organization(&app.engine.catalogue, position, Detail::Full);
    // Its services are in it, and one may have gone.
    json(&headers, Cache::Ask, loaded_at(&app), &found)
}

/// A page of the taxonomies that services are sorted by.
#[utoipa::path(
    get, path = "/oruk/taxonomies", tag = "Open Referral UK", operation_id = "oruk_taxonomies",
    params(Paging),
    responses(
        (status = 200, description = "A page of taxonomies", body = Page<Taxonomy>),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "A parameter is wrong", body = Refusal),
    )
)]
pub(super) async fn taxonomies(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Pages)?;
    let all: Vec<&Taxonomy> = app.feed().taxonomies.all.iter().collect();
    json(&headers, Cache::Ask, Some(app.started), &Page::of(&all, &ask.paging, Some))
}

/// One taxonomy with its terms.
#[utoipa::path(
    get, path = "/oruk/taxonomies/{id}", tag = "Open Referral UK", operation_id = "oruk_taxonomy",
    params(("id" = String, Path, description = "The id of a taxonomy in this feed")),
    responses(
        (status = 200, description = "The taxonomy", body = Taxonomy),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 404, description = "There is no such taxonomy", body = Refusal),
    )
)]
pub(super) async fn taxonomy(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let found = Id::parse(&id).and_then(|id| app.feed().taxonomies.taxonomy(id));
    json(&headers, Cache::Ask, Some(app.started), &found.ok_or(AppError::NotFound("taxonomy"))?)
}

/// A page of the terms of all taxonomies.
#[utoipa::path(
    get, path = "/oruk/taxonomy_terms", tag = "Open Referral UK", operation_id = "oruk_taxonomy_terms",
    params(Paging),
    responses(
        (status = 200, description = "A page of terms", body = Page<TaxonomyTerm>),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "A parameter is wrong", body = Refusal),
    )
)]
pub(super) async fn taxonomy_terms(State(app): App, headers: HeaderMap, Pairs(pairs): Pairs) -> Answered {
    let ask = Ask::read(&pairs, Takes::Pages)?;
    let all: Vec<&TaxonomyTerm> = app.feed().taxonomies.terms.iter().collect();
    json(&headers, Cache::Ask, Some(app.started), &Page::of(&all, &ask.paging, Some))
}

/// One term.
#[utoipa::path(
    get, path = "/oruk/taxonomy_terms/{id}", tag = "Open Referral UK", operation_id = "oruk_taxonomy_term",
    params(("id" = String, Path, description = "The id of a term in this feed")),
    responses(
        (status = 200, description = "The term", body = TaxonomyTerm),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 404, description = "There is no such term", body = Refusal),
    )
)]
pub(super) async fn taxonomy_term(State(app): App, headers: HeaderMap, Path(id): Path<String>) -> Answered {
    let found = Id::parse(&id).and_then(|id| app.feed().taxonomies.term(id));
    json(&headers, Cache::Ask, Some(app.started), found.ok_or(AppError::NotFound("term"))?)
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
    let mut print = print_of_records(app);
    print.add(std::any::type_name::<T>().as_bytes());
    print.add(&[u8::from(ask.records.full)]);
    all.iter().for_each(|at| print.add(&at.to_le_bytes()));
    let app = app.clone();
    let modified = loaded_at(&app);
    let lines = || {
        stream::pieces(all.into_iter().filter_map(move |at| {
            let record = make(&app.engine.catalogue, app.feed(), at, detail)?;
            // Our own entities have no map with keys that are not text, which is all that could fail.
            let mut line = serde_json::to_vec(&record).ok()?;
            line.push(b'\n');
            Some(line)
        }))
    };
    Ok(conditional::printed(headers, NDJSON, cache, modified, print, lines))
}

fn json(headers: &HeaderMap, cache: Cache, modified: Option<DateTime<Utc>>, value: &impl Serialize) -> Answered {
    Ok(conditional::answer(headers, JSON, cache, modified, serde_json::to_vec(value)?))
}

/// The print of what an answer is made of while this server runs: the records, and the words that it
/// read at its start.
pub(super) fn print_of_records(app: &AppState) -> Fingerprint {
    let mut print = Fingerprint::default();
    print.add(app.version.as_bytes());
    print.add(app.started.to_rfc3339().as_bytes());
    print
}

/// Of a list: a record that is gone changes it too, so that the last load is what counts.
pub(super) fn loaded_at(app: &AppState) -> Option<DateTime<Utc>> {
    app.engine.catalogue.loaded_at()
}
