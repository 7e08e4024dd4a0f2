//! Phrases: each maps to something, stands once, and contradicts no other.

use super::folded;
use crate::{
    line::Line,
    phrase::Phrase,
    problem::{Invalid, Problem},
    slug::Slug,
    table::Record,
    terms::Terms,
};
use std::collections::{HashMap, HashSet};

/// Adds phrases that name unknown needs, hold no words, stand twice or contradict one another.
pub(super) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    let needs: HashSet<&Slug> = terms.needs.iter().map(|need| &need.slug).collect();
    let mut seen: HashMap<String, (Line, &[Slug])> = HashMap::new();
    for phrase in &terms.phrases {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(Phrase::FILE, phrase.line, column, value, Invalid::new(what, mend)));
        };
        for need in phrase.needs.iter().filter(|need| !needs.contains(need)) {
            wrong("needs", need.as_str(), "is not a need we know".into(), "use a slug of needs.csv");
        }
        let folded = folded(&phrase.words);
        if folded.is_empty() {
            wrong("phrase", &phrase.words, "holds no words".into(), "write the words as people type them");
        }
        if let Some((line, other)) = seen.get(&folded) {
            if *other == phrase.needs {
                wrong(
                    "phrase",
                    &phrase.words,
                    format!("stands twice, first on line {line}"),
                    "take one of the rows out",
                );
            } else {
                let what = format!("contradicts line {line}, which maps the same words to other needs");
                wrong("phrase", &phrase.words, what, "keep one row, with the needs of both if both are right");
            }
        } else {
            seen.insert(folded, (phrase.line, &phrase.needs));
        }
    }
}
