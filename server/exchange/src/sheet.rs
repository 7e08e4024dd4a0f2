//! One spreadsheet-like table, and a file of services whose columns a mapping names.

use super::{
    bounded_file::{self, Refused},
    confidential::name_without,
    draft::{Draft, DraftOrganization, DraftPhone, DraftPlace, DraftSchedule, Stand},
    mapping::{DAYS, Mapping},
    plain::{plain, prose},
};
use csv::{ErrorKind, ReaderBuilder, StringRecord};
use directory::{
    Invalid, Problem,
    cell::is_formula,
    safeguarding::{seems_an_address, tells_of_abuse},
    table::separator,
};
use folder::Fingerprint;
use std::collections::HashMap;

/// A table with a header row.
#[derive(Debug)]
pub(super) struct Sheet {
    file: String,
    headers: StringRecord,
    rows: Vec<(u64, StringRecord)>,
}

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetRow<'s> {
    sheet: &'s Sheet,
    /// Its line in the file, the header being line 1.
    pub(super) line: u64,
    record: &'s StringRecord,
}

impl Sheet {
    /// Reads a table. Rows that cannot stand (another number of values than the header, a
    /// spreadsheet formula) are left out and told in `problems`; a file that is no table fails. Values may
    /// be split by semicolons, tabs or bars as well, and a first line `sep=;` may say so.
    pub(super) fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> Result<Self, Refused> {
        bounded_file::few_columns(file, text)?;
        let separator = separator(text).filter(char::is_ascii).unwrap_or(',');
        let (text, above) = match text.split_once('\n') {
            Some((first, rest)) if first.trim_start_matches('"').starts_with("sep=") => (rest, 1),
            _ => (text, 0),
        };
        let mut reader = ReaderBuilder::new().delimiter(separator as u8).from_reader(text.as_bytes());
        let no_table = |error: csv::Error| {
            Problem::file(file, format!("cannot be read as CSV ({error})"), "save it again as 'CSV UTF-8'")
        };
        let headers: StringRecord = reader.headers().map_err(no_table)?.iter().map(str::trim).collect();
        if headers.iter().all(str::is_empty) {
            return Err(Problem::file(file, "is empty", "give it a header row and a row for each record").into());
        }
        let mut sheet = Self { file: file.to_owned(), headers, rows: Vec::new() };
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = above + record.position().map_or(0, csv::Position::line);
                    if record.iter().all(|value| value.trim().is_empty()) {
                        continue;
                    }
                    match record.iter().position(is_formula) {
                        Some(at) => {
                            let column = sheet.headers.get(at).unwrap_or_default();
                            let value = record.get(at).unwrap_or_default();
                            let invalid =
                                Invalid::new("is a spreadsheet formula and not a value", "paste the value itself");
                            problems.push(Problem::new(file, line, column, value, invalid));
                        }
                        None => sheet.rows.push((line, record)),
                    }
                }
                Err(error) => match error.kind() {
                    ErrorKind::UnequalLengths { pos, expected_len, len } => {
                        let line = above + pos.as_ref().map_or(0, csv::Position::line);
                        let what = format!("has {len} values where the header has {expected_len}");
                        let mend = "put text that holds a comma into double quotes, and fill every column";
                        problems.push(Problem::new(file, line, "", "", Invalid::new(what, mend)));
                    }
                    _ => return Err(no_table(error).into()),
                },
            }
        }
        Ok(sheet)
    }

    /// The file's name.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.headers.iter().any(|header| header == column)
    }

    /// Its rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        self.rows.iter().map(|(line, record)| SheetRow { sheet: self, line: *line, record })
    }
}

impl<'s> SheetRow<'s> {
    /// The value of a column without surrounding space; empty when there is none.
    pub(super) fn get(self, column: &str) -> &'s str {
        let at = self.sheet.headers.iter().position(|header| header == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default().trim()
    }

    /// The same as plain words.
    pub(super) fn plain(self, column: &str) -> String {
        plain(self.get(column))
    }

    /// The same for prose.
    pub(super) fn prose(self, column: &str) -> String {
        prose(self.get(column))
    }

    /// All that the row says, in whatever column.
    pub(super) fn texts(self) -> Vec<String> {
        self.record.iter().map(plain).filter(|text| !text.is_empty()).collect()
    }

    /// Where it stands.
    pub(super) fn stand(self) -> Stand {
        Stand { file: self.sheet.file.clone(), line: self.line }
    }
}

/// The services of a sheet whose columns a mapping names. Rows with the same id are one service
/// at several places.
pub(super) fn drafts(sheet: &Sheet, mapping: &Mapping) -> Result<Vec<Draft>, Refused> {
    for (ours, theirs) in &mapping.columns {
        if !sheet.has(theirs) {
            let what = format!("has no column '{theirs}', which the mapping names for {ours}");
            return Err(Problem::file(sheet.file(), what, "change the mapping or the header row").into());
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in sheet.rows() {
        let draft = draft(row, mapping);
        match known.get(&draft.id).filter(|_| !draft.id.is_empty()) {
            Some(&at) if drafts[at].name == draft.name => {
                drafts[at].everything.extend(draft.everything);
                drafts[at].places.extend(draft.places);
                drafts[at].schedules.extend(draft.schedules);
            }
            _ => {
                known.insert(draft.id.clone(), drafts.len());
                drafts.push(draft);
            }
        }
    }
    Ok(drafts)
}

fn draft(row: SheetRow<'_>, mapping: &Mapping) -> Draft {
    let get = |ours: &str| mapping.columns.get(ours).map(|theirs| row.plain(theirs)).unwrap_or_default();
    let prose_of = |ours: &str| mapping.columns.get(ours).map(|theirs| row.prose(theirs)).unwrap_or_default();
    let several = |ours: &str| -> Vec<String> {
        get(ours).split([';', '|']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let (name, postcode) = (get("name"), get("postcode"));
    let first = |one: String, other: String| if one.is_empty() { other } else { one };
    let mut place = DraftPlace {
        id: get("place_id"),
        name: get("place"),
        address_1: get("address_1"),
        address_2: get("address_2"),
        town: get("town"),
        postcode,
        latitude: get("latitude"),
        longitude: get("longitude"),
        accessibility: get("accessibility"),
        ..DraftPlace::default()
    };
    let somewhere = place != DraftPlace { accessibility: place.accessibility.clone(), ..DraftPlace::default() };
    place.stand = row.stand();
    if place.id.is_empty() {
        place.id = [place.name.as_str(), &place.address_1, &place.postcode].join(" ");
    }
    let organization = get("organization");
    let is_about_abuse = row.texts().iter().any(|text| tells_of_abuse(text));
    let apart = if is_about_abuse { &organization } else { &place.postcode };
    let id = made_id(&name, apart, is_about_abuse);
    let hides_organization = is_about_abuse && seems_an_address(&organization);
    let organization_id =
        if hides_organization { made_id(&organization, &organization, true) } else { organization.clone() };
    let of_day =
        DAYS.iter().map(|day| (day, get(day))).filter(|(_, hours)| hours.contains(|c: char| c.is_alphanumeric()));
    let of_days = of_day.filter(|(_, hours)| !matches!(hours.to_lowercase().as_str(), "n/a" | "na" | "none"));
    let by_day = of_days.map(|(day, hours)| format!("{}{} {hours}", day[..1].to_uppercase(), &day[1..]));
    let schedules =
        std::iter::once(get("opening_hours")).filter(|said| !said.is_empty()).chain(by_day).map(|note| DraftSchedule {
            stand: row.stand(),
            place: if somewhere { place.id.clone() } else { String::new() },
            note,
            ..DraftSchedule::default()
        });
    let phones =
        several("phone").into_iter().map(|number| DraftPhone { stand: row.stand(), number, ..DraftPhone::default() });
    Draft {
        stand: row.stand(),
        id: first(get("id"), id),
        description: prose_of("description"),
        url: get("url"),
        email: get("email"),
        status: get("status"),
        cost: prose_of("cost"),
        eligibility: prose_of("eligibility"),
        application: prose_of("how_to_get_help"),
        minimum_age: get("minimum_age"),
        maximum_age: get("maximum_age"),
        dated: get("date"),
        organization: DraftOrganization {
            id: first(get("organization_id"), organization_id),
            name: organization,
            url: get("organization_url"),
            phones: Vec::new(),
        },
        terms: several("terms"),
        areas: several("area"),
        schedules: schedules.collect(),
        places: if somewhere { vec![place] } else { Vec::new() },
        phones: phones.collect(),
        everything: row.texts(),
        name,
        ..Draft::default()
    }
}

/// An id for a record that has none: its name, and a print that keeps it apart from others of that name. Ids
/// stand in web addresses, so no postcode can be read in one, and nothing of an address where that may be secret.
fn made_id(name: &str, apart: &str, is_about_abuse: bool) -> String {
    let name = if is_about_abuse { name_without(name, &seems_an_address) } else { name.to_owned() };
    if apart.is_empty() {
        return name;
    }
    let mut print = Fingerprint::default();
    print.add(name.as_bytes());
    print.add(apart.as_bytes());
    let print = print.to_string();
    format!("{name} {}", &print[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Sheet, Vec<Problem>) {
        let mut problems = Vec::new();
        (Sheet::read("a.csv", text, &mut problems).unwrap(), problems)
    }

    #[test]
    fn a_row_with_a_formula_or_a_missing_value_is_named_and_left_out() {
        let (sheet, problems) = read("id,name\n1,=HYPERLINK(\"x\")\n2\n3,Fine\n");
        assert_eq!(sheet.rows().map(|row| row.get("name")).collect::<Vec<_>>(), ["Fine"]);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(said[0].starts_with("a.csv line 2, column name: '=HYPERLINK"), "{said:?}");
        assert!(said[1].starts_with("a.csv line 3: has 1 values where the header has 2"), "{said:?}");
    }

    #[test]
    fn rows_of_one_id_are_one_service_at_several_places() {
        let mapping = Mapping::read("m", "[columns]\nid='Ref'\nname='Title'\npostcode='PC'\nphone='Tel'").unwrap();
        let (sheet, _) = read("Ref,Title,PC,Tel\n7,Stay,AA1 1AA,0800 1;0800 2\n7,Stay,AA1 1AB,\n8,Go,,\n");
        let drafts = drafts(&sheet, &mapping).unwrap();
        assert_eq!(drafts.len(), 2);
        assert_eq!((drafts[0].places.len(), drafts[0].phones.len(), drafts[1].places.len()), (2, 2, 0));
    }

    #[test]
    fn an_id_made_here_tells_no_address_and_keeps_places_of_one_name_apart() {
        let columns = "[columns]\nname='Name'\npostcode='PC'\norganization='Org'";
        let mapping = Mapping::read("m", columns).unwrap();
        let ids = |text: &str| -> Vec<(String, String)> {
            let drafts = drafts(&read(text).0, &mapping).unwrap();
            drafts.into_iter().map(|draft| (draft.id, draft.organization.id)).collect()
        };
        let refuge = "Name,PC,Org\n\"Women's Refuge, 107 Zq Lane\",DY10 3ED,Rose Trust (107 Zq Lane)\n";
        let (id, organization) = ids(refuge).remove(0);
        assert!(id.starts_with("Women's Refuge ") && organization.starts_with("Rose Trust "), "{id}, {organization}");
        assert!([&id, &organization].iter().all(|id| !id.contains("Zq") && !id.contains("DY10")));
        assert_eq!(ids(refuge), ids(&refuge.replace("DY10 3ED", "DY10 3EE")), "nor can it be guessed");
        let clubs = ids("Name,PC,Org\nStay,AA1 1AA,Trust\nStay,AA1 1AB,Trust\n");
        assert!(clubs[0].0 != clubs[1].0 && !clubs[0].0.contains("AA1"), "{clubs:?}");
    }

    #[test]
    fn a_mapping_that_names_no_column_of_the_file_is_refused() {
        let mapping = Mapping::read("m", "[columns]\nname = 'Title'").unwrap();
        let (sheet, _) = read("Name\nx\n");
        assert!(drafts(&sheet, &mapping).unwrap_err().to_string().contains("has no column 'Title'"));
    }
}
