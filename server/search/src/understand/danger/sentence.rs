//! A sentence, as the rows of `dangers.csv` are found in it.

use super::{Dangers, Element, Row};
use crate::text::Token;
use std::ops::Range;

/// The number of a word that stands in no row and does nothing between others.
pub(super) const UNKNOWN: u32 = u32::MAX;
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

/// What a word does between others, whether or not a row holds it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Manner {
    /// Whether it may stand between the words of a row.
    passed_over: bool,
    /// Whether it turns what follows into its opposite.
    negates: bool,
    /// Whether it may stand between a negation and what it negates.
    fills: bool,
}

impl Manner {
    /// Of a word.
    pub(super) fn of(word: &str) -> Self {
        Self {
            passed_over: PASSED_OVER.contains(&word),
            negates: NEGATIONS.contains(&word),
            fills: FILLERS.contains(&word),
        }
    }
}

/// The words whose manner counts.
pub(super) fn with_a_manner() -> impl Iterator<Item = &'static str> {
    PASSED_OVER.into_iter().chain(NEGATIONS).chain(FILLERS)
}

/// The words of a sentence, as the rows know them.
pub(super) struct Sentence<'d> {
    dangers: &'d Dangers,
    words: Vec<Spoken>,
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

struct Spoken {
    number: u32,
    manner: Manner,
    /// What is said from here on, in `Sentence::said`.
    said: Range<usize>,
}

impl<'d> Sentence<'d> {
    /// From the words of a sentence; slips are mended and contractions written out.
    pub(super) fn new(dangers: &'d Dangers, tokens: &[Token]) -> Self {
        let mut words = Vec::with_capacity(tokens.len() + 4);
        for token in tokens {
            for number in dangers.numbers_of(&token.word).into_iter().flatten() {
                let manner = dangers.words.get(number as usize).map_or(Manner::default(), |word| word.manner);
                words.push(Spoken { number, manner, said: 0..0 });
            }
        }
        let any = vec![0; words.len() * row_of_bits(dangers)];
        let mut sentence = Self { dangers, words, said: Vec::new(), any };
        (0..sentence.words.len()).for_each(|at| sentence.hear(at));
        sentence
    }

    /// Works out which classes are said from a word on.
    fn hear(&mut self, at: usize) {
        let first = self.said.len();
        let Some(word) = self.dangers.words.get(self.words[at].number as usize) else { return };
        for &class in &word.classes {
            self.say(at, first, class, 1);
        }
        let next = self.words.get(at + 1).map_or(UNKNOWN, |word| word.number);
        let from = word.wordings.partition_point(|wording| wording.rest[0] < next);
        for wording in word.wordings[from..].iter().take_while(|wording| wording.rest[0] == next) {
            let after = self.words[at + 1..].iter().map(|word| word.number).take(wording.rest.len());
            if after.eq(wording.rest.iter().copied()) {
                self.say(at, first, wording.class, wording.rest.len() + 1);
            }
        }
        self.words[at].said = first..self.said.len();
    }

    /// Takes in that so many words from a word on are a wording of a class.
    fn say(&mut self, at: usize, first: usize, class: u32, length: usize) {
        let bit = 1 << (class % 64);
        let bits = &mut self.any[at * row_of_bits(self.dangers) + class as usize / 64];
        if *bits & bit == 0 {
            *bits |= bit;
            self.said.push(Said { class, lengths: 1 << length });
        } else if let Some(said) = self.said[first..].iter_mut().find(|said| said.class == class) {
            said.lengths |= 1 << length;
        }
    }

    /// How many words are a wording of a class from a word on, a bit for each such number.
    fn lengths(&self, at: usize, class: u32) -> u32 {
        if self.any[at * row_of_bits(self.dangers) + class as usize / 64] >> (class % 64) & 1 == 0 {
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
            if let Some(node) = rows.beginning_with_word(word.number) {
                self.follow(start + 1, node, &mut ends);
            }
            for said in &self.said[word.said.clone()] {
                if let Some(node) = rows.beginning_with_class(said.class) {
                    self.follow_each(start, said.lengths, node, &mut ends);
                }
            }
            if !ends.is_empty() {
                ends.sort_unstable();
                found.extend(ends.drain(..).map(|(row, end)| Match { words: start..end, row: rows.row(row) }));
            }
        }
        found
    }

    /// Adds all rows that are said from a node on, each with where its words end. Of several such
    /// places the first counts: the longest wording of a class before the shorter, the narrowest gap
    /// before the wider, and no word passed over before one. Rows that part here do not meet again,
    /// so that it does not matter which of them is followed first.
    fn follow(&self, mut at: usize, node: u32, ends: &mut Vec<(u32, usize)>) {
        for row in self.dangers.rows.ends(node) {
            if !ends.iter().any(|(known, _)| known == row) {
                ends.push((*row, at));
            }
        }
        let (after_gap, steps) = self.dangers.rows.steps(node);
        if let Some(to) = after_gap {
            for end in at..=(at + WIDEST_GAP).min(self.words.len()) {
                if end > at && self.words[end - 1].manner.negates {
                    break;
                }
                self.follow(end, to, ends);
            }
        }
        while !steps.is_empty()
            && let Some(word) = self.words.get(at)
        {
            // A word that stands in no row leads nowhere.
            if word.number != UNKNOWN {
                for step in steps {
                    match step.element {
                        Element::Word(wanted) if wanted == word.number => self.follow(at + 1, step.to, ends),
                        Element::Any(class) => self.follow_each(at, self.lengths(at, class), step.to, ends),
                        _ => {}
                    }
                }
            }
            // Words that say nothing may be passed over.
            if !word.manner.passed_over {
                return;
            }
            at += 1;
        }
    }

    /// Follows the rows from a node on after wordings of each of these lengths, the longest first.
    fn follow_each(&self, at: usize, mut lengths: u32, node: u32, ends: &mut Vec<(u32, usize)>) {
        while let Some(length) = lengths.checked_ilog2() {
            lengths ^= 1 << length;
            self.follow(at + length as usize, node, ends);
        }
    }

    /// Whether the words before turn what a row says into its opposite.
    pub(super) fn negates(&self, hit: &Match<'_>) -> bool {
        let mut before = self.words[..hit.words.start].iter().rev();
        before.find(|word| !word.manner.fills).is_some_and(|word| word.manner.negates)
    }
}

/// How many numbers hold a bit for each class.
fn row_of_bits(dangers: &Dangers) -> usize {
    dangers.classes as usize / 64 + 1
}

/// Contractions, and what they mean: "hes" is "he is", and "cannot" is "can not".
pub(super) const CONTRACTIONS: [(&str, &[&str]); 31] = [
    ("hes", &["he", "is"]),
    ("shes", &["she", "is"]),
    ("theyre", &["they", "are"]),
    ("im", &["i", "am"]),
    ("ive", &["i", "have"]),
    ("id", &["i", "would"]),
    ("weve", &["we", "have"]),
    ("were", &["we", "are"]),
    ("dont", &["do", "not"]),
    ("doesnt", &["does", "not"]),
    ("didnt", &["did", "not"]),
    ("cant", &["can", "not"]),
    ("cannot", &["can", "not"]),
    ("wont", &["will", "not"]),
    ("isnt", &["is", "not"]),
    ("aint", &["is", "not"]),
    ("arent", &["are", "not"]),
    ("wasnt", &["was", "not"]),
    ("couldnt", &["could", "not"]),
    ("wouldnt", &["would", "not"]),
    ("havent", &["have", "not"]),
    ("hasnt", &["has", "not"]),
    ("whos", &["who", "is"]),
    ("thats", &["that", "is"]),
    ("its", &["it", "is"]),
    ("theres", &["there", "is"]),
    ("wanna", &["want", "to"]),
    ("gonna", &["going", "to"]),
    ("wana", &["want", "to"]),
    ("2", &["to"]),
    ("4", &["for"]),
];

/// The words of tokens, contractions written out.
pub(super) fn written_out(tokens: &[Token]) -> Vec<&str> {
    let mut words = Vec::with_capacity(tokens.len());
    for token in tokens {
        match CONTRACTIONS.iter().find(|(short, _)| *short == token.word) {
            Some((_, long)) => words.extend_from_slice(long),
            None => words.push(&token.word),
        }
    }
    words
}
