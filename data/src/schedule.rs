//! When a service happens (Open Referral's `schedule`, after iCalendar's recurrence rules).

use crate::{
    problem::Invalid,
    slug::Slug,
    table::{
        Row,
        column::{Confirmed, NumberOr, Optional, Parsed, ParsedList, Text, join},
        table,
    },
};
use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How often a schedule comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frequency {
    /// Every week, or every `interval` weeks.
    Weekly,
    /// Every month, or every `interval` months, on the days at `positions`.
    Monthly,
}

impl Frequency {
    const ALL: [Self; 2] = [Self::Weekly, Self::Monthly];

    fn as_str(self) -> &'static str {
        match self {
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
        }
    }
}

impl FromStr for Frequency {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let named = Self::ALL.into_iter().find(|frequency| frequency.as_str() == text);
        named.ok_or_else(|| Invalid::new("is not a frequency", "write WEEKLY or MONTHLY"))
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of `schedules.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The place it is about; `None` for the telephone line or office.
    pub location_id: Option<Slug>,
    /// Days of the week; empty when a source does not say.
    pub days: Vec<Weekday>,
    /// How often; `None` when a source does not say.
    pub frequency: Option<Frequency>,
    /// 2 is every other week or month.
    pub interval: u8,
    /// Positions of the day in the month: 1 the first, -1 the last.
    pub positions: Vec<i8>,
    /// When it opens, local time.
    pub opens_at: Option<NaiveTime>,
    /// When it closes, local time; 23:59 stands for midnight.
    pub closes_at: Option<NaiveTime>,
    /// First day it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day it holds.
    pub valid_to: Option<NaiveDate>,
    /// What the numbers cannot say.
    pub note: String,
    /// Whether it is confirmed; an unconfirmed schedule never makes a place open.
    pub confirmed: bool,
}

// Each row begins with the service: see [`crate::listed`].
table! {
    Schedule in "schedules.csv" {
        Optional("location_id") => location_id,
        ParsedList("byday", parse_days, write_days) => days,
        Optional("freq") => frequency,
        NumberOr("interval", 1..=52, 1) => interval,
        ParsedList("bysetpos", parse_positions, write_positions) => positions,
        Parsed("opens_at", parse_time, write_time) => opens_at,
        Parsed("closes_at", parse_time, write_time) => closes_at,
        Parsed("valid_from", parse_date, NaiveDate::to_string) => valid_from,
        Parsed("valid_to", parse_date, NaiveDate::to_string) => valid_to,
        Text("note") => note,
        Confirmed("status") => confirmed,
    }
}

/// What the note of hours that hold in school holidays alone says.
const HOLIDAYS_ALONE: [&str; 5] = [
    "in school holidays",
    "in the school holidays",
    "during school holidays",
    "during the school holidays",
    "holidays only",
];
/// What the note of hours that do not hold then says.
const NOT_IN_HOLIDAYS: [&str; 4] = ["not in", "except in", "closed in", "and in"];

impl Schedule {
    /// Whether its note says that it holds in school holidays alone, and no dates say which. Nobody
    /// knows then on which day it comes round.
    pub fn is_in_some_holidays(&self) -> bool {
        if self.note.is_empty() || (self.valid_from.is_some() && self.valid_to.is_some()) {
            return false;
        }
        let note = self.note.to_lowercase();
        let says = HOLIDAYS_ALONE.iter().any(|words| note.contains(words));
        let denies = NOT_IN_HOLIDAYS.iter().any(|words| note.contains(words));
        says && !denies
    }

    /// Notes times and dates whose end is not after their beginning.
    pub(crate) fn check_order(&self, row: &Row<'_>) {
        if let (Some(opens), Some(closes)) = (self.opens_at, self.closes_at)
            && opens >= closes
        {
            let mend = "put the later time into closes_at; for past midnight write two rows, the first to 23:59";
            row.wrong("closes_at", Invalid::new("is not after the opening time", mend));
        }
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && from > to
        {
            row.wrong("valid_to", Invalid::new("is before valid_from", "put the later date into valid_to"));
        }
    }
}

/// Reads `HH:MM` in 24 hours.
pub fn parse_time(text: &str) -> Result<NaiveTime, Invalid> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| Invalid::new("is not a time", "write it in 24 hours like 09:30; midnight is 23:59"))
}

/// Writes a time as [`parse_time`] reads it.
fn write_time(time: &NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Reads a date `YYYY-MM-DD` that exists.
pub fn parse_date(text: &str) -> Result<NaiveDate, Invalid> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| Invalid::new("is not a date", "write a day that exists as YYYY-MM-DD, such as 2026-04-07"))
}

/// The days of the week as iCalendar writes them, from Monday.
const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// Reads days as iCalendar writes them: `MO,TU,WE`.
pub fn parse_days(text: &str) -> Result<Vec<Weekday>, Invalid> {
    let day = |name: &str| DAYS.into_iter().find(|(known, _)| *known == name).map(|(_, day)| day);
    let days = text.split(',').map(|name| {
        let mend = "write MO, TU, WE, TH, FR, SA or SU, split by commas";
        day(name.trim()).ok_or_else(|| Invalid::new("is not a list of days", mend))
    });
    days.collect()
}

/// Writes days as [`parse_days`] reads them.
fn write_days(days: &[Weekday]) -> String {
    let names: Vec<&str> = days.iter().map(|day| DAYS[day.num_days_from_monday() as usize].0).collect();
    names.join(",")
}

/// Reads positions in a month: `1`, `-1`, `1,3`.
pub fn parse_positions(text: &str) -> Result<Vec<i8>, Invalid> {
    text.split(',')
        .map(|part| match part.trim().parse::<i8>() {
            Ok(position) if (1..=5).contains(&position) || (-5..=-1).contains(&position) => Ok(position),
            _ => Err(Invalid::new("is not a position in the month", "write 1 to 5, or -1 for the last")),
        })
        .collect()
}

/// Writes positions as [`parse_positions`] reads them.
fn write_positions(positions: &[i8]) -> String {
    join(positions, ",")
}
