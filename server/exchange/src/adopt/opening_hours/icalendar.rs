//! An event of iCalendar (RFC 5545) that stands as text where opening hours are asked for.

use super::super::days::{self, Day};
use crate::draft::DraftSchedule;
use chrono::{Datelike, Days};
use schedule::calendar::weekday_code;

/// Properties of an event that say nothing of when it is.
const PASSED_OVER: [&str; 8] = ["BEGIN", "END", "UID", "DTSTAMP", "SUMMARY", "LOCATION", "SEQUENCE", "STATUS"];

/// The code of a day with its position in the month: `1TU`.
pub(super) fn code_of_day((day, position): &Day) -> String {
    format!("{}{}", position.map(|position| position.to_string()).unwrap_or_default(), weekday_code(*day))
}

/// Reads DTSTART, DTEND and RRULE; `None` where one says more than a row of ours can, such as COUNT.
pub(super) fn read(text: &str) -> Option<DraftSchedule> {
    let mut row = DraftSchedule::default();
    let mut until_day = None;
    for property in text.split_whitespace() {
        let (name, value) = property.split_once(':')?;
        let name = name.split(';').next().unwrap_or_default();
        match name {
            "DTSTART" => {
                row.valid_from = days::date(value).ok()?.to_string();
                row.opens_at = clock(value)?;
            }
            "DTEND" => {
                until_day = Some(days::date(value).ok()?);
                row.closes_at = clock(value)?;
            }
            "RRULE" => rule(value, &mut row)?,
            name if PASSED_OVER.contains(&name) => {}
            _ => return None,
        }
    }
    let first = days::date(&row.valid_from).ok()?;
    // One that ends the day after next is no session.
    if until_day.is_some_and(|last| last > first + Days::new(1)) {
        return None;
    }
    match row.frequency.as_str() {
        "" => {
            (row.frequency, row.valid_to) = ("WEEKLY".to_owned(), row.valid_from.clone());
            row.days = weekday_code(first.weekday()).to_owned();
        }
        "WEEKLY" if row.days.is_empty() => row.days = weekday_code(first.weekday()).to_owned(),
        "MONTHLY" if row.days.is_empty() && row.by_month_day.is_empty() => row.by_month_day = first.day().to_string(),
        _ => {}
    }
    Some(row)
}

/// `183000` of a moment as `18:30`.
fn clock(moment: &str) -> Option<String> {
    let time = moment.split_once('T')?.1;
    let zone = if time.ends_with('Z') { "Z" } else { "" };
    Some(format!("{}:{}{zone}", time.get(..2)?, time.get(2..4)?))
}

fn rule(rule: &str, row: &mut DraftSchedule) -> Option<()> {
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        let place = match name {
            "FREQ" => &mut row.frequency,
            "INTERVAL" => &mut row.interval,
            "UNTIL" => &mut row.valid_to,
            "BYDAY" => &mut row.days,
            "BYSETPOS" => &mut row.by_set_pos,
            "BYMONTHDAY" => &mut row.by_month_day,
            "WKST" => continue,
            _ => return None,
        };
        value.clone_into(place);
    }
    Some(())
}
