//! Names that were typed nearly: one word is missing, misspelt, or all stand in another order.

use places::{common_words::is_common_word, edit_distance_within};
use std::collections::HashMap;

/// Words of a question that are compared with names; a longer one names nothing.
const MOST_WORDS: usize = 12;
/// A name of so few words is not known when one of them is missing.
const FEWEST_WITHOUT_ONE: usize = 3;
/// A word of so many letters is known with one slip, and one of so many with two.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;
/// A word of so many letters that is in no other name is known by itself, with one slip.
const SHORTEST_OWN: usize = 6;

/// The words of names, each with the names that have it.
#[derive(Debug, Default)]
pub(super) struct NamesByWord {
    /// The different words of each name, by its number.
    words: HashMap<u32, Vec<String>>,
    by_word: HashMap<String, Vec<u32>>,
}

impl NamesByWord {
    /// Adds the words of a name; one that is known stays as it is.
    pub(super) fn add(&mut self, name: u32, words: &[String]) {
        if self.words.contains_key(&name) {
            return;
        }
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        for word in &words {
            self.by_word.entry(word.clone()).or_default().push(name);
        }
        self.words.insert(name, words);
    }

    /// The names that are typed nearly. `asked` are the typed words that a name may have; `optional` those
    /// of them that may also stand beside it.
    pub(super) fn find(&self, asked: &[&str], is_optional: impl Fn(&str) -> bool) -> Vec<u32> {
        if asked.is_empty() || asked.len() > MOST_WORDS {
            return Vec::new();
        }
        let mut different = asked.to_vec();
        different.sort_unstable();
        different.dedup();
        let mut met: HashMap<u32, usize> = HashMap::new();
        for name in different.iter().filter_map(|word| self.by_word.get(*word)).flatten() {
            *met.entry(*name).or_default() += 1;
        }
        let is_near = |(name, met): &(u32, usize)| {
            let words = &self.words[name];
            let missing: Vec<&String> = words.iter().filter(|word| !different.contains(&word.as_str())).collect();
            let mut beside =
                different.iter().filter(|word| !words.iter().any(|own| own == *word) && !is_optional(word));
            match (missing.as_slice(), beside.next(), beside.next()) {
                ([], None, None) => *met > 1,
                ([_], None, None) => words.len() >= FEWEST_WITHOUT_ONE,
                ([missing], Some(typed), None) => is_slip(typed, missing),
                _ => false,
            }
        };
        let mut found: Vec<u32> = met.into_iter().filter(is_near).map(|(name, _)| name).collect();
        found.sort_unstable();
        found
    }
}

impl NamesByWord {
    /// The names that have a word of which another is a slip, and which is no common one: "papyris".
    pub(super) fn with_word_near(&self, typed: &str) -> Vec<u32> {
        if typed.len() < SHORTEST_OWN {
            return Vec::new();
        }
        let is_near = |word: &str| {
            let same_first = word.chars().next() == typed.chars().next();
            same_first && edit_distance_within(typed, word, 1).is_some() && !is_common_word(word)
        };
        let near = self.by_word.iter().filter(|(word, _)| is_near(word));
        let mut names: Vec<u32> = near.flat_map(|(_, names)| names).copied().collect();
        names.sort_unstable();
        names
    }
}

/// Whether a typed word may be a slip in one of a name.
fn is_slip(typed: &str, word: &str) -> bool {
    let limit = match word.chars().count() {
        TWO_SLIPS.. => 2,
        ONE_SLIP.. => 1,
        _ => 0,
    };
    edit_distance_within(typed, word, limit).is_some()
}
