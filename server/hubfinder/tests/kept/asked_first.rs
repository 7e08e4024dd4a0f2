//! What would throw records away, or make what nobody wanted, is refused until somebody says so.

use crate::{copy_folder, data, hubfinder, line, place};
use std::{fs, path::Path};
use store::Store;

#[test]
fn another_authoritys_folder_is_not_loaded_unasked_whatever_stays() {
    let dir = place();
    let (store, other) = (dir.path().join("s.sqlite"), dir.path().join("other"));
    copy_folder(&data("national"), &dir.path().join("national"));
    copy_folder(&data("worcestershire"), &other);
    // All records are the same, as most are that authorities share.
    let toml = fs::read_to_string(other.join("authority.toml")).unwrap();
    fs::write(other.join("authority.toml"), toml.replace("name = \"Worcestershire\"", "name = \"Elsewhere\"")).unwrap();
    let load = |folder: &Path, more: &[&Path]| {
        hubfinder(&[&line!["load", "--store", store, "--data", folder][..], more].concat())
    };
    assert!(load(&data("worcestershire"), &[]).0);
    for folder in [&other, &data("example"), &data("telford-and-wrekin")] {
        let (done, _, wrong) = load(folder, &[]);
        assert!(!done && wrong.contains("it holds the records of Worcestershire, and these are of "), "{wrong}");
        assert!(wrong.contains("--remove-many"), "{wrong}");
    }
    let (done, _, wrong) = load(&data("worcestershire"), &[]);
    assert!(done, "its own records are still there: {wrong}");
    let (done, _, wrong) = load(&data("telford-and-wrekin"), line!["--remove-many"]);
    assert!(done, "{wrong}");
    assert!(!load(&data("worcestershire"), &[]).0 && load(&data("telford-and-wrekin"), &[]).0);
}

#[tokio::test]
async fn far_fewer_records_are_not_loaded_unasked() {
    let dir = place();
    let store = dir.path().join("s.sqlite");
    let many = data("worcestershire");
    let mut records = folder::records(&folder::read(&many).unwrap(), &many).unwrap();
    records.authority.name = "Exampleshire".to_owned();
    let opened = Store::open(&store).await.unwrap();
    opened.load(&records, "print").await.unwrap();
    opened.close().await;
    let (done, _, wrong) = hubfinder(line!["load", "--store", store, "--data", data("example")]);
    assert!(!done && wrong.contains("services that it has from a folder are not in this one"), "{wrong}");
    let (done, _, wrong) = hubfinder(line!["load", "--store", store, "--data", data("example"), "--remove-many"]);
    assert!(done, "{wrong}");
}

#[test]
fn a_slip_in_the_name_of_the_store_makes_nothing() {
    let dir = place();
    let store = dir.path().join("slip/s.sqlite");
    let example = data("example");
    let rest = ["--store".as_ref(), store.as_path(), "--data".as_ref(), example.as_path()];
    let to = dir.path().join("to");
    for command in [
        [&line!["export", "--to", to][..], &rest].concat(),
        [&line!["backup", to][..], &rest[..2]].concat(),
        [&line!["feedback", "list"][..], &rest[..2]].concat(),
        [&line!["import", "services", example, "--dry-run", "--name", "x"][..], &rest].concat(),
    ] {
        let (done, _, wrong) = hubfinder(&command);
        assert!(!done && wrong.contains("there is no store"), "{command:?}: {wrong}");
        assert!(!dir.path().join("slip").exists() && !to.exists(), "{command:?}");
    }
}

#[test]
fn an_export_writes_over_what_an_export_wrote_and_over_nothing_else() {
    let dir = place();
    let (store, folder) = (dir.path().join("s.sqlite"), dir.path().join("folder"));
    let example = data("example");
    assert!(hubfinder(line!["load", "--store", store, "--data", example]).0);
    let export =
        |format: &str| hubfinder(line!["export", "--as", format, "--to", folder, "--store", store, "--data", example]);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("services.csv"), "edited by hand").unwrap();
    for format in ["tables", "csv"] {
        let (done, _, wrong) = export(format);
        assert!(!done && wrong.contains("services.csv was not written by hubfinder export"), "{wrong}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing was written beside it");
    }
    fs::remove_file(folder.join("services.csv")).unwrap();
    assert!(export("tables").0 && export("tables").0, "its own files");
    let phones = fs::read_to_string(folder.join("phones.csv")).unwrap();
    fs::write(folder.join("phones.csv"), format!("{phones}\n")).unwrap();
    let (done, _, wrong) = export("tables");
    assert!(!done && wrong.contains("phones.csv") && wrong.contains("was changed since"), "{wrong}");
}

#[test]
fn check_and_load_refuse_whatever_a_start_would_refuse() {
    let dir = place();
    let (spoilt, store) = (dir.path().join("data"), dir.path().join("s.sqlite"));
    copy_folder(&data("national"), &dir.path().join("national"));
    for (file, text, told) in [
        ("districts.geojson", "{", "is not GeoJSON"),
        ("rivers.geojson", "[1,2", "is not GeoJSON"),
        ("aliases.csv", "nickname\nx\n", "aliases.csv"),
    ] {
        let _ = fs::remove_dir_all(&spoilt);
        copy_folder(&data("worcestershire"), &spoilt);
        fs::write(spoilt.join(file), text).unwrap();
        let (clean, said, _) = hubfinder(line!["check", spoilt]);
        assert!(!clean && said.contains(told) && said.contains(file), "{file}: {said}");
        let (loaded, _, wrong) = hubfinder(line!["load", "--store", store, "--data", spoilt]);
        assert!(!loaded && wrong.contains("run hubfinder check"), "{file}: {wrong}");
        assert!(!store.exists());
    }
    // Everything at once.
    fs::write(spoilt.join("districts.geojson"), "{").unwrap();
    fs::write(spoilt.join("rivers.geojson"), "{").unwrap();
    let (_, said, _) = hubfinder(line!["check", spoilt]);
    assert!(["districts.geojson", "rivers.geojson", "aliases.csv"].iter().all(|file| said.contains(file)), "{said}");
}
