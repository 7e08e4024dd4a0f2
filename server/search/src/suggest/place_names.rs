//! Places as suggestions.

use super::{
    MOST, Suggestion, SuggestionKind,
    prefix_index::fold_words,
    search_url,
    typed::{Tail, Typed},
};
use places::Gazetteer;

/// Words of a place's name that people type before they stop reading.
const LONGEST_NAME: usize = 3;

/// Places whose names the last words begin; the words before them stay.
pub(super) fn suggest(typed: &Typed<'_>, tails: &[Tail], gazetteer: &Gazetteer) -> Vec<Suggestion> {
    for tail in tails {
        if tail.word_count > LONGEST_NAME || tail.has_only_stop_words {
            continue;
        }
        let start = typed.words[tail.first_word].range.start;
        let end = typed.words.last().map_or(start, |word| word.range.end);
        let words_before = typed.text[..start].trim_end();
        let mut places = gazetteer.suggest(&typed.text[start..end], MOST);
        places.retain(|place| is_begun(&place.label, tail));
        if !places.is_empty() {
            return places.into_iter().map(|place| suggest_place(place.label, words_before)).collect();
        }
    }
    Vec::new()
}

fn suggest_place(label: String, words_before: &str) -> Suggestion {
    Suggestion {
        kind: SuggestionKind::Place,
        url: search_url(&[("q", words_before), ("near", &label)]),
        value: label.clone(),
        label,
        words: words_before.to_owned(),
    }
}

/// Whether a word of the label begins with what was typed: "ham" is not Evesham. A nickname does
/// not stand in the label, but begins with the same letter.
fn is_begun(label: &str, tail: &Tail) -> bool {
    let label = fold_words(label);
    if !label.contains(&tail.text) {
        return label.chars().next() == tail.text.chars().next();
    }
    label.match_indices(&tail.text).any(|(start, _)| {
        let begins_a_word = start == 0 || label.as_bytes()[start - 1] == b' ';
        begins_a_word && tail.fits(&label[start..])
    })
}
