//! Which of the words are looked for in texts.

use super::{ages::AgeMention, has_digit};
use crate::{text::Token, vocabulary::Vocabulary};
use directory::WordUse;
use std::ops::Range;

/// How many words after "not" are not looked for in texts.
const DENIED: usize = 2;

/// The stems that are searched in texts: without ages in figures, numbers that count something, what is
/// a filter or denied, and words that say nothing.
pub(super) fn to_search(
    tokens: &[Token],
    ages: &[AgeMention],
    filters: &[&Range<usize>],
    vocabulary: &Vocabulary,
) -> Vec<String> {
    let mut stems = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or("", |next| next.word.as_str());
        // "24 hour helpline": the number says nothing without what it counts.
        let is_count =
            token.word.bytes().all(|byte| byte.is_ascii_digit()) && vocabulary.is(WordUse::AfterNumber, next);
        if is_count || filters.iter().any(|tokens| tokens.contains(&at)) {
            continue;
        }
        let is_denied = tokens[at.saturating_sub(DENIED)..at].iter().any(|before| before.word == "not");
        let says_age = has_digit(&token.word) && ages.iter().any(|mention| mention.tokens.contains(&at));
        if !is_denied && !says_age && !vocabulary.is_stop_word(&token.word) {
            stems.push(token.stem.clone());
        }
    }
    stems
}
