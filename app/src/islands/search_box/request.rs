//! Requests to `/api/suggest` and their answers.

use gloo_net::http::Request;
use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    task::spawn_local,
};
use serde::Deserialize;
use std::time::Duration;
use web_sys::{AbortController, AbortSignal, RequestCache};

/// Time without a further letter before the server is asked.
const DEBOUNCE: Duration = Duration::from_millis(120);

/// One suggestion, as the server describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Suggestion {
    pub(super) kind: SuggestionKind,
    pub(super) label: String,
    /// What the form takes: a need's slug or a place. Empty where only the words are searched.
    pub(super) value: String,
    pub(super) url: String,
    /// What stays in the input when it is chosen.
    pub(super) words: String,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SuggestionKind {
    Need,
    Service,
    Place,
}

impl SuggestionKind {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Need => "Need",
            Self::Service => "Service",
            Self::Place => "Place",
        }
    }
}

#[derive(Deserialize)]
struct Answer {
    suggestions: Vec<Suggestion>,
}

/// A request for suggestions that waits for its timer or its answer. Dropping it aborts it.
pub(super) struct SuggestRequest {
    timer: TimeoutHandle,
    abort: AbortController,
}

impl SuggestRequest {
    /// Asks for suggestions once no letter followed for a while, and calls `show` with the answer
    /// unless the request was aborted or failed. `None` where the browser can neither wait nor abort.
    pub(super) fn send_later(words: String, show: impl FnOnce(Vec<Suggestion>) + 'static) -> Option<Self> {
        let abort = AbortController::new().ok()?;
        let signal = abort.signal();
        let send = move || {
            spawn_local(async move {
                let answer = fetch_suggestions(&words, &signal).await;
                if let Ok(suggestions) = answer
                    && !signal.aborted()
                {
                    show(suggestions);
                }
            });
        };
        let timer = set_timeout_with_handle(send, DEBOUNCE).ok()?;
        Some(Self { timer, abort })
    }
}

impl Drop for SuggestRequest {
    fn drop(&mut self) {
        self.timer.clear();
        self.abort.abort();
    }
}

async fn fetch_suggestions(words: &str, signal: &AbortSignal) -> Result<Vec<Suggestion>, gloo_net::Error> {
    let request = Request::get("/api/suggest")
        .query([("q", words)])
        // What is typed is not kept anywhere.
        .cache(RequestCache::NoStore)
        .abort_signal(Some(signal));
    let answer: Answer = request.send().await?.json().await?;
    Ok(answer.suggestions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_answer_is_read() {
        let json = r#"{"suggestions":[{"kind":"place","label":"Droitwich","value":"Droitwich","url":"/x","words":"debt in"}]}"#;
        let Answer { suggestions } = serde_json::from_str(json).unwrap();
        assert_eq!((suggestions[0].kind, suggestions[0].words.as_str()), (SuggestionKind::Place, "debt in"));
    }
}
