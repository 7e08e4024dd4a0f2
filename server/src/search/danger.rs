//! Words that mean danger. The longest row of `dangers.csv` that covers the words wins, so that
//! "suicide bereavement group" is not "suicide".

use super::{
    spelling::is_doubled,
    text::{Shorthand, Token},
};
use crate::places::ordinary;
use directory::{Alarm, DangerPhrase, Slug, WordClass, phrase::WORRIED_ABOUT_SELF};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

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
    /// Rows by the words they may begin with.
    begins: HashMap<String, Vec<usize>>,
    rows: Vec<Row>,
    words: HashSet<String>,
    sorted: Vec<String>,
}

/// What a row wants next.
#[derive(Debug)]
enum Element {
    /// Any of these, each one or several words, the longest first.
    Any(Vec<Vec<String>>),
    /// Up to [`WIDEST_GAP`] words of any kind.
    Gap,
}

#[derive(Debug)]
struct Row {
    elements: Vec<Element>,
    alarm: Alarm,
    /// As the file has it.
    written: String,
}

struct Match<'d> {
    words: Range<usize>,
    row: &'d Row,
}

/// Shorter words are not mended.
const SHORTEST_MENDED: usize = 5;
/// Most words that a `*` stands for.
const WIDEST_GAP: usize = 4;
/// Words that turn what follows into its opposite.
const NEGATIONS: [&str; 4] = ["not", "no", "never", "without"];
/// Words that may stand between the words of a row without changing what they mean.
const PASSED_OVER: [&str; 24] = [
    "just",
    "has",
    "have",
    "been",
    "really",
    "always",
    "keeps",
    "still",
    "even",
    "now",
    "then",
    "again",
    "also",
    "is",
    "literally",
    "fully",
    "constantly",
    "sometimes",
    "often",
    "and",
    "my",
    "the",
    "a",
    "so",
];
/// Words that may stand between a negation and what it negates.
const FILLERS: [&str; 8] = ["a", "an", "any", "being", "really", "in", "about", "the"];

impl Dangers {
    /// From the rows of the file and the classes of words they name. A class that is not there
    /// leaves its rows out; `hubfinder check` says so.
    pub fn new(rows: &[DangerPhrase], classes: &[WordClass], shorthand: &Shorthand) -> Self {
        let written = |words: &str| written_out(&shorthand.tokens(words));
        let classes: HashMap<&str, Vec<Vec<String>>> = classes
            .iter()
            .map(|class| {
                let mut words: Vec<Vec<String>> = class.words.iter().map(|words| written(words)).collect();
                words.sort_by_key(|words| std::cmp::Reverse(words.len()));
                words.dedup();
                (class.name.as_str(), words)
            })
            .collect();
        let mut dangers = Self::default();
        for row in rows {
            let Some(elements) = elements(&row.words, &classes, &written) else { continue };
            let Some(Element::Any(first)) = elements.first() else { continue };
            let at = dangers.rows.len();
            let mut begins: Vec<&String> = first.iter().filter_map(|words| words.first()).collect();
            begins.sort();
            begins.dedup();
            for word in begins {
                dangers.begins.entry(word.clone()).or_default().push(at);
            }
            for element in &elements {
                if let Element::Any(any) = element {
                    dangers.words.extend(any.iter().flatten().cloned());
                }
            }
            dangers.rows.push(Row { elements, alarm: row.alarm.clone(), written: row.words.clone() });
        }
        dangers.sorted = dangers.words.iter().cloned().collect();
        dangers.sorted.sort();
        dangers
    }

    /// Words that mean danger all by themselves: nobody's slip is corrected into one.
    pub fn alarming(&self) -> impl Iterator<Item = &str> {
        let alone = |row: &&Row| matches!(row.alarm, Alarm::Danger(_)) && row.elements.len() == 1;
        let words = self.rows.iter().filter(alone).flat_map(|row| &row.elements).flat_map(|element| match element {
            Element::Any(any) => any.as_slice(),
            Element::Gap => &[],
        });
        words.filter(|words| words.len() == 1).map(|words| words[0].as_str())
    }

    /// Whether a word stands in any row.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether a word is heard as another one that means danger, so that it is not corrected into
    /// something harmless.
    pub fn hears(&self, word: &str) -> bool {
        let mut heard = word.to_owned();
        self.mend(&mut heard);
        heard != word
    }

    /// Reads a sentence.
    pub fn read(&self, tokens: &[Token]) -> Reading {
        let mut words = written_out(tokens);
        words.iter_mut().for_each(|word| self.mend(word));
        let found = self.matches(&words);
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
                Alarm::Danger(_) if is_negated(&words, hit) => reading.quiet = true,
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
    /// shown a correction, and a missed cry costs more than a panel too many.
    fn mend(&self, word: &mut String) {
        if word.len() < SHORTEST_MENDED || self.words.contains(word.as_str()) || ordinary::is_listed(word) {
            return;
        }
        let first = word.as_bytes().first().copied();
        let near = |known: &&String| {
            known.len() >= SHORTEST_MENDED
                && known.as_bytes().first().copied() == first
                && known.len().abs_diff(word.len()) <= 1
                && strsim::osa_distance(known, word) == 1
        };
        let doubled = self.sorted.iter().find(|known| is_doubled(known, word));
        // "Racing" is not "raping": a word with an ordinary ending is no slip.
        let slip = || if ordinary::is_ordinary(word) { None } else { self.sorted.iter().find(near) };
        if let Some(known) = doubled.or_else(slip) {
            word.clone_from(known);
        }
    }

    fn matches(&self, words: &[String]) -> Vec<Match<'_>> {
        let mut found = Vec::new();
        for start in 0..words.len() {
            let Some(rows) = self.begins.get(&words[start]) else { continue };
            for row in rows.iter().map(|&at| &self.rows[at]) {
                if let Some(length) = follow(&words[start..], &row.elements, true) {
                    found.push(Match { words: start..start + length, row });
                }
            }
        }
        found
    }
}

/// The elements of a row; `None` when it names a class that is not there or says nothing.
fn elements(
    row: &str,
    classes: &HashMap<&str, Vec<Vec<String>>>,
    written: &impl Fn(&str) -> Vec<String>,
) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    for part in row.split_whitespace() {
        if part == "*" {
            elements.push(Element::Gap);
        } else if let Some(class) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            elements.push(Element::Any(classes.get(class)?.clone()));
        } else {
            elements.extend(written(part).into_iter().map(|word| Element::Any(vec![vec![word]])));
        }
    }
    (!elements.is_empty()).then_some(elements)
}

/// How many of the words it takes to say all elements in order, passing over words that say
/// nothing in between; `None` when they do not. `first`: nothing is passed over before the first.
fn follow(words: &[String], elements: &[Element], first: bool) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(0) };
    match element {
        Element::Gap => (0..=WIDEST_GAP.min(words.len()))
            .take_while(|&gap| gap == 0 || !NEGATIONS.contains(&words[gap - 1].as_str()))
            .find_map(|gap| follow(&words[gap..], rest, false).map(|length| gap + length)),
        Element::Any(any) => {
            let said = any
                .iter()
                .filter(|wanted| words.starts_with(wanted))
                .find_map(|wanted| follow(&words[wanted.len()..], rest, false).map(|length| wanted.len() + length));
            if said.is_some() || first {
                return said;
            }
            let passed = words.first().is_some_and(|word| PASSED_OVER.contains(&word.as_str()));
            if passed { follow(&words[1..], elements, false).map(|length| length + 1) } else { None }
        }
    }
}

fn is_negated(words: &[String], hit: &Match<'_>) -> bool {
    let mut before = words[..hit.words.start].iter().rev().skip_while(|word| FILLERS.contains(&word.as_str()));
    before.next().is_some_and(|word| NEGATIONS.contains(&word.as_str()))
}

/// Contractions written out, so that "hes" is "he is" and "cannot" is "can not".
fn written_out(tokens: &[Token]) -> Vec<String> {
    let mut words = Vec::with_capacity(tokens.len() + 4);
    for token in tokens {
        let pair = match token.word.as_str() {
            "hes" => ["he", "is"],
            "shes" => ["she", "is"],
            "theyre" => ["they", "are"],
            "im" => ["i", "am"],
            "ive" => ["i", "have"],
            "id" => ["i", "would"],
            "weve" => ["we", "have"],
            "were" => ["we", "are"],
            "dont" => ["do", "not"],
            "doesnt" => ["does", "not"],
            "didnt" => ["did", "not"],
            "cant" | "cannot" => ["can", "not"],
            "wont" => ["will", "not"],
            "isnt" | "aint" => ["is", "not"],
            "arent" => ["are", "not"],
            "wasnt" => ["was", "not"],
            "couldnt" => ["could", "not"],
            "wouldnt" => ["would", "not"],
            "havent" => ["have", "not"],
            "hasnt" => ["has", "not"],
            "whos" => ["who", "is"],
            "thats" => ["that", "is"],
            "its" => ["it", "is"],
            "theres" => ["there", "is"],
            "wanna" => ["want", "to"],
            "gonna" => ["going", "to"],
            "wana" => ["want", "to"],
            "2" => ["to", ""],
            "4" => ["for", ""],
            other => [other, ""],
        };
        words.extend(pair.iter().filter(|word| !word.is_empty()).map(|word| (*word).to_owned()));
    }
    words
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
        dangers().read(&crate::search::text::tokens(text))
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
