//! Reading one CSV table (RFC 4180), row by row, gathering everything wrong on the way.

use crate::{
    folder::Folder,
    problem::{Invalid, Problem},
};
use csv::StringRecord;
use std::{cell::RefCell, str::FromStr};

/// Longest value a cell may hold, in bytes.
const LONGEST_CELL: usize = 5_000;

/// One row and where it stands. Reading a value never fails: what is wrong is noted, and the row
/// is dropped when a value it cannot do without is missing.
pub struct Row<'t> {
    file: &'t str,
    headers: &'t StringRecord,
    record: &'t StringRecord,
    line: u64,
    problems: &'t RefCell<Vec<Problem>>,
}

impl Row<'_> {
    /// The line in the file, the header being line 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The value of a column without surrounding space; empty when nothing stands there.
    pub fn text(&self, column: &str) -> &str {
        let index = self.headers.iter().position(|header| header == column);
        index.and_then(|i| self.record.get(i)).unwrap_or("").trim()
    }

    /// The value of a column as text of its own.
    pub fn owned(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    /// Notes that the value of a column is wrong.
    pub fn wrong(&self, column: &str, invalid: Invalid) {
        let value = self.text(column);
        self.problems.borrow_mut().push(Problem::new(self.file, self.line, column, value, invalid));
    }

    /// Whether nothing wrong has been noted on this row so far.
    pub fn is_clean(&self) -> bool {
        self.problems.borrow().last().is_none_or(|problem| problem.line != self.line)
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
        if self.text(column).is_empty() {
            self.wrong(column, Invalid::new("is empty", "fill it in, or take the row out"));
            return None;
        }
        self.optional(column)
    }

    /// Text that must be there.
    pub fn required_text(&self, column: &str) -> Option<String> {
        if self.text(column).is_empty() {
            self.wrong(column, Invalid::new("is empty", "fill it in, or take the row out"));
            return None;
        }
        Some(self.owned(column))
    }

    /// Values split by `;`.
    pub fn list<T: FromStr<Err = Invalid>>(&self, column: &str) -> Vec<T> {
        let parts = self.text(column).split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.filter_map(|part| part.parse().map_err(|invalid| self.wrong(column, invalid)).ok()).collect()
    }

    /// Texts split by `;`.
    pub fn texts(&self, column: &str) -> Vec<String> {
        self.text(column).split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
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
    pub fn number<T>(&self, column: &str, range: std::ops::RangeInclusive<T>) -> Option<T>
    where
        T: FromStr + PartialOrd + std::fmt::Display,
    {
        self.read(column, |text| {
            text.parse::<T>().ok().filter(|number| range.contains(number)).ok_or_else(|| {
                Invalid::new(
                    "is not a number that fits here",
                    format!("write a number from {} to {}", range.start(), range.end()),
                )
            })
        })
    }

    /// A web address that begins with http:// or https:// and has no spaces.
    pub fn web_address(&self, column: &str) -> Option<String> {
        self.read(column, crate::contact::web_address)
    }
}

/// Reads a table of a folder. `columns` must all be there, others are a mistake; `read` makes a
/// record of a row, or `None` when the row cannot stand. Problems are added to `problems`.
pub fn read<T>(
    folder: &Folder,
    file: &str,
    columns: &[&str],
    problems: &mut Vec<Problem>,
    mut read: impl FnMut(&Row<'_>) -> Option<T>,
) -> Vec<T> {
    let text = match folder.text(file) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(*problem);
            return Vec::new();
        }
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => {
            problems.push(Problem::file(file, format!("cannot be read as CSV ({error})"), "save it again as CSV"));
            return Vec::new();
        }
    };
    for column in columns.iter().filter(|column| !headers.iter().any(|header| header == **column)) {
        problems.push(Problem::new(
            file,
            1,
            column,
            "",
            Invalid::new("is missing", "add the column to the header row"),
        ));
    }
    for header in headers.iter().filter(|header| !columns.contains(header)) {
        let mend = format!("remove it; the columns are {}", columns.join(", "));
        problems.push(Problem::new(file, 1, header, "", Invalid::new("is not a column of this table", mend)));
    }
    let gathered = RefCell::new(Vec::new());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let mut problem =
                    Problem::file(file, format!("cannot be read as CSV ({error})"), "mend the quotes on this line");
                problem.line = line;
                gathered.borrow_mut().push(problem);
                break;
            }
        }
        let line = record.position().map_or(line, csv::Position::line);
        if record.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        if record.len() != headers.len() {
            let what = format!("has {} values where the header has {}", record.len(), headers.len());
            let mend = "put text that holds a comma into double quotes, and fill every column";
            gathered.borrow_mut().push(Problem::new(file, line, "", "", Invalid::new(what, mend)));
            continue;
        }
        let row = Row { file, headers: &headers, record: &record, line, problems: &gathered };
        if let Some(long) = headers.iter().find(|header| row.text(header).len() > LONGEST_CELL) {
            row.wrong(long, Invalid::new("is too long", format!("keep it under {LONGEST_CELL} characters")));
            continue;
        }
        rows.extend(read(&row));
    }
    problems.append(&mut gathered.into_inner());
    rows
}
