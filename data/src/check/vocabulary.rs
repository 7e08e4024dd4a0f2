//! Lists of words, personas and contractions: rows that stand twice, hold nothing or say too much.

use super::folded;
use crate::{
    problem::{Invalid, Problem},
    table::Record,
    terms::Terms,
    vocabulary::{Contraction, PersonaPhrase, WordList},
};
use std::collections::{HashMap, HashSet};

/// The most words that a contraction stands for.
const MOST_MEANT: usize = 2;

/// Adds what is wrong with the lists, personas and contractions.
pub(super) fn check(terms: &Terms, problems: &mut Vec<Problem>) {
    check_lists(terms, problems);
    check_personas(terms, problems);
    check_contractions(terms, problems);
}

fn check_lists(terms: &Terms, problems: &mut Vec<Problem>) {
    let mut uses = HashMap::new();
    for list in &terms.word_lists {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new(WordList::FILE, list.line, column, value, Invalid::new(what, mend)));
        };
        if let Some(first) = uses.insert(list.word_use, list.line) {
            let what = format!("stands twice, first on line {first}");
            wrong("use", &list.word_use.to_string(), what, "put the words of both rows into one");
        }
        if list.words.is_empty() {
            wrong("words", "", "holds no words".into(), "give the words, split by ';', or take the row out");
        }
        let mut seen = HashSet::new();
        for word in &list.words {
            let folded = folded(word);
            if folded.is_empty() {
                wrong("words", word, "holds no letters".into(), "write the word as people type it");
            } else if folded.contains(' ') && !list.word_use.allows_phrases() {
                wrong("words", word, "is more than one word".into(), "split words by ';'");
            } else if !seen.insert(folded) {
                wrong("words", word, "stands twice".into(), "write it once");
            }
        }
    }
}

fn check_personas(terms: &Terms, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<String, &PersonaPhrase> = HashMap::new();
    for phrase in &terms.personas {
        let mut wrong = |what: String, mend: &str| {
            let invalid = Invalid::new(what, mend);
            problems.push(Problem::new(PersonaPhrase::FILE, phrase.line, "phrase", &phrase.words, invalid));
        };
        let folded = folded(&phrase.words);
        if folded.is_empty() {
            wrong("holds no words".into(), "write the words as people type them");
        }
        match seen.get(&folded) {
            Some(first) if first.persona == phrase.persona => {
                wrong(format!("stands twice, first on line {}", first.line), "take one of the rows out");
            }
            Some(first) => {
                let what = format!("contradicts line {}, which gives the same words to somebody else", first.line);
                wrong(what, "keep one row");
            }
            None => {
                seen.insert(folded, phrase);
            }
        }
    }
}

fn check_contractions(terms: &Terms, problems: &mut Vec<Problem>) {
    let mut seen = HashMap::new();
    for contraction in &terms.contractions {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            let invalid = Invalid::new(what, mend);
            problems.push(Problem::new(Contraction::FILE, contraction.line, column, value, invalid));
        };
        if let Some(first) = seen.insert(folded(&contraction.typed), contraction.line) {
            let what = format!("stands twice, first on line {first}");
            wrong("typed", &contraction.typed, what, "take one of the rows out");
        }
        if contraction.meant.split_whitespace().count() > MOST_MEANT {
            let mend = "write one or two, or put it into shorthand.csv";
            wrong("meant", &contraction.meant, "is more than two words".into(), mend);
        }
    }
}
