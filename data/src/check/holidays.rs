//! School holidays, and the dated sessions that must lie in one.

use super::Lines;
use crate::{
    authority::Authority,
    holiday::SchoolHoliday,
    line::Line,
    listed::Listed,
    problem::{Invalid, Problem},
    records::Records,
    schedule::Schedule,
    slug::Slug,
    table::Record,
    terms::Terms,
};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Adds what is wrong with the holidays and with the dates of holiday clubs.
pub(super) fn check(records: &Records, lines: &Lines, problems: &mut Vec<Problem>) {
    let sources: HashSet<&Slug> = records.listed.sources.iter().map(|source| &source.id).collect();
    let holidays = &records.terms.holidays;
    for (at, holiday) in holidays.iter().enumerate() {
        one(holiday, &holidays[..at], &sources, problems);
    }
    check_sessions(&records.listed, &records.authority, &records.terms, lines, problems);
}

/// Adds what is wrong with the dates of holiday clubs.
pub(super) fn check_sessions(
    listed: &Listed,
    authority: &Authority,
    terms: &Terms,
    lines: &Lines,
    problems: &mut Vec<Problem>,
) {
    for service in listed.services.iter().filter(|service| service.kind == authority.holiday_kind) {
        for (schedule, line) in service.schedules.iter().zip(lines.schedules(&service.id)) {
            session(schedule, *line, &terms.holidays, problems);
        }
    }
}

fn one(holiday: &SchoolHoliday, before: &[SchoolHoliday], sources: &HashSet<&Slug>, problems: &mut Vec<Problem>) {
    let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
        problems.push(Problem::new(SchoolHoliday::FILE, holiday.line, column, value, Invalid::new(what, mend)));
    };
    let (starts, ends) = (holiday.starts.to_string(), holiday.ends.to_string());
    if holiday.ends < holiday.starts {
        wrong("ends", &ends, "is before the first day".into(), "put the first day into starts and the last into ends");
    }
    if !holiday.school_year.holds(holiday.starts) {
        let what = format!("is not in the school year {}", holiday.school_year);
        wrong("starts", &starts, what, "a school year runs from September to August: correct the day or the year");
    }
    let same_name = |other: &&SchoolHoliday| {
        other.school_year == holiday.school_year && other.name.eq_ignore_ascii_case(&holiday.name)
    };
    if let Some(other) = before.iter().find(same_name) {
        let what = format!("stands twice in {}, first on line {}", holiday.school_year, other.line);
        wrong("name", &holiday.name, what, "take one of the rows out, or give it its own name");
    }
    if let Some(other) = before.iter().find(|other| other.starts <= holiday.ends && holiday.starts <= other.ends) {
        let what = format!("overlaps '{}' on line {}", other.name, other.line);
        wrong("starts", &starts, what, "correct the days, so that no day lies in two holidays");
    }
    for source in holiday.source_ids.iter().filter(|source| !sources.contains(source)) {
        wrong("source_ids", source.as_str(), "is not in sources.csv".into(), "add the source there");
    }
    if holiday.source_ids.is_empty() {
        wrong("source_ids", "", "names no source".into(), "nothing is shown that nobody said: name a source");
    }
}

/// The dates of a holiday club lie in one holiday. Without dates it says only when in the week.
fn session(schedule: &Schedule, line: Line, holidays: &[SchoolHoliday], problems: &mut Vec<Problem>) {
    let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
        problems.push(Problem::new(Schedule::FILE, line, column, value, Invalid::new(what, mend)));
    };
    let (from, to) = match (schedule.valid_from, schedule.valid_to) {
        (Some(from), Some(to)) => (from, to),
        (None, None) => return,
        (None, Some(_)) => {
            return wrong("valid_from", "", "is empty, but valid_to is not".into(), "give the first day too");
        }
        (Some(_), None) => {
            return wrong("valid_to", "", "is empty, but valid_from is not".into(), "give the last day too");
        }
    };
    let holding = |day: NaiveDate| holidays.iter().find(|holiday| holiday.holds(day));
    let nowhere = "lies in no school holiday";
    let mend = "correct the day, or add the holiday to terms.csv";
    match (holding(from), holding(to)) {
        (Some(first), Some(last)) if first != last => {
            let what = format!("lies in '{}', but valid_from lies in '{}'", last.name, first.name);
            wrong("valid_to", &to.to_string(), what, "write one row for each holiday");
        }
        (Some(_), Some(_)) => {}
        (first, last) => {
            if first.is_none() {
                wrong("valid_from", &from.to_string(), nowhere.into(), mend);
            }
            if last.is_none() {
                wrong("valid_to", &to.to_string(), nowhere.into(), mend);
            }
        }
    }
}
