//! Whom a search with a place begins with.

use super::listing::{self, ReadAt};
use app::model::NearestHelp;
use chrono::NaiveDateTime;
use search::{Answer, Engine};

/// Whom a search with a place begins with: the nearest known hub and the district's team.
pub fn of_answer(engine: &Engine, answer: &Answer, now: NaiveDateTime) -> Option<NearestHelp> {
    let place = answer.understood.place.as_ref()?;
    let read = ReadAt { from: place.point, ..ReadAt::moment(now) };
    Some(nearest_help(engine, read, place.district.as_ref().map(directory::Slug::as_str)))
}

/// The nearest known hub to a point, and a district's team.
fn nearest_help(engine: &Engine, read: ReadAt, district: Option<&str>) -> NearestHelp {
    let authority = &engine.catalogue.authority;
    let nearest = read.from.and_then(|point| engine.nearest_hub(point));
    let hub =
        nearest.map(|(entry, _)| Box::new(listing::listing(engine, &engine.entry_found(entry, read.from), None, read)));
    let team = district
        .and_then(|district| authority.teams.get(district))
        .and_then(|team| listing::of_service(engine, team.as_str(), read))
        .map(Box::new);
    let team_words = match &team {
        // The fallback line stands under the team's name already, ready to ring.
        Some(team) if team.unreachable => "Ask for the early help team.".to_owned(),
        Some(team) if team.phone.is_none() => format!(
            "We do not know this team's own number yet. Ring {}, {}, and ask for the team.",
            authority.fallback.label, authority.fallback.number
        ),
        _ => String::new(),
    };
    NearestHelp { hub, hub_words: hub_words(engine), team, team_words }
}

/// How many hubs are known of how many there are: "We know 2 of the 9 Family Hubs in …".
pub fn hub_words(engine: &Engine) -> String {
    let authority = &engine.catalogue.authority;
    let known = authority.hubs_known.len();
    let (label, number) = (&authority.fallback.label, &authority.fallback.number);
    match authority.hubs_total.map(usize::from) {
        Some(total) if known < total => {
            format!(
                "We know where {known} of the {total} Family Hubs in {} are. Ring {label}, {number}, to find yours.",
                authority.name
            )
        }
        _ => format!("Ring {label}, {number}, to ask about your Family Hub."),
    }
}
