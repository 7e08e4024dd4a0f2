//! `/developers`, and the description of what machines can ask for, `/openapi.json`.

use super::{App, page_head};
use crate::{
    answer::{Cache, Page},
    conditional::{self, Conditions},
    errors::AppError,
    openapi::ApiDescription,
    present::developers,
};
use axum::{Extension, extract::State, response::Response};
use std::sync::Arc;

pub(crate) async fn show(State(app): App, Extension(api): Extension<Arc<ApiDescription>>) -> Page {
    let page = developers::page(&app.engine.catalogue.authority, &app.public_url, api.of_site(&app));
    let sentence = "How other sites and programs can use this directory.";
    let head = page_head(&app, "For developers", sentence, "/developers");
    Page::new(app::developers(&app.site, &head, &page)).cache(Cache::AnHour)
}

/// This description.
#[utoipa::path(
    get, path = "/openapi.json", tag = "Watching",
    responses(
        (status = 200, description = "All addresses for machines (OpenAPI 3.1)", body = serde_json::Value),
        (status = 304, description = "You hold it already"),
    )
)]
pub(crate) async fn openapi(
    State(app): App,
    Extension(api): Extension<Arc<ApiDescription>>,
    conditions: Conditions,
) -> Result<Response, AppError> {
    let body = serde_json::to_vec_pretty(api.of_site(&app))?;
    Ok(conditional::answer(&conditions, "application/json", Cache::Revalidate, Some(app.started), body))
}

/// The feed alone, as readers of the standard want it described.
pub(crate) async fn feed(
    State(app): App,
    Extension(api): Extension<Arc<ApiDescription>>,
    conditions: Conditions,
) -> Result<Response, AppError> {
    let body = serde_json::to_vec_pretty(api.of_feed(&app))?;
    Ok(conditional::answer(&conditions, "application/json", Cache::Revalidate, Some(app.started), body))
}
