//! The booklet that is printed: what the records say today, a district or the authority at a time.

use super::listing::{self, ReadAt};
use crate::{AppState, qr};
use app::model::{BookletChapter, BookletEntry, BookletPage, LiveLink, MapPicture};
use directory::{Audience, Chapter, District, Location, Service, Slug};
use map::{MapRequest, Pin};
use schedule::hours;
use search::catalogue::{Area, Facts};

/// Addresses that one entry shows.
const MOST_ADDRESSES: usize = 2;

/// The booklet of a district, or of the whole authority.
pub fn page(app: &AppState, district: Option<&District>) -> BookletPage {
    let authority = &app.engine.catalogue.authority;
    let address = |district: &District| format!("/booklet/{}", district.slug);
    let whole = std::iter::once(("/booklet".to_owned(), authority.name.clone()));
    let mut others: Vec<_> = whole.chain(authority.districts.iter().map(|d| (address(d), d.name.clone()))).collect();
    let own = district.map_or("/booklet".to_owned(), address);
    others.retain(|(path, _)| *path != own);
    let teams = authority.districts.iter().filter(|one| district.is_none_or(|only| only.slug == one.slug));
    let teams: Vec<&Slug> = teams.filter_map(|one| authority.teams.get(&one.slug)).collect();
    BookletPage {
        area: district.map_or(&authority.name, |district| &district.name).clone(),
        day: app.today(),
        others,
        live: live(app, &own),
        urgent_live: live(app, "/urgent"),
        teams: teams.iter().filter_map(|id| entry(app, app.engine.catalogue.service(id.as_str())?, district)).collect(),
        chapters: app
            .engine
            .catalogue
            .terms
            .chapters
            .iter()
            .map(|one| chapter(app, one, district, &teams))
            .filter(|one| !one.entries.is_empty() || !one.helplines.is_empty())
            .collect(),
    }
}

fn live(app: &AppState, path: &str) -> LiveLink {
    let url = format!("{}{path}", app.public_url);
    LiveLink { code: qr::picture(&url), url }
}

/// One chapter; the teams have stood before it and are not said again.
fn chapter(app: &AppState, chapter: &Chapter, district: Option<&District>, teams: &[&Slug]) -> BookletChapter {
    let catalogue = &app.engine.catalogue;
    let position = district.and_then(|district| catalogue.district_position(district.slug.as_str()));
    // Never in a booklet that lies on a table: it could reach somebody who is being hurt.
    let all = || catalogue.listed.services.iter().zip(&catalogue.facts).filter(|(_, facts)| !facts.worried_about_self);
    let here = |area: &Area| *area != Area::Nation && position.is_none_or(|district| area.serves(district));

    let rank = |service: &Service| chapter.kinds.iter().position(|kind| *kind == service.kind);
    // Families read it: what speaks to professionals alone is left out.
    let for_families = |service: &Service| service.audience != [Audience::Professionals];
    let fits = |service: &Service| rank(service).is_some() && for_families(service) && !teams.contains(&&service.id);
    let mut found: Vec<_> = all().filter(|(service, facts)| fits(service) && here(&facts.area)).collect();
    found.sort_by_key(|(service, facts)| (rank(service), sure(facts), service.name.clone()));
    let mut entries: Vec<BookletEntry> =
        found.iter().filter_map(|(service, _)| entry(app, service, district)).collect();

    let helps = |service: &Service| service.needs.iter().any(|need| chapter.helplines_for.contains(need));
    let mut lines: Vec<_> =
        all().filter(|(s, f)| f.area == Area::Nation && f.confirmed && f.rings && helps(s)).map(|(s, _)| s).collect();
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    let map = if chapter.map { map(app, &mut entries, district) } else { None };
    BookletChapter {
        slug: chapter.slug.to_string(),
        title: chapter.title.clone(),
        lead: chapter.lead.clone(),
        map,
        entries,
        helplines: lines.into_iter().filter_map(|service| entry(app, service, district)).collect(),
        live: live(app, &search(chapter, district)),
    }
}

/// Those that can be relied on first.
fn sure(facts: &Facts) -> (bool, bool) {
    (!facts.confirmed, !facts.reachable)
}

/// A search for what the chapter shows.
fn search(chapter: &Chapter, district: Option<&District>) -> String {
    let district = district.map(|district| format!("district={}", district.slug));
    let pairs: Vec<String> =
        district.into_iter().chain(chapter.kinds.iter().map(|kind| format!("kind={kind}"))).collect();
    format!("/search?{}", pairs.join("&"))
}

fn places<'a>(
    app: &'a AppState,
    service: &'a Service,
    district: Option<&'a District>,
) -> impl Iterator<Item = &'a Location> {
    let known = service.location_ids.iter().filter_map(|id| app.engine.catalogue.location(id.as_str()));
    known.filter(move |location| district.is_none_or(|district| district.slug == location.district))
}

fn entry(app: &AppState, service: &Service, district: Option<&District>) -> Option<BookletEntry> {
    let listing = listing::of_service(&app.engine, service.id.as_str(), ReadAt::default())?;
    let here: Vec<&Location> = places(app, service, district).take(MOST_ADDRESSES).collect();
    // Of the doors that are named here, and of the line.
    let is_here = |id: &Slug| here.iter().any(|location| location.id == *id);
    let schedules = service.schedules.iter().filter(|schedule| schedule.location_id.as_ref().is_none_or(is_here));
    let hours = hours::describe_schedules(hours::not_over(schedules, Some(app.clock.local().date())));
    let addresses =
        here.iter().map(|location| (location.address_lines().join(", "), location.is_confirmed())).collect();
    Some(BookletEntry { addresses, hours, listing })
}

/// The map of the entries that have a point in the area; they get the numbers of its markers.
fn map(app: &AppState, entries: &mut [BookletEntry], district: Option<&District>) -> Option<MapPicture> {
    let mut points = Vec::new();
    for BookletEntry { listing, .. } in entries.iter_mut() {
        let Some(service) = app.engine.catalogue.service(listing.id.as_str()) else { continue };
        if let Some(point) = places(app, service, district).find_map(|location| location.point) {
            points.push(point);
            listing.number = Some(points.len());
        }
    }
    let numbered = entries.iter().map(|entry| &entry.listing).filter(|listing| listing.number.is_some());
    let pins: Vec<Pin<'_>> = numbered
        .zip(points)
        .map(|(listing, point)| Pin {
            point,
            number: listing.number,
            url: "",
            name: &listing.name,
            phone: None,
            kind: &listing.kind,
            miles: None,
            outlined: false,
        })
        .collect();
    (!pins.is_empty())
        .then(|| app.map.draw(MapRequest { pins: &pins, whole_county: district.is_none(), ..MapRequest::default() }))
}
