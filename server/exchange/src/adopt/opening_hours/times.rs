//! Times of opening hours in words, and which half of the day is meant where that is not said.

use super::tokens::Token;
use chrono::NaiveTime;

/// Minutes of half a day, and of a whole.
const HALF: u32 = 12 * 60;
const DAY: u32 = 2 * HALF;
/// Nothing here begins between midnight and six in the morning.
const EARLIEST: u32 = 6 * 60;
/// What lasts longer, with a half of the day that had to be guessed, was guessed wrong.
const LONGEST: u32 = 14 * 60;

/// A time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    hour: u32,
    minute: u32,
    /// 0 for am and 12 for pm, where that is said.
    half: Option<u32>,
    /// Whether it is written in 24 hours: 13:00, 09:00, 0900, noon.
    in_24: bool,
    /// Whether a sign or four digits show that it is a time of day.
    is_clock: bool,
}

/// From when to when; midnight at the end of a day is 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) opens: NaiveTime,
    pub(super) closes: Option<NaiveTime>,
}

impl Span {
    /// Day and night.
    pub(super) const ALL_DAY: Self = Self { opens: NaiveTime::MIN, closes: Some(NaiveTime::MIN) };
}

impl Time {
    pub(super) const NOON: Self = Self { hour: 12, minute: 0, half: None, in_24: true, is_clock: true };
    pub(super) const MIDNIGHT: Self = Self { hour: 24, minute: 0, half: None, in_24: true, is_clock: true };

    /// Reads `9`, `9.30`, `9:30pm`, `0930`, `12 noon` at the beginning of small letters, and how many bytes it takes.
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let mut length = digits(text);
        let (hour, mut minute, mut is_clock) = match length {
            1 | 2 => (text[..length].parse().ok()?, 0, false),
            4 => (text[..2].parse().ok()?, text[2..4].parse().ok()?, true),
            _ => return None,
        };
        // Four digits may be a year.
        let is_year = length == 4 && ((2010..2030).contains(&(hour * 100 + minute)) || minute % 5 != 0);
        let in_24 = length == 4 || text.starts_with('0') || hour > 12;
        if let Some(after) = text[length..].strip_prefix([':', '.']).filter(|after| digits(after) == 2 && length < 3) {
            (minute, is_clock) = (after[..2].parse().ok()?, true);
            length += 3;
            // Seconds say nothing of a session.
            let seconds = text[length..].strip_prefix(':').filter(|after| digits(after) == 2);
            length += if seconds.is_some() { 3 } else { 0 };
        }
        let gap = usize::from(text[length..].starts_with(' '));
        let after = &text[length + gap..];
        let word = &after[..after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len())];
        let (half, named) = match word {
            "am" => (Some(0), None),
            "pm" => (Some(12), None),
            "noon" | "midday" if hour == 12 && minute == 0 => (None, Some(Self::NOON)),
            "midnight" if hour == 12 && minute == 0 => (None, Some(Self::MIDNIGHT)),
            _ => (None, None),
        };
        if half.is_some() || named.is_some() {
            length += gap + word.len();
        }
        let time = named.unwrap_or(Self { hour, minute, half, in_24, is_clock });
        let is_right = !is_year && minute < 60 && hour <= 24 && (hour < 24 || minute == 0) && (hour > 0 || is_clock);
        is_right.then_some((time, length))
    }

    /// Its minute of the day, where its half of the day is sure.
    fn minute_of_day(self) -> Option<u32> {
        let minutes = self.hour * 60 + self.minute;
        match self.half {
            // "13:30 pm" says the same twice.
            Some(12) if self.hour > 12 => Some(minutes),
            Some(_) if self.hour > 12 || self.hour == 0 => None,
            Some(half) => Some(self.in_half(half)),
            None => self.in_24.then_some(minutes),
        }
    }

    /// Its minute of the day in a half of it: 0 for am, 12 for pm.
    fn in_half(self, half: u32) -> u32 {
        (self.hour % 12 + half) * 60 + self.minute
    }

    /// What a bare hour means to whoever writes of a day: eight to twelve are in the morning, one to six in the
    /// afternoon. Seven may be either.
    fn of_day(self) -> Option<u32> {
        match self.hour {
            8..=11 => Some(self.in_half(0)),
            12 | 1..=6 => Some(self.in_half(12)),
            _ => None,
        }
    }
}

/// The times from a place on, and where they end: "9 to 5", "10am", "24/7". Bare numbers behind a word that is not
/// known are no times ("room 2").
pub(super) fn span(clause: &[Token], at: usize, after_word: bool) -> Option<(Span, usize)> {
    let from = match clause.get(at)? {
        Token::Always => return Some((Span::ALL_DAY, at + 1)),
        Token::Time(from) => *from,
        _ => return None,
    };
    let is_said = |time: Time| time.half.is_some() || time.is_clock;
    match (clause.get(at + 1), clause.get(at + 2)) {
        (Some(Token::To | Token::Dash), Some(Token::Time(to))) => {
            if after_word && !is_said(from) && !is_said(*to) {
                return None;
            }
            Some((between(from, *to)?, at + 3))
        }
        (Some(Token::To | Token::Dash), _) => None,
        _ => {
            let is_sure = from.half.is_some() || (from.is_clock && from.in_24);
            let opens = from.minute_of_day().filter(|opens| is_sure && (EARLIEST..DAY).contains(opens))?;
            Some((Span { opens: time(opens)?, closes: None }, at + 1))
        }
    }
}

/// From one time to another, where only one reading of both can be meant.
fn between(from: Time, to: Time) -> Option<Span> {
    let earlier = |end: u32, starts: [u32; 2]| starts.into_iter().find(|start| *start < end && *start >= EARLIEST);
    let (opens, closes) = match (from.minute_of_day(), to.minute_of_day()) {
        (Some(opens), Some(closes)) => (opens, closes),
        (Some(opens), None) => (opens, [to.in_half(0), to.in_half(12)].into_iter().find(|end| *end > opens)?),
        // "9.30-11.30am" and "1-3pm": what is said of the end holds for both, where it can.
        (None, Some(closes)) if to.half == Some(0) => (earlier(closes, [from.in_half(0); 2])?, closes),
        (None, Some(closes)) if to.in_24 && to != Time::MIDNIGHT => {
            (earlier(closes, [from.in_half(0), from.in_half(12)])?, closes)
        }
        (None, Some(closes)) => (earlier(closes, [from.in_half(12), from.in_half(0)])?, closes),
        (None, None) => (from.of_day()?, to.of_day()?),
    };
    let is_guessed = from.minute_of_day().is_none() || to.minute_of_day().is_none();
    let over_night = closes <= opens && closes > 0 && opens >= HALF && closes <= HALF && !is_guessed;
    let is_whole_day = opens == 0 && (closes == 0 || closes == DAY);
    let closes_late = closes == 0 && opens >= HALF;
    let is_day = opens < closes && (opens >= EARLIEST || (opens == 0 && !is_guessed));
    let is_short = !is_guessed || closes.saturating_sub(opens) <= LONGEST;
    if !(over_night || is_whole_day || closes_late || (is_day && is_short)) {
        return None;
    }
    Some(Span { opens: time(opens)?, closes: Some(time(closes % DAY)?) })
}

fn time(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}
