//! `hubfinder backup` and `hubfinder restore`.

use crate::{Site, hubfinder, line, place, some_service};
use std::{fs, path::Path};
use store::Store;

async fn messages(store: &Path) -> usize {
    let inbox = Store::open(store).await.unwrap().into_inbox();
    let messages = inbox.messages().await.unwrap().len();
    inbox.end().await;
    messages
}

#[tokio::test]
async fn a_copy_of_a_running_site_holds_everything_and_comes_back() {
    let dir = place();
    let (store, copy) = (dir.path().join("var/s.sqlite"), dir.path().join("copy.sqlite"));
    let site = Site::over(dir.path(), &store, &[]);
    for number in 0..7 {
        assert_eq!(site.tell(&format!("message {number}")).await.status(), 200);
    }
    let (done, said, wrong) = hubfinder(line!["backup", copy, "--store", store]);
    assert!(done && said.starts_with("copied "), "{said}{wrong}");
    assert_eq!(site.tell("after the copy").await.status(), 200);

    let before = fs::read(&copy).unwrap();
    let (done, _, wrong) = hubfinder(line!["backup", copy, "--store", store]);
    assert!(!done && wrong.contains("there is a file") && wrong.contains("name a new one"), "{wrong}");
    assert_eq!(fs::read(&copy).unwrap(), before, "nothing is written over");

    let (other, part) = (dir.path().join("other.sqlite"), dir.path().join("other.sqlite.part"));
    fs::write(&part, "another program's").unwrap();
    assert!(!hubfinder(line!["backup", other, "--store", store]).0);
    assert_eq!(fs::read(&part).unwrap(), b"another program's", "what it did not make it leaves");
    assert!(!other.exists());

    let (done, _, wrong) = hubfinder(line!["restore", copy, "--store", store]);
    assert!(!done && wrong.contains("is used by a hubfinder that runs: stop it"), "{wrong}");
    assert_eq!(site.tell("while a restore was tried").await.status(), 200);
    site.stop();
    assert_eq!(messages(&store).await, 9);

    let (done, said, wrong) = hubfinder(line!["restore", copy, "--store", store]);
    assert!(done, "{wrong}");
    assert_eq!(messages(&store).await, 7);
    let aside = said.split("stands in ").nth(1).unwrap().split(": remove").next().unwrap();
    assert_eq!(messages(Path::new(aside)).await, 9, "what was there is set aside");
    assert_eq!(fs::read(&copy).unwrap(), before, "the copy stays as it is");
    let site = Site::over(dir.path(), &store, &[]);
    assert_eq!(site.get(&format!("/services/{}", some_service())).await.status(), 200);
    assert_eq!(site.tell("again").await.status(), 200);
    site.stop();
}

#[tokio::test]
async fn another_program_that_opens_and_closes_the_store_of_a_first_start_takes_nothing_away() {
    let dir = place();
    let store = dir.path().join("var/s.sqlite");
    let site = Site::over(dir.path(), &store, &[]);
    for number in 0..3 {
        let (done, _, wrong) = hubfinder(line!["feedback", "list", "--store", store]);
        assert!(done, "{wrong}");
        assert!(dir.path().join("var/s.sqlite-wal").exists(), "the journal is the running site's");
        assert_eq!(site.tell(&format!("message {number}")).await.status(), 200);
    }
    site.stop();
    assert_eq!(messages(&store).await, 3);
}

#[cfg(unix)]
#[test]
fn a_copy_is_for_one_account_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = place();
    let (store, copy) = (dir.path().join("s.sqlite"), dir.path().join("copy.sqlite"));
    assert!(hubfinder(line!["load", "--store", store, "--data", crate::data("example")]).0);
    assert!(hubfinder(line!["backup", copy, "--store", store]).0);
    assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_is_no_whole_copy_is_refused_and_the_store_stays() {
    let dir = place();
    let (store, copy) = (dir.path().join("s.sqlite"), dir.path().join("copy.sqlite"));
    assert!(hubfinder(line!["load", "--store", store, "--data", crate::data("example")]).0);
    assert!(hubfinder(line!["backup", copy, "--store", store]).0);
    let (whole, before) = (fs::read(&copy).unwrap(), fs::read(&store).unwrap());
    let middle = whole.len() / 2;
    let mut scratched = whole.clone();
    scratched[middle..middle + 9_000].fill(0xA5);
    let cases: [(&str, Vec<u8>); 5] = [
        ("empty", Vec::new()),
        ("text", b"id,name\n".repeat(900)),
        ("half", whole[..middle / 4096 * 4096].to_vec()),
        ("scratched", scratched),
        ("one page", whole[..4096].to_vec()),
    ];
    for (name, bytes) in cases {
        let spoilt = dir.path().join(name);
        fs::write(&spoilt, bytes).unwrap();
        let (done, _, wrong) = hubfinder(line!["restore", spoilt, "--store", store]);
        assert!(!done && wrong.lines().count() == 1, "{name}: {wrong}");
        assert!(fs::read(&store).unwrap() == before, "{name}");
        assert!(!dir.path().join("s.sqlite.restoring").exists(), "{name}");
    }
    for (copy, why) in [("nowhere.sqlite", "is no copy of a store"), ("s.sqlite", "it is the store itself")] {
        let (done, _, wrong) = hubfinder(line!["restore", dir.path().join(copy), "--store", store]);
        assert!(!done && wrong.contains(why), "{copy}: {wrong}");
    }
}

#[test]
fn a_store_that_is_damaged_or_gone_is_mended_by_a_copy() {
    let dir = place();
    let (store, copy) = (dir.path().join("s.sqlite"), dir.path().join("copy.sqlite"));
    assert!(hubfinder(line!["load", "--store", store, "--data", crate::data("example")]).0);
    assert!(hubfinder(line!["backup", copy, "--store", store]).0);
    fs::write(&store, "no database").unwrap();
    let (done, _, wrong) = hubfinder(line!["restore", copy, "--store", store]);
    assert!(done, "{wrong}");
    let listed = hubfinder(line![
        "export",
        "--as",
        "csv",
        "--to",
        dir.path().join("a"),
        "--store",
        store,
        "--data",
        crate::data("example")
    ]);
    assert!(listed.0, "{}", listed.2);
    fs::remove_file(&store).unwrap();
    let (done, said, wrong) = hubfinder(line!["restore", copy, "--store", store]);
    assert!(done && said.lines().count() == 1, "nothing was there to set aside: {said}{wrong}");
}
