use super::*;
use crate::{Engine, Search};
use chrono::{NaiveDate, NaiveDateTime};
use directory::Records;
use std::collections::BTreeSet;

fn records() -> Records {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::records(&folder::read(&dir).unwrap(), &dir).unwrap()
}

fn claimed(folder: &tempfile::TempDir) -> IndexFolder {
    IndexFolder::claim(&folder.path().join("index"), Path::new("elsewhere")).unwrap()
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(10, 0, 0)).unwrap()
}

fn found(engine: &Engine, words: &str) -> Vec<String> {
    let pairs = [("q".to_owned(), words.to_owned())];
    let answer = engine.search(&Search::parse(&pairs, &engine.catalogue), now()).unwrap();
    let services = engine.merge_groups(&answer, crate::Sort::Best, usize::MAX).into_iter();
    services
        .map(|found| engine.catalogue.entries[found.entry as usize].service as usize)
        .map(|at| engine.catalogue.listed.services[at].id.to_string())
        .collect()
}

#[test]
fn a_changed_service_is_found_and_one_that_is_gone_is_not() {
    let before = records();
    let mut listed = before.listed.clone();
    let engine = Engine::in_memory(before.clone(), &[]).unwrap();
    assert!(found(&engine, "Brookside Family Hub").contains(&"brookside-family-hub".to_owned()));
    assert!(found(&engine, "quokkadrome").len() > 1, "a word that nobody uses brings those who help with most things");

    listed.services.retain(|service| service.id != "brookside-family-hub");
    for service in listed.services.iter_mut().filter(|service| service.id == "wands-family-hub") {
        service.name = "The Quokkadrome".to_owned();
    }
    let catalogue = Catalogue::new(before.authority, before.terms, listed);
    let engine = engine.updated(catalogue).unwrap();
    assert_eq!(found(&engine, "quokkadrome"), ["wands-family-hub"]);
    assert!(!found(&engine, "Brookside Family Hub").contains(&"brookside-family-hub".to_owned()));
    assert!(found(&engine, "debt").len() > 1, "the others are as they were");
}

/// What a running site shows after a change is what it shows after a new start, to the last place and score.
#[test]
fn results_after_a_live_change_stand_as_after_a_fresh_start() {
    let county = records();
    let mut fewer = county.clone();
    fewer.listed.services.retain(|service| service.name.len() % 3 != 0);
    for service in fewer.listed.services.iter_mut().step_by(5) {
        service.summary = format!("{} youth club debt sleep anxiety", service.summary);
    }
    let catalogue = || Catalogue::new(county.authority.clone(), county.terms.clone(), county.listed.clone());
    let changed = Engine::in_memory(fewer, &[]).unwrap().updated(catalogue()).unwrap();
    let fresh = Engine::in_memory(county.clone(), &[]).unwrap();
    let search = |engine: &Engine, words: &str, near: &str| {
        let pairs = [("q".to_owned(), words.to_owned()), ("near".to_owned(), near.to_owned())];
        let answer = engine.search(&Search::parse(&pairs, &engine.catalogue), now()).unwrap();
        let found =
            answer.near.iter().chain(&answer.anywhere).map(|found| (found.entry, found.parts.score().to_bits()));
        (found.collect::<Vec<_>>(), answer.understood.spelling)
    };
    for words in ["youth club", "debt", "baby wont sleep", "anxeity", "family hub", "quokkadrome", "help for my son"] {
        for near in ["", "WR9 9EQ", "DY11 6PA", "Evesham"] {
            assert_eq!(search(&changed, words, near), search(&fresh, words, near), "{words} near {near}");
        }
    }
}

#[test]
fn an_index_of_other_records_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let at = claimed(&folder);
    let records = records();
    let whole = Catalogue::new(records.authority.clone(), records.terms.clone(), records.listed.clone());
    let open = |catalogue| WordIndex::open_or_build(&at, "1", catalogue, &mut |_| ()).unwrap();
    assert_eq!(open(&whole).written(), whole.entries.len());
    let made = || fs::metadata(at.path().join("meta.json")).unwrap().modified().unwrap();
    let first = made();
    assert_eq!(open(&whole).written(), 0, "the same records need no new index");
    assert_eq!(made(), first);
    let mut fewer = records.listed;
    fewer.services.pop();
    let fewer = Catalogue::new(records.authority, records.terms, fewer);
    let index = open(&fewer);
    assert_eq!(index.entries.count(), fewer.entries.len(), "though the stamp is the same");
}

#[test]
fn an_index_of_a_folder_goes_on_when_the_folder_is_gone_and_several_make_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = claimed(&folder);
    let records = records();
    let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
    let open = || WordIndex::open_or_build(&at, "1", &catalogue, &mut |_| ()).unwrap();
    let written: Vec<usize> = std::thread::scope(|scope| {
        let opening: Vec<_> = (0..4).map(|_| scope.spawn(|| open().written())).collect();
        opening.into_iter().map(|opening| opening.join().unwrap()).collect()
    });
    assert_eq!(written.iter().sum::<usize>(), catalogue.entries.len(), "one makes it, the others wait");
    let index = open();
    fs::remove_dir_all(at.path()).unwrap();
    assert!(index.document_frequency("hub") > 0);
}

#[test]
fn entries_with_all_words_are_those_that_hold_each_of_them() {
    let engine = Engine::in_memory(records(), &[]).unwrap();
    let holding =
        |words: &str| -> BTreeSet<u32> { engine.entries_with_all_words(words).unwrap().into_iter().collect() };
    let both = holding("family hub");
    assert_eq!(both, holding("family").intersection(&holding("hub")).copied().collect());
    assert!(!both.is_empty() && both.len() < holding("family").len());
    assert!(holding("").is_empty() && holding("quokkadrome").is_empty());
}
