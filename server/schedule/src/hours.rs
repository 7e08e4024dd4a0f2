//! Opening hours in words, and whether somebody is there now. All times are local to the
//! authority. A schedule that is not confirmed never makes anything open.

mod opening;

pub use opening::{Opening, opening};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use directory::{Frequency, OpeningTime, Schedule};

/// The state of a door or a line: whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Open now, until this time; 23:59 stands for midnight.
    Open(NaiveTime),
    /// Closed now, as far as confirmed hours say.
    Closed,
    /// No confirmed hours are known.
    Unknown,
}

/// Whether any of the schedules is on at this local time. `is_holiday` says days on which regular hours do
/// not hold (bank holidays).
pub fn openness<'s>(
    schedules: impl IntoIterator<Item = &'s Schedule>,
    now: NaiveDateTime,
    is_holiday: impl Fn(NaiveDate) -> bool,
) -> Openness {
    let mut known = false;
    for schedule in schedules {
        let (Some(opens), Some(closes)) = (schedule.opens_at, schedule.closes_at) else { continue };
        if !schedule.confirmed || schedule.days.is_empty() || schedule.frequency.is_none() {
            continue;
        }
        known = true;
        // A line that is open all day every day is open on bank holidays too.
        if (is_always(schedule) || !is_holiday(now.date()))
            && happens_on(schedule, now.date()) == Some(true)
            && opens <= now.time()
            && (now.time() <= closes || is_midnight(closes))
        {
            return Openness::Open(closes);
        }
    }
    if known { Openness::Closed } else { Openness::Unknown }
}

/// Whether a schedule comes round on a day: yes, no, or not said (every other week from a week
/// that nobody named, or school holidays without their dates).
pub fn happens_on(schedule: &Schedule, date: NaiveDate) -> Option<bool> {
    if schedule.valid_from.is_some_and(|from| date < from) || schedule.valid_to.is_some_and(|to| date > to) {
        return Some(false);
    }
    if !schedule.days.contains(&date.weekday()) {
        return Some(false);
    }
    if schedule.is_in_some_holidays() {
        return None;
    }
    match schedule.frequency? {
        Frequency::Weekly if schedule.interval <= 1 => Some(true),
        Frequency::Weekly => {
            let start = schedule.valid_from?;
            let monday = |day: NaiveDate| day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()));
            let weeks = (monday(date) - monday(start)).num_weeks();
            Some(weeks % i64::from(schedule.interval) == 0)
        }
        Frequency::Monthly => {
            if schedule.interval > 1 {
                let start = schedule.valid_from?;
                let months = (date.year() - start.year()) * 12 + date.month() as i32 - start.month() as i32;
                if months % i32::from(schedule.interval) != 0 {
                    return Some(false);
                }
            }
            Some(
                schedule.positions.is_empty()
                    || schedule.positions.iter().any(|position| is_at_position(date, *position)),
            )
        }
    }
}

/// Whether a day is the first, second … or (negative) last of its weekday in its month.
fn is_at_position(date: NaiveDate, position: i8) -> bool {
    let from_start = (date.day0() / 7 + 1) as i8;
    if position > 0 {
        return from_start == position;
    }
    let last = date.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    let left = last.map_or(0, |next| (next - date).num_days() - 1);
    -((left / 7 + 1) as i8) == position
}

/// Whether a closing time is midnight, which 23:59 stands for, so that its whole minute counts.
fn is_midnight(closes: NaiveTime) -> bool {
    closes.hour() == 23 && closes.minute() == 59
}

/// Whether a schedule is on at every moment of every week.
pub fn is_always(schedule: &Schedule) -> bool {
    let all_day =
        matches!((schedule.opens_at, schedule.closes_at), (Some(opens), Some(closes)) if is_all_day(opens, closes));
    all_day && schedule.days.len() == 7 && schedule.frequency == Some(Frequency::Weekly) && schedule.interval <= 1
}

fn is_all_day(opens: NaiveTime, closes: NaiveTime) -> bool {
    opens.num_seconds_from_midnight() == 0 && closes.hour() == 23 && closes.minute() == 59
}

/// Whether the last day of a schedule is before this one.
pub fn is_over(schedule: &Schedule, today: NaiveDate) -> bool {
    schedule.valid_to.is_some_and(|last| last < today)
}

/// The schedules that are not over on a day; all where no day is given.
pub fn not_over<'s>(
    schedules: impl IntoIterator<Item = &'s Schedule>,
    today: Option<NaiveDate>,
) -> impl Iterator<Item = &'s Schedule> {
    schedules.into_iter().filter(move |schedule| !today.is_some_and(|today| is_over(schedule, today)))
}

/// The schedules in words, one line each.
pub fn describe_schedules<'s>(schedules: impl IntoIterator<Item = &'s Schedule>) -> Vec<OpeningTime> {
    schedules
        .into_iter()
        .map(|schedule| OpeningTime {
            // Without times of its own it would seem that they are not known.
            days: if is_always(schedule) { String::new() } else { describe_dated_days(schedule) },
            times: if is_always(schedule) { "Day and night, every day".to_owned() } else { describe_times(schedule) },
            note: schedule.note.clone(),
            confirmed: schedule.confirmed,
        })
        .collect()
}

/// The days of a schedule and the dates between which it holds: "Monday, from 4 January 2027".
fn describe_dated_days(schedule: &Schedule) -> String {
    let days = describe_days(schedule);
    match describe_validity(schedule) {
        held if held.is_empty() => days,
        held => format!("{days}, {held}"),
    }
}

/// The dates between which a schedule holds: "from 4 January 2027 to 12 February 2027"; empty when no
/// source gives dates.
pub fn describe_validity(schedule: &Schedule) -> String {
    match (schedule.valid_from, schedule.valid_to) {
        (Some(first), Some(last)) if first == last => format!("on {} only", format_full_date(first)),
        (Some(first), Some(last)) => format!("from {} to {}", format_full_date(first), format_full_date(last)),
        (Some(first), None) => format!("from {}", format_full_date(first)),
        (None, Some(last)) => format!("until {}", format_full_date(last)),
        (None, None) => String::new(),
    }
}

/// A day without its year: "26 November".
pub fn format_date(day: NaiveDate) -> String {
    day.format("%-d %B").to_string()
}

/// A day with its year: "26 November 2026".
pub fn format_full_date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The frequency of a schedule, when that is not every week: "every other week", "first Saturday of the
/// month".
pub fn describe_frequency(schedule: &Schedule) -> String {
    let regular = schedule.frequency == Some(Frequency::Weekly) && schedule.interval <= 1;
    match (schedule.frequency, schedule.interval) {
        _ if regular => String::new(),
        (Some(Frequency::Weekly), 2) => "every other week".to_owned(),
        (Some(Frequency::Weekly), weeks) => format!("every {weeks} weeks"),
        (Some(Frequency::Monthly), _) if !schedule.positions.is_empty() => {
            let words = describe_days(schedule);
            words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
        }
        (Some(Frequency::Monthly), _) => "once a month".to_owned(),
        (None, _) => "how often is not known".to_owned(),
    }
}

fn describe_days(schedule: &Schedule) -> String {
    let days = list_days(&schedule.days);
    match (schedule.frequency, schedule.interval, schedule.positions.is_empty()) {
        _ if days.is_empty() => "Days not known".to_owned(),
        (Some(Frequency::Monthly), _, false) => {
            let which: Vec<&str> = schedule.positions.iter().map(|position| ordinal_word(*position)).collect();
            format!("{} {days} of the month", capitalise(&which.join(" and ")))
        }
        (Some(Frequency::Weekly), 2, _) => format!("Every other {days}"),
        (Some(Frequency::Weekly), weeks, _) if weeks > 2 => format!("{days}, every {weeks} weeks"),
        _ => days,
    }
}

/// A list of days: "Monday to Friday", "Monday, Wednesday and Friday", "Every day".
fn list_days(days: &[Weekday]) -> String {
    let mut sorted: Vec<Weekday> = days.to_vec();
    sorted.sort_by_key(Weekday::num_days_from_monday);
    sorted.dedup();
    let run = sorted.windows(2).all(|pair| pair[1].num_days_from_monday() == pair[0].num_days_from_monday() + 1);
    match sorted.as_slice() {
        [] => String::new(),
        all if all.len() == 7 => "Every day".to_owned(),
        [first, .., last] if run && sorted.len() > 2 => format!("{} to {}", weekday_name(*first), weekday_name(*last)),
        [one] => weekday_name(*one).to_owned(),
        [some @ .., last] => {
            let some: Vec<&str> = some.iter().map(|day| weekday_name(*day)).collect();
            format!("{} and {}", some.join(", "), weekday_name(*last))
        }
    }
}

/// The times of a schedule: "9am to 5pm", "from 9am"; empty when no time is known.
pub fn describe_times(schedule: &Schedule) -> String {
    match (schedule.opens_at, schedule.closes_at) {
        (Some(opens), Some(closes)) if is_all_day(opens, closes) => "day and night".to_owned(),
        (Some(opens), Some(closes)) => format!("{} to {}", format_time(opens), format_time(closes)),
        (Some(opens), None) => format!("from {}", format_time(opens)),
        (None, Some(closes)) => format!("until {}", format_time(closes)),
        (None, None) => String::new(),
    }
}

/// A time of day: "9am", "4.30pm", "midday", "midnight".
pub fn format_time(time: NaiveTime) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute) {
        (0, 0) | (23, 59) => return "midnight".to_owned(),
        (12, 0) => return "midday".to_owned(),
        _ => {}
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
    if minute == 0 { format!("{twelve}{half}") } else { format!("{twelve}.{minute:02}{half}") }
}

/// The name of a day of the week.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn ordinal_word(position: i8) -> &'static str {
    match position {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        5 => "fifth",
        -1 => "last",
        _ => "one",
    }
}

fn capitalise(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn schedule(days: &[Weekday], opens: &str, closes: &str) -> Schedule {
        Schedule {
            location_id: None,
            days: days.to_vec(),
            frequency: Some(Frequency::Weekly),
            interval: 1,
            positions: vec![],
            opens_at: directory::schedule::parse_time(opens).ok(),
            closes_at: directory::schedule::parse_time(closes).ok(),
            valid_from: None,
            valid_to: None,
            note: String::new(),
            confirmed: true,
        }
    }

    pub(crate) fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn hours_are_said_as_people_say_them() {
        use Weekday::*;
        let said = |schedule: &Schedule| {
            describe_schedules([schedule]).pop().map(|t| format!("{} {}", t.days, t.times)).unwrap()
        };
        assert_eq!(said(&schedule(&[Mon, Tue, Wed, Thu, Fri], "09:00", "17:00")), "Monday to Friday 9am to 5pm");
        assert_eq!(
            said(&schedule(&[Mon, Wed, Fri], "11:30", "12:00")),
            "Monday, Wednesday and Friday 11.30am to midday"
        );
        assert_eq!(
            said(&schedule(&[Mon, Tue, Wed, Thu, Fri, Sat, Sun], "00:00", "23:59")),
            " Day and night, every day"
        );
        let first = Schedule {
            frequency: Some(Frequency::Monthly),
            positions: vec![1, 3],
            ..schedule(&[Sat], "14:00", "16:00")
        };
        assert_eq!(said(&first), "First and third Saturday of the month 2pm to 4pm");
        let other = Schedule { interval: 2, ..schedule(&[Wed], "09:00", "10:00") };
        assert_eq!(said(&other), "Every other Wednesday 9am to 10am");
        let day = |text: &str| directory::schedule::parse_date(text).ok();
        let dated = Schedule {
            valid_from: day("2027-01-04"),
            valid_to: day("2027-02-12"),
            ..schedule(&[Mon], "09:00", "10:00")
        };
        assert_eq!(said(&dated), "Monday, from 4 January 2027 to 12 February 2027 9am to 10am");
    }

    #[test]
    fn a_schedule_stands_on_its_last_day_and_is_over_the_day_after() {
        let day = |text: &str| directory::schedule::parse_date(text).ok();
        let ended = Schedule { valid_to: day("2027-02-12"), ..schedule(&[Weekday::Mon], "09:00", "10:00") };
        let left = |today| not_over([&ended], day(today)).count();
        assert_eq!((left("2027-02-12"), left("2027-02-13")), (1, 0));
        assert_eq!(not_over([&ended], None).count(), 1);
    }

    #[test]
    fn how_often_is_said_only_when_it_is_not_every_week() {
        let weekly = schedule(&[Weekday::Sat], "09:00", "10:00");
        assert_eq!(describe_frequency(&weekly), "");
        assert_eq!(describe_frequency(&Schedule { interval: 2, ..weekly.clone() }), "every other week");
        let first = Schedule { frequency: Some(Frequency::Monthly), positions: vec![1, 3], ..weekly };
        assert_eq!(describe_frequency(&first), "first and third Saturday of the month");
    }

    #[test]
    fn only_confirmed_hours_make_a_place_open() {
        let open = schedule(&[Weekday::Mon], "09:00", "17:00");
        let unsure = Schedule { confirmed: false, ..open.clone() };
        let never = |_| false;
        assert_eq!(openness([&open], at("2026-11-23 10:00"), never), Openness::Open(open.closes_at.unwrap()));
        assert_eq!(openness([&open], at("2026-11-24 10:00"), never), Openness::Closed);
        assert_eq!(openness([&open], at("2026-11-23 10:00"), |_| true), Openness::Closed);
        assert_eq!(openness([&unsure], at("2026-11-23 10:00"), never), Openness::Unknown);
    }

    #[test]
    fn hours_of_school_holidays_come_round_on_no_day_that_nobody_named() {
        let usual = schedule(&[Weekday::Mon], "10:00", "16:30");
        let (monday, day) = (at("2026-11-23 11:00"), at("2026-11-23 11:00").date());
        for note in ["free open play in school holidays (older page)", "School holidays only", "During school holidays"]
        {
            let play = Schedule { note: note.to_owned(), ..usual.clone() };
            assert_eq!(happens_on(&play, day), None, "{note}");
            assert_eq!(openness([&play], monday, |_| false), Openness::Closed, "{note}");
            let dated = Schedule { valid_from: Some(day), valid_to: Some(day), ..play };
            assert_eq!(happens_on(&dated, day), Some(true), "{note}");
        }
        for note in
            ["term time", "not in school holidays", "Saturdays, and school holidays", "closed in school holidays"]
        {
            assert_eq!(happens_on(&Schedule { note: note.to_owned(), ..usual.clone() }, day), Some(true), "{note}");
        }
    }

    #[test]
    fn the_last_sunday_and_every_other_week_come_round() {
        let last = Schedule {
            frequency: Some(Frequency::Monthly),
            positions: vec![-1],
            ..schedule(&[Weekday::Sun], "10:00", "11:00")
        };
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        assert_eq!(happens_on(&last, day("2026-11-29")), Some(true));
        assert_eq!(happens_on(&last, day("2026-11-22")), Some(false));
        let other = Schedule { interval: 2, ..schedule(&[Weekday::Wed], "10:00", "11:00") };
        assert_eq!(happens_on(&other, day("2026-11-25")), None, "nobody said which week it began");
        let from = Schedule { valid_from: Some(day("2026-11-02")), ..other };
        assert_eq!(happens_on(&from, day("2026-11-18")), Some(true));
        assert_eq!(happens_on(&from, day("2026-11-25")), Some(false));
    }
}
