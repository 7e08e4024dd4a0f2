//! Words searched as meant: a word that nobody here uses becomes the nearest one that somebody
//! does, when there is a clear nearest.

use places::{
    apart::{self, Shelves},
    ordinary,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words shorter than this are left alone.
const SHORTEST: usize = 5;

/// Letters that differ, whether no double letter was left out, and how often the word is used: less is likelier.
type Likelihood = (usize, bool, std::cmp::Reverse<u32>);

/// Every word that the records and phrases use.
#[derive(Debug, Default, Clone)]
pub struct Speller {
    /// How often each word is used.
    used: FxHashMap<String, u32>,
    /// Those that something may be corrected into.
    shelves: Shelves,
    /// Words that nothing may be corrected into.
    alarming: FxHashSet<String>,
    /// All words in order, for beginnings.
    sorted: Vec<String>,
    /// How each of them begins, close together: few words are looked at to find the first.
    begin: Vec<u64>,
}

impl Speller {
    /// From all words in use; a word given twice counts twice. `alarming` words are known, but
    /// nothing is corrected into one.
    pub fn new(words: impl IntoIterator<Item = String>, alarming: impl IntoIterator<Item = String>) -> Self {
        let mut speller = Self { alarming: alarming.into_iter().collect(), ..Self::default() };
        speller.add(words);
        speller
    }

    /// Takes in more words in use.
    pub fn add(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            let used = self.used.entry(word.clone()).or_default();
            *used += 1;
            if *used > 1 {
                continue;
            }
            if word.len() >= SHORTEST - 1 && word.is_ascii() && !self.alarming.contains(&word) {
                self.shelves.put(word.clone());
            }
            self.sorted.push(word);
        }
        self.sorted.sort();
        self.begin = self.sorted.iter().map(|word| beginning(word)).collect();
        self.shelves.sort();
    }

    /// Whether somebody uses the word.
    pub fn knows(&self, word: &str) -> bool {
        self.used.contains_key(word)
    }

    /// Known words that begin with these letters, at most `most`.
    pub fn beginning_with<'s>(&'s self, letters: &'s str, most: usize) -> impl Iterator<Item = &'s str> {
        let begins = beginning(letters);
        let from = self.sorted[self.begin.partition_point(|word| *word < begins)..].iter().map(String::as_str);
        let from = from.skip_while(move |word| *word < letters);
        from.take_while(move |word| word.starts_with(letters)).take(most)
    }

    /// The word that was meant, when the word is not known and exactly one kind of slip away from
    /// one that is: one slip up to seven letters, two from eight. The first letter is held to be
    /// right.
    pub fn meant(&self, word: &str) -> Option<&str> {
        if word.len() < SHORTEST
            || !word.is_ascii()
            || self.knows(word)
            || ordinary::is_listed(word)
            || word.bytes().any(|b| b.is_ascii_digit())
        {
            return None;
        }
        // "parked" may be an ordinary word with an ending: only a letter left out of a double one is
        // mended there ("swiming", "clases").
        let only_doubled = ordinary::is_ordinary(word);
        let slips = if word.len() >= 8 { 2 } else { 1 };
        // A letter left out of a double one is the likeliest slip, then the word used most.
        let mut best: Option<(Likelihood, &str)> = None;
        for known in self.shelves.near(word, slips) {
            let doubled = is_doubled(known, word);
            if only_doubled && !doubled {
                continue;
            }
            // What lies farther than the best so far is not the best.
            let most = best.map_or(slips, |((distance, ..), _)| distance);
            let Some(distance) = apart::within(word, known, most) else { continue };
            let used = self.used.get(known).copied().unwrap_or(0);
            let likelihood = (distance, !doubled, std::cmp::Reverse(used));
            if best.is_none_or(|(likeliest, _)| likelihood < likeliest) {
                best = Some((likelihood, known));
            }
        }
        best.map(|(_, known)| known)
    }
}

/// The first eight bytes of a word as a number, in the order of words.
fn beginning(word: &str) -> u64 {
    word.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |number, byte| number << 8 | u64::from(byte))
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
    fn words_are_found_by_how_they_begin() {
        let mut words = ["parent", "parenthood", "parentage", "parenting", "parents", "park"];
        let speller = Speller::new(words.map(str::to_owned), []);
        words.sort();
        for letters in ["p", "par", "parent", "parenthoo", "parentsx", "pas", "q", "a"] {
            let found: Vec<_> = speller.beginning_with(letters, 9).collect();
            let all: Vec<_> = words.into_iter().filter(|word| word.starts_with(letters)).collect();
            assert_eq!(found, all, "{letters}");
        }
    }

    #[test]
    fn nothing_is_corrected_into_something_alarming() {
        assert_eq!(speller().meant("suicidee"), None);
    }
}
