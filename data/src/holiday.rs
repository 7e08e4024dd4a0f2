//! School holidays, as the authority gives them in `terms.csv`.

use crate::{
    line::Line,
    problem::Invalid,
    schedule,
    slug::Slug,
    table::{
        Row,
        column::{Format, List, Names, Required, RequiredText, one_column},
        table,
    },
};
use chrono::{Datelike, NaiveDate};
use std::{fmt, str::FromStr};

/// A holiday of the schools, from its first to its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolHoliday {
    /// The school year it belongs to.
    pub school_year: SchoolYear,
    /// What it is called: "Easter", "May half term".
    pub name: String,
    /// Which of the holidays it is.
    pub kind: HolidayKind,
    /// The holiday's first day.
    pub starts: NaiveDate,
    /// The holiday's last day.
    pub ends: NaiveDate,
    /// Where its dates come from.
    pub source_ids: Vec<Slug>,
    /// The holiday's line in the file.
    pub line: Line,
}

impl SchoolHoliday {
    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.starts..=self.ends).contains(&day)
    }
}

table! {
    SchoolHoliday in "terms.csv" {
        Required("school_year") => school_year,
        RequiredText("name") => name,
        Required("kind") => kind,
        Day("starts") => starts,
        Day("ends") => ends,
        List("source_ids") => source_ids,
    }
    |row| { line: row.line() }
}

/// A day that must be there.
struct Day(&'static str);

one_column!(Day);

impl Format<NaiveDate> for Day {
    fn read(&self, row: &Row<'_>) -> Option<NaiveDate> {
        if row.text(self.0).is_empty() {
            row.wrong(self.0, Invalid::new("is empty", "give the day as YYYY-MM-DD, or take the row out"));
        }
        row.read(self.0, schedule::parse_date)
    }

    fn write(&self, day: &NaiveDate, values: &mut Vec<String>) {
        values.push(day.to_string());
    }
}

/// Which of the holidays one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the holidays
pub enum HolidayKind {
    Christmas,
    Easter,
    Summer,
    HalfTerm,
}

impl HolidayKind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Christmas, Self::Easter, Self::Summer, Self::HalfTerm];

    /// The kind as the file and addresses write it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Christmas => "christmas",
            Self::Easter => "easter",
            Self::Summer => "summer",
            Self::HalfTerm => "half-term",
        }
    }

    /// The kind as people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Christmas => "Christmas",
            Self::Easter => "Easter",
            Self::Summer => "Summer",
            Self::HalfTerm => "Half term",
        }
    }
}

impl fmt::Display for HolidayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for HolidayKind {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.slug() == text)
            .ok_or_else(|| Invalid::new("is not a holiday we know", "write christmas, easter, summer or half-term"))
    }
}

/// A school year in England, from September to August, by the year it begins in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolYear(i32);

impl SchoolYear {
    /// Whether a holiday that begins on this day belongs to it.
    pub fn holds(self, day: NaiveDate) -> bool {
        let begun = if day.month() >= 9 { day.year() } else { day.year() - 1 };
        begun == self.0
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

impl FromStr for SchoolYear {
    type Err = Invalid;
    /// Reads `2026/27`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let year = text.split_once('/').and_then(|(begins, _)| begins.parse().ok()).map(Self);
        year.filter(|year| (2000..2100).contains(&year.0) && year.to_string() == text)
            .ok_or_else(|| Invalid::new("is not a school year", "write it like 2026/27"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_runs_from_september_to_august() {
        let year: SchoolYear = "2026/27".parse().unwrap();
        let holds = |text: &str| year.holds(text.parse().unwrap());
        assert!(holds("2026-09-01") && holds("2027-08-31"));
        assert!(!holds("2026-08-31") && !holds("2027-09-01"));
        assert_eq!("2099/00".parse::<SchoolYear>().unwrap().to_string(), "2099/00");
        for wrong in ["", "2026", "2026/28", "2026-27", "26/27", "2026/2027", "1999/00"] {
            assert!(wrong.parse::<SchoolYear>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_holiday_is_read_as_it_is_written() {
        for kind in HolidayKind::ALL {
            assert_eq!(kind.slug().parse(), Ok(kind));
        }
        assert!("Easter".parse::<HolidayKind>().is_err());
    }
}
