//! One row of a table, read value by value.

use crate::{
    line::Line,
    problem::{Invalid, Problem},
};
use csv::StringRecord;
use std::{cell::RefCell, fmt::Display, ops::RangeInclusive, str::FromStr};

/// One row and its line in the file. Reading a value never fails: what is wrong is noted, and the
/// row is dropped when a value it cannot do without is missing.
pub struct Row<'t> {
    file: &'t str,
    headers: &'t StringRecord,
    record: &'t StringRecord,
    line: Line,
    problems: &'t RefCell<Vec<Problem>>,
}

impl<'t> Row<'t> {
    pub(super) fn new(
        file: &'t str,
        headers: &'t StringRecord,
        record: &'t StringRecord,
        line: Line,
        problems: &'t RefCell<Vec<Problem>>,
    ) -> Self {
        Self { file, headers, record, line, problems }
    }

    /// Where it stands, the header being line 1.
    pub fn line(&self) -> Line {
        self.line
    }

    /// The value of a column without surrounding space; empty when there is none.
    pub fn text(&self, column: &str) -> &str {
        let index = self.headers.iter().position(|header| header == column);
        index.and_then(|i| self.record.get(i)).unwrap_or("").trim()
    }

    /// Notes that the value of a column is wrong.
    pub fn wrong(&self, column: &str, invalid: Invalid) {
        self.wrong_part(column, self.text(column), invalid);
    }

    /// Notes that a part of the value of a column is wrong.
    fn wrong_part(&self, column: &str, part: &str, invalid: Invalid) {
        self.problems.borrow_mut().push(Problem::new(self.file, self.line, column, part, invalid));
    }

    /// Whether nothing wrong has been noted on this row so far.
    pub fn is_clean(&self) -> bool {
        let (file, line) = (self.line.file(self.file), self.line.number());
        self.problems.borrow().last().is_none_or(|problem| problem.line != line || problem.file != file)
    }

    /// Reads a value with a function; `None` when it is empty or wrong.
    pub fn read<T>(&self, column: &str, parse: impl Fn(&str) -> Result<T, Invalid>) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        parse(text).map_err(|invalid| self.wrong(column, invalid)).ok()
    }

    /// A value that may be empty.
    pub fn optional<T: FromStr<Err = Invalid>>(&self, column: &str) -> Option<T> {
        self.read(column, T::from_str)
    }

    /// A value that must be there.
    pub fn required<T: FromStr<Err = Invalid>>(&self, column: &str) -> Option<T> {
        self.required_text(column)?;
        self.optional(column)
    }

    /// Text that must be there.
    pub fn required_text(&self, column: &str) -> Option<&str> {
        let text = self.text(column);
        if text.is_empty() {
            self.wrong(column, Invalid::new("is empty", "fill it in, or take the row out"));
            return None;
        }
        Some(text)
    }

    /// The parts of a value that are split by `;`.
    pub fn parts(&self, column: &str) -> impl Iterator<Item = &str> {
        self.text(column).split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// Values split by `;`, of which each that is wrong is noted by itself.
    pub fn list<T: FromStr<Err = Invalid>>(&self, column: &str) -> Vec<T> {
        let parse = |part: &str| part.parse().map_err(|invalid| self.wrong_part(column, part, invalid)).ok();
        self.parts(column).filter_map(parse).collect()
    }

    /// `yes`, or empty (or `no`) for no.
    pub fn yes(&self, column: &str) -> bool {
        match self.text(column) {
            "yes" => true,
            "" | "no" => false,
            _ => {
                self.wrong(column, Invalid::new("is neither yes nor no", "write yes, or leave it empty"));
                false
            }
        }
    }

    /// A number in a range, both ends allowed.
    pub fn number<T: FromStr + PartialOrd + Display>(&self, column: &str, range: &RangeInclusive<T>) -> Option<T> {
        self.read(column, |text| {
            text.parse::<T>().ok().filter(|number| range.contains(number)).ok_or_else(|| {
                let mend = format!("write a number from {} to {}", range.start(), range.end());
                Invalid::new("is not a number that fits here", mend)
            })
        })
    }
}
