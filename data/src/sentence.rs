//! Whole sentences that a steward teaches the sentence model: `sentences.csv`. What is said in much the
//! same words, or means much the same, is read as the row says, from the next start on.

use crate::{
    line::Line,
    phrase::NeedsOrNone,
    slug::Slug,
    table::{
        column::{Optional, RequiredText, Unused},
        table,
    },
};

/// One row of `sentences.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaughtSentence {
    /// The sentence, as somebody types it, in any language.
    pub words: String,
    /// The needs, best first; empty for what is nothing for this directory (`none` in the file).
    pub needs: Vec<Slug>,
    /// The danger that it speaks of, a slug of `[[dangers]]`; `None` for no danger.
    pub danger: Option<Slug>,
    /// The line in the file.
    pub line: Line,
}

table! {
    TaughtSentence in "sentences.csv" {
        RequiredText("sentence") => words,
        NeedsOrNone("needs") => needs,
        Optional("danger") => danger,
        Unused("note"),
    }
    |row| { line: row.line() }
}
