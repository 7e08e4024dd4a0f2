//! Chapters of the booklet that stand twice, name nothing, or name what is not there.

use crate::{
    chapter::Chapter,
    problem::{Invalid, Problem},
    records::Records,
    slug::Slug,
    table::Record,
};
use std::collections::HashSet;

/// Adds chapters that stand twice, name nothing, or name what is not there.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let kinds: HashSet<&Slug> = records.terms.kinds.iter().map(|kind| &kind.slug).collect();
    let needs: HashSet<&Slug> = records.terms.needs.iter().map(|need| &need.slug).collect();
    let mut seen = HashSet::new();
    for chapter in &records.terms.chapters {
        let mut wrong = |column: &str, value: &str, what: &str, mend: &str| {
            problems.push(Problem::new(Chapter::FILE, chapter.line, column, value, Invalid::new(what, mend)));
        };
        if !seen.insert(&chapter.slug) {
            wrong("slug", chapter.slug.as_str(), "stands twice", "give each chapter an id of its own");
        }
        if chapter.kinds.is_empty() && chapter.helplines_for.is_empty() {
            wrong("kinds", "", "names nothing to show", "give at least one slug of kinds.csv");
        }
        for kind in chapter.kinds.iter().filter(|kind| !kinds.contains(kind)) {
            wrong("kinds", kind.as_str(), "is not a kind we know", "use a slug of kinds.csv");
        }
        for need in chapter.helplines_for.iter().filter(|need| !needs.contains(need)) {
            wrong("helplines_for", need.as_str(), "is not a need we know", "use a slug of needs.csv");
        }
    }
}
