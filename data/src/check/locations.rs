//! Locations: ids that lead to none, and points and districts outside the authority.

use super::Lines;
use crate::{
    authority::Authority,
    listed::Listed,
    location::Location,
    problem::{Invalid, Problem},
    slug::Slug,
    table::Record,
};
use std::collections::HashSet;

/// Adds locations that are named and not there, or do not lie in the authority.
pub(super) fn check(listed: &Listed, authority: &Authority, lines: &Lines, problems: &mut Vec<Problem>) {
    let known: HashSet<&Slug> = listed.locations.iter().map(|location| &location.id).collect();
    for (file, column, id, line) in lines.used() {
        if !known.contains(id) {
            let invalid = Invalid::new("is not in locations.csv", "use an id that stands there");
            problems.push(Problem::new(file, *line, column, id.as_str(), invalid));
        }
    }
    let extent = &authority.extent;
    for location in &listed.locations {
        let line = lines.line(Location::FILE, &location.id);
        let mut wrong = |column: &str, value: &str, what: &str, mend: &str| {
            problems.push(Problem::new(Location::FILE, line, column, value, Invalid::new(what, mend)));
        };
        if authority.district(location.district.as_str()).is_none() {
            wrong("district", location.district.as_str(), "is not a district we know", "use a slug of [[districts]]");
        }
        if let Some(point) = location.point
            && !extent.contains(point.latitude(), point.longitude())
        {
            let value = format!("{}, {}", point.latitude(), point.longitude());
            let swapped = (extent.west..=extent.east).contains(&point.latitude());
            let mend = if swapped {
                "latitude and longitude look swapped: change them over"
            } else {
                "check the point, or widen [extent] in authority.toml"
            };
            wrong("latitude", &value, "lies outside the authority's map", mend);
        }
    }
}
