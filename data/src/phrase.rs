//! What people say, mapped to what they need: `phrases.csv` and `shorthand.csv`. Edited by people
//! who know families.

use crate::{
    line::Line,
    slug::Slug,
    table::{
        Row,
        column::{Format, Names, OneWord, RequiredText, Unused, join, one_column},
        table,
    },
};

/// One row of `phrases.csv`: people's own words and the needs they point to, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// The needs; empty for words that look like a need but are nothing for this directory
    /// (`none` in the file), so that they are not taken for one.
    pub needs: Vec<Slug>,
    /// The line in the file.
    pub line: Line,
}

table! {
    Phrase in "phrases.csv" {
        RequiredText("phrase") => words,
        NeedsOrNone("needs") => needs,
        Unused("note"),
    }
    |row| { line: row.line() }
}

/// Needs split by `;`, or the word `none`.
pub(crate) struct NeedsOrNone(pub(crate) &'static str);

one_column!(NeedsOrNone);

impl Format<Vec<Slug>> for NeedsOrNone {
    fn read(&self, row: &Row<'_>) -> Option<Vec<Slug>> {
        match row.required_text(self.0)? {
            "none" => Some(Vec::new()),
            _ => Some(row.list(self.0)),
        }
    }

    fn write(&self, needs: &Vec<Slug>, values: &mut Vec<String>) {
        values.push(if needs.is_empty() { "none".to_owned() } else { join(needs, ";") });
    }
}

/// One row of `shorthand.csv`: a word as it is typed in a message, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortForm {
    /// The word.
    pub typed: String,
    /// What it says, one or several words.
    pub meant: String,
}

table! {
    ShortForm in "shorthand.csv" {
        OneWord("typed", "put longer pieces of language into phrases.csv") => typed,
        RequiredText("meant") => meant,
        Unused("note"),
    }
}
