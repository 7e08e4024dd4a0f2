//! The log: a line for each answer, and nothing in it of what people asked: no query string, no
//! address of theirs, no browser, no page they came from.

use crate::request_id::request_id_of;
use axum::{
    body::HttpBody,
    extract::MatchedPath,
    http::{Method, Request, Response},
};
use std::{io, time::Duration};
use tower_http::trace::{MakeSpan, OnResponse};
use tracing::Span;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// How the log is written, always to standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Only what we say ourselves, and warnings of others. Not a setting: at finer levels libraries
/// write whole addresses.
const FILTER: &str =
    "warn,hubfinder=info,web=info,exchange=info,store=info,search=info,map=info,places=info,folder=info";

/// Lines that wait for whoever reads the log: some 4 MB.
const MOST_WAITING: usize = 20_000;

/// Sets up the program's log on standard error. What it gives writes out the last lines when it is
/// dropped, at the end of the program.
pub fn log_to_standard_error(format: LogFormat) -> WorkerGuard {
    // A thread of its own writes, so that no answer waits for a slow terminal. When nobody reads, lines are
    // dropped once so many wait.
    let lines = NonBlockingBuilder::default().lossy(true).buffered_lines_limit(MOST_WAITING);
    let (writer, guard) = lines.finish(io::stderr());
    log_to(format, writer);
    guard
}

/// Sets up the program's log. Does nothing when there is one already.
pub fn log_to(format: LogFormat, writer: impl for<'w> MakeWriter<'w> + Send + Sync + 'static) {
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(FILTER)).with_writer(writer).with_target(false);
    let _ = match format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).try_init(),
    };
}

/// Logs where a panic was, and leaves out its message: it may quote what somebody typed.
pub fn log_panics_without_words() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic; its message is left out, since it may quote what was typed");
    }));
}

/// What every line about a request says of it: its method, the pattern of its route and its id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestSpan;

impl<B> MakeSpan<B> for RequestSpan {
    fn make_span(&mut self, request: &Request<B>) -> Span {
        // The pattern, not the address: `/services/{id}`.
        let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
        tracing::info_span!("request", method = method_name(request.method()), route, id = request_id_of(request))
    }
}

/// Writes the line of an answer: its status, after how many milliseconds it began, and how many bytes
/// it has where that is known before they are made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogAnswer;

impl<B: HttpBody> OnResponse<B> for LogAnswer {
    fn on_response(self, response: &Response<B>, latency: Duration, _: &Span) {
        let milliseconds = latency.as_micros() as f64 / 1000.0;
        let bytes = response.body().size_hint().exact();
        tracing::info!(status = response.status().as_u16(), milliseconds, bytes, "answered");
    }
}

/// The method's name; one that nobody knows could say anything.
fn method_name(method: &Method) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_method_is_not_written_down() {
        assert_eq!(method_name(&Method::GET), "GET");
        assert_eq!(method_name(&Method::from_bytes(b"DY103ED").unwrap()), "other");
    }
}
