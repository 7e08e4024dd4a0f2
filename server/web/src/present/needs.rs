//! Needs as pages: each a virtual Family Hub.

use super::{
    listing::{self, ReadAt},
    nearest_help, search_page as found,
    urgent::{self, Reader},
};
use app::model::{HelpGroup, NeedPage, NeedTag, NeedsPage, UrgentHelp};
use chrono::NaiveDateTime;
use directory::{Need, Slug, danger::WORRIED_ABOUT_SELF};
use search::{
    catalogue::Area,
    {Answer, Engine, Found, Search},
};
use std::collections::BTreeSet;

/// Services of each kind on a need's page.
const OF_A_KIND: usize = 3;
/// National lines on a need's page.
const NATIONAL: usize = 6;

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

/// One need, near the place and for the ages that `asked` names; what else it asks is not for this
/// page. Fails only when the index does.
pub fn one(engine: &Engine, need: &Need, asked: &Search, now: NaiveDateTime) -> tantivy::Result<NeedPage> {
    let catalogue = &engine.catalogue;
    let search = Search {
        needs: vec![need.slug.clone()],
        near: asked.near.clone(),
        ages: asked.ages.clone(),
        page: 1,
        ..Search::default()
    };
    let answer = engine.search(&search, now)?;
    // Local help is what the county and its districts give, at a door or not.
    let is_national = |found: &Found| {
        let service = catalogue.entries[found.entry as usize].service as usize;
        catalogue.facts[service].area == Area::Nation
    };
    let mut merged: Vec<Found> = engine.merge_groups(&answer, search.sort, usize::MAX).into_iter().copied().collect();
    // A record names its needs with the most specific first: who is for this need stands before who also helps.
    merged.sort_by_key(|found| {
        let service = &catalogue.listed.services[catalogue.entries[found.entry as usize].service as usize];
        service.needs.iter().position(|one| *one == need.slug)
    });
    let (national, local): (Vec<Found>, Vec<Found>) = merged.into_iter().partition(is_national);
    let read = ReadAt { from: answer.understood.place.as_ref().and_then(|place| place.point), ..ReadAt::moment(now) };
    let groups = by_kind(engine, &search, &local, read);
    let shown_national = national.len().min(NATIONAL);
    let shown = groups.iter().map(|group| group.listings.len()).sum::<usize>() + shown_national;
    let guide = catalogue.terms.guides.iter().find(|guide| guide.need == need.slug);
    let of_page = |parameter: &str| matches!(parameter, "near" | "age" | "pregnancy");
    let related = catalogue.terms.needs.iter().filter(|other| other.group == need.group && other.slug != need.slug);
    Ok(NeedPage {
        need: NeedTag { slug: need.slug.clone(), label: need.label.clone() },
        description: need.description.clone(),
        covers: need.covers.clone(),
        sensitive: need.sensitive,
        looks_like: guide.map(|guide| guide.looks_like.clone()).unwrap_or_default(),
        do_today: guide.map(|guide| guide.do_today.clone()).unwrap_or_default(),
        when_you_ask: guide.map(|guide| guide.when_you_ask.clone()).unwrap_or_default(),
        form: super::form(&search, catalogue),
        ignored: asked.ignored.iter().filter(|ignored| of_page(&ignored.parameter)).cloned().collect(),
        place: found::place_understood(engine, &search, &answer),
        nearest_help: nearest_help::of_answer(engine, &answer, now),
        local: groups,
        national: national[..shown_national].iter().map(|found| listing::listing(engine, found, None, read)).collect(),
        all: search.url(),
        total: local.len() + national.len(),
        shown,
        related: related
            .map(|other| (NeedTag { slug: other.slug.clone(), label: other.label.clone() }, page_of(other, &search)))
            .collect(),
        urgent: danger(engine, need, &answer, now),
    })
}

/// A need's page for the same place and ages.
fn page_of(need: &Need, search: &Search) -> String {
    let same = Search { near: search.near.clone(), ages: search.ages.clone(), page: 1, ..Search::default() };
    format!("/needs/{}{}", need.slug, same.query_string())
}

/// Results by kind; the kind whose best result stands highest comes first.
fn by_kind(engine: &Engine, search: &Search, found: &[Found], read: ReadAt) -> Vec<HelpGroup> {
    let catalogue = &engine.catalogue;
    let service_of = |found: &Found| catalogue.entries[found.entry as usize].service as usize;
    let mut kinds: Vec<(u16, Vec<&Found>)> = Vec::new();
    for one in found {
        let kind = catalogue.facts[service_of(one)].kind;
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, of_kind)) => of_kind.push(one),
            None => kinds.push((kind, vec![one])),
        }
    }
    let group = |(kind, of_kind): (u16, Vec<&Found>)| {
        let (slug, heading) = match catalogue.terms.kinds.get(usize::from(kind)) {
            Some(kind) => (vec![kind.slug.clone()], kind.plural.clone()),
            None => (Vec::new(), "Other help".to_owned()),
        };
        let stated = of_kind.iter().flat_map(|found| &catalogue.listed.services[service_of(found)].levels);
        let stated: BTreeSet<u8> = stated.map(|level| level.number()).collect();
        let levels = catalogue.authority.levels.iter().filter(|level| stated.contains(&level.number));
        let hidden = of_kind.len().saturating_sub(OF_A_KIND);
        HelpGroup {
            heading,
            levels: levels.map(|level| format!("{} ({})", level.name, level.number)).collect(),
            listings: of_kind.iter().take(OF_A_KIND).map(|found| listing::listing(engine, found, None, read)).collect(),
            more: (hidden > 0).then(|| (hidden, search.changed(|s| s.kinds = slug).url())),
        }
    };
    kinds.into_iter().map(group).collect()
}

/// The urgent panel of a need that is a danger: the danger of the same name, or for a sensitive
/// need the first whose foremost need it is. Never the one for people who do harm.
fn danger(engine: &Engine, need: &Need, answer: &Answer, now: NaiveDateTime) -> Option<UrgentHelp> {
    let dangers = &engine.catalogue.authority.dangers;
    let danger = dangers.iter().find(|danger| danger.slug == need.slug).or_else(|| {
        let fits = |danger: &&directory::Danger| danger.needs.first() == Some(&need.slug);
        dangers.iter().filter(|danger| need.sensitive && danger.slug != WORRIED_ABOUT_SELF).find(fits)
    })?;
    let district: Option<&Slug> = answer.understood.place.as_ref().and_then(|place| place.district.as_ref());
    let district = district.and_then(|slug| engine.catalogue.district_position(slug.as_str()));
    urgent::panel(engine, std::slice::from_ref(&danger.slug), Reader::default(), district, now)
}
