//! Kinds, groups of needs and needs that stand twice.

use crate::{
    kind::Kind,
    need::{Need, NeedGroup},
    problem::{Invalid, Problem},
    slug::Slug,
    table::Record,
    terms::Terms,
};
use std::collections::HashSet;

/// Adds slugs that stand twice.
pub(super) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    check_once(Kind::FILE, terms.kinds.iter().map(|kind| &kind.slug), problems);
    check_once(NeedGroup::FILE, terms.groups.iter().map(|group| &group.slug), problems);
    check_once(Need::FILE, terms.needs.iter().map(|need| &need.slug), problems);
}

fn check_once<'t>(file: &str, slugs: impl Iterator<Item = &'t Slug>, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for slug in slugs {
        if !seen.insert(slug) {
            let invalid = Invalid::new("stands twice", "take one of the rows out");
            problems.push(Problem::new(file, 0, "slug", slug.as_str(), invalid));
        }
    }
}
