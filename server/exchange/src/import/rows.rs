//! Rows of a CSV file (RFC 4180) of any size, read in little memory: a row that is too long or has
//! too many values is refused before it is held.

use csv_core::{ReadRecordResult, Reader};
use std::io::{self, BufRead};

/// Most bytes that the values of one row hold together.
pub const LONGEST_ROW: usize = 64 * 1024;
/// Most values in one row.
pub const MOST_VALUES: usize = 1_000;

/// A file that is read row by row.
pub struct Rows<R> {
    source: R,
    csv: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

/// One row. Values stand without surrounding space.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    text: &'r str,
    ends: &'r [usize],
    line: u64,
}

/// Why a file was not read to its end.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum RowError {
    #[error("cannot be read ({0})")]
    Unreadable(#[from] io::Error),
    #[error(
        "line {0} goes on for more than {most} characters: it is no row of a table, or a quote before it is not closed",
        most = LONGEST_ROW
    )]
    TooLong(u64),
    #[error("line {0} has more than {most} values: it is no row of such a table", most = MOST_VALUES)]
    TooWide(u64),
    #[error("line {0} is not UTF-8 text: save the file again as 'CSV UTF-8'")]
    NotText(u64),
}

impl<R: BufRead> Rows<R> {
    /// Reads from the first row on, which may be a header. A byte-order mark is passed over.
    pub fn new(source: R) -> Self {
        Self { source, csv: Reader::new(), text: vec![0; LONGEST_ROW], ends: vec![0; MOST_VALUES] }
    }

    /// The next row that is not empty; `None` at the end.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, RowError> {
        let (mut length, mut values) = (0, 0);
        let mut line = self.csv.line();
        loop {
            let input = self.source.fill_buf()?;
            if length == 0 && values == 0 {
                // Line ends before a row belong to none.
                line = self.csv.line()
                    + input.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|&&b| b == b'\n').count() as u64;
            }
            let (result, read, wrote, ended) =
                self.csv.read_record(input, &mut self.text[length..], &mut self.ends[values..]);
            self.source.consume(read);
            length += wrote;
            values += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => return Err(RowError::TooLong(line)),
                ReadRecordResult::OutputEndsFull => return Err(RowError::TooWide(line)),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
            }
        }
        let text = std::str::from_utf8(&self.text[..length]).map_err(|_| RowError::NotText(line))?;
        Ok(Some(Row { text, ends: &self.ends[..values], line }))
    }
}

impl<'r> Row<'r> {
    /// The line it begins on, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many values it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The value at a place, counted from 0; empty past the last.
    pub fn get(&self, index: usize) -> &'r str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        // The bounds fall between characters: the values were split at ASCII.
        self.text.get(start..end).unwrap_or("").trim()
    }

    /// All values in order.
    pub fn iter(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).map(move |index| self.get(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read};

    fn all(text: &[u8]) -> Result<Vec<(u64, Vec<String>)>, RowError> {
        // A small buffer, so that rows fall across its ends.
        let mut rows = Rows::new(BufReader::with_capacity(7, text));
        let mut read = Vec::new();
        while let Some(row) = rows.next_row()? {
            read.push((row.line(), row.iter().map(str::to_owned).collect()));
        }
        Ok(read)
    }

    #[test]
    fn rows_come_with_their_lines_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = format!("\u{feff}a,\" b, c \"{end}{end}d,é{end}\"e{end}f\",{end}g,h");
            let read = all(text.as_bytes()).unwrap();
            let quoted = format!("e{end}f");
            let expected = [(1, vec!["a", "b, c"]), (3, vec!["d", "é"]), (4, vec![&*quoted, ""]), (6, vec!["g", "h"])];
            let read: Vec<(u64, Vec<&str>)> =
                read.iter().map(|(line, row)| (*line, row.iter().map(String::as_str).collect())).collect();
            assert_eq!(read, expected, "{end:?}");
        }
        assert!(all(b"").unwrap().is_empty() && all(b"\n\r\n").unwrap().is_empty());
    }

    #[test]
    fn a_line_of_200_megabytes_is_refused_after_its_first_kilobytes() {
        let mut taken = 0;
        let endless = io::repeat(b'x').take(200_000_000);
        let mut counted = Counted { inner: endless, taken: &mut taken };
        let mut rows = Rows::new(BufReader::new(&mut counted));
        assert!(matches!(rows.next_row(), Err(RowError::TooLong(1))));
        assert!(taken < 200_000, "{taken} bytes were read");
        // A quote that is never closed makes one row of many lines.
        let open = [&b"a\n\""[..], &b"line\n".repeat(20_000)].concat();
        assert!(matches!(all(&open), Err(RowError::TooLong(2))));
    }

    #[test]
    fn a_million_columns_and_bytes_that_are_no_text_are_refused_by_line() {
        let wide = [&b"a,b\n"[..], &b",".repeat(1_000_000)].concat();
        assert!(matches!(all(&wide), Err(RowError::TooWide(2))));
        assert!(matches!(all(b"a,b\nc,\xff\n"), Err(RowError::NotText(2))));
    }

    struct Counted<'c, R> {
        inner: R,
        taken: &'c mut usize,
    }

    impl<R: Read> Read for Counted<'_, R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let read = self.inner.read(buffer)?;
            *self.taken += read;
            Ok(read)
        }
    }
}
