//! What a search answers beyond its order: times, whole families, and what filters hide, on the
//! county's records.

#![allow(clippy::unwrap_used, clippy::panic)]

use app::model::Group;
use chrono::NaiveDateTime;
use directory::{Age, Records, Service};
use schedule::hours::{Openness, openness};
use search::{
    Answer, Engine, FilterName, Found, Search,
    cover::{self, Wish},
};
use std::{path::Path, sync::LazyLock};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let folder = folder::read(&root).unwrap();
    let Ok(records) = Records::read(&folder) else { panic!("the county's folder is not clean") };
    Engine::in_memory(records, &[]).unwrap()
});

fn asked(query: &str) -> Search {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
    Search::parse(&pairs, &ENGINE.catalogue)
}

fn answer(query: &str, moment: &str) -> Answer {
    let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap();
    ENGINE.search(&asked(query), moment).unwrap()
}

fn services(answer: &Answer) -> Vec<&'static Service> {
    let found = answer.near.iter().chain(&answer.anywhere);
    found
        .map(|f| &ENGINE.catalogue.listed.services[ENGINE.catalogue.entries[f.entry as usize].service as usize])
        .collect()
}

const MONDAY: &str = "2026-11-23 10:00";
const NIGHT: &str = "2026-11-24 03:00";
const CHRISTMAS: &str = "2026-12-25 10:00";

#[test]
fn open_now_means_by_confirmed_hours_and_counts_what_does_not_say() {
    let open = answer("open=now", MONDAY);
    let moment = NaiveDateTime::parse_from_str(MONDAY, "%Y-%m-%d %H:%M").unwrap();
    let found = services(&open);
    assert!(found.iter().any(|service| service.id == "family-front-door"));
    for service in found {
        assert!(matches!(openness(&service.schedules, moment, |_| false), Openness::Open(_)), "{}", service.id);
        assert!(service.schedules.iter().any(|schedule| schedule.confirmed), "{}", service.id);
    }
    let hidden = open.hidden.iter().find(|hidden| hidden.name == FilterName::Open).unwrap();
    assert!(hidden.not_said > 100 && hidden.count >= hidden.not_said);
}

#[test]
fn at_night_and_on_christmas_day_offices_are_shut_and_lines_that_never_close_are_open() {
    for moment in [NIGHT, CHRISTMAS] {
        let open = answer("open=now", moment);
        let ids: Vec<&str> = services(&open).iter().map(|service| service.id.as_str()).collect();
        assert!(!ids.contains(&"family-front-door"), "{moment}");
        assert!(ids.contains(&"samaritans"), "{moment}: {ids:?}");
    }
}

#[test]
fn a_day_and_hours_find_what_happens_then_and_say_how_many_do_not_say() {
    let saturday = answer("day=sat&from=10:00&to=12:00", MONDAY);
    let found = services(&saturday);
    assert!(!found.is_empty());
    for service in found {
        assert!(
            service.schedules.iter().any(|schedule| schedule.days.contains(&chrono::Weekday::Sat)),
            "{}",
            service.id
        );
    }
    assert!(saturday.hidden.iter().any(|hidden| hidden.name == FilterName::When && hidden.not_said > 0));
}

#[test]
fn a_whole_family_is_met_by_few_contacts_and_what_is_left_is_named() {
    let query = "q=sleep, not going to school, debt&age=2&age=9&age=14&near=B98 9JG";
    let (search, found) = (asked(query), answer(query, MONDAY));
    let cover = cover::cover(&ENGINE, &found, cover::wishes(&ENGINE, &search, &found)).unwrap();
    let need = |slug| Wish::Need(ENGINE.catalogue.need_position(slug).unwrap());
    for slug in ["sleep", "school-attendance", "debt"] {
        assert!(cover.contacts.iter().any(|contact| contact.serves.contains(&need(slug))), "{slug}");
    }
    assert!(cover.contacts.len() <= 5);
    assert!(
        cover.uncovered.iter().chain(&cover.unsure).all(|wish| matches!(wish, Wish::Child(Age::Years(2 | 9 | 14))))
    );
    for (at, contact) in cover.contacts.iter().enumerate() {
        let others = cover.contacts[..at].iter().flat_map(|other| &other.serves);
        assert!(
            contact.serves.iter().any(|wish| !others.clone().any(|other| other == wish)),
            "a contact that adds nothing"
        );
    }
    let (search, found) = (asked("need=debt"), answer("need=debt", MONDAY));
    assert!(cover::cover(&ENGINE, &found, cover::wishes(&ENGINE, &search, &found)).is_none());
}

#[test]
fn words_without_an_answer_still_lead_to_somebody() {
    for words in ["asdfgh", "zzzz qqqq", "qwertyuiop"] {
        let found = answer(&format!("q={words}"), MONDAY);
        assert!(found.understood.needs.is_empty() && found.only_general && found.out_of_scope, "{words}");
        assert!(services(&found).iter().any(|service| service.kind == "family-hub"), "{words}");
    }
}

#[test]
fn what_the_form_says_wins_over_what_the_words_say() {
    let found = answer("q=my 14 year old in Redditch&age=3&near=WR9 9EQ", MONDAY);
    assert_eq!(found.understood.ages, [Age::Years(3)]);
    assert_eq!(found.understood.place.unwrap().label, "WR9 9EQ");
}

#[test]
fn the_same_search_gives_the_same_order_each_time() {
    let order =
        || services(&answer("q=help with money near Evesham", MONDAY)).iter().map(|s| s.id.clone()).collect::<Vec<_>>();
    let first = order();
    assert!((0..5).all(|_| order() == first));
}

/// The county's records four times over, under other ids, so that groups are longer than what is
/// always in order.
fn larger() -> Engine {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let mut records = Records::read(&folder::read(&root).unwrap()).unwrap_or_else(|_| panic!("not clean"));
    for copy in 1..4 {
        let copies = records.listed.services.iter().filter(|service| !service.id.as_str().contains("-copy-"));
        let copied = |service: &Service| Service {
            id: format!("{}-copy-{copy}", service.id).parse().unwrap(),
            ..service.clone()
        };
        let copies: Vec<Service> = copies.map(copied).collect();
        records.listed.services.extend(copies);
    }
    Engine::in_memory(records, &[]).unwrap()
}

#[test]
fn every_page_of_a_long_list_is_in_order_also_when_the_words_mean_nothing() {
    let engine = larger();
    for (query, sorts) in [("q=asdfgh", "best"), ("page=9", "best"), ("near=WR1+1AA&page=2", "nearest"), ("", "name")] {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&format!("{query}&sort={sorts}")).unwrap();
        let search = Search::parse(&pairs, &engine.catalogue);
        let moment = NaiveDateTime::parse_from_str(MONDAY, "%Y-%m-%d %H:%M").unwrap();
        let answer = engine.search(&search, moment).unwrap();
        let shown = 250.max(search.page * 50).min(answer.near.len());
        assert!(answer.near.len() > 30, "{query}: {} near", answer.near.len());
        assert!(!query.is_empty() || answer.near.len() > shown, "{query}: {} near", answer.near.len());
        let whole = engine
            .merge_groups(&answer, search.sort, usize::MAX)
            .into_iter()
            .filter(|found| found.group == Group::Near);
        let entries = |found: &Found| found.entry;
        let in_order: Vec<u32> = whole.map(entries).collect();
        assert_eq!(answer.near[..shown].iter().map(entries).collect::<Vec<_>>(), in_order[..shown], "{query}");
        let names: Vec<String> = in_order
            .iter()
            .map(|at| engine.catalogue.entries[*at as usize].service as usize)
            .map(|service| engine.catalogue.listed.services[service].name.to_lowercase())
            .collect();
        assert_eq!(names.is_sorted(), sorts == "name", "{query}");
    }
}

/// The invented county: no source names a language of a real service yet.
#[test]
fn help_in_any_of_the_languages_asked_for_is_found_and_english_is_not_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/example");
    let records = Records::read(&folder::read(&root).unwrap()).unwrap_or_else(|_| panic!("the example is not clean"));
    let engine = Engine::in_memory(records, &[]).unwrap();
    let offered: Vec<_> = engine.catalogue.languages.iter().map(|language| language.name()).collect();
    assert_eq!(offered, ["British Sign Language", "Polish", "Urdu"]);
    let moment = NaiveDateTime::parse_from_str(MONDAY, "%Y-%m-%d %H:%M").unwrap();
    let found = |query: &str| {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
        let answer = engine.search(&Search::parse(&pairs, &engine.catalogue), moment).unwrap();
        let of = |f: &Found| {
            engine.catalogue.listed.services[engine.catalogue.entries[f.entry as usize].service as usize].id.to_string()
        };
        let mut ids: Vec<String> = answer.near.iter().chain(&answer.anywhere).map(of).collect();
        ids.sort();
        (ids, answer.hidden)
    };
    let (polish, _) = found("language=pl");
    assert_eq!(polish, ["money-matters", "westmock-stay-and-play"]);
    assert_eq!(found("language=bfi&language=ur").0, ["money-matters", "talk-it-out"]);
    let (all, _) = found("");
    let (none, hidden) = found("language=so");
    let hidden = hidden.iter().find(|hidden| hidden.name == FilterName::Language).unwrap();
    assert_eq!((none.len(), hidden.count, hidden.not_said), (0, all.len(), all.len()), "what is not said is no no");
}
