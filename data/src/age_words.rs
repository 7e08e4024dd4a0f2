//! How ages are told in other languages: numbers in words, and what stands beside a number that makes it
//! an age or shows that it is none: `age_words.csv`.

use crate::{
    line::Line,
    problem::Invalid,
    table::{
        column::{Number, Required, RequiredText, RequiredTexts, Unused},
        table,
    },
};
use std::{fmt, str::FromStr};

/// The most a number in words is, or an age in months.
const MOST: u16 = 26 * 12;

/// What words say beside, or in place of, a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgeUse {
    /// They are a number.
    Number,
    /// They are an age, of so many months.
    Age,
    /// After a number, they make it years.
    Years,
    /// After a number, they make it months.
    Months,
    /// After a number, they make it weeks.
    Weeks,
    /// After a number, they make it days.
    Days,
    /// They join two ages.
    And,
    /// Before a bare number, they make it an age.
    Before,
    /// After a bare number, they make it an age.
    After,
    /// Before a number, they show that it is no age: how long something lasts, or since when.
    NotBefore,
    /// After a number, they show that it is no age: what else it counts, or how long ago.
    NotAfter,
}

impl AgeUse {
    const ALL: [(Self, &'static str); 11] = [
        (Self::Number, "number"),
        (Self::Age, "age"),
        (Self::Years, "years"),
        (Self::Months, "months"),
        (Self::Weeks, "weeks"),
        (Self::Days, "days"),
        (Self::And, "and"),
        (Self::Before, "before"),
        (Self::After, "after"),
        (Self::NotBefore, "not-before"),
        (Self::NotAfter, "not-after"),
    ];

    /// Whether a row of this use gives a number.
    pub fn has_number(self) -> bool {
        matches!(self, Self::Number | Self::Age)
    }
}

impl FromStr for AgeUse {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|(_, name)| *name == text).map(|(age_use, _)| age_use).ok_or_else(|| {
            let known = Self::ALL.map(|(_, name)| name).join(", ");
            Invalid::new("is not a use of words about ages we know", format!("write one of {known}"))
        })
    }
}

impl fmt::Display for AgeUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.into_iter().find(|(age_use, _)| age_use == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

/// One row of `age_words.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeWords {
    /// The language, by its code in `languages.toml`.
    pub language: String,
    /// What the words say.
    pub age_use: AgeUse,
    /// The number that they are, or the age in months; `None` for all other uses.
    pub number: Option<u16>,
    /// The words, each one or several, as they are typed, in each script.
    pub words: Vec<String>,
    /// The line in the file.
    pub line: Line,
}

table! {
    AgeWords in "age_words.csv" {
        RequiredText("language") => language,
        Required("use") => age_use,
        Number("number", 0..=MOST) => number,
        RequiredTexts("words") => words,
        Unused("note"),
    }
    |row| { line: row.line() }
}
