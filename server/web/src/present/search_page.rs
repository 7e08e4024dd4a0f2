//! The answer to a search as a page.

mod groups;

pub use groups::say_each_once;

use super::{
    language,
    listing::{self, ReadAt},
    nearest_help,
    urgent::{self, Reader},
};
use app::model::{
    Alone, Chip, Cover, CoverContact, HiddenBy, Listing, NotListed, PlaceUnderstood, SearchPage, SpellingWord,
};
use chrono::NaiveDateTime;
use search::{
    Answer, AnsweredOn, Engine, FilterName, Found, Search,
    cover::{self, Wish},
    query::{self, filter_parameters, parameters},
    rank::filters::ENTRY_FILTERS,
};
use std::ops::Range;

/// Needs that the words point to less clearly than this are not shown back.
const SHOWN_WEIGHT: f32 = 0.5;
/// How many results of each group its page shows or counts through, at the most.
pub fn most_shown(search: &Search) -> usize {
    search.page.saturating_mul(search.per_page.unwrap_or(groups::GROUP_SHOWN))
}

/// The page of an answer, without its map.
pub fn page(engine: &Engine, search: &Search, answer: &Answer, now: NaiveDateTime) -> SearchPage {
    let understood = &answer.understood;
    let district = district(engine, answer);
    let mut ignored = search.ignored.clone();
    let wishes = cover::wishes(engine, search, answer);
    let read = ReadAt {
        now: Some(now),
        from: understood.place.as_ref().and_then(|place| place.point),
        writes_first: understood.under_age,
    };
    let (near, anywhere) = groups::groups(engine, search, answer, &wishes, &mut ignored, read);
    SearchPage {
        form: super::form(search, &engine.catalogue),
        chips: chips(engine, search, answer),
        ignored,
        place: place_understood(engine, search, answer),
        spelling: spelling(search, answer),
        language: language::help(engine, &search.q, answer),
        alone: alone(engine, answer),
        urgent: urgent::panel(engine, &understood.danger.dangers, Reader::of(understood), district, now),
        quiet: (understood.danger.quiet && !understood.danger.is_urgent())
            .then(|| urgent::quiet(engine, understood, district))
            .flatten(),
        nearest_help: nearest_help::of_answer(engine, answer, now),
        help_first: answer.only_general || asks_for_a_start(engine, search, answer),
        cover: cover(engine, search, answer, wishes, read),
        only_general: answer.only_general,
        near,
        anywhere,
        map: None,
        widened_to_miles: answer.widened_to_miles,
        within: asked_within(search, answer),
        time_not_known: time_not_known(answer),
        words_in_place: search.words_in_place,
        not_listed: not_listed(engine, answer),
        anywhere_first: is_anywhere_first(engine, answer),
        hidden: hidden(engine, search, answer),
        total: answer.near.len() + answer.anywhere.len(),
        asked: !search.is_empty(),
        out_of_scope: answer.out_of_scope,
    }
}

/// What somebody under age reads who asks for themselves; nothing where the authority has no words for them.
fn alone(engine: &Engine, answer: &Answer) -> Option<Alone> {
    let words = &engine.catalogue.authority.young_people.alone;
    let is_calm = !answer.understood.danger.is_urgent();
    let line = || urgent::line_for_young_people(engine).filter(|_| is_calm);
    (answer.understood.under_age && !words.is_empty()).then(|| Alone { words: words.clone(), line: line() })
}

/// The radius that the form or the words ask for, in miles.
fn asked_within(search: &Search, answer: &Answer) -> Option<u16> {
    search.within.or(answer.understood.within.as_ref().map(|within| within.miles))
}

/// The day or time that the words ask for, where nothing is known to be open then. Words of danger tell
/// when something happened, and ask for no day.
fn time_not_known(answer: &Answer) -> Option<String> {
    let danger = &answer.understood.danger;
    let is_asked = answer.none_known_then && !danger.is_urgent() && !danger.quiet;
    answer.understood.when.as_ref().filter(|_| is_asked).map(|said| said.label.clone())
}

/// Help that the words ask for and that is not listed.
fn not_listed(engine: &Engine, answer: &Answer) -> Vec<NotListed> {
    let rows = answer.understood.not_listed.iter().map(|at| &engine.catalogue.terms.not_listed[usize::from(*at)]);
    rows.map(|row| NotListed { label: row.label.clone(), advice: row.advice.clone() }).collect()
}

/// Results of which one at least should have a way of its own to be reached, or the others stand first.
const FIRST_NEAR: usize = 3;

/// Whether those by phone or online come first: the service whose name was typed is among them and none near has
/// it, or one can reach one of them and none of the first near.
fn is_anywhere_first(engine: &Engine, answer: &Answer) -> bool {
    let best = |found: &[Found]| found.iter().map(|found| found.name_rank).max().unwrap_or_default();
    let catalogue = &engine.catalogue;
    // A door alone, whose hours nobody knows, is not enough.
    let has_way = |found: &Found| {
        let service = &catalogue.listed.services[catalogue.entries[found.entry as usize].service as usize];
        !service.phones.is_empty() || !service.chats.is_empty() || service.url.is_some() || service.email.is_some()
    };
    let can_reach = |found: &[Found]| found.iter().take(FIRST_NEAR).any(has_way);
    let (near, anywhere) = (&answer.near, &answer.anywhere);
    best(anywhere) > best(near)
        || best(anywhere) == best(near) && !near.is_empty() && !can_reach(near) && can_reach(anywhere)
}

fn district(engine: &Engine, answer: &Answer) -> Option<u16> {
    let slug = answer.understood.place.as_ref()?.district.as_ref()?;
    engine.catalogue.district_position(slug.as_str())
}

/// Whether the nearest hub and the district's team are themselves what is asked for: a place and nothing more, or
/// a hub.
fn asks_for_a_start(engine: &Engine, search: &Search, answer: &Answer) -> bool {
    let understood = &answer.understood;
    let hub_kind = &engine.catalogue.authority.hub_kind;
    let names_hub = understood.kinds.iter().any(|at| engine.catalogue.terms.kinds[usize::from(*at)].slug == *hub_kind);
    let asks_nothing = search.needs.is_empty()
        && search.kinds.is_empty()
        && understood.needs.is_empty()
        && understood.stems.is_empty()
        && understood.kinds.is_empty()
        && understood.named.is_empty();
    asks_nothing || (names_hub && understood.only_kinds) || search.kinds.contains(hub_kind)
}

/// What a link to a service carries: the search, so that its page leads back to the results, and what was
/// understood, so that it can say why it was suggested. The professionals' page names no words to others: from it
/// only the latter.
pub(super) fn why(search: &Search, answer: &Answer, engine: &Engine) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let is_public = search.on == AnsweredOn::default();
    if is_public {
        let all = parameters::PARAMETERS.iter().filter(|parameter| parameter.name != "ids");
        pairs.extend(all.flat_map(|one| (one.values)(search).into_iter().map(|value| (one.name, value))));
    }
    if search.needs.is_empty() {
        let said = answer.understood.needs.iter().filter(|said| said.weight >= SHOWN_WEIGHT).take(2);
        let slugs = said.map(|said| engine.catalogue.terms.needs[usize::from(said.need)].slug.to_string());
        pairs.extend(slugs.map(|slug| ("for", slug)));
    } else {
        pairs.extend(search.needs.iter().map(|need| ("for", need.to_string())));
    }
    let understood = answer.understood.ages.iter().filter(|age| !is_public || !search.ages.contains(age));
    pairs.extend(understood.take(4).map(|age| ("fits", age.parameter())));
    if !search.saved.is_empty() {
        pairs.push(("ids", query::join_ids(&search.saved)));
    }
    query::query_string(pairs)
}

/// Needs and children in words.
pub(super) fn wish_words(engine: &Engine, wishes: &[Wish]) -> Vec<String> {
    let words = wishes.iter().map(|wish| match wish {
        Wish::Need(need) => engine.catalogue.terms.needs[usize::from(*need)].label.clone(),
        Wish::Child(age) => age.to_string(),
    });
    words.collect()
}

/// The contacts to begin with, for a whole family.
fn cover(engine: &Engine, search: &Search, answer: &Answer, wishes: Vec<Wish>, read: ReadAt) -> Option<Cover> {
    let found = cover::cover(engine, answer, wishes)?;
    let listing = |found| {
        let listing = listing::listing(engine, found, None, read);
        Listing { save: search.saved_with(&listing.id), ..listing }
    };
    let contacts = found
        .contacts
        .iter()
        .map(|contact| CoverContact { listing: listing(&contact.found), serves: wish_words(engine, &contact.serves) });
    Some(Cover {
        contacts: contacts.collect(),
        uncovered: wish_words(engine, &found.uncovered),
        unsure: wish_words(engine, &found.unsure),
    })
}

/// `q`, whose words stand one space apart, without some of them.
fn without(q: &str, mut cut: Vec<Range<usize>>) -> String {
    cut.sort_by_key(|range| range.start);
    let mut kept = String::with_capacity(q.len());
    let mut keep = |words: &str| {
        let words = words.trim_matches(' ');
        if !words.is_empty() {
            kept.push_str(if kept.is_empty() { "" } else { " " });
            kept.push_str(words);
        }
    };
    let mut at = 0;
    for range in cut {
        if range.start >= at {
            keep(&q[at..range.start]);
            at = range.end;
        }
    }
    keep(&q[at.min(q.len())..]);
    kept
}

/// What was understood and chosen, each with the search without it.
fn chips(engine: &Engine, search: &Search, answer: &Answer) -> Vec<Chip> {
    let understood = &answer.understood;
    let mut chips = value_chips("age", engine, search);
    for mention in &understood.ages_said {
        chips.push(words_chip(format!("Age: {}", mention.label), search, ranges(answer, &mention.tokens)));
    }
    if let Some(place) = &understood.place {
        let without_place = search.changed(|search| {
            match &understood.place_said {
                Some(range) => search.q = without(&search.q, vec![range.clone()]),
                None => search.near.clear(),
            }
            search.within = None;
        });
        chips.push(Chip { label: format!("Near {}", place.label), remove: without_place.url() });
    }
    chips.extend(value_chips("need", engine, search));
    if search.needs.is_empty() {
        let said = understood.needs.iter().filter(|said| said.weight >= SHOWN_WEIGHT && !said.words.is_empty());
        for said in said.take(3) {
            let label = engine.catalogue.terms.needs[usize::from(said.need)].label.clone();
            chips.push(words_chip(label, search, said.words.clone()));
        }
    }
    chips.extend(value_chips("kind", engine, search));
    chips.extend(value_chips("district", engine, search));
    if let Some(said) = &understood.when {
        chips.push(words_chip(said.label.clone(), search, ranges(answer, &said.tokens)));
    }
    // All changes of a search ask for both groups again.
    let group = super::GROUPS.iter().find(|(group, ..)| search.group == Some(*group));
    chips.extend(group.map(|(_, _, label)| Chip { label: (*label).to_owned(), remove: search.changed(|_| ()).url() }));
    chips.extend(within_chip(search, answer));
    // Kinds and districts stand above, value by value.
    let filters = ENTRY_FILTERS.into_iter().filter(|name| !matches!(name, FilterName::Kind | FilterName::District));
    chips.extend(filters.filter_map(|name| filter_chip(name, engine, search)));
    chips
}

/// A chip for each value of a parameter.
fn value_chips(name: &str, engine: &Engine, search: &Search) -> Vec<Chip> {
    let Some(parameter) = parameters::find(name) else { return Vec::new() };
    let values = (parameter.values)(search);
    let labels = (parameter.labels)(search, &engine.catalogue);
    let chip = |(value, label): (String, String)| {
        let without = search.changed(|search| parameter.remove_value(search, &value, &engine.catalogue));
        Chip { label, remove: without.url() }
    };
    values.into_iter().zip(labels).map(chip).collect()
}

/// The chip of a filter with all its values; `None` when it is off.
fn filter_chip(name: FilterName, engine: &Engine, search: &Search) -> Option<Chip> {
    let label = filter_parameters::label(name, search, &engine.catalogue)?;
    Some(Chip { label, remove: search.changed(|search| filter_parameters::clear(name, search)).url() })
}

/// The chip of words in `q` that were understood.
fn words_chip(label: String, search: &Search, words: Vec<Range<usize>>) -> Chip {
    Chip { label, remove: search.changed(|search| search.q = without(&search.q, words)).url() }
}

/// The chip of the radius that the words ask for; `None` when the form or no words do.
fn within_chip(search: &Search, answer: &Answer) -> Option<Chip> {
    let said = answer.understood.within.as_ref()?;
    let has_point = answer.understood.place.as_ref().is_some_and(|place| place.point.is_some());
    if search.within.is_some() || !has_point {
        return None;
    }
    let miles = if said.miles == 1 { "mile" } else { "miles" };
    Some(words_chip(format!("Within {} {miles}", said.miles), search, ranges(answer, &said.tokens)))
}

/// Where tokens stand in `q`.
fn ranges(answer: &Answer, tokens: &Range<usize>) -> Vec<Range<usize>> {
    answer.understood.tokens[tokens.clone()].iter().map(|token| token.range.clone()).collect()
}

fn hidden(engine: &Engine, search: &Search, answer: &Answer) -> Vec<HiddenBy> {
    let mut all = Vec::new();
    for hidden in &answer.hidden {
        let said = || match hidden.name {
            FilterName::Within => within_chip(search, answer),
            FilterName::Open | FilterName::When => answer
                .understood
                .when
                .as_ref()
                .map(|said| words_chip(said.label.clone(), search, ranges(answer, &said.tokens))),
            _ => None,
        };
        let Some(chip) = filter_chip(hidden.name, engine, search).or_else(said) else { continue };
        all.push(HiddenBy { filter: chip.label, count: hidden.count, not_said: hidden.not_said, without: chip.remove });
    }
    all
}

/// The place as it is shown.
pub fn place_understood(engine: &Engine, search: &Search, answer: &Answer) -> Option<PlaceUnderstood> {
    let understood = &answer.understood;
    let other = |label: &String| {
        let other = search.changed(|search| match &understood.place_said {
            Some(range) => search.q = format!("{} {label}", without(&search.q, vec![range.clone()])),
            None => search.near.clone_from(label),
        });
        (label.clone(), other.url())
    };
    if let Some(place) = &understood.place {
        let district = place.district.as_ref().and_then(|slug| engine.catalogue.authority.district(slug.as_str()));
        let typed = match &understood.place_said {
            Some(range) => search.q[range.clone()].to_owned(),
            None => search.near.clone(),
        };
        return Some(PlaceUnderstood {
            label: place.label.clone(),
            district: district.map(|district| district.name.clone()),
            note: place.note.clone(),
            typed: place.understood_as.as_ref().map(|_| typed),
            others: place.alternatives.iter().map(other).collect(),
            which: None,
            found: place.point.is_some(),
        });
    }
    let unknown = understood.unknown_place.as_ref()?;
    Some(PlaceUnderstood {
        label: unknown.typed.clone(),
        district: None,
        note: Some(unknown.why.clone()),
        typed: None,
        others: unknown.suggestions.iter().map(other).collect(),
        which: unknown.which.clone(),
        found: false,
    })
}

fn spelling(search: &Search, answer: &Answer) -> Vec<SpellingWord> {
    let said = answer.understood.spelling.iter();
    said.map(|(typed, meant)| SpellingWord {
        typed: typed.clone(),
        meant: meant.clone(),
        instead: search.changed(|search| search.exact = true).url(),
    })
    .collect()
}
