//! What is wrong with a file, said so that the person who edits it can mend it.

use crate::line::Line;
use std::fmt;

/// A value that cannot be read: what is wrong with it, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}; {mend}")]
pub struct Invalid {
    /// What is wrong, as a clause: "is not a postcode".
    pub what: String,
    /// How to mend it, as an instruction: "write it like WR1 2EP".
    pub mend: String,
}

impl Invalid {
    /// An error from the two halves of its message.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: mend.into() }
    }
}

/// One thing wrong in an authority's folder, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file's name inside the folder; `national/` stands before that of a national table.
    pub file: String,
    /// The line, counted from 1 with the header; 0 where the whole file is meant.
    pub line: u64,
    /// The column's name, empty where the whole row is meant.
    pub column: String,
    /// The value as it stands, cut to 60 characters.
    pub value: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Problem {
    /// A problem with one value of one row.
    pub fn new(file: &str, line: impl Into<Line>, column: &str, value: &str, invalid: Invalid) -> Self {
        let line = line.into();
        Self {
            file: line.file(file),
            line: line.number(),
            column: column.to_owned(),
            value: value.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(60).collect(),
            what: invalid.what,
            mend: invalid.mend,
        }
    }

    /// A problem with a whole file.
    pub fn file(file: &str, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(file, 0, "", "", Invalid::new(what, mend))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, " line {}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": ")?;
        if !self.value.is_empty() {
            write!(f, "'{}' ", self.value)?;
        }
        write!(f, "{}. To mend it: {}.", self.what, self.mend)
    }
}
