//! What a need becomes by whom it is told of: `instead.csv`. A baby who does not eat has no eating
//! disorder, and a mother's sadness is not her baby's.

use crate::{
    line::Line,
    problem::Invalid,
    slug::Slug,
    table::{
        column::{List, Required, Unused},
        table,
    },
};
use std::{fmt, str::FromStr};

/// Of whom, and what, a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ToldOf {
    /// A child in its first year.
    Baby,
    /// A child from one to four years.
    SmallChild,
    /// A baby in its first year that does not eat.
    BabyNotEating,
    /// A child from one to four years that does not eat.
    SmallChildNotEating,
    /// A child under two that does not sleep.
    BabySleep,
    /// A child under two that is sad or cries.
    BabyMood,
    /// A parent of a child under two who is low.
    ParentMood,
    /// A parent of a child under two who cannot sleep, whatever the child does.
    ParentSleep,
}

impl ToldOf {
    /// All, in the order in which they are looked for.
    pub const ALL: [Self; 8] = [
        Self::Baby,
        Self::SmallChild,
        Self::BabyNotEating,
        Self::SmallChildNotEating,
        Self::BabySleep,
        Self::BabyMood,
        Self::ParentMood,
        Self::ParentSleep,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Baby => "baby",
            Self::SmallChild => "small-child",
            Self::BabyNotEating => "baby-not-eating",
            Self::SmallChildNotEating => "small-child-not-eating",
            Self::BabySleep => "baby-sleep",
            Self::BabyMood => "baby-mood",
            Self::ParentMood => "parent-mood",
            Self::ParentSleep => "parent-sleep",
        }
    }
}

impl FromStr for ToldOf {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|told_of| told_of.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Invalid::new("is nobody that a sentence is read as being about", format!("write one of {known}"))
        })
    }
}

impl fmt::Display for ToldOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of `instead.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Of whom the sentence tells.
    pub told_of: ToldOf,
    /// The need that the words alone point to.
    pub need: Slug,
    /// The needs that are meant, best first.
    pub instead: Vec<Slug>,
    /// The line in the file.
    pub line: Line,
}

table! {
    Instead in "instead.csv" {
        Required("told_of") => told_of,
        Required("need") => need,
        List("instead") => instead,
        Unused("note"),
    }
    |row| { line: row.line() }
}
