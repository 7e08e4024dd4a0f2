//! Days of the week and of the month in whatever form they come.

use chrono::{Datelike, NaiveDate, Weekday};
use directory::Invalid;

/// A day of the week, and which of the month's where that is said: -1 is the last.
pub(super) type Day = (Weekday, Option<i8>);

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

const POSITIONS: [(&str, i8); 11] = [
    ("first", 1),
    ("1st", 1),
    ("second", 2),
    ("2nd", 2),
    ("third", 3),
    ("3rd", 3),
    ("fourth", 4),
    ("4th", 4),
    ("fifth", 5),
    ("5th", 5),
    ("last", -1),
];

/// Reads `MO,WE`, `2TU,-1FR`, `Monday`, `Mon-Fri`, `Monday to Friday`, `weekdays`, `1st Tuesday` and the
/// numbers of days from Monday (1) to Sunday (7, or 0).
pub(super) fn read(text: &str) -> Result<Vec<Day>, Invalid> {
    let lower = text.to_lowercase().replace([';', '/', '&', '|', '"'], ",").replace(" and ", ",").replace(" to ", "~");
    let mut days: Vec<Day> = Vec::new();
    for part in lower.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let read = range(part).or_else(|| words(part)).ok_or_else(|| {
            let mend = "write days like MO,TU or Monday, and in a month like 1MO or -1FR";
            Invalid::new("is not a list of days", mend)
        })?;
        days.extend(read.into_iter().filter(|day| !days.contains(day)).collect::<Vec<_>>());
    }
    Ok(days)
}

/// All days from one to another, or a word for several.
fn range(text: &str) -> Option<Vec<Day>> {
    let all = || DAYS.iter().map(|(_, day)| (*day, None));
    match text {
        "daily" | "every day" | "all days" | "all week" => return Some(all().collect()),
        "weekdays" | "every weekday" | "weekday" => return Some(all().take(5).collect()),
        "weekends" | "weekend" => return Some(all().skip(5).collect()),
        _ => {}
    }
    let (from, to) = text.split_once('~').or_else(|| text.split_once(['-', '\u{2013}']))?;
    let (from, to) = (named(from.trim())?, named(to.trim())?);
    let ahead = (to.num_days_from_monday() + 7 - from.num_days_from_monday()) % 7;
    Some((0..=ahead).scan(from, |day, _| Some((std::mem::replace(day, day.succ()), None))).collect())
}

/// Days behind each other, each with its position in the month where one stands before it.
fn words(text: &str) -> Option<Vec<Day>> {
    let mut days = Vec::new();
    let mut position = None;
    for word in text.split_whitespace().filter(|word| *word != "every" && *word != "the") {
        if let Some((_, known)) = POSITIONS.iter().find(|(name, _)| *name == word) {
            position = Some(*known);
            continue;
        }
        let at = word.find(|c: char| c.is_alphabetic()).unwrap_or(0);
        let (before, name) = word.split_at(at);
        if !before.is_empty() {
            position = Some(before.trim_start_matches('+').parse().ok().filter(|n| (-5..=5).contains(n) && *n != 0)?);
        }
        days.push((named(name)?, position));
    }
    (!days.is_empty()).then_some(days)
}

fn named(word: &str) -> Option<Weekday> {
    if let Ok(number) = word.parse::<usize>() {
        return (number <= 7).then(|| DAYS[(number + 6) % 7].1);
    }
    let word = word.trim_end_matches(['.', ':']);
    let letters = if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word };
    let begins =
        |name: &&(&str, Weekday)| letters.len() >= 2 && (name.0.starts_with(letters) || name.0.starts_with(word));
    match word {
        "weds" | "wedn" => Some(Weekday::Wed),
        "thurs" | "thur" => Some(Weekday::Thu),
        _ => DAYS.iter().find(begins).map(|(_, day)| *day),
    }
}

/// Reads `2026-11-04`, that day of a moment, and iCalendar's `20261104T000000Z`.
pub(super) fn date(text: &str) -> Result<NaiveDate, Invalid> {
    let compact =
        text.get(..8).filter(|start| start.bytes().all(|b| b.is_ascii_digit()) && text.get(8..9) != Some("-"));
    match compact.and_then(|digits| NaiveDate::parse_from_str(digits, "%Y%m%d").ok()) {
        Some(day) if day.year() > 1900 => Ok(day),
        _ => directory::schedule::parse_date(text.get(..10).unwrap_or(text)),
    }
}

/// A position in words: "first", "last".
pub(super) fn ordinal(position: i64) -> String {
    match position {
        -1 => "last".to_owned(),
        1..=5 => ["first", "second", "third", "fourth", "fifth"][position as usize - 1].to_owned(),
        n if n < 0 => format!("{} from last", ordinal(-n)),
        n => {
            let ending = match (n % 10, n % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{n}{ending}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_every_form_are_read() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        let plain = |days: &[Weekday]| days.iter().map(|day| (*day, None)).collect::<Vec<Day>>();
        for (text, expected) in [
            ("MO,WE", plain(&[Mon, Wed])),
            ("Monday", plain(&[Mon])),
            ("Mondays and Thursdays", plain(&[Mon, Thu])),
            ("Mon-Wed", plain(&[Mon, Tue, Wed])),
            ("Friday to Monday", plain(&[Fri, Sat, Sun, Mon])),
            ("tues; Thurs; weds", plain(&[Tue, Thu, Wed])),
            ("weekends", plain(&[Sat, Sun])),
            ("1", plain(&[Mon])),
            ("7", plain(&[Sun])),
            ("0", plain(&[Sun])),
            ("2,4", plain(&[Tue, Thu])),
            ("MO TU", plain(&[Mon, Tue])),
            ("1MO,3FR", vec![(Mon, Some(1)), (Fri, Some(3))]),
            ("-1FR", vec![(Fri, Some(-1))]),
            ("First Tuesday", vec![(Tue, Some(1))]),
            ("2nd and 4th Tue", vec![]),
        ] {
            match expected.is_empty() {
                true => assert!(read(text).is_err(), "{text}: half a list is no list"),
                false => assert_eq!(read(text).unwrap(), expected, "{text}"),
            }
        }
        for text in ["M", "8", "someday", "6MO", "İİ", "T"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_of_icalendar_are_read() {
        for text in ["2019-12-17", "20191217", "20191217T000000Z", "2019-12-17T10:00:00"] {
            assert_eq!(date(text).unwrap().to_string(), "2019-12-17", "{text}");
        }
        assert!(date("17/12/2019").is_err() && date("20191301").is_err());
        assert_eq!([1, -1, -2, 15, 22, 31].map(ordinal), ["first", "last", "second from last", "15th", "22nd", "31st"]);
    }
}
