//! Words by what they do in a sentence, who says them, and contractions: `words.csv`, `personas.csv`
//! and `contractions.csv`. Edited by people who know families.

use crate::{
    line::Line,
    problem::Invalid,
    service::Audience,
    table::{
        column::{OneWord, Required, RequiredText, RequiredTexts, Unused},
        table,
    },
};
use std::{fmt, str::FromStr};

/// What the words of a list do in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordUse {
    /// They say nothing about what somebody needs. They count in phrases, not on their own.
    Stop,
    /// After "free", they make it part of a name, such as free school meals.
    FreeName,
    /// They ask for help that one may ask for oneself, each one or several words.
    SelfReferral,
    /// They only ask for oneself and name no need, where the sentence does so.
    SelfReferralWord,
    /// They ask for help that parents do not hear of, each one or several words.
    WithoutParents,
    /// They may stand between the words of a row of `dangers.csv` without changing its meaning.
    BetweenDanger,
    /// They may stand between a negation and what it negates.
    BetweenNegation,
    /// They say that a baby is on its way.
    Pregnant,
    /// Beside a number of weeks, they make it one of pregnancy.
    PregnancyWeeks,
    /// Before "baby", they make it a loss or one to come.
    BeforeNoBaby,
    /// After "baby", they make it a thing or a loss.
    AfterNoBaby,
    /// Before a number, a child or a word that makes the number an age.
    Child,
    /// Between a child and an age.
    BetweenChildAndAge,
    /// A child or baby whose age stands after "of", or beside it: "lad of 14".
    ChildOfAge,
    /// Before "he is 5", they say that it is of another time: "until", "when".
    BeforeOtherTime,
    /// A month, in which somebody has a birthday: "5 in June".
    MonthName,
    /// Where they stand, months are a wait or a term and no age.
    Waiting,
    /// Where they stand, weeks and months are those of a baby.
    BesideBaby,
    /// Before a number written out, they make it an age.
    BeforeAge,
    /// After a number, they make it an age.
    AfterAge,
    /// Before a bare number, they show that it is no age.
    BeforeNumber,
    /// After a bare number, they show that it is no age.
    AfterNumber,
    /// Before a span of time, they show that it is no age.
    BeforeSpan,
    /// After a span of time, they show that it is no age.
    AfterSpan,
    /// They make "at 8" an age rather than a time.
    Growing,
    /// Before a day, they say until or since when and not when: "till Monday".
    BeforeNoDay,
    /// They look for something, so that "today" beside them asks for a day.
    Seeking,
    /// Beside the name of a service or place, they ask for nothing else.
    BesideName,
    /// A parent or somebody grown up, of whom the next feeling is told.
    ParentSubject,
    /// A baby or child, of whom the next feeling is told.
    ChildSubject,
    /// Before the word for a baby, they make it no subject: "low since having a baby".
    BeforeNoSubject,
    /// How somebody feels who is low, but no baby, each one or several words.
    LowMood,
    /// Tears and sadness, which babies have too.
    Crying,
    /// Sleep, and the want of it.
    Sleeping,
    /// A child does not eat, each one or several words.
    NotEating,
    /// Names of sites, apps and games, which a guess takes for no misspelt place.
    NoPlace,
}

impl WordUse {
    /// All uses, in the order of the file.
    pub const ALL: [Self; 36] = [
        Self::Stop,
        Self::FreeName,
        Self::SelfReferral,
        Self::SelfReferralWord,
        Self::WithoutParents,
        Self::BetweenDanger,
        Self::BetweenNegation,
        Self::Pregnant,
        Self::PregnancyWeeks,
        Self::BeforeNoBaby,
        Self::AfterNoBaby,
        Self::Child,
        Self::BetweenChildAndAge,
        Self::ChildOfAge,
        Self::BeforeOtherTime,
        Self::MonthName,
        Self::Waiting,
        Self::BesideBaby,
        Self::BeforeAge,
        Self::AfterAge,
        Self::BeforeNumber,
        Self::AfterNumber,
        Self::BeforeSpan,
        Self::AfterSpan,
        Self::Growing,
        Self::BeforeNoDay,
        Self::Seeking,
        Self::BesideName,
        Self::ParentSubject,
        Self::ChildSubject,
        Self::BeforeNoSubject,
        Self::LowMood,
        Self::Crying,
        Self::Sleeping,
        Self::NotEating,
        Self::NoPlace,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::FreeName => "free-name",
            Self::SelfReferral => "self-referral",
            Self::SelfReferralWord => "self-referral-word",
            Self::WithoutParents => "without-parents",
            Self::BetweenDanger => "between-danger",
            Self::BetweenNegation => "between-negation",
            Self::Pregnant => "pregnant",
            Self::PregnancyWeeks => "pregnancy-weeks",
            Self::BeforeNoBaby => "before-no-baby",
            Self::AfterNoBaby => "after-no-baby",
            Self::Child => "child",
            Self::BetweenChildAndAge => "between-child-and-age",
            Self::ChildOfAge => "child-of-age",
            Self::BeforeOtherTime => "before-other-time",
            Self::MonthName => "month-name",
            Self::Waiting => "waiting",
            Self::BesideBaby => "beside-baby",
            Self::BeforeAge => "before-age",
            Self::AfterAge => "after-age",
            Self::BeforeNumber => "before-number",
            Self::AfterNumber => "after-number",
            Self::BeforeSpan => "before-span",
            Self::AfterSpan => "after-span",
            Self::Growing => "growing",
            Self::BeforeNoDay => "before-no-day",
            Self::Seeking => "seeking",
            Self::BesideName => "beside-name",
            Self::ParentSubject => "parent-subject",
            Self::ChildSubject => "child-subject",
            Self::BeforeNoSubject => "before-no-subject",
            Self::LowMood => "low-mood",
            Self::Crying => "crying",
            Self::Sleeping => "sleeping",
            Self::NotEating => "not-eating",
            Self::NoPlace => "no-place",
        }
    }

    /// Whether an entry may be several words. Those of all other lists are looked up word by word.
    pub fn allows_phrases(self) -> bool {
        matches!(self, Self::SelfReferral | Self::WithoutParents | Self::LowMood | Self::NotEating)
    }
}

impl FromStr for WordUse {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|word_use| word_use.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Invalid::new("is not a use of words we know", format!("write one of {known}"))
        })
    }
}

impl fmt::Display for WordUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of `words.csv`: all words of one use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// What they do.
    pub word_use: WordUse,
    /// The words.
    pub words: Vec<String>,
    /// The line in the file.
    pub line: Line,
}

table! {
    WordList in "words.csv" {
        Required("use") => word_use,
        RequiredTexts("words") => words,
        Unused("note"),
    }
    |row| { line: row.line() }
}

/// One row of `personas.csv`: words that tell who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonaPhrase {
    /// The words.
    pub words: String,
    /// Who says them.
    pub persona: Audience,
    /// The line in the file.
    pub line: Line,
}

table! {
    PersonaPhrase in "personas.csv" {
        RequiredText("phrase") => words,
        Required("persona") => persona,
        Unused("note"),
    }
    |row| { line: row.line() }
}

/// One row of `contractions.csv`: a word that danger is looked for in as one or two others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contraction {
    /// The word, without its apostrophe.
    pub typed: String,
    /// One or two words.
    pub meant: String,
    /// The line in the file.
    pub line: Line,
}

table! {
    Contraction in "contractions.csv" {
        OneWord("typed", "write each contraction in a row of its own") => typed,
        RequiredText("meant") => meant,
        Unused("note"),
    }
    |row| { line: row.line() }
}
