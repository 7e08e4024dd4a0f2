//! Urgent help: the panel that stands first when words mean danger, and the page of all lines.

use super::listing;
use app::model::{UrgentHelp, UrgentLine, UrgentPage};
use chrono::NaiveDateTime;
use directory::{Audience, ForWhom, Service, Slug, UrgentContact, danger::WORRIED_ABOUT_SELF};
use schedule::{
    bank_holidays::is_bank_holiday,
    hours::{self, Openness},
};
use search::{Engine, understand::Understood};

/// Strong buttons of one panel: somebody in danger chooses among few.
const STRONG_LINES: usize = 3;
/// Helplines of one panel, strong or smaller.
const MOST_HELPLINES: usize = 6;

/// Who reads a panel, as far as the words tell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader {
    /// Who is asking.
    pub persona: Option<Audience>,
    /// Whether the one who is hurt, or who asks, is a man.
    pub man: bool,
}

impl Reader {
    /// The reader of a page that answers these words.
    pub fn of(understood: &Understood) -> Self {
        Self { persona: understood.persona, man: understood.danger.man }
    }

    /// How well a service's lines suit the reader: those for men before all others for a man who is hurt,
    /// those that speak to young people alone before all others for a young person. Who does not say
    /// that they are young is taken for an adult.
    fn suits(self, service: &Service) -> Fit {
        let is_young = self.persona == Some(Audience::YoungPeople);
        match service.for_whom {
            ForWhom::Men if self.man && !is_young => return Fit::Own,
            ForWhom::Men | ForWhom::WorriedAboutSelf => return Fit::Others,
            ForWhom::Women if self.man => return Fit::Others,
            ForWhom::Women | ForWhom::Anyone => {}
        }
        let for_young_alone = service.audience == [Audience::YoungPeople];
        match self.persona {
            Some(Audience::YoungPeople) if for_young_alone => Fit::Own,
            Some(persona) if !service.audience.contains(&persona) => Fit::Others,
            None if for_young_alone => Fit::Others,
            Some(_) | None => Fit::Anybody,
        }
    }
}

/// How well a line suits a reader, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Own,
    Anybody,
    Others,
}

/// What [`openness_order`] gives for a line that is closed.
const CLOSED: u8 = 2;

/// How a line stands at a time: open lines come first, and a line whose hours nobody confirmed
/// comes before one that is closed.
fn openness_order(openness: Openness) -> u8 {
    match openness {
        Openness::Open(_) => 0,
        Openness::Unknown => 1,
        Openness::Closed => CLOSED,
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

/// An urgent contact of the authority as it is shown.
pub fn contact_line(contact: &UrgentContact) -> UrgentLine {
    UrgentLine {
        name: contact.name.clone(),
        number: listing::number(&contact.number),
        texts_only: false,
        when: contact.when.clone(),
        note: contact.note.clone(),
        url: (!contact.service_id.is_empty()).then(|| format!("/services/{}", contact.service_id)),
    }
}

/// The emergency number: the first of the authority's urgent contacts.
fn emergency_line(engine: &Engine) -> Option<UrgentLine> {
    engine.catalogue.authority.urgent.first().map(contact_line)
}

/// The numbers of the front door: those of the second urgent contact's service, the one that answers
/// now first.
fn front_door_lines(engine: &Engine, now: NaiveDateTime) -> Vec<UrgentLine> {
    let front_door = engine.catalogue.authority.urgent.get(1);
    front_door.map(|contact| contact_lines_of(engine, &contact.service_id, now)).unwrap_or_default()
}

/// The urgent contacts of one service but for the emergency number, the one that answers now first.
fn contact_lines_of(engine: &Engine, service_id: &str, now: NaiveDateTime) -> Vec<UrgentLine> {
    let contacts = engine.catalogue.authority.urgent.iter().skip(1);
    let mut lines: Vec<UrgentLine> =
        contacts.filter(|contact| contact.service_id == service_id).map(contact_line).collect();
    let office_closed =
        engine.catalogue.service(service_id).is_some_and(|service| line_hours(service, now) == Openness::Closed);
    if office_closed && lines.len() > 1 {
        // The office's own number is shut: the one for out of hours answers.
        lines.rotate_left(1);
    }
    lines
}

/// The numbers for a child who may not be safe: the emergency number and the front door.
pub(super) fn protection_lines(engine: &Engine, now: NaiveDateTime) -> Vec<UrgentLine> {
    emergency_line(engine).into_iter().chain(front_door_lines(engine, now)).collect()
}

/// The confirmed service that a danger names, or `None`. One of a district is only for people there.
fn line_service<'e>(engine: &'e Engine, id: &Slug, district: Option<u16>) -> Option<&'e Service> {
    let catalogue = &engine.catalogue;
    let position = catalogue.service_position(id.as_str())?;
    if district.is_some_and(|district| !catalogue.facts[position].area.serves(district)) {
        return None;
    }
    Some(&catalogue.listed.services[position]).filter(|service| service.is_confirmed())
}

/// The lines of a confirmed service: its urgent contacts, or else its confirmed number.
fn lines_of(engine: &Engine, service: &Service, now: NaiveDateTime) -> Vec<UrgentLine> {
    let contacts = contact_lines_of(engine, service.id.as_str(), now);
    if contacts.is_empty() { confirmed_line(service).into_iter().collect() } else { contacts }
}

fn confirmed_line(service: &Service) -> Option<UrgentLine> {
    let phone = service.confirmed_phone()?;
    let said: Vec<String> =
        hours::describe_schedules(service.schedules.iter().filter(|s| s.location_id.is_none() && s.confirmed))
            .into_iter()
            .map(|time| format!("{} {}", time.days, time.times).trim().to_owned())
            .collect();
    let when = if said.is_empty() { phone.hours_note.clone() } else { said.join("; ") };
    let texts_only = !phone.rings();
    let note = match (texts_only, phone.takes_texts) {
        (true, _) if phone.label.is_empty() => "Texts only.".to_owned(),
        (true, _) => format!("Texts only: {}.", phone.label),
        (false, true) => "Takes texts too.".to_owned(),
        (false, false) => String::new(),
    };
    let line = UrgentLine {
        name: service.name.clone(),
        number: listing::number(&phone.number),
        texts_only,
        when,
        note,
        url: Some(format!("/services/{}", service.id)),
    };
    Some(line)
}

/// The panel for the dangers that words mean: the first gives the heading, the others add lines.
/// Confirmed lines only: those that suit the reader first, and none that is closed before one that is
/// not. The first three are strong buttons.
pub fn panel(
    engine: &Engine,
    dangers: &[Slug],
    reader: Reader,
    district: Option<u16>,
    now: NaiveDateTime,
) -> Option<UrgentHelp> {
    let known = |slug: &Slug| engine.catalogue.authority.dangers.iter().find(|danger| danger.slug == *slug);
    let dangers: Vec<&directory::Danger> = dangers.iter().filter_map(known).collect();
    let first = dangers.first()?;
    let named = dangers.iter().enumerate().flat_map(|(place, danger)| danger.lines.iter().map(move |id| (place, id)));
    let mut services: Vec<_> = named
        .filter_map(|(place, id)| {
            let service = line_service(engine, id, district)?;
            // Of several urgent numbers one answers while the office is closed.
            let has_another = contact_lines_of(engine, service.id.as_str(), now).len() > 1;
            let open = if has_another { 0 } else { openness_order(line_hours(service, now)) };
            Some(((open == CLOSED, reader.suits(service), place, open), service))
        })
        .collect();
    services.sort_by_key(|(order, _)| *order);
    let mut lines: Vec<UrgentLine> = Vec::new();
    let mut also: Vec<UrgentLine> = Vec::new();
    for (_, service) in services {
        let mut own = lines_of(engine, service, now).into_iter();
        lines.extend(own.next().filter(|line| !stands_in(&lines, line)));
        also.extend(own);
    }
    lines.truncate(MOST_HELPLINES);
    let emergency = emergency_line(engine);
    if first.now {
        lines.splice(0..0, emergency.clone());
    }
    let mut smaller = lines.split_off(STRONG_LINES.min(lines.len()));
    let front_door = dangers.iter().any(|danger| danger.front_door).then(|| front_door_lines(engine, now));
    let rest = also.into_iter().chain(front_door.into_iter().flatten());
    if !first.now {
        smaller.splice(0..0, emergency);
    }
    for line in rest {
        if !stands_in(&lines, &line) && !stands_in(&smaller, &line) {
            smaller.push(line);
        }
    }
    // What a page of such a need says nothing of, a phone should not tell either.
    let needs = dangers.iter().flat_map(|danger| &danger.needs);
    let leaves_trace = needs.filter_map(|slug| engine.catalogue.need(slug.as_str())).any(|need| need.sensitive);
    Some(UrgentHelp { label: first.label.clone(), lead: first.lead.clone(), lines, smaller, leaves_trace })
}

fn stands_in(lines: &[UrgentLine], line: &UrgentLine) -> bool {
    lines.iter().any(|other| other.number == line.number)
}

/// A quiet line to a helpline, when words mention harm without alarm: of the danger that was denied or is
/// past, or else for somebody who is being hurt, the line that suits the reader best.
pub fn quiet(engine: &Engine, understood: &Understood, district: Option<u16>) -> Option<UrgentLine> {
    let dangers = &engine.catalogue.authority.dangers;
    let about = understood.danger.quiet_about.as_ref().filter(|slug| **slug != WORRIED_ABOUT_SELF);
    let danger = dangers
        .iter()
        .find(|danger| about == Some(&danger.slug))
        .or_else(|| dangers.iter().find(|danger| danger.slug == "domestic-abuse"))
        .or(dangers.first())?;
    let reader = Reader::of(understood);
    let services = danger.lines.iter().filter_map(|id| line_service(engine, id, district));
    services
        .filter(|service| service.confirmed_phone().is_some_and(directory::Phone::rings))
        .min_by_key(|service| reader.suits(service))
        .and_then(confirmed_line)
}

/// The first of the authority's lines for young people that is confirmed and can be rung.
pub fn line_for_young_people(engine: &Engine) -> Option<UrgentLine> {
    let services = engine.catalogue.authority.young_people.lines.iter().filter_map(|id| line_service(engine, id, None));
    services.filter_map(confirmed_line).find(|line| !line.texts_only)
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
            let mut panel = panel(engine, std::slice::from_ref(&danger.slug), Reader::default(), None, now)?;
            // These stand at the top of the page.
            let at_the_top = protection_lines(engine, now);
            panel.lines.append(&mut panel.smaller);
            panel.lines.retain(|line| !at_the_top.contains(line));
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
