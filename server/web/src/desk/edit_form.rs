//! The form of a record: a field for each column of its table, and the rows of the tables that belong to it.

use super::{
    at_hand::link,
    words::{label, place},
};
use crate::state::AppState;
use app::model::desk::{DeskField, DeskFieldKind, DeskForm, DeskOption, EditPage, EditPart, EditRow};
use directory::{FieldProblem, FormTable, RecordForm, form::REMOVE, schedule::parse_date};
use store::KeptRecord;

/// Rows that stand ready to be filled in.
const SPARE: usize = 2;

/// What is typed into a form, and what is wrong with it.
pub(super) struct Typed<'t> {
    /// The record as a form holds it.
    pub(super) form: &'t RecordForm,
    /// The revision that it was made from.
    pub(super) base: i64,
    /// Why it is changed.
    pub(super) why: &'t str,
    /// What is wrong with fields.
    pub(super) wrong: &'t [FieldProblem],
    /// Why it was not taken, where no field is to blame.
    pub(super) problems: Vec<String>,
}

/// What helps to fill in a column.
const HINTS: [(&str, &str); 16] = [
    ("needs", "Slugs of needs, the most exact first, with ; between them: sleep;behaviour"),
    ("audience", "parents, young-people or professionals, with ; between them"),
    ("who_can_refer", "self, parent or professional, with ; between them; what is not named is not said"),
    ("levels_of_need", "Numbers of levels, with ; between them"),
    ("area", "county, nation, or slugs of districts with ; between them: redditch;bromsgrove"),
    ("languages", "With ; between them"),
    ("access", "What the building has, with ; between them: step-free;accessible-toilet"),
    ("source_ids", "Ids of sources, with ; between them"),
    ("source_date", "A year, a month or a day: 2026, 2026-03 or 2026-03-09"),
    ("date", "A year, a month or a day: 2026, 2026-03 or 2026-03-09"),
    ("cost", "As it is stated; empty where nobody says, which does not mean free"),
    ("note", "Never shown to the public"),
    ("byday", "MO, TU, WE, TH, FR, SA or SU, with commas: MO,WE"),
    ("bysetpos", "For monthly ones: 1 is the first such day, -1 the last"),
    ("opens_at", "In 24 hours: 09:30"),
    ("closes_at", "In 24 hours: 17:00"),
];

/// Columns of several lines.
const LINES: [&str; 6] = ["summary", "eligibility", "how_to_get_help", "ages_note", "accessibility", "note"];
/// Columns that must be filled in.
const REQUIRED: [&str; 8] = ["name", "title", "organization_id", "kind", "summary", "area", "number", "reliability"];
/// Columns that hold a day.
const DAYS: [&str; 3] = ["assured_date", "valid_from", "valid_to"];

/// The page with what was typed.
pub(super) fn page(app: &AppState, record: &KeptRecord, typed: Typed<'_>, caution: Option<String>) -> EditPage {
    let Typed { form, base, why, wrong, problems } = typed;
    let own = form.own.rows.first().map_or(&[][..], Vec::as_slice);
    let columns = form.own.columns.iter().zip(own).filter(|(column, _)| is_typed(form.own.file, column));
    let mut fields: Vec<DeskField> =
        columns.map(|(column, value)| field(app, form, column, (*column).to_owned(), value, wrong)).collect();
    fields.sort_by_key(|field| place(&field.name));
    let mut hidden = vec![("base".to_owned(), base.to_string())];
    let mut parts = Vec::new();
    for table in &form.parts {
        // A row that was taken out stays out.
        let gone = table.rows.iter().enumerate().filter(|(_, row)| row.iter().all(String::is_empty));
        hidden.extend(gone.map(|(row, _)| (table.field(row, REMOVE), "yes".to_owned())));
        parts.push(part(app, form, table, wrong));
    }
    let whole = wrong.iter().filter(|problem| problem.field.is_none());
    let whole = whole.map(|problem| super::proposals::sentence(&problem.to_string()));
    let why = DeskField {
        name: "why".to_owned(),
        label: "Why (optional)".to_owned(),
        hint: "It stands in the history. No names of people.".to_owned(),
        value: why.to_owned(),
        ..DeskField::default()
    };
    EditPage {
        record: link(record),
        caution,
        form: DeskForm {
            action: format!("/desk/{}/{}/edit", record.noun.table(), record.id),
            hidden,
            fields,
            problems: problems.into_iter().chain(whole).collect(),
            button: "Save".to_owned(),
        },
        parts,
        last: vec![why],
    }
}

/// Whether a column is one to fill in: the id stays for ever, and no source keeps a note.
fn is_typed(file: &str, column: &str) -> bool {
    column != "id" && (file, column) != ("sources.csv", "note")
}

fn part(app: &AppState, form: &RecordForm, table: &FormTable, wrong: &[FieldProblem]) -> EditPart {
    let (heading, one, add, hint) = match table.name() {
        "phones" => ("Telephone numbers", "Number", "Add a number", ""),
        "schedules" => ("Times", "Time", "Add a time", "When it happens, or when its line is open."),
        "chats" => ("Chats", "Chat", "Add a chat", ""),
        _ => ("Places", "Place", "Add a place", "A service whose address must stay secret has none."),
    };
    let mut rows = Vec::new();
    for row in 0..table.rows.len() + SPARE {
        let spare = row >= table.rows.len();
        let empty = vec![String::new(); table.columns.len()];
        let values = table.rows.get(row).unwrap_or(&empty);
        if !spare && values.iter().all(String::is_empty) {
            continue;
        }
        let cells = table.columns.iter().zip(values);
        let mut fields: Vec<DeskField> =
            cells.map(|(column, value)| field(app, form, column, table.field(row, column), value, wrong)).collect();
        if !spare {
            let name = table.field(row, REMOVE);
            let kind = DeskFieldKind::Tick;
            fields.push(DeskField { name, label: "Take this one out".to_owned(), kind, ..DeskField::default() });
        }
        let legend = if spare { format!("New {}", one.to_lowercase()) } else { format!("{one} {}", row + 1) };
        rows.push(EditRow { legend, spare, fields });
    }
    EditPart { heading, hint, add, rows }
}

fn field(
    app: &AppState,
    form: &RecordForm,
    column: &str,
    name: String,
    value: &str,
    wrong: &[FieldProblem],
) -> DeskField {
    let problems = wrong.iter().filter(|problem| problem.field.as_deref() == Some(name.as_str()));
    let problems: Vec<String> = problems.map(|problem| super::proposals::sentence(&problem.to_string())).collect();
    let table = name.split_once('.').map(|(table, _)| table);
    let hint = HINTS.iter().find(|(of, _)| *of == column).map_or("", |(_, hint)| *hint);
    // A row that is there to be filled in has no rule yet.
    let required = REQUIRED.contains(&column) && !(table.is_some() && value.is_empty());
    let is_day = DAYS.contains(&column) && (value.is_empty() || parse_date(value).is_ok());
    let kind = match choices(app, form, column, table) {
        Some(options) => DeskFieldKind::Select(options),
        None if LINES.contains(&column) && table.is_none() => DeskFieldKind::Lines,
        None if is_day => DeskFieldKind::Day,
        None => DeskFieldKind::Line,
    };
    // A list to open has a word for nothing; a field that says `no` says nothing.
    let value = if value == "no" { "" } else { value }.to_owned();
    let problem = (!problems.is_empty()).then(|| problems.join(" "));
    DeskField { name, label: label(column), hint: hint.to_owned(), value, problem, required, kind }
}

/// What a column may hold, where that is one of a few; `None` for what is typed. `table` is that whose rows belong to
/// the record, `None` for the record's own.
fn choices(app: &AppState, form: &RecordForm, column: &str, table: Option<&str>) -> Option<Vec<DeskOption>> {
    let catalogue = &app.engine.catalogue;
    let option = |value: &str, label: &str| DeskOption { value: value.to_owned(), label: label.to_owned() };
    let fixed = |all: &[(&str, &str)]| Some(all.iter().map(|(value, label)| option(value, label)).collect());
    let none = || option("", "Choose");
    match column {
        "online" | "phone_only" | "confidential_address" | "text_number" => fixed(&[("", "no"), ("yes", "yes")]),
        "status" if table.is_some() => fixed(&[("", "Choose"), ("current", "confirmed"), ("check", "not confirmed")]),
        "status" => fixed(&[("current", "confirmed"), ("check", "not confirmed")]),
        "for_whom" => fixed(&[
            ("", "anybody"),
            ("men", "men"),
            ("women", "women"),
            ("worried-about-self", "people who do harm, or fear that they will"),
        ]),
        "reliability" => fixed(&[
            ("own-page", "the provider's own page"),
            ("official-data", "a council, the NHS or open data"),
            ("news", "newspapers"),
            ("seed", "the authority's own documents"),
            ("secondary", "other directories"),
            ("weak", "one public file only"),
        ]),
        "freq" => fixed(&[("", "not said"), ("WEEKLY", "weekly"), ("MONTHLY", "monthly")]),
        "kind" => {
            let kinds = catalogue.terms.kinds.iter().map(|kind| option(kind.slug.as_str(), &kind.label));
            Some(std::iter::once(none()).chain(kinds).collect())
        }
        "district" => {
            let all = catalogue.authority.districts.iter();
            Some(all.map(|district| option(district.slug.as_str(), &district.name)).collect())
        }
        "organization_id" => {
            let all = catalogue.listed.organizations.iter().map(|one| option(one.id.as_str(), &one.name));
            Some(sorted(all))
        }
        "location_id" => {
            // Times are at one of the service's own places, or at none; a place of a service is any.
            let own = form.parts.iter().filter(|part| part.columns == ["location_id"]).flat_map(|part| &part.rows);
            let own: Vec<&String> = own.flatten().collect();
            let all = catalogue.listed.locations.iter();
            let all = all.filter(|one| table != Some("schedules") || own.iter().any(|id| one.id.as_str() == *id));
            let all = sorted(all.map(|one| option(one.id.as_str(), &format!("{}, {}", one.name, one.town))));
            let nothing =
                if table == Some("schedules") { option("", "at no place: by telephone or online") } else { none() };
            Some(std::iter::once(nothing).chain(all).collect())
        }
        _ => None,
    }
}

fn sorted(options: impl Iterator<Item = DeskOption>) -> Vec<DeskOption> {
    let mut options: Vec<DeskOption> = options.collect();
    options.sort_by_cached_key(|option| option.label.to_lowercase());
    options
}
