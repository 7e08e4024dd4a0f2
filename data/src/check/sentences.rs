//! Taught sentences: their needs and dangers are known, and none stands twice.

use super::folded;
use crate::{
    line::Line,
    problem::{Invalid, Problem},
    records::Records,
    sentence::TaughtSentence,
    table::Record,
};
use std::collections::HashMap;

/// Adds sentences that name unknown needs or dangers, hold no words or stand twice.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<String, Line> = HashMap::new();
    for sentence in &records.terms.sentences {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            let invalid = Invalid::new(what, mend);
            problems.push(Problem::new(TaughtSentence::FILE, sentence.line, column, value, invalid));
        };
        for need in sentence.needs.iter().filter(|need| !records.terms.needs.iter().any(|known| known.slug == **need)) {
            wrong("needs", need.as_str(), "is not a need we know".into(), "use a slug of needs.csv");
        }
        let dangers = &records.authority.dangers;
        for danger in sentence.danger.iter().filter(|danger| !dangers.iter().any(|known| known.slug == **danger)) {
            wrong(
                "danger",
                danger.as_str(),
                "is not a danger we know".into(),
                "use a slug of [[dangers]] in authority.toml",
            );
        }
        let folded = folded(&sentence.words);
        if folded.is_empty() {
            wrong("sentence", &sentence.words, "holds no words".into(), "write it as people type it");
        }
        if let Some(line) = seen.insert(folded, sentence.line) {
            wrong(
                "sentence",
                &sentence.words,
                format!("stands twice, first on line {line}"),
                "take one of the rows out",
            );
        }
    }
}
