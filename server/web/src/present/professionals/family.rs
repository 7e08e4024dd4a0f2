//! What was found for a whole family, as its page and its plain text show it.

use crate::present::{
    listing::{self, ReadAt},
    search_page::{why, wish_words},
};
use app::model::{FamilyAnswer, FamilyPart, Listing, NearestHelp};
use chrono::NaiveDateTime;
use directory::{Age, AgeFit, Group};
use search::{
    Answer, Engine, Search,
    cover::{self, Contact, Wish},
    family::{self, Part},
};

/// The answer to a family; `None` where neither a child nor a need is asked for. Fails only when the index does.
pub(super) fn family_answer(
    engine: &Engine,
    asked: &Search,
    answer: &Answer,
    help: Option<&NearestHelp>,
    now: NaiveDateTime,
) -> tantivy::Result<Option<FamilyAnswer>> {
    let wishes = cover::wishes(engine, asked, answer);
    if wishes.is_empty() {
        return Ok(None);
    }
    let found = family::family(engine, asked, answer, &wishes, now)?;
    let from = answer.understood.place.as_ref().and_then(|place| place.point);
    let read = ReadAt { now: Some(now), from, writes_first: answer.understood.under_age };
    let why = why(asked, answer, engine);
    let listing = |contact: &Contact| {
        let mut listing = listing::listing(engine, &contact.found, None, read);
        listing.url.push_str(&why);
        listing.save = asked.saved_with(&listing.id);
        listing.serves = wish_words(engine, &contact.serves);
        listing
    };
    let part = |part: &Part| FamilyPart {
        heading: heading(engine, part.wish),
        local: part.local.iter().map(listing).collect(),
        national: part.national.iter().map(listing).collect(),
        stands_above: part.stands_above,
        more: part.more.then(|| part.alone.url()),
    };
    let mut family = FamilyAnswer {
        covers_most: found.covers_most.iter().map(listing).collect(),
        parts: found.parts.iter().map(part).collect(),
        groups: groups(asked, answer),
        hubs: help.map_or(String::new(), |help| help.hub_words.clone()),
    };
    for start in help.iter().flat_map(|help| help.team.iter().chain(&help.hub)) {
        let serves = wishes.iter().filter(|wish| is_served(engine, start, wish)).copied().collect::<Vec<_>>();
        let url = format!("/services/{}{why}", start.id);
        add_start(&mut family, Listing { url, serves: wish_words(engine, &serves), ..(**start).clone() });
    }
    Ok(Some(family))
}

/// Adds somebody who helps every family to start, unless they stand there already or are far.
fn add_start(family: &mut FamilyAnswer, start: Listing) {
    let parts = family.parts.iter().flat_map(|part| part.local.iter().chain(&part.national));
    let stands_there = family.covers_most.iter().chain(parts).any(|listing| listing.id == start.id);
    if !stands_there && !start.is_far() {
        family.covers_most.push(start);
    }
}

fn is_served(engine: &Engine, listing: &Listing, wish: &Wish) -> bool {
    match wish {
        Wish::Need(need) => {
            let slug = &engine.catalogue.terms.needs[usize::from(*need)].slug;
            listing.needs.iter().any(|tag| tag.slug == *slug)
        }
        Wish::Child(age) => listing.ages.fit(*age) == AgeFit::Fits,
    }
}

/// The groups of all results that hold any, each with its address.
fn groups(asked: &Search, answer: &Answer) -> Vec<(String, String)> {
    let of = |group, count: usize, words: &str| {
        (count > 0).then(|| {
            let alone = Search { group: Some(group), page: 1, ..asked.clone() };
            (format!("{count} {words}"), alone.url())
        })
    };
    let near = of(Group::Near, answer.near.len(), "to go to");
    near.into_iter().chain(of(Group::Anywhere, answer.anywhere.len(), "by phone or online")).collect()
}

/// "For the 14-year-old", "Sleep".
fn heading(engine: &Engine, wish: Wish) -> String {
    match wish {
        Wish::Need(need) => engine.catalogue.terms.needs[usize::from(need)].label.clone(),
        Wish::Child(Age::Pregnancy) => "For the pregnancy".to_owned(),
        Wish::Child(Age::Years(0)) => "For the baby under 1".to_owned(),
        Wish::Child(Age::Years(years)) => format!("For the {years}-year-old"),
        Wish::Child(age @ Age::Months(_)) => format!("For the child of {age}"),
    }
}
