//! Sessions of a service as calendar events.

use super::service::is_sensitive;
use chrono::NaiveDate;
use directory::{Location, Schedule, Service};
use schedule::{
    bank_holidays::is_bank_holiday,
    calendar::{Event, Recurrence, When},
    hours,
};
use search::Engine;

/// What an event says when its time, its place or its record is not confirmed.
const UNSURE: &str = "not confirmed, ring first";

/// Whether a calendar can hold any session of a service from a day on.
pub fn any(engine: &Engine, service: &Service, today: NaiveDate) -> bool {
    times(engine, service, today).next().is_some()
}

/// The sessions of a service at its places, from a day on. The hours of a telephone line are no
/// sessions. A service about something sensitive is not named, since calendars are shared.
pub fn events(engine: &Engine, service: &Service, today: NaiveDate, home: &str) -> Vec<Event> {
    let host = home.split("://").last().unwrap_or(home);
    let sensitive = is_sensitive(engine, service);
    times(engine, service, today)
        .zip(1..)
        .map(|((schedule, location, again), number)| {
            let sure = schedule.confirmed && service.is_confirmed();
            let name = if sensitive { "Appointment" } else { service.name.as_str() };
            let summary = if sure { name.to_owned() } else { format!("{name} ({UNSURE})") };
            let mut address = vec![location.name.clone()];
            address.extend(location.address_lines().into_iter().filter(|line| *line != location.name));
            Event {
                uid: format!("{}-{number}@{host}", service.id),
                summary,
                description: description(engine, service, schedule, location, sensitive),
                location: address.join(", "),
                url: if sensitive { String::new() } else { format!("{home}/services/{}", service.id) },
                when: When::Again(again),
            }
        })
        .collect()
}

fn times<'e>(
    engine: &'e Engine,
    service: &'e Service,
    today: NaiveDate,
) -> impl Iterator<Item = (&'e Schedule, &'e Location, Recurrence)> {
    service.schedules.iter().filter_map(move |schedule| {
        let location = engine.catalogue.location(schedule.location_id.as_ref()?.as_str())?;
        Some((schedule, location, Recurrence::of(schedule, today, is_bank_holiday)?))
    })
}

fn description(engine: &Engine, service: &Service, schedule: &Schedule, at: &Location, sensitive: bool) -> String {
    let mut lines = Vec::new();
    lines.extend((!schedule.confirmed || !service.is_confirmed()).then(|| "Not confirmed: ring first.".to_owned()));
    lines.extend((!at.is_confirmed()).then(|| "The address is not confirmed.".to_owned()));
    let said = hours::describe_schedules([schedule]).into_iter().next();
    lines.extend(said.map(|time| [time.days, time.times, time.note].join(" ").trim().to_owned()));
    let fallback = &engine.catalogue.authority.fallback;
    if engine.catalogue.authority.rings_fallback_first(service) {
        lines.push(format!("Ring {} first: {}", fallback.label, fallback.number));
    }
    if let Some(phone) = service.first_phone() {
        lines.push(format!("Ring: {}", phone.number_with_caution()));
    } else if !sensitive {
        lines.push(format!("Ring {}: {}", fallback.label, fallback.number));
    }
    lines.push("Not on bank holidays. Times can change after this was made.".to_owned());
    lines.join("\n")
}
