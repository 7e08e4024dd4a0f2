//! Answers for machines.

use super::{
    Routes,
    answer::{Cache, data},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use crate::{
    present::{api, geo},
    search::Search,
};
use axum::{extract::State, response::Response, routing::get};
use std::sync::Arc;

type App = State<Arc<AppState>>;

pub(super) fn routes() -> Routes {
    Routes::new().route("/api/search", get(search)).route("/map.geojson", get(map))
}

async fn search(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let asked = Search::read(&pairs, &app.engine.catalogue);
    let answer = app.engine.search(&asked, app.clock.local())?;
    let json = serde_json::to_vec(&api::answer(&app.engine, &asked, &answer))?;
    Ok(data("application/json", Cache::Never, json))
}

async fn map(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let asked = Search::read(&pairs, &app.engine.catalogue);
    let answer = app.engine.search(&asked, app.clock.local())?;
    let json = serde_json::to_vec(&geo::features(&app.engine, &asked, &answer))?;
    Ok(data("application/geo+json", Cache::Never, json))
}
