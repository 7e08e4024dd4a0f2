//! What a need becomes by whom it is told of: unknown needs, rows without one, and rows that stand twice.

use crate::{
    instead::Instead,
    problem::{Invalid, Problem},
    slug::Slug,
    table::Record,
    terms::Terms,
};
use std::collections::HashMap;

/// Adds rows that name unknown needs or none, and rows that stand twice.
pub(super) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    let is_known = |slug: &Slug| terms.needs.iter().any(|need| need.slug == *slug);
    let mut seen = HashMap::new();
    for row in &terms.instead {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(Instead::FILE, row.line, column, value, Invalid::new(what, mend)));
        };
        if !is_known(&row.need) {
            wrong("need", row.need.as_str(), "is not a need we know".into(), "use a slug of needs.csv");
        }
        for need in row.instead.iter().filter(|need| !is_known(need)) {
            wrong("instead", need.as_str(), "is not a need we know".into(), "use a slug of needs.csv");
        }
        if row.instead.is_empty() {
            wrong("instead", "", "names no need".into(), "name the needs that are meant, or take the row out");
        }
        if let Some(first) = seen.insert((row.told_of, &row.need), row.line) {
            let what = format!("stands twice, first on line {first}");
            wrong("need", row.need.as_str(), what, "put both rows into one");
        }
    }
}
