//! Answers for machines.

use super::{
    Routes,
    answer::{Cache, data},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use crate::present::{
    api::{self, SearchAnswer, SearchParameters},
    geo,
};
use axum::{extract::State, response::Response, routing::get};
use exchange::oruk::answer::Refusal;
use search::Search;
use std::sync::Arc;

type App = State<Arc<AppState>>;

pub(super) fn routes() -> Routes {
    Routes::new().route("/api/search", get(search)).route("/map.geojson", get(map))
}

/// A search, as the page `/search` makes it, both groups merged by one rank.
///
/// A wrong value is left out and named in `ignored`. Every name is always there; `null` where
/// nothing is known.
#[utoipa::path(
    get, path = "/api/search", tag = "Search", operation_id = "search",
    params(SearchParameters),
    responses(
        (status = 200, description = "What was found", body = SearchAnswer, example = json!(super::examples::search())),
        (status = 400, description = "The address cannot be read", body = Refusal),
    )
)]
pub(super) async fn search(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let answer = app.engine.search(&asked, app.clock.local())?;
    let json = serde_json::to_vec(&api::answer(&app.engine, &asked, &answer))?;
    Ok(data("application/json", Cache::Never, json))
}

/// The same search as GeoJSON (RFC 7946): one feature a service at a place that is known to a point.
#[utoipa::path(
    get, path = "/map.geojson", tag = "Search", operation_id = "map",
    params(SearchParameters),
    responses(
        (
            status = 200, description = "What was found", body = serde_json::Value,
            content_type = "application/geo+json", example = json!(super::examples::map())
        ),
        (status = 400, description = "The address cannot be read", body = Refusal),
    )
)]
pub(super) async fn map(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let answer = app.engine.search(&asked, app.clock.local())?;
    let json = geo::features(&app.engine, &asked, &answer)?;
    Ok(data("application/geo+json", Cache::Never, json))
}
