//! Suggestions over the county's own records.

use super::*;
use places::read_aliases;
use proptest::prelude::*;
use std::{path::Path, sync::LazyLock};

static COUNTY: LazyLock<(Suggester, Gazetteer)> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let folder = folder::read(&dir).unwrap();
    let records = folder::records(&folder, &dir).unwrap();
    let aliases = read_aliases(&folder).unwrap();
    let gazetteer = Gazetteer::new(&records.authority, records.gazetteer).with_aliases(&aliases);
    (Suggester::new(&Catalogue::new(records.authority, records.terms, records.listed)), gazetteer)
});

fn suggest(typed: &str) -> Vec<Suggestion> {
    COUNTY.0.suggest(typed, &COUNTY.1)
}

fn labels(typed: &str, kind: SuggestionKind) -> Vec<String> {
    suggest(typed).into_iter().filter(|one| one.kind == kind).map(|one| one.label).collect()
}

fn needs(typed: &str) -> Vec<String> {
    labels(typed, SuggestionKind::Need)
}

const ALARMING: [&str; 6] = [
    "Domestic abuse",
    "Self-harm and suicidal feelings",
    "Sexual abuse and assault",
    "A child at risk of harm",
    "Exploitation and gangs",
    "Sexual health and contraception",
];

#[test]
fn peoples_own_words_bring_the_need_by_its_label() {
    for (typed, need) in [
        ("lec", "Energy, heating and water bills"),
        ("lecky", "Energy, heating and water bills"),
        ("wont sleep", "Sleep"),
        ("won't sle", "Sleep"),
        ("baby wont sl", "Sleep"),
        ("my 14 year old wont go to sch", "Not going to school"),
        ("free school me", "Food"),
        ("Housi", "Housing"),
        ("bailif", "Debt"),
        ("tantr", "Behaviour"),
    ] {
        assert_eq!(needs(typed).first().map(String::as_str), Some(need), "{typed}: {:?}", suggest(typed));
    }
}

#[test]
fn a_word_that_has_hardly_begun_takes_nothing_away() {
    assert_eq!(needs("lecky m")[0], needs("lecky")[0]);
    assert_eq!(needs("sleep x")[0], "Sleep");
}

#[test]
fn fewer_than_three_letters_bring_nothing() {
    for typed in ["", " ", "l", "le", "  sl ", "the", "help", "a q j", "?!*"] {
        assert_eq!(suggest(typed), [], "{typed}");
    }
}

#[test]
fn needs_stand_before_services_before_places_and_no_more_than_eight() {
    for typed in ["wor", "kid", "food", "bab", "sch", "red", "mal", "school in worc"] {
        let found = suggest(typed);
        assert!(!found.is_empty() && found.len() <= MOST, "{typed}: {found:?}");
        let order: Vec<u8> = found.iter().map(|one| one.kind as u8).collect();
        assert!(order.is_sorted(), "{typed}: {found:?}");
        let mut said: Vec<_> = found.iter().map(|one| (one.kind as u8, &one.label)).collect();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), found.len(), "{typed}");
        assert_eq!(found, suggest(typed));
    }
    for kind in [SuggestionKind::Need, SuggestionKind::Service] {
        assert!(!labels("food", kind).is_empty(), "one kind does not crowd out the others");
    }
    assert_eq!(labels("kidderm", SuggestionKind::Place)[0], "Kidderminster");
}

#[test]
fn a_service_is_found_by_any_word_of_its_name() {
    for typed in ["wands", "brooksi", "samarit", "redditch baby b"] {
        assert!(!labels(typed, SuggestionKind::Service).is_empty(), "{typed}");
    }
    let found = suggest("wands");
    let wands = found.iter().find(|one| one.value == "wands-family-hub").unwrap();
    assert_eq!((wands.label.as_str(), wands.url.as_str()), ("WANDS Family Hub", "/services/wands-family-hub"));
}

#[test]
fn a_place_leaves_the_words_before_it() {
    let found = suggest("debt in droitw");
    let place = found.iter().find(|one| one.kind == SuggestionKind::Place).unwrap();
    assert!(place.label.starts_with("Droitwich"), "{place:?}");
    assert_eq!(place.words, "debt in");
    assert!(labels("ham", SuggestionKind::Place).iter().all(|place| place != "Evesham"));
}

#[test]
fn a_need_keeps_what_says_an_age_or_a_place() {
    let first = |typed: &str| suggest(typed).remove(0);
    assert_eq!(first("wont sleep").url, "/search?need=sleep");
    assert_eq!(first("my 6 month old wont sl").words, "6 month old");
    let both = first("redditch 14yo wont sl");
    assert_eq!(both.words, "redditch 14yo");
    assert_eq!(both.url, "/search?q=redditch+14yo&need=sleep");
}

#[test]
fn nothing_alarming_comes_out_of_nowhere() {
    let innocent = [
        "sec",
        "sex",
        "abu",
        "sui",
        "suic",
        "rap",
        "rape",
        "har",
        "self",
        "self h",
        "dom",
        "dome",
        "husband",
        "my husband",
        "partner",
        "my partner",
        "my boyfriend",
        "older",
        "my older s",
        "child",
        "a child",
        "my daughter",
        "worce",
        "worcester",
        "west",
        "west mercia",
        "he",
        "he keeps",
        "my dad",
        "my mum",
        "scared of",
        "baby",
        "school",
        "safe",
        "help me",
        "hurt",
        "touch",
    ];
    for typed in innocent {
        let found = suggest(typed);
        let alarming = |one: &&Suggestion| {
            let said = one.label.to_lowercase().replace("refugee", "");
            ALARMING.contains(&one.label.as_str())
                || ["abuse", "rape", "refuge", "suicid", "sexual"].iter().any(|word| said.contains(word))
        };
        assert_eq!(found.iter().find(alarming), None, "{typed}");
    }
}

#[test]
fn who_says_it_is_offered_it() {
    for (typed, need) in [
        ("suici", "Self-harm and suicidal feelings"),
        ("domestic ab", "Domestic abuse"),
        ("domes", "Domestic abuse"),
        ("he hits m", "Domestic abuse"),
        ("contracep", "Sexual health and contraception"),
        ("want to die", "Self-harm and suicidal feelings"),
    ] {
        assert!(needs(typed).iter().any(|label| label == need), "{typed}: {:?}", suggest(typed));
    }
}

#[test]
fn words_of_harm_are_searched_as_they_are_typed() {
    let found = suggest("he hits me and the baby wont sl");
    let sleep = found.iter().find(|one| one.label == "Sleep").unwrap();
    assert_eq!((sleep.value.as_str(), sleep.words.as_str()), ("", "he hits me and the baby wont sl"));
    assert!(sleep.url.starts_with("/search?q=he+hits+me") && !sleep.url.contains("need="), "{}", sleep.url);
}

#[test]
fn services_for_people_who_do_harm_are_never_offered() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let records = folder::records(&folder::read(&dir).unwrap(), &dir).unwrap();
    let hidden: Vec<_> =
        records.listed.services.iter().filter(|one| one.for_whom == directory::ForWhom::WorriedAboutSelf).collect();
    assert!(!hidden.is_empty());
    for service in hidden {
        for typed in [service.name.clone(), service.name.chars().take(6).collect()] {
            assert!(suggest(&typed).iter().all(|one| one.value != service.id.as_str()), "{typed}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_answered(typed in "\\PC{0,60}") {
        prop_assert!(suggest(&typed).len() <= MOST);
    }

    #[test]
    fn whatever_words_are_typed_are_answered(typed in "((baby|wont|WR5|1de|my|u|14yo|he|hits|é|’|droitwich|sl|wor|in|6 month old)[ ,\t'-]{0,2}){0,9}") {
        let found = suggest(&typed);
        prop_assert!(found.len() <= MOST);
        prop_assert_eq!(&found, &suggest(&typed));
        for one in found {
            prop_assert!(one.url.starts_with('/') && !one.label.is_empty());
        }
    }
}
