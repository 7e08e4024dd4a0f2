//! The store keeps what it was given, takes turns, and says plainly what is wrong with a file.

#![allow(clippy::unwrap_used)]

mod commands;
mod desk;
mod history;
mod keeper;
mod killed;
mod refused;
mod upgrade;

use directory::{Listed, Records};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::LazyLock,
    time::{Duration, Instant},
};
use store::Store;
use tempfile::TempDir;

fn county_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire")
}

fn county() -> Records {
    static COUNTY: LazyLock<Records> =
        LazyLock::new(|| folder::records(&folder::read(&county_dir()).unwrap(), &county_dir()).unwrap());
    COUNTY.clone()
}

/// The records as the store gives them back: in the order of their ids.
fn in_order(mut records: Records) -> Records {
    let Listed { sources, organizations, locations, services } = &mut records.listed;
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    organizations.sort_by(|a, b| a.id.cmp(&b.id));
    locations.sort_by(|a, b| a.id.cmp(&b.id));
    services.sort_by(|a, b| a.id.cmp(&b.id));
    records.gazetteer.postcodes.sort_by_key(|row| row.postcode);
    // Read from the folder at each start.
    records.gazetteer.settlements.clear();
    records
}

fn empty_folder() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("var").join("hubfinder.sqlite");
    (dir, file)
}

/// A store of the whole county, closed.
async fn loaded() -> (TempDir, PathBuf) {
    let (dir, file) = empty_folder();
    let store = Store::open(&file).await.unwrap();
    store.load(&county(), "print").await.unwrap();
    store.close().await;
    (dir, file)
}

async fn refusal(file: &Path) -> String {
    let said = Store::open(file).await.expect_err("the file must be refused").to_string();
    assert!(said.contains(&file.display().to_string()) && !said.contains('\n'), "{said}");
    said
}

#[tokio::test]
async fn the_countys_records_come_back_as_they_were() {
    let (_dir, file) = empty_folder();
    let store = Store::open(&file).await.unwrap();
    assert!(!store.is_loaded().await.unwrap());
    assert_eq!((store.version().await.unwrap(), store.folder_fingerprint().await.unwrap()), (String::new(), None));
    let records = county();
    let started = Instant::now();
    store.load(&records, "print").await.unwrap();
    let wrote = started.elapsed();
    store.close().await;

    let store = Store::open(&file).await.unwrap();
    assert!(store.is_loaded().await.unwrap());
    assert_eq!(store.folder_fingerprint().await.unwrap().as_deref(), Some("print"));
    let started = Instant::now();
    let (listed, gazetteer) = (store.listed().await.unwrap(), store.gazetteer().await.unwrap());
    println!("wrote in {wrote:?}, read in {:?}", started.elapsed());
    let records = in_order(records);
    assert_eq!(listed, records.listed);
    assert_eq!(gazetteer, records.gazetteer);
}

#[tokio::test]
async fn a_second_load_replaces_everything() {
    let (_dir, file) = empty_folder();
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    store.load(&records, "first").await.unwrap();
    records.listed.services.truncate(3);
    records.listed.services[1].name = "Another name".to_owned();
    records.gazetteer.postcodes.truncate(5);
    records.gazetteer.towns.clear();
    store.load(&records, "second").await.unwrap();
    let records = in_order(records);
    assert_eq!(store.listed().await.unwrap(), records.listed);
    assert_eq!(store.gazetteer().await.unwrap(), records.gazetteer);
    assert_eq!(store.folder_fingerprint().await.unwrap().as_deref(), Some("second"));
}

#[tokio::test]
async fn the_version_follows_the_records_and_not_the_order_of_a_file() {
    let (_dir, file) = empty_folder();
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    store.load(&records, "").await.unwrap();
    let first = store.version().await.unwrap();
    records.listed.services.reverse();
    records.gazetteer.postcodes.reverse();
    store.load(&records, "").await.unwrap();
    assert_eq!(store.version().await.unwrap(), first);
    records.listed.services[0].phones.clear();
    records.listed.services[0].summary.push('.');
    store.load(&records, "").await.unwrap();
    let second = store.version().await.unwrap();
    assert_ne!(second, first);
    records.gazetteer.postcodes.pop();
    store.load(&records, "").await.unwrap();
    assert!(![first, second].contains(&store.version().await.unwrap()));
}

#[tokio::test]
async fn a_record_that_did_not_change_keeps_the_moment_of_its_last_change() {
    let (_dir, file) = loaded().await;
    let other = other_hand(&file).await;
    sqlx::query("UPDATE service SET changed_at = '2020-01-01T00:00:00Z'").execute(&other).await.unwrap();
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    records.listed.services[0].name.push('!');
    store.load(&records, "").await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM service WHERE changed_at LIKE '2020%'")
        .fetch_one(&other)
        .await
        .unwrap();
    assert_eq!(kept as usize, records.listed.services.len() - 1);
}

#[tokio::test]
async fn what_was_written_after_a_writing_is_told_and_nothing_else_however_quick_it_comes() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    let (mut last, mut at) = (store.changes().await.unwrap().seq, store.changes().await.unwrap().loaded_at);
    for row in 0..4 {
        records.listed.services[row].name.push('!');
        store.load(&records, "").await.unwrap();
        let changes = store.changes_since(Some(last)).await.unwrap();
        let ids: Vec<_> = changes.services.rows.iter().map(|row| &row.id).collect();
        assert_eq!(ids, [&records.listed.services[row].id], "after writing {row}");
        assert_eq!(changes.services.listed, records.listed.services.len());
        assert!(changes.locations.rows.is_empty() && changes.loaded_at > at);
        (last, at) = (changes.seq, changes.loaded_at);
    }
    let whole = store.changes_since(None).await.unwrap();
    assert_eq!(whole.services.rows.len(), records.listed.services.len());
}

#[tokio::test]
async fn readers_see_the_old_records_until_a_load_is_whole() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let other = other_hand(&file).await;
    let mut half = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    sqlx::query("DELETE FROM service").execute(&mut *half).await.unwrap();
    assert_eq!(store.listed().await.unwrap().services.len(), county().listed.services.len());
    let held = store.load(&county(), "").await.unwrap_err().to_string();
    assert!(held.contains("is held by another hubfinder"), "{held}");
    half.rollback().await.unwrap();
    store.load(&county(), "").await.unwrap();
}

#[tokio::test]
async fn a_folder_with_problems_is_not_loaded_and_leaves_no_store() {
    let (dir, file) = empty_folder();
    let (spoiled, national) = (dir.path().join("data"), dir.path().join("national"));
    copy_folder(&county_dir(), &spoiled);
    copy_folder(&county_dir().join("../national"), &national);
    let phones = fs::read_to_string(spoiled.join("phones.csv")).unwrap();
    fs::write(spoiled.join("phones.csv"), phones.replacen("01905 520032", "01905 52003x", 1)).unwrap();

    let load = hubfinder(&["load", "--store", file.to_str().unwrap(), "--data", spoiled.to_str().unwrap()]);
    assert_eq!(load.0, Some(1));
    assert!(load.2.contains("has 1 problem; run hubfinder check") && load.2.lines().count() == 1, "{}", load.2);
    assert!(!file.exists());

    let check = hubfinder(&["check", spoiled.to_str().unwrap()]);
    assert_eq!((check.0, check.1.lines().count()), (Some(1), 2), "{check:?}");
    assert!(check.1.starts_with("phones.csv line ") && check.1.lines().last().unwrap().starts_with("1 problem in "));

    // The same slip in the national folder is told with the name of that folder's file and its line there.
    fs::copy(county_dir().join("phones.csv"), spoiled.join("phones.csv")).unwrap();
    let phones = fs::read_to_string(national.join("phones.csv")).unwrap();
    let line = phones.lines().position(|line| line.contains("116 123")).unwrap() + 1;
    fs::write(national.join("phones.csv"), phones.replacen("116 123", "116 12x", 1)).unwrap();
    let check = hubfinder(&["check", spoiled.to_str().unwrap()]);
    assert!(check.1.contains(&format!("national/phones.csv line {line}, column number: '116 12x' ")), "{check:?}");
}

#[test]
fn check_tells_a_clean_folder_from_one_that_is_not_there() {
    let clean = hubfinder(&["check", county_dir().to_str().unwrap()]);
    assert_eq!(clean.0, Some(0), "{clean:?}");
    assert!(clean.1.contains(" is clean: ") && clean.1.contains(" services, "), "{clean:?}");
    let missing = hubfinder(&["check", "/nowhere/at/all"]);
    assert_eq!((missing.0, missing.1.as_str()), (Some(2), ""));
    assert!(missing.2.contains("there is no folder /nowhere/at/all") && missing.2.lines().count() == 1, "{missing:?}");
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// A second pair of hands on a store, as another program would have.
async fn other_hand(file: &Path) -> sqlx::SqlitePool {
    sqlx::SqlitePool::connect_with(sqlx::sqlite::SqliteConnectOptions::new().filename(file)).await.unwrap()
}

async fn assert_whole(file: &Path) {
    let store = Store::open(file).await.unwrap();
    let records = in_order(county());
    assert!(store.is_loaded().await.unwrap());
    assert_eq!(store.listed().await.unwrap(), records.listed);
    assert_eq!(store.gazetteer().await.unwrap(), records.gazetteer);
    store.close().await;
    history::assert_history_is_whole(file).await;
}

fn spawn_load(file: &Path) -> Child {
    spawn_load_of(&county_dir(), file)
}

fn spawn_load_of(folder: &Path, file: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["load".as_ref(), "--store".as_ref(), file.as_os_str()])
        .args(["--data".as_ref(), folder.as_os_str()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Exit code, standard output, standard error.
fn hubfinder(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hubfinder")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}
