//! Every county's folder under `data` is clean, and served by the same program as its own.

use crate::served::{PLACE, client, more, settings};
use hubfinder::run;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folders that hold an authority's settings.
fn counties() -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let folders = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|folder| folder.join("authority.toml").is_file()).collect()
}

#[test]
fn every_county_is_clean() {
    let counties = counties();
    assert!(counties.len() >= 4, "{counties:?}");
    for dir in counties {
        let read = folder::read(&dir).unwrap();
        if let Err(problems) = directory::Records::read(&read) {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}: {}", dir.display(), problems.join("\n"));
        }
    }
}

#[tokio::test]
async fn every_county_is_served_under_its_own_name_and_says_nothing_of_another() {
    for dir in counties() {
        let store = tempfile::tempdir().unwrap();
        let mut settings = settings(PLACE.path());
        settings.data.clone_from(&dir);
        settings.store = store.path().join("store.sqlite");
        settings.index = store.path().join("index");
        let running = run::start_with(settings, more()).await.unwrap();
        let is_first = dir.ends_with("worcestershire");
        let text = fs::read_to_string(dir.join("authority.toml")).unwrap();
        let authority = directory::Authority::read(&text).unwrap();
        let (name, number) = (authority.name, authority.fallback.number.to_string());
        for path in PAGES {
            let answer = client().get(format!("http://{}{path}", running.address())).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{name}: {path}");
            let html = answer.text().await.unwrap();
            assert!(html.contains(&number), "{name}: {path} does not say whom to ring");
            assert!(path != "/" || html.contains(&name), "{name}: the first page does not say whose it is");
            for word in ["orcester", "Redditch", "Bromsgrove", "Wychavon", "Here2Help", "01905"] {
                assert!(is_first || !html.contains(word), "{name}: {path} says {word}");
            }
        }
        running.stop().await.unwrap();
    }
}

const PAGES: [&str; 13] = [
    "/",
    "/search?q=my+baby+will+not+sleep",
    "/search?q=he+hits+me",
    "/search?q=we+have+no+food",
    "/hubs",
    "/districts",
    "/map",
    "/needs",
    "/young-people",
    "/professionals",
    "/professionals/levels-of-need",
    "/professionals/pathway",
    "/urgent",
];
