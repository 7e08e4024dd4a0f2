//! Lines of a folder's tables on which ids are defined and used.

use crate::{line::Line, slug::Slug};
use std::collections::HashMap;

/// Where ids are defined and where they are used, noted while the tables are read.
#[derive(Debug, Default)]
pub struct Lines {
    /// By file and id, the lines of the rows with that id.
    defined: HashMap<(&'static str, Slug), Vec<Line>>,
    /// File, column, id and line of each row that names a location.
    used: Vec<(&'static str, &'static str, Slug, Line)>,
    /// By service, the lines of its schedules.
    schedules: HashMap<Slug, Vec<Line>>,
}

impl Lines {
    /// Notes the line of a row with an id of its own.
    pub fn note_defined(&mut self, file: &'static str, id: Slug, line: Line) {
        self.defined.entry((file, id)).or_default().push(line);
    }

    /// Notes the line of a row that names a location.
    pub fn note_used(&mut self, file: &'static str, column: &'static str, id: Slug, line: Line) {
        self.used.push((file, column, id, line));
    }

    /// Notes the line of the next schedule of a service.
    pub fn note_schedule(&mut self, service: &Slug, line: Line) {
        self.schedules.entry(service.clone()).or_default().push(line);
    }

    /// Every id with its file and the lines that define it.
    pub(super) fn defined(&self) -> impl Iterator<Item = (&'static str, &Slug, &[Line])> {
        self.defined.iter().map(|((file, id), lines)| (*file, id, lines.as_slice()))
    }

    /// File, column, id and line of each row that names a location.
    pub(super) fn used(&self) -> &[(&'static str, &'static str, Slug, Line)] {
        &self.used
    }

    /// The lines of a service's schedules, in their order.
    pub(super) fn schedules(&self, service: &Slug) -> &[Line] {
        self.schedules.get(service).map_or(&[], Vec::as_slice)
    }

    /// The first line that defines an id; 0 when none does.
    pub fn line(&self, file: &'static str, id: &Slug) -> Line {
        self.defined.get(&(file, id.clone())).and_then(|lines| lines.first().copied()).unwrap_or_default()
    }
}
