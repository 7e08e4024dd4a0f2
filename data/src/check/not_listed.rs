//! Help that no record gives: ids and words used twice, and services that are not listed.

use super::folded;
use crate::{
    not_listed::NotListed,
    problem::{Invalid, Problem},
    records::Records,
    table::Record,
};
use std::collections::HashMap;

/// Adds rows and words that stand twice, and services that come nearest but are unknown or for people
/// who do harm.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let mut slugs = HashMap::new();
    let mut words = HashMap::new();
    for row in &records.terms.not_listed {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(NotListed::FILE, row.line, column, value, Invalid::new(what, mend)));
        };
        if let Some(first) = slugs.insert(row.slug.as_str(), row.line) {
            wrong("slug", row.slug.as_str(), format!("stands twice, first on line {first}"), "take one row out");
        }
        for said in &row.words {
            let folded = folded(said);
            if folded.is_empty() {
                wrong("words", said, "holds no words".into(), "write the words as people type them");
            } else if let Some(first) = words.insert(folded, row.line) {
                wrong("words", said, format!("stands twice, first on line {first}"), "keep it in one row only");
            }
        }
        for need in row.needs.iter().filter(|slug| !records.terms.needs.iter().any(|need| need.slug == **slug)) {
            wrong("needs", need.as_str(), "is not a need we know".into(), "use a slug of needs.csv");
        }
        for id in &row.nearest {
            match records.listed.services.iter().find(|service| service.id == *id) {
                None => wrong("nearest", id.as_str(), "is not in services.csv".into(), "use an id of services.csv"),
                Some(service) if service.for_whom == crate::ForWhom::WorriedAboutSelf => {
                    let mend = "name a service that everybody may be sent to";
                    wrong("nearest", id.as_str(), "is for people who do harm".into(), mend);
                }
                Some(_) => {}
            }
        }
    }
}
