//! Words by what they do in a sentence, and contractions, as the folder lists them.

use super::text::{self, Token};
use directory::{Terms, WordUse};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The lists of `words.csv` and `contractions.csv`, ready to be looked up.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: HashMap<WordUse, HashSet<String>>,
    contractions: HashMap<String, Vec<String>>,
}

impl Vocabulary {
    /// From the folder's terms.
    pub fn new(terms: &Terms) -> Self {
        let mut words: HashMap<WordUse, HashSet<String>> = HashMap::new();
        for list in &terms.word_lists {
            words.entry(list.word_use).or_default().extend(list.words.iter().map(|word| folded(word)));
        }
        let contraction = |row: &directory::Contraction| (folded(&row.typed), text::words(&row.meant));
        Self { words, contractions: terms.contractions.iter().map(contraction).collect() }
    }

    /// Whether a folded word has a use.
    pub fn is(&self, word_use: WordUse, word: &str) -> bool {
        self.words.get(&word_use).is_some_and(|words| words.contains(word))
    }

    /// Whether a folded word says nothing about what somebody needs.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.is(WordUse::Stop, word)
    }

    /// The words of a use.
    pub fn words(&self, word_use: WordUse) -> impl Iterator<Item = &str> {
        self.words.get(&word_use).into_iter().flatten().map(String::as_str)
    }

    /// Every contraction with the words that it means.
    pub fn contractions(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.contractions.iter().map(|(short, meant)| (short.as_str(), meant.as_slice()))
    }

    /// The words of tokens, contractions written out: "hes" is "he is".
    pub fn without_contractions(&self, tokens: &[Token]) -> Vec<String> {
        let mut words = Vec::with_capacity(tokens.len());
        for token in tokens {
            match self.contractions.get(&token.word) {
                Some(meant) => words.extend_from_slice(meant),
                None => words.push(token.word.clone()),
            }
        }
        words
    }
}

/// A word or phrase as tokens are compared.
fn folded(words: &str) -> String {
    text::words(words).join(" ")
}

/// Phrases of one or several words, each with what it says.
#[derive(Debug)]
pub(super) struct PhraseTable<T> {
    /// By the first word, the words after it.
    by_first_word: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> PhraseTable<T> {
    /// From phrases and what they say.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = (&'p str, T)>) -> Self {
        let mut by_first_word: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, said) in phrases {
            let mut words = text::words(phrase).into_iter();
            if let Some(first) = words.next() {
                by_first_word.entry(first).or_default().push((words.collect(), said));
            }
        }
        Self { by_first_word }
    }

    /// What the phrases in a sentence say, in the order of its words.
    pub(super) fn find_in<'t>(&'t self, tokens: &'t [Token]) -> impl Iterator<Item = &'t T> {
        self.find_with_ranges(tokens).map(|(_, said)| said)
    }

    /// The phrases in a sentence, in the order of its words: which of its tokens say one, and what it says.
    pub(super) fn find_with_ranges<'t>(&'t self, tokens: &'t [Token]) -> impl Iterator<Item = (Range<usize>, &'t T)> {
        tokens.iter().enumerate().flat_map(move |(at, token)| {
            let phrases = self.by_first_word.get(&token.word).into_iter().flatten();
            let said = phrases.filter(move |(rest, _)| begin_with(&tokens[at + 1..], rest));
            said.map(move |(rest, said)| (at..at + 1 + rest.len(), said))
        })
    }
}

fn begin_with(tokens: &[Token], words: &[String]) -> bool {
    tokens.len() >= words.len() && tokens.iter().zip(words).all(|(token, word)| token.word == *word)
}

/// The vocabulary of the county's folder.
#[cfg(test)]
pub(super) fn of_county() -> std::sync::Arc<Vocabulary> {
    std::sync::Arc::new(Vocabulary::new(&county_terms()))
}

/// The terms of the county's folder.
#[cfg(test)]
pub(super) fn county_terms() -> Terms {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let folder = folder::read(&root).expect("the county's folder is in the repository");
    directory::records::read_terms(&folder).expect("the county is clean").1
}
