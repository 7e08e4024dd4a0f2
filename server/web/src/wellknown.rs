//! `/.well-known/`.

use super::{
    answer::{Cache, data},
    state::AppState,
};
use axum::{extract::State, response::Response};
use chrono::{Days, SecondsFormat};
use std::sync::Arc;

/// `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. Valid for a year from now.
pub(super) async fn security(State(app): State<Arc<AppState>>) -> Response {
    let now = app.clock.now();
    let expires = now.checked_add_days(Days::new(365)).unwrap_or(now).to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut body = format!("Contact: {}\nExpires: {expires}\nPreferred-Languages: en\n", app.site.council_url);
    // The standard lets only an https address be the one true place.
    if app.is_secure() {
        body.push_str(&format!("Canonical: {}/.well-known/security.txt\n", app.public_url));
    }
    data("text/plain; charset=utf-8", Cache::AnHour, body)
}
