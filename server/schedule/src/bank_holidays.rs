//! Days on which regular hours do not hold: the bank holidays of England and Wales with their days in
//! lieu, and the great feasts themselves on whatever day of the week they fall.
//!
//! Reckoned from the Banking and Financial Dealings Act 1971, schedule 1, and the yearly
//! proclamations, since the calendars in the crates we tried leave out New Year's Day, Easter
//! Monday and August. Holidays proclaimed for one year only are not known here.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether regular hours do not hold on a day: a bank holiday, a day in lieu of one at a weekend, or
/// Christmas Day, Boxing Day, New Year's Day or Easter Sunday. These shut doors at weekends too
/// (Sunday Trading Act 1994, Christmas Day (Trading) Act 2004), while the day in lieu is another.
pub fn is_bank_holiday(date: NaiveDate) -> bool {
    let is_feast = matches!((date.month(), date.day()), (12, 25 | 26) | (1, 1)) || easter(date.year()) == Some(date);
    is_feast || is_proclaimed(date)
}

/// Whether a day is a bank holiday as the government prints them.
fn is_proclaimed(date: NaiveDate) -> bool {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let monday = date.weekday() == Weekday::Mon;
    let last_of_month = (date + Days::new(7)).month() != month;
    match month {
        1 => is_or_in_lieu(date, 1),
        5 => monday && (day <= 7 || last_of_month),
        8 => monday && last_of_month,
        12 => is_christmas(date),
        3 | 4 => easter(year).is_some_and(|sunday| date == sunday - Days::new(2) || date == sunday + Days::new(1)),
        _ => false,
    }
}

/// The day itself on a weekday, or the Monday after it.
fn is_or_in_lieu(date: NaiveDate, day: u32) -> bool {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => false,
        Weekday::Mon => (day..=day + 2).contains(&date.day()),
        _ => date.day() == day,
    }
}

/// 25 and 26 December; each that falls on a weekend moves to the next weekday after both.
fn is_christmas(date: NaiveDate) -> bool {
    match (date.day(), date.weekday()) {
        (25 | 26, Weekday::Sat | Weekday::Sun) => false,
        (25 | 26, _) => true,
        (27, Weekday::Mon | Weekday::Tue) | (28, Weekday::Mon | Weekday::Tue) => true,
        _ => false,
    }
}

/// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the government printed them.
    const PRINTED: [&str; 24] = [
        "2025-01-01",
        "2025-04-18",
        "2025-04-21",
        "2025-05-05",
        "2025-05-26",
        "2025-08-25",
        "2025-12-25",
        "2025-12-26",
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
        "2027-05-31",
        "2027-08-30",
        "2027-12-27",
        "2027-12-28",
    ];

    #[test]
    fn the_bank_holidays_of_three_years_are_those_printed() {
        let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        let reckoned: Vec<String> =
            first.iter_days().take(365 * 3).filter(|day| is_proclaimed(*day)).map(|day| day.to_string()).collect();
        assert_eq!(reckoned, PRINTED);
    }

    #[test]
    fn the_feasts_count_at_weekends_beside_their_days_in_lieu() {
        for day in ["2026-12-26", "2026-12-28", "2027-12-25", "2027-12-26", "2027-12-28", "2028-01-01", "2028-01-03"] {
            assert!(is_bank_holiday(day.parse().unwrap()), "{day}");
        }
        for easter in ["2026-04-05", "2027-03-28", "2028-04-16"] {
            assert!(is_bank_holiday(easter.parse().unwrap()), "{easter}");
        }
        for day in ["2026-12-24", "2026-12-27", "2027-12-24", "2027-12-29", "2028-01-02"] {
            assert!(!is_bank_holiday(day.parse().unwrap()), "{day}");
        }
    }
}
