//! Words about ages in other languages: of languages that are known, each once, with the number they need.

use crate::{
    age_words::AgeWords,
    problem::{Invalid, Problem},
    table::Record,
    terms::Terms,
};
use std::collections::HashMap;

/// Adds what is wrong with the words about ages.
pub(super) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    let mut seen = HashMap::new();
    for row in &terms.age_words {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(AgeWords::FILE, row.line, column, value, Invalid::new(what, mend)));
        };
        if !terms.languages.iter().any(|language| language.code == row.language) {
            let what = "is not a language of languages.toml".to_owned();
            wrong("language", &row.language, what, "write its code there, or take the row out");
        }
        let number = row.number.map(|number| number.to_string()).unwrap_or_default();
        match (row.age_use.has_number(), row.number) {
            (true, None) => {
                let mend = "write the number, or the age in months";
                wrong("number", "", format!("is missing, which '{}' needs", row.age_use), mend);
            }
            (false, Some(_)) => {
                wrong("number", &number, format!("is given, which '{}' does not use", row.age_use), "leave it empty");
            }
            _ => {}
        }
        for word in &row.words {
            // A word may stand before one number and after another, but says only one thing of each.
            let first = seen.insert((&row.language, row.age_use, word.to_lowercase()), row.line);
            if let Some(first) = first {
                wrong("words", word, format!("stands twice, first on line {first}"), "write it once");
            }
            if !word.chars().any(char::is_alphanumeric) {
                wrong("words", word, "holds no letters".into(), "write the word as people type it");
            }
        }
    }
}
