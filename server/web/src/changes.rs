//! What is new or has changed, as Atom feeds (RFC 4287): of the whole directory, and of each
//! district without what serves the whole country.

use super::{Routes, answer::Cache, conditional, errors::AppError, state::AppState};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use chrono::{DateTime, SecondsFormat, Utc};
use directory::{District, Service};
use exchange::oruk::ids::Id;
use search::catalogue::{Catalogue, Facts};
use std::{cmp::Reverse, fmt::Write, sync::Arc};

type App = State<Arc<AppState>>;

/// Most entries of a feed, the newest.
const MOST: usize = 100;
const ATOM: &str = "application/atom+xml; charset=utf-8";

pub(super) fn routes() -> Routes {
    Routes::new().route("/changes.atom", get(all)).route("/districts/{slug}/changes.atom", get(of_district))
}

/// What is new or has changed in the whole directory.
///
/// The newest 100 services. Services for people who fear what they may do are not in it.
#[utoipa::path(
    get, path = "/changes.atom", tag = "Changes", operation_id = "changes",
    responses(
        (status = 200, description = "The newest changes", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "You hold it already"),
    )
)]
pub(super) async fn all(State(app): App, headers: HeaderMap) -> Response {
    feed(&app, &headers, None)
}

/// What is new or has changed in one district.
///
/// Services in the district and those that serve it, without those of the whole country.
#[utoipa::path(
    get, path = "/districts/{slug}/changes.atom", tag = "Changes", operation_id = "changes_of_district",
    params(("slug" = String, Path, description = "A district, as it stands in its page's address")),
    responses(
        (status = 200, description = "The newest changes", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "You hold it already"),
        (status = 400, description = "The address cannot be read", body = exchange::oruk::answer::Refusal),
        (status = 404, description = "There is no such district", body = exchange::oruk::answer::Refusal),
    )
)]
pub(super) async fn of_district(
    State(app): App,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response, AppError> {
    let district = app.engine.catalogue.authority.district(&slug).ok_or(AppError::NotFound("district"))?;
    Ok(feed(&app, &headers, Some(district)))
}

fn feed(app: &AppState, headers: &HeaderMap, district: Option<&District>) -> Response {
    let catalogue = &app.engine.catalogue;
    let changed = newest(catalogue, district);
    // A feed wants a moment even while nothing is in it.
    let updated = catalogue.loaded_at().into_iter().chain(changed.iter().map(|(at, _)| *at)).max().unwrap_or_default();
    let body = atom(app, district, &changed, updated);
    conditional::answer(headers, ATOM, Cache::Ask, Some(updated), body.into_bytes())
}

/// The services that changed last, the newest first, those of one moment by id.
fn newest<'c>(catalogue: &'c Catalogue, district: Option<&District>) -> Vec<(DateTime<Utc>, &'c Service)> {
    let services = catalogue.listed.services.iter().zip(&catalogue.facts);
    let public = services.filter(|(service, facts)| {
        !facts.worried_about_self && district.is_none_or(|district| concerns(catalogue, service, facts, district))
    });
    let mut changed: Vec<(DateTime<Utc>, &Service)> =
        public.filter_map(|(service, _)| Some((catalogue.service_changed_at(service)?, service))).collect();
    changed.sort_by(|a, b| (Reverse(a.0), &a.1.id).cmp(&(Reverse(b.0), &b.1.id)));
    changed.truncate(MOST);
    changed
}

fn concerns(catalogue: &Catalogue, service: &Service, facts: &Facts, district: &District) -> bool {
    let serves = service.area != directory::ServiceArea::Nation
        && catalogue.district_position(district.slug.as_str()).is_some_and(|at| facts.area.serves(at));
    let mut places = service.location_ids.iter().filter_map(|id| catalogue.location(id.as_str()));
    serves || places.any(|place| place.district == district.slug)
}

fn atom(
    app: &AppState,
    district: Option<&District>,
    changed: &[(DateTime<Utc>, &Service)],
    updated: DateTime<Utc>,
) -> String {
    let authority = &app.engine.catalogue.authority;
    let site = &app.public_url;
    let (of, page) = match district {
        Some(district) => (district.name.as_str(), format!("/districts/{}", district.slug)),
        None => (authority.name.as_str(), String::new()),
    };
    let title = xml(&format!("{}: new and changed in {of}", authority.site_name));
    let rights: Vec<&str> = authority.attributions.iter().map(|line| line.text.as_str()).collect();
    let mut out = String::with_capacity(512 * (changed.len() + 2));
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n");
    let _ = writeln!(out, "<title>{title}</title>");
    let _ = writeln!(out, "<id>{}</id>", xml(&format!("{site}{page}/changes.atom")));
    let _ = writeln!(out, "<link rel=\"self\" href=\"{}\"/>", xml(&format!("{site}{page}/changes.atom")));
    let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", xml(&format!("{site}{page}/")));
    let _ = writeln!(out, "<updated>{}</updated>", moment(updated));
    let _ = writeln!(out, "<author><name>{}</name></author>", xml(&authority.council));
    let _ = writeln!(out, "<rights>{}</rights>", xml(&rights.join(" ")));
    for (at, service) in changed {
        let address = xml(&format!("{site}/services/{}", service.id));
        let caution = if service.is_confirmed() { "" } else { "Not confirmed: ring or look first." };
        let summary = format!("{} {caution}", service.with_caution(&service.summary));
        let _ = writeln!(out, "<entry>\n<title>{}</title>", xml(&service.name));
        let _ = writeln!(out, "<id>urn:uuid:{}</id>", Id::service(service.id.as_str()));
        let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>");
        let _ = writeln!(out, "<updated>{}</updated>", moment(*at));
        if let Some(kind) = app.engine.catalogue.kind(service.kind.as_str()) {
            let _ = writeln!(out, "<category term=\"{}\" label=\"{}\"/>", xml(kind.slug.as_str()), xml(&kind.label));
        }
        let _ = writeln!(out, "<summary>{}</summary>\n</entry>", xml(summary.trim()));
    }
    out.push_str("</feed>\n");
    out
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Text as XML 1.0 takes it, in an element or between quotes; characters that it has no way to
/// hold are left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_record_becomes_markup() {
        assert_eq!(xml("A & B <b> \"q\"\u{0}\n'"), "A &amp; B &lt;b&gt; &quot;q&quot; '");
    }
}
