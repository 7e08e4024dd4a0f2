//! The words of a text, and the key by which names are compared.

use std::ops::Range;

/// A word of a text: lower case, without apostrophes, and where it stands in bytes.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// The words of a text. Apostrophes stand inside a word; 'saint' becomes 'st', 'upon' 'on'.
pub(super) fn split_words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            is_open = is_open && matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ');
            continue;
        }
        if !is_open {
            words.push(Word { text: String::new(), range: at..at });
            is_open = true;
        }
        if let Some(word) = words.last_mut() {
            word.text.extend(c.to_lowercase());
            word.range.end = at + c.len_utf8();
        }
    }
    for word in &mut words {
        match word.text.as_str() {
            "saint" => word.text = "st".to_owned(),
            "upon" => word.text = "on".to_owned(),
            _ => {}
        }
    }
    words
}

/// The key by which a name is compared: its words with single spaces, without 'and' and a leading
/// 'the'.
pub(super) fn key(text: &str) -> String {
    key_of_words(&split_words(text))
}

/// The key of words that are split already.
pub(super) fn key_of_words(words: &[Word]) -> String {
    let mut parts: Vec<&str> = words.iter().map(|word| word.text.as_str()).filter(|text| *text != "and").collect();
    if parts.len() > 1 && parts[0] == "the" {
        parts.remove(0);
    }
    parts.join(" ")
}
