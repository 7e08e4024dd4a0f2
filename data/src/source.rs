//! Where a fact comes from, and how old that is.

use crate::{
    problem::Invalid,
    slug::Slug,
    table::{
        column::{Optional, Required, RequiredText, Text, Unused},
        table,
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// One row of `sources.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The source's id.
    pub id: Slug,
    /// The source's title.
    pub title: String,
    /// A web address, or words that say where it is.
    pub address: String,
    /// The source's date.
    pub date: Option<SourceDate>,
    /// The source's licence, where it states one.
    pub licence: String,
    /// When it was read.
    pub read_on: String,
}

table! {
    Source in "sources.csv" {
        Required("id") => id,
        RequiredText("title") => title,
        Text("address") => address,
        Optional("date") => date,
        Text("licence") => licence,
        Text("read_on") => read_on,
        Unused("note"),
    }
}

/// The date of a source: a year, a year and month, or a day. Ordered by time, so that a coarser
/// date stands before the finer ones inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SourceDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl SourceDate {
    /// The year of the date.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The date in words: "2023", "December 2023", "4 July 2025".
    pub fn words(&self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = self.month.map(|m| MONTHS[usize::from(m) - 1]);
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

impl FromStr for SourceDate {
    type Err = Invalid;
    /// Reads `2023`, `2023-12` or `2023-12-04`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("is not a date", "write 2023, 2023-12 or 2023-12-04");
        let full = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            10 => text.to_owned(),
            _ => return Err(invalid()),
        };
        let date = crate::schedule::parse_date(&full).map_err(|_| invalid())?;
        use chrono::Datelike;
        let year = u16::try_from(date.year()).ok().filter(|y| (1900..=2999).contains(y)).ok_or_else(invalid)?;
        Ok(Self {
            year,
            month: (text.len() > 4).then(|| date.month() as u8),
            day: (text.len() > 7).then(|| date.day() as u8),
        })
    }
}

impl TryFrom<String> for SourceDate {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<SourceDate> for String {
    fn from(date: SourceDate) -> Self {
        date.to_string()
    }
}

impl fmt::Display for SourceDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
