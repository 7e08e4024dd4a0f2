//! What people say, mapped to what they need: `phrases.csv`, `dangers.csv` and `shorthand.csv`.
//! Edited by people who know families.

use crate::slug::Slug;

/// One row of `phrases.csv`: people's own words and the needs they point to, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// The needs; empty for words that look like a need but are nothing for this directory
    /// (`none` in the file), so that they are not taken for one.
    pub needs: Vec<Slug>,
    /// The line in the file.
    pub line: u64,
}

/// What a row of `dangers.csv` says about its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alarm {
    /// They mean this danger of `authority.toml`: the urgent panel comes first.
    Danger(Slug),
    /// They mention harm without alarm: a quiet helpline line stays.
    Quiet,
    /// They only sound alarming: they cancel the alarm of the words inside them.
    Calm,
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
    pub line: u64,
}

/// One row of `danger_words.csv`: words that may stand for one another in `dangers.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordClass {
    /// Its name, as `dangers.csv` writes it between braces.
    pub name: Slug,
    /// The words, each one or several.
    pub words: Vec<String>,
    /// The line in the file.
    pub line: u64,
}

/// The danger of people who do harm or fear they will; the only one that brings services which
/// are `worried-about-self`.
pub const WORRIED_ABOUT_SELF: &str = "worried-about-self";
