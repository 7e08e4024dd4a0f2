//! The chapters of the printed booklet, `booklet.csv`.

use crate::{
    folder::Folder,
    problem::{Invalid, Problem},
    records::Records,
    slug::Slug,
    table,
};
use std::collections::HashSet;

const FILE: &str = "booklet.csv";

/// One chapter: the services of some kinds, and national helplines for some needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its id.
    pub slug: Slug,
    /// Its heading.
    pub title: String,
    /// A sentence or two about it.
    pub lead: String,
    /// The kinds whose services stand in it, in this order.
    pub kinds: Vec<Slug>,
    /// The needs whose confirmed national helplines stand at its end.
    pub helplines_for: Vec<Slug>,
    /// Whether it has a map.
    pub map: bool,
    /// Its line in the file.
    pub line: u64,
}

/// Reads the table, in the order of its rows.
pub(crate) fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Vec<Chapter> {
    let columns = ["slug", "title", "lead", "kinds", "helplines_for", "map"];
    table::read(folder, FILE, &columns, problems, |row| {
        Some(Chapter {
            slug: row.required("slug")?,
            title: row.required_text("title")?,
            lead: row.owned("lead"),
            kinds: row.list("kinds"),
            helplines_for: row.list("helplines_for"),
            map: row.yes("map"),
            line: row.line(),
        })
    })
}

/// Adds chapters that stand twice, name nothing, or name what is not there.
pub(crate) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let kinds: HashSet<&Slug> = records.terms.kinds.iter().map(|kind| &kind.slug).collect();
    let needs: HashSet<&Slug> = records.terms.needs.iter().map(|need| &need.slug).collect();
    let mut seen = HashSet::new();
    for chapter in &records.terms.chapters {
        let mut wrong = |column: &str, value: &str, what: &str, mend: &str| {
            problems.push(Problem::new(FILE, chapter.line, column, value, Invalid::new(what, mend)));
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
