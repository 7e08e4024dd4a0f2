//! The golden questions, and the floors under which the search must not fall.

#![allow(clippy::unwrap_used, clippy::panic)]

use chrono::NaiveDateTime;
use directory::{Folder, Records};
use hubfinder::quality::{self, Judgement, Measures};
use places::read_aliases;
use search::{Engine, Search};
use std::{path::Path, sync::LazyLock};

static JUDGED: LazyLock<Vec<Judgement>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder: Folder = folder::read(&root.join("data/worcestershire")).unwrap();
    let Ok(records) = Records::read(&folder) else { panic!("the county's folder is not clean") };
    let engine = Engine::in_memory(records, &read_aliases(&folder).unwrap_or_default()).unwrap();
    let text = std::fs::read_to_string(root.join("tests/relevance/questions.csv")).unwrap();
    let monday = NaiveDateTime::parse_from_str("2026-11-23 10:00", "%Y-%m-%d %H:%M").unwrap();
    quality::judge(&engine, quality::read(&text).unwrap(), monday).unwrap()
});

fn judged(of: impl Fn(&Judgement) -> bool) -> Measures {
    quality::measures(JUDGED.iter().filter(|judgement| of(judgement)))
}

/// What went wrong, printed when a floor is broken.
fn troubles() -> String {
    JUDGED.iter().filter_map(Judgement::trouble).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_right_help_stands_among_the_first() {
    let all = judged(|_| true);
    assert!(all.questions >= 160);
    assert!(all.success_at_3 >= 0.95 && all.mrr_at_10 >= 0.93 && all.ndcg_at_10 >= 0.72, "{all:?}\n{}", troubles());
    assert!(all.zero_results <= 0.01 && all.wrong_in_top_3 <= 0.05, "{all:?}\n{}", troubles());
}

#[test]
fn the_open_set_is_answered_as_it_asks() {
    let open = judged(|judgement| judgement.question.id.starts_with('o'));
    assert_eq!(open.questions, 60);
    assert!(open.success_at_3 >= 0.95 && open.mrr_at_10 >= 0.85, "{open:?}\n{}", troubles());
    assert!(open.urgent_recall == 1.0 && open.false_alarms == 0.0, "{open:?}\n{}", troubles());
    assert!(open.ages >= 0.97 && open.places >= 0.97, "{open:?}\n{}", troubles());
}

#[test]
fn danger_is_heard_and_nothing_else_is_taken_for_it() {
    let all = judged(|_| true);
    assert!(all.urgent_recall >= 0.96 && all.false_alarms <= 0.015, "{all:?}\n{}", troubles());
}

#[test]
fn ages_and_places_are_read_for_every_kind_of_person() {
    let all = judged(|_| true);
    assert!(all.ages >= 0.97 && all.places >= 0.97 && all.out_of_scope >= 0.9, "{all:?}\n{}", troubles());
    for user in ["parent", "young-person", "professional"] {
        let of = judged(|judgement| judgement.question.user == user);
        assert!(of.success_at_3 >= 0.93, "{user}: {of:?}\n{}", troubles());
    }
}

/// The ids of the first fifty results for some words.
fn found(words: &str) -> Vec<String> {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
        let folder = folder::read(&root).unwrap();
        let Ok(records) = Records::read(&folder) else { panic!("the county's folder is not clean") };
        Engine::in_memory(records, &[]).unwrap()
    });
    let search = Search::parse(&[("q".to_owned(), words.to_owned())], &ENGINE.catalogue).heard();
    let monday = NaiveDateTime::parse_from_str("2026-11-23 10:00", "%Y-%m-%d %H:%M").unwrap();
    let answer = ENGINE.search(&search, monday).unwrap();
    let of = |found: &search::Found| {
        let service = ENGINE.catalogue.entries[found.entry as usize].service;
        ENGINE.catalogue.listed.services[service as usize].id.to_string()
    };
    ENGINE.merge_groups(&answer, search.sort, usize::MAX).into_iter().take(50).map(of).collect()
}

const FOR_PEOPLE_WHO_DO_HARM: [&str; 2] = ["respect-phoneline", "stop-it-now"];

#[test]
fn people_who_are_hurt_never_see_help_for_people_who_hurt() {
    for words in [
        "he hits me",
        "my partner hits me",
        "she hits me",
        "my husband hit me again",
        "my boyfriend hurts me",
        "he says he cant control his temper",
        "he says i make him hit me",
        "my dad hits me",
        "my ex is threatening me",
        "domestic abuse",
        "sexual abuse",
        "my uncle touched me",
        "i was raped",
        "hes hitting me right now",
        "he hits me and i hit him back",
        "my wife is abusive",
        "my son hits me",
        "my partner needs anger management",
        "is my relationship abusive",
        "scared of my boyfriend",
        "he strangled me",
        "coercive control",
        "refuge",
        "my girlfriend hits me",
        "my brother touches me",
        "child protection",
        "someone shared my nudes",
        "he watches child images",
        "my husband is attracted to children",
        "perpetrator programme for my husband",
    ] {
        let found = found(words);
        for id in FOR_PEOPLE_WHO_DO_HARM {
            assert!(!found.iter().any(|found| found == id), "{id} for '{words}'");
        }
    }
}

#[test]
fn people_who_hurt_find_help_for_themselves_first() {
    for words in [
        "i hit my girlfriend",
        "i hit my wife",
        "i hurt my partner",
        "i keep hitting my partner",
        "i am abusive to my wife",
        "i shouted and pushed my girlfriend and im scared of what i might do",
        "worried about my own sexual thoughts",
        "im attracted to children",
        "i looked at illegal images",
        "i slapped my husband",
        "worried about my own thoughts",
    ] {
        let found = found(words);
        assert!(
            found.iter().take(3).any(|id| FOR_PEOPLE_WHO_DO_HARM.contains(&id.as_str())),
            "'{words}' found {:?}",
            &found[..3.min(found.len())]
        );
    }
}
