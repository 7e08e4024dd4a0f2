//! Ages in figures: "14yo", "6 month old", "0-5", "my two, 3 and 9".

use super::{AgeMention, Unit, apart, before, between, number, skip, unit, word, years};
use crate::{text::Token, vocabulary::Vocabulary};
use directory::{Age, WordUse};

/// Marks between two numbers that make them a span.
const DASHES: [char; 5] = ['-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}'];
/// Words that go on telling an age in years.
const YEARS_OLD: [&str; 9] = ["s", "year", "years", "yr", "yrs", "yo", "yos", "old", "olds"];
/// Words after a whole and a half that make it no age, besides those after any number.
const MEASURES: [&str; 3] = ["grand", "k", "metre"];

/// "under 5s", "0-5", "5 to 11 year olds", "aged 8 – 11", "13-19".
pub(super) fn range(tokens: &[Token], text: &str, at: usize) -> Option<AgeMention> {
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
    let in_words = matches!(word(tokens, at + 1), "to" | "till" | "until");
    let mark = between(tokens, text, at);
    let dash = !mark.is_empty() && mark.chars().all(|c| DASHES.contains(&c));
    let (high, end) =
        if in_words { (number(word(tokens, at + 2))?, at + 3) } else { (number(word(tokens, at + 1))?, at + 2) };
    let after = word(tokens, end);
    let timed = matches!(after, "am" | "pm" | "weeks" | "week" | "months" | "days" | "miles" | "hours");
    let said = in_words || (dash && after != "and");
    if !said || high <= low || high > 25 || timed || unit(after) == Some(Unit::Months) {
        return None;
    }
    let is_age =
        matches!(before(tokens, at), "aged" | "age" | "ages" | "for" | "kids" | "children" | "from" | "my" | "")
            || unit(after) == Some(Unit::Years)
            || matches!(after, "s" | "olds" | "yo")
            || dash;
    if !is_age {
        return None;
    }
    let end = skip(tokens, end, &YEARS_OLD);
    years(format!("{low} to {high}"), low, high, at..end)
}

/// "16+", "16 plus", "18 and over", "over 18s": from an age up to the oldest.
pub(super) fn over(tokens: &[Token], text: &str, at: usize, vocabulary: &Vocabulary) -> Option<AgeMention> {
    let first = word(tokens, at);
    let named = matches!(first, "over" | "above");
    let from = if named { word(tokens, at + 1) } else { first };
    let low = number(from.strip_suffix('s').filter(|_| named).unwrap_or(from)).filter(|low| (3..=21).contains(low))?;
    // "28+3" is weeks and days of pregnancy.
    let rest = text.get(tokens[at].range.end..).and_then(|rest| rest.strip_prefix('+'));
    let end = if named {
        at + 2
    } else if rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        at + 1
    } else if word(tokens, at + 1) == "plus" {
        at + 2
    } else if matches!(word(tokens, at + 1), "and" | "or" | "n")
        && matches!(word(tokens, at + 2), "over" | "above" | "up" | "upwards" | "older")
    {
        at + 3
    } else {
        return None;
    };
    let told = skip(tokens, end, &YEARS_OLD);
    // "over 10 miles", "over 5 years waiting": a unit that is no age.
    let in_years = unit(word(tokens, end)).is_none_or(|unit| unit == Unit::Years);
    let old = told > end && matches!(word(tokens, told - 1), "old" | "olds" | "s" | "yo" | "yos");
    let counts = vocabulary.is(WordUse::AfterNumber, word(tokens, end)) && !old;
    (in_years && !counts).then(|| years(format!("{low} and over"), low, u16::MAX, at..told)).flatten()
}

/// Whole and half years: "2 and a half", "7½", "15 1/2", "1.5 years old", "a year and a half".
pub(super) fn with_half(tokens: &[Token], text: &str, at: usize, vocabulary: &Vocabulary) -> Option<AgeMention> {
    let (months, end, in_words) = whole_and_part(tokens, text, at)?;
    let is_money = text.get(..tokens[at].range.start).is_some_and(|text| text.ends_with('£'));
    if !(6..=18 * 12 + 6).contains(&months) || is_money {
        return None;
    }
    let after = word(tokens, end);
    let span = unit(after);
    let told = skip(tokens, end, &YEARS_OLD);
    let old = told > end && matches!(word(tokens, told - 1), "old" | "olds" | "yo" | "yos");
    let prior = before(tokens, at);
    // "waited 2 and a half years", "1.5 years ago".
    let waits = span.is_some()
        && !old
        && (vocabulary.is(WordUse::BeforeSpan, prior) || vocabulary.is(WordUse::AfterSpan, word(tokens, end + 1)));
    let counts = span.is_none() && (vocabulary.is(WordUse::AfterNumber, after) || MEASURES.contains(&after));
    if waits || counts || matches!(span, Some(Unit::Days)) {
        return None;
    }
    let age = match span {
        Some(Unit::Months) => Age::from_months((months / 12).max(1)),
        Some(Unit::Weeks) => Age::from_months(((f64::from(months) / 12.0 / 4.345) as u16).max(1)),
        _ => Age::from_months(months),
    }
    .ok()?;
    let near = near_child(tokens, at, vocabulary) || is_of_somebody(tokens, at);
    let alone = at == 0 && told == tokens.len();
    if !(in_words || span.is_some() || old || near || alone || vocabulary.is(WordUse::AfterAge, after)) {
        return None;
    }
    let label = match span {
        Some(Unit::Months | Unit::Weeks) => age.to_string(),
        _ if months % 12 == 6 => format!("{} and a half", months / 12),
        _ => age.to_string(),
    };
    let told =
        if matches!(span, Some(Unit::Months | Unit::Weeks)) { skip(tokens, end + 1, &["old", "olds"]) } else { told };
    Some(AgeMention { label, ages: vec![age], tokens: at..told })
}

/// Where a number with a part ends, whatever it counts: "2.5 miles", "4.10", "1:1", "6-0" and "£1.80" are no ages
/// of two, four, one and six.
pub(super) fn end_of_parted(tokens: &[Token], text: &str, at: usize) -> Option<usize> {
    let is_money = text.get(..tokens[at].range.start).is_some_and(|text| text.ends_with(['£', '$', '€']));
    let is_joined = tokens.get(at + 1).is_some_and(|next| next.range.start == tokens[at].range.end + 1);
    let both = number(word(tokens, at)).is_some() && number(word(tokens, at + 1)).is_some();
    let is_score = between(tokens, text, at) == "-" && number(word(tokens, at)) >= number(word(tokens, at + 1));
    let is_time = both && is_joined && (is_score || matches!(between(tokens, text, at), "." | ":"));
    let parted = whole_and_part(tokens, text, at).map(|(_, end, _)| end);
    parted.or((is_time || is_money && is_joined && both).then_some(at + 2)).or(is_money.then_some(at + 1))
}

/// A whole number with a part of one, in twelfths; where it ends; and whether the half is a word.
fn whole_and_part(tokens: &[Token], text: &str, at: usize) -> Option<(u16, usize, bool)> {
    let first = word(tokens, at);
    let says = |from: usize, words: &[&str]| words.iter().enumerate().all(|(i, said)| word(tokens, from + i) == *said);
    // "2.5yo".
    let unit_joined = |part: &str| unit(part.trim_start_matches(|c: char| c.is_ascii_digit())) == Some(Unit::Years);
    let and_half = |from: usize| {
        [&["and", "a", "half"][..], &["and", "half"], &["n", "a", "half"]]
            .into_iter()
            .find(|words| says(from, words))
            .map(|words| from + words.len())
    };
    if matches!(first, "year" | "yr")
        && matches!(before(tokens, at), "a" | "")
        && let Some(end) = and_half(at + 1)
    {
        return Some((18, end, true));
    }
    if let Some(whole) = first.strip_suffix('½') {
        return Some((number(whole)? * 12 + 6, at + 1, false));
    }
    let whole = number(first)? * 12;
    if let Some(end) = and_half(at + 1) {
        return Some((whole + 6, end, true));
    }
    // "two and a bit".
    if says(at + 1, &["and", "a", "bit"]) {
        return Some((whole, at + 4, true));
    }
    // "2 years and a half".
    if unit(word(tokens, at + 1)) == Some(Unit::Years)
        && let Some(end) = and_half(at + 2)
    {
        return Some((whole + 6, end, true));
    }
    if word(tokens, at + 1) == "½" {
        return Some((whole + 6, at + 2, false));
    }
    if word(tokens, at + 1) == "1" && word(tokens, at + 2) == "2" && between(tokens, text, at + 1) == "/" {
        return Some((whole + 6, at + 3, false));
    }
    let part = word(tokens, at + 1);
    let digit = part.get(..1).filter(|_| part.len() == 1 || unit_joined(part)).unwrap_or_default();
    let is_decimal = !digit.is_empty() && tokens.get(at + 1)?.range.start == tokens[at].range.end + 1;
    if is_decimal && between(tokens, text, at) == "." {
        return Some((whole + (number(digit)? * 12 + 5) / 10, at + 2, part.len() > 1));
    }
    None
}

/// "he is", "shes": somebody of whom an age is told.
pub(super) fn is_of_somebody(tokens: &[Token], at: usize) -> bool {
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    matches!(before(tokens, at), "hes" | "shes" | "im" | "theyre")
        || matches!(before(tokens, at), "is" | "am" | "are" | "only" | "just" | "nearly" | "almost")
            && matches!(before_that, "he" | "she" | "i" | "they" | "hes" | "shes" | "im" | "who" | "is")
}

/// "14yo", "15F", "6 month old", "18 months", "2 yr old", "20 weeks pregnant", "I have 14 years".
pub(super) fn measured(tokens: &[Token], text: &str, at: usize, vocabulary: &Vocabulary) -> Option<AgeMention> {
    let first = word(tokens, at);
    if let Some(sexed) = apart::with_sex(tokens, text, at) {
        return Some(sexed);
    }
    let split = first.find(|c: char| !c.is_ascii_digit()).filter(|&i| i > 0);
    // "17 w a baby": a letter that stands alone is a unit only before "old".
    let is_letter = word(tokens, at + 1).len() == 1 && word(tokens, at + 2) != "old";
    if split.is_none() && is_letter {
        return None;
    }
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
    if unit == Unit::Weeks && !old && vocabulary.is(WordUse::Pregnant, word(tokens, end)) {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..end + 1 });
    }
    let after = word(tokens, end);
    let prior = before(tokens, at);
    if let Some(pregnancy) = apart::own_weeks(tokens, at..end, unit, amount, vocabulary).filter(|_| !old) {
        return pregnancy;
    }
    let waits = vocabulary.is(WordUse::BeforeSpan, prior) && !old;
    let waiting = vocabulary.is(WordUse::AfterSpan, after);
    let child_near = matches!(after, "baby" | "boy" | "girl" | "son" | "daughter" | "lad" | "twins")
        || vocabulary.is(WordUse::Child, prior);
    let said_of = near_child(tokens, at, vocabulary) || is_of_somebody(tokens, at);
    if !old && apart::is_of_another_time(tokens, at, vocabulary) {
        return None;
    }
    let has_years = apart::has_years(tokens, text, at, end, vocabulary);
    let is_short = unit != Unit::Weeks || amount <= 16;
    let told = match unit {
        Unit::Years if has_years => true,
        Unit::Years if matches!(after, "check" | "review" | "assessment") && amount <= 3 => true,
        Unit::Years if waits && !old && prior != "nearly" => false,
        Unit::Years if !waiting && (said_of || at == 0 && end == tokens.len()) => true,
        Unit::Years => {
            old || (!waits
                && !waiting
                && (child_near || end == tokens.len() || joined.starts_with('y'))
                && !joined.is_empty())
                || (!waits && !waiting && child_near)
        }
        _ if old || said_of && is_short && after != "on" => true,
        _ => {
            is_short && (child_near || !waits && !waiting && apart::is_of_baby(tokens, text, at..end, unit, vocabulary))
        }
    };
    if !told || (amount > 25 && unit == Unit::Years) {
        return None;
    }
    let age = match unit {
        Unit::Years => {
            let (months, after) = apart::more_months(tokens, end).unwrap_or((0, end));
            end = after;
            Age::from_months(amount * 12 + months)
        }
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
/// 17", "16 left school", "wets the bed still at 8", "my lad, 8, hates bangs". One that somebody will be on
/// a birthday is a year less now.
pub(super) fn bare(
    tokens: &[Token],
    text: &str,
    at: usize,
    found: &[AgeMention],
    vocabulary: &Vocabulary,
) -> Option<AgeMention> {
    let number = number(word(tokens, at)).filter(|number| *number <= 25)?;
    let digits = word(tokens, at).bytes().all(|b| b.is_ascii_digit());
    let (prior, after) = (before(tokens, at), word(tokens, at + 1));
    // "2, 9 and 14": a number that follows another age through "and" or a comma is one too.
    let follows = found.last().is_some_and(|last| {
        let touches =
            last.tokens.end == at || (last.tokens.end + 1 == at && matches!(prior, "and" | "n" | "or" | "plus"));
        touches && last.ages.len() == 1 && last.ages[0] != Age::Pregnancy
    });
    let growing =
        prior == "at" && number <= 12 && tokens.iter().any(|token| vocabulary.is(WordUse::Growing, &token.word));
    let of_child = apart::is_of_child(tokens, at, vocabulary);
    let is_apart = apart::is_apart(tokens, text, at, vocabulary);
    let counted = vocabulary.is(WordUse::AfterNumber, after) && !matches!(after, "little" | "young" | "other");
    let counted = counted && !apart::ends_clause(tokens, text, at);
    let blocked = vocabulary.is(WordUse::BeforeNumber, prior) && !apart::begins_clause(tokens, text, at);
    let blocked = blocked && !(prior == "about" && begins_a_list(tokens, at, found, vocabulary));
    if counted || (!follows && !growing && !of_child && blocked) {
        return None;
    }
    if apart::is_of_another_time(tokens, at, vocabulary) {
        return None;
    }
    let birthday = apart::is_birthday(tokens, at, vocabulary);
    let now = number.saturating_sub(u16::from(birthday));
    let becomes = birthday && matches!(prior, "be" | "turns" | "turning");
    let said = (number >= 2 || apart::ends_clause(tokens, text, at)) && is_of_somebody(tokens, at);
    if of_child || is_apart || becomes || said && number <= 19 {
        return years(Age::Years(now).to_string(), now, now, at..at + 1);
    }
    // "two", "three" and "one" count children far more often than they say an age.
    if !digits && !follows && !vocabulary.is(WordUse::BeforeAge, prior) {
        return None;
    }
    let alone = (0..tokens.len()).all(|i| i == at || !apart::may_be_age(tokens, i));
    let told = follows
        || growing
        || near_child(tokens, at, vocabulary)
        || is_said(tokens, at, number)
        || begins_a_list(tokens, at, found, vocabulary) && digits && number <= 19
        || digits && tokens.len() > 1 && prior != "and" && alone && is_of_a_young_person(tokens, at, number);
    told.then(|| years(Age::Years(now).to_string(), now, now, at..at + 1)).flatten()
}

/// A word for a child stands right before it, or one word away: "son 9", "daughter is 12".
fn near_child(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    let is_child = |word| vocabulary.is(WordUse::Child, word) || vocabulary.is(WordUse::ChildOfAge, word);
    is_child(before(tokens, at))
        || before(tokens, at) == "one" && before_that == "little"
        || (is_child(before_that) && vocabulary.is(WordUse::BetweenChildAndAge, before(tokens, at)))
        || vocabulary.is(WordUse::AfterAge, word(tokens, at + 1))
}

/// "is 15", "hes only 13".
fn is_said(tokens: &[Token], at: usize, number: u16) -> bool {
    let prior = before(tokens, at);
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    matches!(prior, "is" | "am" | "turns" | "be") && (13..=19).contains(&number)
        || prior == "is" && word(tokens, at + 1).is_empty()
        || matches!(prior, "only" | "just") && matches!(before_that, "hes" | "shes" | "is" | "im" | "are" | "theyre")
}

/// "3 and 9", "3, 9".
fn begins_a_list(tokens: &[Token], at: usize, found: &[AgeMention], vocabulary: &Vocabulary) -> bool {
    let after = word(tokens, at + 1);
    let and = matches!(after, "and" | "n")
        && super::number(word(tokens, at + 2)).is_some()
        && (!vocabulary.is(WordUse::AfterNumber, word(tokens, at + 3))
            || unit(word(tokens, at + 3)) == Some(Unit::Years) && word(tokens, at + 4).starts_with("old"));
    and || super::number(after).is_some() && found.is_empty()
}

/// A number from 10 to 19 at either end of the words, or from 11 to 17 inside them.
fn is_of_a_young_person(tokens: &[Token], at: usize, number: u16) -> bool {
    let at_an_end = at == 0 || at + 1 == tokens.len();
    if at_an_end { (10..=19).contains(&number) } else { (11..=17).contains(&number) }
}
