//! A text is cut as in Python, where the model learned; and no text breaks the cutter.

use language::{SentenceModel, normalise};
use proptest::prelude::*;
use serde::Deserialize;
use std::error::Error;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Expected {
    cuts: Vec<ExpectedCut>,
}

#[derive(Deserialize)]
struct ExpectedCut {
    text: String,
    /// With start and end.
    ids: Vec<u32>,
}

static MODEL: LazyLock<SentenceModel> = LazyLock::new(|| SentenceModel::load().expect("the program carries a model"));

#[test]
fn texts_of_all_scripts_are_cut_as_in_python() -> Result<(), Box<dyn Error>> {
    let expected: Expected = serde_json::from_str(include_str!("../../../data/language/model/expected.json"))?;
    assert!(expected.cuts.len() >= 120);
    let differ = expected.cuts.iter().filter(|cut| MODEL.pieces().cut(&cut.text) != cut.ids[1..cut.ids.len() - 1]);
    let differ: Vec<String> = differ.map(|cut| cut.text.chars().take(80).collect()).collect();
    assert_eq!(differ, [] as [String; 0]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_cut_into_pieces_of_the_table(text in "\\PC{0,200}|[\\x00-\\x{10ffff}]{0,60}") {
        let pieces = MODEL.pieces();
        prop_assert!(pieces.cut(&text).iter().all(|&piece| (piece as usize) < pieces.count()));
    }

    #[test]
    fn what_is_normalised_stays_as_it_is(text in "[\\x00-\\x{10ffff}]{0,60}") {
        let once = normalise(&text);
        prop_assert_eq!(MODEL.pieces().cut(&once), MODEL.pieces().cut(&text));
    }
}
