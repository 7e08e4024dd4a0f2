//! Terms of the glossary: ids and words used twice, and sources.

use crate::{
    glossary::GlossaryTerm,
    line::Line,
    problem::{Invalid, Problem},
    records::Records,
    slug::Slug,
    table::Record,
};
use std::collections::HashMap;

/// Adds what is wrong with the terms as a whole: ids and words used twice, and sources that are
/// not known or not named.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let mut slugs: HashMap<&str, Line> = HashMap::new();
    let mut words: HashMap<String, Line> = HashMap::new();
    for term in &records.terms.glossary {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(GlossaryTerm::FILE, term.line, column, value, Invalid::new(what, mend)));
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
