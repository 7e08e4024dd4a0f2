//! Opening hours as people write them, read whole or not at all.

use super::*;

/// Rows in one line each: days, times, note.
fn rows(text: &str) -> Vec<String> {
    let said = read(text).unwrap_or_default();
    let row = |row: &Row| {
        let DraftSchedule { days, opens_at, closes_at, note, .. } = &row.schedule;
        let line = if row.is_line { " (line)" } else { "" };
        format!("{days} {opens_at}-{closes_at} {note}").trim().to_owned() + line
    };
    said.rows.iter().map(row).chain(said.notes).collect()
}

#[test]
fn hours_that_can_mean_one_thing_are_read() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("Mon - Thurs 9:15 AM – 4:45 PM; Fri 9:15 AM – 1 PM", &["MO,TU,WE,TH 09:15-16:45", "FR 09:15-13:00"][..]),
        ("Fri & Sat 8pm til 2am", &["FR,SA 20:00-02:00"]),
        ("Weds 10 to noon, 1 to 3", &["WE 10:00-12:00", "WE 13:00-15:00"]),
        ("9.30–11.30am Tuesdays (term time only)", &["TU 09:30-11:30 Term time only"]),
        ("11.30-1.30pm Mon/Wed/Fri", &["MO,WE,FR 11:30-13:30"]),
        (
            "Every Mon 7-8.30pm except bank hols; 2nd Sat 10am-12 midday",
            &["MO 19:00-20:30 Except bank hols", "2SA 10:00-12:00"],
        ),
        (
            "Lines open 24/7 apart from Xmas day. Office by appointment",
            &["MO,TU,WE,TH,FR,SA,SU 00:00-00:00 Lines open. Apart from Xmas day (line)", "Office by appointment"],
        ),
        ("Monday 0900-1700", &["MO 09:00-17:00"]),
        (
            "Monday to Friday 9am to 5pm, Sat 9am to 12pm, closed Sunday",
            &["MO,TU,WE,TH,FR 09:00-17:00", "SA 09:00-12:00", "Closed on Sunday."],
        ),
        ("Mon - Fri: 9am - 5pm | Sat: Closed", &["MO,TU,WE,TH,FR 09:00-17:00", "Closed on Saturday."]),
        ("9:00am-5:00pm Mon-Thu, 9:00am-4:30pm Fri", &["MO,TU,WE,TH 09:00-17:00", "FR 09:00-16:30"]),
        ("Mo-Fr 09:00-17:00; Sa 10:00-12:00", &["MO,TU,WE,TH,FR 09:00-17:00", "SA 10:00-12:00"]),
        ("1st and 3rd Tuesday of the month, 10am-12pm", &["1TU,3TU 10:00-12:00"]),
        ("Last Friday of every month 6 p.m. to 7.30 p.m.", &["-1FR 18:00-19:30"]),
        ("1st Mon and 3rd Fri 10-12", &["1MO,3FR 10:00-12:00"]),
        ("Tues & Thurs 1-3pm, Weds 9.30am-12.30pm", &["TU,TH 13:00-15:00", "WE 09:30-12:30"]),
        ("Daily 10am-4pm", &["MO,TU,WE,TH,FR,SA,SU 10:00-16:00"]),
        ("Open every day, 8am - 8pm", &["MO,TU,WE,TH,FR,SA,SU 08:00-20:00"]),
        ("7 days a week 8am-8pm", &["MO,TU,WE,TH,FR,SA,SU 08:00-20:00"]),
        ("Weekdays 9-5, weekends 10-4", &["MO,TU,WE,TH,FR 09:00-17:00", "SA,SU 10:00-16:00"]),
        ("24 hours a day, 7 days a week", &["MO,TU,WE,TH,FR,SA,SU 00:00-00:00"]),
        ("Mon-Fri 24 hours", &["MO,TU,WE,TH,FR 00:00-00:00"]),
        ("Sat 6pm - midnight", &["SA 18:00-00:00"]),
        ("Tuesday 10.00-12.00 and 13.00-15.00", &["TU 10:00-12:00", "TU 13:00-15:00"]),
        ("Thursdays from 10am", &["TH 10:00-"]),
        ("Mondays 4-6 in term time", &["MO 16:00-18:00 term time"]),
        ("Mon 9-5; Thu 9-5", &["MO 09:00-17:00", "TH 09:00-17:00"]),
        ("Drop-in Wed 1.30pm-3pm", &["WE 13:30-15:00 Drop-in"]),
        ("Monday 9-5 Tuesday 9-4 Wednesday closed", &["MO 09:00-17:00", "TU 09:00-16:00", "Closed on Wednesday."]),
    ] {
        let expected: Vec<String> = expected.iter().map(|row| (*row).to_owned()).collect();
        let same = |text: &[String]| text.iter().map(|row| row.to_lowercase()).collect::<Vec<_>>();
        if same(&rows(text)) != same(&expected) {
            wrong.push(format!("{text}: {:?}", rows(text)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn hours_that_may_mean_another_thing_stay_words() {
    let mut wrong = Vec::new();
    for text in [
        "",
        "By appointment",
        "Ring for times",
        "9am-5pm",
        "Mondays",
        "Alternate Mondays 10-12",
        "Every other Tuesday 10am-12pm",
        "Mon 10-12 fortnightly",
        "Tue 9-5 (alternate weeks)",
        "Tuesdays 10-12. Every other week only",
        "Wed 6-8",
        "Mon 7-9",
        "Tue 10-8",
        "Mon or Tue 9am-5pm",
        "Mon-Fri 9-5 (not Wed)",
        "Mon-Fri 9-5 (closed 12-1)",
        "Mon-Fri 9am-5pm, closed Wednesday",
        "Mon-Fri 9am-5pm except Wed",
        "Tue 10-12 ages 0-4",
        "Tue 10am-12pm for 2-4 year olds",
        "Tue 10-12 for 2-4s",
        "Fri 10-12 from 7 September",
        "Mon-Fri 9-5 April to October",
        "Tuesdays 10-12 2025-2026",
        "Mon 10am-12pm £2",
        "Mon Tel 01632 960001",
        "Mon 9-5 baby clinic Tue 10-12 toddlers",
        "1st September 10am",
        "Monthly on Tuesday 10-12",
        "Tuesday week 2, 10-12",
        "We meet on Mondays at half past ten",
        "Sunday 11am-5am",
        "Tue room 2-4",
        "Mon 10-12am",
        "İİ 9-5",
    ] {
        if !rows(text).is_empty() {
            wrong.push(format!("{text}: {:?}", rows(text)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_event_of_icalendar_is_read_where_a_row_can_say_it() {
    let row = |text: &str| read(text).map(|said| said.rows[0].schedule.clone());
    let fortnightly =
        "DTSTART:20261105T183000\nDTEND:20261105T200000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270325T235959";
    for text in [fortnightly.to_owned(), fortnightly.replace('\n', " ")] {
        let row = row(&text).unwrap();
        assert_eq!((row.days.as_str(), row.interval.as_str(), row.frequency.as_str()), ("TH", "2", "WEEKLY"));
        assert_eq!((row.opens_at.as_str(), row.closes_at.as_str()), ("18:30", "20:00"));
        assert_eq!((row.valid_from.as_str(), row.valid_to.as_str()), ("2026-11-05", "20270325T235959"));
    }
    let zoned = row(
        "DTSTART;TZID=Europe/London:20261103T100000 DTEND;TZID=Europe/London:20261103T113000 RRULE:FREQ=MONTHLY;BYDAY=1TU,3TU",
    );
    assert_eq!(zoned.unwrap().days, "1TU,3TU");
    let monthly = row("DTSTART:20261115T100000 RRULE:FREQ=MONTHLY").unwrap();
    assert_eq!(monthly.by_month_day, "15");
    let once = row("DTSTART:20261105T183000 DTEND:20261105T200000").unwrap();
    assert_eq!((once.valid_from, once.valid_to.as_str()), ("2026-11-05".to_owned(), "2026-11-05"));
    for text in [
        "DTSTART:20261105T183000 RRULE:FREQ=WEEKLY;COUNT=6",
        "DTSTART:20261105 DTEND:20261106",
        "DTSTART:20261105T183000 DTEND:20261109T120000",
        "DTSTART:20261105T183000 EXDATE:20261112T183000 RRULE:FREQ=WEEKLY",
        "DTSTART:2026",
    ] {
        assert_eq!(row(text), None, "{text}");
    }
}
