use super::*;
use crate::{Engine, Search};
use chrono::{NaiveDate, NaiveDateTime};
use directory::Records;
use std::collections::BTreeSet;

fn records() -> Records {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::records(&folder::read(&dir).unwrap(), &dir).unwrap()
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
fn a_changed_service_is_found_and_one_that_is_gone_is_not_without_a_rebuild() {
    let before = records();
    let mut listed = before.listed.clone();
    let engine = Engine::in_memory(before.clone(), &[]).unwrap();
    assert!(found(&engine, "Brookside Family Hub").contains(&"brookside-family-hub".to_owned()));
    assert!(found(&engine, "quokkadrome").len() > 1, "a word that nobody uses brings those who help with most things");

    listed.services.retain(|service| service.id != "brookside-family-hub");
    for service in listed.services.iter_mut().filter(|service| service.id == "wands-family-hub") {
        service.name = "The Quokkadrome".to_owned();
    }
    let changed: Vec<Slug> = ["brookside-family-hub", "wands-family-hub"].map(|id| id.parse().unwrap()).into();
    let catalogue = Catalogue::new(before.authority, before.terms, listed);
    let index = engine.index().updated(&catalogue, &changed).unwrap();
    let engine = engine.updated(catalogue, index, &changed);
    assert_eq!(found(&engine, "quokkadrome"), ["wands-family-hub"]);
    assert!(!found(&engine, "Brookside Family Hub").contains(&"brookside-family-hub".to_owned()));
    assert!(found(&engine, "debt").len() > 1, "the others are as they were");
}

#[test]
fn an_index_of_other_records_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("index");
    let records = records();
    let whole = Catalogue::new(records.authority.clone(), records.terms.clone(), records.listed.clone());
    let open = |catalogue| WordIndex::open_or_build(&at, "1", catalogue, &mut |_| ()).unwrap();
    assert_eq!(open(&whole).written(), whole.entries.len());
    let made = |folder: &Path| fs::metadata(folder.join("meta.json")).unwrap().modified().unwrap();
    let first = made(&at);
    assert_eq!(open(&whole).written(), 0, "the same records need no new index");
    assert_eq!(made(&at), first);
    let mut fewer = records.listed;
    fewer.services.pop();
    let fewer = Catalogue::new(records.authority, records.terms, fewer);
    let index = open(&fewer);
    assert_eq!(index.entries.count(), fewer.entries.len(), "though the stamp is the same");
}

#[test]
fn an_index_of_a_folder_goes_on_when_the_folder_is_gone_and_several_make_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("index");
    let records = records();
    let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
    let open = || WordIndex::open_or_build(&at, "1", &catalogue, &mut |_| ()).unwrap();
    let written: Vec<usize> = std::thread::scope(|scope| {
        let opening: Vec<_> = (0..4).map(|_| scope.spawn(|| open().written())).collect();
        opening.into_iter().map(|opening| opening.join().unwrap()).collect()
    });
    assert_eq!(written.iter().sum::<usize>(), catalogue.entries.len(), "one makes it, the others wait");
    let index = open();
    fs::remove_dir_all(&at).unwrap();
    let hub = "brookside-family-hub".parse().unwrap();
    let index = index.updated(&catalogue, &[hub]).unwrap();
    assert_eq!(
        index.written(),
        catalogue.entries_of(catalogue.service_position("brookside-family-hub").unwrap()).len()
    );
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
