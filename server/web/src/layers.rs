//! The layers around every route: request id, log, security headers, compression, error pages, limits.

use crate::{
    Routes,
    errors::{self, render_errors},
    limits::{self, check_request},
    logs::{LogAnswer, RequestSpan},
    request_id::{DrawRequestId, REQUEST_ID_HEADER, remove_request_id},
    security_headers::{self, set_page_headers},
    state::AppState,
};
use axum::{
    body::Body,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header},
    middleware::{from_fn, from_fn_with_state},
};
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{Predicate, SizeAbove},
    },
    limit::RequestBodyLimitLayer,
    request_id::{PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

/// Bytes below which compression wins nothing.
const SMALLEST_COMPRESSED: u64 = 512;

/// The routes with all that surrounds their answers.
pub(crate) fn add_layers(routes: Routes, app: &Arc<AppState>) -> Routes {
    // The outermost stands first: a request passes from top to bottom, its answer from bottom to top.
    let layers = ServiceBuilder::new()
        // What a caller wrote where an id belongs must not reach the log.
        .map_request(remove_request_id::<Body>)
        // Names the request, so that a page about a failure leads to the line of it in the log.
        .layer(SetRequestIdLayer::new(REQUEST_ID_HEADER, DrawRequestId))
        // One line an answer; it sees what is really sent.
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(RequestSpan)
                .on_request(())
                .on_response(LogAnswer)
                .on_body_chunk(())
                .on_eos(())
                // What broke is logged with its cause where the error page is made.
                .on_failure(()),
        )
        // Whoever reports a failure can say which request it was.
        .layer(PropagateRequestIdLayer::new(REQUEST_ID_HEADER))
        // On every answer, also on those of the limits and of a panic.
        .layer(security_headers::fixed_headers())
        .layer(from_fn_with_state(app.clone(), set_page_headers))
        // A phone with little credit loads a third of the bytes.
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(SMALLEST_COMPRESSED).and(is_text)))
        // Gives every failure its page, whether a handler refused or a layer below.
        .layer(from_fn_with_state(app.clone(), render_errors))
        // A panic in a handler is an error page and not a closed connection.
        .layer(CatchPanicLayer::custom(errors::from_panic))
        // A request without one clear host, or with an address that is too long or unreadable, gets no further.
        .layer(from_fn(check_request))
        // Nobody fills the memory with a form.
        .layer(RequestBodyLimitLayer::new(limits::LARGEST_BODY))
        // Nobody waits for ever.
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits::LONGEST_ANSWER));
    routes.layer(layers)
}

/// Whether an answer is text that was made for one request: pictures, fonts and map tiles are compressed
/// already, and what can be asked for in parts is a file that has a tag for each form.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let contains = |word: &[u8]| content_type.windows(word.len()).any(|part| part == word);
    let text = content_type.starts_with(b"text/") || contains(b"json") || contains(b"xml");
    text && !headers.contains_key(header::ACCEPT_RANGES)
}
