//! An authority's folder with the national one below it: which rows stand, and where they are from.

#![allow(clippy::panic, clippy::unwrap_used)]

use directory::{Folder, Records};

fn folder(files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::default();
    for (name, text) in files {
        folder.insert(name, text.as_bytes().to_vec());
    }
    folder
}

/// A table of an authority's files with national ones below them.
fn joined(own: &[(&str, &str)], national: &[(&str, &str)], name: &str) -> String {
    folder(own).with_national(&folder(national)).text(name).unwrap().to_owned()
}

fn problems(own: &[(&str, &str)], national: &[(&str, &str)]) -> Vec<String> {
    let Err(problems) = Records::read(&folder(own).with_national(&folder(national))) else { panic!("not whole") };
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn national_rows_stand_first_and_the_authoritys_own_in_place_of_those_of_the_same_id() {
    let national = "slug,term\na,national\nb,\"two\nlines\"\nc,national\n";
    let own = "slug,term\nd,own\nb,own\n";
    assert_eq!(
        joined(&[("glossary.csv", own)], &[("glossary.csv", national)], "glossary.csv"),
        "slug,term\na,national\nb,own\nc,national\nd,own\n"
    );
    assert_eq!(joined(&[], &[("glossary.csv", national)], "glossary.csv"), national);
    let turned = "term,slug\nown,b\n";
    assert!(joined(&[("glossary.csv", turned)], &[("glossary.csv", national)], "glossary.csv").contains("\nb,own\n"));
}

#[test]
fn the_rows_of_a_service_are_replaced_together() {
    let national = "service_id,number\na,1\na,2\nb,3\n";
    let own = "service_id,number\na,4\n";
    assert_eq!(
        joined(&[("phones.csv", own)], &[("phones.csv", national)], "phones.csv"),
        "service_id,number\na,4\nb,3\n"
    );
    let places = "id,service_id\na--here,a\n";
    let own = "id,service_id\na--there,a\na--elsewhere,a\n";
    let file = "service_at_locations.csv";
    assert_eq!(joined(&[(file, own)], &[(file, places)], file), own);
}

#[test]
fn a_hidden_record_goes_with_all_that_belongs_to_it_and_a_star_hides_a_table() {
    let services = "id,name\na,A\nb,B\n";
    let phones = "service_id,number\na,1\nb,2\n";
    let national = [("services.csv", services), ("phones.csv", phones)];
    let hidden = "table,id,note\nservices.csv,a,\n";
    assert_eq!(joined(&[("hidden.csv", hidden)], &national, "services.csv"), "id,name\nb,B\n");
    assert_eq!(joined(&[("hidden.csv", hidden)], &national, "phones.csv"), "service_id,number\nb,2\n");
    let number = "table,id,note\nphones.csv,b,\n";
    assert_eq!(joined(&[("hidden.csv", number)], &national, "services.csv"), services);
    assert_eq!(joined(&[("hidden.csv", number)], &national, "phones.csv"), "service_id,number\na,1\n");
    let all = "table,id,note\nservices.csv,*,\n";
    assert_eq!(joined(&[("hidden.csv", all)], &national, "phones.csv"), "service_id,number\n");
}

#[test]
fn a_row_that_hides_nothing_is_named() {
    let hidden = "table,id,note\nservices.csv,nobody,\nnothing.csv,a,\nservices.csv,a,\n";
    let said = problems(&[("hidden.csv", hidden)], &[("services.csv", "id,name\na,A\n")]);
    assert!(
        said.iter().any(|p| p.starts_with("hidden.csv line 2, column id: 'nobody' is not in national/services.csv"))
    );
    assert!(said.iter().any(|p| p.starts_with("hidden.csv line 3, column id: 'a' is not in national/nothing.csv")));
    assert!(!said.iter().any(|p| p.starts_with("hidden.csv line 4")), "{said:#?}");
}

#[test]
fn a_national_table_that_cannot_be_joined_is_named_and_so_is_an_own_one() {
    let right = "id,name\na,A\n";
    let said = problems(&[("services.csv", right)], &[("services.csv", "id,nome\na,A\n")]);
    assert!(said.iter().any(|p| p.starts_with("national/services.csv: has other columns than services.csv")));
    let broken = folder(&[("services.csv", "id,name\n")]);
    let mut national = folder(&[]);
    national.insert("services.csv", b"id,n\xffme\n".to_vec());
    let Err(said) = Records::read(&broken.with_national(&national)) else { panic!("not UTF-8") };
    assert!(said.iter().any(|p| p.file == "national/services.csv" && p.what == "is not UTF-8 text"), "{said:#?}");
    let mut own = folder(&[]);
    own.insert("services.csv", b"id,n\xffme\n".to_vec());
    let Err(said) = Records::read(&own.with_national(&folder(&[("services.csv", right)]))) else { panic!("not UTF-8") };
    assert!(said.iter().any(|p| p.file == "services.csv" && p.what == "is not UTF-8 text"), "{said:#?}");
}

#[test]
fn settings_are_an_authoritys_own() {
    let national = folder(&[("authority.toml", "name = \"national\""), ("languages.toml", "national")]);
    let joined = folder(&[("languages.toml", "own")]).with_national(&national);
    assert!(!joined.has("authority.toml"));
    assert_eq!(joined.text("languages.toml").unwrap(), "own");
    assert_eq!(folder(&[]).with_national(&national).text("languages.toml").unwrap(), "national");
}
