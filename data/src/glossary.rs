//! Words that people who work with families use, in plain words: `glossary.csv`.

use crate::{
    line::Line,
    slug::Slug,
    table::{
        column::{List, Required, RequiredText, Texts},
        table,
    },
};

/// One row of `glossary.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// The term's id, and its place on the page: `/glossary#ehc-plan`.
    pub slug: Slug,
    /// The term as a heading: "EHC plan".
    pub term: String,
    /// How it is said inside a sentence; where one of these stands, it becomes a link. Empty for
    /// everyday words, which would be taken for the term where they are not.
    pub said: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// Where that comes from.
    pub source_ids: Vec<Slug>,
    /// The line in the file.
    pub line: Line,
}

table! {
    GlossaryTerm in "glossary.csv" {
        Required("slug") => slug,
        RequiredText("term") => term,
        Texts("said") => said,
        RequiredText("meaning") => meaning,
        List("source_ids") => source_ids,
    }
    |row| { line: row.line() }
}
