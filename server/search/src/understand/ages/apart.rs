//! What the words and marks around a number say: that it stands apart as an age, or that it is of another
//! time.

use super::{AgeMention, Unit, before, between, number, numbers::is_of_somebody, unit, word, years};
use crate::{text::Token, vocabulary::Vocabulary};
use directory::{Age, WordUse};
use std::ops::Range;

/// Marks that part a number from the words beside it.
const MARKS: [char; 12] = [',', '.', ';', ':', '!', '?', '(', ')', '-', '\u{2013}', '\u{2014}', '\n'];
/// How far before a number it is looked for whose age at another time it is.
const FARTHEST: usize = 4;
/// The most months or weeks of doctors' notation, "9/12" and "6/52", that are an age.
const MOST_MONTHS: u16 = 24;
const MOST_WEEKS: u16 = 26;

/// Whether a mark, or the beginning of the text, stands before a token.
pub(super) fn begins_clause(tokens: &[Token], text: &str, at: usize) -> bool {
    at == 0 || parts(text.get(tokens[at - 1].range.end..tokens[at].range.start).unwrap_or_default())
}

/// Whether a mark, or the end of the text, stands after a token.
pub(super) fn ends_clause(tokens: &[Token], text: &str, at: usize) -> bool {
    let rest = text.get(tokens[at].range.end..).unwrap_or_default();
    match tokens.get(at + 1) {
        Some(next) => parts(text.get(tokens[at].range.end..next.range.start).unwrap_or_default()),
        None => !rest.starts_with(['%', '/', '+']),
    }
}

/// Whether a number may be an age beside another: not of months or weeks, and of somebody young.
pub(super) fn may_be_age(tokens: &[Token], at: usize) -> bool {
    number(word(tokens, at)).is_some_and(|amount| amount <= 25) && unit(word(tokens, at + 1)).is_none()
}

/// Whether what stands between two words parts them: a mark with a space, and no sign of money.
fn parts(between: &str) -> bool {
    between.contains(char::is_whitespace) && between.contains(MARKS) && !between.contains(['£', '$', '€', '#'])
}

/// A number that stands between marks: "my lad, 8, hates bangs", "13, hooked on sweets", "… awake. Two".
pub(super) fn is_apart(tokens: &[Token], text: &str, at: usize, vocabulary: &Vocabulary) -> bool {
    let Some(amount) = number(word(tokens, at)) else { return false };
    let is_figure = word(tokens, at).bytes().all(|byte| byte.is_ascii_digit());
    let fits = if is_figure { (1..=19).contains(&amount) } else { (2..=19).contains(&amount) };
    let ends = ends_clause(tokens, text, at) || is_birthday(tokens, at, vocabulary) || is_told_on(tokens, at);
    // ", only 7".
    let softened = matches!(before(tokens, at), "only" | "just" | "aged" | "age" | "still");
    let begins = begins_clause(tokens, text, at) || softened && begins_clause(tokens, text, at - 1);
    fits && tokens.len() > 1 && begins && ends
}

/// "three and not one word yet": the age comes first.
fn is_told_on(tokens: &[Token], at: usize) -> bool {
    const GOES_ON: [&str; 10] = ["not", "no", "still", "never", "wont", "cant", "doesnt", "has", "hasnt", "isnt"];
    at == 0 && word(tokens, 1) == "and" && GOES_ON.contains(&word(tokens, 2))
}

/// "lad of 14", "twins of 4".
pub(super) fn is_of_child(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    at >= 2 && before(tokens, at) == "of" && vocabulary.is(WordUse::ChildOfAge, word(tokens, at - 2))
}

/// "5 in June", "will be 5 next month": the age is reached then.
pub(super) fn is_birthday(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let passed = matches!(before(tokens, at), "turned" | "was" | "been");
    let in_month = word(tokens, at + 1) == "in" && vocabulary.is(WordUse::MonthName, word(tokens, at + 2));
    let is_next = word(tokens, at + 1) == "next" && matches!(word(tokens, at + 2), "week" | "month");
    !passed && (in_month || is_next)
}

/// "since I was 3", "til I'm 14", "when he's 5": an age, but not of now.
pub(super) fn is_of_another_time(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let is_now = matches!(word(tokens, at + 1), "last" | "yesterday" | "today");
    for before in (at.saturating_sub(FARTHEST)..at).rev() {
        match word(tokens, before) {
            "was" | "were" if !is_now => return true,
            "i" | "im" | "he" | "hes" | "she" | "shes" | "they" | "theyre" | "is" | "am" | "are" | "turn" | "turns"
            | "was" | "were" | "about" | "around" | "nearly" | "only" => {}
            word => return vocabulary.is(WordUse::BeforeOtherTime, word) && before + 1 < at,
        }
    }
    false
}

/// "I have 14 years", "my son has eight years": said as other languages say it.
pub(super) fn has_years(tokens: &[Token], text: &str, at: usize, end: usize, vocabulary: &Vocabulary) -> bool {
    let amount = number(word(tokens, at)).unwrap_or_default();
    let before_that = at.checked_sub(2).map_or("", |two| word(tokens, two));
    let is_somebody = matches!(before_that, "i" | "he" | "she") || vocabulary.is(WordUse::ChildOfAge, before_that);
    let ends = ends_clause(tokens, text, end - 1) || matches!(word(tokens, end), "and" | "but" | "old");
    matches!(before(tokens, at), "have" | "has") && is_somebody && (2..=19).contains(&amount) && ends
}

/// "15F", "14M": how professionals write age and sex. A small m stands for months.
pub(super) fn with_sex(tokens: &[Token], text: &str, at: usize) -> Option<AgeMention> {
    let digits = word(tokens, at).strip_suffix(['f', 'm'])?;
    let amount = number(digits).filter(|amount| (1..=19).contains(amount))?;
    let is_sex = text.get(tokens[at].range.clone())?.ends_with(['f', 'F', 'M']);
    is_sex.then(|| years(Age::Years(amount).to_string(), amount, amount, at..at + 1)).flatten()
}

/// "DS4", "dd6": a son or daughter with the age.
pub(super) fn joined_to_child(tokens: &[Token], at: usize) -> Option<AgeMention> {
    let first = word(tokens, at);
    let amount = number(first.strip_prefix("ds").or(first.strip_prefix("dd"))?)?;
    let is_age = first.ends_with(|c: char| c.is_ascii_digit()) && amount <= 19;
    is_age.then(|| years(Age::Years(amount).to_string(), amount, amount, at..at + 1)).flatten()
}

/// "baby 3/12" and "6/52": months and weeks as doctors write them. Beside another age they are how long
/// something lasts.
pub(super) fn months_of_doctors(
    tokens: &[Token],
    text: &str,
    at: usize,
    found: &[AgeMention],
    vocabulary: &Vocabulary,
) -> Option<AgeMention> {
    let amount = number(word(tokens, at)).filter(|amount| *amount > 0)?;
    if between(tokens, text, at) != "/" {
        return None;
    }
    let months = match word(tokens, at + 1) {
        "12" if amount <= MOST_MONTHS => amount,
        "52" if amount <= MOST_WEEKS => amount / 4,
        _ => return None,
    };
    let prior = before(tokens, at);
    let is_date = matches!(prior, "on" | "by" | "from" | "dated" | "the" | "until" | "born");
    let of_child = vocabulary.is(WordUse::ChildOfAge, prior);
    let other = found.iter().any(|mention| !mention.ages.contains(&Age::Pregnancy) && mention.label != "baby");
    if is_date || !of_child && (other || vocabulary.is(WordUse::BeforeSpan, prior) || has_later_age(tokens, at)) {
        return None;
    }
    let age = Age::from_months(months).ok()?;
    Some(AgeMention { label: age.to_string(), ages: vec![age], tokens: at..at + 2 })
}

/// "2y 4m", "2 years 3 months": the months that are told after years, and where they end.
pub(super) fn more_months(tokens: &[Token], at: usize) -> Option<(u16, usize)> {
    let first = word(tokens, at);
    let letters = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_month = |word: &str| unit(word) == Some(Unit::Months);
    let (months, end) = if is_month(letters) && letters.len() < first.len() {
        (number(first.strip_suffix(letters)?)?, at + 1)
    } else {
        (number(first).filter(|_| is_month(word(tokens, at + 1)))?, at + 2)
    };
    (months < 12).then_some((months, end))
}

/// Whether an age is told with its unit after a token.
fn has_later_age(tokens: &[Token], at: usize) -> bool {
    let is_age = |word: &str| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        letters.len() < word.len() && matches!(letters, "yo" | "f" | "m" | "y" | "yr")
    };
    tokens[at..].iter().any(|token| is_age(&token.word))
}

/// "22 weeks gone", "im 22 wks": the pregnancy of whoever speaks; `Some(None)` for weeks that are no age.
pub(super) fn own_weeks(
    tokens: &[Token],
    span: Range<usize>,
    measure: Unit,
    amount: u16,
    vocabulary: &Vocabulary,
) -> Option<Option<AgeMention>> {
    let most = match measure {
        Unit::Weeks => 42,
        Unit::Months => 9,
        Unit::Years | Unit::Days => return None,
    };
    let after = word(tokens, span.end);
    let is_own = is_of_somebody(tokens, span.start) && {
        let at = span.start.saturating_sub(2);
        (at..span.start).any(|at| matches!(word(tokens, at), "im" | "i"))
    };
    let is_gone = after == "gone" && !matches!(word(tokens, span.end + 1), "by" | "and") && amount > 2;
    if !is_own && !is_gone {
        return None;
    }
    let is_pregnancy = amount <= most && (is_gone || !vocabulary.is(WordUse::AfterSpan, after));
    Some(is_pregnancy.then(|| AgeMention { label: "pregnancy".into(), ages: vec![Age::Pregnancy], tokens: span }))
}

/// Whether a span of months, weeks or days that nobody is named beside is the age of a baby.
pub(super) fn is_of_baby(
    tokens: &[Token],
    text: &str,
    span: Range<usize>,
    measure: Unit,
    vocabulary: &Vocabulary,
) -> bool {
    let is_any = |word_use| tokens.iter().any(|token| vocabulary.is(word_use, &token.word));
    if is_any(WordUse::BesideBaby) {
        return true;
    }
    let is_apart = begins_clause(tokens, text, span.start) && ends_clause(tokens, text, span.end - 1);
    let is_joined = span.len() == 1;
    match measure {
        Unit::Months if is_any(WordUse::Waiting) => false,
        Unit::Months => is_apart || is_joined || span.start == 0 || before(tokens, span.start) == "at",
        _ => is_joined && begins_clause(tokens, text, span.start),
    }
}
