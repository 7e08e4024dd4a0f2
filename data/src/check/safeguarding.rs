//! Services about abuse that would show a door, and services for people who do harm without their mark.

use super::Lines;
use crate::{
    authority::{self, Authority},
    listed::Listed,
    problem::{Invalid, Problem},
    safeguarding::{tells_of_abuse, tells_of_doing_harm},
    service::{ForWhom, Service},
    slug::Slug,
    table::Record,
};
use std::collections::HashMap;

/// Adds services about abuse that have a place and neither the flag nor a steward's word for it, and services
/// for people who do harm that have neither their mark nor such a word.
pub(super) fn check(listed: &Listed, authority: &Authority, lines: &Lines, problems: &mut Vec<Problem>) {
    let organizations: HashMap<&Slug, &str> =
        listed.organizations.iter().map(|organization| (&organization.id, organization.name.as_str())).collect();
    let places: HashMap<&Slug, &str> =
        listed.locations.iter().map(|location| (&location.id, location.name.as_str())).collect();
    for service in &listed.services {
        let organization = organizations.get(&service.organization_id).copied();
        let at = service.location_ids.iter().filter_map(|id| places.get(id).copied());
        let may_show = service.confidential_address || authority.public_addresses.contains(&service.id);
        let mut wrong = |what: &str, mend: &str| {
            let line = lines.line(Service::FILE, &service.id);
            problems.push(Problem::new(Service::FILE, line, "id", service.id.as_str(), Invalid::new(what, mend)));
        };
        let shows_a_door = !may_show && !service.location_ids.is_empty();
        if shows_a_door && service.public_texts().chain(organization).chain(at).any(tells_of_abuse) {
            wrong(
                "is about abuse and has a place, which everybody would see",
                "write yes into confidential_address and take its places out of service_at_locations.csv; \
                 where its address may be known, name it under public_addresses in authority.toml",
            );
        }
        let has_mark = service.for_whom == ForWhom::WorriedAboutSelf || authority.for_anyone.contains(&service.id);
        let numbers = service.phones.iter().map(|phone| phone.number.as_str());
        let texts = service.public_texts().chain(organization).chain(numbers);
        if !has_mark && tells_of_doing_harm(&service.name, texts) {
            wrong(
                "seems to be for people who do harm, and could be shown to somebody who is being hurt",
                "write worried-about-self into for_whom; where it is for others, name it under for_anyone in \
                 authority.toml",
            );
        }
    }
    for (setting, ids) in [("public_addresses", &authority.public_addresses), ("for_anyone", &authority.for_anyone)] {
        for id in ids.iter().filter(|id| !listed.services.iter().any(|service| service.id == **id)) {
            let invalid = Invalid::new("is not in services.csv", "use an id of services.csv, or take it out");
            problems.push(Problem::new(authority::FILE, 0, setting, id.as_str(), invalid));
        }
    }
}
