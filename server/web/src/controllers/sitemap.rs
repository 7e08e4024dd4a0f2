//! `/sitemap.xml` and `/robots.txt`: what there is for search engines, and what to leave alone.

use super::App;
use crate::{
    answer::{Cache, data},
    errors::AppError,
};
use axum::{extract::State, response::Response};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

/// Pages that are there whatever the records hold.
const FIXED_PAGES: [&str; 20] = [
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
    "/contact",
];

/// `/robots.txt` (RFC 9309): everything but searches, of which there is no end.
pub(crate) async fn robots(State(app): App) -> Response {
    let body = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /map?\nDisallow: /professionals?\nDisallow: /professionals.txt\nDisallow: /embed?\n\
         Disallow: /shortlist\nDisallow: /feedback/\nDisallow: /api/\n\n\
         Sitemap: {}/sitemap.xml\n",
        app.public_url
    );
    data("text/plain; charset=utf-8", Cache::AnHour, body)
}

/// `/sitemap.xml` (sitemaps.org 0.9): every page that a person could be sent to.
pub(crate) async fn show(State(app): App) -> Result<Response, AppError> {
    let catalogue = &app.engine.catalogue;
    let services = catalogue.listed.services.iter().map(|service| ("/services/", service.id.as_str()));
    let places = catalogue.listed.locations.iter().map(|place| ("/places/", place.id.as_str()));
    let districts = catalogue.authority.districts.iter().map(|district| ("/districts/", district.slug.as_str()));
    let needs = catalogue.terms.needs.iter().map(|need| ("/needs/", need.slug.as_str()));
    let booklets = catalogue.authority.districts.iter().map(|district| ("/booklet/", district.slug.as_str()));
    let fixed = FIXED_PAGES.into_iter().map(|path| (path, ""));
    let pages = fixed.chain(districts).chain(booklets).chain(needs).chain(services).chain(places);
    let addresses = pages.map(|(under, slug)| format!("{}{under}{slug}", app.public_url));
    Ok(data("application/xml; charset=utf-8", Cache::Revalidate, url_set(addresses).map_err(anyhow::Error::from)?))
}

fn url_set(addresses: impl Iterator<Item = String>) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 0);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|xml| {
            for address in addresses {
                xml.create_element("url").write_inner_content(|xml| {
                    xml.create_element("loc").write_text_content(BytesText::new(&address))?;
                    Ok(())
                })?;
            }
            Ok(())
        })?;
    Ok(xml.into_inner())
}
