//! For search engines: what there is, and what to leave alone.

use super::{
    answer::{Cache, data},
    state::AppState,
};
use axum::{extract::State, response::Response};
use std::{fmt::Write, sync::Arc};

/// Pages that always stand.
const STANDING: [&str; 19] = [
    "/",
    "/hubs",
    "/districts",
    "/map",
    "/needs",
    "/professionals",
    "/professionals/levels-of-need",
    "/professionals/pathway",
    "/holiday-activities",
    "/booklet",
    "/urgent",
    "/young-people",
    "/glossary",
    "/about",
    "/open-data",
    "/developers",
    "/privacy",
    "/accessibility",
    "/add-a-service",
];

/// `/robots.txt` (RFC 9309): everything but searches, of which there is no end.
pub(super) async fn robots(State(app): State<Arc<AppState>>) -> Response {
    let body = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /map?\nDisallow: /shortlist\nDisallow: /feedback/\nDisallow: /api/\n\n\
         Sitemap: {}/sitemap.xml\n",
        app.public_url
    );
    data("text/plain; charset=utf-8", Cache::AnHour, body)
}

/// `/sitemap.xml` (sitemaps.org 0.9): every page that a person could be sent to.
pub(super) async fn sitemap(State(app): State<Arc<AppState>>) -> Response {
    let catalogue = &app.engine.catalogue;
    let mut xml = String::with_capacity(64 * 1024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let services = catalogue.listed.services.iter().map(|service| ("/services/", service.id.as_str()));
    let places = catalogue.listed.locations.iter().map(|place| ("/places/", place.id.as_str()));
    let districts = catalogue.authority.districts.iter().map(|district| ("/districts/", district.slug.as_str()));
    let needs = catalogue.terms.needs.iter().map(|need| ("/needs/", need.slug.as_str()));
    let booklets = catalogue.authority.districts.iter().map(|district| ("/booklet/", district.slug.as_str()));
    // Slugs and the site's own address hold nothing that XML would read as markup.
    let standing = STANDING.into_iter().map(|path| (path, ""));
    for (under, slug) in standing.chain(districts).chain(booklets).chain(needs).chain(services).chain(places) {
        let _ = writeln!(xml, "<url><loc>{}{under}{slug}</loc></url>", app.public_url);
    }
    xml.push_str("</urlset>\n");
    data("application/xml; charset=utf-8", Cache::AnHour, xml)
}
