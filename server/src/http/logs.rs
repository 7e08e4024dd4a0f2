//! One line a request, and nothing in it of what people asked: no query string, no address of
//! theirs, no browser, no page they came from.

use super::answer::random_hex;
use crate::settings::LogFormat;
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{MatchedPath, Request},
    http::{HeaderMap, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use http_body::{Frame, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// Only what we say ourselves, and warnings of others. Not a setting: at finer levels libraries
/// write whole addresses.
const FILTER: &str = "warn,server=info";

const HEADER: &str = "x-request-id";

/// Sets up the program's log. Does nothing when there is one already.
pub fn log_to(format: LogFormat, writer: impl for<'w> MakeWriter<'w> + Send + Sync + 'static) {
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(FILTER)).with_writer(writer);
    let _ = match format {
        LogFormat::Text => log.with_ansi(false).with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).with_target(false).try_init(),
    };
}

/// Logs where a panic was, and leaves out its message: it may quote what somebody typed.
pub(crate) fn log_panics_without_words() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic; its message is left out, since it may quote what was typed");
    }));
}

/// What one request is called in the log and on the page that says that something broke.
#[derive(Debug, Clone, Default)]
pub(super) struct RequestId(String);

impl RequestId {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The one that a proxy gave, if it looks like one, else a new one.
    fn of(headers: &HeaderMap) -> Self {
        let well_formed = |id: &&str| {
            (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let given = headers.get(HEADER).and_then(|id| id.to_str().ok()).filter(well_formed);
        Self(given.map_or_else(|| random_hex().unwrap_or_default(), str::to_owned))
    }
}

/// Names the request, and writes its line when the last byte is handed over.
pub(super) async fn record(mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = RequestId::of(request.headers());
    let method = known(request.method());
    // The pattern, not the address: `/services/{id}`.
    let route = request.extensions().get::<MatchedPath>().cloned();
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(HEADER, value);
    }
    let line = Line { begun, id, method, route, status: response.status().as_u16(), bytes: 0 };
    response.map(|body| Body::new(Counted { body, line }))
}

/// The method's name; one that nobody knows could say anything.
fn known(method: &Method) -> &'static str {
    const KNOWN: [(&Method, &str); 7] = [
        (&Method::GET, "GET"),
        (&Method::HEAD, "HEAD"),
        (&Method::POST, "POST"),
        (&Method::OPTIONS, "OPTIONS"),
        (&Method::PUT, "PUT"),
        (&Method::PATCH, "PATCH"),
        (&Method::DELETE, "DELETE"),
    ];
    KNOWN.iter().find(|(known, _)| *known == method).map_or("other", |(_, name)| name)
}

struct Line {
    begun: Instant,
    id: RequestId,
    method: &'static str,
    route: Option<MatchedPath>,
    status: u16,
    bytes: u64,
}

impl Drop for Line {
    fn drop(&mut self) {
        let milliseconds = self.begun.elapsed().as_micros() as f64 / 1000.0;
        let route = self.route.as_ref().map_or("none", MatchedPath::as_str);
        let Self { method, status, bytes, id, .. } = self;
        tracing::info!(method, route, status, milliseconds, bytes, id = id.as_str(), "answered");
    }
}

/// A body that counts what is read of it, and logs when it is let go.
struct Counted {
    body: Body,
    line: Line,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.line.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxys_id_is_kept_only_when_it_looks_like_one() {
        let of = |id: &str| {
            let headers = HeaderMap::from_iter([(HEADER.parse().unwrap(), HeaderValue::from_str(id).unwrap())]);
            RequestId::of(&headers).0
        };
        assert_eq!(of("0123abcd-proxy"), "0123abcd-proxy");
        assert_ne!(of("my 14 year old"), "my 14 year old");
        assert_eq!(of("short").len(), 32);
        assert_ne!(RequestId::of(&HeaderMap::new()).0, RequestId::of(&HeaderMap::new()).0);
    }

    #[test]
    fn an_invented_method_is_not_written_down() {
        assert_eq!(known(&Method::GET), "GET");
        assert_eq!(known(&Method::from_bytes(b"DY103ED").unwrap()), "other");
    }
}
