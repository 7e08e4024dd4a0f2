//! Help that people ask for and that no record gives: `not_listed.csv`. The page says so, and names
//! the nearest help.

use crate::{
    line::Line,
    slug::Slug,
    table::{
        column::{List, Required, RequiredText, RequiredTexts, Unused},
        table,
    },
};

/// One row of `not_listed.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotListed {
    /// The row's id.
    pub slug: Slug,
    /// What is not listed, as it stands after "We know no": "group for fathers".
    pub label: String,
    /// The words that ask for it, each one or several.
    pub words: Vec<String>,
    /// The needs beside which the words ask for it; beside any when there are none.
    pub needs: Vec<Slug>,
    /// The services that come nearest, which then stand first, best first; may be none.
    pub nearest: Vec<Slug>,
    /// What they can do, in a sentence.
    pub advice: String,
    /// The line in the file.
    pub line: Line,
}

table! {
    NotListed in "not_listed.csv" {
        Required("slug") => slug,
        RequiredText("label") => label,
        RequiredTexts("words") => words,
        List("needs") => needs,
        List("nearest") => nearest,
        RequiredText("advice") => advice,
        Unused("note"),
    }
    |row| { line: row.line() }
}
