//! Ages in a sentence: "14yo", "6 month old", "newborn", "year 6", "my two, 3 and 9", "pregnant".

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
            .or_else(|| stages::school_year(tokens, at))
            .or_else(|| stages::key_stage(tokens, at))
            .or_else(|| stages::gestation(tokens, at, vocabulary))
            .or_else(|| numbers::range(tokens, text, at))
            .or_else(|| numbers::over(tokens, text, at, vocabulary))
            .or_else(|| numbers::measured(tokens, at, vocabulary))
            .or_else(|| numbers::bare(tokens, at, &found, vocabulary))
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
    found
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.word.as_str())
}

fn before(tokens: &[Token], at: usize) -> &str {
    at.checked_sub(1).map_or("", |at| word(tokens, at))
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
mod tests {
    use super::*;
    use crate::{text, vocabulary::of_county};
    use std::sync::{Arc, LazyLock};

    static COUNTY: LazyLock<Arc<Vocabulary>> = LazyLock::new(of_county);

    fn said(text: &str) -> Vec<Age> {
        read(&text::tokens(text), text, &COUNTY).into_iter().flat_map(|mention| mention.ages).collect()
    }

    fn y(years: u16) -> Age {
        Age::Years(years)
    }

    #[test]
    fn ages_in_words_and_figures_are_understood() {
        let cases: &[(&str, &[Age])] = &[
            ("my 14 year old wont go to school", &[y(14)]),
            ("CCE concerns 15yo", &[y(15)]),
            ("6 month old wont sleep", &[Age::Months(6)]),
            ("eighteen months not talking", &[Age::Months(18)]),
            ("3m old baby", &[Age::Months(3)]),
            ("newborn", &[y(0)]),
            ("toddler tantrums", &[y(1), y(2)]),
            ("my two, 3 and 9", &[y(3), y(9)]),
            ("2, 9 and 14; sleep, not going to school", &[y(2), y(9), y(14)]),
            ("sats stress year 6", &[y(10), y(11)]),
            ("Y9 girl self harm", &[y(13), y(14)]),
            ("under 5s swimming", &[y(0), y(1), y(2), y(3), y(4)]),
            ("im 15 and scared", &[y(15)]),
            ("pregnant 17", &[Age::Pregnancy, y(17)]),
            ("20 weeks pregnant", &[Age::Pregnancy]),
            ("16 left school got no job", &[y(16)]),
            ("disabled son 9", &[y(9)]),
            ("my lad is 15", &[y(15)]),
            ("2yr old", &[y(2)]),
            ("just turned 11", &[y(11)]),
            ("nearly 5 and not toilet trained", &[y(5)]),
            ("2 and a half and only says 5 words", &[Age::Months(30)]),
            ("first time hes only 13", &[y(13)]),
            ("32/40 previous psychosis", &[Age::Pregnancy]),
            ("not ready for the 2 yr check", &[y(2)]),
            ("punching holes in doors 15 walking on eggshells", &[y(15)]),
            ("wets the bed still at 8", &[y(8)]),
            ("37 weeks and no birth classes", &[Age::Pregnancy]),
            ("stop smoking before baby comes", &[Age::Pregnancy]),
            ("clubs for 8-11", &[y(8), y(9), y(10), y(11)]),
            ("aged 8 - 11", &[y(8), y(9), y(10), y(11)]),
            ("aged 5 \u{2013} 7", &[y(5), y(6), y(7)]),
            ("ages 9\u{2014}10", &[y(9), y(10)]),
            ("family with children 2 9 14", &[y(2), y(9), y(14)]),
            ("she is 3, he's 7 and baby is 8 months", &[y(3), y(7), Age::Months(8)]),
        ];
        for (text, ages) in cases {
            assert_eq!(&said(text), ages, "{text}");
        }
    }

    #[test]
    fn half_years_and_years_in_short_are_understood() {
        let cases: &[(&str, Age)] = &[
            ("1.5 years old", Age::Months(18)),
            ("2.5 year old wont talk", Age::Months(30)),
            ("she is 2.5", Age::Months(30)),
            ("2.5 years", Age::Months(30)),
            ("he is 2 1/2", Age::Months(30)),
            ("7 1/2 year old", Age::Months(90)),
            ("my son is 15 1/2", Age::Months(186)),
            ("my son is 7\u{bd}", Age::Months(90)),
            ("7 \u{bd} yr old", Age::Months(90)),
            ("15 and a half and not at school", Age::Months(186)),
            ("one and a half", Age::Months(18)),
            ("a year and a half old", Age::Months(18)),
            ("2 years and a half", Age::Months(30)),
            ("18 and a half months", Age::Months(18)),
            ("my daughter is 3 yrs", y(3)),
            ("3 yrs", y(3)),
            ("he is 4 yrs and bites", y(4)),
            ("son 6 yrs", y(6)),
            ("shes 9 years", y(9)),
        ];
        for (text, age) in cases {
            assert_eq!(said(text), [*age], "{text}");
        }
    }

    #[test]
    fn an_age_and_over_is_understood() {
        for (text, from) in [
            ("16+", 16),
            ("youth club 13+", 13),
            ("over 18", 18),
            ("over 18s counselling", 18),
            ("18 and over", 18),
            ("groups for 11 plus", 11),
            ("16 or older", 16),
        ] {
            let ages: Vec<Age> = (from..=25).map(y).collect();
            assert_eq!(said(text), ages, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_not_ages_are_left_alone() {
        for text in [
            "level 2 family support",
            "section 21 notice",
            "waiting 2 years for an assessment",
            "mum of 3",
            "3 kids no food",
            "15 hours funding",
            "30 hours free",
            "at 7 tonight",
            "2 bedroom flat",
            "years wait",
            "rent 3 months behind",
            "baby bank",
            "lost my baby",
            "dash score 14",
            "111",
            "not pregnant",
            "12 step",
            "24 hour helpline",
            "waited 2 and a half years",
            "2.5 miles away",
            "1.5 hours on the bus",
            "\u{a3}7.5 a week",
            "over 10 miles",
            "over 5 years waiting",
            "3+ kids",
            "owe 1.5 grand",
            "for 3 yrs now",
            "3 yrs ago",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
