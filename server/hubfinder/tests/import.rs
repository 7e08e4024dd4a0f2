//! What others publish is taken in whole or not at all.

#![allow(clippy::unwrap_used)]

use directory::{GazetteerRows, Postcode, PostcodePoint};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};
use store::Store;
use tempfile::TempDir;

/// A folder of the county, the national one, and beside them a store that it was loaded into.
struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap() };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        for (from, to) in [(from.join("worcestershire"), place.data()), (from.join("national"), place.national())] {
            fs::create_dir(&to).unwrap();
            for entry in fs::read_dir(from).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
            }
        }
        place
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn national(&self) -> PathBuf {
        self.dir.path().join("national")
    }

    fn store(&self) -> PathBuf {
        self.dir.path().join("hubfinder.sqlite")
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hubfinder"));
        command.args(words).env("HUBFINDER_DATA", self.data()).env("HUBFINDER_STORE", self.store());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program: what it printed when it ended well, or else its complaint and what it printed.
    fn run(&self, words: &[&str]) -> Result<String, String> {
        let Output { status, stdout, stderr } = self.command(words).output().unwrap();
        let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        if status.success() { Ok(out) } else { Err(format!("{err}{out}")) }
    }

    async fn gazetteer(&self) -> GazetteerRows {
        let store = Store::open(&self.store()).await.unwrap();
        let rows = store.gazetteer().await.unwrap();
        store.close().await;
        rows
    }

    async fn find(&self, code: &str) -> Option<PostcodePoint> {
        let code: Postcode = code.parse().unwrap();
        self.gazetteer().await.postcodes.into_iter().find(|row| row.postcode == code)
    }
}

const HEADER: &str = "pcds,doterm,lad25cd,lat,long\n";

/// Many rows that are not the county's, and one that is.
fn many(rows: usize) -> String {
    let mut text = format!("{HEADER}WR1 1AA,,E07000237,52.2,-2.2\n");
    for row in 0..rows {
        let letter = |place: usize| char::from(b'A' + (row / place % 26) as u8);
        text.push_str(&format!(
            "ZE{} {}{}{},,S12000027,60.1,-1.2\n",
            row / 6760 + 1,
            row / 676 % 10,
            letter(26),
            letter(1)
        ));
    }
    text
}

#[tokio::test]
async fn imported_postcodes_stand_before_the_folders_and_a_load_keeps_them() {
    let place = Place::new();
    place.run(&["load"]).unwrap();
    let before = place.gazetteer().await.postcodes.len();
    // One that the folder has, elsewhere; one that is new; one that has ended; one outside the area.
    let text = format!(
        "{HEADER}B14 5SL,,E07000234,52.5,-1.9\nWR99 9ZZ,,E07000237,52.2,-2.2\nWR99 9ZY,202401,E07000237,52.2,-2.2\n\
         ZE1 0AA,,S12000027,60.1,-1.2\n"
    );
    let source = place.file("nspl.csv", &text);
    let source = source.to_str().unwrap();

    let said = place.run(&["import", "postcodes", source, "--dry-run"]).unwrap();
    assert!(said.contains("taken: 3 postcodes, 1 of them ended; left out: 1 outside the area"), "{said}");
    assert!(said.contains("Redditch: none. Compare its code E07000236") && said.contains("a dry run"), "{said}");
    assert_eq!(place.gazetteer().await.postcodes.len(), before);

    let said = place.run(&["import", "postcodes", source]).unwrap();
    assert!(said.contains("now holds 3 imported postcodes") && said.contains("live postcodes of "), "{said}");
    for _ in 0..2 {
        assert_eq!(place.gazetteer().await.postcodes.len(), before + 2);
        assert!((place.find("B14 5SL").await.unwrap().point.latitude() - 52.5).abs() < 1e-9);
        assert_eq!(place.find("WR99 9ZY").await.unwrap().ended.as_deref(), Some("202401"));
        assert_eq!(place.find("ZE1 0AA").await, None);
        place.run(&["load"]).unwrap();
    }

    // The next import takes the place of the last.
    place.run(&["import", "postcodes", source, "--within", "-1.5,60,-1,61"]).unwrap();
    assert!(place.find("ZE1 0AA").await.is_some());
    let version = async |place: &Place| {
        let store = Store::open(&place.store()).await.unwrap();
        let version = store.version().await.unwrap();
        store.close().await;
        version
    };
    let first = version(&place).await;
    place.run(&["import", "postcodes", source]).unwrap();
    assert!(place.find("ZE1 0AA").await.is_none());
    assert_eq!(version(&place).await, first, "the records are the same, so their index is too");
}

#[tokio::test]
async fn a_source_that_is_wrong_is_told_and_leaves_the_store() {
    let place = Place::new();
    place.run(&["load"]).unwrap();
    let before = place.gazetteer().await;
    let bad = many(20_000).replacen("ZE2 3AB,,S12000027,60.1", "ZE2 3AB,,S12000027,sixty", 1);
    let elsewhere = many(10).replace("E07000237", "E07999999");
    let long = format!("{HEADER}{}", "x".repeat(2_000_000));
    for (text, said) in [
        (bad.as_str(), "line 8792, column lat: 'sixty' is not a number"),
        (elsewhere.as_str(), "none of its live postcodes lies in a district of authority.toml (E07000234, "),
        (long.as_str(), "line 2 goes on for more than 65536 characters"),
        ("<html>Not found</html>", "it holds no postcodes"),
    ] {
        let source = place.file("source.csv", text);
        let told = place.run(&["import", "postcodes", source.to_str().unwrap(), "--all"]).unwrap_err();
        assert!(told.contains(said) && told.contains("nothing has changed"), "{told}");
    }
    let told = place.run(&["import", "postcodes", "/nowhere.zip"]).unwrap_err();
    assert!(told.contains("there is no /nowhere.zip"), "{told}");
    assert_eq!(place.gazetteer().await, before);
}

#[tokio::test]
async fn an_import_that_is_killed_or_finds_the_disk_full_leaves_the_store() {
    let place = Place::new();
    place.run(&["load"]).unwrap();
    let first = place.file("first.csv", &many(50));
    place.run(&["import", "postcodes", first.to_str().unwrap(), "--all"]).unwrap();
    let before = place.gazetteer().await;
    let source = place.file("many.csv", &many(60_000));
    let words = ["import", "postcodes", source.to_str().unwrap(), "--all"];

    // A file may grow to 400 KB here; the store's journal wants more.
    let full = Command::new("sh")
        .args(["-c", "ulimit -f 800 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_hubfinder")])
        .args(words)
        .env("HUBFINDER_DATA", place.data())
        .env("HUBFINDER_STORE", place.store())
        .output()
        .unwrap();
    assert!(!full.status.success());
    assert_eq!(place.gazetteer().await, before);

    // How long a whole one takes is found out on a store of its own.
    let other = Place::new();
    let started = Instant::now();
    other.run(&words).unwrap();
    let whole = started.elapsed();
    let mut killed = 0;
    for step in 1..=8_u32 {
        let mut child = place.command(&words).spawn().unwrap();
        std::thread::sleep(whole * step / 10);
        child.kill().unwrap();
        if child.wait().unwrap().success() {
            break;
        }
        killed += 1;
        let after = place.gazetteer().await;
        assert!(after == before || after.postcodes.len() > 60_000, "a half import after {step} tenths");
        if after != before {
            break;
        }
    }
    assert!(killed > 0, "no kill fell before the end of an import of {whole:?}");
    place.run(&words).unwrap();
    assert!(place.gazetteer().await.postcodes.len() > before.postcodes.len() + 59_000);
    assert!(whole < Duration::from_secs(120), "guards only against a test that hangs");
}

#[test]
fn boundaries_are_taken_into_the_folder_and_a_wrong_file_leaves_it() {
    let place = Place::new();
    let target = place.data().join("districts.geojson");
    let before = fs::read_to_string(&target).unwrap();
    // Published with other names: any property may hold the code.
    let published =
        place.file("lad.geojson", &before.replace("\"lad_code\"", "\"LAD25CD\"").replace("\"slug\"", "\"X\""));

    let said = place.run(&["import", "districts", published.to_str().unwrap(), "--dry-run"]).unwrap();
    assert!(said.contains("read 6 features of ") && said.contains("(by LAD25CD)"), "{said}");
    assert!(said.contains("neighbours meet without overlaps or gaps"), "{said}");
    assert_eq!(fs::read_to_string(&target).unwrap(), before);

    let said = place.run(&["import", "districts", published.to_str().unwrap()]).unwrap();
    assert!(said.contains("of 16,694 lie outside the new outline of their own district"), "{said}");
    let after = fs::read_to_string(&target).unwrap();
    assert!(after.len() < before.len() && after.contains("\"slug\":\"wyre-forest\""));
    assert!(place.run(&["check"]).unwrap().contains("is clean"));

    let metres = place.file("metres.geojson", &after.replace("[-2.", "[38490"));
    let told = place.run(&["import", "districts", metres.to_str().unwrap()]).unwrap_err();
    assert!(
        told.contains("is in the British National Grid or another plane") && told.contains("nothing has changed"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), after);
    assert!(!place.data().join("districts.geojson.new").exists());
}

#[tokio::test]
async fn no_two_states_of_the_postcodes_share_a_stamp_however_fast_they_follow() {
    let place = Place::new();
    let store = Store::open(&place.store()).await.unwrap();
    let records = folder::records(&folder::read(&place.data()).unwrap(), &place.data()).unwrap();
    let mut stamps = vec![store.postcodes_stamp().await.unwrap()];
    for _ in 0..3 {
        let mut import = store.import_postcodes().await.unwrap();
        import.add(&records.gazetteer.postcodes[..5]).await.unwrap();
        import.finish().await.unwrap();
        stamps.push(store.postcodes_stamp().await.unwrap());
        store.load(&records, "").await.unwrap();
        stamps.push(store.postcodes_stamp().await.unwrap());
    }
    let given = stamps.len();
    stamps.sort();
    stamps.dedup();
    assert_eq!(stamps.len(), given, "{stamps:?}");
    drop(store.import_postcodes().await.unwrap());
    assert!(stamps.contains(&store.postcodes_stamp().await.unwrap()), "an import that ends early changes nothing");
}
