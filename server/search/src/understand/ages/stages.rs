//! Ages that are named: school years, key stages, "toddler", "pregnant".

use super::{AgeMention, before, between, number, unit, word, years};
use crate::{text::Token, vocabulary::Vocabulary};
use directory::{Age, WordUse};

/// The label of those who take GCSEs.
pub(super) const GCSE: &str = "GCSE age";

/// Words for a stage of life, and the ages in whole years that they mean (inclusive).
const STAGES: &[(&[&str], &str, u16, u16)] = &[
    (&["newborn"], "newborn", 0, 0),
    (&["newborns"], "newborn", 0, 0),
    (&["new", "born"], "newborn", 0, 0),
    (&["baby"], "baby", 0, 0),
    (&["babies"], "baby", 0, 0),
    (&["babys"], "baby", 0, 0),
    (&["infant"], "baby", 0, 0),
    (&["babby"], "baby", 0, 0),
    (&["prem"], "baby", 0, 0),
    (&["preemie"], "baby", 0, 0),
    (&["crawler"], "baby", 0, 0),
    (&["weaning"], "baby", 0, 0),
    (&["toddler"], "toddler", 1, 2),
    (&["toddlers"], "toddler", 1, 2),
    (&["preschooler"], "pre-school age", 3, 4),
    (&["preschoolers"], "pre-school age", 3, 4),
    (&["pre", "schooler"], "pre-school age", 3, 4),
    (&["in", "reception"], "Reception", 4, 5),
    (&["reception", "class"], "Reception", 4, 5),
    (&["reception", "age"], "Reception", 4, 5),
    (&["reception"], "Reception", 4, 5),
    (&["primary", "age"], "primary school age", 5, 10),
    (&["tween"], "10 to 12", 10, 12),
    (&["teenager"], "teenager", 13, 17),
    (&["teenagers"], "teenager", 13, 17),
    (&["teenage"], "teenager", 13, 17),
    (&["teen"], "teenager", 13, 17),
    (&["teens"], "teenager", 13, 17),
    (&["adolescent"], "teenager", 13, 17),
    (&["gcse"], GCSE, 14, 16),
    (&["gcses"], GCSE, 14, 16),
    (&["sixth", "form"], "sixth form", 16, 17),
    (&["sixth", "former"], "sixth form", 16, 17),
];

/// Words before "baby" that make it one to come.
const BEFORE: [&str; 2] = ["before", "when"];
/// Words before "a baby" that make it one to come.
const EXPECTING: [&str; 3] = ["having", "expect", "due"];

/// "year 6", "yr 6", "y6", "Y7s", "Y8 and 9": school years of England; Year 1 is from 5 to 6. One that
/// somebody was in is none now.
pub(super) fn school_year(tokens: &[Token], text: &str, at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    let (number, end) = if matches!(first, "year" | "yr" | "years") {
        // "2 year 6 months" is not Year 6, and "2 years 6 months" neither.
        let counted = before(tokens, at).bytes().all(|b| b.is_ascii_digit()) && at > 0;
        if counted || unit(word(tokens, at + 2)).is_some() {
            return None;
        }
        (number(word(tokens, at + 1))?, at + 2)
    } else {
        let digits = first.strip_prefix("year").or(first.strip_prefix("yr")).or(first.strip_prefix('y'))?;
        (digits.strip_suffix('s').unwrap_or(digits).parse().ok()?, at + 1)
    };
    if word(tokens, end) == "old" || word(tokens, end) == "olds" || !(1..=13).contains(&number) {
        return None;
    }
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    if before(tokens, at) == "in" && matches!(before_that, "was" | "were") {
        return None;
    }
    // "Y8 and 9", "Y5/6": the year after.
    let joined = usize::from(matches!(word(tokens, end), "and" | "or"));
    let slashed = joined == 0 && between(tokens, text, end - 1) == "/";
    let next = word(tokens, end + joined).trim_start_matches(['y', 'r']).parse().ok();
    if let Some(next) = next.filter(|next| (slashed || joined == 1) && (number + 1..=number + 2).contains(next)) {
        return years(format!("Years {number} to {next}"), number + 4, next + 5, at..end + joined + 1);
    }
    let end = end + usize::from(matches!(word(tokens, end), "pupil" | "student" | "child"));
    years(format!("Year {number}"), number + 4, number + 5, at..end)
}

/// "KS3", "key stage 2": the key stages of schools in England.
pub(super) fn key_stage(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    let (stage, end) = match first.strip_prefix("ks") {
        Some(digit) if !digit.is_empty() => (digit, at + 1),
        Some(_) => (word(tokens, at + 1), at + 2),
        None if first == "key" && word(tokens, at + 1) == "stage" => (word(tokens, at + 2), at + 3),
        None => return None,
    };
    let (from, to) = match stage {
        "1" => (5, 7),
        "2" => (7, 11),
        "3" => (11, 14),
        "4" => (14, 16),
        "5" => (16, 18),
        _ => return None,
    };
    years(format!("Key Stage {stage}"), from, to, at..end)
}

/// "32/40", "K28", "28+3": weeks of pregnancy as midwives write them.
pub(super) fn gestation(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> Option<AgeMention> {
    let first = word(tokens, at);
    let weeks: u16 = first.parse().ok()?;
    let in_weeks = (8..=42).contains(&weeks) && matches!(word(tokens, at + 1), "weeks" | "wks" | "week");
    let old = matches!(word(tokens, at + 2), "old" | "baby");
    if in_weeks && !old && tokens.iter().any(|token| vocabulary.is(WordUse::PregnancyWeeks, &token.word)) {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..at + 2 });
    }
    let touch = tokens.get(at + 1).is_some_and(|next| next.range.start == tokens[at].range.end + 1);
    let of_forty = touch && word(tokens, at + 1) == "40" && (4..=42).contains(&weeks);
    of_forty.then(|| AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..at + 2 })
}

/// "newborn", "toddler", "teenager", "pregnant".
pub(super) fn stage(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> Option<AgeMention> {
    let first = word(tokens, at);
    if vocabulary.is(WordUse::Pregnant, first) {
        let not = matches!(before(tokens, at), "not" | "get" | "getting")
            || matches!(word(tokens, at + 1), "trauma" | "loss" | "test");
        return (!not).then(|| AgeMention {
            label: "pregnancy".into(),
            ages: vec![Age::Pregnancy],
            tokens: at..at + 1,
        });
    }
    let comes = matches!(word(tokens, at + 2), "comes" | "arrives" | "is" | "gets") || first == "before";
    if BEFORE.contains(&first) && word(tokens, at + 1) == "baby" && comes {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..at + 2 });
    }
    if EXPECTING.contains(&first) && word(tokens, at + 1) == "a" && word(tokens, at + 2) == "baby" {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..at + 3 });
    }
    let (words, label, from, to) = STAGES
        .iter()
        .filter(|(words, ..)| words.iter().enumerate().all(|(i, w)| word(tokens, at + i) == *w))
        .max_by_key(|(words, ..)| words.len())?;
    let end = at + words.len();
    if *label == "baby" {
        let around: Vec<&str> = (at.saturating_sub(2)..at).map(|i| word(tokens, i)).collect();
        if vocabulary.is(WordUse::AfterNoBaby, word(tokens, end))
            || around.iter().any(|w| vocabulary.is(WordUse::BeforeNoBaby, w))
        {
            return None;
        }
    }
    let is_desk = matches!(word(tokens, end), "desk" | "area" | "room")
        || matches!(before(tokens, at), "our" | "at" | "hotel" | "the" | "to" | "main");
    if *label == "Reception" && words.len() == 1 && is_desk {
        return None;
    }
    years(*label, *from, *to, at..end)
}
