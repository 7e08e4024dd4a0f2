//! Reading files that somebody else made: never more memory than their limits, and a plain
//! sentence for whatever cannot be read.

use directory::{Invalid, Problem};
use folder::LARGEST_FILE;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

/// The longest line of a table, in bytes. The longest that people write is a hundredth of it.
pub const LONGEST_LINE: usize = 1024 * 1024;

/// The most columns a table may have.
pub(super) const MOST_COLUMNS: usize = 1_000;

/// Why a source was not read at all. Prints one sentence, or one for each problem.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum Refused {
    #[error("{path} cannot be read ({why}): name a file or folder that is there and may be read")]
    Unreadable { path: String, why: io::Error },
    #[error("{0}")]
    Problem(Box<Problem>),
    #[error(
        "{0} is neither a folder of tables, a .csv file with a --mapping, nor an Open Referral feed \
         (a web address, or a .json or .ndjson file)"
    )]
    Unknown(String),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<Box<Problem>> for Refused {
    fn from(problem: Box<Problem>) -> Self {
        Self::Problem(problem)
    }
}

/// A file's text, without a byte-order mark. Fails when it is longer than the largest file, a
/// line of it longer than `longest_line`, or when it is not UTF-8 text.
pub(super) fn text(path: &Path, longest_line: usize) -> Result<String, Refused> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let unreadable = |why| Refused::Unreadable { path: path.display().to_string(), why };
    // Asked before opening: to open a pipe would wait for its other end.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(Problem::file(&name, "is not a plain file", "put the file itself in its place").into());
    }
    read(&name, File::open(path).map_err(unreadable)?, LARGEST_FILE, longest_line)
}

/// The same for anything that can be read, of at most `largest` bytes.
pub(super) fn read(name: &str, from: impl Read, largest: u64, longest_line: usize) -> Result<String, Refused> {
    let mut bytes = Vec::new();
    let mut from = BufReader::new(from.take(largest + 1));
    let mut line = 1;
    loop {
        let start = bytes.len();
        let limit = longest_line as u64 + 1;
        let read = (&mut from).take(limit).read_until(b'\n', &mut bytes);
        let length = read.map_err(|why| Refused::Unreadable { path: name.to_owned(), why })?;
        if length == 0 {
            break;
        }
        if bytes.len() as u64 > largest {
            let what = format!("is larger than {} MB", largest / 1024 / 1024);
            return Err(Problem::file(name, what, "split it, or take out what the area does not need").into());
        }
        if length > longest_line && bytes.last() != Some(&b'\n') {
            let what = format!("is longer than {} bytes", longest_line);
            return Err(at(name, line, what, "check that the file is a table with line ends").into());
        }
        check_text(name, line, &bytes[start..])?;
        line += 1;
    }
    let text = String::from_utf8(bytes).map_err(|_| Problem::file(name, "is not UTF-8 text", UTF8))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

const UTF8: &str = "save it again as 'CSV UTF-8'";

fn check_text(name: &str, line: u64, bytes: &[u8]) -> Result<(), Refused> {
    if line == 1 && (bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])) {
        return Err(at(name, line, "is UTF-16 text", UTF8).into());
    }
    if line == 1 && bytes.starts_with(b"PK\x03\x04") {
        let mend = "save the sheet as 'CSV UTF-8', or unpack the archive first";
        return Err(at(name, line, "is a spreadsheet or archive, not text", mend).into());
    }
    if bytes.contains(&0) {
        return Err(at(name, line, "holds a zero byte and so is not text", UTF8).into());
    }
    std::str::from_utf8(bytes).map(|_| ()).map_err(|_| at(name, line, "is not UTF-8 text", UTF8).into())
}

fn at(name: &str, line: u64, what: impl Into<String>, mend: &str) -> Problem {
    Problem { line, ..Problem::new(name, line, "", "", Invalid::new(what, mend)) }
}

/// Refuses a table whose header has more columns than any table has.
pub(super) fn few_columns(name: &str, text: &str) -> Result<(), Refused> {
    let header = text.lines().next().unwrap_or_default();
    let columns = header.bytes().filter(|byte| *byte == b',').count() + 1;
    if columns > MOST_COLUMNS {
        let what = format!("has {columns} columns");
        return Err(at(name, 1, what, "check that the file is the table you mean, with commas between values").into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        read("a.csv", bytes, 1_000, 100).unwrap_err().to_string()
    }

    #[test]
    fn a_line_of_200_megabytes_is_refused_after_its_first_megabyte() {
        // A generator that would give 200 MB counts what is really asked of it.
        struct Endless<'a>(&'a std::cell::Cell<u64>);
        impl Read for Endless<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let left = (200 * 1024 * 1024 - self.0.get()).min(buffer.len() as u64) as usize;
                buffer[..left].fill(b'x');
                self.0.set(self.0.get() + left as u64);
                Ok(left)
            }
        }
        let taken = std::cell::Cell::new(0);
        let said = read("a.csv", Endless(&taken), LARGEST_FILE, LONGEST_LINE).unwrap_err().to_string();
        assert!(said.starts_with("a.csv line 1: is longer than 1048576 bytes"), "{said}");
        assert!(taken.get() < 2 * 1024 * 1024, "{} bytes were read", taken.get());
    }

    #[test]
    fn what_is_not_text_is_named_with_its_line() {
        assert!(refusal(b"id\nab\xffc\n").starts_with("a.csv line 2: is not UTF-8 text"));
        assert!(refusal(b"\xff\xfei\0d\0").contains("UTF-16"));
        assert!(refusal(b"PK\x03\x04rest").contains("a spreadsheet or archive"));
        assert!(refusal(b"id\na\0b\n").contains("line 2: holds a zero byte"));
        assert!(refusal("id,name\n".repeat(200).as_bytes()).contains("is larger than"));
    }

    #[test]
    fn a_mark_at_the_start_and_windows_line_ends_are_read() {
        assert_eq!(read("a.csv", "\u{feff}id\r\n1\r\n".as_bytes(), 100, 100).unwrap(), "id\r\n1\r\n");
    }

    #[test]
    fn a_million_columns_are_refused() {
        let header = "a,".repeat(1_000_000);
        let said = few_columns("a.csv", &header).unwrap_err().to_string();
        assert!(said.contains("has 1000001 columns"), "{said}");
    }
}
