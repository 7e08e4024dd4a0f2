//! CSV tables (RFC 4180): the columns of each are said once, for the reader, the writer and the check.

pub(crate) mod column;
mod row;

pub use row::Row;

use crate::{
    cell::unclean,
    folder::Folder,
    problem::{Invalid, Problem},
};
use csv::StringRecord;
use std::cell::RefCell;

/// The longest value of a cell, in bytes.
const LONGEST_CELL: usize = 5_000;

/// A record that is one row of a table. The macro `table!` makes it from the columns.
pub trait Record: Sized {
    /// The table's file in the folder.
    const FILE: &'static str;

    /// The names of the columns, in their order.
    fn columns() -> Vec<&'static str>;

    /// Reads a row; `None` when a value it cannot do without is missing or wrong, which is then noted.
    fn read(row: &Row<'_>) -> Option<Self>;

    /// The values of the row, in the order of the columns.
    fn write(&self) -> Vec<String>;
}

/// Describes the table of a record: each column with how its values are written
/// ([`column::Format`]), and the field that holds them. A column without a field is allowed in the
/// file and not kept. After `|row|` stand fields that no column holds.
macro_rules! table {
    (
        $record:ident in $file:literal { $($column:expr $(=> $field:ident)?,)* }
        $(|$row:ident| { $($other:ident: $value:expr),* $(,)? })?
    ) => {
        impl $crate::table::Record for $record {
            const FILE: &'static str = $file;

            fn columns() -> Vec<&'static str> {
                [$($crate::table::column::Names::names(&$column)),*].concat()
            }

            fn read(row: &$crate::table::Row<'_>) -> Option<Self> {
                // Every column is read before the row is given up, so that all that is wrong is told.
                $($(let $field = $crate::table::column::Format::read(&$column, row);)?)*
                $(let $row = row;)?
                Some(Self { $($($field: $field?,)?)* $($($other: $value),*)? })
            }

            fn write(&self) -> Vec<String> {
                let mut values = Vec::new();
                $($crate::table::column::Format::write(&$column, $crate::table::table!(@value self $($field)?), &mut values);)*
                values
            }
        }
    };
    (@value $record:ident) => { &() };
    (@value $record:ident $field:ident) => { &$record.$field };
}
pub(crate) use table;

/// Reads the table of a record from a folder. Adds what is wrong to `problems`.
pub fn read<T: Record>(folder: &Folder, problems: &mut Vec<Problem>) -> Vec<T> {
    read_each(folder, problems, |_, record| record)
}

/// Reads the table of a record from a folder, and makes something of each row and its record;
/// `None` stands for a record that cannot be read.
pub fn read_each<T: Record, U>(
    folder: &Folder,
    problems: &mut Vec<Problem>,
    mut each: impl FnMut(&Row<'_>, Option<T>) -> Option<U>,
) -> Vec<U> {
    read_rows(folder, T::FILE, &T::columns(), problems, |row| each(row, T::read(row)))
}

/// Writes a table: its header row and a row for each record.
pub fn write<T: Record>(records: &[T]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(T::columns())?;
    for record in records {
        writer.write_record(record.write())?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// The header row of a record's table, with its line end.
pub fn header<T: Record>() -> String {
    T::columns().join(",") + "\n"
}

/// What splits the values of a table by its header row, where that is not a comma: a semicolon, a tab
/// or a bar, or the sign that a first line `sep=` names.
pub fn separator(text: &str) -> Option<char> {
    let header = text.lines().next().unwrap_or_default();
    if let Some(sign) = header.trim_matches('"').strip_prefix("sep=") {
        return Some(sign.chars().next().unwrap_or(','));
    }
    let count = |sign: char| header.matches(sign).count();
    let most = [';', '\t', '|'].into_iter().max_by_key(|sign| count(*sign))?;
    (count(most) > count(',')).then_some(most)
}

/// The problem of a table whose values are not split by commas.
pub(crate) fn other_separator(file: &str, text: &str) -> Option<Problem> {
    let what = match separator(text)? {
        _ if text.starts_with("sep=") || text.starts_with("\"sep=") => "begins with a line that only spreadsheets read",
        ';' => "has values that are split by semicolons",
        '\t' => "has values that are split by tabs",
        _ => "has values that are split by bars",
    };
    let mend = "save it again as 'CSV UTF-8' with commas between the values";
    Some(Problem { line: 1, ..Problem::file(file, what, mend) })
}

/// Reads the rows of a file. `columns` must all be there, others are a mistake; `read` makes a
/// record of a row, or `None` when the row cannot stand. Adds what is wrong to `problems`.
fn read_rows<T>(
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
    check_headers(file, &headers, columns, problems);
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
        let line = folder.line(file, record.position().map_or(line, csv::Position::line));
        if record.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        if record.len() != headers.len() {
            let what = format!("has {} values where the header has {}", record.len(), headers.len());
            let mend = "put text that holds a comma into double quotes, and fill every column";
            gathered.borrow_mut().push(Problem::new(file, line, "", "", Invalid::new(what, mend)));
            continue;
        }
        let row = Row::new(file, &headers, &record, line, &gathered);
        if let Some(long) = headers.iter().find(|header| row.text(header).len() > LONGEST_CELL) {
            row.wrong(long, Invalid::new("is too long", format!("keep it under {LONGEST_CELL} characters")));
            continue;
        }
        if let Some((header, invalid)) = headers.iter().find_map(|header| Some((header, unclean(row.text(header))?))) {
            row.wrong(header, invalid);
            continue;
        }
        rows.extend(read(&row));
    }
    problems.append(&mut gathered.into_inner());
    rows
}

/// Adds the columns that are missing from the header row, and those that do not belong there.
fn check_headers(file: &str, headers: &StringRecord, columns: &[&str], problems: &mut Vec<Problem>) {
    for column in columns.iter().filter(|column| !headers.iter().any(|header| header == **column)) {
        let invalid = Invalid::new("is missing", "add the column to the header row");
        problems.push(Problem::new(file, 1, column, "", invalid));
    }
    for header in headers.iter().filter(|header| !columns.contains(header)) {
        let mend = format!("remove it; the columns are {}", columns.join(", "));
        problems.push(Problem::new(file, 1, header, "", Invalid::new("is not a column of this table", mend)));
    }
}
