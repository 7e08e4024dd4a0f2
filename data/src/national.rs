//! What all authorities share: helplines, needs and people's words, in one national folder. An
//! authority's folder holds only what is its own.

use crate::{
    authority,
    folder::Folder,
    line::Line,
    problem::{Invalid, Problem},
    service::Service,
    table::{
        self, Record,
        column::{RequiredText, Unused},
        table,
    },
};
use csv::StringRecord;
use std::collections::{HashMap, HashSet};

/// One row of `hidden.csv`: national rows that the authority does not show.
#[derive(Debug, Clone)]
pub(crate) struct Hidden {
    /// The table that they stand in.
    table: String,
    /// Their id; `*` for all rows of the table.
    id: String,
    line: Line,
}

table! {
    Hidden in "hidden.csv" {
        RequiredText("table") => table,
        RequiredText("id") => id,
        Unused("note"),
    }
    |row| { line: row.line() }
}

/// Names every row by one cell: the service that it belongs to, or else its first, which is the id.
const BELONGS_TO: &str = "service_id";

impl Folder {
    /// Adds the national tables to an authority's folder. National rows stand first, without those
    /// that `hidden.csv` names; where the authority has rows of the same id (of the same service, in
    /// a table whose rows belong to services), they stand in their place. Any other file that both
    /// have is the authority's own. What is wrong is told when the records are read.
    #[must_use]
    pub fn with_national(mut self, national: &Folder) -> Self {
        let mut problems = Vec::new();
        let hidden: Vec<Hidden> = if self.has(Hidden::FILE) { table::read(&self, &mut problems) } else { Vec::new() };
        let mut used = HashSet::new();
        for name in Folder::names().filter(|name| national.has(name) && ![authority::FILE, Hidden::FILE].contains(name))
        {
            if !name.ends_with(".csv") {
                if !self.has(name) {
                    self.insert(name, national.bytes(name).to_vec());
                }
                continue;
            }
            match join_tables(name, &self, national, &hidden, &mut used) {
                Ok(Some((bytes, lines))) => self.insert_joined(name, bytes, lines),
                // The reader of the authority's own table says what is wrong with it.
                Ok(None) => {}
                Err(problem) => problems.push(*problem),
            }
        }
        for (at, row) in hidden.iter().enumerate() {
            if !used.contains(&at) {
                let file = Line::national(0).file(&row.table);
                let mend = "name a table and an id that stand in the national folder, or take the row out";
                let invalid = Invalid::new(format!("is not in {file}"), mend);
                problems.push(Problem::new(Hidden::FILE, row.line, "id", &row.id, invalid));
            }
        }
        self.note_problems(problems);
        self
    }
}

/// The rows of a table with their lines.
struct Rows {
    headers: StringRecord,
    rows: Vec<(StringRecord, u64)>,
}

impl Rows {
    fn read(text: &str) -> Result<Self, csv::Error> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let headers = reader.headers()?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((record, line));
        }
        Ok(Self { headers, rows })
    }

    fn key_column(&self) -> usize {
        self.headers.iter().position(|header| header == BELONGS_TO).unwrap_or(0)
    }

    /// The same rows with their values in the order of other headers; `None` when the names differ.
    fn in_order_of(self, headers: &StringRecord) -> Option<Self> {
        if self.headers == *headers {
            return Some(self);
        }
        let order: Vec<usize> =
            headers.iter().map(|name| self.headers.iter().position(|own| own == name)).collect::<Option<_>>()?;
        if self.headers.len() != headers.len() {
            return None;
        }
        let sort = |(record, line): (StringRecord, u64)| {
            // A row with too few values or too many stays as it is, and is told by the reader.
            let sorted = order.iter().map(|&column| record.get(column)).collect::<Option<StringRecord>>();
            (sorted.filter(|_| record.len() == headers.len()).unwrap_or(record), line)
        };
        Some(Self { headers: headers.clone(), rows: self.rows.into_iter().map(sort).collect() })
    }
}

/// The joined table and, by line in it, where each row comes from.
type Joined = (Vec<u8>, HashMap<u64, Line>);

/// Joins a national table and the authority's own, where it has one; `None` when its own cannot be
/// read. `used` gathers the rows of `hidden` that hid something. Fails when the national table
/// cannot be read.
fn join_tables(
    name: &str,
    own: &Folder,
    national: &Folder,
    hidden: &[Hidden],
    used: &mut HashSet<usize>,
) -> Result<Option<Joined>, Box<Problem>> {
    let wrong = |what: String, mend: &str| Box::new(Problem::file(&Line::national(0).file(name), what, mend));
    let text = national.text(name).map_err(|problem| wrong(problem.what, &problem.mend))?;
    let national =
        Rows::read(text).map_err(|error| wrong(format!("cannot be read as CSV ({error})"), "save it again as CSV"))?;
    let own = match own.text(name) {
        Err(_) if own.has(name) => return Ok(None),
        Err(_) => Rows { headers: national.headers.clone(), rows: Vec::new() },
        Ok(text) => match Rows::read(text) {
            Err(_) => return Ok(None),
            Ok(rows) => rows
                .in_order_of(&national.headers)
                .ok_or_else(|| wrong(format!("has other columns than {name}"), "give both tables the same columns"))?,
        },
    };
    let key_column = national.key_column();
    let key = |record: &StringRecord| record.get(key_column).unwrap_or("").trim().to_owned();
    let mut own_rows: HashMap<String, Vec<&(StringRecord, u64)>> = HashMap::new();
    for row in &own.rows {
        own_rows.entry(key(&row.0)).or_default().push(row);
    }
    let owner = if national.headers.get(key_column) == Some(BELONGS_TO) { Service::FILE } else { name };
    let hides = |at: &usize, id: &str| {
        let row = &hidden[*at];
        (row.table == name || row.table == owner) && (row.id == "*" || row.id == id)
    };
    let mut table = JoinedTable::new(&national.headers);
    for (record, line) in &national.rows {
        let id = key(record);
        if let Some(rows) = own_rows.get_mut(&id) {
            rows.drain(..).for_each(|(record, line)| table.push(record, (*line).into()));
            continue;
        }
        match (0..hidden.len()).find(|at| hides(at, &id)) {
            Some(at) => _ = used.insert(at),
            None => table.push(record, Line::national(*line)),
        }
    }
    for (record, line) in &own.rows {
        if own_rows.get(&key(record)).is_some_and(|rows| !rows.is_empty()) {
            table.push(record, (*line).into());
        }
    }
    Ok(Some((table.bytes, table.lines)))
}

/// A table that is written row by row, with where each comes from.
struct JoinedTable {
    bytes: Vec<u8>,
    /// The line that the next row begins on.
    next: u64,
    lines: HashMap<u64, Line>,
}

impl JoinedTable {
    fn new(headers: &StringRecord) -> Self {
        let mut table = Self { bytes: Vec::new(), next: 1, lines: HashMap::new() };
        table.write(headers);
        table
    }

    fn push(&mut self, record: &StringRecord, line: Line) {
        self.lines.insert(self.next, line);
        self.write(record);
    }

    fn write(&mut self, record: &StringRecord) {
        let begun = self.bytes.len();
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut self.bytes);
        writer.write_record(record).and_then(|()| Ok(writer.flush()?)).expect("a Vec takes every byte");
        drop(writer);
        self.next += self.bytes[begun..].iter().filter(|&&byte| byte == b'\n').count() as u64;
    }
}
