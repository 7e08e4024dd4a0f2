//! What a need is like and what can be done about it: `need_guides.csv`, the words of a need's page.

use crate::{
    folder::Folder,
    problem::{Invalid, Problem},
    records::Terms,
    slug::Slug,
    table::{self, Row},
};
use std::collections::HashMap;

const FILE: &str = "need_guides.csv";
const COLUMNS: [&str; 4] = ["need", "looks_like", "do_today", "when_you_ask"];

/// Digits in a row from which on they are a telephone number of somebody. 999, 111 and "45" are not.
const NUMBER: usize = 5;

/// One row: plain sentences to somebody who has a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedGuide {
    /// The need.
    pub need: Slug,
    /// What it can look like.
    pub looks_like: Vec<String>,
    /// What they can do today.
    pub do_today: Vec<String>,
    /// What happens when they ask.
    pub when_you_ask: Vec<String>,
    /// The line in the file.
    pub line: u64,
}

/// Reads the table. Telephone numbers do not belong here: they stand in `phones.csv`, where each
/// says whether it is confirmed.
pub(crate) fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Vec<NeedGuide> {
    table::read(folder, FILE, &COLUMNS, problems, |row| {
        Some(NeedGuide {
            need: row.required("need")?,
            looks_like: sentences(row, "looks_like"),
            do_today: sentences(row, "do_today"),
            when_you_ask: sentences(row, "when_you_ask"),
            line: row.line(),
        })
    })
}

fn sentences(row: &Row<'_>, column: &str) -> Vec<String> {
    if row.text(column).is_empty() {
        row.wrong(column, Invalid::new("is empty", "write at least one plain sentence"));
    }
    if holds_a_number(row.text(column)) {
        let mend = "take it out: numbers stand in phones.csv, where each says whether it is confirmed";
        row.wrong(column, Invalid::new("holds a telephone number", mend));
    }
    row.texts(column)
}

fn holds_a_number(text: &str) -> bool {
    let mut digits = 0;
    text.chars().filter(|c| *c != ' ').any(|c| {
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits >= NUMBER
    })
}

/// Adds what is wrong with the guides as a whole: unknown needs, and needs with two guides.
pub(crate) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&Slug, u64> = HashMap::new();
    for guide in &terms.guides {
        let mut wrong = |what: String, mend: &str| {
            problems.push(Problem::new(FILE, guide.line, "need", guide.need.as_str(), Invalid::new(what, mend)));
        };
        if !terms.needs.iter().any(|need| need.slug == guide.need) {
            wrong("is not a need we know".to_owned(), "use a slug of needs.csv");
        }
        if let Some(first) = seen.insert(&guide.need, guide.line) {
            wrong(format!("has two guides, the first on line {first}"), "put both rows into one");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::holds_a_number;

    #[test]
    fn a_telephone_number_is_told_from_other_digits() {
        assert!(holds_a_number("Ring 01905 520032."));
        assert!(holds_a_number("Text 85258."));
        for fine in ["Ring 999, or 111 and choose option 2.", "within 42 days", "press 55", "ages 13 to 19"] {
            assert!(!holds_a_number(fine), "{fine}");
        }
    }
}
