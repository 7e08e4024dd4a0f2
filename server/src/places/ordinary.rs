//! Ordinary English words and first names, so that a place is not read into a plain sentence.
//! `ordinary.txt` holds base forms, one a line, sorted; `ordinary-licence.txt` says where they
//! come from.

use super::apart;
use std::{collections::HashSet, sync::LazyLock};

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("ordinary.txt").lines().collect());
static LISTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.iter().copied().collect());

/// Whether a lower-case word is an ordinary one in its base form.
pub(crate) fn is_listed(word: &str) -> bool {
    listed(word)
}

fn listed(word: &str) -> bool {
    LISTED.contains(word)
}

/// Whether a lower-case word is an ordinary one, in its base form or with a common ending.
pub(crate) fn is_ordinary(word: &str) -> bool {
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
    let is_slip = |known: &str| {
        known.len() >= 5 && known.len().abs_diff(word.len()) <= 1 && apart::within(known, word, 1).is_some()
    };
    let mut plural = String::new();
    WORDS[start..].iter().take_while(|known| known.starts_with(first)).any(|known| {
        let shorter = known.len() < word.len() && known.len() + 2 >= word.len();
        let mut is_slip_with = |ending: &str| {
            plural.clear();
            plural.push_str(known);
            plural.push_str(ending);
            is_slip(&plural)
        };
        is_slip(known) || (shorter && (is_slip_with("s") || is_slip_with("es")))
    })
}
