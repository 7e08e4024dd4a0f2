//! From what the search found to what the pages show: the models of `app`, filled.

pub mod api;
pub mod booklet;
pub mod counts;
#[cfg(test)]
mod county;
pub mod developers;
pub mod districts;
pub mod embed;
pub mod geo;
pub mod holidays;
pub mod hubs;
pub mod information;
pub mod language;
pub mod linked_data;
pub mod listing;
pub mod map_picture;
pub mod nearest_help;
pub mod needs;
pub mod place;
pub mod professionals;
pub mod search_page;
pub mod service;
pub mod sessions;
pub mod shortlist;
pub mod urgent;
pub mod week;
pub mod young;

use app::model::{Choice, ChoiceGroup, Choices, Filter, Form, Group, NeedTag};
use directory::{Age, Referrer, Terms};
use places;
use search::{
    catalogue::Catalogue,
    {Engine, Search, query, query::parameters::PARAMETERS},
};

/// The two groups of results: the value of their parameter, and what they are called where one of them is chosen.
pub const GROUPS: [(Group, &str, &str); 2] =
    [(Group::Near, "near", "Go there in person"), (Group::Anywhere, "anywhere", "By phone or online")];

/// The place of a `near` alone, for pages that are not searches.
pub fn place_of(engine: &Engine, near: &str) -> Option<places::Found> {
    (!near.is_empty()).then(|| engine.gazetteer.find(near))
}

/// Needs by group: the group's heading and its needs.
pub fn needs_by_group(terms: &Terms) -> Vec<(String, Vec<NeedTag>)> {
    let of = |group: &directory::Slug| {
        let needs = terms.needs.iter().filter(|need| need.group == *group);
        needs.map(|need| NeedTag { slug: need.slug.clone(), label: need.label.clone() }).collect::<Vec<_>>()
    };
    terms.groups.iter().map(|group| (group.label.clone(), of(&group.slug))).collect()
}

/// The search form with what a search chose.
pub fn form(search: &Search, catalogue: &Catalogue) -> Form {
    let mut form = nothing_chosen(catalogue);
    form.sort.choose(search.sort.parameter());
    for parameter in &PARAMETERS {
        for value in (parameter.values)(search) {
            choose(&mut form, parameter.name, value);
        }
    }
    form
}

/// Chooses a value of a parameter in the form.
fn choose(form: &mut Form, parameter: &str, value: String) {
    match parameter {
        "q" => form.q = value,
        "near" => form.near = value,
        "age" => form.ages.choose(&value),
        "need" => form.needs.choose(&value),
        "kind" => form.kinds.choose(&value),
        "district" => form.districts.choose(&value),
        "within" => form.within.choose(&value),
        "group" => form.groups.choose(&value),
        "refer" => form.refer.choose(&value),
        "level" => form.levels.choose(&value),
        "access" => form.access.choose(&value),
        "language" => form.languages.choose(&value),
        "day" => form.days.choose(&value),
        "from" => form.from = value,
        "to" => form.to = value,
        "ids" => form.saved = value,
        // Of the others some are single check boxes.
        _ => {
            let is_this = |flag: &&mut Filter| flag.parameter == parameter && flag.value == value;
            form.flags.iter_mut().filter(is_this).for_each(|flag| flag.chosen = true);
        }
    }
}

/// The form with all its choices and none of them chosen: the same for every search.
fn nothing_chosen(catalogue: &Catalogue) -> Form {
    let Catalogue { authority, terms, .. } = catalogue;
    let choice = Choice::new;
    let ages = std::iter::once((Age::Pregnancy, "Pregnancy".to_owned()))
        .chain([(Age::Years(0), "Under 1".to_owned()), (Age::Months(6), "6 months".to_owned())])
        .chain((1..=directory::age::OLDEST_YEARS).map(|years| (Age::Years(years), years.to_string())));
    let needs = needs_by_group(terms).into_iter().map(|(heading, needs)| ChoiceGroup {
        heading,
        choices: needs.iter().map(|need| choice(need.slug.as_str(), &need.label)).collect(),
    });
    let miles = query::RADII.iter().map(|miles| {
        let label = if *miles == 1 { "1 mile".to_owned() } else { format!("{miles} miles") };
        choice(&miles.to_string(), &label)
    });
    let referrers = [
        (Referrer::Oneself, "You yourself"),
        (Referrer::Parent, "A parent or carer"),
        (Referrer::Professional, "A professional"),
    ];
    let levels = authority
        .levels
        .iter()
        .map(|level| choice(&level.number.to_string(), &format!("Level {}: {}", level.number, level.name)));
    let flag = |(parameter, value, label)| Filter { parameter, value, label, chosen: false, count: None };
    Form {
        ages: ages.map(|(age, label)| choice(&age.parameter(), &label)).collect(),
        needs: Choices::grouped(needs),
        kinds: terms.kinds.iter().map(|kind| choice(kind.slug.as_str(), &kind.plural)).collect(),
        districts: authority.districts.iter().map(|district| choice(district.slug.as_str(), &district.name)).collect(),
        within: miles.collect(),
        groups: GROUPS.iter().map(|(_, value, label)| choice(value, label)).collect(),
        days: query::DAYS
            .iter()
            .map(|day| choice(query::day_parameter(*day), schedule::hours::weekday_name(*day)))
            .collect(),
        refer: referrers.iter().map(|(way, label)| choice(way.parameter(), label)).collect(),
        levels: levels.collect(),
        access: catalogue.access.iter().map(|access| choice(access.as_str(), access.label())).collect(),
        languages: catalogue.languages.iter().map(|language| choice(language.code(), language.name())).collect(),
        flags: [
            ("open", "now", "Open now"),
            ("cost", "free", "Free"),
            ("send", "yes", "Help with special needs or disability"),
            ("online", "yes", "Online"),
        ]
        .into_iter()
        .chain(catalogue.for_women.then_some(("only", "women", "Only for women")))
        .chain(catalogue.for_men.then_some(("only", "men", "Only for men")))
        .map(flag)
        .collect(),
        sort: [("best", "Best match"), ("nearest", "Nearest"), ("name", "Name")]
            .into_iter()
            .map(|(value, label)| choice(value, label))
            .collect(),
        ..Form::default()
    }
}
