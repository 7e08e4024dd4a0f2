//! Ages in figures: "14yo", "6 month old", "0-5", "my two, 3 and 9".

use super::{AgeMention, Unit, before, number, skip, unit, word, years};
use crate::{text::Token, vocabulary::Vocabulary};
use directory::{Age, WordUse};

/// "under 5s", "0-5", "5 to 11 year olds", "aged 11 to 16", "13-19".
pub(super) fn range(tokens: &[Token], at: usize) -> Option<AgeMention> {
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

/// "2 and a half", "two and a half year old".
pub(super) fn and_a_half(tokens: &[Token], at: usize) -> Option<AgeMention> {
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

/// "14yo", "6 month old", "18 months", "2 yr old", "20 weeks pregnant", "eighteen months".
pub(super) fn measured(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> Option<AgeMention> {
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
    if unit == Unit::Weeks && !old && vocabulary.is(WordUse::Pregnant, word(tokens, end)) {
        return Some(AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: at..end + 1 });
    }
    let after = word(tokens, end);
    let prior = before(tokens, at);
    let waits = vocabulary.is(WordUse::BeforeSpan, prior) && !old;
    let waiting = vocabulary.is(WordUse::AfterSpan, after);
    let child_near = matches!(after, "baby" | "boy" | "girl" | "son" | "daughter" | "lad" | "twins")
        || vocabulary.is(WordUse::Child, prior);
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
/// 17", "16 left school", "wets the bed still at 8".
pub(super) fn bare(tokens: &[Token], at: usize, found: &[AgeMention], vocabulary: &Vocabulary) -> Option<AgeMention> {
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
    let counted = vocabulary.is(WordUse::AfterNumber, after) && !matches!(after, "little" | "young" | "other");
    if counted || (!follows && !growing && vocabulary.is(WordUse::BeforeNumber, prior)) {
        return None;
    }
    // "two", "three" and "one" count children far more often than they say an age.
    if !digits && !follows && !vocabulary.is(WordUse::BeforeAge, prior) {
        return None;
    }
    let alone = tokens.iter().enumerate().all(|(i, token)| i == at || super::number(&token.word).is_none());
    let told = follows
        || growing
        || near_child(tokens, at, vocabulary)
        || is_said(tokens, at, number)
        || begins_a_list(tokens, at, found, vocabulary) && digits && number <= 19
        || digits && tokens.len() > 1 && prior != "and" && alone && is_of_a_young_person(tokens, at, number);
    told.then(|| years(Age::Years(number).to_string(), number, number, at..at + 1)).flatten()
}

/// A word for a child stands right before it, or one word away: "son 9", "daughter is 12".
fn near_child(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    vocabulary.is(WordUse::Child, before(tokens, at))
        || (vocabulary.is(WordUse::Child, before_that)
            && vocabulary.is(WordUse::BetweenChildAndAge, before(tokens, at)))
        || vocabulary.is(WordUse::AfterAge, word(tokens, at + 1))
}

/// "is 15", "hes only 13".
fn is_said(tokens: &[Token], at: usize, number: u16) -> bool {
    let prior = before(tokens, at);
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    matches!(prior, "is" | "am" | "was" | "turns" | "be") && (13..=19).contains(&number)
        || prior == "is" && word(tokens, at + 1).is_empty()
        || matches!(prior, "only" | "just") && matches!(before_that, "hes" | "shes" | "is" | "im" | "are" | "theyre")
}

/// "3 and 9", "3, 9".
fn begins_a_list(tokens: &[Token], at: usize, found: &[AgeMention], vocabulary: &Vocabulary) -> bool {
    let after = word(tokens, at + 1);
    let and = matches!(after, "and" | "n")
        && super::number(word(tokens, at + 2)).is_some()
        && !vocabulary.is(WordUse::AfterNumber, word(tokens, at + 3));
    and || super::number(after).is_some() && found.is_empty()
}

/// A number from 10 to 19 at either end of the words, or from 11 to 17 inside them.
fn is_of_a_young_person(tokens: &[Token], at: usize, number: u16) -> bool {
    let at_an_end = at == 0 || at + 1 == tokens.len();
    if at_an_end { (10..=19).contains(&number) } else { (11..=17).contains(&number) }
}
