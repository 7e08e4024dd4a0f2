//! A sentence, as the rows of `dangers.csv` are found in it.

use super::{Dangers, Element, Row};
use crate::search::text::Token;
use std::ops::Range;

/// The number of a word that stands in no row.
const UNKNOWN: u32 = u32::MAX;
/// Most words that a `*` stands for.
const WIDEST_GAP: usize = 4;
/// Words that turn what follows into its opposite.
const NEGATIONS: [&str; 4] = ["not", "no", "never", "without"];
/// Words that may stand between the words of a row without changing what they mean.
const PASSED_OVER: [&str; 24] = [
    "just",
    "has",
    "have",
    "been",
    "really",
    "always",
    "keeps",
    "still",
    "even",
    "now",
    "then",
    "again",
    "also",
    "is",
    "literally",
    "fully",
    "constantly",
    "sometimes",
    "often",
    "and",
    "my",
    "the",
    "a",
    "so",
];
/// Words that may stand between a negation and what it negates.
const FILLERS: [&str; 8] = ["a", "an", "any", "being", "really", "in", "about", "the"];

/// A row that the words say.
pub(super) struct Match<'d> {
    pub(super) words: Range<usize>,
    pub(super) row: &'d Row,
}

/// The words of a sentence, as the rows know them.
pub(super) struct Sentence<'d> {
    dangers: &'d Dangers,
    words: Vec<Heard<'d>>,
    /// For each word and class: how many words from there on are a wording of the class. A bit for
    /// each such number.
    said: Vec<u32>,
}

struct Heard<'d> {
    word: &'d str,
    number: u32,
    /// Whether it may stand between the words of a row.
    passed_over: bool,
    /// Whether it turns what follows into its opposite.
    negates: bool,
}

impl<'d> Sentence<'d> {
    /// From words in which contractions are written out; slips are mended.
    pub(super) fn new(dangers: &'d Dangers, words: Vec<&'d str>) -> Self {
        let heard = |word: &'d str| {
            let word = dangers.mended(word).unwrap_or(word);
            Heard {
                word,
                number: dangers.numbers.get(word).copied().unwrap_or(UNKNOWN),
                passed_over: PASSED_OVER.contains(&word),
                negates: NEGATIONS.contains(&word),
            }
        };
        let words: Vec<Heard<'d>> = words.into_iter().map(heard).collect();
        let numbers: Vec<u32> = words.iter().map(|word| word.number).collect();
        let mut said = vec![0; words.len() * dangers.classes];
        for (at, number) in numbers.iter().enumerate() {
            for wording in dangers.wordings.get(*number as usize).into_iter().flatten() {
                // Most differ in their second word already.
                let second = wording.rest.first();
                if second.is_none_or(|second| numbers.get(at + 1) == Some(second))
                    && numbers[at + 1..].starts_with(&wording.rest)
                {
                    said[at * dangers.classes + wording.class] |= 1 << (wording.rest.len() + 1);
                }
            }
        }
        Self { dangers, words, said }
    }

    /// Every row that the words say, in the order of the words and then of the file.
    pub(super) fn matches(&self) -> Vec<Match<'d>> {
        let mut found = Vec::new();
        for (start, word) in self.words.iter().enumerate() {
            let rows = self.dangers.begins.get(word.number as usize).into_iter().flatten();
            for row in rows.map(|&at| &self.dangers.rows[at as usize]) {
                if let Some(end) = self.follow(start, &row.elements, true) {
                    found.push(Match { words: start..end, row });
                }
            }
        }
        found
    }

    /// Where the words end that say all elements in order from a word on, passing over words that
    /// say nothing in between; `None` when they do not. `first`: nothing is passed over before the
    /// first.
    fn follow(&self, at: usize, elements: &[Element], first: bool) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        let word = self.words.get(at);
        let said = match element {
            Element::Gap => {
                let gaps = at..=(at + WIDEST_GAP).min(self.words.len());
                return gaps
                    .take_while(|&end| end == at || !self.words[end - 1].negates)
                    .find_map(|end| self.follow(end, rest, false));
            }
            Element::Word(wanted) if word.is_some_and(|word| word.number == *wanted) => {
                self.follow(at + 1, rest, false)
            }
            Element::Word(_) => None,
            Element::Any(class) => {
                let lengths = self.said.get(at * self.dangers.classes + class).copied().unwrap_or(0);
                longest_first(lengths).find_map(|length| self.follow(at + length, rest, false))
            }
        };
        if said.is_some() || first || !word.is_some_and(|word| word.passed_over) {
            return said;
        }
        self.follow(at + 1, elements, false)
    }

    /// Whether the words before turn what a row says into its opposite.
    pub(super) fn negates(&self, hit: &Match<'_>) -> bool {
        let mut before = self.words[..hit.words.start].iter().rev();
        before.find(|word| !FILLERS.contains(&word.word)).is_some_and(|word| word.negates)
    }
}

/// The numbers whose bits are set.
fn longest_first(mut lengths: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let length = lengths.checked_ilog2()?;
        lengths ^= 1 << length;
        Some(length as usize)
    })
}

/// Contractions written out, so that "hes" is "he is" and "cannot" is "can not".
pub(super) fn written_out(tokens: &[Token]) -> Vec<&str> {
    let mut words = Vec::with_capacity(tokens.len() + 4);
    for token in tokens {
        let pair = match token.word.as_str() {
            "hes" => ["he", "is"],
            "shes" => ["she", "is"],
            "theyre" => ["they", "are"],
            "im" => ["i", "am"],
            "ive" => ["i", "have"],
            "id" => ["i", "would"],
            "weve" => ["we", "have"],
            "were" => ["we", "are"],
            "dont" => ["do", "not"],
            "doesnt" => ["does", "not"],
            "didnt" => ["did", "not"],
            "cant" | "cannot" => ["can", "not"],
            "wont" => ["will", "not"],
            "isnt" | "aint" => ["is", "not"],
            "arent" => ["are", "not"],
            "wasnt" => ["was", "not"],
            "couldnt" => ["could", "not"],
            "wouldnt" => ["would", "not"],
            "havent" => ["have", "not"],
            "hasnt" => ["has", "not"],
            "whos" => ["who", "is"],
            "thats" => ["that", "is"],
            "its" => ["it", "is"],
            "theres" => ["there", "is"],
            "wanna" => ["want", "to"],
            "gonna" => ["going", "to"],
            "wana" => ["want", "to"],
            "2" => ["to", ""],
            "4" => ["for", ""],
            other => [other, ""],
        };
        words.extend(pair.into_iter().filter(|word| !word.is_empty()));
    }
    words
}
