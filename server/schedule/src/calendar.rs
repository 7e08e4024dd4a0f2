//! Calendar files (iCalendar, RFC 5545): sessions that come round, and single days.
//!
//! Times are local to a time zone that the file describes itself, since not every calendar knows
//! zones by name.

mod write;
mod zone;

use crate::hours;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use directory::{Frequency, Schedule};

/// How long sessions are written ahead: records grow old, and a calendar never asks again.
pub const WEEKS_AHEAD: u64 = 26;

/// An event of a calendar.
#[derive(Debug, Clone)]
pub struct Event {
    /// What tells it from all others, and stays the same from file to file.
    pub uid: String,
    /// What it is called.
    pub summary: String,
    /// What is said about it.
    pub description: String,
    /// Where it is; may be empty.
    pub location: String,
    /// Its page; may be empty.
    pub url: String,
    /// When it is.
    pub when: When,
}

/// When an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// The whole of one day.
    Day(NaiveDate),
    /// Again and again.
    Again(Recurrence),
}

/// A recurrence: set times at which an event comes round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    first: NaiveDate,
    opens: NaiveTime,
    closes: Option<NaiveTime>,
    rule: String,
    last: NaiveDate,
    except: Vec<NaiveDate>,
}

impl Recurrence {
    /// The recurrence of a schedule, from a day on for [`WEEKS_AHEAD`]. `is_holiday` says the days on which
    /// regular hours do not hold. `None` when the schedule does not say its days and hours, never stops,
    /// does not come round in that time, or on days that nobody named: every other week, or in school
    /// holidays without their dates.
    pub fn of(schedule: &Schedule, from: NaiveDate, is_holiday: impl Fn(NaiveDate) -> bool) -> Option<Self> {
        let (opens, frequency) = (schedule.opens_at?, schedule.frequency?);
        if hours::is_always(schedule) {
            return None;
        }
        let horizon = from + Days::new(WEEKS_AHEAD * 7);
        let last = schedule.valid_to.map_or(horizon, |to| to.min(horizon));
        let days = from.iter_days().take_while(|day| *day <= last);
        let (closed, open): (Vec<NaiveDate>, Vec<NaiveDate>) =
            days.filter(|day| hours::happens_on(schedule, *day) == Some(true)).partition(|day| is_holiday(*day));
        let first = *open.first()?;
        let except = closed.into_iter().filter(|day| *day > first).collect();
        Some(Self {
            first,
            opens,
            closes: schedule.closes_at,
            rule: recurrence_rule(schedule, frequency),
            last,
            except,
        })
    }

    /// The moment after which it does not come round again.
    fn until(&self, zone: Tz) -> DateTime<Utc> {
        let end = self.last.and_time(NaiveTime::MIN) + Days::new(1) - chrono::TimeDelta::seconds(1);
        zone.from_local_datetime(&end).latest().map_or(end.and_utc(), |end| end.to_utc())
    }
}

/// The rule of a schedule without its end. Weeks begin on Monday, as [`hours::happens_on`] counts.
fn recurrence_rule(schedule: &Schedule, frequency: Frequency) -> String {
    let days = schedule.days.iter().map(|day| weekday_code(*day));
    let every = if schedule.interval > 1 { format!(";INTERVAL={}", schedule.interval) } else { String::new() };
    match frequency {
        Frequency::Weekly => format!("FREQ=WEEKLY{every};WKST=MO;BYDAY={}", days.collect::<Vec<_>>().join(",")),
        Frequency::Monthly if schedule.positions.is_empty() => {
            format!("FREQ=MONTHLY{every};BYDAY={}", days.collect::<Vec<_>>().join(","))
        }
        Frequency::Monthly => {
            // `1SA,3SA` rather than BYSETPOS, which would count all the days together.
            let at = schedule
                .positions
                .iter()
                .flat_map(|position| schedule.days.iter().map(move |day| format!("{position}{}", weekday_code(*day))));
            format!("FREQ=MONTHLY{every};BYDAY={}", at.collect::<Vec<_>>().join(","))
        }
    }
}

/// The code of a weekday (RFC 5545, section 3.3.10).
pub fn weekday_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Writes a calendar file. `written` is now; `maker` names the program, as `PRODID` asks.
pub fn write_calendar(maker: &str, zone: Tz, written: DateTime<Utc>, events: &[Event]) -> String {
    let mut out = write::Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.text("PRODID", &format!("-//{maker}//EN"));
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    let timed = events.iter().filter_map(|event| match &event.when {
        When::Again(again) => Some((again.first, again.last)),
        When::Day(_) => None,
    });
    let range = timed.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)));
    if let Some((first, last)) = range {
        zone::describe(&mut out, zone, first.year(), last);
    }
    for event in events {
        write_event(&mut out, zone, written, event);
    }
    out.line("END:VCALENDAR");
    out.finish()
}

fn write_event(out: &mut write::Lines, zone: Tz, written: DateTime<Utc>, event: &Event) {
    out.line("BEGIN:VEVENT");
    out.text("UID", &event.uid);
    out.line(&format!("DTSTAMP:{}", written.format("%Y%m%dT%H%M%SZ")));
    match &event.when {
        When::Day(day) => {
            out.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
            // The end is the first day that it no longer is (section 3.6.1).
            out.line(&format!("DTEND;VALUE=DATE:{}", (*day + Days::new(1)).format("%Y%m%d")));
            out.line("TRANSP:TRANSPARENT");
        }
        When::Again(again) => {
            let at = |day: NaiveDate, time: NaiveTime| day.and_time(time).format("%Y%m%dT%H%M%S").to_string();
            let zone_name = zone.name();
            out.line(&format!("DTSTART;TZID={zone_name}:{}", at(again.first, again.opens)));
            if let Some(closes) = again.closes {
                out.line(&format!("DTEND;TZID={zone_name}:{}", at(again.first, closes)));
            }
            out.line(&format!("RRULE:{};UNTIL={}", again.rule, again.until(zone).format("%Y%m%dT%H%M%SZ")));
            for day in &again.except {
                out.line(&format!("EXDATE;TZID={zone_name}:{}", at(*day, again.opens)));
            }
        }
    }
    out.text("SUMMARY", &event.summary);
    for (name, value) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !value.is_empty() {
            out.text(name, value);
        }
    }
    if !event.url.is_empty() {
        out.line(&format!("URL:{}", event.url));
    }
    out.line("END:VEVENT");
}

#[cfg(test)]
mod tests;
