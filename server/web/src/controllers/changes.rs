//! What is new or has changed, as Atom feeds (RFC 4287): of the whole directory, and of each
//! district without what serves the whole country.

use super::App;
use crate::{
    answer::Cache,
    conditional::{self, Conditions, not_ahead},
    errors::AppError,
    state::AppState,
};
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text, WriteConfig};
use axum::{
    extract::{Path, State},
    response::Response,
};
use chrono::{DateTime, SubsecRound, Utc};
use directory::{District, Service};
use exchange::oruk::ids::Id;
use search::catalogue::{Catalogue, Facts};
use std::cmp::Reverse;

/// Most entries of a feed, the newest.
const MOST: usize = 100;
const ATOM: &str = "application/atom+xml; charset=utf-8";

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
pub(crate) async fn of_all(State(app): App, conditions: Conditions) -> Result<Response, AppError> {
    answer(&app, &conditions, None)
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
        (status = 431, description = "The address is too long to be read"),
        (status = 404, description = "There is no such district", body = exchange::oruk::answer::Refusal),
    )
)]
pub(crate) async fn of_district(
    State(app): App,
    conditions: Conditions,
    Path(slug): Path<String>,
) -> Result<Response, AppError> {
    let district = app.engine.catalogue.authority.district(&slug).ok_or(AppError::NotFound("district"))?;
    answer(&app, &conditions, Some(district))
}

fn answer(app: &AppState, conditions: &Conditions, district: Option<&District>) -> Result<Response, AppError> {
    let catalogue = &app.engine.catalogue;
    let changed = newest(catalogue, district);
    // A feed wants a moment even while nothing is in it.
    let updated = catalogue.loaded_at().into_iter().chain(changed.iter().map(|(at, _)| *at)).max().unwrap_or_default();
    let feed = feed(app, district, &changed, updated);
    let body = feed.write_with_config(Vec::new(), WriteConfig { indent_size: Some(0), ..WriteConfig::default() });
    let body = body.map_err(anyhow::Error::from)?;
    Ok(conditional::answer(conditions, ATOM, Cache::Revalidate, Some(updated), body))
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

fn feed(
    app: &AppState,
    district: Option<&District>,
    changed: &[(DateTime<Utc>, &Service)],
    updated: DateTime<Utc>,
) -> Feed {
    let authority = &app.engine.catalogue.authority;
    let site = &app.public_url;
    let (of, page) = match district {
        Some(district) => (district.name.as_str(), format!("/districts/{}", district.slug)),
        None => (authority.name.as_str(), String::new()),
    };
    let address = format!("{site}{page}/changes.atom");
    let rights: Vec<&str> = authority.attributions.iter().map(|line| line.text.as_str()).collect();
    Feed {
        lang: Some("en-GB".to_owned()),
        title: plain_text(&format!("{}: new and changed in {of}", authority.site_name)),
        id: address.clone(),
        links: vec![
            Link { href: address, rel: "self".to_owned(), ..Link::default() },
            link_to_page(format!("{site}{page}/")),
        ],
        updated: moment(updated),
        authors: vec![Person { name: authority.council.clone(), ..Person::default() }],
        rights: Some(plain_text(&rights.join(" "))),
        entries: changed.iter().map(|(at, service)| entry(app, *at, service)).collect(),
        ..Feed::default()
    }
}

fn entry(app: &AppState, at: DateTime<Utc>, service: &Service) -> Entry {
    let caution = if service.is_confirmed() { "" } else { "Not confirmed: ring or look first." };
    let summary = format!("{} {caution}", service.with_caution(&service.summary));
    let kind = app.engine.catalogue.kind(service.kind.as_str());
    let category = kind.map(|kind| Category {
        term: kind.slug.to_string(),
        label: Some(kind.label.clone()),
        ..Category::default()
    });
    Entry {
        title: plain_text(&service.name),
        id: format!("urn:uuid:{}", Id::service(service.id.as_str())),
        links: vec![link_to_page(format!("{}/services/{}", app.public_url, service.id))],
        updated: moment(at),
        categories: category.into_iter().collect(),
        summary: Some(plain_text(summary.trim())),
        ..Entry::default()
    }
}

fn link_to_page(href: String) -> Link {
    Link { href, rel: "alternate".to_owned(), mime_type: Some("text/html".to_owned()), ..Link::default() }
}

fn moment(at: DateTime<Utc>) -> FixedDateTime {
    not_ahead(at).trunc_subsecs(0).fixed_offset()
}

/// Text on one line, without the characters that XML 1.0 has no way to hold.
fn plain_text(text: &str) -> Text {
    let line = text.replace(['\t', '\n', '\r'], " ");
    Text::plain(line.replace(|c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_record_becomes_markup() {
        let feed = Feed { title: plain_text("A & B <b> \"q\"\u{0}\n'"), ..Feed::default() };
        let xml = feed.to_string();
        assert!(xml.contains("<title>A &amp; B &lt;b&gt;"), "{xml}");
        assert_eq!(xml.parse::<Feed>().unwrap().title.value, "A & B <b> \"q\" '");
    }
}
