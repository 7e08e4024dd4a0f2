//! The files that anybody may take away, and the page that tells of them.

use super::{
    Routes,
    answer::{Cache, Page, data},
    errors::AppError,
    state::AppState,
};
use crate::exchange::{csv_table, geojson};
use app::model::{Head, OpenDataPage, OpenFile};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
    routing::get,
};
use std::sync::Arc;

type App = State<Arc<AppState>>;

const FILES: [OpenFile; 2] = [
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
];

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/open-data", get(page))
        .route("/data/services.csv", get(table))
        .route("/data/services.geojson", get(map))
}

async fn page(State(app): App) -> Page {
    let catalogue = &app.engine.catalogue;
    let page = OpenDataPage {
        files: FILES.to_vec(),
        services: catalogue.listed.services.len(),
        changed: String::new(),
        licence: catalogue
            .authority
            .open_data
            .as_ref()
            .map(|stated| (stated.licence.clone(), stated.licence_url.clone())),
    };
    let head = Head {
        title: "Open data".to_owned(),
        description: "The records of this directory as files, for your own site, spreadsheet or map.".to_owned(),
        path: "/open-data".to_owned(),
        ..Head::default()
    };
    Page::new(app::open_data(&app.site, &head, &page)).cache(Cache::AnHour)
}

async fn table(State(app): App) -> Result<Response, AppError> {
    let bytes = csv_table(&app.engine.catalogue).map_err(anyhow::Error::from).map_err(AppError::Internal)?;
    Ok(named(data("text/csv; charset=utf-8", Cache::AnHour, bytes), "attachment; filename=\"services.csv\""))
}

async fn map(State(app): App) -> Result<Response, AppError> {
    let bytes = serde_json::to_vec(&geojson(&app.engine.catalogue))?;
    Ok(named(data("application/geo+json", Cache::AnHour, bytes), "attachment; filename=\"services.geojson\""))
}

/// With the name that the file has when somebody keeps it.
fn named(mut response: Response, name: &'static str) -> Response {
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    response
}
