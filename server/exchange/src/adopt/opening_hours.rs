//! Opening hours that somebody wrote as a sentence: "Mon - Thurs 9:15 AM – 4:45 PM; Fri 9:15 AM – 1 PM". They are
//! read only where every word of them is understood, and stay words otherwise: nobody is sent to a door by a guess.

mod icalendar;
mod times;
mod tokens;

use super::days::Day;
use crate::draft::DraftSchedule;
use chrono::Weekday;
use schedule::calendar::weekday_code;
use times::{Span, span};
use tokens::{Token, tokens};

/// Words that tell how often something happens, or for whom: times beside them are not those of every week, or
/// are no times.
const UNSURE: [&str; 61] = [
    "alternate",
    "alternating",
    "alternately",
    "fortnight",
    "fortnightly",
    "biweekly",
    "other",
    "week",
    "weeks",
    "month",
    "months",
    "monthly",
    "quarterly",
    "annually",
    "odd",
    "even",
    "half",
    "quarter",
    "past",
    "varies",
    "vary",
    "various",
    "age",
    "ages",
    "aged",
    "year",
    "years",
    "yr",
    "yrs",
    "summer",
    "winter",
    "spring",
    "autumn",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "one",
    "two",
    "three",
    "ten",
];
/// Words beside times that may turn them round.
const DENYING: [&str; 8] = ["not", "no", "or", "if", "unless", "usually", "about", "until"];
/// Words of a line, whose hours are not those of a door.
const LINES: [&str; 8] = ["line", "lines", "phone", "phones", "telephone", "helpline", "calls", "phonelines"];

/// Opening hours that were read from words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Rows of days and times, with the words that stand beside them as notes.
    pub(super) rows: Vec<Row>,
    /// What is said beside them in sentences of its own: "Closed on Saturday."
    pub(super) notes: Vec<String>,
}

/// One row of days and times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its days, times, dates and note.
    pub(super) schedule: DraftSchedule,
    /// Whether a telephone line is meant, and no door.
    pub(super) is_line: bool,
}

/// Reads opening hours in words, or an event of iCalendar; `None` where anything in them is not understood.
pub(super) fn read(text: &str) -> Option<Said> {
    if text.contains("DTSTART") {
        let schedule = icalendar::read(text)?;
        return Some(Said { rows: vec![Row { schedule, is_line: false }], notes: Vec::new() });
    }
    let tokens = tokens(text)?;
    let mut said = Said::default();
    let mut shut: Vec<Weekday> = Vec::new();
    for clause in tokens.split(|token| *token == Token::End) {
        let tells_when =
            |token: &Token| !matches!(token, Token::Word(_) | Token::Filler(_) | Token::Note(_) | Token::List);
        if !clause.iter().any(tells_when) {
            said.notes.extend(sentence(clause)?);
            continue;
        }
        for group in groups(clause)? {
            match group.closed {
                true if group.days.is_empty() => said.notes.push(format!("Closed {}.", group.note()?)),
                true => {
                    said.notes.push(format!("Closed on {}.", names(&group.days)));
                    shut.extend(group.days.iter().map(|(day, _)| *day));
                }
                false => add_rows(group, &mut said.rows)?,
            }
        }
    }
    let is_shut = |row: &Row| shut.iter().any(|day| row.schedule.days.contains(weekday_code(*day)));
    let says_nothing = said.rows.is_empty() && shut.is_empty();
    if says_nothing || said.rows.iter().any(is_shut) { None } else { Some(said) }
}

/// Whether a text may hold opening hours: it has a digit or a day.
pub(super) fn may_be_hours(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.bytes().any(|byte| byte.is_ascii_digit()) || tokens::weekday(&word.to_lowercase()).is_some())
}

/// Days with their times, and the words beside them.
#[derive(Debug, Default)]
struct Group {
    days: Vec<Day>,
    spans: Vec<Span>,
    closed: bool,
    /// Whether the times stand before the days.
    times_first: bool,
    words: Vec<String>,
    notes: Vec<String>,
}

impl Group {
    fn is_whole(&self) -> bool {
        !self.days.is_empty() && (!self.spans.is_empty() || self.closed)
    }

    /// The words beside the times as one note; `None` where one of them makes the times unsure.
    fn note(&self) -> Option<String> {
        let words = self.words.join(" ");
        let is_sure = are_sure(&words, &[&UNSURE[..], &DENYING[..]].concat());
        let notes_are = self.notes.iter().all(|note| are_sure(note, &UNSURE) && !may_be_hours(note));
        let parts: Vec<String> = std::iter::once(&words).chain(&self.notes).map(|part| capitalised(part)).collect();
        (is_sure && notes_are).then(|| crate::hsds::joined_sentences(&parts))
    }
}

/// The groups of days and times of a clause.
fn groups(clause: &[Token]) -> Option<Vec<Group>> {
    let mut groups = vec![Group::default()];
    let mut at = 0;
    while let Some(token) = clause.get(at) {
        let group = groups.last_mut()?;
        match token {
            Token::Position(_) | Token::Days(_) => {
                let (days, end) = read_days(clause, at)?;
                // Words between two groups may be said of either.
                let begins_anew = group.is_whole();
                if begins_anew && !group.words.is_empty() || !begins_anew && !group.days.is_empty() {
                    return None;
                }
                if begins_anew {
                    groups.push(Group::default());
                }
                groups.last_mut()?.days = days;
                at = end;
                // "Monday - 9am to 5pm"
                at += usize::from(matches!(clause.get(at), Some(Token::Dash)));
                continue;
            }
            Token::Time(_) | Token::Always => {
                let after_word = at.checked_sub(1).is_some_and(|before| matches!(clause[before], Token::Word(_)));
                let (span, end) = span(clause, at, after_word)?;
                if group.is_whole() && (group.times_first || group.closed) {
                    if !group.words.is_empty() {
                        return None;
                    }
                    groups.push(Group::default());
                }
                let group = groups.last_mut()?;
                group.times_first |= group.days.is_empty();
                group.spans.push(span);
                at = end;
                continue;
            }
            Token::Closed if group.is_whole() => groups.push(Group { closed: true, ..Group::default() }),
            Token::Closed => group.closed = true,
            Token::Word(word) => group.words.push(word.clone()),
            Token::Note(note) => group.notes.push(note.clone()),
            Token::Filler(word) if !group.words.is_empty() => group.words.push(word.clone()),
            Token::Filler(_) | Token::List => {}
            Token::To | Token::Dash | Token::End => return None,
        }
        at += 1;
    }
    Some(groups)
}

/// Days from a place on, and where they end: a list of days, of ranges of days, and of days with their positions in
/// the month. `None` where only some of them have a position.
fn read_days(clause: &[Token], mut at: usize) -> Option<(Vec<Day>, usize)> {
    let mut days: Vec<Day> = Vec::new();
    loop {
        let mut positions: Vec<i8> = Vec::new();
        while let Some(Token::Position(position)) = clause.get(at) {
            positions.push(*position);
            let is_list = matches!(clause.get(at + 1..at + 3), Some([Token::List, Token::Position(_)]));
            at += 1 + usize::from(is_list);
        }
        let (range, end) = read_range(clause, at)?;
        match (positions.as_slice(), range.as_slice()) {
            ([], range) => days.extend(range.iter().map(|day| (*day, None))),
            (all, [day]) => days.extend(all.iter().map(|position| (*day, Some(*position)))),
            // "1st Monday to Friday" says nothing.
            _ => return None,
        }
        let next = end + usize::from(clause.get(end) == Some(&Token::List));
        if !matches!(clause.get(next), Some(Token::Position(_) | Token::Days(_))) {
            days.dedup();
            let is_sure = days.iter().all(|(_, position)| position.is_some() == days[0].1.is_some());
            return is_sure.then_some((days, end));
        }
        at = next;
    }
}

/// One day, days of one word, or all from one day to another, and where they end.
fn read_range(clause: &[Token], at: usize) -> Option<(Vec<Weekday>, usize)> {
    match clause.get(at..)? {
        [Token::Days(from), Token::To | Token::Dash, Token::Days(until), ..] => {
            match (from.as_slice(), until.as_slice()) {
                ([first], [last]) => Some((days_between(*first, *last), at + 3)),
                _ => None,
            }
        }
        [Token::Days(days), ..] => Some((days.clone(), at + 1)),
        _ => None,
    }
}

fn days_between(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let ahead = (last.num_days_from_monday() + 7 - first.num_days_from_monday()) % 7;
    (0..=ahead).scan(first, |day, _| Some(std::mem::replace(day, day.succ()))).collect()
}

/// Adds the rows of a group: one for each of its times; days that have the same times as others join these.
fn add_rows(group: Group, rows: &mut Vec<Row>) -> Option<()> {
    let note = group.note()?;
    let is_always = group.spans == [Span::ALL_DAY];
    let days = match group.days.as_slice() {
        [] if is_always => days_between(Weekday::Mon, Weekday::Sun).into_iter().map(|day| (day, None)).collect(),
        days => days.to_vec(),
    };
    if days.is_empty() || group.spans.is_empty() {
        return None;
    }
    let is_line = note.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| LINES.contains(&word));
    for Span { opens, closes } in group.spans {
        let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        let schedule = DraftSchedule {
            days: days.iter().map(icalendar::code_of_day).collect::<Vec<_>>().join(","),
            frequency: "WEEKLY".to_owned(),
            opens_at: time(opens),
            closes_at: closes.map(time).unwrap_or_default(),
            note: note.clone(),
            ..DraftSchedule::default()
        };
        rows.push(Row { schedule, is_line });
    }
    Some(())
}

impl Row {
    /// Takes in the days of another row that is the same but for its days. Fails, and changes nothing, where it is not.
    pub(super) fn takes_in(&mut self, other: &Self) -> bool {
        let (own, theirs) = (&self.schedule, &other.schedule);
        let like = DraftSchedule { days: own.days.clone(), stand: own.stand.clone(), ..theirs.clone() };
        let has_positions = |row: &DraftSchedule| row.days.contains(|c: char| c.is_ascii_digit());
        let is_alike = like == *own && self.is_line == other.is_line && !has_positions(own) && !has_positions(theirs);
        if is_alike {
            self.schedule.days = format!("{},{}", own.days, theirs.days);
        }
        is_alike
    }
}

/// A clause without days and times as a sentence; `None` where it may change what others mean.
fn sentence(clause: &[Token]) -> Option<Option<String>> {
    let words: Vec<&str> = clause
        .iter()
        .filter_map(|token| match token {
            Token::Word(word) | Token::Filler(word) | Token::Note(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let text = words.join(" ");
    (are_sure(&text, &UNSURE) && !may_be_hours(&text)).then(|| (!text.is_empty()).then(|| capitalised(&text)))
}

/// Whether none of some words stands in a text.
fn are_sure(text: &str, unsure: &[&str]) -> bool {
    !text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| unsure.contains(&word))
}

fn capitalised(text: &str) -> String {
    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect()
}

/// Days in words: "Saturday and Sunday".
fn names(days: &[Day]) -> String {
    let names: Vec<&str> = days.iter().map(|(day, _)| schedule::hours::weekday_name(*day)).collect();
    match names.as_slice() {
        [some @ .., last] if !some.is_empty() => format!("{} and {last}", some.join(", ")),
        all => all.concat(),
    }
}

#[cfg(test)]
mod tests;
