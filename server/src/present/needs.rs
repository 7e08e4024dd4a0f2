//! Needs as pages.

use super::{listing, urgent};
use crate::search::{Engine, Search};
use app::model::{NeedPage, NeedTag, NeedsPage};
use chrono::NaiveDateTime;
use directory::Need;

/// Services of each group on a need's page.
const SHOWN: usize = 6;

/// All needs.
pub fn all(engine: &Engine) -> NeedsPage {
    let terms = &engine.catalogue.terms;
    let tag = |need: &Need| (NeedTag { slug: need.slug.clone(), label: need.label.clone() }, need.description.clone());
    let groups = terms.groups.iter().map(|group| {
        let needs = terms.needs.iter().filter(|need| need.group == group.slug).map(tag).collect();
        (group.label.clone(), needs)
    });
    NeedsPage { groups: groups.collect() }
}

/// One need. Fails only when the index does.
pub fn one(engine: &Engine, need: &Need, now: NaiveDateTime) -> tantivy::Result<NeedPage> {
    let catalogue = &engine.catalogue;
    let search = Search { needs: vec![need.slug.clone()], page: 1, ..Search::default() };
    let answer = engine.search(&search, now)?;
    let related = catalogue.terms.needs.iter().filter(|other| other.group == need.group && other.slug != need.slug);
    let show = |found: &[crate::search::Found]| {
        found.iter().take(SHOWN).map(|found| listing::listing(engine, found, None)).collect::<Vec<_>>()
    };
    // Local help is what the county and its districts give, at a door or not.
    let all = engine.merged(&answer, search.sort);
    let is_national = |found: &crate::search::Found| {
        let service = catalogue.entries[found.entry as usize].service as usize;
        catalogue.facts[service].area == crate::catalogue::Area::Nation
    };
    let (national, local): (Vec<_>, Vec<_>) = all.into_iter().cloned().partition(is_national);
    let danger = catalogue.authority.dangers.iter().find(|danger| danger.slug == need.slug);
    Ok(NeedPage {
        need: NeedTag { slug: need.slug.clone(), label: need.label.clone() },
        description: need.description.clone(),
        covers: need.covers.clone(),
        sensitive: need.sensitive,
        form: super::form(&search, &catalogue.authority, &catalogue.terms),
        local: show(&local),
        national: show(&national),
        all: search.url(),
        total: local.len() + national.len(),
        related: related.map(|other| NeedTag { slug: other.slug.clone(), label: other.label.clone() }).collect(),
        urgent: danger.and_then(|danger| urgent::panel(engine, std::slice::from_ref(&danger.slug), None, now)),
    })
}
