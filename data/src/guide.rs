//! What a need is like and what can be done about it: `need_guides.csv`, the words of a need's page.

use crate::{
    line::Line,
    problem::Invalid,
    slug::Slug,
    table::{
        Row,
        column::{Format, Names, Required, Texts, one_column},
        table,
    },
};

/// Digits in a row from which on they are a telephone number of somebody. 999, 111 and "45" are not.
const NUMBER: usize = 5;

/// One row of `need_guides.csv`: plain sentences to somebody who has a need.
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
    pub line: Line,
}

table! {
    NeedGuide in "need_guides.csv" {
        Required("need") => need,
        Sentences("looks_like") => looks_like,
        Sentences("do_today") => do_today,
        Sentences("when_you_ask") => when_you_ask,
    }
    |row| { line: row.line() }
}

/// Plain sentences split by `;`, at least one. Telephone numbers do not belong here: they stand in
/// `phones.csv`, where each says whether it is confirmed.
struct Sentences(&'static str);

one_column!(Sentences);

impl Format<Vec<String>> for Sentences {
    fn read(&self, row: &Row<'_>) -> Option<Vec<String>> {
        let text = row.text(self.0);
        if text.is_empty() {
            row.wrong(self.0, Invalid::new("is empty", "write at least one plain sentence"));
        }
        if holds_a_number(text) {
            let mend = "take it out: numbers stand in phones.csv, where each says whether it is confirmed";
            row.wrong(self.0, Invalid::new("holds a telephone number", mend));
        }
        Texts(self.0).read(row)
    }

    fn write(&self, sentences: &Vec<String>, values: &mut Vec<String>) {
        Texts(self.0).write(sentences, values);
    }
}

fn holds_a_number(text: &str) -> bool {
    let mut digits = 0;
    text.chars().filter(|c| *c != ' ').any(|c| {
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits >= NUMBER
    })
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
