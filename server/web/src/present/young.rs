//! For young people.

use super::listing::{self, ReadAt};
use app::model::{AskAlone, Listing, NeedTag, PhoneLine, ReachLine, YoungPage};
use chrono::NaiveDateTime;
use directory::{Age, Audience, Phone, Referrer, Service, Slug, service::ForWhom};
use schedule::hours;
use search::{
    catalogue::Area,
    {Engine, Search},
};

/// The age that the form begins with, and that the links of the page ask for.
const AGE: Age = Age::Years(14);

/// The page for young people. Fails only when the index does.
pub fn page(engine: &Engine, now: NaiveDateTime) -> tantivy::Result<YoungPage> {
    let catalogue = &engine.catalogue;
    let authority = &catalogue.authority;
    let young = &authority.young_people;
    let search = Search { ages: vec![AGE], refer: vec![Referrer::Oneself], page: 1, ..Search::default() };
    let answer = engine.search(&search, now)?;
    let read = ReadAt::moment(now);
    let doors = young.doors.iter().filter_map(|door| {
        let need = catalogue.need(door.need.as_str())?;
        Some((door.words.clone(), NeedTag { slug: need.slug.clone(), label: need.label.clone() }))
    });
    let teams = authority.districts.iter().filter_map(|district| {
        let team = listing::of_service(engine, authority.teams.get(&district.slug)?.as_str(), read)?;
        Some((district.name.clone(), team))
    });
    Ok(YoungPage {
        form: super::form(&search, catalogue),
        doors: doors.collect(),
        teams_words: young.teams.clone(),
        teams_do: young.teams_do.clone(),
        teams: teams.collect(),
        alone: alone(engine, read),
        open_to_self: answer.near.len() + answer.anywhere.len(),
        lines: reach(engine, &young.lines),
        safety: reach(engine, &young.safety),
        youth: youth(engine, read),
        things: things(engine),
    })
}

/// Services that state an age from which one may ask alone, but for the early help teams, which
/// have a place of their own.
fn alone(engine: &Engine, read: ReadAt) -> Vec<AskAlone> {
    let catalogue = &engine.catalogue;
    let mut alone: Vec<AskAlone> = catalogue
        .listed
        .services
        .iter()
        .filter(|service| service.kind != catalogue.authority.team_kind)
        .filter_map(|service| {
            let from_age = service.referral.self_from_age?;
            Some(AskAlone { from_age, listing: listing::of_service(engine, service.id.as_str(), read)? })
        })
        .collect();
    alone.sort_by(|a, b| a.from_age.cmp(&b.from_age).then_with(|| a.listing.name.cmp(&b.listing.name)));
    alone
}

/// Lines with all their ways, those that are confirmed first.
fn reach(engine: &Engine, ids: &[Slug]) -> Vec<ReachLine> {
    let known = ids.iter().filter_map(|id| engine.catalogue.service(id.as_str()));
    let mut lines: Vec<ReachLine> =
        known.filter(|service| service.for_whom != ForWhom::WorriedAboutSelf).map(reach_line).collect();
    lines.sort_by_key(|line| !line.confirmed);
    lines
}

fn reach_line(service: &Service) -> ReachLine {
    let first = |fits: fn(&Phone) -> bool| -> Option<PhoneLine> {
        let fitting = || service.phones.iter().filter(|phone| fits(phone));
        fitting().find(|phone| phone.confirmed).or_else(|| fitting().next()).map(listing::phone_line)
    };
    let line_hours = service.schedules.iter().filter(|schedule| schedule.location_id.is_none() && schedule.confirmed);
    let hours: Vec<String> = hours::describe_schedules(line_hours)
        .into_iter()
        .map(|time| format!("{} {}", time.days, time.times).trim().to_owned())
        .filter(|words| !words.is_empty())
        .collect();
    ReachLine {
        name: service.name.clone(),
        url: format!("/services/{}", service.id),
        summary: service.summary.clone(),
        ring: first(Phone::rings),
        text: first(|phone| phone.takes_texts),
        chat: service.first_chat().map(listing::chat_page),
        web: service.url.clone(),
        cost: service.cost.clone(),
        hours: hours.join("; "),
        confirmed: service.is_confirmed(),
    }
}

/// Youth clubs and youth work by district; one that serves several stands under each. Those that
/// can be reached and are confirmed come first.
fn youth(engine: &Engine, read: ReadAt) -> Vec<(String, Vec<Listing>)> {
    let catalogue = &engine.catalogue;
    let kinds = &catalogue.authority.youth_kinds;
    let clubs: Vec<(&Area, bool, Listing)> = catalogue
        .listed
        .services
        .iter()
        .zip(&catalogue.facts)
        .filter(|(service, _)| kinds.contains(&service.kind) && service.audience.contains(&Audience::YoungPeople))
        .filter_map(|(service, facts)| {
            Some((&facts.area, facts.reachable, listing::of_service(engine, service.id.as_str(), read)?))
        })
        .collect();
    let of = |district: u16| {
        let mut here: Vec<&(&Area, bool, Listing)> =
            clubs.iter().filter(|(area, _, _)| area.serves(district)).collect();
        here.sort_by(|a, b| (!a.1, !a.2.confirmed, &a.2.name).cmp(&(!b.1, !b.2.confirmed, &b.2.name)));
        here.into_iter().map(|(_, _, listing)| listing.clone()).collect::<Vec<_>>()
    };
    let districts = (0u16..).zip(&catalogue.authority.districts);
    let groups = districts.map(|(at, district)| (district.name.clone(), of(at)));
    groups.filter(|(_, clubs)| !clubs.is_empty()).collect()
}

/// Needs that are things to do.
fn things(engine: &Engine) -> Vec<NeedTag> {
    let group = engine.catalogue.authority.young_people.things_to_do.as_ref();
    let needs = engine.catalogue.terms.needs.iter().filter(|need| Some(&need.group) == group);
    needs.map(|need| NeedTag { slug: need.slug.clone(), label: need.label.clone() }).collect()
}
