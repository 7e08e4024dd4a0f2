//! The county's own folder is clean, and a spoiled copy says what is wrong and where.

#![allow(clippy::panic)]

use directory::{Folder, Problem, Records};
use std::path::Path;

fn county() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("worcestershire");
    let mut folder = Folder::default();
    for name in Folder::FILES {
        if let Ok(bytes) = std::fs::read(root.join(name)) {
            folder.insert(name, bytes);
        }
    }
    folder
}

/// The county with one piece of text changed, and what is then wrong.
fn spoiled(file: &str, from: &str, to: &str) -> Vec<Problem> {
    let mut folder = county();
    let text = folder.text(file).expect("the county has the file").to_owned();
    assert!(text.contains(from), "{file} no longer holds {from}");
    folder.insert(file, text.replacen(from, to, 1).into_bytes());
    match Records::read(&folder) {
        Err(problems) => problems,
        Ok(_) => panic!("{file} was spoiled with {to} and nothing was wrong"),
    }
}

#[test]
fn the_county_is_clean_and_whole() {
    let records = Records::read(&county()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    assert_eq!(records.listed.services.len(), 326);
    assert_eq!(records.listed.locations.len(), 100);
    assert_eq!(records.listed.services.iter().map(|s| s.phones.len()).sum::<usize>(), 181);
    assert_eq!(records.listed.services.iter().map(|s| s.schedules.len()).sum::<usize>(), 121);
    assert_eq!(records.listed.services.iter().map(|s| s.location_ids.len()).sum::<usize>(), 108);
    assert_eq!(records.terms.needs.len(), 54);
    assert_eq!(records.gazetteer.postcodes.len(), 18_890 + 6_870);
    assert_eq!(records.listed.services.iter().filter(|s| !s.can_be_reached()).count(), 44);
}

#[test]
fn each_mistake_is_named_with_its_file_line_column_and_value() {
    let cases: [(&str, &str, &str, &str, &str); 11] = [
        ("services.csv", "pregnancy;baby-groups;", "pregnancy;baby-grops;", "needs", "baby-grops"),
        (
            "services.csv",
            "wands-family-hub,action-for-children",
            "wands-family-hub,action-for-childre",
            "organization_id",
            "action-for-childre",
        ),
        ("services.csv", ",family-hub,", ",famly-hub,", "kind", "famly-hub"),
        ("services.csv", ",0,19,", ",19,0,", "minimum_age", "19"),
        ("locations.csv", "DY10 3ED", "DY10 3E", "postcode", "DY10 3E"),
        ("locations.csv", "52.381795,-2.226258", "-2.226258,52.381795", "latitude", "-2.226258, 52.381795"),
        ("phones.csv", "01905 520032", "01905 5200", "number", "01905 5200"),
        ("schedules.csv", "09:00,17:00", "25:00,17:00", "opens_at", "25:00"),
        ("schedules.csv", "09:00,17:00", "17:00,09:00", "closes_at", "09:00"),
        (
            "service_at_locations.csv",
            "wands-family-hub,wands-westland-first-school",
            "wands-family-hub,nowhere",
            "location_id",
            "nowhere",
        ),
        ("service_at_locations.csv", ",wands-family-hub,", ",wmwa-refuge,", "service_id", "wmwa-refuge"),
    ];
    for (file, from, to, column, value) in cases {
        let problems = spoiled(file, from, to);
        let found = problems
            .iter()
            .any(|p| p.file == file && p.line > 1 && p.column == column && p.value == value && !p.mend.is_empty());
        assert!(found, "{file} {from} → {to}: {problems:#?}");
    }
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut folder = county();
    for (file, from, to) in [("locations.csv", "DY10 3ED", "nope"), ("phones.csv", "01905 520032", "x")] {
        let text = folder.text(file).unwrap().replacen(from, to, 1);
        folder.insert(file, text.into_bytes());
    }
    let Err(problems) = Records::read(&folder) else { panic!("the folder was spoiled") };
    assert!(problems.iter().any(|p| p.file == "locations.csv") && problems.iter().any(|p| p.file == "phones.csv"));
}

#[test]
fn an_id_used_twice_and_broken_text_are_named() {
    let first = county().text("locations.csv").unwrap().lines().nth(1).unwrap().to_owned();
    let problems = spoiled("locations.csv", &first, &format!("{first}\n{first}"));
    assert!(problems.iter().any(|p| p.column == "id" && p.line == 3 && p.what.contains("line 2")), "{problems:#?}");

    let mut folder = county();
    folder.insert("phones.csv", b"service_id\nab\xffc\n".to_vec());
    let Err(problems) = Records::read(&folder) else { panic!("the folder was spoiled") };
    assert!(problems.iter().any(|p| p.file == "phones.csv" && p.line == 2 && p.what.contains("UTF-8")));
}
