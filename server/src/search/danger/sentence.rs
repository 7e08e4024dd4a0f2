//! A sentence, as the rows of `dangers.csv` are found in it.

use super::{Dangers, Element, Row, rows::Step};
use crate::search::text::Token;
use std::ops::Range;

/// The number of a word that stands in no row.
const UNKNOWN: u32 = u32::MAX;
/// Most words that a `*` stands for.
pub(super) const WIDEST_GAP: usize = 4;
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
    /// The classes said from each word on, word by word.
    said: Vec<Said>,
    /// For each word and class a bit, whether any of its wordings is said from there on.
    any: Vec<u64>,
}

/// A class, as it is said from a word on.
struct Said {
    class: u32,
    /// How many words are a wording of it: a bit for each such number.
    lengths: u32,
}

struct Heard<'d> {
    word: &'d str,
    number: u32,
    /// Whether it may stand between the words of a row.
    passed_over: bool,
    /// Whether it turns what follows into its opposite.
    negates: bool,
    /// What is said from here on, in `Sentence::said`.
    said: Range<usize>,
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
                said: 0..0,
            }
        };
        let words: Vec<Heard<'d>> = words.into_iter().map(heard).collect();
        let any = vec![0; words.len() * row_of_bits(dangers)];
        let mut sentence = Self { dangers, words, said: Vec::new(), any };
        (0..sentence.words.len()).for_each(|at| sentence.hear(at));
        sentence
    }

    /// Works out which classes are said from a word on.
    fn hear(&mut self, at: usize) {
        let first = self.said.len();
        let numbers = self.words[at + 1..].iter().map(|word| word.number);
        let next = numbers.clone().next();
        let wordings = self.dangers.wordings.get(self.words[at].number as usize).map_or(&[][..], Vec::as_slice);
        let (alone, longer) = wordings.split_at(wordings.partition_point(|wording| wording.second.is_none()));
        let from = longer.partition_point(|wording| wording.second < next);
        let longer = longer[from..].iter().take_while(|wording| wording.second == next);
        let longer = longer.filter(|wording| numbers.clone().take(wording.rest.len()).eq(wording.rest.iter().copied()));
        for wording in alone.iter().chain(longer) {
            let length = 1 << (wording.rest.len() + 1);
            let bit = 1 << (wording.class % 64);
            let bits = &mut self.any[at * row_of_bits(self.dangers) + wording.class as usize / 64];
            if *bits & bit == 0 {
                *bits |= bit;
                self.said.push(Said { class: wording.class, lengths: length });
            } else if let Some(said) = self.said[first..].iter_mut().find(|said| said.class == wording.class) {
                said.lengths |= length;
            }
        }
        self.words[at].said = first..self.said.len();
    }

    /// How many words are a wording of a class from a word on, a bit for each such number.
    fn lengths(&self, at: usize, class: u32) -> u32 {
        let bits = self.any.get(at * row_of_bits(self.dangers) + class as usize / 64).copied().unwrap_or(0);
        if bits >> (class % 64) & 1 == 0 {
            return 0;
        }
        let said = &self.said[self.words[at].said.clone()];
        said.iter().find(|said| said.class == class).map_or(0, |said| said.lengths)
    }

    /// Every row that the words say, in the order of the words and then of the file.
    pub(super) fn matches(&self) -> Vec<Match<'d>> {
        let rows = &self.dangers.rows;
        let mut found = Vec::new();
        // Of one beginning: the numbers of the rows, and where their words end.
        let mut ends: Vec<(u32, usize)> = Vec::new();
        for (start, word) in self.words.iter().enumerate() {
            if let Some(node) = rows.beginning(Element::Word(word.number)) {
                self.follow(start + 1, node, &mut ends);
            }
            for said in &self.said[word.said.clone()] {
                if let Some(node) = rows.beginning(Element::Any(said.class)) {
                    longest_first(said.lengths).for_each(|length| self.follow(start + length, node, &mut ends));
                }
            }
            ends.sort_unstable();
            found.extend(ends.drain(..).map(|(row, end)| Match { words: start..end, row: rows.row(row) }));
        }
        found
    }

    /// Adds all rows that are said from a node on, each with where its words end. Of several such
    /// places the first counts: the longest wording of a class before the shorter, the narrowest gap
    /// before the wider, and no word passed over before one.
    fn follow(&self, at: usize, node: u32, ends: &mut Vec<(u32, usize)>) {
        for row in self.dangers.rows.ends(node) {
            if !ends.iter().any(|(known, _)| known == row) {
                ends.push((*row, at));
            }
        }
        for step in self.dangers.rows.steps(node) {
            self.step(at, *step, ends);
        }
    }

    /// Follows the rows that want this next. Words that say nothing may be passed over before it.
    fn step(&self, mut at: usize, step: Step, ends: &mut Vec<(u32, usize)>) {
        loop {
            match step.element {
                Element::Gap => {
                    let gaps = at..=(at + WIDEST_GAP).min(self.words.len());
                    gaps.take_while(|&end| end == at || !self.words[end - 1].negates)
                        .for_each(|end| self.follow(end, step.to, ends));
                    return;
                }
                Element::Word(wanted) => {
                    if self.words.get(at).is_some_and(|word| word.number == wanted) {
                        self.follow(at + 1, step.to, ends);
                    }
                }
                Element::Any(class) => {
                    longest_first(self.lengths(at, class)).for_each(|length| self.follow(at + length, step.to, ends));
                }
            }
            if !self.words.get(at).is_some_and(|word| word.passed_over) {
                return;
            }
            at += 1;
        }
    }

    /// Whether the words before turn what a row says into its opposite.
    pub(super) fn negates(&self, hit: &Match<'_>) -> bool {
        let mut before = self.words[..hit.words.start].iter().rev();
        before.find(|word| !FILLERS.contains(&word.word)).is_some_and(|word| word.negates)
    }
}

/// How many numbers hold a bit for each class.
fn row_of_bits(dangers: &Dangers) -> usize {
    dangers.classes as usize / 64 + 1
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
