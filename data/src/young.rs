//! What the page for young people needs to know: `[young_people]` in `authority.toml`.

use crate::{problem::Problem, records::Records, service::ForWhom, slug::Slug};
use serde::Deserialize;

/// The authority's words and choices for young people.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoungPeople {
    /// Who may ask the early help teams alone, in the authority's own words.
    pub teams: String,
    /// What the teams do, in words to a young person.
    pub teams_do: String,
    /// Lines to ring, text or write to now, in the order they are shown.
    pub lines: Vec<Slug>,
    /// Services that keep young people safe from those who use them, and online.
    pub safety: Vec<Slug>,
    /// The group of needs that are things to do.
    pub things_to_do: Option<Slug>,
    /// Needs in a young person's words, in the order they are shown.
    #[serde(default)]
    pub doors: Vec<Door>,
}

/// A need as a young person says it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// "I want to hurt myself".
    pub words: String,
    /// The need it leads to.
    pub need: Slug,
}

/// Adds what is wrong: names of services, kinds and needs that are not known, and services that
/// must not be offered to somebody who is being hurt.
pub(crate) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let young = &records.authority.young_people;
    let mut wrong = |what: String, mend: &str| problems.push(Problem::file(crate::authority::FILE, what, mend));
    for (list, ids) in [("lines", &young.lines), ("safety", &young.safety)] {
        for id in ids {
            match records.listed.services.iter().find(|service| service.id == *id) {
                None => wrong(
                    format!("[young_people] {list} names the unknown service '{id}'"),
                    "use an id of services.csv",
                ),
                Some(service) if service.for_whom == ForWhom::WorriedAboutSelf => wrong(
                    format!("[young_people] {list} names '{id}', which is for people who do harm"),
                    "take it out: a young person who is being hurt reads this page",
                ),
                Some(_) => {}
            }
        }
    }
    if let Some(group) = &young.things_to_do
        && !records.terms.groups.iter().any(|known| known.slug == *group)
    {
        wrong(
            format!("[young_people] things_to_do names the unknown group '{group}'"),
            "use a slug of need_groups.csv",
        );
    }
    for door in &young.doors {
        if !records.terms.needs.iter().any(|need| need.slug == door.need) {
            wrong(format!("[[young_people.doors]] names the unknown need '{}'", door.need), "use a slug of needs.csv");
        }
    }
}
