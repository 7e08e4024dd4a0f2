//! `/open-data`, and the files that anybody may take away.

use super::{App, page_head};
use crate::{
    answer::{Cache, Page, with_file_name},
    conditional::{self, Conditions},
    errors::AppError,
    stream,
};
use app::model::{OpenDataPage, OpenFile};
use axum::{body::Body, extract::State, response::Response};
use exchange::{
    oruk::whole::{self, Whole},
    {ORUK_FILE, csv_table, geojson},
};
use schedule::hours;

const FILES: [OpenFile; 3] = [
    OpenFile {
        url: "/data/services.csv",
        name: "Services as a table (CSV)",
        about: "A row for each service at each place, for a spreadsheet.",
    },
    OpenFile {
        url: "/data/services.geojson",
        name: "Services on the map (GeoJSON)",
        about: "A point for each service at each place that we can put on a map.",
    },
    OpenFile {
        url: "/data/services.json",
        name: "Everything in the national standard (Open Referral UK, JSON)",
        about: "Each service with its places, times, numbers and sources, for other directories.",
    },
];

const CSV: &str = "text/csv; charset=utf-8";
const GEOJSON: &str = "application/geo+json";
const JSON: &str = "application/json";

pub(crate) async fn show(State(app): App) -> Page {
    let catalogue = &app.engine.catalogue;
    let page = OpenDataPage {
        files: FILES.to_vec(),
        services: catalogue.listed.services.len(),
        changed: catalogue
            .loaded_at()
            .map(|at| hours::format_full_date(at.with_timezone(&app.clock.zone()).date_naive()))
            .unwrap_or_default(),
        licence: catalogue
            .authority
            .open_data
            .as_ref()
            .map(|stated| (stated.licence.clone(), stated.licence_url.clone())),
    };
    let sentence = "The records of this directory as files, for your own site, spreadsheet or map.";
    let head = page_head(&app, "Open data", sentence, "/open-data");
    Page::new(app::open_data(&app.site, &head, &page)).cache(Cache::AnHour)
}

/// The services as one table, a row for each service at each place.
#[utoipa::path(
    get, path = "/data/services.csv", tag = "Files", operation_id = "services_csv",
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 304, description = "You hold it already"),
    )
)]
pub(crate) async fn csv(State(app): App, conditions: Conditions) -> Result<Response, AppError> {
    let bytes =
        csv_table(&app.engine.catalogue, &app.links_from).map_err(anyhow::Error::from).map_err(AppError::Internal)?;
    let answer = conditional::answer(&conditions, CSV, Cache::Revalidate, app.loaded_at(), bytes);
    Ok(with_file_name(answer, "services.csv"))
}

/// The services as points on a map (RFC 7946).
#[utoipa::path(
    get, path = "/data/services.geojson", tag = "Files", operation_id = "services_geojson",
    responses(
        (
            status = 200, description = "The points", body = serde_json::Value,
            content_type = "application/geo+json", example = json!(crate::examples::open_map())
        ),
        (status = 304, description = "You hold it already"),
    )
)]
pub(crate) async fn geo_json(State(app): App, conditions: Conditions) -> Result<Response, AppError> {
    let bytes = serde_json::to_vec(&geojson(&app.engine.catalogue, &app.links_from))?;
    let answer = conditional::answer(&conditions, GEOJSON, Cache::Revalidate, app.loaded_at(), bytes);
    Ok(with_file_name(answer, "services.geojson"))
}

/// Every service of the feed with all that is known of it, in one file.
///
/// What the feed is stands before them, in the shape of a page that holds everything.
#[utoipa::path(
    get, path = "/data/services.json", tag = "Files", operation_id = "services_json",
    responses(
        (status = 200, description = "The file", body = Whole, example = json!(crate::examples::whole())),
        (status = 304, description = "You hold it already"),
    )
)]
pub(crate) async fn open_referral(State(app): App, conditions: Conditions) -> Response {
    let (modified, mut fingerprint) = (app.loaded_at(), app.fingerprint());
    fingerprint.add(ORUK_FILE.as_bytes());
    let pieces =
        || -> Body { stream::pieces((0..).map_while(move |n| whole::piece(&app.engine.catalogue, app.feed(), n))) };
    with_file_name(
        conditional::answer_stream(&conditions, JSON, Cache::Revalidate, modified, fingerprint, pieces),
        ORUK_FILE,
    )
}
