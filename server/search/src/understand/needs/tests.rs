use super::*;
use directory::Phrase;
use proptest::prelude::*;

fn phrases(rows: &[String]) -> Phrases {
    let phrase = |words: &String| Phrase { words: words.clone(), needs: Vec::new(), line: 0 };
    let terms = Terms { phrases: rows.iter().map(phrase).collect(), ..Terms::default() };
    Phrases::new(&terms, &Shorthand::default())
}

fn some_words(most: usize) -> impl Strategy<Value = String> {
    let words = ["debt", "school", "sleep", "baby", "anxiety", "not", "go", "my", "wont", "the", "parking"];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 1..=most).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn a_row_is_found_by_its_heaviest_stems_when_a_walk_over_all_rows_finds_it(
        rows in proptest::collection::vec(some_words(5), 1..40),
        sentence in some_words(8),
    ) {
        let phrases = phrases(&rows);
        let tokens = text::tokens(&sentence);
        let heard = phrases.heard(&tokens);
        let found: Vec<u32> = phrases.candidates(&tokens, &heard).into_iter().map(|found| found.row).collect();
        let all = 0..phrases.rows.len() as u32;
        let walked: Vec<u32> = all.filter(|&row| phrases.candidate(row, &tokens, &heard, &mut Vec::new()).is_some()).collect();
        prop_assert_eq!(found, walked);
    }
}

#[test]
fn words_that_say_nothing_find_a_row_only_with_one_that_may() {
    let phrases = phrases(&["go to the".to_owned(), "go to school".to_owned()]);
    let rows = |text: &str| {
        let tokens = text::tokens(text);
        phrases.candidates(&tokens, &phrases.heard(&tokens)).len()
    };
    assert_eq!(rows("go to the"), 0);
    assert_eq!(rows("go to school"), 1);
}
