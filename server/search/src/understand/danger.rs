//! Words that mean danger. The longest row of `dangers.csv` that covers the words wins, so that
//! "suicide bereavement group" is not "suicide".

mod rows;
mod sentence;

use super::{
    spelling::is_doubled,
    text::{Shorthand, Token},
};
use directory::{Alarm, DangerPhrase, Slug, WordClass, phrase::WORRIED_ABOUT_SELF};
use places::{
    apart::{self, Shelves},
    ordinary,
};
use rows::Rows;
use rustc_hash::FxHashMap;
use sentence::{CONTRACTIONS, Manner, Sentence, UNKNOWN, with_a_manner, written_out};
use std::collections::HashMap;

/// What the words mean for safety.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Dangers said, most often said first: slugs of `[[dangers]]`.
    pub dangers: Vec<Slug>,
    /// The rows of the file that say so.
    pub rows: Vec<String>,
    /// Whether a quiet helpline line should stay, without alarm.
    pub quiet: bool,
    /// Whether the person asking is the one who does harm or fears they will. Never when the
    /// words also say that somebody is being hurt.
    pub worried_about_self: bool,
}

impl Reading {
    /// Whether the urgent panel comes first.
    pub fn is_urgent(&self) -> bool {
        !self.dangers.is_empty()
    }
}

/// The rows of `dangers.csv`, ready to be found in a sentence.
#[derive(Debug, Default)]
pub struct Dangers {
    /// What each word that is looked for is heard as: those of the rows, contractions, and those
    /// that may stand between others.
    heard: FxHashMap<String, Heard>,
    /// The words of the rows, for those that are slips of them.
    shelves: Shelves,
    rows: Rows,
    /// By the number of a word.
    words: Vec<Word>,
    /// How many classes the rows name.
    classes: u32,
    /// Words that are a row of danger by themselves.
    alarming: Vec<String>,
}

/// What a row wants next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Element {
    /// This word.
    Word(u32),
    /// Any wording of this class, the longest first.
    Any(u32),
    /// Up to [`sentence::WIDEST_GAP`] words of any kind.
    Gap,
}

/// What a word is heard as.
#[derive(Debug, Clone, Copy)]
struct Heard {
    /// The number of the word, or of those that a contraction means.
    numbers: [Option<u32>; 2],
    /// Whether it stands in a row.
    in_rows: bool,
}

/// What a word may begin.
#[derive(Debug, Default)]
struct Word {
    manner: Manner,
    /// The classes of which it is a wording by itself.
    classes: Vec<u32>,
    /// The longer wordings that begin with it, in the order of their second word.
    wordings: Vec<Wording>,
}

/// The words of a class after the first of them.
#[derive(Debug)]
struct Wording {
    class: u32,
    rest: Box<[u32]>,
}

#[derive(Debug)]
struct Row {
    alarm: Alarm,
    /// As the file has it.
    written: String,
}

/// Wordings of more words are not looked for: nobody searches for so many.
const LONGEST_WORDING: usize = 31;
/// Shorter words are not mended.
const SHORTEST_MENDED: usize = 5;

impl Dangers {
    /// From the rows of the file and the classes of words they name. A class that is not there
    /// leaves its rows out; `hubfinder check` says so.
    pub fn new(rows: &[DangerPhrase], classes: &[WordClass], shorthand: &Shorthand) -> Self {
        let written = |words: &str| -> Vec<String> {
            written_out(&shorthand.tokens(words)).into_iter().map(str::to_owned).collect()
        };
        let classes: HashMap<&str, &WordClass> = classes.iter().map(|class| (class.name.as_str(), class)).collect();
        let mut dangers = Self::default();
        // The number of each class that a row has named.
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut all = Vec::new();
        for row in rows {
            let Some(parts) = parts(&row.words, &classes, &written) else { continue };
            let alone = parts.len() == 1 && matches!(row.alarm, Alarm::Danger(_));
            let elements = parts.into_iter().map(|part| match part {
                Part::Gap => Element::Gap,
                Part::Word(word) => {
                    let number = dangers.number(&word);
                    dangers.alarming.extend(alone.then_some(word));
                    Element::Word(number)
                }
                Part::Class(class) => {
                    let wordings = || class.words.iter().map(|words| written(words));
                    if alone {
                        dangers.alarming.extend(wordings().filter(|words| words.len() == 1).flatten());
                    }
                    Element::Any(*known.entry(class.name.as_str()).or_insert_with(|| dangers.add_class(wordings())))
                }
            });
            let elements: Vec<Element> = elements.collect();
            all.push((elements, Row { alarm: row.alarm.clone(), written: row.words.clone() }));
        }
        dangers.rows = Rows::new(all);
        dangers.words.iter_mut().for_each(|word| word.wordings.sort_by_key(|wording| wording.rest[0]));
        dangers.shelves.sort();
        for word in with_a_manner() {
            dangers.hear(word, &[word]);
        }
        for (short, long) in CONTRACTIONS {
            dangers.hear(short, long);
        }
        dangers
    }

    /// The number of a word of the rows, a new one when it is new.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(Heard { numbers: [Some(number), _], .. }) = self.heard.get(word) {
            return *number;
        }
        self.shelves.put(word.to_owned());
        self.new_number(word, true)
    }

    fn new_number(&mut self, word: &str, in_rows: bool) -> u32 {
        let number = self.words.len() as u32;
        self.heard.insert(word.to_owned(), Heard { numbers: [Some(number), None], in_rows });
        self.words.push(Word { manner: Manner::of(word), ..Word::default() });
        number
    }

    /// Hears a word, now that the rows are known, as these one or two.
    fn hear(&mut self, word: &str, as_words: &[&str]) {
        let mut numbers = [None, None];
        for (number, word) in numbers.iter_mut().zip(as_words) {
            *number = match self.numbers_of(word)[0] {
                Some(UNKNOWN) | None => Some(self.new_number(word, false)),
                known => known,
            };
        }
        let in_rows = self.knows(word);
        self.heard.insert(word.to_owned(), Heard { numbers, in_rows });
    }

    /// The numbers of the words that a word is heard as; [`UNKNOWN`] when it says nothing here.
    fn numbers_of(&self, word: &str) -> [Option<u32>; 2] {
        match self.heard.get(word).or_else(|| self.heard.get(self.mended(word)?)) {
            Some(heard) => heard.numbers,
            None => [Some(UNKNOWN), None],
        }
    }

    /// Takes in a class and gives its number.
    fn add_class(&mut self, wordings: impl Iterator<Item = Vec<String>>) -> u32 {
        let class = self.classes;
        self.classes += 1;
        for words in wordings {
            let numbers: Vec<u32> = words.iter().map(|word| self.number(word)).collect();
            let Some((first, rest)) = numbers.split_first().filter(|_| numbers.len() <= LONGEST_WORDING) else {
                continue;
            };
            let word = &mut self.words[*first as usize];
            if rest.is_empty() {
                word.classes.push(class);
            } else {
                word.wordings.push(Wording { class, rest: rest.into() });
            }
        }
        class
    }

    /// Words that mean danger all by themselves: nobody's slip is corrected into one.
    pub fn alarming(&self) -> impl Iterator<Item = &str> {
        self.alarming.iter().map(String::as_str)
    }

    /// Whether a word stands in any row.
    pub fn knows(&self, word: &str) -> bool {
        self.heard.get(word).is_some_and(|heard| heard.in_rows)
    }

    /// Whether a word is heard as another one that means danger, so that it is not corrected into
    /// something harmless.
    pub fn hears(&self, word: &str) -> bool {
        self.mended(word).is_some()
    }

    /// Reads a sentence.
    pub fn read(&self, tokens: &[Token]) -> Reading {
        let sentence = Sentence::new(self, tokens);
        let found = sentence.matches();
        let mut counts: Vec<(&Slug, usize)> = Vec::new();
        let mut reading = Reading::default();
        for hit in &found {
            // The longer row wins; of two that cover the same words, the one that does not alarm.
            let covered = found.iter().any(|other| {
                let holds = other.words.start <= hit.words.start && other.words.end >= hit.words.end;
                let calms = !matches!(other.row.alarm, Alarm::Danger(_)) && matches!(hit.row.alarm, Alarm::Danger(_));
                holds && (other.words.len() > hit.words.len() || (calms && other.words.len() == hit.words.len()))
            });
            if covered {
                continue;
            }
            reading.rows.push(hit.row.written.clone());
            match &hit.row.alarm {
                Alarm::Calm => {}
                Alarm::Quiet => reading.quiet = true,
                Alarm::Danger(_) if sentence.negates(hit) => reading.quiet = true,
                Alarm::Danger(slug) => match counts.iter_mut().find(|(known, _)| *known == slug) {
                    Some((_, count)) => *count += hit.words.len(),
                    None => counts.push((slug, hit.words.len())),
                },
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let hurt = counts.iter().any(|(slug, _)| **slug != WORRIED_ABOUT_SELF);
        reading.worried_about_self = !hurt && !counts.is_empty();
        reading.dangers = counts
            .into_iter()
            .filter(|(slug, _)| !hurt || **slug != WORRIED_ABOUT_SELF)
            .map(|(slug, _)| slug.clone())
            .collect();
        reading
    }

    /// A long word that is one slip away from a word of danger is heard as that word: nobody is
    /// shown a correction, and a missed cry costs more than a panel too many. Of several the first
    /// by the alphabet; a letter left out of a double one before other slips.
    fn mended(&self, word: &str) -> Option<&str> {
        if word.len() < SHORTEST_MENDED || self.knows(word) || ordinary::is_listed(word) {
            return None;
        }
        let doubled = self.shelves.near(word, 1).filter(|known| is_doubled(known, word)).min();
        // "Racing" is not "raping": a word with an ordinary ending is no slip.
        let slip = || {
            let slips = self.shelves.near(word, 1).filter(|known| known.len() >= SHORTEST_MENDED);
            slips.filter(|known| apart::by_one(known, word)).min().filter(|_| !ordinary::is_ordinary(word))
        };
        doubled.or_else(slip)
    }
}

/// A part of a row, as the file has it.
enum Part<'c> {
    Word(String),
    Class(&'c WordClass),
    Gap,
}

/// The parts of a row; `None` when it names a class that is not there, begins with a gap or says
/// nothing.
fn parts<'c>(
    row: &str,
    classes: &HashMap<&str, &'c WordClass>,
    written: &impl Fn(&str) -> Vec<String>,
) -> Option<Vec<Part<'c>>> {
    let mut parts = Vec::new();
    for part in row.split_whitespace() {
        if part == "*" {
            parts.push(Part::Gap);
        } else if let Some(class) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            parts.push(Part::Class(classes.get(class)?));
        } else {
            parts.extend(written(part).into_iter().map(Part::Word));
        }
    }
    parts.first().is_some_and(|first| !matches!(first, Part::Gap)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dangers() -> Dangers {
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
        Dangers::new(&rows, &classes, &Shorthand::default())
    }

    fn read(text: &str) -> Reading {
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
        let dangers = Dangers::new(&[row("kicker"), row("kicked"), row("stabbing")], &[], &Shorthand::default());
        assert_eq!(dangers.mended("kicke"), Some("kicked"));
        assert_eq!(dangers.mended("stabing"), Some("stabbing"));
        assert_eq!(dangers.mended("kicked"), None, "it is no slip");
        assert_eq!(dangers.mended("stain"), None);
    }

    #[test]
    fn the_longest_wording_of_a_class_is_tried_first_and_shorter_ones_after_it() {
        let row = |words: &str| DangerPhrase { words: words.into(), alarm: Alarm::Quiet, line: 0 };
        let words = ["left", "left us alone", "left us"].map(str::to_owned).to_vec();
        let classes = [WordClass { name: "left".parse().unwrap(), words, line: 0 }];
        let dangers = Dangers::new(&[row("{left} us"), row("{left} alone")], &classes, &Shorthand::default());
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
