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
    /// Dangers said, most often said first: slugs of `[[dangers]]`.
    pub dangers: Vec<Slug>,
    /// The rows of the file that say so.
    pub rows: Vec<String>,
    /// Whether a quiet helpline line should stay, without alarm.
    pub quiet: bool,
    /// Whether calm rows explain every word that says something.
    pub is_calm: bool,
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
        let alone = |row: &&Row| matches!(row.alarm, Alarm::Danger(_)) && row.elements.len() == 1;
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
        decide_danger(&self.find_rows(&words), &words, &self.vocabulary)
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

/// Decides what the rows that a sentence says mean together: which dangers, and with them whether the
/// urgent panel comes first.
fn decide_danger(found: &[PatternMatch<'_>], words: &[String], vocabulary: &Vocabulary) -> Danger {
    let mut danger = Danger { is_calm: explain_all(found, words, vocabulary), ..Danger::default() };
    // How many words say each danger.
    let mut counts: Vec<(&Slug, usize)> = Vec::new();
    for hit in found {
        if found.iter().any(|other| other.covers(hit)) {
            continue;
        }
        danger.rows.push(hit.row.written.clone());
        match &hit.row.alarm {
            Alarm::Calm => {}
            Alarm::Quiet => danger.quiet = true,
            Alarm::Danger(_) if is_negated(words, hit, vocabulary) => danger.quiet = true,
            Alarm::Danger(slug) => match counts.iter_mut().find(|(known, _)| *known == slug) {
                Some((_, count)) => *count += hit.words.len(),
                None => counts.push((slug, hit.words.len())),
            },
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let is_hurt = counts.iter().any(|(slug, _)| **slug != WORRIED_ABOUT_SELF);
    danger.worried_about_self = !is_hurt && !counts.is_empty();
    let said = counts.into_iter().map(|(slug, _)| slug);
    danger.dangers = said.filter(|slug| !is_hurt || **slug != WORRIED_ABOUT_SELF).cloned().collect();
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
mod tests {
    use super::*;
    use crate::vocabulary::of_county;

    fn dangers() -> DangerPatterns {
        let row = |words: &str, alarm| DangerPhrase { words: words.into(), alarm, line: 0 };
        let danger = |slug: &str| Alarm::Danger(slug.parse().unwrap());
        let rows = [
            row("he hits me", danger("hurt-now")),
            row("suicide", danger("suicide")),
            row("want to die", danger("suicide")),
            row("domestic abuse", danger("domestic-abuse")),
            row("suicide bereavement group", Alarm::Calm),
            row("he is hitting me", danger("hurt-now")),
            row("just arguing", Alarm::Quiet),
            row("i hit my girlfriend", danger("worried-about-self")),
            row("{family} * touched me", danger("sexual-assault")),
            row("{family} {hits} {us}", danger("hurt-now")),
        ];
        let class = |name: &str, words: &[&str]| WordClass {
            name: name.parse().unwrap(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            line: 0,
        };
        let classes = [
            class("family", &["uncle", "my step dad", "step dad"]),
            class("hits", &["hits", "is hitting", "hit"]),
            class("us", &["me", "my kids", "my little girl"]),
        ];
        DangerPatterns::new(&rows, &classes, &of_county(), &Shorthand::default())
    }

    fn read(text: &str) -> Danger {
        dangers().read(&crate::text::tokens(text))
    }

    #[test]
    fn danger_is_heard_and_the_longer_calm_phrase_cancels_it() {
        assert!(read("please help he hits me").is_urgent());
        assert!(read("want 2 die").is_urgent());
        assert!(!read("suicide bereavement group in Evesham").is_urgent());
    }

    #[test]
    fn slips_and_words_between_do_not_hide_danger() {
        assert!(read("hes always hiting me").is_urgent());
        assert!(read("i want to just die").is_urgent());
        assert!(!read("he never hits me").is_urgent());
    }

    #[test]
    fn a_slip_of_several_words_is_heard_as_the_first_by_the_alphabet() {
        let row = |words: &str| DangerPhrase { words: words.into(), alarm: Alarm::Quiet, line: 0 };
        let dangers = DangerPatterns::new(
            &[row("kicker"), row("kicked"), row("stabbing")],
            &[],
            &of_county(),
            &Shorthand::default(),
        );
        assert_eq!(dangers.mend_word("kicke"), Some("kicked"));
        assert_eq!(dangers.mend_word("stabing"), Some("stabbing"));
        assert_eq!(dangers.mend_word("kicked"), None, "it is no slip");
        assert_eq!(dangers.mend_word("stain"), None);
    }

    #[test]
    fn the_longest_wording_of_a_class_is_tried_first_and_shorter_ones_after_it() {
        let row = |words: &str| DangerPhrase { words: words.into(), alarm: Alarm::Quiet, line: 0 };
        let words = ["left", "left us alone", "left us"].map(str::to_owned).to_vec();
        let classes = [WordClass { name: "left".parse().unwrap(), words, line: 0 }];
        let dangers = DangerPatterns::new(
            &[row("{left} us"), row("{left} alone")],
            &classes,
            &of_county(),
            &Shorthand::default(),
        );
        let rows = |text: &str| dangers.read(&crate::text::tokens(text)).rows;
        assert_eq!(rows("left us"), ["{left} us"]);
        assert_eq!(rows("left us alone"), ["{left} alone"], "it covers the words of the other row");
        assert!(rows("left them").is_empty());
    }

    #[test]
    fn classes_and_gaps_stand_for_many_wordings() {
        assert!(read("my step dad is hitting my little girl").is_urgent());
        assert!(read("uncle came in last night and touched me").is_urgent());
        assert!(!read("uncle never touched me").is_urgent());
    }

    #[test]
    fn words_that_say_no_leave_a_quiet_line_only() {
        let reading = read("not domestic abuse just arguing");
        assert!(!reading.is_urgent() && reading.quiet);
    }

    #[test]
    fn whoever_hurts_is_never_taken_for_whoever_is_hurt() {
        assert!(read("I hit my girlfriend").worried_about_self);
        let both = read("i hit my girlfriend but he hits me");
        assert!(both.is_urgent() && !both.worried_about_self);
    }
}
