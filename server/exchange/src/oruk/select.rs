//! Which records answer a question.

use super::{
    ask::{Ask, Filters, Wrong},
    feed::Feed,
    ids::Id,
};
use chrono::{DateTime, Utc};
use directory::{Postcode, Schedule, Service};
use places::{Found, METRES_PER_MILE, Place, distance_between};
use search::{
    Engine,
    catalogue::{Area, Entry},
};
use std::collections::HashSet;

/// Positions in `listed.services` of the services that answer, in the order of their ids.
pub fn services(engine: &Engine, feed: &Feed, ask: &Ask) -> tantivy::Result<Vec<u32>> {
    if ask.takes_all() {
        return Ok(feed.services().collect());
    }
    let worded = worded(engine, ask)?;
    let worded: Option<HashSet<u32>> = worded
        .map(|entries| entries.into_iter().map(|entry| engine.catalogue.entries[entry as usize].service).collect());
    let answers =
        |at: &u32| worded.as_ref().is_none_or(|worded| worded.contains(at)) && meets(engine, feed, ask, *at, |_| true);
    Ok(feed.services().filter(answers).collect())
}

/// Positions in `entries` of the services at places that answer, in the order of their services.
/// The inner error is a postcode that cannot be answered for.
pub fn at_locations(engine: &Engine, feed: &Feed, ask: &Ask) -> tantivy::Result<Result<Vec<u32>, Wrong>> {
    if ask.takes_all() {
        return Ok(Ok(feed.at_locations.clone()));
    }
    let worded = worded(engine, ask)?;
    let from = match ask.nearby.postcode.map(|postcode| find_postcode(engine, postcode)).transpose() {
        Ok(from) => from,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let answers = |at: &u32| {
        let entry = &engine.catalogue.entries[*at as usize];
        let location = entry.location.map(|at| &engine.catalogue.listed.locations[at as usize].id);
        let here = |schedule: &Schedule| schedule.location_id.is_none() || schedule.location_id.as_ref() == location;
        worded.as_ref().is_none_or(|worded| worded.contains(at))
            && from.as_ref().is_none_or(|from| is_there(engine, entry, from, ask.nearby.proximity))
            && meets(engine, feed, ask, entry.service, here)
    };
    Ok(Ok(feed.at_locations.iter().copied().filter(answers).collect()))
}

/// Positions in `listed.organizations` of the organisations that answer, in the order of their ids.
pub fn organizations(engine: &Engine, feed: &Feed, ask: &Ask) -> Vec<u32> {
    let catalogue = &engine.catalogue;
    let changed = |at: &u32| {
        let id = &catalogue.listed.organizations[*at as usize].id;
        is_after(catalogue.organization_changed_at(id), ask.records.modified_after)
    };
    feed.organizations.iter().copied().filter(changed).collect()
}

/// The entries that hold all the words, when words are asked for.
fn worded(engine: &Engine, ask: &Ask) -> tantivy::Result<Option<HashSet<u32>>> {
    let words = ask.filters.search.as_deref().map(|words| engine.entries_with_all_words(words)).transpose()?;
    Ok(words.map(|entries| entries.into_iter().collect()))
}

fn meets(engine: &Engine, feed: &Feed, ask: &Ask, service: u32, here: impl Fn(&Schedule) -> bool) -> bool {
    let record = &engine.catalogue.listed.services[service as usize];
    let filters = &ask.filters;
    let terms = &feed.taxonomies;
    let any_term = |ids: &[Id], has: &dyn Fn(Id) -> bool| ids.is_empty() || ids.iter().any(|id| has(*id));
    any_term(&filters.taxonomy_term_id, &|id| terms.has(record, id))
        && any_term(&filters.taxonomy_id, &|id| terms.has_any_of(record, id))
        && filters.organization_id.is_none_or(|id| feed.organization_position(id) == feed.organization_of(service))
        && has_ages(record, filters)
        && (!filters.has_times()
            || record.schedules.iter().any(|schedule| here(schedule) && is_then(schedule, filters)))
        && (ask.records.modified_after.is_none()
            || is_after(engine.catalogue.service_changed_at(record), ask.records.modified_after))
}

/// Containment, as the standard says, and not the overlap that our own pages search by.
fn has_ages(service: &Service, filters: &Filters) -> bool {
    let youngest = |least: f64| service.ages.minimum().is_some_and(|age| f64::from(age) >= least);
    let oldest = |most: f64| service.ages.maximum().is_some_and(|age| f64::from(age) <= most);
    filters.minimum_age.is_none_or(youngest) && filters.maximum_age.is_none_or(oldest)
}

/// Whether one schedule meets the day and both times. A schedule that does not say is left out.
fn is_then(schedule: &Schedule, filters: &Filters) -> bool {
    filters.day.is_none_or(|day| schedule.days.contains(&day))
        && filters.start_time.is_none_or(|start| schedule.opens_at.is_some_and(|opens| opens >= start))
        && filters.end_time.is_none_or(|end| schedule.closes_at.is_some_and(|closes| closes <= end))
}

/// A record of which nobody knows when it changed may have changed.
fn is_after(changed: Option<DateTime<Utc>>, after: Option<DateTime<Utc>>) -> bool {
    after.is_none_or(|after| changed.is_none_or(|changed| changed >= after))
}

/// The place of a postcode that is held just so: a guess would answer for somebody else's street.
fn find_postcode(engine: &Engine, postcode: Postcode) -> Result<Place, Wrong> {
    match engine.gazetteer.find(&postcode.to_string()) {
        Found::Place(place) if place.postcode == Some(postcode) => Ok(place),
        _ => Err(Wrong::new(
            "postcode",
            &postcode.to_string(),
            format!("We do not hold this postcode. Give one in {} or close to it.", engine.catalogue.authority.name),
        )),
    }
}

/// With a distance: whether the place is within it. Without: whether the service's area holds the
/// postcode; outside the authority only what serves the whole country does.
fn is_there(engine: &Engine, entry: &Entry, from: &Place, proximity: Option<f64>) -> bool {
    if let Some(metres) = proximity {
        let both = entry.point.zip(from.point);
        return both.is_some_and(|(there, here)| distance_between(here, there) * METRES_PER_MILE <= metres);
    }
    let catalogue = &engine.catalogue;
    match &catalogue.facts[entry.service as usize].area {
        Area::Nation => true,
        area => {
            let district = from.district.as_ref().and_then(|slug| catalogue.district_position(slug.as_str()));
            district.is_some_and(|district| area.serves(district))
        }
    }
}
