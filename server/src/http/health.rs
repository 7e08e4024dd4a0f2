//! For whoever watches the program.

use super::{
    answer::{Cache, data},
    state::AppState,
};
use axum::{extract::State, response::Response};
use serde_json::json;
use std::sync::Arc;

/// `/healthz`: the program runs.
pub(super) async fn healthz() -> Response {
    data("text/plain; charset=utf-8", Cache::Never, "ok\n")
}

/// `/readyz`: the records are loaded. The address is answered only once they are.
pub(super) async fn readyz(State(app): State<Arc<AppState>>) -> Response {
    let catalogue = &app.engine.catalogue;
    let body = json!({
        "ready": true,
        "version": env!("CARGO_PKG_VERSION"),
        "records": app.version,
        "services": catalogue.listed.services.len(),
        "places": catalogue.listed.locations.len(),
        "needs": catalogue.terms.needs.len(),
    });
    data("application/json", Cache::Never, body.to_string())
}
