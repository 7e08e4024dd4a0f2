//! Words that people who work with families use, in plain words: `glossary.csv`.

use crate::{
    folder::Folder,
    problem::{Invalid, Problem},
    records::Records,
    slug::Slug,
    table,
};
use std::collections::HashMap;

const FILE: &str = "glossary.csv";
const COLUMNS: [&str; 5] = ["slug", "term", "said", "meaning", "source_ids"];

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// Its id, and its place on the page: `/glossary#ehc-plan`.
    pub slug: Slug,
    /// The term as a heading: "EHC plan".
    pub term: String,
    /// How it is said inside a sentence; where one of these stands, it becomes a link. Empty for
    /// everyday words, which would be taken for the term where they are not.
    pub said: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// Where that comes from.
    pub source_ids: Vec<Slug>,
    /// The line in the file.
    pub line: u64,
}

/// Reads the table.
pub(crate) fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Vec<GlossaryTerm> {
    table::read(folder, FILE, &COLUMNS, problems, |row| {
        Some(GlossaryTerm {
            slug: row.required("slug")?,
            term: row.required_text("term")?,
            said: row.texts("said"),
            meaning: row.required_text("meaning")?,
            source_ids: row.list("source_ids"),
            line: row.line(),
        })
    })
}

/// Adds what is wrong with the terms as a whole: ids and words used twice, and sources that are
/// not known or not named.
pub(crate) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let mut slugs: HashMap<&str, u64> = HashMap::new();
    let mut words: HashMap<String, u64> = HashMap::new();
    for term in &records.terms.glossary {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(FILE, term.line, column, value, Invalid::new(what, mend)));
        };
        if let Some(first) = slugs.insert(term.slug.as_str(), term.line) {
            wrong("slug", term.slug.as_str(), format!("stands twice, first on line {first}"), "take one row out");
        }
        for said in &term.said {
            if let Some(first) = words.insert(said.to_lowercase(), term.line) {
                let what = format!("leads to two terms, the first on line {first}");
                wrong("said", said, what, "keep it in one row only");
            }
        }
        let known = |id: &Slug| records.listed.sources.iter().any(|source| source.id == *id);
        for id in term.source_ids.iter().filter(|id| !known(id)) {
            wrong("source_ids", id.as_str(), "is not in sources.csv".to_owned(), "add the source there");
        }
        if term.source_ids.is_empty() {
            let mend = "nothing is shown that nobody said: name a source";
            wrong("source_ids", "", "names no source".to_owned(), mend);
        }
    }
}
