//! Where a row stands: the line of its table, and whose table that is.

use std::fmt;

/// The line of a row, counted from 1 with the header, in the authority's own table or in the
/// national one; 0 where the whole file is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line {
    number: u64,
    national: bool,
}

impl Line {
    /// A line of a national table.
    pub fn national(number: u64) -> Self {
        Self { number, national: true }
    }

    /// The line's number.
    pub fn number(self) -> u64 {
        self.number
    }

    /// The name of the file that the line stands in, of a table with this name.
    pub fn file(self, name: &str) -> String {
        if self.national { format!("national/{name}") } else { name.to_owned() }
    }
}

impl From<u64> for Line {
    /// A line of the authority's own table.
    fn from(number: u64) -> Self {
        Self { number, national: false }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, if self.national { " of the national table" } else { "" })
    }
}
