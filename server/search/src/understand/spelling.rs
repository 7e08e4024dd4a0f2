//! Words searched as meant: a word that nobody here uses becomes the nearest one that somebody
//! does, when there is a clear nearest.

use places::{common_words, edit_distance_within};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// Words shorter than this are left alone.
const SHORTEST: usize = 5;
/// Two words written as one are looked for in words of this many letters or more.
const SHORTEST_GLUED: usize = 7;
/// The shortest of two words written as one.
const SHORTEST_PART: usize = 3;
/// Each of two words written as one is used at least this often.
const LEAST_USES_OF_PART: u32 = 3;

/// Every word that the records and phrases use.
#[derive(Debug, Default, Clone)]
pub struct Speller {
    /// How often each word is used.
    uses: HashMap<String, u32>,
    /// All words in order.
    sorted: Vec<String>,
    /// Words that nothing may be corrected into.
    alarming: HashSet<String>,
}

impl Speller {
    /// From all words in use; a word given twice counts twice. `alarming` words are known, but
    /// nothing is corrected into one.
    pub fn new(words: impl IntoIterator<Item = String>, alarming: impl IntoIterator<Item = String>) -> Self {
        let mut uses: HashMap<String, u32> = HashMap::new();
        for word in words {
            *uses.entry(word).or_default() += 1;
        }
        let mut sorted: Vec<String> = uses.keys().cloned().collect();
        sorted.sort_unstable();
        Self { uses, sorted, alarming: alarming.into_iter().collect() }
    }

    /// Whether somebody uses the word.
    pub fn knows(&self, word: &str) -> bool {
        self.uses.contains_key(word)
    }

    /// Known words that begin with these letters, in order.
    pub fn beginning_with<'s>(&'s self, letters: &str) -> impl Iterator<Item = &'s str> {
        let first = self.sorted.partition_point(|word| word.as_str() < letters);
        self.sorted[first..].iter().map(String::as_str).take_while(move |word| word.starts_with(letters))
    }

    /// The two known words that a word is made of, when it is no word that anybody knows: "babygroup".
    /// Of several ways to split it, the one whose rarer word is used most.
    pub fn split<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if word.len() < SHORTEST_GLUED || !is_plain || self.knows(word) || common_words::is_common_word(word) {
            return None;
        }
        let uses = |part: &str| self.uses.get(part).copied().filter(|uses| *uses >= LEAST_USES_OF_PART);
        let ways = (SHORTEST_PART..=word.len() - SHORTEST_PART).filter_map(|at| {
            let (first, second) = word.split_at(at);
            Some((uses(first)?.min(uses(second)?), first, second))
        });
        ways.max_by_key(|(rarer, ..)| *rarer).map(|(_, first, second)| (first, second))
    }

    /// The word that was meant, when the word is not known and exactly one kind of slip away from
    /// one that is: one slip up to seven letters, two from eight. A slip is a letter left out, put
    /// in or changed, or two neighbours swapped. The first letter is held to be right.
    pub fn meant(&self, word: &str) -> Option<&str> {
        if word.len() < SHORTEST
            || !word.is_ascii()
            || self.knows(word)
            || common_words::is_base_form(word)
            || word.bytes().any(|b| b.is_ascii_digit())
        {
            return None;
        }
        // "parked" may be an ordinary word with an ending: only a letter left out of a double one is
        // mended there ("swiming", "clases").
        let only_doubled = common_words::is_common_word(word);
        let most_slips = if word.len() >= 8 { 2 } else { 1 };
        let likelihood = |known: &&str| {
            let is_candidate = known.len() >= SHORTEST - 1
                && known.is_ascii()
                && known.len().abs_diff(word.len()) <= most_slips
                && !self.alarming.contains(*known);
            if !is_candidate || (only_doubled && !is_doubled(known, word)) {
                return None;
            }
            let edit_distance = edit_distance_within(word, known, most_slips)?;
            let uses = self.uses.get(*known).copied().unwrap_or_default();
            // A letter left out of a double one is the likeliest slip, then the word used most.
            Some((edit_distance, !is_doubled(known, word), Reverse(uses), known.len()))
        };
        let same_letter = self.beginning_with(&word[..1]);
        let candidates = same_letter.filter_map(|known| Some((likelihood(&known)?, known)));
        candidates.min().map(|(_, known)| known)
    }
}

/// Whether `known` is `typed` with one of its letters doubled.
pub(super) fn is_doubled(known: &str, typed: &str) -> bool {
    let (known, typed) = (known.as_bytes(), typed.as_bytes());
    let same = known.iter().zip(typed).take_while(|(a, b)| a == b).count();
    known.len() == typed.len() + 1 && same > 0 && known[same] == known[same - 1] && known[same + 1..] == typed[same..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speller() -> Speller {
        let words = ["breastfeeding", "school", "bailiffs", "parenting", "children", "suicide", "sleep", "suicide"];
        Speller::new(words.map(str::to_owned), ["suicide".to_owned()])
    }

    #[test]
    fn a_slip_is_searched_as_meant() {
        let speller = speller();
        assert_eq!(speller.meant("brestfeeding"), Some("breastfeeding"));
        assert_eq!(speller.meant("bailifs"), Some("bailiffs"));
        assert_eq!(speller.meant("scholo"), Some("school"));
        assert!(is_doubled("swimming", "swiming") && !is_doubled("parked", "parkd"));
    }

    #[test]
    fn short_known_and_far_words_are_left_alone() {
        let speller = speller();
        for word in ["slep", "school", "schools", "parking", "zzzzzz", "14yoo"] {
            assert_eq!(speller.meant(word), None, "{word}");
        }
    }

    #[test]
    fn two_words_written_as_one_are_split() {
        let words = ["baby", "group", "youth", "club", "family", "hub", "food", "bank", "suicide", "helpline"];
        let all: Vec<String> = words.iter().flat_map(|word| [word; 3]).map(|word| (*word).to_owned()).collect();
        let speller = Speller::new(all, ["suicide".to_owned()]);
        for (glued, first, second) in [
            ("babygroup", "baby", "group"),
            ("youthclub", "youth", "club"),
            ("familyhub", "family", "hub"),
            ("foodbank", "food", "bank"),
            ("suicidehelpline", "suicide", "helpline"),
        ] {
            assert_eq!(speller.split(glued), Some((first, second)));
        }
        for word in ["group", "babysitting", "grouping", "hubfood1", "clubx"] {
            assert_eq!(speller.split(word), None, "{word}");
        }
    }

    #[test]
    fn words_are_found_by_how_they_begin() {
        let mut words = ["parent", "parenthood", "parentage", "parenting", "parents", "park"];
        let speller = Speller::new(words.map(str::to_owned), []);
        words.sort();
        for letters in ["p", "par", "parent", "parenthoo", "parentsx", "pas", "q", "a"] {
            let found: Vec<_> = speller.beginning_with(letters).collect();
            let all: Vec<_> = words.into_iter().filter(|word| word.starts_with(letters)).collect();
            assert_eq!(found, all, "{letters}");
        }
    }

    #[test]
    fn nothing_is_corrected_into_something_alarming() {
        assert_eq!(speller().meant("suicidee"), None);
    }
}
