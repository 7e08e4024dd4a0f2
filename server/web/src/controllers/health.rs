//! `/healthz` and `/readyz`, for whoever watches the program.

use super::App;
use crate::{
    answer::{Cache, data},
    errors::AppError,
};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

/// The program runs.
#[utoipa::path(
    get, path = "/healthz", tag = "Watching",
    responses((status = 200, description = "It runs", body = String, content_type = "text/plain"))
)]
pub(crate) async fn healthz() -> Response {
    data("text/plain; charset=utf-8", Cache::Never, "ok\n")
}

/// What is loaded, and whether the site can do all that it is for.
#[derive(Serialize, ToSchema)]
struct Ready<'a> {
    /// Whether what visitors write is kept. The address is answered only once the records are loaded.
    ready: bool,
    /// Why it is not ready, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    /// The version of the program.
    version: &'static str,
    /// The print of the records.
    records: &'a str,
    /// How many services are listed.
    services: usize,
    /// How many places.
    places: usize,
    /// How many needs.
    needs: usize,
}

/// The records are loaded and the store can be written. The address is answered only once they are.
///
/// When the store was removed or replaced, is held by another program, or its disk is full, searches and pages
/// still answer, and what visitors write cannot be kept.
#[utoipa::path(
    get, path = "/readyz", tag = "Watching",
    responses(
        (status = 200, description = "It is ready", body = Ready),
        (status = 503, description = "What visitors write cannot be kept", body = Ready),
    )
)]
pub(crate) async fn readyz(State(app): App) -> Result<Response, AppError> {
    let catalogue = &app.engine.catalogue;
    let why = app.store_health.trouble();
    let ready = Ready {
        ready: why.is_none(),
        why,
        version: env!("CARGO_PKG_VERSION"),
        records: &app.version,
        services: catalogue.listed.services.len(),
        places: catalogue.listed.locations.len(),
        needs: catalogue.terms.needs.len(),
    };
    let mut answer = data("application/json", Cache::Never, serde_json::to_vec(&ready)?);
    if why.is_some() {
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(answer)
}
