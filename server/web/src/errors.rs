//! What goes wrong, as people see it: a calm page, or one sentence of JSON where machines ask.

use super::{
    answer::{Cache, Page, data},
    request_id::request_id_of,
    security_headers::is_open_data,
    state::AppState,
};
use app::model::{
    ErrorPage, Head,
    desk::{DeskFrame, NoticePage},
};
use axum::{
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{ALLOW, CONTENT_TYPE, RETRY_AFTER},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use exchange::oruk::{Wrong, answer::Refusal};
use std::{any::Any, sync::Arc};

/// Why a request is not answered as asked. Any other error becomes [`AppError::Internal`] with `?`.
#[derive(Debug)]
pub enum AppError {
    /// There is no such page, service, place or need; the word goes into the heading.
    NotFound(&'static str),
    /// A parameter of the open data has a value that nothing can be made of.
    Wrong(Wrong),
    /// The address has a part that is not UTF-8.
    BadAddress,
    /// The address is longer than we read.
    AddressTooLong,
    /// The body is larger than we read.
    BodyTooLarge,
    /// The page cannot be asked for in this way.
    MethodNotAllowed,
    /// Somebody at the desk may not do that, or not in this way: what is said above and below.
    Refused {
        /// The heading.
        heading: &'static str,
        /// The sentence.
        sentence: &'static str,
    },
    /// The answer took too long.
    Busy,
    /// Something broke on our side. The cause is for the log only.
    Internal(anyhow::Error),
}

impl From<search::IndexError> for AppError {
    fn from(error: search::IndexError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<anyhow::Error> for AppError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<Wrong> for AppError {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

/// Travels with a response that still wants its words.
#[derive(Debug, Clone)]
struct Failure(Arc<AppError>);

impl IntoResponse for AppError {
    /// A response without a body; [`render_errors`] gives it words, since only there is it known who asks.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

impl AppError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            // Too long is 400 too: a search that cannot be read is told the same way each time.
            Self::Wrong(_) | Self::BadAddress | Self::AddressTooLong => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Refused { .. } => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// For a refusal of the framework's own, which is known by its status only.
    fn from_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound("page"),
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::BodyTooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Busy,
            status if status.is_client_error() => Self::BadAddress,
            status => Self::Internal(anyhow::anyhow!("an answer of {status} without words")),
        }
    }

    /// Heading and sentence for the public.
    fn heading_and_sentence(&self) -> (String, &'static str) {
        let (heading, sentence) = match self {
            Self::NotFound(what) => {
                return (
                    format!("We could not find that {what}"),
                    "It may have moved, or the address may have a slip in it. The help itself may still be there.",
                );
            }
            Self::Wrong(_) | Self::BadAddress => (
                "We could not read that address",
                "A part of it is written in a way we do not know. Please start again.",
            ),
            Self::AddressTooLong => ("That was too long for us", "Please use fewer words and try again."),
            Self::BodyTooLarge => ("That was too much to send", "Please send less and try again."),
            Self::MethodNotAllowed => {
                ("That does not work here", "This page can be looked at, but nothing can be sent to it.")
            }
            Self::Refused { heading, sentence } => (*heading, *sentence),
            Self::Busy => ("This is taking too long", "Please try again in a minute. If it cannot wait, ring."),
            Self::Internal(_) => {
                ("Something went wrong on our side", "It was not your fault. Please try again in a minute, or ring.")
            }
        };
        (heading.to_owned(), sentence)
    }
}

/// What a caught panic answers. Its message may hold what somebody typed and is dropped.
pub(crate) fn from_panic(_: Box<dyn Any + Send>) -> Response {
    AppError::Internal(anyhow::anyhow!("a panic")).into_response()
}

/// Gives every failure its page, or its JSON where machines ask, and logs what broke.
pub(crate) async fn render_errors(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let machine = is_open_data(request.uri().path());
    let id = request_id_of(&request).to_owned();
    let mut response = next.run(request).await;
    let error = match response.extensions_mut().remove::<Failure>() {
        Some(Failure(error)) => error,
        None if is_bare(&response) => Arc::new(AppError::from_status(response.status())),
        None => return response,
    };
    if let AppError::Internal(cause) = &*error {
        tracing::error!("{cause:#}");
    }
    let (heading, sentence) = error.heading_and_sentence();
    let mut rendered = if machine {
        let refusal = match &*error {
            AppError::Wrong(wrong) => Refusal::from(wrong.clone()),
            _ => Refusal { error: format!("{heading}. {sentence}"), ..Refusal::default() },
        };
        let body = serde_json::to_vec(&refusal).unwrap_or_default();
        let mut answer = data("application/json", Cache::Never, body);
        *answer.status_mut() = error.status();
        answer
    } else {
        if let AppError::Refused { .. } = &*error {
            return desk_refusal(&app, heading, sentence);
        }
        let head = Head { title: heading.clone(), no_index: true, ..Head::default() };
        let request_id = error.status().is_server_error().then_some(id);
        let page = ErrorPage { heading, sentence: sentence.to_owned(), request_id };
        Page::new(app::error(&app.site, &head, &page)).status(error.status()).cache(Cache::Never).into_response()
    };
    if let Some(allowed) = response.headers_mut().remove(ALLOW) {
        rendered.headers_mut().insert(ALLOW, allowed);
    }
    if matches!(*error, AppError::Busy) {
        rendered.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    rendered
}

/// A refusal as the desk says it: nobody there is looking for help.
fn desk_refusal(app: &AppState, heading: String, sentence: &str) -> Response {
    let frame = DeskFrame { title: heading, ..DeskFrame::default() };
    let next = Some(("/desk".to_owned(), "To the desk".to_owned()));
    let notice = NoticePage { sentences: vec![sentence.to_owned()], next };
    let page = Page::new(app::desk_notice(&app.site, &frame, &notice));
    page.status(StatusCode::FORBIDDEN).cache(Cache::Never).into_response()
}

/// Whether a response is a refusal of the framework's own: an error with bare text or nothing.
fn is_bare(response: &Response) -> bool {
    let bare_text = || {
        let content_type = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        content_type.is_none_or(|content_type| content_type.starts_with(b"text/plain"))
    };
    (response.status().is_client_error() || response.status().is_server_error()) && bare_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_refusal_of_a_layer_gets_the_words_for_its_status() {
        for (status, heading) in [
            (StatusCode::SERVICE_UNAVAILABLE, "This is taking too long"),
            (StatusCode::PAYLOAD_TOO_LARGE, "That was too much to send"),
            (StatusCode::UNPROCESSABLE_ENTITY, "We could not read that address"),
        ] {
            assert!(is_bare(&status.into_response()));
            assert_eq!(AppError::from_status(status).heading_and_sentence().0, heading);
        }
    }
}
