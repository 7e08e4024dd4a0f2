//! Urgent help: the panel that stands first when words mean danger, and the page of all lines.

use super::listing;
use app::model::{UrgentHelp, UrgentLine, UrgentPage};
use chrono::NaiveDateTime;
use directory::{ForWhom, Service, Slug, UrgentContact, danger::WORRIED_ABOUT_SELF};
use schedule::{
    bank_holidays::is_bank_holiday,
    hours::{self, Openness},
};
use search::Engine;

/// Helplines of one panel: somebody in danger reads few lines.
const MOST_HELPLINES: usize = 3;

/// How a line stands at a time: open lines come first, and a line whose hours nobody confirmed
/// comes before one that is closed.
fn openness_order(openness: Openness) -> u8 {
    match openness {
        Openness::Open(_) => 0,
        Openness::Unknown => 1,
        Openness::Closed => 2,
    }
}

fn line_hours(service: &Service, now: NaiveDateTime) -> Openness {
    let lines = service.schedules.iter().filter(|schedule| schedule.location_id.is_none());
    hours::openness(lines, now, is_bank_holiday)
}

/// Urgent numbers of the authority, in its own order.
pub fn lines(engine: &Engine) -> Vec<UrgentLine> {
    engine.catalogue.authority.urgent.iter().map(contact_line).collect()
}

fn contact_line(contact: &UrgentContact) -> UrgentLine {
    UrgentLine {
        name: contact.name.clone(),
        number: listing::number(&contact.number),
        when: contact.when.clone(),
        note: contact.note.clone(),
        url: (!contact.service_id.is_empty()).then(|| format!("/services/{}", contact.service_id)),
    }
}

/// The numbers that stand in every panel: the first of the authority's list (999), and the numbers
/// of the second contact's service (the front door), the one that answers now first.
pub(super) fn lines_for_every_danger(engine: &Engine, now: NaiveDateTime) -> Vec<UrgentLine> {
    let contacts = &engine.catalogue.authority.urgent;
    let mut lines: Vec<UrgentLine> = contacts.first().map(contact_line).into_iter().collect();
    let Some(front_door) = contacts.get(1) else { return lines };
    let doors = contacts.iter().skip(1).filter(|contact| contact.service_id == front_door.service_id);
    let mut doors: Vec<UrgentLine> = doors.map(contact_line).collect();
    let office_closed = engine
        .catalogue
        .service(&front_door.service_id)
        .is_some_and(|service| line_hours(service, now) == Openness::Closed);
    if office_closed && doors.len() > 1 {
        // The office's own number is shut: the one for out of hours answers.
        doors.rotate_left(1);
    }
    lines.append(&mut doors);
    lines
}

/// The confirmed line of a service that a danger names, or `None`. A line of one district is only for
/// people there.
fn helpline(engine: &Engine, id: &Slug, district: Option<u16>) -> Option<UrgentLine> {
    let catalogue = &engine.catalogue;
    let position = catalogue.service_position(id.as_str())?;
    if district.is_some_and(|district| !catalogue.facts[position].area.serves(district)) {
        return None;
    }
    confirmed_line(&catalogue.listed.services[position])
}

fn confirmed_line(service: &Service) -> Option<UrgentLine> {
    if !service.is_confirmed() {
        return None;
    }
    let phone = service.confirmed_phone()?;
    let said: Vec<String> =
        hours::describe_schedules(service.schedules.iter().filter(|s| s.location_id.is_none() && s.confirmed))
            .into_iter()
            .map(|time| format!("{} {}", time.days, time.times).trim().to_owned())
            .collect();
    let when = if said.is_empty() { phone.hours_note.clone() } else { said.join("; ") };
    let line = UrgentLine {
        name: service.name.clone(),
        number: listing::number(&phone.number),
        when,
        note: if phone.takes_texts { "Takes texts too.".to_owned() } else { String::new() },
        url: Some(format!("/services/{}", service.id)),
    };
    Some(line)
}

/// The panel for the dangers that words mean; confirmed lines only, those open now first.
pub fn panel(engine: &Engine, dangers: &[Slug], district: Option<u16>, now: NaiveDateTime) -> Option<UrgentHelp> {
    let known = |slug: &Slug| engine.catalogue.authority.dangers.iter().find(|danger| danger.slug == *slug);
    let first = dangers.iter().find_map(known)?;
    let mut helplines: Vec<(u8, UrgentLine)> = Vec::new();
    for id in dangers.iter().filter_map(known).flat_map(|danger| &danger.lines) {
        let Some(line) = helpline(engine, id, district) else { continue };
        let open = engine.catalogue.service(id.as_str()).map_or(Openness::Unknown, |service| line_hours(service, now));
        if !helplines.iter().any(|(_, other)| other.number == line.number) {
            helplines.push((openness_order(open), line));
        }
    }
    helplines.sort_by_key(|(order, _)| *order);
    let mut lines = lines_for_every_danger(engine, now);
    // 999 first, then whoever is right for this danger, then the front door.
    let doors = lines.split_off(1.min(lines.len()));
    lines.extend(helplines.into_iter().map(|(_, line)| line).take(MOST_HELPLINES));
    lines.extend(doors);
    Some(UrgentHelp { label: first.label.clone(), lead: first.lead.clone(), lines })
}

/// A quiet line to a helpline, when words mention harm without alarm: the first open line for
/// somebody who is being hurt.
pub fn quiet(engine: &Engine, district: Option<u16>) -> Option<UrgentLine> {
    let dangers = &engine.catalogue.authority.dangers;
    let danger = dangers.iter().find(|danger| danger.slug == "domestic-abuse").or(dangers.first())?;
    danger.lines.iter().find_map(|id| helpline(engine, id, district))
}

/// The page of all urgent lines.
pub fn page(engine: &Engine, now: NaiveDateTime) -> UrgentPage {
    let dangers = engine
        .catalogue
        .authority
        .dangers
        .iter()
        .filter(|danger| danger.slug != WORRIED_ABOUT_SELF)
        .filter_map(|danger| {
            let mut panel = panel(engine, std::slice::from_ref(&danger.slug), None, now)?;
            let for_every_danger = lines_for_every_danger(engine, now);
            panel.lines.retain(|line| !for_every_danger.contains(line));
            Some(panel)
        })
        .collect();
    let worried_about_self = engine
        .catalogue
        .listed
        .services
        .iter()
        .filter(|service| service.for_whom == ForWhom::WorriedAboutSelf)
        .map(|service| (service.name.clone(), format!("/services/{}", service.id), service.is_confirmed()))
        .collect();
    UrgentPage { lines: lines(engine), dangers, worried_about_self }
}
