//! Ages in a sentence: "14yo", "6 month old", "newborn", "year 6", "my two, 3 and 9", "pregnant".

mod apart;
pub mod languages;
mod numbers;
mod stages;

use crate::{text::Token, vocabulary::Vocabulary};
use directory::Age;
use std::ops::Range;

/// An age that words say.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeMention {
    /// As it is shown back: "14 years", "Year 6", "teenager".
    pub label: String,
    /// The ages meant; a service that fits any of them fits.
    pub ages: Vec<Age>,
    /// The tokens that say it.
    pub tokens: Range<usize>,
}

/// What the number before or after may be told in.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
}

/// All ages in the words of a text, in their order. Numbers that are a level, a wait, a date or a
/// count are left alone.
pub fn read(tokens: &[Token], text: &str, vocabulary: &Vocabulary) -> Vec<AgeMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let half = numbers::with_half(tokens, text, at, vocabulary);
        if let Some(end) = numbers::end_of_parted(tokens, text, at).filter(|_| half.is_none()) {
            at = end;
            continue;
        }
        let step = half
            .or_else(|| stages::school_year(tokens, text, at))
            .or_else(|| stages::key_stage(tokens, at))
            .or_else(|| stages::gestation(tokens, at, vocabulary))
            .or_else(|| apart::months_of_doctors(tokens, text, at, &found, vocabulary))
            .or_else(|| apart::joined_to_child(tokens, at))
            .or_else(|| numbers::range(tokens, text, at))
            .or_else(|| numbers::over(tokens, text, at, vocabulary))
            .or_else(|| numbers::measured(tokens, text, at, vocabulary))
            .or_else(|| numbers::bare(tokens, text, at, &found, vocabulary))
            .or_else(|| stages::stage(tokens, at, vocabulary));
        match step {
            Some(mention) => {
                at = mention.tokens.end;
                if !found.iter().any(|other: &AgeMention| other.ages == mention.ages) {
                    found.push(mention);
                }
            }
            None => at += 1,
        }
    }
    // "my newborn", "3 month old baby": the exact age says more than the word beside it.
    if found
        .iter()
        .any(|m| m.ages.iter().any(|age| matches!(age, Age::Months(_) | Age::Pregnancy)) || m.label == "1 year")
    {
        found.retain(|mention| mention.label != "baby");
    }
    // "19, no GCSEs": who says their age is not of the age of the examination.
    if found.iter().any(|mention| mention.ages.len() == 1) {
        found.retain(|mention| mention.label != stages::GCSE);
    }
    found
}

/// All ages in a text of a language, by its code; `None` where no other than English is recognised.
pub fn read_in(
    language: Option<&str>,
    tokens: &[Token],
    text: &str,
    vocabulary: &Vocabulary,
    languages: &languages::LanguageAges,
) -> Vec<AgeMention> {
    let told = || languages.read(language, text, tokens);
    if language.is_none() {
        let in_english = read(tokens, text, vocabulary);
        return if in_english.is_empty() { told() } else { in_english };
    }
    let mut found = told();
    for mention in read_english_units(tokens, text, vocabulary) {
        if found.iter().all(|other| other.ages != mention.ages) {
            found.push(mention);
        }
    }
    found
}

/// What is said in English words in a text of another language: "jestem w year 8", "baby 6 months ka hai".
/// Numbers without such a word are not read.
fn read_english_units(tokens: &[Token], text: &str, vocabulary: &Vocabulary) -> Vec<AgeMention> {
    let step = |at| {
        let named = stages::school_year(tokens, text, at).or_else(|| stages::key_stage(tokens, at));
        named.or_else(|| numbers::measured(tokens, text, at, vocabulary))
    };
    (0..tokens.len()).filter_map(step).collect()
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.word.as_str())
}

fn before(tokens: &[Token], at: usize) -> &str {
    at.checked_sub(1).map_or("", |at| word(tokens, at))
}

/// What stands in the text between a token and the next, without spaces; empty when there is no next.
fn between<'t>(tokens: &[Token], text: &'t str, at: usize) -> &'t str {
    let span = tokens.get(at).zip(tokens.get(at + 1)).map(|(one, next)| one.range.end..next.range.start);
    span.and_then(|span| text.get(span)).unwrap_or_default().trim()
}

fn years(label: impl Into<String>, from: u16, to: u16, tokens: Range<usize>) -> Option<AgeMention> {
    let ages: Vec<Age> = (from..=to.min(directory::age::OLDEST_YEARS)).map(Age::Years).collect();
    (!ages.is_empty()).then(|| AgeMention { label: label.into(), ages, tokens })
}

fn skip(tokens: &[Token], mut at: usize, words: &[&str]) -> usize {
    while words.contains(&word(tokens, at)) {
        at += 1;
    }
    at
}

fn unit(word: &str) -> Option<Unit> {
    match word {
        "y" | "yo" | "yos" | "yr" | "yrs" | "year" | "years" | "yearold" | "yrold" => Some(Unit::Years),
        "m" | "mo" | "mos" | "mth" | "mths" | "mnth" | "mnths" | "month" | "months" => Some(Unit::Months),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(Unit::Weeks),
        "day" | "days" => Some(Unit::Days),
        _ => None,
    }
}

/// Numbers in words, from zero.
const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Numbers in figures, or in words up to twenty.
pub(super) fn number(word: &str) -> Option<u16> {
    if word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    match word {
        "fives" => Some(5),
        _ => NUMBERS.iter().position(|w| *w == word).map(|n| n as u16),
    }
}

#[cfg(test)]
mod tests;
