//! Days and times in a sentence: "saturdays", "after school", "tonight".

use crate::{text::Token, vocabulary::Vocabulary};
use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, Weekday};
use directory::WordUse;
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
    /// Whether the words ask for what is open then: "open now", "open saturday".
    pub open: Open,
    /// The tokens that say it.
    pub tokens: Range<usize>,
}

/// Whether words that say a day or time ask for what is open then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Open {
    /// They only say a day or time.
    #[default]
    NotAsked,
    /// What is open on that day or at that time.
    Then,
    /// What is open at this moment.
    Now,
}

/// Words that may stand between "open" and a day or time.
const BETWEEN: [&str; 6] = ["on", "at", "the", "right", "until", "late"];

const WEEK: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

fn at(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// The days and times that the words say, at this local moment; `None` when they say none. A day that
/// says until or since when ("till Monday") is none.
pub fn read(tokens: &[Token], now: NaiveDateTime, vocabulary: &Vocabulary) -> Option<WhenMention> {
    let word = |i: usize| tokens.get(i).map_or("", |token| token.word.as_str());
    let is_before_no_day = |i: usize| i > 0 && vocabulary.is(WordUse::BeforeNoDay, word(i - 1));
    let mut open = Open::NotAsked;
    let mut days: Vec<Weekday> = Vec::new();
    let mut span: Option<Range<usize>> = None;
    let mut time = (None, None, "");
    for i in 0..tokens.len() {
        if is_before_no_day(i) {
            continue;
        }
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
            ("open", _) => match words_of_this_moment(&tokens[i + 1..]) {
                Some(words) => {
                    open = Open::Now;
                    length = 1 + words;
                    Vec::new()
                }
                None => continue,
            },
            ("today", _) if asks_for_today(tokens, i, vocabulary) => {
                time.2 = "today";
                vec![now.weekday()]
            }
            (name, _) => match day(name) {
                Some(day) => vec![day],
                None => continue,
            },
        };
        let opens = (i.saturating_sub(3)..i).rev().find(|&at| !BETWEEN.contains(&word(at)));
        let opens = opens.filter(|&at| matches!(word(at), "open" | "opens" | "opening"));
        if opens.is_some() && open == Open::NotAsked {
            open = Open::Then;
        }
        days.extend(said);
        let start = span.as_ref().map_or_else(|| opens.unwrap_or(i), |range| range.start);
        span = Some(start..i + length);
    }
    let tokens = span?;
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    if open == Open::Now {
        return Some(WhenMention { label: "Open now".to_owned(), when: When::default(), open, tokens });
    }
    let says_days = matches!(time.2, "after school" | "tonight" | "today");
    let named = if says_days { Vec::new() } else { days.clone() };
    let mut label = named.iter().map(|day| schedule::hours::weekday_name(*day)).collect::<Vec<_>>().join(", ");
    if !time.2.is_empty() {
        label = if label.is_empty() { time.2.to_owned() } else { format!("{label} {}", time.2) };
    }
    if open == Open::Then {
        label = format!("Open {}", if says_days || named.is_empty() { label } else { format!("on {label}") });
    } else if label == "today" {
        label = "Today".to_owned();
    }
    Some(WhenMention { label, when: When { days, from: time.0, to: time.1 }, open, tokens })
}

/// How many words say that this moment is meant: "now", "right now", "at the moment".
fn words_of_this_moment(tokens: &[Token]) -> Option<usize> {
    let moments: [&[&str]; 3] = [&["now"], &["right", "now"], &["at", "the", "moment"]];
    let says = |words: &&&[&str]| {
        tokens.len() >= words.len() && tokens.iter().zip(**words).all(|(token, word)| token.word == *word)
    };
    moments.iter().find(says).map(|words| words.len())
}

/// Whether the "today" at a position asks for a day: beside "open" or a word that looks for something,
/// or where nobody tells of anybody. "He hit me today" asks for none.
fn asks_for_today(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let is = |word_use| tokens.iter().any(|token| vocabulary.is(word_use, &token.word));
    let opens = tokens[..at].iter().any(|token| matches!(token.word.as_str(), "open" | "opens" | "on"));
    opens || is(WordUse::Seeking) || !(is(WordUse::ParentSubject) || is(WordUse::ChildSubject))
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
    use crate::{text, vocabulary::of_county};
    use std::sync::{Arc, LazyLock};

    static COUNTY: LazyLock<Arc<Vocabulary>> = LazyLock::new(of_county);

    fn mention(words: &str) -> Option<WhenMention> {
        let monday = NaiveDateTime::parse_from_str("2026-11-23 10:00", "%Y-%m-%d %H:%M").unwrap();
        read(&text::tokens(words), monday, &COUNTY)
    }

    fn said(words: &str) -> Option<(String, Vec<Weekday>)> {
        mention(words).map(|mention| (mention.label, mention.when.days))
    }

    #[test]
    fn days_and_times_are_understood() {
        assert_eq!(said("somewhere to go saturdays"), Some(("Saturday".into(), vec![Weekday::Sat])));
        assert_eq!(said("club after school"), Some(("after school".into(), WEEK.to_vec())));
        assert_eq!(said("tuesday evening group"), Some(("Tuesday evening".into(), vec![Weekday::Tue])));
        assert_eq!(said("somewhere to go tomorrow"), Some(("Tuesday".into(), vec![Weekday::Tue])));
        assert_eq!(said("he sat in the sun"), None);
    }

    #[test]
    fn until_when_money_must_last_is_no_day_to_go() {
        for words in [
            "no money for food till monday kids hungry",
            "skint until friday",
            "nothing in the cupboards til thursday",
            "cant top up the meter before wednesday",
            "have to be out of the house by tuesday",
            "no benefits since monday",
        ] {
            assert_eq!(said(words), None, "{words}");
        }
    }

    #[test]
    fn what_is_open_now_is_asked_for_in_several_ways() {
        for words in [
            "foodbank open now",
            "whats open right now for teenagers",
            "is the library open now",
            "helpline open at the moment",
            "open now",
        ] {
            let mention = mention(words).unwrap();
            assert_eq!((mention.label.as_str(), mention.open), ("Open now", Open::Now), "{words}");
        }
    }

    #[test]
    fn today_beside_a_need_is_a_day_and_in_a_story_it_is_not() {
        for (words, label) in [
            ("foodbank open today", "Open today"),
            ("is anything open on saturday", "Open on Saturday"),
            ("stay and play today", "Today"),
            ("i need a food parcel today", "Today"),
            ("whats on today for toddlers", "Today"),
        ] {
            assert_eq!(mention(words).map(|mention| mention.label).as_deref(), Some(label), "{words}");
        }
        for words in ["he hit me today", "my baby was born today", "dad died today", "she cut herself today"] {
            assert_eq!(said(words), None, "{words}");
        }
    }
}
