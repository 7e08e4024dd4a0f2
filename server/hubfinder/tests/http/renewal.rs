//! A running site follows its store.

use crate::served::{COUNTY, PLACE, client, log, more, settings};
use hubfinder::{
    run::{self, Running},
    settings::Settings,
};
use reqwest::StatusCode;
use std::{fs, path::Path, process::Command, time::Duration};
use store::Store;
use tempfile::TempDir;

const MAPPING: &str = "[source]\ntitle = \"The neighbours' list\"\nlicence = \"OGL v3\"\ndate = \"2026-10\"\n\
                       [columns]\nid = \"Ref\"\nname = \"Title\"\norganization = \"Who\"\nterms = \"Topic\"\n\
                       phone = \"Tel\"\n[needs]\n\"Little ones\" = \"baby-groups\"\n[defaults]\narea = \"county\"\n";

/// A store of its own and a server over it.
async fn own_server() -> (TempDir, Settings, Running) {
    let dir = tempfile::tempdir().unwrap();
    let settings = Settings { site: PLACE.path().join("site"), ..settings(dir.path()) };
    let running = run::start_with(settings.clone(), more()).await.unwrap();
    (dir, settings, running)
}

/// What another program does to the store: `hubfinder import services` with these rows.
fn import(dir: &Path, settings: &Settings, rows: &str) {
    let (source, mapping) = (dir.join("list.csv"), dir.join("mapping.toml"));
    fs::write(&source, format!("Ref,Title,Who,Topic,Tel\n{rows}")).unwrap();
    fs::write(&mapping, MAPPING).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["import", "services"])
        .arg(&source)
        .arg("--mapping")
        .arg(&mapping)
        .args(["--name", "neighbours", "--store"])
        .arg(&settings.store)
        .arg("--data")
        .arg(&settings.data)
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{said}{wrong}");
    assert!(said.contains("A hubfinder that is running shows this at once."), "{said}");
}

/// The ids that a search for these words finds.
async fn found(running: &Running, words: &str) -> Vec<String> {
    let at = format!("http://{}/api/search?q={words}", running.address());
    let answer = client().get(at).send().await.unwrap().text().await.unwrap();
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let results = answer["results"].as_array().unwrap();
    results.iter().map(|result| result["id"].as_str().unwrap().to_owned()).collect()
}

/// Waits, half a minute at the longest, until something is so.
async fn until(what: &str, mut so: impl AsyncFnMut() -> bool) {
    for _ in 0..600 {
        if so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("not {what}: {}", log());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_imported_while_the_site_runs_is_found() {
    let (dir, settings, running) = own_server().await;
    let is_kept = || settings.index.join("meta.json").exists();
    assert!(is_kept());
    // Two at once, as no other test of this program changes them.
    let taken = "2 services have changed in the store and shown now, in ";
    let other = "q3,The Echidnarium,Quokka Trust,Little ones,01632 960003\n";
    let takings = || log().matches(taken).count();
    let before = found(&running, "quokkadrome").await;

    let first = "q1,The Quokkadrome,Quokka Trust,Little ones,01632 960001\n";
    import(dir.path(), &settings, &format!("{first}{other}"));
    until("found", async || found(&running, "quokkadrome").await == ["neighbours-q1"]).await;
    assert_ne!(before, ["neighbours-q1"], "the words meant nothing before");
    assert_eq!(takings(), 1, "{}", log());
    let suggested = client().get(format!("http://{}/api/suggest?q=quokk", running.address()));
    assert!(suggested.send().await.unwrap().text().await.unwrap().contains("The Quokkadrome"));

    // What visitors write is in the same file, and no reason to read the records.
    let form = format!("http://{}/feedback/services/neighbours-q1", running.address());
    let sent = client().post(form).body("words=It+has+moved").send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::OK);

    let renamed = format!("{first}{other}").replace("Quokkadrome", "Wombatorium").replace("Echidnarium", "Platypusery");
    import(dir.path(), &settings, &renamed);
    until("renamed", async || found(&running, "wombatorium").await == ["neighbours-q1"]).await;
    assert_eq!(takings(), 2, "{}", log());
    assert!(found(&running, "Brookside+Family+Hub").await.contains(&"brookside-family-hub".to_owned()));

    import(dir.path(), &settings, "q2,The Numbatarium,Quokka Trust,Little ones,01632 960002\n");
    let gone = format!("http://{}/services/neighbours-q1", running.address());
    until("withdrawn", async || client().get(&gone).send().await.unwrap().status() == StatusCode::NOT_FOUND).await;
    assert_eq!(found(&running, "numbatarium").await, ["neighbours-q2"]);
    until("without an index of other records on the disk", async || !is_kept()).await;
    running.stop().await.unwrap();

    // The next start makes an index of what the store holds by then.
    let running = run::start_with(settings.clone(), more()).await.unwrap();
    assert_eq!(found(&running, "numbatarium").await, ["neighbours-q2"]);
    assert!(is_kept());
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_cannot_be_read_are_told_and_the_site_goes_on() {
    let (_dir, settings, running) = own_server().await;
    let store = Store::open(&settings.store).await.unwrap();
    let mut records = COUNTY.clone();
    for service in records.listed.services.iter_mut().take(2) {
        service.name = format!("{} Axolotlery", service.name);
    }
    records.listed.services.retain(|service| service.id != "wands-family-hub");
    store.load(&records, "other").await.unwrap();
    until("loaded", async || found(&running, "axolotlery").await.len() == 2).await;
    let hub = format!("http://{}/services/wands-family-hub", running.address());
    assert_eq!(client().get(&hub).send().await.unwrap().status(), StatusCode::NOT_FOUND);

    let other = sqlx::SqlitePool::connect(&format!("sqlite://{}", settings.store.display())).await.unwrap();
    for statement in [
        "UPDATE service SET body = '{}', seq = 999999 WHERE id = 'brookside-family-hub'",
        "UPDATE meta SET value = 'spoilt' WHERE key = 'version'",
    ] {
        sqlx::query(statement).execute(&other).await.unwrap();
    }
    let told = format!("the service 'brookside-family-hub' in the store {}", settings.store.display());
    until("told", async || log().contains(&told)).await;
    assert!(log().contains("run hubfinder load to write all records again from the folder"));
    assert_eq!(found(&running, "axolotlery").await.len(), 2, "the site goes on as it was");

    store.load(&COUNTY, "county").await.unwrap();
    until("mended", async || client().get(&hub).send().await.unwrap().status() == StatusCode::OK).await;
    assert_ne!(found(&running, "axolotlery").await.len(), 2);
    assert_eq!(log().matches(&told).count(), 1, "once is enough");
    other.close().await;
    running.stop().await.unwrap();
    store.close().await;
}
