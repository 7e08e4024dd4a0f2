//! Words that mean danger, and words that only sound like it: `dangers.csv` and `danger_words.csv`.

use crate::{
    line::Line,
    problem::Invalid,
    slug::Slug,
    table::{
        column::{Required, RequiredText, RequiredTexts, Unused},
        table,
    },
};
use std::{fmt, str::FromStr};

/// What a row of `dangers.csv` says about its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alarm {
    /// They mean these dangers of `authority.toml`: the urgent panel comes first.
    Dangers(Vec<Slug>),
    /// They mention harm without alarm: a quiet helpline line stays.
    Quiet,
    /// They only sound alarming: they cancel the alarm of the words inside them.
    Calm,
    /// They say that the one who is hurt, or who asks, is a man. No alarm by itself, and cancels none.
    Man,
    /// They say that the one who is hurt, or who asks, is a woman. No alarm by itself, and cancels none.
    Woman,
}

impl FromStr for Alarm {
    type Err = Invalid;
    /// Reads `quiet`, `calm`, `man`, `woman`, or the slugs of dangers split by ';'.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            "quiet" => Ok(Self::Quiet),
            "calm" => Ok(Self::Calm),
            "man" => Ok(Self::Man),
            "woman" => Ok(Self::Woman),
            slugs => slugs.split(';').map(|slug| slug.trim().parse()).collect::<Result<_, _>>().map(Self::Dangers),
        }
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dangers(slugs) => {
                let slugs: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
                f.write_str(&slugs.join(";"))
            }
            Self::Quiet => f.write_str("quiet"),
            Self::Calm => f.write_str("calm"),
            Self::Man => f.write_str("man"),
            Self::Woman => f.write_str("woman"),
        }
    }
}

/// One row of `dangers.csv`. Its words may hold `{class}`, any of the words of that class of
/// `danger_words.csv`, and `*`, up to four words of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DangerPhrase {
    /// The words.
    pub words: String,
    /// What they mean.
    pub alarm: Alarm,
    /// The line in the file.
    pub line: Line,
}

table! {
    DangerPhrase in "dangers.csv" {
        RequiredText("phrase") => words,
        Required("danger") => alarm,
        Unused("note"),
    }
    |row| { line: row.line() }
}

/// One row of `danger_words.csv`: words that may stand for one another in `dangers.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordClass {
    /// The class's name, as `dangers.csv` writes it between braces.
    pub name: Slug,
    /// The words, each one or several.
    pub words: Vec<String>,
    /// The line in the file.
    pub line: Line,
}

table! {
    WordClass in "danger_words.csv" {
        Required("class") => name,
        RequiredTexts("words") => words,
        Unused("note"),
    }
    |row| { line: row.line() }
}

/// The danger of people who do harm or fear they will; the only one that brings services which
/// are `worried-about-self`.
pub const WORRIED_ABOUT_SELF: &str = "worried-about-self";
