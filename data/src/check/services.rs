//! Services: the needs, kinds, organisations, sources, levels and districts that they name.

use super::Lines;
use crate::{
    area::ServiceArea,
    authority::Authority,
    listed::Listed,
    problem::{Invalid, Problem},
    service::Service,
    slug::Slug,
    table::Record,
    terms::Terms,
};
use std::collections::HashSet;

/// Adds what services name and nobody knows.
pub(super) fn check(listed: &Listed, authority: &Authority, terms: &Terms, lines: &Lines, problems: &mut Vec<Problem>) {
    let needs: HashSet<&Slug> = terms.needs.iter().map(|need| &need.slug).collect();
    let kinds: HashSet<&Slug> = terms.kinds.iter().map(|kind| &kind.slug).collect();
    let organizations: HashSet<&Slug> = listed.organizations.iter().map(|o| &o.id).collect();
    let sources: HashSet<&Slug> = listed.sources.iter().map(|source| &source.id).collect();
    let levels: HashSet<u8> = authority.levels.iter().map(|level| level.number).collect();
    for service in &listed.services {
        let line = lines.line(Service::FILE, &service.id);
        let mut wrong = |column: &str, value: &str, what: &str, mend: &str| {
            problems.push(Problem::new(Service::FILE, line, column, value, Invalid::new(what, mend)));
        };
        for need in service.needs.iter().filter(|need| !needs.contains(need)) {
            wrong("needs", need.as_str(), "is not a need we know", "use a slug of needs.csv");
        }
        if service.needs.is_empty() {
            wrong("needs", "", "names no need", "give at least one slug of needs.csv");
        }
        if !kinds.contains(&service.kind) {
            wrong("kind", service.kind.as_str(), "is not a kind we know", "use a slug of kinds.csv");
        }
        if !organizations.contains(&service.organization_id) {
            let id = service.organization_id.as_str();
            wrong("organization_id", id, "is not in organizations.csv", "use an id that stands there");
        }
        for source in service.source_ids.iter().filter(|source| !sources.contains(source)) {
            wrong("source_ids", source.as_str(), "is not in sources.csv", "add the source there");
        }
        if service.source_ids.is_empty() {
            wrong("source_ids", "", "names no source", "nothing is shown that nobody said: name a source");
        }
        for level in service.levels.iter().filter(|level| !levels.contains(&level.number())) {
            let number = level.number().to_string();
            wrong("levels_of_need", &number, "is not a level of this authority", "use a number of [[levels]]");
        }
        if let ServiceArea::Districts(districts) = &service.area {
            for district in districts.iter().filter(|d| authority.district(d.as_str()).is_none()) {
                wrong("area", district.as_str(), "is not a district we know", "use a slug of [[districts]]");
            }
        }
    }
}
