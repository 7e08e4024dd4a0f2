//! `/.well-known/security.txt`.

use super::App;
use crate::answer::{Cache, data};
use axum::{extract::State, response::Response};
use chrono::{Days, SecondsFormat};

/// RFC 9116: where to tell of a weakness, which is the form that those who run the site read. Valid for a year
/// from now.
pub(crate) async fn show(State(app): App) -> Response {
    let now = app.clock.now();
    let expires = now.checked_add_days(Days::new(365)).unwrap_or(now).to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut body = format!("Contact: {}/contact\nExpires: {expires}\nPreferred-Languages: en\n", app.public_url);
    // The standard lets only an https address be the one true place.
    if app.is_secure() {
        body.push_str(&format!("Canonical: {}/.well-known/security.txt\n", app.public_url));
    }
    data("text/plain; charset=utf-8", Cache::AnHour, body)
}
