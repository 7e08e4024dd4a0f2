//! Words as the search sees them: folded, joined and stemmed the same way in records, phrases and
//! questions.

use directory::ShortForm;
use frostem::{Algorithm, Stemmer};
use std::{collections::HashMap, ops::Range, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Letters of a word that are kept. Nobody searches for a longer one.
const LONGEST: usize = 40;

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Lower case, without apostrophes and accents, short forms written out.
    pub word: String,
    /// Its stem.
    pub stem: String,
    /// Where it stands in the text it was read from, in bytes.
    pub range: Range<usize>,
}

/// The words of a text in their order. Apostrophes join (`won't` is `wont`), `&` between words is "and",
/// everything else that is not a letter or digit splits, and so does every Chinese letter.
pub fn tokens(text: &str) -> Vec<Token> {
    split_words(text).into_iter().map(|(word, range)| Token { stem: stem(&word), word, range }).collect()
}

/// The words of a text without their stems, which are most of the work.
pub fn words(text: &str) -> Vec<String> {
    split_words(text).into_iter().map(|(word, _)| word).collect()
}

/// The folded words of a text, each with where it stands, in bytes.
fn split_words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    let mut is_inside = false;
    // Where an "&" stands that a word stands before.
    let mut ampersand: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let Some(letter) = fold_letter(c) else {
            is_inside &= is_apostrophe(c);
            if c == '&' && !words.is_empty() {
                ampersand = Some(at);
            }
            continue;
        };
        words.extend(ampersand.take().map(|at| ("and".to_owned(), at..at + 1)));
        let end = at + c.len_utf8();
        match words.last_mut().filter(|_| is_inside && !is_sign(letter)) {
            Some((word, range)) => {
                word.push(letter);
                range.end = end;
            }
            None => words.push((letter.to_string(), at..end)),
        }
        is_inside = !is_sign(letter);
    }
    for (word, _) in &mut words {
        if let Some((end, _)) = word.char_indices().nth(LONGEST) {
            word.truncate(end);
        }
    }
    words
}

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    if word.len() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    STEMMER.stem(word).into_owned()
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{00b4}')
}

/// A letter or digit as it is compared; `None` for all else.
pub(crate) fn fold_letter(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    }
    // A letter with marks is two or more once they are taken apart: the letter stands first.
    let base = c.nfd().next().filter(char::is_ascii_alphabetic);
    Some(match (base, c) {
        (Some(base), _) => base.to_ascii_lowercase(),
        (None, 'ł' | 'Ł') => 'l',
        (None, 'đ' | 'Đ') => 'd',
        (None, 'ı') => 'i',
        (None, 'ё' | 'Ё') => 'е',
        (None, 'ø' | 'Ø') => 'o',
        // Letters of Arabic and Urdu that look the same.
        (None, 'ي' | 'ى') => 'ی',
        (None, 'ك') => 'ک',
        (None, 'أ' | 'إ' | 'آ') => 'ا',
        (None, other) if other.is_alphanumeric() => other.to_lowercase().next().unwrap_or(other),
        _ => return None,
    })
}

/// Whether a letter is a Chinese sign, which is a word by itself: there are no spaces between words.
pub(crate) fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Short forms people type, and what they mean: rows of `shorthand.csv`.
#[derive(Debug, Clone, Default)]
pub struct Shorthand {
    /// By the short form, the words that it means.
    meanings: HashMap<String, Vec<String>>,
}

impl Shorthand {
    /// From the rows of the file.
    pub fn new(rows: &[ShortForm]) -> Self {
        let meaning = |row: &ShortForm| Some((words(&row.typed).pop()?, words(&row.meant)));
        Self { meanings: rows.iter().filter_map(meaning).collect() }
    }

    /// The words of a text with short forms written out. A written-out word keeps the place of
    /// what was typed.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut written = Vec::new();
        for token in tokens(text) {
            match self.meanings.get(&token.word) {
                None => written.push(token),
                Some(words) => written.extend(words.iter().map(|word| Token {
                    stem: stem(word),
                    word: word.clone(),
                    range: token.range.clone(),
                })),
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_join_and_marks_split() {
        let words: Vec<_> = tokens("He won\u{2019}t sleep/eat – 14yo, café!").into_iter().map(|t| t.word).collect();
        assert_eq!(words, ["he", "wont", "sleep", "eat", "14yo", "cafe"]);
    }

    #[test]
    fn letters_of_other_languages_lose_their_marks_and_chinese_ones_stand_alone() {
        assert_eq!(
            words("Mąż, tnę się; łóżko. Soțul mă. Eşim dövüyor, kızım"),
            ["maz", "tne", "sie", "lozko", "sotul", "ma", "esim", "dovuyor", "kizim"]
        );
        assert_eq!(words("муж меня бьёт 他打我abc"), ["муж", "меня", "бьет", "他", "打", "我", "abc"]);
    }

    #[test]
    fn an_ampersand_between_words_is_and() {
        let words = |text: &str| super::words(text).join(" ");
        assert_eq!(words("A&E"), "a and e");
        assert_eq!(words("A & E"), "a and e");
        assert_eq!(words("stay &play"), "stay and play");
        assert_eq!(words("& friends &"), "friends");
        let text = "mum & dad";
        let ranges: Vec<_> = tokens(text).into_iter().map(|t| &text[t.range]).collect();
        assert_eq!(ranges, ["mum", "&", "dad"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Ça va, won't";
        let ranges: Vec<_> = tokens(text).into_iter().map(|t| &text[t.range]).collect();
        assert_eq!(ranges, ["Ça", "va", "won't"]);
    }

    #[test]
    fn short_forms_are_written_out() {
        let short = Shorthand::new(
            &[("wanna", "want to"), ("u", "you")]
                .map(|(typed, meant)| ShortForm { typed: typed.to_owned(), meant: meant.to_owned() }),
        );
        let words: Vec<_> = short.tokens("do u wanna go").into_iter().map(|t| t.word).collect();
        assert_eq!(words, ["do", "you", "want", "to", "go"]);
    }
}
