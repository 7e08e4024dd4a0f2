//! Ordinary English words and first names, so that a place is not read into a plain sentence.
//! `ordinary.txt` holds base forms, one a line, sorted; `ordinary-licence.txt` says where they
//! come from.

use super::apart;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("ordinary.txt").lines().collect());
/// The letters of each.
static LETTERS: LazyLock<Vec<u32>> = LazyLock::new(|| WORDS.iter().map(|word| apart::letters(word)).collect());
static LISTED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| WORDS.iter().copied().collect());

/// Whether a lower-case word is an ordinary one in its base form.
pub fn is_listed(word: &str) -> bool {
    listed(word)
}

fn listed(word: &str) -> bool {
    LISTED.contains(word)
}

/// Whether a lower-case word is an ordinary one, in its base form or with a common ending.
pub fn is_ordinary(word: &str) -> bool {
    listed(word) || ["s", "es", "ed", "d", "ing", "er", "ers", "ly", "r"].into_iter().any(|e| with_ending(word, e))
}

fn with_ending(word: &str, ending: &str) -> bool {
    let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= 3 && base.is_ascii()) else {
        return false;
    };
    let bytes = base.as_bytes();
    let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    listed(base)
        || (ending == "ing" && listed(&format!("{base}e")))
        || (matches!(ending, "ed" | "ing" | "er" | "ers") && doubled && listed(&base[..base.len() - 1]))
        || base.strip_suffix('i').is_some_and(|stem| listed(&format!("{stem}y")))
}

/// Whether a lower-case word is one slip away from an ordinary one, and so may well be that.
pub(super) fn is_slip_of_ordinary(word: &str) -> bool {
    let Some(first) = word.get(..1) else { return false };
    let start = WORDS.partition_point(|known| *known < first);
    let end = start + WORDS[start..].partition_point(|known| known.starts_with(first));
    let is_slip = |known: &str| {
        known.len() >= 5 && known.len().abs_diff(word.len()) <= 1 && apart::within(known, word, 1).is_some()
    };
    // One slip changes two letters at most, beside those of a plural.
    let mask = apart::letters(word);
    let plural = apart::letters("es");
    let may_be = |letters: u32| ((letters ^ mask) & !plural).count_ones() <= 2;
    let mut near = WORDS[start..end].iter().zip(&LETTERS[start..end]).filter(|(_, letters)| may_be(**letters));
    near.any(|(known, _)| {
        let shorter = known.len() < word.len() && known.len() + 2 >= word.len();
        is_slip(known) || (shorter && ["s", "es"].into_iter().any(|ending| is_slip(&[known, ending].concat())))
    })
}
