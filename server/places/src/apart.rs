//! How far two words are apart, in slips: a letter left out, put in or changed, or two neighbours
//! swapped.

use rustc_hash::FxHashMap;

/// The letters from a to z that a word holds, a bit each. One slip changes two of them at most.
pub fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

/// How many slips lie between two words, when not more than `most`.
pub fn within(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if most > 0 && by_one(a, b) {
        return Some(1);
    }
    if most == 2 && a.is_ascii() && b.is_ascii() {
        return two_slips(a.as_bytes(), b.as_bytes()).then_some(2);
    }
    (most > 1).then(|| strsim::osa_distance(a, b)).filter(|slips| *slips <= most)
}

/// Whether one slip lies between two words, and no fewer.
pub fn by_one(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return one_slip(a.as_bytes(), b.as_bytes());
    }
    let [a, b]: [Vec<char>; 2] = [a, b].map(|word| word.chars().collect());
    one_slip(&a, &b)
}

fn one_slip<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - same], &b[..b.len() - same]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a1, a2], [b1, b2]) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

/// Whether two slips lie between two words, or fewer: one where they first differ, and one at most
/// after it.
fn two_slips(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let near = |a: &[u8], b: &[u8]| a == b || one_slip(a, b);
    let (after_a, after_b) = (a.get(1..).unwrap_or_default(), b.get(1..).unwrap_or_default());
    let swapped = || match (a, b) {
        ([a1, a2, after_a @ ..], [b1, b2, after_b @ ..]) => a1 == b2 && a2 == b1 && near(after_a, after_b),
        _ => false,
    };
    near(after_a, after_b) || near(a, after_b) || near(after_a, b) || swapped()
}

/// Words by their first byte and their length, so that few are compared with a word that may be a
/// slip of one. The first letter is held to be right.
#[derive(Debug, Default, Clone)]
pub struct Shelves {
    shelves: FxHashMap<(u8, usize), Shelf>,
}

/// The words of one first byte and one length.
#[derive(Debug, Default, Clone)]
struct Shelf {
    words: Vec<String>,
    /// Their letters, which tell most words apart without a look at them.
    letters: Vec<u32>,
}

impl Shelves {
    /// Puts a word where it belongs. A word is put in once.
    pub fn put(&mut self, word: String) {
        let Some(&first) = word.as_bytes().first() else { return };
        let shelf = self.shelves.entry((first, word.len())).or_default();
        shelf.letters.push(letters(&word));
        shelf.words.push(word);
    }

    /// Puts the words of each shelf in order.
    pub fn sort(&mut self) {
        for shelf in self.shelves.values_mut() {
            shelf.words.sort();
            shelf.letters = shelf.words.iter().map(|word| letters(word)).collect();
        }
    }

    /// All words that `most` slips or fewer may lie between and this one, and some others: the
    /// shortest first, and of one length in the order of their shelf.
    pub fn near<'s>(&'s self, word: &str, most: usize) -> impl Iterator<Item = &'s str> + use<'s> {
        let first = word.bytes().next().unwrap_or_default();
        let mask = letters(word);
        let lengths = word.len().saturating_sub(most)..=word.len() + most;
        lengths
            .filter_map(move |length| self.shelves.get(&(first, length)))
            .flat_map(|shelf| shelf.letters.iter().zip(&shelf.words))
            .filter(move |(letters, _)| (*letters ^ mask).count_ones() as usize <= 2 * most)
            .map(|(_, word)| word.as_str())
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
