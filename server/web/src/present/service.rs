//! One service as a page.

use super::{listing, place};
use app::model::ServicePage;
use chrono::NaiveDateTime;
use directory::{Age, AgeFit, Service, Slug};
use schedule::hours;
use search::Engine;

/// A service's page, without its map and without a word on a calendar of its sessions.
/// Read at a local moment, or at none where it is printed.
pub fn page(engine: &Engine, service: &Service, now: Option<NaiveDateTime>) -> ServicePage {
    let catalogue = &engine.catalogue;
    let facts_at = catalogue.service_position(service.id.as_str()).unwrap_or_default();
    let facts = &catalogue.facts[facts_at];
    let organization = catalogue.organization(service.organization_id.as_str());
    let lines = listing::lines_to_try(service, now);
    let mut phones: Vec<_> = service.phones.iter().map(listing::phone_line).collect();
    phones.sort_by_key(|phone| !phone.confirmed);
    let places = service
        .location_ids
        .iter()
        .filter_map(|id| catalogue.location(id.as_str()))
        .map(|location| place::visit(&catalogue.authority, location, Some(service), now))
        .collect();
    let of_line = service.schedules.iter().filter(|schedule| schedule.location_id.is_none());
    let level_name = |number: u8| {
        let level = catalogue.authority.levels.iter().find(|level| level.number == number);
        (number, level.map_or(String::new(), |level| level.name.clone()))
    };
    ServicePage {
        id: service.id.clone(),
        name: service.name.clone(),
        kind: listing::kind_tag(engine, &service.kind),
        summary: service.summary.clone(),
        needs: listing::need_tags(engine, &service.needs),
        ages: service.ages,
        ages_note: service.ages_note.clone(),
        eligibility: service.eligibility.clone(),
        how_to_get_help: service.with_caution(&service.how_to_get_help),
        referral: service.referral,
        levels: service.levels.iter().map(|level| level_name(level.number())).collect(),
        languages: service.languages.clone(),
        area: listing::area_words(engine, &facts.area),
        cost: service.cost.clone(),
        organization: organization.map_or(String::new(), |o| o.name.clone()),
        organization_url: organization.and_then(|o| o.url.clone()),
        ways: listing::ways(service, &lines),
        door: listing::door(service, None, lines.first().copied(), now),
        phones,
        chats: service.chats.iter().map(listing::chat_page).collect(),
        web: service.url.clone(),
        email: service.email.clone(),
        ask_first: catalogue.authority.rings_fallback_first(service),
        unreachable: !facts.reachable,
        hours: hours::describe_schedules(hours::not_over(of_line, now.map(|now| now.date()))),
        places,
        share: None,
        confidential: service.confidential_address,
        phone_only: service.phone_only,
        online: service.online,
        map: None,
        confirmed: service.is_confirmed(),
        source: listing::sourced(service),
        sources: sources(engine, &service.source_ids),
        sensitive: is_sensitive(engine, service),
        save: service.id.to_string(),
        sessions: false,
        back: None,
        why: None,
    }
}

/// Why a service was suggested, in words, from the needs and ages that a link from a search
/// carries; `None` when none of them is true of it.
pub fn why(engine: &Engine, service: &Service, pairs: &[(String, String)]) -> Option<String> {
    let values =
        |name: &str| pairs.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let needs: Vec<&str> = values("for")
        .into_iter()
        .filter(|slug| service.needs.iter().any(|need| need == slug))
        .filter_map(|slug| engine.catalogue.need(slug))
        .map(|need| need.label.as_str())
        .collect();
    let ages: Vec<String> = ["age", "fits"]
        .into_iter()
        .flat_map(values)
        .filter_map(|age| age.parse::<Age>().ok())
        .filter(|age| service.ages.fit(*age) == AgeFit::Fits)
        .map(|age| age.to_string())
        .collect();
    let mut parts = Vec::new();
    if !needs.is_empty() {
        parts.push(format!("it helps with {}", needs.join(" and ")));
    }
    if !ages.is_empty() {
        parts.push(format!("its ages fit {}", ages.join(" and ")));
    }
    (!parts.is_empty()).then(|| format!("We suggested this because {}.", parts.join(", and ")))
}

/// Whether a page about this service must leave no trace: any of its needs is sensitive.
pub fn is_sensitive(engine: &Engine, service: &Service) -> bool {
    service.needs.iter().filter_map(|need| engine.catalogue.need(need.as_str())).any(|need| need.sensitive)
}

pub(super) fn sources(engine: &Engine, ids: &[Slug]) -> Vec<(String, String, String)> {
    let known = ids.iter().filter_map(|id| engine.catalogue.source(id.as_str()));
    known
        .map(|source| {
            let date = source.date.as_ref().map_or("without a date".to_owned(), |date| date.words());
            (source.title.clone(), source.address.clone(), date)
        })
        .collect()
}
