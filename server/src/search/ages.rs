//! Ages in a sentence: "14yo", "6 month old", "newborn", "year 6", "my two, 3 and 9", "pregnant".

use super::text::Token;
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

/// Words for a stage of life, and the ages in whole years that they mean (inclusive).
const STAGES: &[(&[&str], &str, u16, u16)] = &[
    (&["newborn"], "newborn", 0, 0),
    (&["newborns"], "newborn", 0, 0),
    (&["new", "born"], "newborn", 0, 0),
    (&["baby"], "baby", 0, 0),
    (&["babies"], "baby", 0, 0),
    (&["babys"], "baby", 0, 0),
    (&["infant"], "baby", 0, 0),
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
    (&["sixth", "form"], "sixth form", 16, 17),
    (&["sixth", "former"], "sixth form", 16, 17),
];

/// Words after "baby" that make it a thing or a loss rather than a child.
const NOT_A_BABY: &[&str] = &[
    "bank",
    "banks",
    "loss",
    "died",
    "clothes",
    "equipment",
    "stuff",
    "items",
    "formula",
    "daddy",
    "dad",
    "father",
    "shower",
    "blues",
];
/// Words before "baby" that make it a loss or one to come.
const NO_BABY_YET: &[&str] = &["lost", "losing", "loss", "trying", "having", "expecting"];

const PREGNANT: &[&str] =
    &["pregnant", "pregnancy", "expecting", "antenatal", "preggers", "preggo", "prenatal", "unborn"];

const CHILD: &[&str] = &[
    "son",
    "daughter",
    "boy",
    "boys",
    "girl",
    "girls",
    "lad",
    "lads",
    "kid",
    "kids",
    "child",
    "children",
    "brother",
    "sister",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "grandchild",
    "twins",
    "twin",
    "two",
    "three",
    "dd",
    "ds",
    "male",
    "female",
    "pupil",
    "student",
    "yp",
    "lass",
    "aged",
    "age",
    "ages",
    "stepson",
    "stepdaughter",
    "siblings",
    "nearly",
    "almost",
    "just",
    "turned",
    "turning",
    "im",
    "hes",
    "shes",
    "theyre",
    "m",
    "f",
    "mine",
    "pregnant",
    "and",
    "family",
    "cousin",
    "mate",
    "friend",
    "youngest",
    "oldest",
    "eldest",
    "ours",
    "who",
    "lo",
    "client",
];

/// Words after a bare number that show it is not an age.
const COUNTED: &[&str] = &[
    "kid",
    "kids",
    "child",
    "children",
    "bed",
    "beds",
    "bedroom",
    "bedrooms",
    "week",
    "weeks",
    "wk",
    "wks",
    "month",
    "months",
    "day",
    "days",
    "hour",
    "hours",
    "hr",
    "hrs",
    "min",
    "mins",
    "minutes",
    "mile",
    "miles",
    "pound",
    "pounds",
    "quid",
    "people",
    "times",
    "am",
    "pm",
    "oclock",
    "percent",
    "stone",
    "st",
    "st",
    "lb",
    "kg",
    "g",
    "year",
    "years",
    "yr",
    "yrs",
    "nights",
    "night",
    "other",
    "others",
    "of",
    "sons",
    "daughters",
    "boys",
    "girls",
    "lads",
    "babies",
    "dogs",
    "jobs",
    "schools",
    "nd",
    "rd",
    "th",
    "under",
    "under5s",
    "terms",
    "term",
    "babys",
    "adults",
    "siblings",
    "teens",
    "teenagers",
    "toddlers",
    "weekends",
    "sessions",
    "different",
    "funded",
    "free",
    "little",
    "young",
];

/// Words before a bare number that show it is not an age.
const NUMBERED: &[&str] = &[
    "level", "levels", "section", "stage", "tier", "key", "ks", "form", "room", "flat", "number", "no", "step",
    "score", "dash", "at", "until", "til", "till", "for", "since", "over", "option", "part", "band", "class", "group",
    "unit", "plan", "grade", "type", "about", "past", "by", "before", "after", "wait", "waited", "waiting", "want",
    "a", "of", "every", "in", "last", "than", "channel", "mum", "mam", "dad", "got", "have", "had", "with", "line",
    "press", "ring", "call", "phone", "text", "dial",
];

/// What the number before or after may be told in.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
}

/// All ages in the words, in their order. Numbers that are a level, a wait, a date or a count are
/// left alone.
pub fn read(tokens: &[Token]) -> Vec<AgeMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let step = school_year(tokens, at)
            .or_else(|| key_stage(tokens, at))
            .or_else(|| and_a_half(tokens, at))
            .or_else(|| gestation(tokens, at))
            .or_else(|| range(tokens, at))
            .or_else(|| measured(tokens, at))
            .or_else(|| bare(tokens, at, &found))
            .or_else(|| stage(tokens, at));
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

/// "year 6", "yr 6", "y6", "yr6": a school year of England; Year 1 is from 5 to 6.
fn school_year(tokens: &[Token], at: usize) -> Option<AgeMention> {
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
        (digits.parse().ok()?, at + 1)
    };
    if word(tokens, end) == "old" || word(tokens, end) == "olds" || !(1..=13).contains(&number) {
        return None;
    }
    let end = end + usize::from(matches!(word(tokens, end), "pupil" | "student" | "child"));
    years(format!("Year {number}"), number + 4, number + 5, at..end)
}

/// "KS3", "key stage 2": the key stages of schools in England.
fn key_stage(tokens: &[Token], at: usize) -> Option<AgeMention> {
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

/// "2 and a half", "two and a half year old".
fn and_a_half(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let whole = number(word(tokens, at)).filter(|years| (1..=18).contains(years))?;
    let half = (1..4).all(|i| word(tokens, at + i) == ["and", "a", "half"][i - 1]);
    let end = at + 4;
    let timed =
        matches!(word(tokens, end), "hours" | "weeks" | "months" | "days" | "stone" | "miles" | "pounds" | "grand");
    if !half || timed {
        return None;
    }
    let age = Age::from_months(whole * 12 + 6).ok()?;
    let end = skip(tokens, end, &["year", "years", "yr", "yrs", "yo", "old"]);
    Some(AgeMention { label: format!("{whole} and a half"), ages: vec![age], tokens: at..end })
}

/// "32/40", "K28", "28+3": weeks of pregnancy as midwives write them.
fn gestation(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    let weeks: u16 = first.parse().ok()?;
    let touch = tokens.get(at + 1).is_some_and(|next| next.range.start == tokens[at].range.end + 1);
    let of_forty = touch && word(tokens, at + 1) == "40" && (4..=42).contains(&weeks);
    of_forty.then(|| AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..at + 2 })
}

/// "under 5s", "0-5", "5 to 11 year olds", "aged 11 to 16", "13-19".
fn range(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    if matches!(first, "under" | "below") {
        let limit = word(tokens, at + 1);
        let high = number(limit.strip_suffix('s').unwrap_or(limit))?;
        let end = skip(tokens, at + 2, &["s", "year", "years", "yr", "yrs", "old", "olds"]);
        let money = matches!(word(tokens, end), "pounds" | "quid" | "miles" | "minutes" | "weeks" | "months");
        return if high == 0 || high > 19 || money {
            None
        } else {
            years(format!("under {high}"), 0, high - 1, at..end)
        };
    }
    let joined = first.strip_prefix("u").and_then(|rest| rest.strip_suffix('s').or(Some(rest)));
    if let Some(high) = joined.and_then(|digits| digits.parse::<u16>().ok()).filter(|high| (2..=18).contains(high)) {
        return years(format!("under {high}"), 0, high - 1, at..at + 1);
    }
    let low = number(first).filter(|low| *low <= 25)?;
    let dash = matches!(word(tokens, at + 1), "to" | "till" | "until");
    // A dash splits words, so that "5-11" is two numbers that touch but for one character.
    let touch = tokens.get(at + 1).is_some_and(|next| next.range.start == tokens[at].range.end + 1);
    let (high, end) =
        if dash { (number(word(tokens, at + 2))?, at + 3) } else { (number(word(tokens, at + 1))?, at + 2) };
    let after = word(tokens, end);
    let timed = matches!(after, "am" | "pm" | "weeks" | "week" | "months" | "days" | "miles" | "hours");
    let said = dash || (touch && after != "and");
    if !said || high <= low || high > 25 || timed || unit(after) == Some(Unit::Months) {
        return None;
    }
    let is_age =
        matches!(before(tokens, at), "aged" | "age" | "ages" | "for" | "kids" | "children" | "from" | "my" | "")
            || unit(after) == Some(Unit::Years)
            || matches!(after, "s" | "olds" | "yo")
            || !dash;
    if !is_age {
        return None;
    }
    let end = skip(tokens, end, &["year", "years", "yr", "yrs", "yo", "yos", "old", "olds", "s"]);
    years(format!("{low} to {high}"), low, high, at..end)
}

fn skip(tokens: &[Token], mut at: usize, words: &[&str]) -> usize {
    while words.contains(&word(tokens, at)) {
        at += 1;
    }
    at
}

/// "14yo", "6 month old", "18 months", "2 yr old", "20 weeks pregnant", "eighteen months".
fn measured(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    let split = first.find(|c: char| !c.is_ascii_digit()).filter(|&i| i > 0);
    let (amount, unit, mut end, joined) = match split {
        Some(i) => (first[..i].parse::<u16>().ok()?, unit(&first[i..])?, at + 1, &first[i..]),
        None => (number(first)?, unit(word(tokens, at + 1))?, at + 2, ""),
    };
    let mut old = matches!(joined, "yo" | "yos" | "yearold" | "yrold");
    while matches!(word(tokens, end), "old" | "olds" | "of" | "yo") {
        if word(tokens, end) == "of" {
            if word(tokens, end + 1) != "age" {
                break;
            }
            end += 1;
        }
        old = true;
        end += 1;
    }
    if unit == Unit::Weeks && !old && PREGNANT.contains(&word(tokens, end)) {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..end + 1 });
    }
    let after = word(tokens, end);
    let prior = before(tokens, at);
    let waits = matches!(
        prior,
        "for"
            | "in"
            | "past"
            | "last"
            | "over"
            | "after"
            | "within"
            | "every"
            | "next"
            | "been"
            | "nearly"
            | "about"
            | "waiting"
            | "waited"
            | "wait"
            | "another"
    ) && !old;
    let waiting = matches!(
        after,
        "wait"
            | "waiting"
            | "waited"
            | "ago"
            | "until"
            | "till"
            | "behind"
            | "late"
            | "since"
            | "left"
            | "rent"
            | "arrears"
            | "on"
            | "in"
            | "to"
            | "now"
            | "notice"
            | "sober"
            | "clean"
            | "away"
            | "pregnant"
            | "gone"
            | "together"
            | "married"
            | "overdue"
    );
    let child_near =
        matches!(after, "baby" | "boy" | "girl" | "son" | "daughter" | "lad" | "twins") || CHILD.contains(&prior);
    let told = match unit {
        Unit::Years if matches!(after, "check" | "review" | "assessment") && amount <= 3 => true,
        Unit::Years => {
            old || (!waits
                && !waiting
                && (child_near || end == tokens.len() || joined.starts_with('y'))
                && !joined.is_empty())
                || (!waits && !waiting && child_near)
        }
        Unit::Months | Unit::Weeks | Unit::Days => old || child_near || (!waits && !waiting),
    };
    if !told || (amount > 25 && unit == Unit::Years) {
        return None;
    }
    let age = match unit {
        Unit::Years => Age::from_months(amount * 12),
        Unit::Months if amount <= 60 => Age::from_months(amount),
        Unit::Weeks if amount <= 104 => Age::from_months((f64::from(amount) / 4.345) as u16),
        Unit::Days if amount <= 60 => Age::from_months(amount / 30),
        _ => return None,
    }
    .ok()?;
    let label = match unit {
        Unit::Weeks => format!("{amount} weeks"),
        Unit::Days => format!("{amount} days"),
        _ => age.to_string(),
    };
    // A baby of weeks is in its first year, whatever the month.
    let age = if age == Age::Years(0) && unit == Unit::Months { Age::Months(1) } else { age };
    Some(AgeMention { label, ages: vec![age], tokens: at..end })
}

/// A number on its own that can only be an age: "im 15", "son, 9", "my two, 3 and 9", "pregnant
/// 17", "16 left school".
fn bare(tokens: &[Token], at: usize, found: &[AgeMention]) -> Option<AgeMention> {
    let number = number(word(tokens, at)).filter(|n| (0..=19).contains(n) || (20..=25).contains(n))?;
    let digits = word(tokens, at).bytes().all(|b| b.is_ascii_digit());
    let prior = before(tokens, at);
    let after = word(tokens, at + 1);
    // "2, 9 and 14": a number that follows another age through "and" or a comma is one too.
    let follows = found.last().is_some_and(|last| {
        last.tokens.end == at || (last.tokens.end + 1 == at && matches!(prior, "and" | "n" | "or" | "plus"))
    }) && found.last().is_some_and(|last| last.ages.len() == 1 && last.ages[0] != Age::Pregnancy);
    let counted = COUNTED.contains(&after);
    if counted && !(matches!(after, "little" | "young" | "other")) || (!follows && NUMBERED.contains(&prior)) {
        return None;
    }
    // "two", "three" and "one" count children far more often than they say an age.
    if !digits
        && !follows
        && !matches!(prior, "aged" | "age" | "is" | "im" | "hes" | "shes" | "turned" | "nearly" | "just" | "almost")
    {
        return None;
    }
    let listed = matches!(after, "and" | "n")
        && self::number(word(tokens, at + 2)).is_some()
        && !COUNTED.contains(&word(tokens, at + 3))
        || self::number(after).is_some() && found.is_empty() && at + 2 <= tokens.len();
    let near_child = CHILD.contains(&prior)
        || (at >= 2
            && CHILD.contains(&word(tokens, at - 2))
            && matches!(
                prior,
                "is" | "was"
                    | "now"
                    | "are"
                    | "only"
                    | "just"
                    | "turned"
                    | "whos"
                    | "whose"
                    | "nearly"
                    | "almost"
                    | "aged"
                    | "am"
            ))
        || matches!(
            after,
            "boy" | "girl" | "male" | "female" | "son" | "daughter" | "lad" | "m" | "f" | "yo" | "pregnant"
        );
    let is_words = matches!(prior, "is" | "am" | "was" | "turns" | "be") && (13..=19).contains(&number)
        || prior == "is" && after.is_empty()
        || matches!(prior, "only" | "just")
            && matches!(before(tokens, at - 1), "hes" | "shes" | "is" | "im" | "are" | "theyre")
            && !COUNTED.contains(&after);
    let alone = (10..=19).contains(&number)
        && (at == 0 || at + 1 == tokens.len())
        && tokens.len() > 1
        && digits
        && prior != "and";
    let told = follows || near_child || is_words || alone || (listed && digits && number <= 19);
    told.then(|| years(Age::Years(number).to_string(), number, number, at..at + 1)).flatten()
}

/// "newborn", "toddler", "teenager", "pregnant".
fn stage(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    if PREGNANT.contains(&first) {
        let not = matches!(before(tokens, at), "not" | "get" | "getting")
            || matches!(word(tokens, at + 1), "trauma" | "loss" | "test");
        return (!not).then(|| AgeMention {
            label: "pregnancy".into(),
            ages: vec![Age::Pregnancy],
            tokens: at..at + 1,
        });
    }
    if matches!(first, "having" | "expect" | "due") && word(tokens, at + 1) == "a" && word(tokens, at + 2) == "baby" {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..at + 3 });
    }
    let (words, label, from, to) = STAGES
        .iter()
        .filter(|(words, ..)| words.iter().enumerate().all(|(i, w)| word(tokens, at + i) == *w))
        .max_by_key(|(words, ..)| words.len())?;
    let end = at + words.len();
    if *label == "baby" {
        let around: Vec<&str> = (at.saturating_sub(2)..at).map(|i| word(tokens, i)).collect();
        if NOT_A_BABY.contains(&word(tokens, end)) || around.iter().any(|w| NO_BABY_YET.contains(w)) {
            return None;
        }
    }
    if *label == "Reception" && words.len() == 1 && matches!(word(tokens, end), "desk" | "area" | "room") {
        return None;
    }
    years(*label, *from, *to, at..end)
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

/// Numbers in figures, or in words up to twenty.
fn number(word: &str) -> Option<u16> {
    const WORDS: [&str; 21] = [
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
    if word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    match word {
        "fives" => Some(5),
        _ => WORDS.iter().position(|w| *w == word).map(|n| n as u16),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::text;

    fn said(text: &str) -> Vec<Age> {
        read(&text::tokens(text)).into_iter().flat_map(|mention| mention.ages).collect()
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
            ("clubs for 8-11", &[y(8), y(9), y(10), y(11)]),
        ];
        for (text, ages) in cases {
            assert_eq!(&said(text), ages, "{text}");
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
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
