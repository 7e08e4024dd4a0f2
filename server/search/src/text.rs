//! Words as the search sees them: folded, joined and stemmed the same way in records, phrases and
//! questions.

use directory::ShortForm;
use frostem::{Algorithm, Stemmer};
use places::plain;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{ops::Range, sync::LazyLock};

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Letters of a word that are kept.
const LONGEST: usize = 40;
/// Bytes of an ordinary word, so that it grows seldom.
const ROOM: usize = 12;

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

/// The words of a text in their order. Apostrophes join (`won't` is `wont`), everything else that
/// is not a letter or digit splits.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    split(text, |word, range| found.push(Token { stem: stem(&word), word, range }));
    found
}

/// The words alone, where nobody needs their stems: these are most of the work.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    split(text, |word, _| found.push(word));
    found
}

fn split(text: &str, mut take: impl FnMut(String, Range<usize>)) {
    let mut at = 0;
    while at < text.len() {
        match plain::end_of_word(text, at).filter(|end| end - at <= LONGEST) {
            Some(end) => {
                take(text[at..end].to_owned(), at..end);
                at = end;
            }
            // Spaces stand before most words.
            None if text.as_bytes()[at] == b' ' => at += 1,
            None => {
                let (word, range) = folded(text, at);
                at = range.end;
                if !word.is_empty() {
                    take(word, range);
                }
            }
        }
    }
}

/// The first word from a place on, folded, and where it stands; an empty one at the end of the text
/// when there is none.
fn folded(text: &str, from: usize) -> (String, Range<usize>) {
    let mut word = String::new();
    let (mut start, mut end) = (text.len(), text.len());
    for (at, c) in text[from..].char_indices() {
        match fold(c) {
            Some(folded) => {
                if word.is_empty() {
                    start = from + at;
                    word.reserve(ROOM);
                }
                word.push(folded);
                end = from + at + c.len_utf8();
            }
            None if is_apostrophe(c) || word.is_empty() => {}
            None => break,
        }
    }
    // Nobody searches for a word of more than 40 letters; it is cut so that it costs nothing.
    if let Some((end, _)) = word.char_indices().nth(LONGEST).filter(|_| word.len() > LONGEST) {
        word.truncate(end);
    }
    (word, start..end)
}

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    if word.len() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    STEMMER.stem(word).into_owned()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{00b4}')
}

/// A letter or digit as it is compared; `None` for all else.
fn fold(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    }
    Some(match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ñ' | 'Ñ' => 'n',
        'ç' | 'Ç' => 'c',
        other if other.is_alphanumeric() => other.to_lowercase().next().unwrap_or(other),
        _ => return None,
    })
}

/// Short forms people type, and what they mean: rows of `shorthand.csv`. And words that are typed
/// often, with their stems: to make one takes longer than all else here.
#[derive(Debug, Clone, Default)]
pub struct Shorthand {
    words: FxHashMap<Box<str>, Typed>,
}

/// What is known of a word that is typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    /// Its stem, when it is typed often.
    stem: Option<Box<str>>,
    /// The words that it is short for; none for most.
    means: Option<Box<[Word]>>,
}

/// A word that a short form means.
#[derive(Debug, Clone)]
struct Word {
    word: String,
    stem: String,
}

impl Shorthand {
    /// From the rows of the file.
    pub fn new(rows: &[ShortForm]) -> Self {
        let meant = |text: &str| tokens(text).into_iter().map(|Token { word, stem, .. }| Word { word, stem }).collect();
        let row = |row: &ShortForm| {
            Some((words(&row.typed).pop()?.into(), Typed { means: Some(meant(&row.meant)), stem: None }))
        };
        Self { words: rows.iter().filter_map(row).collect() }
    }

    /// These with the stems of words that are known to be typed.
    pub fn knowing(mut self, words: impl Iterator<Item = String>) -> Self {
        for word in words {
            let stem = stem(&word).into();
            self.words.entry(word.into()).or_default().stem.get_or_insert(stem);
        }
        self
    }

    /// Whether a folded word is one that is known to be typed.
    pub fn knows(&self, word: &str) -> bool {
        self.words.get(word).is_some_and(|typed| typed.stem.is_some())
    }

    /// The stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        stem_of(word, self.words.get(word))
    }

    /// The words of a text with short forms written out. A written-out word keeps the place of
    /// what was typed.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut written = Vec::with_capacity(text.len() / 5 + 1);
        split(text, |word, range| {
            let typed = self.words.get(word.as_str());
            match typed.and_then(|typed| typed.means.as_ref()) {
                None => written.push(Token { stem: stem_of(&word, typed), word, range }),
                Some(words) => written.extend(words.iter().map(|meant| Token {
                    stem: meant.stem.clone(),
                    word: meant.word.clone(),
                    range: range.clone(),
                })),
            }
        });
        written
    }
}

fn stem_of(word: &str, typed: Option<&Typed>) -> String {
    typed.and_then(|typed| typed.stem.as_deref()).map_or_else(|| stem(word), str::to_owned)
}

/// Words that say nothing about what somebody needs. They count in phrases, not on their own.
pub fn is_stop_word(word: &str) -> bool {
    static STOP: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        "a about after again all also am an and any anyone are as at be because been before being but by can cant \
         could did do does doing dont for from get gets getting go goes going got had has have having he hes her here \
         hers him his how i id if im in into is isnt it its ive just keep keeps know like live me my near need needs \
         no not now of off on one or our out over please really s said say says she shes should so some someone \
         something still t than that thats the their them then there they theyre theyve this to too up us very want \
         wants was we were what when where which who whos why will with without wont would years year old you your \
         youre help find looking look local area round around somewhere anything dear hi hello thanks thank just bit \
         lot much many more new first where today week weeks day days time times month months im ive"
            .split_whitespace()
            .collect()
    });
    STOP.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn apostrophes_join_and_marks_split() {
        let words: Vec<_> = tokens("He won\u{2019}t sleep/eat – 14yo, café!").into_iter().map(|t| t.word).collect();
        assert_eq!(words, ["he", "wont", "sleep", "eat", "14yo", "cafe"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Ça va, won't";
        let ranges: Vec<_> = tokens(text).into_iter().map(|t| &text[t.range]).collect();
        assert_eq!(ranges, ["Ça", "va", "won't"]);
    }

    proptest! {
        #[test]
        fn words_as_they_are_compared_are_read_like_others(text in "[a-c1é '`’.–]{0,20}") {
            let said = |text: &str| tokens(text).into_iter().map(|token| (token.word, token.range)).collect::<Vec<_>>();
            prop_assert_eq!(said(&text), said(&text.to_uppercase()));
        }
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
