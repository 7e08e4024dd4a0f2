//! The sentences of `data/language` and the words that their labels use.

use crate::county;
use directory::Records;
use std::{collections::BTreeSet, fs, path::Path};

/// A sentence with its labels, as a line of a file writes it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    text: String,
    needs: Vec<String>,
    danger: String,
    who: String,
    #[serde(rename = "ages")]
    _ages: Vec<f64>,
    #[serde(default)]
    when: String,
    #[serde(default, rename = "lang")]
    _language: String,
}

#[test]
fn every_sentence_is_labelled_with_needs_and_dangers_that_there_are() {
    let records = Records::read(&county()).unwrap();
    let needs: BTreeSet<&str> = records.terms.needs.iter().map(|need| need.slug.as_str()).collect();
    let mut dangers: BTreeSet<&str> = records.authority.dangers.iter().map(|danger| danger.slug.as_str()).collect();
    dangers.extend(["", "worried-about-self"]);
    let mut count = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("language")).unwrap() {
        let path = entry.unwrap().path();
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("sentences-")) {
            continue;
        }
        for (line, text) in (1..).zip(fs::read_to_string(&path).unwrap().lines()) {
            let at = format!("{}:{line}", path.display());
            let sentence: Sentence = serde_json::from_str(text).unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(!sentence.text.trim().is_empty(), "{at}: no text");
            assert!(sentence.needs.iter().all(|need| needs.contains(need.as_str())), "{at}: {:?}", sentence.needs);
            assert!(dangers.contains(sentence.danger.as_str()), "{at}: {}", sentence.danger);
            assert!(
                ["parent", "young-person", "professional"].contains(&sentence.who.as_str()),
                "{at}: {}",
                sentence.who
            );
            assert!(["", "now", "past", "feared", "other", "unreal"].contains(&sentence.when.as_str()), "{at}");
            count += 1;
        }
    }
    assert!(count > 16_000, "{count} sentences");
}
