//! When a service happens (Open Referral's `schedule`, after iCalendar's recurrence rules).

use crate::{problem::Invalid, slug::Slug};
use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How often a schedule comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frequency {
    /// Every week, or every `interval` weeks.
    Weekly,
    /// Every month, or every `interval` months, on the days at `positions`.
    Monthly,
}

impl FromStr for Frequency {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            "WEEKLY" => Ok(Self::Weekly),
            "MONTHLY" => Ok(Self::Monthly),
            _ => Err(Invalid::new("is not a frequency", "write WEEKLY or MONTHLY")),
        }
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

/// Reads `HH:MM` in 24 hours.
pub fn parse_time(text: &str) -> Result<NaiveTime, Invalid> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| Invalid::new("is not a time", "write it in 24 hours like 09:30; midnight is 23:59"))
}

/// Reads a date `YYYY-MM-DD` that exists.
pub fn parse_date(text: &str) -> Result<NaiveDate, Invalid> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| Invalid::new("is not a date", "write a day that exists as YYYY-MM-DD, such as 2026-04-07"))
}

/// Reads days as iCalendar writes them: `MO,TU,WE`.
pub fn parse_days(text: &str) -> Result<Vec<Weekday>, Invalid> {
    text.split(',')
        .map(|day| match day.trim() {
            "MO" => Ok(Weekday::Mon),
            "TU" => Ok(Weekday::Tue),
            "WE" => Ok(Weekday::Wed),
            "TH" => Ok(Weekday::Thu),
            "FR" => Ok(Weekday::Fri),
            "SA" => Ok(Weekday::Sat),
            "SU" => Ok(Weekday::Sun),
            _ => Err(Invalid::new("is not a list of days", "write MO, TU, WE, TH, FR, SA or SU, split by commas")),
        })
        .collect()
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
