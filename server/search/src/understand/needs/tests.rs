use super::*;
use crate::vocabulary::of_county;
use directory::Phrase;

fn phrases(rows: &[String]) -> Phrases {
    let phrase = |words: &String| Phrase { words: words.clone(), needs: Vec::new(), line: directory::Line::default() };
    let terms = Terms { phrases: rows.iter().map(phrase).collect(), ..Terms::default() };
    Phrases::new(&terms, &of_county(), &Shorthand::default())
}

#[test]
fn words_that_say_nothing_find_a_row_only_with_one_that_may() {
    let phrases = phrases(&["go to the".to_owned(), "go to school".to_owned()]);
    let rows = |text: &str| {
        let tokens = text::tokens(text);
        phrases.candidates(&tokens, &phrases.look_up(&tokens)).len()
    };
    assert_eq!(rows("go to the"), 0);
    assert_eq!(rows("go to school"), 1);
}

#[test]
fn needs_of_a_danger_stand_before_those_of_the_words() {
    let said = |need, weight| NeedSaid { need, weight, words: Vec::new(), phrase: String::new() };
    let needs = |said: Vec<NeedSaid>| said.into_iter().map(|said| (said.need, said.weight)).collect::<Vec<_>>();
    let blended = blend_needs(vec![said(7, 1.0), said(2, 0.9)], [&[1, 2][..]]);
    assert_eq!(needs(blended), [(1, 1.0), (2, 0.9), (7, 0.6)]);
    assert_eq!(needs(blend_needs(vec![said(7, 1.0)], [])), [(7, 1.0)]);
}
