//! Districts as pages.

use super::{
    hubs,
    listing::{self, ReadAt},
    nearest_help, week,
};
use app::model::{DistrictEntry, DistrictPage, DistrictsPage, Hub, Listing, Precision};
use chrono::NaiveDateTime;
use directory::{District, ForWhom, Service, Slug};
use search::{Engine, catalogue::Area};

/// All districts, without their map.
pub fn all(engine: &Engine, now: NaiveDateTime) -> DistrictsPage {
    let authority = &engine.catalogue.authority;
    let entry = |district: &District| {
        let (hubs, centres) = hubs::in_district(engine, &district.slug, now);
        let youth = serving(engine, &district.slug, |service| authority.youth_kinds.contains(&service.kind));
        let parts = [
            (hubs.len(), Some(&authority.hub_kind)),
            (centres.len(), authority.centre_kinds.first()),
            (youth.len(), authority.youth_kinds.first()),
        ];
        let counts = parts.into_iter().filter_map(|(count, kind)| {
            let kind = engine.catalogue.kind(kind?.as_str())?;
            Some((kind.plural.clone(), count))
        });
        DistrictEntry { name: district.name.clone(), url: url(district), counts: counts.collect() }
    };
    DistrictsPage { districts: authority.districts.iter().map(entry).collect(), map: None }
}

/// A district's page at a local moment, without its map and its neighbours.
pub fn page(engine: &Engine, district: &District, now: NaiveDateTime) -> DistrictPage {
    let catalogue = &engine.catalogue;
    let authority = &catalogue.authority;
    let (mut hubs, mut centres) = hubs::in_district(engine, &district.slug, now);
    let team = authority.teams.get(&district.slug).and_then(|team| catalogue.service(team.as_str()));
    let mut youth = serving(engine, &district.slug, |service| authority.youth_kinds.contains(&service.kind));
    let of_council = |service: &Service| district.council.as_ref() == Some(&service.organization_id);
    let shown_elsewhere = |service: &Service| {
        let kinds = authority.youth_kinds.iter().chain(&authority.centre_kinds);
        kinds.chain([&authority.hub_kind, &authority.team_kind]).any(|kind| *kind == service.kind)
    };
    let helps = |service: &Service| service.needs.iter().any(|need| authority.council_needs.contains(need));
    let mut help = serving(engine, &district.slug, |service| helps(service) && !shown_elsewhere(service));
    help.sort_by_key(|service| !of_council(service));
    let council = district.council.as_ref().and_then(|id| catalogue.organization(id.as_str()));
    let council_known = help.iter().any(|service| of_council(service));
    let mut next = 1;
    hubs.iter_mut().chain(&mut centres).for_each(|hub| number(&mut hub.listing, &mut next));
    let mut listed = |services: Vec<&Service>| -> Vec<Listing> {
        let listings = services.iter().filter_map(|service| in_district(engine, service, &district.slug, now));
        let mut listings: Vec<Listing> = listings.collect();
        listings.iter_mut().for_each(|listing| number(listing, &mut next));
        listings
    };
    youth.sort_by_key(|service| !service.is_confirmed());
    DistrictPage {
        slug: district.slug.clone(),
        name: district.name.clone(),
        hub_words: nearest_help::hub_words(engine),
        centre_note: hubs::centre_note(engine),
        team_how: team.map_or(String::new(), |team| team.with_caution(&team.how_to_get_help)),
        team: team.and_then(|team| listing::of_service(engine, team.id.as_str(), ReadAt::moment(now))),
        youth: listed(youth),
        council: council.map(|council| council.name.clone()),
        council_help: listed(help),
        council_known,
        week: week::week(happening(engine, &district.slug), now),
        neighbours: Vec::new(),
        search: format!("/search?district={}", district.slug),
        map: None,
        hubs,
        centres,
    }
}

/// The address of a district's page.
pub fn url(district: &District) -> String {
    format!("/districts/{}", district.slug)
}

/// All listings of a district's page that may have a marker, in their order on it.
pub fn listings(page: &DistrictPage) -> impl Iterator<Item = &Listing> {
    let hubs = page.hubs.iter().chain(&page.centres).map(|hub: &Hub| &hub.listing);
    hubs.chain(&page.youth).chain(&page.council_help)
}

fn number(listing: &mut Listing, next: &mut usize) {
    if listing.precision == Some(Precision::Point) {
        listing.number = Some(*next);
        *next += 1;
    }
}

/// Services that are for this district and not for the whole county, confirmed first, then by name.
/// Those for people who worry about what they might do are never among them.
fn serving<'e>(engine: &'e Engine, district: &Slug, wanted: impl Fn(&Service) -> bool) -> Vec<&'e Service> {
    let catalogue = &engine.catalogue;
    let Some(at) = catalogue.district_position(district.as_str()) else { return Vec::new() };
    let local = |area: &Area| matches!(area, Area::Districts(districts) if districts.contains(&at));
    let all = catalogue.listed.services.iter().zip(&catalogue.facts);
    let mut services: Vec<&Service> = all
        .filter(|(service, facts)| {
            local(&facts.area) && service.for_whom != ForWhom::WorriedAboutSelf && wanted(service)
        })
        .map(|(service, _)| service)
        .collect();
    services.sort_by(|a, b| (!a.is_confirmed(), &a.name).cmp(&(!b.is_confirmed(), &b.name)));
    services
}

/// A service as a listing at its place in this district, or at none.
fn in_district(engine: &Engine, service: &Service, district: &Slug, now: NaiveDateTime) -> Option<Listing> {
    let catalogue = &engine.catalogue;
    let at = service.location_ids.iter().filter_map(|id| catalogue.location(id.as_str()));
    let here = at.filter(|location| location.district == *district).find_map(|location| location.point);
    let read = ReadAt { from: here, ..ReadAt::moment(now) };
    let listing = listing::of_service(engine, service.id.as_str(), read)?;
    Some(Listing { distance: None, about_miles: None, ..listing })
}

/// What happens in the buildings of a district.
fn happening<'e>(engine: &'e Engine, district: &'e Slug) -> impl Iterator<Item = week::Item<'e>> {
    let catalogue = &engine.catalogue;
    let places = catalogue.listed.locations.iter().filter(move |location| location.district == *district);
    places.flat_map(move |location| {
        week::in_building(catalogue, location).map(move |item| week::Item { place: Some(location), ..item })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county;
    use crate::present::county::at;

    fn shown(slug: &str) -> DistrictPage {
        let engine = county::engine();
        page(engine, engine.catalogue.authority.district(slug).unwrap(), at("2026-11-26 10:00"))
    }

    #[test]
    fn a_district_shows_its_own_hubs_team_youth_and_council_help() {
        let page = shown("wychavon");
        let names = |listings: &[Listing]| listings.iter().map(|listing| listing.name.clone()).collect::<Vec<_>>();
        assert_eq!(page.hubs[0].listing.name, "WANDS Family Hub");
        assert_eq!(page.centres.len(), 7);
        assert!(page.team.as_ref().unwrap().name.contains("Wychavon"));
        assert!(page.team_how.contains("Young people over 13"), "{}", page.team_how);
        assert_eq!(page.youth.len(), 5);
        assert_eq!(page.council.as_deref(), Some("Wychavon District Council"));
        assert!(
            page.council_known && names(&page.council_help)[0].contains("Housing"),
            "{:?}",
            names(&page.council_help)
        );
        let tuesday = page.week.days.iter().find(|day| day.name == "Tuesday").unwrap();
        assert!(tuesday.sessions.iter().any(|session| session.name.contains("Riverside")));
    }

    #[test]
    fn a_council_that_no_record_names_is_said_to_be_unknown() {
        let page = shown("bromsgrove");
        assert!(page.council.is_none() && !page.council_known);
    }

    #[test]
    fn numbers_follow_the_order_of_the_page() {
        for district in ["bromsgrove", "malvern-hills", "redditch", "worcester", "wychavon", "wyre-forest"] {
            let page = shown(district);
            let numbers: Vec<usize> = listings(&page).filter_map(|listing| listing.number).collect();
            assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{district}");
        }
    }

    #[test]
    fn every_district_says_what_is_known_there() {
        let page = all(county::engine(), at("2026-11-26 10:00"));
        assert_eq!(page.districts.len(), 6);
        assert_eq!(page.districts[4].url, "/districts/wychavon");
        let counts: Vec<_> = page.districts[4].counts.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
        assert_eq!(counts, [("Family Hubs", 1), ("Children's centres", 7), ("Youth clubs and youth work", 5)]);
    }
}
