//! Whether a door is open, until when, and when it opens next. Only confirmed hours count.

use super::{happens_on, is_always, is_midnight, not_over};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use directory::Schedule;

/// How many days are looked through for the next opening, today being the first.
const DAYS_AHEAD: u64 = 8;

/// What confirmed hours say of a door at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Open at every moment of every week.
    Always,
    /// Open until this time; 23:59 stands for midnight.
    Until(NaiveTime),
    /// Shut; opens next at this moment. `earlier` is whether it was open before today.
    Opens {
        /// When.
        at: NaiveDateTime,
        /// Whether it was open already today.
        earlier: bool,
    },
    /// Shut, and no opening in the next week is known.
    Shut,
    /// Today usual hours do not hold: a bank holiday.
    Holiday,
    /// Hours are known and nobody has confirmed them.
    Unconfirmed,
    /// No hours are known.
    Unknown,
}

/// What the schedules of one door say at a local moment. `is_holiday` says days on which usual
/// hours do not hold.
pub fn opening<'s>(
    schedules: impl IntoIterator<Item = &'s Schedule>,
    now: NaiveDateTime,
    is_holiday: impl Fn(NaiveDate) -> bool,
) -> Opening {
    let today = now.date();
    let valid: Vec<&Schedule> = not_over(schedules, Some(today)).collect();
    let confirmed: Vec<&Schedule> = valid.iter().copied().filter(|schedule| is_confirmed(schedule)).collect();
    if confirmed.is_empty() {
        return if valid.is_empty() { Opening::Unknown } else { Opening::Unconfirmed };
    }
    if confirmed.iter().any(|schedule| is_always(schedule)) {
        return Opening::Always;
    }
    if is_holiday(today) {
        return Opening::Holiday;
    }
    let spans = opening_spans(&confirmed, today);
    if let Some((_, closes)) =
        spans.iter().find(|(opens, closes)| *opens <= now.time() && (now.time() < *closes || is_midnight(*closes)))
    {
        return Opening::Until(*closes);
    }
    let earlier = spans.iter().any(|(opens, _)| *opens <= now.time());
    let next = (0..DAYS_AHEAD).map(|days| today + Days::new(days)).filter(|day| !is_holiday(*day)).find_map(|day| {
        let spans = opening_spans(&confirmed, day);
        let opens = spans.iter().map(|(opens, _)| *opens).find(|opens| day > today || *opens > now.time())?;
        Some(day.and_time(opens))
    });
    next.map_or(Opening::Shut, |at| Opening::Opens { at, earlier })
}

fn is_confirmed(schedule: &Schedule) -> bool {
    let whole = schedule.opens_at.is_some() && schedule.closes_at.is_some() && !schedule.days.is_empty();
    schedule.confirmed && whole && schedule.frequency.is_some()
}

/// The hours of a day, those that meet joined, in order.
fn opening_spans(schedules: &[&Schedule], day: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
    let on = schedules.iter().filter(|schedule| happens_on(schedule, day) == Some(true));
    let mut hours: Vec<_> = on.filter_map(|schedule| Some((schedule.opens_at?, schedule.closes_at?))).collect();
    hours.sort();
    let mut joined: Vec<(NaiveTime, NaiveTime)> = Vec::with_capacity(hours.len());
    for (opens, closes) in hours {
        match joined.last_mut() {
            Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
            _ => joined.push((opens, closes)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::tests::{at, schedule};
    use chrono::Weekday::{self, *};

    const WORKDAYS: [Weekday; 5] = [Mon, Tue, Wed, Thu, Fri];

    fn of(schedules: &[Schedule], now: &str) -> Opening {
        opening(schedules, at(now), |day| day == at("2026-12-25 00:00").date())
    }

    fn until(text: &str) -> Opening {
        Opening::Until(directory::schedule::parse_time(text).unwrap())
    }

    fn opens(moment: &str, earlier: bool) -> Opening {
        Opening::Opens { at: at(moment), earlier }
    }

    #[test]
    fn a_door_is_open_until_it_shuts_and_then_opens_on_its_next_day() {
        let usual = [schedule(&WORKDAYS, "09:00", "17:00")];
        assert_eq!(of(&usual, "2026-11-26 08:59"), opens("2026-11-26 09:00", false));
        assert_eq!(of(&usual, "2026-11-26 09:00"), until("17:00"));
        assert_eq!(of(&usual, "2026-11-26 16:59"), until("17:00"));
        assert_eq!(of(&usual, "2026-11-26 17:00"), opens("2026-11-27 09:00", true));
        assert_eq!(of(&usual, "2026-11-28 10:00"), opens("2026-11-30 09:00", false));
        assert_eq!(of(&[schedule(&[Thu], "09:00", "17:00")], "2026-11-26 18:00"), opens("2026-12-03 09:00", true));
    }

    #[test]
    fn hours_that_meet_are_one_and_a_break_is_a_break() {
        let split = [schedule(&[Thu], "13:00", "16:00"), schedule(&[Thu], "09:00", "12:00")];
        assert_eq!(of(&split, "2026-11-26 12:30"), opens("2026-11-26 13:00", true));
        let over = [schedule(&[Thu], "10:00", "12:00"), schedule(&[Thu], "09:00", "17:00")];
        assert_eq!(of(&over, "2026-11-26 11:00"), until("17:00"));
    }

    #[test]
    fn usual_hours_do_not_hold_on_a_bank_holiday() {
        let usual = [schedule(&WORKDAYS, "09:00", "17:00")];
        assert_eq!(of(&usual, "2026-12-25 10:00"), Opening::Holiday);
        assert_eq!(of(&usual, "2026-12-24 18:00"), opens("2026-12-28 09:00", true));
        let always = [schedule(&[Mon, Tue, Wed, Thu, Fri, Sat, Sun], "00:00", "23:59")];
        assert_eq!(of(&always, "2026-12-25 10:00"), Opening::Always);
    }

    #[test]
    fn what_nobody_confirmed_opens_no_door() {
        let unsure = Schedule { confirmed: false, ..schedule(&WORKDAYS, "09:00", "17:00") };
        assert_eq!(of(&[unsure], "2026-11-26 10:00"), Opening::Unconfirmed);
        let timeless = Schedule { closes_at: None, ..schedule(&WORKDAYS, "09:00", "17:00") };
        assert_eq!(of(&[timeless], "2026-11-26 10:00"), Opening::Unconfirmed);
        assert_eq!(of(&[], "2026-11-26 10:00"), Opening::Unknown);
    }

    #[test]
    fn hours_that_have_ended_say_nothing_and_those_to_come_wait_for_their_day() {
        let ended = Schedule { valid_to: Some(at("2026-11-25 00:00").date()), ..schedule(&WORKDAYS, "09:00", "17:00") };
        assert_eq!(of(&[ended], "2026-11-26 10:00"), Opening::Unknown);
        let from = |day: &str| Schedule { valid_from: Some(at(day).date()), ..schedule(&WORKDAYS, "09:00", "17:00") };
        assert_eq!(of(&[from("2026-11-30 00:00")], "2026-11-26 10:00"), opens("2026-11-30 09:00", false));
        assert_eq!(of(&[from("2027-01-04 00:00")], "2026-11-26 10:00"), Opening::Shut);
    }
}
