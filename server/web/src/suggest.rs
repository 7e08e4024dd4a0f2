//! What is offered while somebody types. Asked with every few letters, so it is short, and like all
//! that people type it is neither kept nor logged.

use super::{
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
#[allow(dead_code)] // its fields are read one by one below; this is how they are described
struct Typed {
    /// The letters, from the first on.
    #[param(required = false, max_length = 300, example = "feed")]
    q: String,
    /// `text` for lines with tabs, as the search box of the site reads them.
    #[param(example = "text")]
    format: Option<String>,
}

/// What is offered while somebody types: needs, services and places.
///
/// `format=text` gives a line each of kind, label, value, address and the words that stay in `q`,
/// with tabs between.
#[utoipa::path(
    get, path = "/api/suggest", tag = "Search", operation_id = "suggest",
    params(Typed),
    responses(
        (status = 200, description = "What is offered", content(
            (Answer = "application/json", example = json!(super::examples::suggestions())),
            (String = "text/plain"),
        )),
        (status = 400, description = "The address cannot be read", body = Refusal),
    )
)]
pub(super) async fn suggest(State(app): State<Arc<AppState>>, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let value = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str());
    let suggestions = app.suggester.suggest(value("q"), &app.engine.gazetteer);
    if value("format") == "text" {
        let lines: String = suggestions.iter().map(line).collect();
        return Ok(data("text/plain; charset=utf-8", Cache::Never, lines));
    }
    Ok(data("application/json", Cache::Never, serde_json::to_vec(&Answer { suggestions })?))
}

fn line(suggestion: &Suggestion) -> String {
    let plain = |text: &str| text.replace(char::is_control, " ");
    let Suggestion { kind, label, value, url, words } = suggestion;
    format!("{}\t{}\t{}\t{}\t{}\n", kind.as_str(), plain(label), plain(value), plain(url), plain(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use search::suggest::SuggestionKind;

    #[test]
    fn a_line_has_five_columns_whatever_a_label_holds() {
        let suggestion = Suggestion {
            kind: SuggestionKind::Need,
            label: "Sleep\tand\nrest".to_owned(),
            value: "sleep".to_owned(),
            url: "/search?need=sleep".to_owned(),
            words: String::new(),
        };
        assert_eq!(line(&suggestion), "need\tSleep and rest\tsleep\t/search?need=sleep\t\n");
    }
}
