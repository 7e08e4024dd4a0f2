//! Records at the desk: looking for them, their history, and changing them.

use super::{DeskField, DeskForm, DeskOption};

/// A record by its name, with its page at the desk.
#[derive(Debug, Clone, Default)]
pub struct RecordLink {
    /// What it is called.
    pub name: String,
    /// What it is: "service".
    pub noun: String,
    /// Its page at the desk.
    pub url: String,
}

/// A short word about a record: "not confirmed".
#[derive(Debug, Clone)]
pub struct StateTag {
    /// The word.
    pub words: &'static str,
    /// Whether it asks for somebody's care.
    pub care: bool,
}

/// What was looked for among the records, and what was found.
#[derive(Debug, Clone, Default)]
pub struct RecordsPage {
    /// The fields to look with.
    pub form: DeskForm,
    /// Whether anything was asked for.
    pub asked: bool,
    /// What was found, on this page.
    pub rows: Vec<FoundRecord>,
    /// How many were found in all.
    pub total: usize,
    /// The first of this page, counted from 1.
    pub first: usize,
    /// The page before this one.
    pub back: Option<String>,
    /// The page after this one.
    pub next: Option<String>,
}

/// A record that was found.
#[derive(Debug, Clone)]
pub struct FoundRecord {
    /// The record.
    pub record: RecordLink,
    /// Its id.
    pub id: String,
    /// What else tells it from others: its organisation or its town.
    pub more: String,
    /// Its state.
    pub states: Vec<StateTag>,
}

/// A field of a record as it is read.
#[derive(Debug, Clone)]
pub struct FieldText {
    /// What it is called.
    pub label: String,
    /// What it says, line by line; none for nothing.
    pub lines: Vec<String>,
}

/// A field that is another in two revisions.
#[derive(Debug, Clone)]
pub struct FieldDifference {
    /// What it is called.
    pub label: String,
    /// What it said.
    pub from: Vec<String>,
    /// What it says.
    pub to: Vec<String>,
}

/// One revision in a record's history.
#[derive(Debug, Clone)]
pub struct RevisionRow {
    /// Its number.
    pub revision: i64,
    /// Its page.
    pub url: String,
    /// When, to the minute.
    pub when: String,
    /// Who, and how: "Anna, in a form".
    pub who: String,
    /// What they said about it.
    pub why: String,
    /// What it changed: "Cost and Summary".
    pub changed: String,
}

/// One record.
#[derive(Debug, Clone, Default)]
pub struct RecordPage {
    /// The record.
    pub record: RecordLink,
    /// Its id.
    pub id: String,
    /// Its page for the public, where it has one.
    pub public: Option<String>,
    /// Its state.
    pub states: Vec<StateTag>,
    /// Why it is withdrawn, in a sentence; `None` where it is listed.
    pub gone: Option<String>,
    /// The record that stands for it now.
    pub successor: Option<RecordLink>,
    /// What was just done, where something was.
    pub notices: Vec<String>,
    /// What it says.
    pub fields: Vec<FieldText>,
    /// Its revisions, the newest first.
    pub history: Vec<RevisionRow>,
    /// Open proposals about it: page and words.
    pub proposals: Vec<(String, String)>,
    /// Other records that it names, or that name it.
    pub related: Vec<RecordLink>,
    /// When and how somebody asked whether it is right, the newest first.
    pub confirmations: Vec<String>,
    /// What the one who looks can do with it: page and words.
    pub actions: Vec<(String, &'static str)>,
    /// Days on which it can be asked for as it stood: the first and the last, YYYY-MM-DD.
    pub days: (String, String),
}

/// A record as it once was, or what differs between two of its revisions.
#[derive(Debug, Clone, Default)]
pub struct RevisionPage {
    /// The record.
    pub record: RecordLink,
    /// What is shown: "Revision 3", "As it stood on 3 March 2026".
    pub heading: String,
    /// Who wrote it, when and why, in sentences.
    pub about: Vec<String>,
    /// What it changed, and from which revision.
    pub differences: Vec<FieldDifference>,
    /// The words above the differences.
    pub difference_heading: String,
    /// What it said, whole; empty where only a difference is asked for.
    pub fields: Vec<FieldText>,
    /// All its revisions, to compare this one with another.
    pub revisions: Vec<DeskOption>,
    /// The two that are compared.
    pub compared: (String, String),
    /// Where one goes to bring it back; `None` where it is the newest or cannot be had.
    pub revert: Option<String>,
}

/// Something to do with a record that asks for words: withdraw it, bring it back, revert it, confirm it.
#[derive(Debug, Clone, Default)]
pub struct ActPage {
    /// The record.
    pub record: RecordLink,
    /// What is to be done.
    pub heading: String,
    /// What that means.
    pub about: Vec<String>,
    /// What would change.
    pub differences: Vec<FieldDifference>,
    /// The form; `None` where it cannot be done, which `about` says.
    pub form: Option<DeskForm>,
}

/// The form of a record.
#[derive(Debug, Clone, Default)]
pub struct EditPage {
    /// The record.
    pub record: RecordLink,
    /// What becomes of what is saved, where that is not at once.
    pub caution: Option<String>,
    /// The form: its fields are those of the record itself.
    pub form: DeskForm,
    /// The tables whose rows belong to the record.
    pub parts: Vec<EditPart>,
    /// What is asked after all of them.
    pub last: Vec<DeskField>,
}

/// A table whose rows belong to a record.
#[derive(Debug, Clone)]
pub struct EditPart {
    /// What the rows are: "Telephone numbers".
    pub heading: &'static str,
    /// What helps to fill them in.
    pub hint: &'static str,
    /// The words above rows to be filled in: "Add a number".
    pub add: &'static str,
    /// Its rows.
    pub rows: Vec<EditRow>,
}

/// A row of such a table.
#[derive(Debug, Clone)]
pub struct EditRow {
    /// What it is called: "Number 2".
    pub legend: String,
    /// Whether it is there to be filled in.
    pub spare: bool,
    /// Its fields.
    pub fields: Vec<DeskField>,
}

impl EditPage {
    /// All fields, in the order in which they stand.
    pub fn all_fields(&self) -> impl Iterator<Item = &DeskField> {
        let rows = self.parts.iter().flat_map(|part| &part.rows).flat_map(|row| &row.fields);
        self.form.fields.iter().chain(rows).chain(&self.last)
    }
}

/// Two people have changed the same fields.
#[derive(Debug, Clone, Default)]
pub struct ConflictPage {
    /// The record.
    pub record: RecordLink,
    /// Who saved meanwhile, and when.
    pub who: String,
    /// The fields that were changed meanwhile and stay so.
    pub kept: String,
    /// Where it is sent, and all that was typed.
    pub form: DeskForm,
    /// The fields to choose in.
    pub choices: Vec<ChoiceBetween>,
}

/// A field that both have changed.
#[derive(Debug, Clone)]
pub struct ChoiceBetween {
    /// The name of the choice.
    pub name: String,
    /// What the field is called.
    pub label: String,
    /// What it said when both began.
    pub was: Vec<String>,
    /// What it says now.
    pub theirs: Vec<String>,
    /// What it would say.
    pub yours: Vec<String>,
    /// That nothing was chosen, though the page was sent.
    pub problem: Option<String>,
    /// What was chosen.
    pub chosen: String,
}
