//! Files read back: each recurrence is expanded from the file's own text and compared with the days
//! on which the schedule comes round.

use super::*;
use crate::bank_holidays::is_bank_holiday;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn schedule(days: &[Weekday], frequency: Frequency) -> Schedule {
    Schedule {
        location_id: None,
        days: days.to_vec(),
        frequency: Some(frequency),
        interval: 1,
        positions: vec![],
        opens_at: directory::schedule::parse_time("09:30").ok(),
        closes_at: directory::schedule::parse_time("11:00").ok(),
        valid_from: None,
        valid_to: None,
        note: String::new(),
        confirmed: true,
    }
}

fn written(schedule: &Schedule, from: &str) -> String {
    let event = Event {
        uid: "one@example".to_owned(),
        summary: "Stay, play; and rest".to_owned(),
        description: "Ring first.\nThen go.".to_owned(),
        location: "The hall".to_owned(),
        url: "https://hub.example/services/one".to_owned(),
        when: When::Again(Recurrence::of(schedule, day(from), is_bank_holiday).unwrap()),
    };
    let now = DateTime::parse_from_rfc3339("2026-11-26T08:00:00Z").unwrap().to_utc();
    write_calendar("Test", chrono_tz::Europe::London, now, &[event])
}

/// A property's value in an unfolded file.
fn value<'f>(file: &'f str, name: &str) -> Vec<&'f str> {
    file.lines().filter(|line| line.starts_with(name)).filter_map(|line| line.split_once(':')).map(|(_, v)| v).collect()
}

/// The days of a recurrence by its rule, its end and its exceptions, read from the text alone.
fn expanded(file: &str) -> Vec<NaiveDate> {
    let file = file.replace("\r\n ", "");
    let read = |text: &str| NaiveDate::parse_from_str(&text[..8], "%Y%m%d").unwrap();
    // The zone's changes have starts of their own; the event's names the zone.
    let first = read(value(&file, "DTSTART;TZID=Europe/London")[0]);
    let except: Vec<NaiveDate> = value(&file, "EXDATE;TZID=Europe/London").into_iter().map(read).collect();
    let rule = value(&file, "RRULE")[0];
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let until = read(part("UNTIL").unwrap());
    let interval: i64 = part("INTERVAL").map_or(1, |n| n.parse().unwrap());
    let days: Vec<(i64, String)> = part("BYDAY")
        .unwrap()
        .split(',')
        .map(|at| (at[..at.len() - 2].parse().unwrap_or(0), at[at.len() - 2..].to_owned()))
        .collect();
    let monday = |day: NaiveDate| day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let fits = |at: &NaiveDate| {
        let weekly = part("FREQ") == Some("WEEKLY");
        let apart = if weekly {
            (monday(*at) - monday(first)).num_weeks()
        } else {
            i64::from(at.year() - first.year()) * 12 + i64::from(at.month()) - i64::from(first.month())
        };
        let month = at.iter_days().take_while(|d| d.month() == at.month()).count() as i64;
        let (from_start, from_end) = (i64::from(at.day0()) / 7 + 1, -((month - 1) / 7 + 1));
        apart % interval == 0
            && days.iter().any(|(position, name)| {
                name == weekday_code(at.weekday())
                    && (*position == 0 || *position == from_start || *position == from_end)
            })
    };
    first.iter_days().take_while(|day| *day <= until).filter(fits).filter(|day| !except.contains(day)).collect()
}

/// The days on which the schedule itself comes round in the time that is written ahead.
fn expected(schedule: &Schedule, from: &str) -> Vec<NaiveDate> {
    let last = day(from) + Days::new(WEEKS_AHEAD * 7);
    day(from)
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| hours::happens_on(schedule, *day) == Some(true) && !is_bank_holiday(*day))
        .collect()
}

#[test]
fn every_sort_of_schedule_comes_round_in_the_file_as_in_the_record() {
    use Weekday::{Fri, Mon, Sat, Sun, Wed};
    let from = Some(day("2026-11-02"));
    let cases = [
        schedule(&[Mon, Wed, Fri], Frequency::Weekly),
        Schedule { interval: 2, valid_from: from, ..schedule(&[Mon, Wed], Frequency::Weekly) },
        Schedule { positions: vec![1, 3], ..schedule(&[Sat], Frequency::Monthly) },
        Schedule { positions: vec![-1], ..schedule(&[Sun], Frequency::Monthly) },
        Schedule { positions: vec![2], ..schedule(&[Mon, Fri], Frequency::Monthly) },
        Schedule { interval: 3, valid_from: from, positions: vec![1], ..schedule(&[Mon], Frequency::Monthly) },
        schedule(&[Fri], Frequency::Monthly),
        Schedule { valid_to: Some(day("2027-01-15")), ..schedule(&[Fri], Frequency::Weekly) },
    ];
    for schedule in cases {
        let file = written(&schedule, "2026-11-26");
        let days = expanded(&file);
        assert_eq!(days, expected(&schedule, "2026-11-26"), "{file}");
        assert!(!days.is_empty() && !days.iter().any(|day| is_bank_holiday(*day)));
    }
}

#[test]
fn christmas_is_left_out_and_the_first_day_is_a_real_one() {
    let file = written(&schedule(&[Weekday::Fri], Frequency::Weekly), "2026-12-25");
    assert!(file.contains("DTSTART;TZID=Europe/London:20270108T093000\r\n"), "{file}");
    let file = written(&schedule(&[Weekday::Fri], Frequency::Weekly), "2026-12-01");
    assert!(file.contains("EXDATE;TZID=Europe/London:20261225T093000\r\n"), "{file}");
}

#[test]
fn no_session_stands_on_christmas_or_boxing_day_at_a_weekend() {
    let every_day = schedule(&(0..7).map(|n| Weekday::try_from(n).unwrap()).collect::<Vec<_>>(), Frequency::Weekly);
    for (from, out) in [
        ("2026-11-26", ["2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-03-28"]),
        ("2027-11-26", ["2027-12-25", "2027-12-26", "2027-12-27", "2027-12-28", "2028-01-01"]),
    ] {
        let days = expanded(&written(&every_day, from));
        for out in out {
            assert!(!days.contains(&day(out)), "{out}");
        }
    }
}

#[test]
fn the_last_day_of_summer_time_is_within_the_end() {
    let schedule = Schedule { valid_to: Some(day("2026-07-01")), ..schedule(&[Weekday::Wed], Frequency::Weekly) };
    let file = written(&schedule, "2026-06-20");
    // Half past nine in summer is half past eight in UTC, before the end of the day there.
    assert!(file.contains("UNTIL=20260701T225959Z"), "{file}");
}

#[test]
fn what_does_not_say_when_is_in_no_calendar() {
    let whole = schedule(&[Weekday::Wed], Frequency::Weekly);
    let none = |schedule: Schedule| Recurrence::of(&schedule, day("2026-11-26"), |_| false).is_none();
    assert!(none(Schedule { opens_at: None, ..whole.clone() }), "no hours");
    assert!(none(Schedule { days: vec![], ..whole.clone() }), "no days");
    assert!(none(Schedule { frequency: None, ..whole.clone() }), "not how often");
    assert!(none(Schedule { interval: 2, ..whole.clone() }), "every other week from a week that nobody named");
    assert!(none(Schedule { valid_to: Some(day("2026-11-01")), ..whole.clone() }), "over");
    assert!(none(Schedule { note: "in school holidays".to_owned(), ..whole.clone() }), "holidays without dates");
    let always = Schedule {
        days: (0..7).map(|n| Weekday::try_from(n).unwrap()).collect(),
        opens_at: directory::schedule::parse_time("00:00").ok(),
        closes_at: directory::schedule::parse_time("23:59").ok(),
        ..whole
    };
    assert!(none(always), "day and night is no appointment");
}

#[test]
fn a_whole_day_ends_on_the_next_and_needs_no_zone() {
    let event = Event {
        uid: "review@example".to_owned(),
        summary: "Review".to_owned(),
        description: String::new(),
        location: String::new(),
        url: String::new(),
        when: When::Day(day("2026-12-31")),
    };
    let now = DateTime::parse_from_rfc3339("2026-11-26T08:00:00Z").unwrap().to_utc();
    let file = write_calendar("Test", chrono_tz::Europe::London, now, &[event]);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && file.ends_with("END:VCALENDAR\r\n"));
    assert!(file.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"), "{file}");
    assert!(!file.contains("VTIMEZONE") && !file.contains("DESCRIPTION"));
}
