//! From people's words to needs: the rows of `phrases.csv` found in a sentence by overlap of
//! stems, weighted by rarity.

mod spoken;

use super::text::{self, Shorthand, Token};
use directory::Terms;
use rustc_hash::FxHashMap;
use spoken::{Spoken, WHOLE, share};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// How much of a phrase's rarity the sentence must hold for the phrase to count.
const LEAST_COVERAGE: f32 = 0.6;
/// A little more than what the others may weigh of a phrase that counts without one of its heaviest
/// words, so that rounding leaves no phrase out.
const MOST_WITHOUT: f32 = 1.001 - LEAST_COVERAGE;
/// The share of a row that the stems spoken must be at the least, of [`WHOLE`]. Shares are rounded up.
const LEAST_SHARE_OF_ROW: u32 = (WHOLE as f32 * (1.0 - MOST_WITHOUT)) as u32;
/// What a word that says nothing by itself weighs against other words of a phrase.
const STOP_WEIGHT: f32 = 0.25;
/// What a phrase gains when its words stand together and in order.
const TOGETHER: f32 = 1.4;
/// What the second and third need of a row count for.
const LATER_NEEDS: [f32; 3] = [1.0, 0.75, 0.6];
/// Needs under this share of the strongest are not shown back.
const LEAST_SHARE: f32 = 0.3;
/// What a hint counts for against a phrase.
const HINT: f32 = 0.3;
/// The least evidence that words alone must gather for a need that no phrase points to.
const LEAST_HINT: f32 = 2.2;
/// The least share of a word's rows that a need must have for the word to hint at it.
const LEAST_SHARE_OF_HINT: f32 = 0.3;
/// Rows without the need that every word is taken to have unseen, so that rare words are not
/// trusted blindly.
const UNSEEN: f32 = 2.0;
/// From this length on, another ending does not make another word.
const LONG_WORD: usize = 7;
/// Most needs one sentence is read as.
const MOST_NEEDS: usize = 6;

/// A need that words point to.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedSaid {
    /// Position in `terms.needs`.
    pub need: u16,
    /// From 0 to 1, the strongest need of the sentence being 1.
    pub weight: f32,
    /// Where the words that point to it stand in what was typed, in bytes; empty for a need that
    /// danger brings.
    pub words: Vec<Range<usize>>,
    /// The phrase that points to it.
    pub phrase: String,
}

struct Row {
    words: String,
    /// The only word of a row of one word: it must stand as it is, or as a plural, since a stem
    /// alone says too little ("parking" is not "park").
    single: Option<String>,
    /// Numbers of its stems in `Phrases::stems`.
    stems: Box<[u32]>,
    needs: Vec<u16>,
    /// The weights of the stems, all together.
    whole: f32,
}

/// What is known of a stem.
#[derive(Default)]
struct Stem {
    /// Its rarity, less for a word that says nothing.
    weight: f32,
    /// What it points to by itself, learned from the rows: needs, and the share of the rows with
    /// the stem that have the need.
    hints: Vec<(u16, f32)>,
    /// The rows that are filed under it, so that most are judged without a look at the rows: of
    /// each its number, how many stems it has, and these with the [`share`] of each.
    filed: Vec<u32>,
}

/// A token as the rows know it.
#[derive(Clone, Copy)]
struct Said {
    /// The number of its stem; `None` when no row holds it.
    stem: Option<u32>,
    /// Whether it says something by itself.
    speaks: bool,
    /// Whether a row may be found by it.
    finds: bool,
    /// The weight of its stem.
    weight: f32,
}

/// Phrases, each filed under its heaviest stems.
pub struct Phrases {
    rows: Vec<Row>,
    /// A number for each stem.
    numbers: FxHashMap<String, u32>,
    /// By the numbers of the stems.
    stems: Vec<Stem>,
}

impl Phrases {
    /// From the rows of the file, the labels of the needs and what each need covers.
    pub fn new(terms: &Terms, shorthand: &Shorthand) -> Self {
        let position: HashMap<&str, u16> = terms.needs.iter().map(|need| need.slug.as_str()).zip(0u16..).collect();
        let mut seen = HashSet::new();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut rows = Vec::new();
        let mut add = |words: &str, needs: Vec<u16>| {
            let tokens = shorthand.tokens(words);
            let single = (tokens.len() == 1).then(|| tokens[0].word.clone());
            let stems: Box<[u32]> = tokens
                .into_iter()
                .map(|token| {
                    let next = numbers.len() as u32;
                    *numbers.entry(token.stem).or_insert(next)
                })
                .collect();
            if !stems.is_empty() && seen.insert(stems.clone()) {
                rows.push(Row { words: words.to_owned(), single, stems, needs, whole: 0.0 });
            }
        };
        for phrase in &terms.phrases {
            add(&phrase.words, phrase.needs.iter().filter_map(|need| position.get(need.as_str()).copied()).collect());
        }
        for (at, need) in (0u16..).zip(&terms.needs) {
            add(&need.label, vec![at]);
            need.covers.iter().for_each(|covers| add(covers, vec![at]));
        }
        let mut stems = learned(&rows, &numbers);
        for (at, row) in (0u32..).zip(&mut rows) {
            row.whole = row.stems.iter().map(|&stem| stems[stem as usize].weight).sum();
            let shares: Vec<u32> =
                row.stems.iter().map(|&stem| share(stem, stems[stem as usize].weight, row.whole)).collect();
            for stem in heaviest(row, &stems) {
                let filed = &mut stems[stem as usize].filed;
                filed.extend([at, row.stems.len() as u32]);
                filed.extend(shares.iter());
            }
        }
        Self { rows, numbers, stems }
    }

    /// Every word of the phrases, for the speller.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.rows.iter().flat_map(|row| text::tokens(&row.words)).map(|token| token.word)
    }

    /// The needs that a sentence points to, strongest first.
    pub fn read(&self, tokens: &[Token]) -> Vec<NeedSaid> {
        let heard = self.heard(tokens);
        let mut candidates = self.candidates(tokens, &heard);
        candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
        let mut explained = vec![false; tokens.len()];
        let mut said: Vec<NeedSaid> = Vec::new();
        let mut nothing_for_us = false;
        for candidate in candidates {
            let row = &self.rows[candidate.row as usize];
            let new: f32 = candidate.tokens.iter().filter(|at| !explained[**at]).map(|&at| heard[at].weight).sum();
            let all: f32 = candidate.tokens.iter().map(|&at| heard[at].weight).sum();
            let share = new / all.max(f32::EPSILON);
            // Words that a stronger phrase has explained do not count again, unless the two tell
            // the same words in two ways.
            if share < 0.5 {
                continue;
            }
            for (&need, later) in row.needs.iter().zip(LATER_NEEDS) {
                let weight = candidate.score * share * later;
                match said.iter_mut().find(|known| known.need == need) {
                    Some(known) => {
                        let (more, less) =
                            if weight > known.weight { (weight, known.weight) } else { (known.weight, weight) };
                        known.weight = more + less * 0.3;
                    }
                    None => said.push(NeedSaid {
                        need,
                        weight,
                        words: candidate.tokens.iter().map(|&at| tokens[at].range.clone()).collect(),
                        phrase: row.words.clone(),
                    }),
                }
            }
            nothing_for_us |= row.needs.is_empty();
            candidate.tokens.iter().for_each(|&at| explained[at] = true);
        }
        // Words about another matter of the council's leave no room for hints.
        if !(nothing_for_us && said.is_empty()) {
            self.hinted(tokens, &heard, &explained, &mut said);
        }
        said.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.need.cmp(&b.need)));
        let strongest = said.first().map_or(0.0, |first| first.weight);
        said.iter_mut().for_each(|need| need.weight /= strongest.max(f32::EPSILON));
        said.retain(|need| need.weight >= LEAST_SHARE);
        said.truncate(MOST_NEEDS);
        said
    }

    fn heard(&self, tokens: &[Token]) -> Vec<Said> {
        let heard = |token: &Token| {
            let stem = self.numbers.get(&token.stem).copied();
            let speaks = !text::is_stop_word(&token.word);
            let weight = stem.map_or(0.0, |stem| self.stems[stem as usize].weight);
            Said { stem, speaks, finds: speaks || token.word.len() > 3, weight }
        };
        tokens.iter().map(heard).collect()
    }

    /// Adds what the words that no phrase explains hint at, so that words never listed together
    /// still find their way.
    fn hinted(&self, tokens: &[Token], heard: &[Said], explained: &[bool], said: &mut Vec<NeedSaid>) {
        let mut evidence: Vec<(u16, f32)> = Vec::new();
        // The words that may hint at something, and what each hints at.
        let hinting = || {
            let free = heard.iter().enumerate().filter(move |(at, token)| token.speaks && !explained[*at]);
            free.filter_map(move |(at, token)| Some((at, token, &self.stems[token.stem? as usize].hints)))
        };
        for (_, token, hints) in hinting() {
            for (need, share) in hints {
                let weight = token.weight * share;
                match evidence.iter_mut().find(|(known, _)| known == need) {
                    Some((_, sum)) => *sum += weight,
                    None => evidence.push((*need, weight)),
                }
            }
        }
        for (need, sum) in evidence {
            match said.iter_mut().find(|known| known.need == need) {
                Some(known) => known.weight += sum * HINT,
                None if sum >= LEAST_HINT => {
                    let of_need = |hints: &[(u16, f32)]| hints.iter().any(|(hinted, _)| *hinted == need);
                    let at: Vec<usize> = hinting().filter(|(.., hints)| of_need(hints)).map(|(at, ..)| at).collect();
                    let phrase = at.iter().map(|&at| tokens[at].word.as_str()).collect::<Vec<_>>().join(" + ");
                    let words = at.iter().map(|&at| tokens[at].range.clone()).collect();
                    said.push(NeedSaid { need, weight: sum * HINT, words, phrase });
                }
                None => {}
            }
        }
    }

    /// The rows that the words say well enough.
    fn candidates(&self, tokens: &[Token], said: &[Said]) -> Vec<Candidate> {
        let spoken = Spoken::new(said.iter().filter_map(|said| said.stem));
        let mut rows: Vec<u32> = Vec::new();
        for stem in &spoken.stems {
            let mut filed = &self.stems[*stem as usize].filed[..];
            while let [row, length, after @ ..] = filed {
                let (stems, after) = after.split_at(*length as usize);
                filed = after;
                // Whether the stems that are spoken at all weigh enough.
                if spoken.share(stems) >= LEAST_SHARE_OF_ROW {
                    rows.push(*row);
                }
            }
        }
        rows.sort_unstable();
        rows.dedup();
        let mut matched = Vec::new();
        rows.into_iter().filter_map(|row| self.candidate(row, tokens, said, &mut matched)).collect()
    }

    /// A row, when the words say it well enough. `matched` is room for the words that it is said by.
    fn candidate(&self, row: u32, tokens: &[Token], said: &[Said], matched: &mut Vec<usize>) -> Option<Candidate> {
        let phrase = &self.rows[row as usize];
        let mut weight = 0.0;
        let mut speaking = 0;
        matched.clear();
        for stem in &phrase.stems {
            let Some(at) = (0..said.len()).find(|at| said[*at].stem == Some(*stem) && !matched.contains(at)) else {
                continue;
            };
            weight += said[at].weight;
            speaking += usize::from(said[at].speaks);
            matched.push(at);
        }
        let coverage = weight / phrase.whole.max(f32::EPSILON);
        if coverage < LEAST_COVERAGE {
            return None;
        }
        if let Some(single) = &phrase.single
            && matched.first().is_some_and(|&at| !same_word(single, &tokens[at].word))
        {
            return None;
        }
        // One word that speaks says a phrase of several only where they stand together: "hang out
        // after school" is not "out of school".
        let together = stands(&phrase.stems, said);
        if !(together || speaking >= 2 || (speaking == 1 && phrase.stems.len() == 1)) {
            return None;
        }
        let holds = |said: &Said| said.stem.is_some_and(|stem| phrase.stems.contains(&stem));
        if !said.iter().any(|said| said.finds && holds(said)) {
            return None;
        }
        // "not domestic abuse" does not ask for help with domestic abuse.
        let begins = matched.iter().copied().min().unwrap_or(0);
        let denied = begins.checked_sub(1).is_some_and(|before| {
            matches!(tokens[before].word.as_str(), "not" | "isnt" | "never" | "arent") && !holds(&said[before])
        });
        let score = coverage * coverage * weight * if together { TOGETHER } else { 1.0 };
        (!denied).then(|| Candidate { row, tokens: matched.clone(), score })
    }
}

/// Whether two words are one, but for a plural or a long word's ending.
fn same_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let plural = long.strip_prefix(short).is_some_and(|ending| matches!(ending, "" | "s" | "es"));
    plural || short.len() >= LONG_WORD
}

struct Candidate {
    row: u32,
    tokens: Vec<usize>,
    score: f32,
}

/// What the rows teach about each stem: how rare it is, and what it points to by itself.
fn learned(rows: &[Row], numbers: &FxHashMap<String, u32>) -> Vec<Stem> {
    let mut counts: Vec<(f32, HashMap<u16, f32>)> = vec![Default::default(); numbers.len()];
    for row in rows {
        for stem in row.stems.iter().collect::<HashSet<_>>() {
            let (rows_with, needs) = &mut counts[*stem as usize];
            *rows_with += 1.0;
            for (need, later) in row.needs.iter().zip(LATER_NEEDS) {
                *needs.entry(*need).or_default() += later;
            }
        }
    }
    let mut stems: Vec<Stem> = counts.iter().map(|_| Stem::default()).collect();
    for (text, number) in numbers {
        let (rows_with, needs) = &counts[*number as usize];
        let rarity = (1.0 + rows.len() as f32 / (rows_with + 0.5)).ln();
        let stem = &mut stems[*number as usize];
        stem.weight = if text::is_stop_word(text) { rarity * STOP_WEIGHT } else { rarity };
        if text.len() > 2 {
            let shares = needs.iter().map(|(need, count)| (*need, count / (rows_with + UNSEEN)));
            stem.hints = shares.filter(|(_, share)| *share >= LEAST_SHARE_OF_HINT).collect();
            stem.hints.sort_by_key(|(need, _)| *need);
        }
    }
    stems
}

/// Whether the stems stand together and in order.
fn stands(stems: &[u32], said: &[Said]) -> bool {
    let first = stems.first().copied();
    said.windows(stems.len())
        .any(|window| window[0].stem == first && window.iter().zip(stems).all(|(said, stem)| said.stem == Some(*stem)))
}

/// The fewest stems of a row that weigh so much together that it cannot count when none of them is
/// said.
fn heaviest(row: &Row, stems: &[Stem]) -> Vec<u32> {
    let weight = |stem: u32| stems[stem as usize].weight;
    let mut all = row.stems.to_vec();
    all.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
    let mut together = 0.0;
    let enough = |stem: &u32| {
        let before = together;
        together += weight(*stem);
        before <= row.whole * MOST_WITHOUT
    };
    let mut heaviest: Vec<u32> = all.into_iter().take_while(enough).collect();
    heaviest.dedup();
    heaviest
}

#[cfg(test)]
mod tests;
