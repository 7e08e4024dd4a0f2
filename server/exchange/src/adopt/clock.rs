//! Times of day in whatever form they come.

use chrono::NaiveTime;
use directory::Invalid;

/// A time of day as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// 00:00 also for the midnight at the end of a day.
    pub(super) time: NaiveTime,
    /// It was given with a zone; sessions are told in local time, so that says nothing.
    pub(super) zoned: bool,
}

/// Reads `09:30`, `9.30`, `0930`, `1:30 PM`, `01:30pm`, `3 p.m.`, `noon`, `24:00`, the time of a moment
/// (`2026-01-01T09:00:00Z`), and the fraction of a day as which a spreadsheet keeps a time (`0.395833333`).
pub(super) fn read(text: &str) -> Result<Clock, Invalid> {
    let wrong = || Invalid::new("is not a time", "write it in 24 hours like 09:30, or with am or pm like 1:30 pm");
    let lower = text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    // The day of a moment is not asked for.
    let clock = match lower.split_once(['t', ' ']) {
        Some((day, time)) if day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) => time.to_owned(),
        _ => lower,
    };
    if let Some(time) = fraction_of_day(&clock) {
        return Ok(Clock { time, zoned: false });
    }
    let (clock, zoned) = without_zone(clock.trim());
    let tight: String = clock.chars().filter(|c| !c.is_whitespace()).collect();
    let at =
        |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).map(|time| Clock { time, zoned }).ok_or_else(wrong);
    match tight.as_str() {
        "noon" | "midday" | "12noon" | "12midday" => return at(12, 0),
        "midnight" | "12midnight" => return at(0, 0),
        _ => {}
    }
    let tight = tight.replace("a.m.", "am").replace("p.m.", "pm").replace("a.m", "am").replace("p.m", "pm");
    let (digits, half) = match (tight.strip_suffix("am"), tight.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (tight.as_str(), None),
    };
    let (hour, minute) = hour_and_minute(digits).ok_or_else(wrong)?;
    match (hour, half) {
        (24, None) if minute == 0 => at(0, 0),
        (hour, None) => at(hour, minute),
        (12, Some(half)) => at(half, minute),
        (hour @ 0..12, Some(half)) => at(hour + half, minute),
        // "13:30 PM" says the same twice.
        (hour @ 13..24, Some(12)) => at(hour, minute),
        _ => Err(wrong()),
    }
}

/// The time of a fraction of a day. Two digits may be minutes behind a point, as in 0.30, unless they make a
/// quarter of an hour of the day.
fn fraction_of_day(text: &str) -> Option<NaiveTime> {
    let digits = text.strip_prefix("0.").filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))?;
    let minutes = text.parse::<f64>().ok()? * 24.0 * 60.0;
    let whole = minutes.round();
    let is_sure = (minutes - whole).abs() < 0.01 && (digits.len() != 2 || whole % 15.0 == 0.0) && whole > 0.0;
    NaiveTime::from_num_seconds_from_midnight_opt((whole as u32).checked_mul(60)?, 0).filter(|_| is_sure)
}

/// A time without `Z`, `+01:00` or `-0500` behind it. Zones are 14 hours ahead at most; `10:00-12:00` is no
/// time with a zone but a beginning and an end.
fn without_zone(text: &str) -> (&str, bool) {
    if let Some(time) = text.strip_suffix('z') {
        return (time, true);
    }
    let is_zone = |at: &usize| {
        let (time, zone) = (&text[..*at], &text[at + 1..]);
        let ahead = hour_and_minute(zone).filter(|ahead| zone.len() > 1 && *ahead <= (14, 0));
        let is_end = text[*at..].starts_with('-') && ahead > hour_and_minute(time.trim());
        *at >= 4 && ahead.is_some() && !is_end
    };
    let zone = text.rfind(['+', '-']).filter(is_zone);
    zone.map_or((text, false), |at| (&text[..at], true))
}

fn hour_and_minute(text: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let is_one = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_one.then(|| text.parse().ok()).flatten()
    };
    let parts: Vec<&str> = text.split([':', '.', 'h']).collect();
    match parts.as_slice() {
        [all] if all.len() == 4 && all.is_ascii() => Some((number(&all[..2])?, number(&all[2..])?)),
        [hour] | [hour, ""] => Some((number(hour)?, 0)),
        // Seconds and their parts say nothing of a session.
        [hour, minute, ..] => Some((number(hour)?, number(minute)?)),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_form_are_read() {
        for (text, expected) in [
            ("09:30", "09:30"),
            ("09:30:00", "09:30"),
            ("9:30", "09:30"),
            ("9.30", "09:30"),
            ("0930", "09:30"),
            ("9", "09:00"),
            ("9h30", "09:30"),
            ("01:30 PM", "13:30"),
            ("1:30 PM", "13:30"),
            ("01:30PM", "13:30"),
            ("1.30pm", "13:30"),
            ("04:00 p.m.", "16:00"),
            ("3 P.M.", "15:00"),
            ("9am", "09:00"),
            ("12:30 PM", "12:30"),
            ("12:30 AM", "00:30"),
            ("12am", "00:00"),
            ("13:30 PM", "13:30"),
            ("11:59\u{202f}pm", "23:59"),
            ("01:30:00 PM", "13:30"),
            ("noon", "12:00"),
            ("12 noon", "12:00"),
            ("midnight", "00:00"),
            ("24:00", "00:00"),
            ("09:00Z", "09:00"),
            ("09:00+01:00", "09:00"),
            ("09:00-0500", "09:00"),
            ("09:00+14", "09:00"),
            ("1970-01-01T18:15:00.000Z", "18:15"),
            ("1899-12-30 09:30:00", "09:30"),
            ("0.395833333", "09:30"),
            ("0.3958333333333333", "09:30"),
            ("0.5", "12:00"),
            ("0.75", "18:00"),
            ("0.4375", "10:30"),
            ("0.30", "00:30"),
        ] {
            assert_eq!(
                read(text).map(|clock| clock.time.format("%H:%M").to_string()).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
        assert!(read("09:00Z").unwrap().zoned && !read("09:00").unwrap().zoned);
        for text in [
            "",
            "25:00",
            "13:30 AM",
            "9:75",
            "half past nine",
            "10-12",
            "930",
            "24:30",
            "İİ:İİ pm",
            "am",
            "1:30 xm",
            "10:00-12:00",
            "9:00-11:00",
            "10:00-17:00",
            "9:30-5",
            "09:00+15:00",
            "0.123456",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
