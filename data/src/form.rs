//! One record as a form holds it: its row of a table, and the rows of other tables that belong to it. It is read by
//! the same readers and checks as a folder, so that a form says the same of a value as `hubfinder check`.

use crate::{
    authority::Authority,
    chat::Chat,
    check::{self, Lines},
    folder::Folder,
    listed::{Listed, OfService, SERVICE_ID, ServiceAtLocation},
    location::Location,
    organization::Organization,
    phone::Phone,
    problem::Problem,
    schedule::Schedule,
    service::Service,
    slug::Slug,
    source::Source,
    table::{self, Record},
    terms::Terms,
};
use std::fmt;

/// Rows of one table in a form, at the most: more than any service has.
const MOST_ROWS: usize = 200;

/// The name of a field of a row that takes the row out.
pub const REMOVE: &str = "remove";

/// For each file of a form's tables, which row of the form each of its rows is.
type WrittenRows = Vec<(&'static str, Vec<usize>)>;

/// The rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTable {
    /// The table's file in the folder.
    pub file: &'static str,
    /// Its columns, but for those that say which record a row belongs to.
    pub columns: Vec<&'static str>,
    /// Its rows, a text for each of these columns.
    pub rows: Vec<Vec<String>>,
}

/// A record as a form holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordForm {
    /// The record's id.
    pub id: Slug,
    /// The record's own table, of one row.
    pub own: FormTable,
    /// The tables whose rows belong to it.
    pub parts: Vec<FormTable>,
}

/// What is wrong with a field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name; `None` where the whole record is meant.
    pub field: Option<String>,
    /// The value, cut to 60 characters.
    pub value: String,
    /// What is wrong, as a clause.
    pub what: String,
    /// How to mend it, as an instruction.
    pub mend: String,
}

impl fmt::Display for FieldProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.value.is_empty() {
            write!(f, "'{}' ", self.value)?;
        }
        write!(f, "{}. To mend it: {}.", self.what, self.mend)
    }
}

impl FormTable {
    fn of<T: Record>(records: &[T]) -> Self {
        Self { file: T::FILE, columns: T::columns(), rows: records.iter().map(Record::write).collect() }
    }

    /// The name of the table in the fields of a form: "phones".
    pub fn name(&self) -> &'static str {
        self.file.strip_suffix(".csv").unwrap_or(self.file)
    }

    /// The name of a field of one of its rows: "phones.0.number".
    pub fn field(&self, row: usize, column: &str) -> String {
        format!("{}.{row}.{column}", self.name())
    }

    fn set(&mut self, row: usize, column: &str, value: &str) {
        let Some(at) = self.columns.iter().position(|known| *known == column) else { return };
        if row >= MOST_ROWS {
            return;
        }
        while self.rows.len() <= row {
            self.rows.push(vec![String::new(); self.columns.len()]);
        }
        self.rows[row][at] = value.split_whitespace().collect::<Vec<_>>().join(" ");
    }

    /// The table as a file whose rows begin with these cells (an id is their number), and for each of its rows which
    /// row of the form it is. A row without any text is left out.
    fn written(&self, first: &[(&str, &str)]) -> Result<(Vec<u8>, Vec<usize>), csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(first.iter().map(|(column, _)| *column).chain(self.columns.iter().copied()))?;
        let mut rows = Vec::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())) {
            let number = format!("row-{at}");
            let before = first.iter().map(|(column, cell)| if *column == "id" { number.as_str() } else { *cell });
            writer.write_record(before.chain(row.iter().map(String::as_str)))?;
            rows.push(at);
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok((bytes, rows))
    }
}

impl RecordForm {
    /// A service with its numbers, chats, times and places.
    pub fn of_service(service: &Service) -> Self {
        let places = service.location_ids.iter().map(|id| vec![id.to_string()]).collect();
        let places = FormTable { file: ServiceAtLocation::FILE, columns: vec!["location_id"], rows: places };
        let parts = vec![
            FormTable::of(&service.phones),
            FormTable::of(&service.schedules),
            places,
            FormTable::of(&service.chats),
        ];
        Self { id: service.id.clone(), own: FormTable::of(std::slice::from_ref(service)), parts }
    }

    /// An organisation.
    pub fn of_organization(organization: &Organization) -> Self {
        Self::of_one(&organization.id, organization)
    }

    /// A building.
    pub fn of_location(location: &Location) -> Self {
        Self::of_one(&location.id, location)
    }

    /// A source.
    pub fn of_source(source: &Source) -> Self {
        Self::of_one(&source.id, source)
    }

    fn of_one<T: Record>(id: &Slug, record: &T) -> Self {
        Self { id: id.clone(), own: FormTable::of(std::slice::from_ref(record)), parts: Vec::new() }
    }

    /// Takes what was typed: a field's name, and its value. What names no field is passed over, the id stays, and a
    /// field that is not sent stays as it is.
    pub fn take<'p>(&mut self, pairs: impl Iterator<Item = (&'p str, &'p str)>) {
        let mut removed = Vec::new();
        for (name, value) in pairs {
            if let [part, row, column] = name.splitn(3, '.').collect::<Vec<_>>()[..] {
                let (Some(part), Ok(row)) = (self.parts.iter().position(|table| table.name() == part), row.parse())
                else {
                    continue;
                };
                if column == REMOVE && !value.is_empty() {
                    removed.push((part, row));
                } else {
                    self.parts[part].set(row, column, value);
                }
            } else if name != "id"
                && let Some(at) = self.own.columns.iter().position(|column| *column == name)
            {
                // A text may have several lines, and browsers send their ends as two letters.
                self.own.rows[0][at] = value.replace("\r\n", "\n").trim().to_owned();
            }
        }
        for (part, row) in removed {
            if let Some(row) = self.parts[part].rows.get_mut(row) {
                row.iter_mut().for_each(String::clear);
            }
        }
    }

    /// Reads the record and checks it against what else is listed. Gives a list that holds it and nothing else, or
    /// all that is wrong.
    pub fn read(&self, known: &Listed, authority: &Authority, terms: &Terms) -> Result<Listed, Vec<FieldProblem>> {
        let (folder, rows) = self.folder().map_err(|error| vec![unwritable(&error)])?;
        let (mut lines, mut problems) = (Lines::default(), Vec::new());
        let read = Listed::read(&folder, &mut lines, &mut problems);
        let mut of_others = Vec::new();
        if !self.parts.is_empty() && read.services.is_empty() {
            // Rows of a service that cannot be read belong to nothing, which is no fault of theirs.
            problems.retain(|problem| problem.file == self.own.file || problem.column != SERVICE_ID);
        }
        if problems.is_empty() {
            let listed = self.among(&read, known);
            check::check_listed(&listed, authority, terms, &lines, &mut problems);
            check::check_sessions(&listed, authority, terms, &lines, &mut problems);
            check::check_safeguarding(&listed, authority, &lines, &mut of_others);
        }
        // What stands on no line was there before, and is of other records.
        problems.retain(|problem| problem.line > 0);
        of_others.retain(|problem| problem.file == Service::FILE);
        problems.append(&mut of_others);
        problems.sort();
        problems.dedup();
        if problems.is_empty() {
            return Ok(read);
        }
        Err(problems.into_iter().map(|problem| self.field_problem(problem, &rows)).collect())
    }

    /// The tables as a folder, and for each table which row of the form each of its rows is.
    fn folder(&self) -> Result<(Folder, WrittenRows), csv::Error> {
        let mut folder = Folder::default();
        for (file, header) in [
            (Source::FILE, table::header::<Source>()),
            (Organization::FILE, table::header::<Organization>()),
            (Location::FILE, table::header::<Location>()),
            (Service::FILE, table::header::<Service>()),
            (ServiceAtLocation::FILE, table::header::<ServiceAtLocation>()),
            (Phone::FILE, table::header::<OfService<Phone>>()),
            (Chat::FILE, table::header::<OfService<Chat>>()),
            (Schedule::FILE, table::header::<OfService<Schedule>>()),
        ] {
            folder.insert(file, header.into_bytes());
        }
        let mut rows = Vec::new();
        folder.insert(self.own.file, self.own.written(&[])?.0);
        for part in &self.parts {
            let of_place = [("id", ""), (SERVICE_ID, self.id.as_str()), ("note", ""), ("source_ids", "")];
            let first = if part.file == ServiceAtLocation::FILE { &of_place[..] } else { &of_place[1..2] };
            let (bytes, numbers) = part.written(first)?;
            folder.insert(part.file, bytes);
            rows.push((part.file, numbers));
        }
        Ok((folder, rows))
    }

    /// The record in the place of what has its id, with the services that name it.
    fn among(&self, read: &Listed, known: &Listed) -> Listed {
        let with = |services: Vec<Service>| Listed {
            sources: replaced(&known.sources, &read.sources, |source| &source.id),
            organizations: replaced(&known.organizations, &read.organizations, |organization| &organization.id),
            locations: replaced(&known.locations, &read.locations, |location| &location.id),
            services,
        };
        if !read.services.is_empty() {
            return with(read.services.clone());
        }
        let names = |service: &&Service| service.organization_id == self.id || service.location_ids.contains(&self.id);
        with(known.services.iter().filter(names).cloned().collect())
    }

    fn field_problem(&self, problem: Problem, rows: &WrittenRows) -> FieldProblem {
        let Problem { file, line, column, value, what, mend } = problem;
        let field = if file == self.own.file {
            // The id is not typed: what is wrong with it is wrong with the whole.
            (line > 0 && column != "id" && !column.is_empty()).then_some(column)
        } else {
            let part = self.parts.iter().find(|part| part.file == file);
            let row = rows.iter().find(|(of, _)| *of == file).and_then(|(_, rows)| {
                // The first line has the names of the columns.
                rows.get(usize::try_from(line).ok()?.checked_sub(2)?)
            });
            part.zip(row).map(|(part, row)| {
                let column = part.columns.iter().find(|known| **known == column).or(part.columns.first());
                part.field(*row, column.copied().unwrap_or_default())
            })
        };
        FieldProblem { field, value, what, mend }
    }
}

fn replaced<T: Clone>(known: &[T], read: &[T], id: impl Fn(&T) -> &Slug) -> Vec<T> {
    let is_read = |record: &&T| read.iter().any(|one| id(one) == id(record));
    known.iter().filter(|record| !is_read(record)).chain(read).cloned().collect()
}

fn unwritable(error: &csv::Error) -> FieldProblem {
    let (what, mend) = (format!("cannot be written as a row ({error})"), "type the values anew".to_owned());
    FieldProblem { field: None, value: String::new(), what, mend }
}
