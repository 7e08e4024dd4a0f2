//! The answer to a search as a page.

use super::{listing, nearest_help, urgent};
use app::model::{
    Chip, Cover, CoverContact, Group, HiddenBy, Ignored, Listing, PlaceUnderstood, ResultGroup, SearchPage,
    SpellingWord,
};
use chrono::NaiveDateTime;
use schedule::hours;
use search::{
    Answer, AnsweredOn, Engine, FilterName, Found, Search,
    cover::{self, Wish},
    query::{self, Address, QueryString},
    when::When,
};
use std::ops::Range;

/// Results of each group on the first page.
const NEAR_SHOWN: usize = 10;
/// Lines by phone or online on the first page.
const ANYWHERE_SHOWN: usize = 6;
/// Results of a page that shows one group only.
const GROUP_SHOWN: usize = 20;

/// How many results of each group its page shows or counts through, at the most.
pub fn most_shown(search: &Search) -> usize {
    search.page.saturating_mul(search.per_page.unwrap_or(GROUP_SHOWN))
}

/// The page of an answer, without its map.
pub fn page(engine: &Engine, search: &Search, answer: &Answer, now: NaiveDateTime) -> SearchPage {
    let understood = &answer.understood;
    let district = district(engine, answer);
    let mut ignored = search.ignored.clone();
    let wishes = cover::wishes(engine, search, answer);
    let (near, anywhere) = groups(engine, search, answer, &wishes, &mut ignored);
    SearchPage {
        form: super::form(search, &engine.catalogue),
        chips: chips(engine, search, answer),
        ignored,
        place: place(engine, search, answer),
        spelling: spelling(search, answer),
        urgent: urgent::panel(engine, &understood.danger.dangers, district, now),
        quiet: (understood.danger.quiet && !understood.danger.is_urgent())
            .then(|| urgent::quiet(engine, district))
            .flatten(),
        nearest_help: nearest_help::of_answer(engine, answer),
        cover: cover(engine, search, answer, wishes),
        only_general: answer.only_general,
        near,
        anywhere,
        map: None,
        widened_to_miles: answer.widened_to_miles,
        within: search.within,
        hidden: hidden(engine, search, answer),
        total: answer.near.len() + answer.anywhere.len(),
        asked: !search.is_empty(),
        out_of_scope: answer.out_of_scope,
    }
}

fn district(engine: &Engine, answer: &Answer) -> Option<u16> {
    let slug = answer.understood.place.as_ref()?.district.as_ref()?;
    engine.catalogue.district_position(slug.as_str())
}

fn groups(
    engine: &Engine,
    search: &Search,
    answer: &Answer,
    wishes: &[Wish],
    ignored: &mut Vec<Ignored>,
) -> (ResultGroup, ResultGroup) {
    let only = search.group;
    // A dense list shows as much at once as a page of one group.
    let dense = search.on == AnsweredOn::Professionals;
    let shown =
        |group, usual| search.per_page.unwrap_or(if dense || only == Some(group) { GROUP_SHOWN } else { usual });
    let why = why(search, answer, engine);
    let mut beyond = false;
    let mut one = |group: Group, found: &[Found], usual: usize| {
        let per_page = shown(group, usual);
        if only.is_some_and(|only| only != group) {
            return ResultGroup {
                total: found.len(),
                more: (!found.is_empty()).then(|| url_of(search, group, 1)),
                ..Default::default()
            };
        }
        let last_page = found.len().div_ceil(per_page).max(1);
        let page = search.page.min(last_page);
        beyond |= search.page > last_page && (only.is_some() || group == Group::Near);
        let first = (page - 1) * per_page;
        let end = (first + per_page).min(found.len());
        // On the first page both groups stand; the next ones are of one group only. The pages of a
        // group alone begin again where the first page ended, so that nothing is missed.
        let more = (end < found.len())
            .then(|| if only.is_some() || dense { url_of(search, group, page + 1) } else { url_of(search, group, 1) });
        let back = (page > 1).then(|| url_of(search, group, page - 1));
        let numbers_from =
            found[..first].iter().filter(|f| f.precision == Some(app::model::Precision::Point)).count() + 1;
        let mut listings = listing::numbered(engine, &found[first..end], numbers_from);
        if wishes.len() > 1 {
            listings.iter_mut().zip(&found[first..end]).for_each(|(listing, found)| {
                listing.serves = wish_words(engine, &cover::serves(engine, found, wishes))
            });
        }
        for listing in &mut listings {
            listing.url.push_str(&why);
            listing.save = search.saved_with(&listing.id);
        }
        if search.explain {
            listings
                .iter_mut()
                .zip(&found[first..end])
                .for_each(|(listing, found)| listing.reasons = answer.reasons(found));
        }
        ResultGroup { listings, total: found.len(), first, more, back, empty: None }
    };
    let mut near = one(Group::Near, &answer.near, NEAR_SHOWN);
    let anywhere = one(Group::Anywhere, &answer.anywhere, ANYWHERE_SHOWN);
    if beyond {
        ignored.push(Ignored {
            parameter: "page".into(),
            value: search.page.to_string(),
            why: "There are fewer pages than that, so this is the last one.".into(),
        });
    }
    if near.total == 0 && answer.understood.unknown_place.as_ref().is_some_and(|unknown| unknown.outside) {
        near.empty = Some("We cannot say what is near a place that we do not know.".into());
    }
    (near, anywhere)
}

/// What a link to a service carries so that its page can say why it was suggested: needs and ages
/// only, never words or a place.
fn why(search: &Search, answer: &Answer, engine: &Engine) -> String {
    let mut query = QueryString::after("");
    if search.needs.is_empty() {
        for said in answer.understood.needs.iter().filter(|said| said.weight >= 0.5).take(2) {
            query.add("for", engine.catalogue.terms.needs[usize::from(said.need)].slug.as_str());
        }
    } else {
        search.needs.iter().for_each(|need| query.add("for", need.as_str()));
    }
    answer.understood.ages.iter().take(4).for_each(|age| query.add("age", &age.parameter()));
    if !search.saved.is_empty() {
        query.add("ids", &query::ids(&search.saved));
    }
    query.finish()
}

/// Needs and children in words.
fn wish_words(engine: &Engine, wishes: &[Wish]) -> Vec<String> {
    let words = wishes.iter().map(|wish| match wish {
        Wish::Need(need) => engine.catalogue.terms.needs[usize::from(*need)].label.clone(),
        Wish::Child(age) => age.to_string(),
    });
    words.collect()
}

/// The contacts to begin with, for a whole family.
fn cover(engine: &Engine, search: &Search, answer: &Answer, wishes: Vec<Wish>) -> Option<Cover> {
    let found = cover::cover(engine, answer, wishes)?;
    let listing = |found| {
        let listing = listing::listing(engine, found, None);
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

fn url_of(search: &Search, group: Group, page: usize) -> String {
    Address { group: Some(group), page, ..search.address() }.url()
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

fn chips(engine: &Engine, search: &Search, answer: &Answer) -> Vec<Chip> {
    let understood = &answer.understood;
    let catalogue = &engine.catalogue;
    let mut chips = Vec::new();
    let mut chip = |label: String, other: Address<'_>| chips.push(Chip { label, remove: other.url() });
    let first = search.from_first_page();
    let without = |ranges: Vec<Range<usize>>| without(&search.q, ranges);
    for age in &search.ages {
        chip(format!("Age: {age}"), Address { ages: &others(&search.ages, age), ..first });
    }
    for mention in &understood.ages_said {
        let ranges = understood.tokens[mention.tokens.clone()].iter().map(|token| token.range.clone()).collect();
        chip(format!("Age: {}", mention.label), Address { q: &without(ranges), ..first });
    }
    if let Some(place) = &understood.place {
        let q = understood.place_said.as_ref().map(|range| without(vec![range.clone()]));
        let other = match &q {
            Some(q) => Address { q, within: None, ..first },
            None => Address { near: "", within: None, ..first },
        };
        chip(format!("Near {}", place.label), other);
    }
    for need in &search.needs {
        let label = catalogue.need(need.as_str()).map_or(need.to_string(), |need| need.label.clone());
        chip(label, Address { needs: &others(&search.needs, need), ..first });
    }
    if search.needs.is_empty() {
        for said in understood.needs.iter().filter(|said| said.weight >= 0.5 && !said.words.is_empty()).take(3) {
            let label = catalogue.terms.needs[usize::from(said.need)].label.clone();
            chip(label, Address { q: &without(said.words.clone()), ..first });
        }
    }
    for kind in &search.kinds {
        let label = catalogue.kind(kind.as_str()).map_or(kind.to_string(), |kind| kind.label.clone());
        chip(label, Address { kinds: &others(&search.kinds, kind), ..first });
    }
    for district in &search.districts {
        let label = catalogue.authority.district(district.as_str()).map_or(district.to_string(), |d| d.name.clone());
        chip(label, Address { districts: &others(&search.districts, district), ..first });
    }
    if let Some(said) = &understood.when {
        let ranges = understood.tokens[said.tokens.clone()].iter().map(|token| token.range.clone()).collect();
        chip(said.label.clone(), Address { q: &without(ranges), ..first });
    }
    for name in [
        FilterName::Within,
        FilterName::When,
        FilterName::Open,
        FilterName::Free,
        FilterName::Refer,
        FilterName::Level,
        FilterName::Send,
        FilterName::Online,
    ] {
        if let Some((label, other)) = filter_off(engine, search, name) {
            chip(label, other);
        }
    }
    chips
}

/// The values but one.
fn others<T: PartialEq + Clone>(all: &[T], one: &T) -> Vec<T> {
    all.iter().filter(|other| *other != one).cloned().collect()
}

/// A filter's words and the search without it; `None` when it is off.
fn filter_off<'s>(engine: &Engine, search: &'s Search, name: FilterName) -> Option<(String, Address<'s>)> {
    let catalogue = &engine.catalogue;
    let first = search.from_first_page();
    let list = |labels: Vec<String>| labels.join(" or ");
    Some(match name {
        FilterName::Within => {
            let miles = search.within?;
            (format!("Within {miles} {}", if miles == 1 { "mile" } else { "miles" }), Address { within: None, ..first })
        }
        FilterName::Free if search.free => ("Free".into(), Address { free: false, ..first }),
        FilterName::Open if search.open_now => ("Open now".into(), Address { open_now: false, ..first }),
        FilterName::When if search.when != When::default() => (when_words(&search.when), first.at_any_time()),
        FilterName::Send if search.send => ("Special needs or disability".into(), Address { send: false, ..first }),
        FilterName::Online if search.online => ("Online".into(), Address { online: false, ..first }),
        FilterName::Refer if !search.refer.is_empty() => {
            let words = search.refer.iter().map(|way| match way {
                directory::Referrer::Oneself => "You can ask yourself".to_owned(),
                directory::Referrer::Parent => "A parent can ask".to_owned(),
                directory::Referrer::Professional => "A professional can ask".to_owned(),
            });
            (list(words.collect()), Address { refer: &[], ..first })
        }
        FilterName::Level if !search.levels.is_empty() => {
            let words = search.levels.iter().map(|level| format!("Level {level}"));
            (list(words.collect()), Address { levels: &[], ..first })
        }
        FilterName::Kind if !search.kinds.is_empty() => {
            let words =
                search.kinds.iter().filter_map(|kind| catalogue.kind(kind.as_str())).map(|kind| kind.label.clone());
            (list(words.collect()), Address { kinds: &[], ..first })
        }
        FilterName::District if !search.districts.is_empty() => {
            let words = search
                .districts
                .iter()
                .filter_map(|d| catalogue.authority.district(d.as_str()))
                .map(|d| d.name.clone());
            (list(words.collect()), Address { districts: &[], ..first })
        }
        FilterName::Need if !search.needs.is_empty() => {
            let words =
                search.needs.iter().filter_map(|need| catalogue.need(need.as_str())).map(|need| need.label.clone());
            (list(words.collect()), Address { needs: &[], ..first })
        }
        FilterName::Age if !search.ages.is_empty() => {
            let words = search.ages.iter().map(|age| format!("Age: {age}"));
            (list(words.collect()), Address { ages: &[], ..first })
        }
        FilterName::Words if !search.q.is_empty() => ("The words".into(), Address { q: "", ..first }),
        _ => return None,
    })
}

/// "Saturday, from 2pm".
fn when_words(when: &When) -> String {
    let days = when.days.iter().map(|day| hours::weekday_name(*day)).collect::<Vec<_>>().join(" or ");
    let from = when.from.map(|time| format!("from {}", hours::format_time(time)));
    let to = when.to.map(|time| format!("until {}", hours::format_time(time)));
    [(!days.is_empty()).then_some(days), from, to].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn hidden(engine: &Engine, search: &Search, answer: &Answer) -> Vec<HiddenBy> {
    answer
        .hidden
        .iter()
        .filter_map(|hidden| {
            let (filter, other) = filter_off(engine, search, hidden.name)?;
            Some(HiddenBy { filter, count: hidden.count, not_said: hidden.not_said, without: other.url() })
        })
        .collect()
}

/// The place as it is shown.
pub fn place(engine: &Engine, search: &Search, answer: &Answer) -> Option<PlaceUnderstood> {
    let understood = &answer.understood;
    let other = |label: &String| {
        let q =
            understood.place_said.as_ref().map(|range| format!("{} {label}", without(&search.q, vec![range.clone()])));
        let first = search.from_first_page();
        let other = match &q {
            Some(q) => Address { q, ..first },
            None => Address { near: label, ..first },
        };
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
        found: false,
    })
}

fn spelling(search: &Search, answer: &Answer) -> Vec<SpellingWord> {
    let said = answer.understood.spelling.iter();
    said.map(|(typed, meant)| SpellingWord {
        typed: typed.clone(),
        meant: meant.clone(),
        instead: Address { exact: true, ..search.from_first_page() }.url(),
    })
    .collect()
}
