//! `/healthz` and `/readyz`, for whoever watches the program.

use super::App;
use crate::{
    answer::{Cache, data},
    errors::AppError,
};
use axum::{extract::State, response::Response};
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

/// What is loaded.
#[derive(Serialize, ToSchema)]
struct Ready<'a> {
    /// Always true: the address is answered only once the records are loaded.
    ready: bool,
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

/// The records are loaded. The address is answered only once they are.
#[utoipa::path(
    get, path = "/readyz", tag = "Watching",
    responses((status = 200, description = "It is ready", body = Ready))
)]
pub(crate) async fn readyz(State(app): App) -> Result<Response, AppError> {
    let catalogue = &app.engine.catalogue;
    let ready = Ready {
        ready: true,
        version: env!("CARGO_PKG_VERSION"),
        records: &app.version,
        services: catalogue.listed.services.len(),
        places: catalogue.listed.locations.len(),
        needs: catalogue.terms.needs.len(),
    };
    Ok(data("application/json", Cache::Never, serde_json::to_vec(&ready)?))
}
