//! Days and times in a sentence: "saturdays", "after school", "tonight".

use crate::text::Token;
use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, Weekday};
use std::ops::Range;

/// Days and hours that are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// Days of the week; any day when empty.
    pub days: Vec<Weekday>,
    /// Not before this time.
    pub from: Option<NaiveTime>,
    /// Not after this time.
    pub to: Option<NaiveTime>,
}

/// A day or time that words say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenMention {
    /// As it is shown back: "Saturday", "after school".
    pub label: String,
    /// What it means.
    pub when: When,
    /// The tokens that say it.
    pub tokens: Range<usize>,
}

const WEEK: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

fn at(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// The first day or time that the words say, at this local moment; `None` when they say none.
pub fn read(tokens: &[Token], now: NaiveDateTime) -> Option<WhenMention> {
    let word = |i: usize| tokens.get(i).map_or("", |token| token.word.as_str());
    let mut days: Vec<Weekday> = Vec::new();
    let mut span: Option<Range<usize>> = None;
    let mut time = (None, None, "");
    for i in 0..tokens.len() {
        let mut length = 1;
        let said = match (word(i), word(i + 1)) {
            ("after", "school") => {
                length = 2;
                time = (at(15), at(18), "after school");
                WEEK.to_vec()
            }
            ("weekend" | "weekends", _) => vec![Weekday::Sat, Weekday::Sun],
            ("tonight", _) => {
                time = (at(17), None, "tonight");
                vec![now.weekday()]
            }
            ("evening" | "evenings", _) => {
                time = (at(17), None, "evening");
                Vec::new()
            }
            ("mornings", _) => {
                time = (None, at(12), "morning");
                Vec::new()
            }
            ("tomorrow", _) => vec![(now + Days::new(1)).weekday()],
            (name, _) => match day(name) {
                Some(day) => vec![day],
                None => continue,
            },
        };
        days.extend(said);
        let start = span.as_ref().map_or(i, |range| range.start);
        span = Some(start..i + length);
    }
    let tokens = span?;
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    let named = if time.2 == "after school" || time.2 == "tonight" { Vec::new() } else { days.clone() };
    let mut label = named.iter().map(|day| schedule::hours::weekday_name(*day)).collect::<Vec<_>>().join(", ");
    if !time.2.is_empty() {
        label = if label.is_empty() { time.2.to_owned() } else { format!("{label} {}", time.2) };
    }
    Some(WhenMention { label, when: When { days, from: time.0, to: time.1 }, tokens })
}

/// A day's name, whole or as people shorten it. "Sat" and "sun" are left alone: they are words.
fn day(word: &str) -> Option<Weekday> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "monday" => Weekday::Mon,
        "tuesday" | "tue" => Weekday::Tue,
        "wednesday" | "weds" => Weekday::Wed,
        "thursday" | "thur" => Weekday::Thu,
        "friday" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn said(words: &str) -> Option<(String, Vec<Weekday>)> {
        let monday = NaiveDateTime::parse_from_str("2026-11-23 10:00", "%Y-%m-%d %H:%M").unwrap();
        read(&text::tokens(words), monday).map(|mention| (mention.label, mention.when.days))
    }

    #[test]
    fn days_and_times_are_understood() {
        assert_eq!(said("somewhere to go saturdays"), Some(("Saturday".into(), vec![Weekday::Sat])));
        assert_eq!(said("club after school"), Some(("after school".into(), WEEK.to_vec())));
        assert_eq!(said("tuesday evening group"), Some(("Tuesday evening".into(), vec![Weekday::Tue])));
        assert_eq!(said("open tomorrow"), Some(("Tuesday".into(), vec![Weekday::Tue])));
        assert_eq!(said("he sat in the sun"), None);
    }
}
