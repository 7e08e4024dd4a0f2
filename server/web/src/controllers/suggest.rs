//! What is offered while somebody types. Asked with every few letters, so it is short, and like all
//! that people type it is neither kept nor logged.

use crate::{
    answer::{Cache, data},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use axum::{extract::State, response::Response};
use exchange::oruk::answer::Refusal;
use search::suggest::Suggestion;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What is offered while somebody types.
#[derive(Serialize, ToSchema)]
#[schema(as = Suggestions)]
struct Answer {
    /// At most eight, the likeliest first.
    suggestions: Vec<Suggestion>,
}

/// What somebody typed so far.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // its field is read by name below; this is how it is described
struct Typed {
    /// The letters, from the first on.
    #[param(required = false, max_length = 300, example = "feed")]
    q: String,
}

/// What is offered while somebody types: needs, services and places.
#[utoipa::path(
    get, path = "/api/suggest", tag = "Search", operation_id = "suggest",
    params(Typed),
    responses(
        (status = 200, description = "What is offered", content_type = "application/json", body = Answer,
            example = json!(crate::examples::suggestions())),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 431, description = "The address is too long to be read"),
    )
)]
pub(crate) async fn suggest(State(app): State<Arc<AppState>>, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let typed = pairs.iter().find(|(name, _)| name == "q").map_or("", |(_, value)| value.as_str());
    let suggestions = app.suggester.suggest(typed, &app.engine.gazetteer);
    Ok(data("application/json", Cache::Never, serde_json::to_vec(&Answer { suggestions })?))
}
