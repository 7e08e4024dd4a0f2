//! Services about abuse that would show a door.

use super::Lines;
use crate::{
    authority,
    problem::{Invalid, Problem},
    records::Records,
    safeguarding::tells_of_abuse,
    service::Service,
    slug::Slug,
    table::Record,
};
use std::collections::HashMap;

/// Adds services about abuse that have a place and neither the flag nor a steward's word for it.
pub(super) fn check(records: &Records, lines: &Lines, problems: &mut Vec<Problem>) {
    let listed = &records.listed;
    let public = &records.authority.public_addresses;
    let organizations: HashMap<&Slug, &str> =
        listed.organizations.iter().map(|organization| (&organization.id, organization.name.as_str())).collect();
    let places: HashMap<&Slug, &str> =
        listed.locations.iter().map(|location| (&location.id, location.name.as_str())).collect();
    for service in &listed.services {
        if service.confidential_address || service.location_ids.is_empty() || public.contains(&service.id) {
            continue;
        }
        let organization = organizations.get(&service.organization_id).copied();
        let at = service.location_ids.iter().filter_map(|id| places.get(id).copied());
        if service.public_texts().chain(organization).chain(at).any(tells_of_abuse) {
            let what = "is about abuse and has a place, which everybody would see";
            let mend = "write yes into confidential_address and take its places out of service_at_locations.csv; \
                        where its address may be known, name it under public_addresses in authority.toml";
            let line = lines.line(Service::FILE, &service.id);
            problems.push(Problem::new(Service::FILE, line, "id", service.id.as_str(), Invalid::new(what, mend)));
        }
    }
    for id in public.iter().filter(|id| !listed.services.iter().any(|service| service.id == **id)) {
        let mend = "use an id of services.csv, or take it out";
        let invalid = Invalid::new("is not in services.csv", mend);
        problems.push(Problem::new(authority::FILE, 0, "public_addresses", id.as_str(), invalid));
    }
}
