//! From what the search found to what the pages show: the models of `app`, filled.

pub mod api;
pub mod booklet;
#[cfg(test)]
mod county;
pub mod developers;
pub mod districts;
pub mod embed;
pub mod geo;
pub mod holidays;
pub mod hubs;
pub mod listing;
pub mod map;
pub mod needs;
pub mod place;
pub mod professionals;
pub mod search;
pub mod service;
pub mod sessions;
pub mod shortlist;
pub mod standing;
pub mod urgent;
pub mod week;
pub mod young;

use crate::search::{Search, query};
use app::model::{Choice, Filter, Form, NeedTag};
use directory::{Age, Authority, Referrer, Terms};

/// Needs by group: the group's heading and its needs.
pub fn needs_by_group(terms: &Terms) -> Vec<(String, Vec<NeedTag>)> {
    let of = |group: &directory::Slug| {
        let needs = terms.needs.iter().filter(|need| need.group == *group);
        needs.map(|need| NeedTag { slug: need.slug.clone(), label: need.label.clone() }).collect::<Vec<_>>()
    };
    terms.groups.iter().map(|group| (group.label.clone(), of(&group.slug))).collect()
}

/// The search form with what a search chose.
pub fn form(search: &Search, authority: &Authority, terms: &Terms) -> Form {
    let choice =
        |value: &str, label: &str, chosen: bool| Choice { value: value.to_owned(), label: label.to_owned(), chosen };
    let ages = std::iter::once((Age::Pregnancy, "Pregnancy".to_owned()))
        .chain([(Age::Years(0), "Under 1".to_owned()), (Age::Months(6), "6 months".to_owned())])
        .chain((1..=directory::age::OLDEST_YEARS).map(|years| (Age::Years(years), years.to_string())))
        .map(|(age, label)| choice(&age.parameter(), &label, search.ages.contains(&age)))
        .collect();
    let needs = needs_by_group(terms)
        .into_iter()
        .map(|(heading, needs)| {
            let choices =
                needs.iter().map(|need| choice(need.slug.as_str(), &need.label, search.needs.contains(&need.slug)));
            (heading, choices.collect())
        })
        .collect();
    let referrers = [
        (Referrer::Oneself, "You yourself"),
        (Referrer::Parent, "A parent or carer"),
        (Referrer::Professional, "A professional"),
    ];
    let flags = [
        ("open", "now", "Open now", search.open_now),
        ("cost", "free", "Free", search.free),
        ("send", "yes", "Help with special needs or disability", search.send),
        ("online", "yes", "Online", search.online),
    ];
    Form {
        q: search.q.clone(),
        near: search.near.clone(),
        ages,
        needs,
        kinds: terms
            .kinds
            .iter()
            .map(|kind| choice(kind.slug.as_str(), &kind.plural, search.kinds.contains(&kind.slug)))
            .collect(),
        districts: authority
            .districts
            .iter()
            .map(|district| choice(district.slug.as_str(), &district.name, search.districts.contains(&district.slug)))
            .collect(),
        within: crate::search::query::RADII
            .iter()
            .map(|miles| {
                let label = if *miles == 1 { "1 mile".to_owned() } else { format!("{miles} miles") };
                choice(&miles.to_string(), &label, search.within == Some(*miles))
            })
            .collect(),
        days: query::DAYS
            .iter()
            .map(|day| choice(query::day_parameter(*day), crate::hours::name(*day), search.when.days.contains(day)))
            .collect(),
        from: search.when.from.map_or(String::new(), |time| time.format("%H:%M").to_string()),
        to: search.when.to.map_or(String::new(), |time| time.format("%H:%M").to_string()),
        refer: referrers
            .iter()
            .map(|(way, label)| choice(way.parameter(), label, search.refer.contains(way)))
            .collect(),
        levels: authority
            .levels
            .iter()
            .map(|level| {
                let label = format!("Level {}: {}", level.number, level.name);
                choice(&level.number.to_string(), &label, search.levels.contains(&level.number))
            })
            .collect(),
        flags: flags
            .into_iter()
            .map(|(parameter, value, label, chosen)| Filter { parameter, value, label: label.to_owned(), chosen })
            .collect(),
        sort: [("best", "Best match"), ("nearest", "Nearest"), ("name", "Name")]
            .into_iter()
            .map(|(value, label)| choice(value, label, search.sort.parameter() == value))
            .collect(),
        saved: query::ids(&search.saved),
    }
}
