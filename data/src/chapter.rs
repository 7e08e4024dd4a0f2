//! The chapters of the printed booklet, `booklet.csv`.

use crate::{
    line::Line,
    slug::Slug,
    table::{
        column::{List, Required, RequiredText, Text, Yes},
        table,
    },
};

/// One chapter: the services of some kinds, and national helplines for some needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The chapter's id.
    pub slug: Slug,
    /// The chapter's heading.
    pub title: String,
    /// A sentence or two about it.
    pub lead: String,
    /// The kinds whose services stand in it, in this order.
    pub kinds: Vec<Slug>,
    /// The needs whose confirmed national helplines stand at its end.
    pub helplines_for: Vec<Slug>,
    /// Whether it has a map.
    pub map: bool,
    /// The chapter's line in the file.
    pub line: Line,
}

table! {
    Chapter in "booklet.csv" {
        Required("slug") => slug,
        RequiredText("title") => title,
        Text("lead") => lead,
        List("kinds") => kinds,
        List("helplines_for") => helplines_for,
        Yes("map") => map,
    }
    |row| { line: row.line() }
}
