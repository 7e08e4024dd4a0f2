//! Patterns of danger: how the rows of `dangers.csv` are read and found in a sentence.

use crate::vocabulary::Vocabulary;
use directory::{Alarm, WordUse};
use std::{collections::HashMap, ops::Range};

/// Most words that a `*` stands for.
const WIDEST_GAP: usize = 4;
/// Words that turn what follows into its opposite.
const NEGATIONS: [&str; 4] = ["not", "no", "never", "without"];
/// What a row wants next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    /// This word.
    Word(String),
    /// Any wording of this class: its position among the classes.
    Class(usize),
    /// Up to [`WIDEST_GAP`] words of any kind.
    Gap,
}

/// A row of the file.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) elements: Vec<Element>,
    pub(super) alarm: Alarm,
    /// As the file has it.
    pub(super) written: String,
}

/// A row that the words say.
pub(super) struct PatternMatch<'d> {
    pub(super) words: Range<usize>,
    pub(super) row: &'d Row,
}

impl PatternMatch<'_> {
    /// Whether this row wins over another: it is longer and holds the other's words; of two that
    /// hold the same words, the one that does not alarm. A row that only says who is hurt neither covers
    /// nor is covered.
    pub(super) fn covers(&self, other: &Self) -> bool {
        if self.says_who() || other.says_who() {
            return false;
        }
        let holds = self.words.start <= other.words.start && self.words.end >= other.words.end;
        let alarms = |one: &Self| matches!(one.row.alarm, Alarm::Dangers(_));
        let calms = !alarms(self) && alarms(other);
        holds && (self.words.len() > other.words.len() || (calms && self.words.len() == other.words.len()))
    }

    fn says_who(&self) -> bool {
        matches!(self.row.alarm, Alarm::Man | Alarm::Woman)
    }
}

/// Reads the elements of a row; `None` when it names a class that is not there. `written` gives the
/// words of a text as sentences are compared.
pub(super) fn read_elements(
    row: &str,
    class_positions: &HashMap<&str, usize>,
    written: impl Fn(&str) -> Vec<String>,
) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    for part in row.split_whitespace() {
        if part == "*" {
            elements.push(Element::Gap);
        } else if let Some(class) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            elements.push(Element::Class(*class_positions.get(class)?));
        } else {
            elements.extend(written(part).into_iter().map(Element::Word));
        }
    }
    Some(elements)
}

/// How many of the words it takes to say all elements in order, passing over words that say nothing
/// in between; `None` when they do not. `is_first`: nothing is passed over before the first. Of
/// several ways the first counts: the longest wording of a class before the shorter, the narrowest
/// gap before the wider, and no word passed over before one.
pub(super) fn find_length(
    words: &[String],
    elements: &[Element],
    classes: &[Vec<Vec<String>>],
    vocabulary: &Vocabulary,
    is_first: bool,
) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(0) };
    let after =
        |taken: usize| find_length(&words[taken..], rest, classes, vocabulary, false).map(|length| taken + length);
    let said = match element {
        Element::Gap => {
            let may_skip = |gap: &usize| *gap == 0 || !NEGATIONS.contains(&words[gap - 1].as_str());
            return (0..=WIDEST_GAP.min(words.len())).take_while(may_skip).find_map(after);
        }
        Element::Word(wanted) => words.first().filter(|word| *word == wanted).and_then(|_| after(1)),
        Element::Class(class) => {
            let wordings = classes[*class].iter().filter(|wording| words.starts_with(wording));
            wordings.map(Vec::len).find_map(after)
        }
    };
    if said.is_some() || is_first {
        return said;
    }
    let may_pass_over = words.first().is_some_and(|word| vocabulary.is(WordUse::BetweenDanger, word));
    if may_pass_over {
        find_length(&words[1..], elements, classes, vocabulary, false).map(|length| length + 1)
    } else {
        None
    }
}

/// Whether the words before turn what a row says into its opposite.
pub(super) fn is_negated(words: &[String], hit: &PatternMatch<'_>, vocabulary: &Vocabulary) -> bool {
    let mut before =
        words[..hit.words.start].iter().rev().skip_while(|word| vocabulary.is(WordUse::BetweenNegation, word));
    before.next().is_some_and(|word| NEGATIONS.contains(&word.as_str()))
}
