//! Needs: the rows of `phrases.csv` found in a sentence by overlap of stems, weighted by rarity, and
//! blended with the needs that danger brings.

use crate::{
    text::{self, Shorthand, Token},
    vocabulary::Vocabulary,
};
use directory::Terms;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

/// How much of a phrase's rarity the sentence must hold for the phrase to count.
const LEAST_COVERAGE: f32 = 0.6;
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
/// What the needs of a danger count for, by their place.
const NEEDS_OF_DANGER: [f32; 3] = [1.0, 0.7, 0.5];
/// What other needs in a sentence count for with those of a danger.
const WITH_DANGER: f32 = 0.6;
/// Most needs one sentence is read as.
const MOST_NEEDS: usize = 6;
/// A text of more words is read piece by piece, so that words far from each other say no phrase together.
const LONGEST_PIECE: usize = 60;
/// What a need counts for again in each other piece that points to it.
const AGAIN: f32 = 0.3;

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
    /// The rows that hold it, in their order.
    rows: Vec<u32>,
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

/// The phrases that point to needs, with what they teach about each stem.
pub struct Phrases {
    rows: Vec<Row>,
    /// A number for each stem.
    numbers: HashMap<String, u32>,
    /// By the numbers of the stems.
    stems: Vec<Stem>,
    vocabulary: Arc<Vocabulary>,
}

impl Phrases {
    /// From the rows of the file, the labels of the needs and what each need covers.
    pub fn new(terms: &Terms, vocabulary: &Arc<Vocabulary>, shorthand: &Shorthand) -> Self {
        let position: HashMap<&str, u16> = terms.needs.iter().map(|need| need.slug.as_str()).zip(0u16..).collect();
        let mut seen = HashSet::new();
        let mut numbers: HashMap<String, u32> = HashMap::new();
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
        let mut stems = learn_stems(&rows, &numbers, vocabulary);
        for (at, row) in (0u32..).zip(&mut rows) {
            row.whole = row.stems.iter().map(|&stem| stems[stem as usize].weight).sum();
            row.stems.iter().for_each(|&stem| stems[stem as usize].rows.push(at));
        }
        Self { rows, numbers, stems, vocabulary: vocabulary.clone() }
    }

    /// Every word of the phrases, for the speller.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.rows.iter().flat_map(|row| text::tokens(&row.words)).map(|token| token.word)
    }

    /// The needs that a text points to, strongest first.
    pub fn read(&self, tokens: &[Token]) -> Vec<NeedSaid> {
        if tokens.len() <= LONGEST_PIECE {
            return self.read_piece(tokens);
        }
        let mut all: Vec<NeedSaid> = Vec::new();
        for said in tokens.chunks(LONGEST_PIECE).flat_map(|piece| self.read_piece(piece)) {
            match all.iter_mut().find(|known| known.need == said.need) {
                Some(known) => {
                    let (more, less) = (known.weight.max(said.weight), known.weight.min(said.weight));
                    known.weight = more + less * AGAIN;
                    known.words.extend(said.words);
                }
                None => all.push(said),
            }
        }
        strongest_first(all)
    }

    /// The needs that a sentence points to, strongest first.
    fn read_piece(&self, tokens: &[Token]) -> Vec<NeedSaid> {
        let heard = self.look_up(tokens);
        let mut candidates = self.candidates(tokens, &heard);
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
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
            self.add_hints(tokens, &heard, &explained, &mut said);
        }
        strongest_first(said)
    }

    fn look_up(&self, tokens: &[Token]) -> Vec<Said> {
        let heard = |token: &Token| {
            let stem = self.numbers.get(&token.stem).copied();
            let speaks = !self.vocabulary.is_stop_word(&token.word);
            let weight = stem.map_or(0.0, |stem| self.stems[stem as usize].weight);
            Said { stem, speaks, finds: speaks || token.word.len() > 3, weight }
        };
        tokens.iter().map(heard).collect()
    }

    /// Adds what the words that no phrase explains hint at, so that words never listed together
    /// still find their way.
    fn add_hints(&self, tokens: &[Token], heard: &[Said], explained: &[bool], said: &mut Vec<NeedSaid>) {
        // Of each need that is hinted at: the evidence, and the tokens that hint.
        let mut evidence: Vec<(u16, f32, Vec<usize>)> = Vec::new();
        for (at, token) in heard.iter().enumerate() {
            let Some(stem) = token.stem.filter(|_| token.speaks && !explained[at]) else { continue };
            for (need, share) in &self.stems[stem as usize].hints {
                let weight = token.weight * share;
                match evidence.iter_mut().find(|(known, ..)| known == need) {
                    Some((_, sum, hinting)) => {
                        *sum += weight;
                        hinting.push(at);
                    }
                    None => evidence.push((*need, weight, vec![at])),
                }
            }
        }
        for (need, sum, hinting) in evidence {
            match said.iter_mut().find(|known| known.need == need) {
                Some(known) => known.weight += sum * HINT,
                None if sum >= LEAST_HINT => {
                    let phrase = hinting.iter().map(|&at| tokens[at].word.as_str()).collect::<Vec<_>>().join(" + ");
                    let words = hinting.iter().map(|&at| tokens[at].range.clone()).collect();
                    said.push(NeedSaid { need, weight: sum * HINT, words, phrase });
                }
                None => {}
            }
        }
    }

    /// The rows that the words say well enough, in their order.
    fn candidates(&self, tokens: &[Token], said: &[Said]) -> Vec<Candidate> {
        let finding = said.iter().filter(|said| said.finds).filter_map(|said| said.stem);
        let mut rows: Vec<u32> = finding.flat_map(|stem| self.stems[stem as usize].rows.iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().filter_map(|row| self.candidate(row, tokens, said)).collect()
    }

    /// A row, when the words say it well enough.
    fn candidate(&self, row: u32, tokens: &[Token], said: &[Said]) -> Option<Candidate> {
        let phrase = &self.rows[row as usize];
        let mut matched: Vec<usize> = Vec::new();
        let mut weight = 0.0;
        let mut speaking = 0;
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
        let together = are_together(&phrase.stems, said);
        if !(together || speaking >= 2 || (speaking == 1 && phrase.stems.len() == 1)) {
            return None;
        }
        // "not domestic abuse" does not ask for help with domestic abuse.
        let begins = matched.iter().copied().min().unwrap_or(0);
        let denied = begins.checked_sub(1).is_some_and(|before| {
            matches!(tokens[before].word.as_str(), "not" | "isnt" | "never" | "arent")
                && !said[before].stem.is_some_and(|stem| phrase.stems.contains(&stem))
        });
        let score = coverage * coverage * weight * if together { TOGETHER } else { 1.0 };
        (!denied).then_some(Candidate { row, tokens: matched, score })
    }
}

/// Needs in the order of their weights, the strongest being 1; those far behind it are left out.
fn strongest_first(mut said: Vec<NeedSaid>) -> Vec<NeedSaid> {
    said.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.need.cmp(&b.need)));
    let strongest = said.first().map_or(0.0, |first| first.weight);
    said.iter_mut().for_each(|need| need.weight /= strongest.max(f32::EPSILON));
    said.retain(|need| need.weight >= LEAST_SHARE);
    said.truncate(MOST_NEEDS);
    said
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
fn learn_stems(rows: &[Row], numbers: &HashMap<String, u32>, vocabulary: &Vocabulary) -> Vec<Stem> {
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
        stem.weight = if vocabulary.is_stop_word(text) { rarity * STOP_WEIGHT } else { rarity };
        if text.len() > 2 {
            let shares = needs.iter().map(|(need, count)| (*need, count / (rows_with + UNSEEN)));
            stem.hints = shares.filter(|(_, share)| *share >= LEAST_SHARE_OF_HINT).collect();
            stem.hints.sort_by_key(|(need, _)| *need);
        }
    }
    stems
}

/// Whether the stems stand together and in order.
fn are_together(stems: &[u32], said: &[Said]) -> bool {
    said.windows(stems.len()).any(|window| window.iter().zip(stems).all(|(said, stem)| said.stem == Some(*stem)))
}

/// Puts the needs of the dangers before those of the words: somebody in danger needs help with that
/// first, whatever else the words say. `of_dangers` are the needs of each danger, most urgent first.
pub fn blend_needs<'n>(said: Vec<NeedSaid>, of_dangers: impl IntoIterator<Item = &'n [u16]>) -> Vec<NeedSaid> {
    let mut blended: Vec<NeedSaid> = Vec::new();
    for needs in of_dangers {
        for (&need, weight) in needs.iter().zip(NEEDS_OF_DANGER) {
            if !blended.iter().any(|known| known.need == need) {
                blended.push(NeedSaid { need, weight, words: Vec::new(), phrase: String::new() });
            }
        }
    }
    if blended.is_empty() {
        return said;
    }
    for said in said {
        match blended.iter_mut().find(|known| known.need == said.need) {
            Some(known) => known.weight = known.weight.max(said.weight),
            None => blended.push(NeedSaid { weight: said.weight * WITH_DANGER, ..said }),
        }
    }
    blended.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    blended
}

#[cfg(test)]
mod tests;
