//! Danger: what the words mean for safety, decided by [`decide_danger`]. `present::urgent` of the web
//! crate makes the urgent panel of it.
//!
//! The rows of `dangers.csv` are patterns of words and classes of words. The longest row that covers
//! the words wins, so that "suicide bereavement group" is not "suicide".

mod patterns;

use super::spelling::is_doubled;
use crate::{
    text::{Shorthand, Token},
    vocabulary::Vocabulary,
};
use directory::{Alarm, DangerPhrase, Slug, WordClass, danger::WORRIED_ABOUT_SELF};
use patterns::{Element, PatternMatch, Row, find_length, is_negated, read_elements};
use places::{common_words, edit_distance_within};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// What the words mean for safety.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Danger {
    /// Dangers said, in the order of `[[dangers]]`: the first gives the urgent panel its heading. What was
    /// [heard](DangerPatterns::add_heard) without being said in so many words follows.
    pub dangers: Vec<Slug>,
    /// The rows of the file that say so.
    pub rows: Vec<String>,
    /// Whether a quiet helpline line should stay, without alarm.
    pub quiet: bool,
    /// Whether calm rows explain every word that says something.
    pub is_calm: bool,
    /// The danger that was denied or belongs to the past, as in "not suicidal": what the quiet line is about.
    pub quiet_about: Option<Slug>,
    /// Whether the words say that the one who is hurt, or who asks, is a man.
    pub man: bool,
    /// Whether the person asking is the one who does harm or fears they will. Never when the
    /// words also say that somebody is being hurt.
    pub worried_about_self: bool,
}

impl Danger {
    /// Whether the urgent panel comes first.
    pub fn is_urgent(&self) -> bool {
        !self.dangers.is_empty()
    }
}

/// The rows of `dangers.csv`, ready to be found in a sentence.
#[derive(Debug, Default)]
pub struct DangerPatterns {
    vocabulary: Arc<Vocabulary>,
    rows: Vec<Row>,
    /// The rows by each word that they may begin with, in the order of the file.
    rows_by_first_word: HashMap<String, Vec<usize>>,
    /// The wordings of each class, the longest first.
    classes: Vec<Vec<Vec<String>>>,
    /// All words of the rows and their classes.
    words: BTreeSet<String>,
    /// The slugs of `[[dangers]]`, first what gives the panel its heading.
    order: Vec<Slug>,
    /// Each danger that is a part of another, with that other.
    parts: Vec<(Slug, Slug)>,
}

/// Shorter words are not mended.
const SHORTEST_MENDED: usize = 5;

impl DangerPatterns {
    /// From the rows of the file and the classes of words they name. A class that is not there
    /// leaves its rows out; `hubfinder check` says so.
    pub fn new(
        rows: &[DangerPhrase],
        classes: &[WordClass],
        vocabulary: &Arc<Vocabulary>,
        shorthand: &Shorthand,
    ) -> Self {
        let written = |words: &str| vocabulary.without_contractions(&shorthand.tokens(words));
        let mut patterns = Self { vocabulary: vocabulary.clone(), ..Self::default() };
        let mut class_positions: HashMap<&str, usize> = HashMap::new();
        for class in classes {
            let mut wordings: Vec<Vec<String>> = class.words.iter().map(|words| written(words)).collect();
            wordings.retain(|words| !words.is_empty());
            wordings.sort_by_key(|words| Reverse(words.len()));
            class_positions.insert(class.name.as_str(), patterns.classes.len());
            patterns.classes.push(wordings);
        }
        for row in rows {
            let elements = read_elements(&row.words, &class_positions, written);
            let Some(elements) = elements.filter(|elements| !matches!(elements[..], [] | [Element::Gap, ..])) else {
                continue;
            };
            patterns.add_row(Row { elements, alarm: row.alarm.clone(), written: row.words.clone() });
        }
        patterns
    }

    /// These patterns, that put what is said in the order of the authority's dangers.
    pub fn in_order_of(self, dangers: &[directory::authority::Danger]) -> Self {
        let part = |danger: &directory::authority::Danger| Some((danger.slug.clone(), danger.part_of.clone()?));
        Self {
            order: dangers.iter().map(|danger| danger.slug.clone()).collect(),
            parts: dangers.iter().filter_map(part).collect(),
            ..self
        }
    }

    fn add_row(&mut self, row: Row) {
        let position = self.rows.len();
        for wording in self.wordings_of(&row.elements[0]) {
            let rows = self.rows_by_first_word.entry(wording[0].clone()).or_default();
            if rows.last() != Some(&position) {
                rows.push(position);
            }
        }
        for element in &row.elements {
            self.words.extend(self.wordings_of(element).into_iter().flatten());
        }
        self.rows.push(row);
    }

    /// The ways to say an element; none for a gap.
    fn wordings_of(&self, element: &Element) -> Vec<Vec<String>> {
        match element {
            Element::Word(word) => vec![vec![word.clone()]],
            Element::Class(class) => self.classes[*class].clone(),
            Element::Gap => Vec::new(),
        }
    }

    /// Words that mean danger all by themselves: nobody's slip is corrected into one.
    pub fn alarming_words(&self) -> impl Iterator<Item = String> {
        let alone = |row: &&Row| matches!(row.alarm, Alarm::Dangers(_)) && row.elements.len() == 1;
        let wordings = self.rows.iter().filter(alone).flat_map(|row| self.wordings_of(&row.elements[0]));
        wordings.filter(|words| words.len() == 1).flatten()
    }

    /// Whether a word stands in any row.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The word of danger that a word is heard as. A long word that is one slip away from a word of
    /// danger is heard as that word: nobody is shown a correction, and a missed cry costs more than
    /// a panel too many. Of several the first by the alphabet; a letter left out of a double one
    /// before other slips.
    pub fn mend_word(&self, word: &str) -> Option<&str> {
        if word.len() < SHORTEST_MENDED || self.has_word(word) || common_words::is_base_form(word) {
            return None;
        }
        let first_letter = word.chars().next()?.to_string();
        let near = || {
            let same_letter = self.words.range(first_letter.clone()..);
            let same_letter = same_letter.take_while(|known| known.starts_with(&first_letter));
            same_letter.map(String::as_str).filter(|known| known.len().abs_diff(word.len()) <= 1)
        };
        if let Some(doubled) = near().find(|known| is_doubled(known, word)) {
            return Some(doubled);
        }
        // "Racing" is not "raping": a word with an ordinary ending is no slip.
        if common_words::is_common_word(word) {
            return None;
        }
        near().find(|known| known.len() >= SHORTEST_MENDED && edit_distance_within(known, word, 1).is_some())
    }

    /// Reads what a sentence means for safety.
    pub fn read(&self, tokens: &[Token]) -> Danger {
        let mut words = self.vocabulary.without_contractions(tokens);
        for word in &mut words {
            if let Some(meant) = self.mend_word(word) {
                *word = meant.to_owned();
            }
        }
        let mut danger = decide_danger(&self.find_rows(&words), &words, &self.vocabulary);
        danger.dangers.sort_by_key(|slug| self.order.iter().position(|known| known == slug).unwrap_or(usize::MAX));
        danger
    }

    /// Adds a danger that was heard without being said in so many words, as the sentence model hears it: it
    /// adds lines to the panel, and gives it its heading only when no danger was said. The danger of people
    /// who do harm is left out where somebody is hurt, and so is one of which a part was said.
    pub fn add_heard(&self, danger: &mut Danger, heard: &Slug) {
        let part_was_said = self.parts.iter().any(|(part, whole)| whole == heard && danger.dangers.contains(part));
        let is_harm = *heard == WORRIED_ABOUT_SELF && !danger.dangers.is_empty() && !danger.worried_about_self;
        if part_was_said || is_harm || danger.dangers.contains(heard) {
            return;
        }
        if danger.worried_about_self && *heard != WORRIED_ABOUT_SELF {
            danger.dangers.clear();
        }
        danger.worried_about_self = *heard == WORRIED_ABOUT_SELF;
        danger.dangers.push(heard.clone());
    }

    /// Every row that the words say, in the order of the words and then of the file.
    fn find_rows(&self, words: &[String]) -> Vec<PatternMatch<'_>> {
        let mut found = Vec::new();
        for (start, word) in words.iter().enumerate() {
            for &position in self.rows_by_first_word.get(word).into_iter().flatten() {
                let row = &self.rows[position];
                if let Some(length) = find_length(&words[start..], &row.elements, &self.classes, &self.vocabulary, true)
                {
                    found.push(PatternMatch { words: start..start + length, row });
                }
            }
        }
        found
    }
}

/// Decides what the rows that a sentence says mean together: which dangers, in the order of the words, and
/// with them whether the urgent panel comes first.
fn decide_danger(found: &[PatternMatch<'_>], words: &[String], vocabulary: &Vocabulary) -> Danger {
    let mut danger = Danger { is_calm: explain_all(found, words, vocabulary), ..Danger::default() };
    let mut is_woman = false;
    for hit in found {
        let covering = || found.iter().filter(|other| other.covers(hit));
        if covering().next().is_some() {
            // "Not suicidal", "used to self harm": a quiet row holds the words of the danger.
            if let Alarm::Dangers(slugs) = &hit.row.alarm
                && covering().any(|other| other.row.alarm == Alarm::Quiet)
            {
                danger.quiet_about = danger.quiet_about.or_else(|| slugs.first().cloned());
            }
            continue;
        }
        danger.rows.push(hit.row.written.clone());
        match &hit.row.alarm {
            Alarm::Calm => {}
            Alarm::Quiet => danger.quiet = true,
            Alarm::Man => danger.man |= !is_negated(words, hit, vocabulary),
            Alarm::Woman => is_woman |= !is_negated(words, hit, vocabulary),
            Alarm::Dangers(slugs) if is_negated(words, hit, vocabulary) => {
                danger.quiet = true;
                danger.quiet_about = danger.quiet_about.or_else(|| slugs.first().cloned());
            }
            Alarm::Dangers(slugs) => {
                let new = slugs.iter().filter(|slug| !danger.dangers.contains(slug)).cloned();
                let new: Vec<Slug> = new.collect();
                danger.dangers.extend(new);
            }
        }
    }
    danger.man &= !is_woman;
    let is_hurt = danger.dangers.iter().any(|slug| *slug != WORRIED_ABOUT_SELF);
    danger.worried_about_self = !is_hurt && !danger.dangers.is_empty();
    danger.dangers.retain(|slug| !is_hurt || *slug != WORRIED_ABOUT_SELF);
    danger
}

/// Whether calm rows cover every word that says something by itself.
fn explain_all(found: &[PatternMatch<'_>], words: &[String], vocabulary: &Vocabulary) -> bool {
    let calm: Vec<_> = found.iter().filter(|hit| hit.row.alarm == Alarm::Calm).collect();
    let is_explained =
        |(at, word): (usize, &String)| vocabulary.is_stop_word(word) || calm.iter().any(|hit| hit.words.contains(&at));
    !calm.is_empty() && words.iter().enumerate().all(is_explained)
}

#[cfg(test)]
mod tests;
