//! `/manifest.webmanifest`: how the site looks on the first screen of a phone (Web Application Manifest, W3C).

use super::App;
use crate::answer::{Cache, data};
use axum::{extract::State, response::Response};
use serde_json::{Value, json};

/// The manifest. It opens in the browser itself and not in a window of its own: there the way out would leave the
/// site's name in the list of what runs (decision 88).
pub(crate) async fn show(State(app): App) -> Response {
    let site = &app.site;
    let icon = |(width, address): (u16, String)| json!({ "src": address, "type": "image/png", "sizes": format!("{width}x{width}"), "purpose": "any maskable" });
    let manifest = json!({
        "id": "/",
        "name": site.name,
        "short_name": site.short_name,
        "lang": "en-GB",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": site.papers.0,
        "theme_color": site.papers.0,
        "icons": app.files.app_icons().into_iter().map(icon).collect::<Vec<Value>>(),
    });
    data("application/manifest+json", Cache::AnHour, manifest.to_string())
}
