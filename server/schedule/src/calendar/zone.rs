//! A time zone, described change by change (RFC 5545, section 3.6.5).

use super::write::Lines;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

/// Writes the zone with every change from the start of the year before `year` until the day
/// `last`, so that each time in between is told.
pub(super) fn describe(out: &mut Lines, zone: Tz, year: i32, last: NaiveDate) {
    let first = NaiveDate::from_ymd_opt(year - 1, 1, 1).unwrap_or(last);
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    out.line("BEGIN:VTIMEZONE");
    out.line(&format!("TZID:{}", zone.name()));
    // What holds before the first change.
    observance(out, zone, midnight(first), seconds(zone, midnight(first)));
    for day in first.iter_days().take_while(|day| *day <= last) {
        let (start, end) = (midnight(day), midnight(day + Days::new(1)));
        if seconds(zone, start) != seconds(zone, end) {
            observance(out, zone, change(zone, start, end), seconds(zone, start));
        }
    }
    out.line("END:VTIMEZONE");
}

/// The first second at which the offset of `end` holds.
fn change(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> DateTime<Utc> {
    let (mut before, mut after) = (start, end);
    while after - before > TimeDelta::seconds(1) {
        let middle = before + (after - before) / 2;
        if seconds(zone, middle) == seconds(zone, start) { before = middle } else { after = middle }
    }
    // Halves of a second were left out on the way.
    DateTime::from_timestamp(after.timestamp(), 0).unwrap_or(after)
}

fn seconds(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

fn observance(out: &mut Lines, zone: Tz, at: DateTime<Utc>, from: i32) {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let name = if offset.dst_offset().is_zero() { "STANDARD" } else { "DAYLIGHT" };
    let local = at.naive_utc() + TimeDelta::seconds(i64::from(from));
    out.line(&format!("BEGIN:{name}"));
    out.line(&format!("DTSTART:{}", local.format("%Y%m%dT%H%M%S")));
    out.line(&format!("TZOFFSETFROM:{}", written(from)));
    out.line(&format!("TZOFFSETTO:{}", written(offset.fix().local_minus_utc())));
    if let Some(short) = offset.abbreviation() {
        out.text("TZNAME", short);
    }
    out.line(&format!("END:{name}"));
}

/// `+0100`.
fn written(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_begins_and_ends_where_the_law_says() {
        let mut lines = Lines::default();
        let last = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        describe(&mut lines, chrono_tz::Europe::London, 2026, last);
        let written = lines.finish();
        for part in [
            "TZID:Europe/London\r\nBEGIN:STANDARD\r\nDTSTART:20250101T000000\r\n",
            "BEGIN:DAYLIGHT\r\nDTSTART:20260329T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\n",
            "BEGIN:STANDARD\r\nDTSTART:20261025T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\n",
        ] {
            assert!(written.contains(part), "{part} in {written}");
        }
    }
}
