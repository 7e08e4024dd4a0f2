//! Which folders are written, and who may read what is in them.

use crate::{Site, copy_folder, data, hubfinder, line, place};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// The command line of a start that is expected to end by itself.
fn refused_start(place: &Path, store: &Path, index: &Path) -> String {
    let site = place.join("site");
    let (done, _, said) = hubfinder(line![
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--store",
        store,
        "--data",
        data("example"),
        "--site",
        site,
        "--index",
        index
    ]);
    assert!(!done, "it started");
    assert_eq!(said.lines().filter(|line| line.starts_with("hubfinder: ")).count(), 1, "{said}");
    said
}

#[test]
fn a_folder_of_somebody_else_is_no_index_and_neither_are_its_neighbours() {
    let dir = place();
    let (family, store) = (dir.path().join("family"), dir.path().join("var/s.sqlite"));
    for (folder, file) in [("family", "photo.jpg"), ("family.old", "older.jpg"), ("family.new", "newer.jpg")] {
        fs::create_dir(dir.path().join(folder)).unwrap();
        fs::write(dir.path().join(folder).join(file), "a photo").unwrap();
    }
    fs::write(dir.path().join("family.lock"), "a key").unwrap();
    fs::write(dir.path().join("family.postcodes"), "addresses of friends").unwrap();
    let said = refused_start(dir.path(), &store, &family);
    assert!(said.contains("is not one of a search index, since it holds 'photo.jpg'"), "{said}");
    fs::remove_file(family.join("photo.jpg")).unwrap();
    Site::over(dir.path(), &store, line!["--index", family]).stop();
    for kept in ["family.old/older.jpg", "family.new/newer.jpg", "family.lock", "family.postcodes"] {
        assert!(fs::read(dir.path().join(kept)).unwrap().len() > 4, "{kept}");
    }
}

#[test]
fn the_folder_of_the_store_is_no_index() {
    let dir = place();
    let (var, store) = (dir.path().join("var"), dir.path().join("var/s.sqlite"));
    // The first start, and one over a store that is there.
    for _ in 0..2 {
        let said = refused_start(dir.path(), &store, &var);
        assert!(said.contains("the store lies in the folder"), "{said}");
        assert!(store.exists());
        Site::over(dir.path(), &store, &[]).stop();
    }
}

#[tokio::test]
async fn an_index_that_cannot_be_written_is_made_in_memory() {
    let dir = place();
    let (store, file) = (dir.path().join("var/s.sqlite"), dir.path().join("file"));
    fs::write(&file, "in the way").unwrap();
    let site = Site::over(dir.path(), &store, line!["--index", file.join("index")]);
    assert!(site.get("/api/search?q=debt").await.text().await.unwrap().contains("\"total\":"));
    assert_eq!(site.get("/readyz").await.status(), 200);
    site.stop();
    assert_eq!(fs::read_to_string(&file).unwrap(), "in the way");
}

#[test]
fn a_stopped_start_leaves_an_index_folder_that_the_next_one_takes() {
    let dir = place();
    let (store, index) = (dir.path().join("var/s.sqlite"), dir.path().join("index"));
    Site::over(dir.path(), &store, line!["--index", index]).stop();
    // As a kill leaves it while the index is made.
    fs::write(index.join("stamp"), "hubfinder index not finished").unwrap();
    fs::remove_file(index.join("meta.json")).unwrap();
    Site::over(dir.path(), &store, line!["--index", index]).stop();
    assert!(index.join("meta.json").exists());
}

/// Whether there is an index in the folder.
fn has_index(folder: &Path) -> bool {
    folder.join("meta.json").exists()
}

#[tokio::test]
async fn words_that_were_taken_out_of_the_store_stay_in_no_index_on_the_disk() {
    let dir = place();
    let (store, index, changed) =
        (dir.path().join("var/s.sqlite"), dir.path().join("index"), dir.path().join("changed"));
    copy_folder(&data("national"), &dir.path().join("national"));
    copy_folder(&data("example"), &changed);
    let services = fs::read_to_string(changed.join("services.csv")).unwrap();
    fs::write(changed.join("services.csv"), services.replace("One door for", "A door for")).unwrap();
    // A site that runs removes its own, wherever that is.
    let site = Site::over(dir.path(), &store, line!["--index", index]);
    assert!(has_index(&index));
    assert!(hubfinder(line!["load", "--store", store, "--data", changed]).0);
    let begun = Instant::now();
    while has_index(&index) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it is still there");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(
        site.get("/api/search?q=debt").await.text().await.unwrap().contains("\"total\":"),
        "it answers all the same"
    );
    site.stop();
    // The next start makes it, and the one beside the store; a command takes that one away.
    Site::over(dir.path(), &store, line!["--index", index]).stop();
    Site::over(dir.path(), &store, &[]).stop();
    let beside = dir.path().join("var/s.sqlite.index");
    assert!(has_index(&index) && has_index(&beside));
    assert!(hubfinder(line!["load", "--store", store, "--data", data("example")]).0);
    assert!(!has_index(&beside));
    // A folder of somebody else's of that name is not touched.
    fs::remove_dir_all(&beside).unwrap();
    fs::create_dir(&beside).unwrap();
    fs::write(beside.join("meta.json"), "a photo").unwrap();
    assert!(hubfinder(line!["load", "--store", store, "--data", changed]).0);
    assert_eq!(fs::read_to_string(beside.join("meta.json")).unwrap(), "a photo");
}

#[cfg(unix)]
#[tokio::test]
async fn the_store_its_journal_and_the_index_are_for_one_account_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let dir = place();
    let var = dir.path().join("var");
    let store = var.join("s.sqlite");
    let site = Site::over(dir.path(), &store, &[]);
    site.tell("a message").await;
    assert_eq!(mode(&var), 0o700);
    for name in ["s.sqlite", "s.sqlite-wal", "s.sqlite-shm"] {
        assert_eq!(mode(&var.join(name)), 0o600, "{name}");
    }
    let index = var.join("s.sqlite.index");
    assert_eq!(mode(&index), 0o700);
    for file in fs::read_dir(&index).unwrap() {
        let file = file.unwrap().path();
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    site.stop();
    // A store of an older program is closed to others when it is opened.
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).unwrap();
    Site::over(dir.path(), &store, &[]).stop();
    assert_eq!(mode(&store), 0o600);
}
