//! The commands about what a record has been, as a steward types them.

use super::{history::save, *};

/// What a command about a store says; it must do what it was asked.
fn says(file: &Path, words: &[&str]) -> String {
    let (code, said, wrong) = hubfinder(&[words, &["--store", file.to_str().unwrap()]].concat());
    assert_eq!(code, Some(0), "{words:?}: {wrong}");
    said
}

fn complains(file: &Path, words: &[&str]) -> String {
    let (code, _, wrong) = hubfinder(&[words, &["--store", file.to_str().unwrap()]].concat());
    assert_eq!((code, wrong.lines().count()), (Some(1), 1), "{words:?}: {wrong}");
    wrong
}

#[tokio::test]
async fn a_steward_reads_and_mends_a_record_by_commands() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    let service = records.listed.services[0].clone();
    let id = service.id.as_str();
    let mut changed = service.clone();
    changed.summary = "Ask for Zqanna.".to_owned();
    save(&store, changed, 1).await;

    let said = says(&file, &["history", "service", id]);
    assert!(said.starts_with(&format!("service {id}: 2 revisions\n2  20")), "{said}");
    assert!(said.contains(", form anna: they rang\n    changed: summary\n1  20"), "{said}");
    assert!(said.trim_end().ends_with(", load folder\n    the first"), "{said}");
    let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
    let said = says(&file, &["history", "service", id, "--as-of", &today]);
    assert!(said.contains("\nsummary: Ask for Zqanna.\n"), "{said}");
    let wrong = complains(&file, &["history", "service", id, "--as-of", "2020-01-01"]);
    assert!(wrong.contains("had no service") && wrong.contains("on 2020-01-01"), "{wrong}");
    assert!(complains(&file, &["history", "place", "nowhere"]).contains("has no place 'nowhere': take its id"));

    records.listed.services[0].cost = "Free.".to_owned();
    store.load(&records, "").await.unwrap();
    let said = says(&file, &["proposals"]);
    assert!(said.starts_with(&format!("1 service {id}, from folder, ")), "{said}");
    assert!(said.contains(", on revision 2\n    cost\n        before: "), "{said}");
    assert!(said.contains("        new:    Free.\n1 open proposal\n"), "{said}");
    let said = says(&file, &["proposal", "1", "take", "--fields", "cost", "--why", "they say so"]);
    assert!(said.contains("proposal 1 is taken: that is revision 3"), "{said}");
    let wrong = complains(&file, &["proposal", "1", "refuse", "--why", "x"]);
    assert!(wrong.contains("no open proposal has the number 1: see hubfinder proposals"), "{wrong}");
    assert_eq!(says(&file, &["proposals"]), "0 open proposals\n");

    let said = says(&file, &["redact", "service", id, "--value", "Zqanna", "--why", "she asked"]);
    assert!(said.starts_with("taken out of 2 revisions of the service"), "{said}");
    let said = says(&file, &["revert", "service", id, "--to", "1", "--why", "a mistake"]);
    assert!(said.contains("that is revision 5, and stewards keep it"), "{said}");
    assert!(complains(&file, &["revert", "service", id, "--to", "77", "--why", "x"]).contains("has no revision 77"));
    assert!(store.listed().await.unwrap().services.contains(&service));
}

#[test]
fn a_load_says_what_became_of_the_records() {
    let (_dir, file) = empty_folder();
    let folder = county_dir();
    let load = |more: &[&str]| says(&file, &[&["load", "--data", folder.to_str().unwrap()], more].concat());
    assert!(load(&[]).contains("\nrecords: "));
    let said = load(&[]);
    assert!(said.contains("\nrecords: 0 new, 0 changed, 0 gone, 0 kept by stewards, 0 proposals\n"), "{said}");
    let id = county().listed.services[0].id.to_string();
    says(&file, &["redact", "service", &id, "--value", &county().listed.services[0].summary, "--why", "x"]);
    let said = load(&[]);
    assert!(said.contains("1 record is kept by stewards and stays as it is; 1 proposal says what is new"), "{said}");
    assert!(load(&["--take-over"]).contains("\nrecords: 0 new, 1 changed, 0 gone, 0 kept by stewards"));
}
