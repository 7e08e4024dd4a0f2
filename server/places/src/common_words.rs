//! Common English words and first names, so that a place is not read into a plain sentence.
//! `common_words.txt` holds base forms, one a line, sorted; `common_words-licence.txt` says where
//! they come from.

use super::edit_distance::edit_distance_within;
use std::sync::LazyLock;

static BASE_FORMS: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("common_words.txt").lines().collect());

/// Shortest common word that a misspelling is looked for of, in letters.
const SHORTEST_MISSPELT: usize = 5;

/// Whether a lower-case word is a common one in its base form.
pub fn is_base_form(word: &str) -> bool {
    BASE_FORMS.binary_search(&word).is_ok()
}

/// Whether a lower-case word is a common one, in its base form or with a common ending.
pub fn is_common_word(word: &str) -> bool {
    let endings = ["s", "es", "ed", "d", "ing", "er", "ers", "ly", "r"];
    is_base_form(word) || endings.into_iter().any(|ending| is_base_form_with(word, ending))
}

fn is_base_form_with(word: &str, ending: &str) -> bool {
    let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= 3 && base.is_ascii()) else {
        return false;
    };
    let bytes = base.as_bytes();
    let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    is_base_form(base)
        || (ending == "ing" && is_base_form(&format!("{base}e")))
        || (matches!(ending, "ed" | "ing" | "er" | "ers") && doubled && is_base_form(&base[..base.len() - 1]))
        || base.strip_suffix('i').is_some_and(|stem| is_base_form(&format!("{stem}y")))
}

/// Whether a lower-case word is one edit away from a common one or its plural, and so may well be that.
pub(super) fn is_misspelt_common_word(word: &str) -> bool {
    let Some(first) = word.get(..1) else { return false };
    let is_near = |known: &str| known.len() >= SHORTEST_MISSPELT && edit_distance_within(known, word, 1).is_some();
    let start = BASE_FORMS.partition_point(|known| *known < first);
    BASE_FORMS[start..].iter().take_while(|known| known.starts_with(first)).any(|known| {
        let may_be_plural = (1..=2).contains(&word.len().saturating_sub(known.len()));
        is_near(known) || (may_be_plural && ["s", "es"].into_iter().any(|ending| is_near(&format!("{known}{ending}"))))
    })
}
