//! Names in `authority.toml` that lead nowhere, and dangers without a confirmed line.

use crate::{authority, problem::Problem, records::Records, slug::Slug};
use std::collections::{HashMap, HashSet};

/// Adds kinds, needs, councils, sources, districts and services that `authority.toml` names and
/// nobody knows.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let authority = &records.authority;
    let services: HashMap<&str, _> = records.listed.services.iter().map(|s| (s.id.as_str(), s)).collect();
    let kinds: HashSet<&Slug> = records.terms.kinds.iter().map(|kind| &kind.slug).collect();
    let mut wrong = |what: String, mend: &str| problems.push(Problem::file(authority::FILE, what, mend));
    let named = [&authority.hub_kind, &authority.team_kind, &authority.holiday_kind].into_iter();
    for kind in named.chain(&authority.centre_kinds).chain(&authority.youth_kinds).chain(&authority.import_kind) {
        if !kinds.contains(kind) {
            wrong(format!("kind '{kind}' is not in kinds.csv"), "use a slug of kinds.csv");
        }
    }
    for need in authority.council_needs.iter().filter(|need| !is_need(records, need)) {
        wrong(format!("council_needs names the unknown need '{need}'"), "use a slug of needs.csv");
    }
    for (district, council) in
        authority.districts.iter().filter_map(|district| Some((district, district.council.as_ref()?)))
    {
        if !records.listed.organizations.iter().any(|organization| organization.id == *council) {
            let what = format!("district '{}' names the unknown council '{council}'", district.slug);
            wrong(what, "use an id of organizations.csv, or take the line out");
        }
    }
    for (year, source) in authority.need_areas.iter().flat_map(|areas| &areas.sources) {
        if !records.listed.sources.iter().any(|known| known.id == *source) {
            wrong(format!("[need_areas] names the unknown source '{source}' for {year}"), "use an id of sources.csv");
        }
    }
    for (district, team) in &authority.teams {
        if authority.district(district.as_str()).is_none() {
            wrong(format!("[teams] names the unknown district '{district}'"), "use a slug of [[districts]]");
        }
        if !services.contains_key(team.as_str()) {
            wrong(format!("[teams] names the unknown service '{team}'"), "use an id of services.csv");
        }
    }
    for hub in authority.hubs_known.iter().filter(|hub| !services.contains_key(hub.as_str())) {
        wrong(format!("hubs_known names the unknown service '{hub}'"), "use an id of services.csv");
    }
    for contact in authority.urgent.iter().filter(|c| !c.service_id.is_empty()) {
        if !services.contains_key(contact.service_id.as_str()) {
            wrong(
                format!("[[urgent]] names the unknown service '{}'", contact.service_id),
                "use an id of services.csv",
            );
        }
    }
    for danger in &authority.dangers {
        for need in danger.needs.iter().filter(|need| !is_need(records, need)) {
            wrong(format!("danger '{}' names the unknown need '{need}'", danger.slug), "use a slug of needs.csv");
        }
        if let Some(whole) =
            danger.part_of.as_ref().filter(|whole| !authority.dangers.iter().any(|d| d.slug == **whole))
        {
            wrong(
                format!("danger '{}' is part_of the unknown danger '{whole}'", danger.slug),
                "use a slug of [[dangers]], or take the line out",
            );
        }
        for line in &danger.lines {
            let confirmed = services
                .get(line.as_str())
                .is_some_and(|service| service.is_confirmed() && service.phones.iter().any(|phone| phone.confirmed));
            if !confirmed {
                wrong(
                    format!("danger '{}' names '{line}', which has no confirmed line", danger.slug),
                    "name only services whose record and number are both 'current'",
                );
            }
        }
    }
}

fn is_need(records: &Records, slug: &Slug) -> bool {
    records.terms.needs.iter().any(|known| known.slug == *slug)
}
