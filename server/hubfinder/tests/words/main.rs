//! What sentences are read as, kind by kind, on the county's records: each kind of sentence in several
//! forms, and what stands first for it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod asked;
mod names;
mod nearest;
mod told_of;
mod young;

use chrono::NaiveDateTime;
use directory::Records;
use search::{Answer, Engine, Search};
use std::{path::Path, sync::LazyLock};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let folder = folder::read(&root).unwrap();
    let Ok(records) = Records::read(&folder) else { panic!("the county's folder is not clean") };
    Engine::in_memory(records, &places::read_aliases(&folder).unwrap_or_default()).unwrap()
});

/// A Monday morning.
fn now() -> NaiveDateTime {
    NaiveDateTime::parse_from_str("2026-11-23 10:00", "%Y-%m-%d %H:%M").unwrap()
}

fn search(pairs: &[(&str, &str)]) -> (Search, Answer) {
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let search = ENGINE.parse_search(&pairs).heard();
    let answer = ENGINE.search(&search, now()).unwrap();
    (search, answer)
}

fn answer(words: &str) -> Answer {
    search(&[("q", words)]).1
}

/// The ids of the results in their order.
fn ids(answer: &Answer) -> Vec<&'static str> {
    let merged = ENGINE.merge_groups(answer, search::Sort::Best, usize::MAX);
    let service = |found: &&search::Found| ENGINE.catalogue.entries[found.entry as usize].service as usize;
    merged.iter().map(|found| ENGINE.catalogue.listed.services[service(found)].id.as_str()).collect()
}

fn first(words: &str, count: usize) -> Vec<&'static str> {
    ids(&answer(words)).into_iter().take(count).collect()
}

/// The slugs of the needs that words are read as, strongest first.
fn needs(answer: &Answer) -> Vec<&'static str> {
    let needs = answer.understood.needs.iter();
    needs.map(|said| ENGINE.catalogue.terms.needs[usize::from(said.need)].slug.as_str()).collect()
}

/// The needs of a service.
fn needs_of(id: &str) -> Vec<&'static str> {
    ENGINE.catalogue.service(id).unwrap().needs.iter().map(|need| need.as_str()).collect()
}
