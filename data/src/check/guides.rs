//! Guides to needs: unknown needs, and needs with two guides.

use crate::{
    guide::NeedGuide,
    line::Line,
    problem::{Invalid, Problem},
    slug::Slug,
    table::Record,
    terms::Terms,
};
use std::collections::HashMap;

/// Adds what is wrong with the guides as a whole: unknown needs, and needs with two guides.
pub(super) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&Slug, Line> = HashMap::new();
    for guide in &terms.guides {
        let mut wrong = |what: String, mend: &str| {
            problems.push(Problem::new(
                NeedGuide::FILE,
                guide.line,
                "need",
                guide.need.as_str(),
                Invalid::new(what, mend),
            ));
        };
        if !terms.needs.iter().any(|need| need.slug == guide.need) {
            wrong("is not a need we know".to_owned(), "use a slug of needs.csv");
        }
        if let Some(first) = seen.insert(&guide.need, guide.line) {
            wrong(format!("has two guides, the first on line {first}"), "put both rows into one");
        }
    }
}
