//! When doors are open and what happens on which day.

use app::model::{Day, Door, DoorState, Session, Week};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use directory::{ForWhom, Location, Schedule, Service};
use schedule::{
    bank_holidays::is_bank_holiday,
    hours::{self, Opening, happens_on},
};
use search::catalogue::Catalogue;

/// How many days a week shows, today being the first.
const DAYS: u64 = 7;
/// How many days ahead bank holidays are told.
const HOLIDAYS_AHEAD: u64 = 42;

/// One schedule of a service, and the building where it holds, when the page is not that building's.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The service.
    pub service: &'a Service,
    /// When.
    pub schedule: &'a Schedule,
    /// The building to name.
    pub place: Option<&'a Location>,
}

/// Everything that happens in a building: its services' schedules there. Services for people who
/// worry about what they might do are never among it.
pub fn in_building<'a>(catalogue: &'a Catalogue, location: &'a Location) -> impl Iterator<Item = Item<'a>> {
    catalogue
        .services_at(location.id.as_str())
        .filter(|service| service.for_whom != ForWhom::WorriedAboutSelf)
        .flat_map(move |service| at(service, location).map(move |schedule| Item { service, schedule, place: None }))
}

/// The schedules of a service in a building.
pub fn at<'a>(service: &'a Service, location: &'a Location) -> impl Iterator<Item = &'a Schedule> {
    service.schedules.iter().filter(|schedule| schedule.location_id.as_ref() == Some(&location.id))
}

/// The seven days from today with what happens on each. What has ended is left out.
pub fn week<'a>(items: impl IntoIterator<Item = Item<'a>>, now: NaiveDateTime) -> Week {
    let today = now.date();
    let items: Vec<Item<'_>> = items.into_iter().filter(|item| !hours::is_over(item.schedule, today)).collect();
    let days = (0..DAYS).map(|ahead| {
        let date = today + Days::new(ahead);
        let mut sessions: Vec<(Option<NaiveTime>, Session)> = Vec::new();
        for item in &items {
            match happens_on(item.schedule, date) {
                Some(false) => {}
                known => sessions.push((item.schedule.opens_at, session(item, known.is_some()))),
            }
        }
        sessions.sort_by(|a, b| (a.0.is_none(), a.0, &a.1.name).cmp(&(b.0.is_none(), b.0, &b.1.name)));
        Day {
            name: hours::weekday_name(date.weekday()).to_owned(),
            date: hours::format_date(date),
            today: ahead == 0,
            holiday: is_bank_holiday(date),
            sessions: sessions.into_iter().map(|(_, session)| session).collect(),
        }
    });
    let undated = items.iter().filter(|item| item.schedule.days.is_empty()).map(|item| session(item, false));
    Week { days: days.collect(), undated: undated.collect() }
}

fn session(item: &Item<'_>, certain: bool) -> Session {
    let Item { service, schedule, place } = item;
    Session {
        name: service.name.clone(),
        url: format!("/services/{}", service.id),
        times: hours::describe_times(schedule),
        every: if schedule.days.is_empty() { String::new() } else { hours::describe_frequency(schedule) },
        note: schedule.note.clone(),
        // "Pershore Library" at Pershore Library says it once.
        place: place
            .filter(|place| !service.name.starts_with(&place.name))
            .map(|place| (place.name.clone(), format!("/places/{}", place.id))),
        confirmed: schedule.confirmed,
        certain,
    }
}

/// Whether a door is open, in words.
pub fn door<'s>(schedules: impl IntoIterator<Item = &'s Schedule>, now: NaiveDateTime) -> Door {
    let (words, state) = match hours::opening(schedules, now, is_bank_holiday) {
        Opening::Always => ("Open day and night".to_owned(), DoorState::Open),
        Opening::Until(closes) => (format!("Open now until {}", hours::format_time(closes)), DoorState::Open),
        Opening::Opens { at, earlier } => (opens_words(at, earlier, now.date()), DoorState::Shut),
        Opening::Shut => ("Closed today".to_owned(), DoorState::Shut),
        Opening::Holiday => ("Bank holiday today: ring first".to_owned(), DoorState::Unknown),
        Opening::Unconfirmed => ("Hours not confirmed: ring first".to_owned(), DoorState::Unknown),
        Opening::Unknown => ("Hours not known: ring first".to_owned(), DoorState::Unknown),
    };
    Door { words, state }
}

/// Whether a door is open, in the few words of a card: "Open now until 5pm", "Opens Monday 9am".
pub fn brief_door<'s>(schedules: impl IntoIterator<Item = &'s Schedule>, now: NaiveDateTime) -> Door {
    let (words, state) = match hours::opening(schedules, now, is_bank_holiday) {
        Opening::Always => ("Open day and night".to_owned(), DoorState::Open),
        Opening::Until(closes) => (format!("Open now until {}", hours::format_time(closes)), DoorState::Open),
        Opening::Opens { at, .. } => (brief_opening(at, now.date()), DoorState::Shut),
        Opening::Shut => ("Closed today".to_owned(), DoorState::Shut),
        Opening::Holiday => ("Bank holiday: ring first".to_owned(), DoorState::Unknown),
        Opening::Unconfirmed => ("Hours not confirmed".to_owned(), DoorState::Unknown),
        Opening::Unknown => ("Hours not known".to_owned(), DoorState::Unknown),
    };
    Door { words, state }
}

/// "Opens today 2pm", "Opens tomorrow 9am", "Opens Monday 9am".
fn brief_opening(at: NaiveDateTime, today: NaiveDate) -> String {
    let day = match (at.date() - today).num_days() {
        0 => "today",
        1 => "tomorrow",
        _ => hours::weekday_name(at.weekday()),
    };
    let next = if (at.date() - today).num_days() == 7 { "next " } else { "" };
    format!("Opens {next}{day} {}", hours::format_time(at.time()))
}

/// "Opens today at 2pm", "Closed now. Opens tomorrow at 9am", "Closed today. Opens on Monday at 9am".
fn opens_words(at: NaiveDateTime, earlier: bool, today: NaiveDate) -> String {
    let time = hours::format_time(at.time());
    let closed = if earlier { "Closed now" } else { "Closed today" };
    match (at.date() - today).num_days() {
        0 if earlier => format!("Closed now. Opens again at {time}"),
        0 => format!("Opens today at {time}"),
        1 => format!("{closed}. Opens tomorrow at {time}"),
        7 => format!("{closed}. Opens next {} at {time}", hours::weekday_name(at.weekday())),
        _ => format!("{closed}. Opens on {} at {time}", hours::weekday_name(at.weekday())),
    }
}

/// Days soon on which usual times may not hold, and times that begin or end soon.
pub fn exceptions<'a>(items: impl IntoIterator<Item = Item<'a>>, now: NaiveDateTime) -> Vec<String> {
    let today = now.date();
    let holidays: Vec<String> = (0..HOLIDAYS_AHEAD)
        .map(|ahead| today + Days::new(ahead))
        .filter(|day| is_bank_holiday(*day))
        .map(|day| format!("{} {}", hours::weekday_name(day.weekday()), hours::format_date(day)))
        .collect();
    let dated = items.into_iter().filter_map(|item| {
        let held = hours::describe_validity(item.schedule);
        let goes_on = !hours::is_over(item.schedule, today);
        (goes_on && !held.is_empty()).then(|| format!("{}: {held}.", item.service.name))
    });
    let mut lines: Vec<String> = Vec::new();
    for line in dated {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    match holidays.as_slice() {
        [] => {}
        [one] => lines.push(format!("{one} is a holiday. Times may be different. Ring first.")),
        [some @ .., last] => {
            lines.push(format!("{} and {last} are holidays. Times may be different. Ring first.", some.join(", ")))
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county;
    use crate::present::county::{at, schedule};
    use chrono::Weekday::*;

    fn service(id: &str) -> Service {
        Service { schedules: Vec::new(), ..county::engine().catalogue.service(id).unwrap().clone() }
    }

    fn said(schedules: &[Schedule], now: &str) -> String {
        door(schedules, at(now)).words
    }

    #[test]
    fn a_door_says_until_when_it_is_open_and_when_it_opens() {
        let usual = [schedule(&[Mon, Thu, Fri], "09:00", "17:00")];
        for (now, words) in [
            ("2026-11-26 10:00", "Open now until 5pm"),
            ("2026-11-26 07:00", "Opens today at 9am"),
            ("2026-11-26 18:00", "Closed now. Opens tomorrow at 9am"),
            ("2026-11-25 18:00", "Closed today. Opens tomorrow at 9am"),
            ("2026-11-28 18:00", "Closed today. Opens on Monday at 9am"),
            ("2026-12-25 10:00", "Bank holiday today: ring first"),
        ] {
            assert_eq!(said(&usual, now), words, "{now}");
        }
        assert_eq!(said(&[], "2026-11-26 10:00"), "Hours not known: ring first");
        let unsure = Schedule { confirmed: false, ..usual[0].clone() };
        assert_eq!(said(&[unsure], "2026-11-26 10:00"), "Hours not confirmed: ring first");
    }

    #[test]
    fn a_card_says_in_few_words_when_a_door_opens() {
        let usual = [schedule(&[Mon, Thu, Fri], "09:00", "17:00")];
        for (now, words) in [
            ("2026-11-26 10:00", "Open now until 5pm"),
            ("2026-11-26 07:00", "Opens today 9am"),
            ("2026-11-26 18:00", "Opens tomorrow 9am"),
            ("2026-11-28 18:00", "Opens Monday 9am"),
            ("2026-12-25 10:00", "Bank holiday: ring first"),
        ] {
            assert_eq!(brief_door(&usual, at(now)).words, words, "{now}");
        }
        assert_eq!(brief_door(&[], at("2026-11-26 10:00")).words, "Hours not known");
    }

    #[test]
    fn a_week_begins_today_and_orders_each_day() {
        let service = service("wands-family-hub");
        let schedules = [
            schedule(&[Fri], "13:00", "15:00"),
            schedule(&[Thu, Fri], "09:00", "11:00"),
            Schedule { interval: 2, ..schedule(&[Wed], "10:00", "11:00") },
            Schedule { days: vec![], ..schedule(&[], "09:00", "17:00") },
            Schedule { valid_to: Some(at("2026-11-20 00:00").date()), ..schedule(&[Thu], "08:00", "09:00") },
        ];
        let items = schedules.iter().map(|schedule| Item { service: &service, schedule, place: None });
        let week = week(items, at("2026-11-26 10:00"));
        let names: Vec<&str> = week.days.iter().map(|day| day.name.as_str()).collect();
        assert_eq!(names, ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]);
        assert!(week.days[0].today && week.days[0].date == "26 November");
        let times = |day: usize| week.days[day].sessions.iter().map(|s| s.times.as_str()).collect::<Vec<_>>();
        assert_eq!(times(0), ["9am to 11am"], "what ended is left out");
        assert_eq!(times(1), ["9am to 11am", "1pm to 3pm"]);
        let wednesday = &week.days[6].sessions[0];
        assert!(!wednesday.certain && wednesday.every == "every other week");
        assert_eq!(week.undated.len(), 1);
    }

    #[test]
    fn bank_holidays_and_dated_times_are_told() {
        let service = service("wands-family-hub");
        let dated = Schedule {
            valid_from: directory::schedule::parse_date("2027-01-04").ok(),
            ..schedule(&[Mon], "09:00", "10:00")
        };
        let items = [Item { service: &service, schedule: &dated, place: None }];
        assert_eq!(
            exceptions(items, at("2026-12-01 10:00")),
            [
                "WANDS Family Hub: from 4 January 2027.",
                "Friday 25 December, Saturday 26 December, Monday 28 December and Friday 1 January are holidays. Times may be different. Ring first."
            ]
        );
    }
}
