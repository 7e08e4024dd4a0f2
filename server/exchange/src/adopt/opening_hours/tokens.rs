//! The words, days, times and signs of opening hours in words.

use super::times::Time;
use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};

/// One word, time or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A day, or several that have one word.
    Days(Vec<Weekday>),
    /// Which of the month's: -1 is the last.
    Position(i8),
    Time(Time),
    /// Day and night.
    Always,
    Closed,
    /// "to", "til".
    To,
    Dash,
    /// What stands between the parts of a list.
    List,
    /// The end of a clause.
    End,
    /// A word that says nothing.
    Filler(String),
    /// What is in brackets, or stands behind "except".
    Note(String),
    /// Any other word.
    Word(String),
}

const EVERY_DAY: [Weekday; 7] = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
/// Days as OpenStreetMap and iCalendar write them; they are read so only before a sign or a time.
const CODES: [(&str, Weekday); 7] =
    [("mo", Mon), ("tu", Tue), ("we", Wed), ("th", Thu), ("fr", Fri), ("sa", Sat), ("su", Sun)];
const DAYS: [(&str, Weekday); 7] = [
    ("monday", Mon),
    ("tuesday", Tue),
    ("wednesday", Wed),
    ("thursday", Thu),
    ("friday", Fri),
    ("saturday", Sat),
    ("sunday", Sun),
];
const FILLERS: [&str; 19] = [
    "open", "opens", "opening", "hours", "hrs", "times", "from", "on", "every", "each", "is", "are", "we", "the", "of",
    "in", "a", "at", "weekly",
];
/// Words before what is left out; the rest of the clause belongs to them.
const EXCEPT: [&str; 6] = ["except", "excluding", "excl", "exc", "apart", "but"];
/// What may stand behind "24 hours" and says the same again.
const SAME_AGAIN: [&str; 9] = [
    "a day",
    "per day",
    "7 days a week",
    "seven days a week",
    "7 days",
    "365 days a year",
    "365 days",
    "every day",
    "all year round",
];

/// The tokens of a text; `None` where it holds a sign or a number that is none of these.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = plain_signs(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            ' ' | ':' => (None, 1),
            '-' => (Some(Token::Dash), 1),
            ',' | '&' | '/' | '+' => (Some(Token::List), 1),
            ';' | '|' | '\n' | '\u{2022}' | '*' => (Some(Token::End), first.len_utf8()),
            '.' if rest[1..].is_empty() || rest[1..].starts_with(char::is_whitespace) => (Some(Token::End), 1),
            '(' => {
                let end = rest.find(')')?;
                (Some(Token::Note(rest[1..end].trim().to_owned())), end + 1)
            }
            c if c.is_ascii_digit() => number(rest)?,
            c if c.is_alphabetic() => word(rest, tokens.last()),
            _ => return None,
        };
        tokens.extend(token);
        rest = &rest[length..];
    }
    of_month(&tokens)
}

/// The text with one sign for each that means the same, and no points in "a.m.".
fn plain_signs(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' => '\'',
            '[' => '(',
            ']' => ')',
            c if c.is_whitespace() && c != '\n' => ' ',
            c => c,
        })
        .collect();
    let pairs = [("a.m.", "am"), ("p.m.", "pm"), ("A.M.", "am"), ("P.M.", "pm"), ("a.m", "am"), ("p.m", "pm")];
    pairs.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// A time, a position, or "24 hours", and how many bytes it takes.
fn number(rest: &str) -> Option<(Option<Token>, usize)> {
    let lower = rest.to_ascii_lowercase();
    for always in ["24/7", "24 hours", "24hours", "24 hrs", "24hrs", "24 hour", "24hr"] {
        if lower.starts_with(always) {
            let mut length = always.len();
            while let Some(more) = same_again(&lower[length..]) {
                length += more;
            }
            return Some((Some(Token::Always), length));
        }
    }
    for all in ["7 days a week", "7 days"] {
        if lower.starts_with(all) {
            return Some((Some(Token::Days(EVERY_DAY.to_vec())), all.len()));
        }
    }
    let digits = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
    let ordinal = ["st", "nd", "rd", "th"].iter().find(|ending| lower[digits..].starts_with(**ending));
    if ordinal.is_some() {
        let position = lower[..digits].parse().ok().filter(|position| (1..=5).contains(position))?;
        return Some((Some(Token::Position(position)), digits + 2));
    }
    let (time, length) = Time::read(&lower)?;
    let is_glued = lower[length..].starts_with(|c: char| c.is_alphanumeric());
    (!is_glued).then_some((Some(Token::Time(time)), length))
}

/// How long the words are that say "24 hours" again.
fn same_again(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', ',']);
    let skipped = rest.len() - trimmed.len();
    SAME_AGAIN.iter().find(|words| trimmed.starts_with(**words)).map(|words| skipped + words.len())
}

/// A word, and how many bytes it takes.
fn word(rest: &str, before: Option<&Token>) -> (Option<Token>, usize) {
    let length = word_length(rest);
    let (written, after) = rest.split_at(length);
    let lower = written.to_lowercase();
    if EXCEPT.contains(&lower.as_str()) {
        let end = rest.find([';', '|', '\n']).unwrap_or(rest.len());
        let end = rest[..end].find(". ").unwrap_or(end);
        return (Some(Token::Note(rest[..end].trim().trim_end_matches('.').to_owned())), end);
    }
    let is_code = written.starts_with(char::is_uppercase)
        && (after.starts_with(['-', ','])
            || after.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())));
    let code = CODES.iter().find(|(code, _)| is_code && *code == lower).map(|(_, day)| *day);
    let is_every =
        matches!(before, Some(Token::Filler(filler)) if matches!(filler.as_str(), "every" | "each" | "Every" | "Each"));
    let token = match lower.as_str() {
        _ if code.or(weekday(&lower)).is_some() => {
            // "Mon." is short for it, and ends no sentence.
            let is_short = written.len() < 6 && after.starts_with(". ");
            return (code.or(weekday(&lower)).map(|day| Token::Days(vec![day])), length + usize::from(is_short));
        }
        "daily" | "everyday" => Token::Days(EVERY_DAY.to_vec()),
        "day" if is_every => Token::Days(EVERY_DAY.to_vec()),
        "weekday" | "weekdays" => Token::Days(EVERY_DAY[..5].to_vec()),
        "weekend" | "weekends" => Token::Days(EVERY_DAY[5..].to_vec()),
        "noon" | "midday" => Token::Time(Time::NOON),
        "midnight" => Token::Time(Time::MIDNIGHT),
        "to" | "til" | "till" | "until" | "through" | "thru" => Token::To,
        "and" => Token::List,
        "closed" | "shut" => Token::Closed,
        "first" => Token::Position(1),
        "second" => Token::Position(2),
        "third" => Token::Position(3),
        "fourth" => Token::Position(4),
        "last" => Token::Position(-1),
        filler if FILLERS.contains(&filler) => Token::Filler(written.to_owned()),
        _ => Token::Word(written.to_owned()),
    };
    (Some(token), length)
}

/// The letters of a word; a dash inside one belongs to it ("drop-in") unless days stand on either side.
fn word_length(rest: &str) -> usize {
    let letters = |text: &str| text.find(|c: char| !c.is_alphabetic() && c != '\'').unwrap_or(text.len());
    let mut length = letters(rest);
    while let Some(next) = rest[length..].strip_prefix('-').filter(|next| next.starts_with(char::is_alphabetic)) {
        let is_day = |word: &str| {
            weekday(&word.to_lowercase()).is_some() || (word.len() == 2 && word.starts_with(char::is_uppercase))
        };
        if is_day(&rest[..length]) || is_day(&next[..letters(next)]) {
            break;
        }
        length += 1 + letters(next);
    }
    length
}

/// The day that a word of small letters names, in whole or by three letters or more.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let one = if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word };
    let is_day = |(name, _): &&(&str, Weekday)| one.len() > 2 && (name.starts_with(one) || name.starts_with(word));
    let short = [("weds", Wed), ("thurs", Thu), ("thur", Thu)].into_iter().find(|(name, _)| *name == word);
    short.map(|(_, day)| day).or_else(|| DAYS.iter().find(is_day).map(|(_, day)| *day))
}

/// The tokens without "of the month" behind a position, which says the same; the word alone says how often.
fn of_month(tokens: &[Token]) -> Option<Vec<Token>> {
    let has_position = |at: usize| {
        let clause = tokens[..at].rsplit(|token| *token == Token::End).next().unwrap_or_default();
        clause.iter().any(|token| matches!(token, Token::Position(_)))
    };
    let is_month = |at: usize| matches!(&tokens[at], Token::Word(word) if word.eq_ignore_ascii_case("month"));
    let kept = (0..tokens.len()).filter(|at| !(is_month(*at) && has_position(*at)));
    Some(kept.map(|at| tokens[at].clone()).collect())
}
