//! How far two words are apart, in slips: a letter left out, put in or changed, or two neighbours
//! swapped.

use std::collections::HashMap;

/// The letters from a to z that a word holds, a bit each. One slip changes two of them at most.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

/// How many slips lie between two words, when not more than `most`.
pub(crate) fn within(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if most > 0 && by_one(a, b) {
        return Some(1);
    }
    (most > 1).then(|| strsim::osa_distance(a, b)).filter(|slips| *slips <= most)
}

/// Whether one slip lies between two words, and no fewer.
pub(crate) fn by_one(a: &str, b: &str) -> bool {
    let same: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (&a[same..], &b[same..]);
    let ends = a.chars().rev().zip(b.chars().rev());
    let same: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (mut a, mut b) = (a[..a.len() - same].chars(), b[..b.len() - same].chars());
    match ([a.next(), a.next(), a.next()], [b.next(), b.next(), b.next()]) {
        ([Some(_), None, _], [_, None, _]) | ([None, ..], [Some(_), None, _]) => true,
        ([Some(a1), Some(a2), None], [Some(b1), Some(b2), None]) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

/// Words by their first byte and their length, so that few are compared with a word that may be a
/// slip of one. The first letter is held to be right.
#[derive(Debug, Default, Clone)]
pub(crate) struct Shelves {
    words: HashMap<(u8, usize), Vec<(String, u32)>>,
}

impl Shelves {
    /// Puts a word where it belongs. A word is put in once.
    pub(crate) fn put(&mut self, word: String) {
        let Some(&first) = word.as_bytes().first() else { return };
        let letters = letters(&word);
        self.words.entry((first, word.len())).or_default().push((word, letters));
    }

    /// Puts the words of each shelf in order.
    pub(crate) fn sort(&mut self) {
        self.words.values_mut().for_each(|shelf| shelf.sort());
    }

    /// All words that `most` slips or fewer may lie between and this one, and some others: the
    /// shortest first, and of one length in the order of their shelf.
    pub(crate) fn near<'s>(&'s self, word: &str, most: usize) -> impl Iterator<Item = &'s str> + use<'s> {
        let first = word.bytes().next().unwrap_or_default();
        let mask = letters(word);
        let lengths = word.len().saturating_sub(most)..=word.len() + most;
        lengths
            .filter_map(move |length| self.words.get(&(first, length)))
            .flatten()
            .filter(move |(_, letters)| (letters ^ mask).count_ones() as usize <= 2 * most)
            .map(|(word, _)| word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_slip_is_told_from_none_and_from_two() {
        for (a, b) in
            [("suicide", "sucide"), ("suicide", "suiicide"), ("abuse", "abuze"), ("abuse", "abues"), ("", "a")]
        {
            assert!(by_one(a, b) && by_one(b, a), "{a} {b}");
        }
        for (a, b) in [("abuse", "abuse"), ("", ""), ("abuse", "buse d"), ("abuse", "baues"), ("abcd", "dbca")] {
            assert!(!by_one(a, b) && !by_one(b, a), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn slips_are_counted_as_by_the_whole_table(a in "[abcé]{0,7}", b in "[abcé]{0,7}", most in 0usize..3) {
            let slips = strsim::osa_distance(&a, &b);
            prop_assert_eq!(by_one(&a, &b), slips == 1);
            prop_assert_eq!(within(&a, &b, most), (slips <= most).then_some(slips));
        }

        #[test]
        fn no_shelf_hides_a_slip(words in proptest::collection::hash_set("[ab][a-e]{3,6}", 30), typed in "[ab][a-e]{3,6}") {
            let mut shelves = Shelves::default();
            words.iter().for_each(|word| shelves.put(word.clone()));
            for word in words.iter().filter(|word| word[..1] == typed[..1]) {
                for most in [1, 2] {
                    let near = strsim::osa_distance(word, &typed) <= most;
                    prop_assert!(!near || shelves.near(&typed, most).any(|known| known == word));
                }
            }
        }
    }
}
