//! What was typed so far, read.

use super::FEWEST_LETTERS;
use crate::{
    text::{self, Shorthand, Token},
    understand::ages,
    vocabulary::Vocabulary,
};
use places::Gazetteer;

/// Words at the end of what was typed that are looked at together.
const LONGEST_TAIL: usize = 6;
/// What each further word that fits counts for.
const WORD_WEIGHT: f32 = 4.0;

/// The words typed so far.
pub(super) struct Typed<'t> {
    vocabulary: &'t Vocabulary,
    pub(super) text: &'t str,
    pub(super) words: Vec<Token>,
    pub(super) is_last_word_finished: bool,
}

impl<'t> Typed<'t> {
    pub(super) fn read(text: &'t str, shorthand: &Shorthand, vocabulary: &'t Vocabulary) -> Self {
        let last = text.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        // Short forms are written out once they are finished: "u" may become "uniform".
        let mut words = shorthand.tokens(&text[..last]);
        for mut word in text::tokens(&text[last..]) {
            word.range = word.range.start + last..word.range.end + last;
            words.push(word);
        }
        let is_last_word_finished = words.last().is_none_or(|word| word.range.end <= last);
        Self { vocabulary, text, words, is_last_word_finished }
    }

    /// The last words together, most first, as far as they say enough.
    pub(super) fn tails(&self) -> Vec<Tail> {
        let longest = self.words.len().min(LONGEST_TAIL);
        (1..=longest).rev().map(|count| self.tail(count)).filter(|tail| self.says_enough(tail)).collect()
    }

    fn tail(&self, count: usize) -> Tail {
        let first_word = self.words.len() - count;
        let words: Vec<&str> = self.words[first_word..].iter().map(|word| word.word.as_str()).collect();
        Tail { first_word, is_finished: self.is_last_word_finished, ..Tail::new(words.join(" "), self.vocabulary) }
    }

    fn says_enough(&self, tail: &Tail) -> bool {
        if count_letters(&tail.text) < FEWEST_LETTERS {
            return false;
        }
        if tail.word_count == 1 {
            return !tail.has_only_stop_words;
        }
        !tail.has_only_stop_words || tail.word_count == self.words.len()
    }

    /// The words before the word `end` that say an age in figures or a place: they stay with a need
    /// that is chosen. Others would only be searched as text beside it.
    pub(super) fn age_and_place(&self, end: usize, gazetteer: &Gazetteer) -> String {
        let before = &self.words[..end.min(self.words.len())];
        let Some(text_end) = before.last().map(|word| word.range.end) else { return String::new() };
        let place = gazetteer.find_in(&self.text[..text_end]).map(|(_, range)| range);
        let says_place = |word: &Token| {
            place.as_ref().is_some_and(|place| word.range.start < place.end && place.start < word.range.end)
        };
        let mut stays: Vec<bool> = before.iter().map(says_place).collect();
        for mention in ages::read(before, self.text, self.vocabulary) {
            let has_figure = before.get(mention.tokens.clone()).is_some_and(|words| words.iter().any(has_digit));
            if has_figure {
                stays[mention.tokens].fill(true);
            }
        }
        let mut ranges: Vec<_> =
            before.iter().zip(stays).filter(|(_, stays)| *stays).map(|(word, _)| &word.range).collect();
        // A short form that was written out is several words in one place.
        ranges.dedup_by_key(|range| range.start);
        ranges.into_iter().map(|range| &self.text[range.clone()]).collect::<Vec<_>>().join(" ")
    }
}

fn has_digit(word: &Token) -> bool {
    word.word.bytes().any(|byte| byte.is_ascii_digit())
}

/// The last words of what was typed.
#[derive(Debug, Clone)]
pub(super) struct Tail {
    /// The words as they are compared, with spaces between.
    pub(super) text: String,
    pub(super) word_count: usize,
    /// The position of its first word among those typed.
    pub(super) first_word: usize,
    /// Letters of the words that are no stop words.
    pub(super) letters: usize,
    pub(super) has_only_stop_words: bool,
    /// Whether its last word is whole; otherwise it may be the beginning of a longer one.
    pub(super) is_finished: bool,
}

impl Tail {
    /// A tail of these words, of which the last may go on.
    pub(super) fn new(text: String, vocabulary: &Vocabulary) -> Self {
        let letters = text.split(' ').filter(|word| !vocabulary.is_stop_word(word)).map(count_letters).sum();
        Self {
            word_count: text.split(' ').count(),
            first_word: 0,
            letters,
            has_only_stop_words: letters == 0,
            is_finished: false,
            text,
        }
    }

    /// How much it counts for: more words that fit say more.
    pub(super) fn weight(&self) -> f32 {
        WORD_WEIGHT.powi(self.word_count.saturating_sub(1) as i32)
    }

    /// Whether words that begin with the tail do so with its last word as a whole, once that is
    /// finished.
    pub(super) fn fits(&self, words: &str) -> bool {
        !self.is_finished || matches!(words.as_bytes().get(self.text.len()), None | Some(b' '))
    }

    pub(super) fn without_leading_stop_words(&self, vocabulary: &Vocabulary) -> String {
        self.text.split(' ').skip_while(|word| vocabulary.is_stop_word(word)).collect::<Vec<_>>().join(" ")
    }
}

/// Letters of a text, spaces aside.
pub(super) fn count_letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
