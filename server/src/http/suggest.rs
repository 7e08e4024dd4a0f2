//! What is offered while somebody types. Asked with every few letters, so it is short, and like all
//! that people type it is neither kept nor logged.

use super::{
    Routes,
    answer::{Cache, data},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use crate::search::suggest::Suggestion;
use axum::{extract::State, response::Response, routing::get};
use serde::Serialize;
use std::sync::Arc;

pub(super) fn routes() -> Routes {
    Routes::new().route("/api/suggest", get(suggest))
}

#[derive(Serialize)]
struct Answer {
    suggestions: Vec<Suggestion>,
}

/// `q` is what was typed so far. `format=text` answers the page's own island: a line each of kind,
/// label, value, address and the words that stay in `q`, with tabs between.
async fn suggest(State(app): State<Arc<AppState>>, Pairs(pairs): Pairs) -> Result<Response, AppError> {
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
    use crate::search::suggest::SuggestionKind;

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
