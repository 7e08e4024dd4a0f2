//! From people's words to needs: the rows of `phrases.csv` found in a sentence by overlap of
//! stems, weighted by rarity.

use super::{
    index::ordinals,
    text::{self, Shorthand, Token},
};
use directory::Terms;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};
use tantivy::{
    Index, IndexReader, Searcher, TantivyDocument, Term,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
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
    stems: Vec<String>,
    needs: Vec<u16>,
    /// The weights of the stems, all together.
    whole: f32,
}

/// Phrases, indexed.
pub struct Phrases {
    rows: Vec<Row>,
    /// What a word alone points to, learned from the rows: needs, and the share of the rows with
    /// the word that have the need.
    hints: HashMap<String, Vec<(u16, f32)>>,
    weights: HashMap<String, f32>,
    searcher: Searcher,
    stems: Field,
    _reader: IndexReader,
}

impl Phrases {
    /// From the rows of the file, the labels of the needs and what each need covers.
    pub fn new(terms: &Terms, shorthand: &Shorthand) -> tantivy::Result<Self> {
        let position: HashMap<&str, u16> = terms.needs.iter().map(|need| need.slug.as_str()).zip(0u16..).collect();
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        let mut add = |words: &str, needs: Vec<u16>| {
            let tokens = shorthand.tokens(words);
            let single = (tokens.len() == 1).then(|| tokens[0].word.clone());
            let stems: Vec<String> = tokens.into_iter().map(|token| token.stem).collect();
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
        let mut frequency: HashMap<String, u32> = HashMap::new();
        for row in &rows {
            for stem in row.stems.iter().collect::<HashSet<_>>() {
                *frequency.entry(stem.clone()).or_default() += 1;
            }
        }
        let count = rows.len() as f32;
        let weights: HashMap<String, f32> = frequency
            .into_iter()
            .map(|(stem, rows)| {
                let rarity = (1.0 + count / (rows as f32 + 0.5)).ln();
                let weight = if text::is_stop_word(&stem) { rarity * STOP_WEIGHT } else { rarity };
                (stem, weight)
            })
            .collect();
        for row in &mut rows {
            row.whole = row.stems.iter().map(|stem| weights[stem]).sum();
        }
        let hints = hints(&rows);
        let (searcher, stems, reader) = index(&rows)?;
        Ok(Self { rows, hints, weights, searcher, stems, _reader: reader })
    }

    /// Every word of the phrases, for the speller.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.rows.iter().flat_map(|row| text::tokens(&row.words)).map(|token| token.word)
    }

    /// The needs that a sentence points to, strongest first.
    pub fn read(&self, tokens: &[Token]) -> tantivy::Result<Vec<NeedSaid>> {
        let mut candidates = self.candidates(tokens)?;
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
        let mut explained: HashSet<usize> = HashSet::new();
        let mut said: Vec<NeedSaid> = Vec::new();
        let mut nothing_for_us = false;
        for candidate in candidates {
            let row = &self.rows[candidate.row];
            let new: f32 =
                candidate.tokens.iter().filter(|at| !explained.contains(at)).map(|&at| self.weight(&tokens[at])).sum();
            let all: f32 = candidate.tokens.iter().map(|&at| self.weight(&tokens[at])).sum();
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
            explained.extend(candidate.tokens);
        }
        // Words about another matter of the council's leave no room for hints.
        if !(nothing_for_us && said.is_empty()) {
            self.hinted(tokens, &explained, &mut said);
        }
        said.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.need.cmp(&b.need)));
        let strongest = said.first().map_or(0.0, |first| first.weight);
        said.iter_mut().for_each(|need| need.weight /= strongest.max(f32::EPSILON));
        said.retain(|need| need.weight >= LEAST_SHARE);
        said.truncate(MOST_NEEDS);
        Ok(said)
    }

    /// Adds what the words that no phrase explains hint at, so that words never listed together
    /// still find their way.
    fn hinted(&self, tokens: &[Token], explained: &HashSet<usize>, said: &mut Vec<NeedSaid>) {
        let mut evidence: Vec<(u16, f32, Vec<usize>)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if explained.contains(&at) || text::is_stop_word(&token.word) {
                continue;
            }
            for (need, share) in self.hints.get(&token.stem).into_iter().flatten() {
                let weight = self.weight(token) * share;
                match evidence.iter_mut().find(|(known, ..)| known == need) {
                    Some((_, sum, at_tokens)) => {
                        *sum += weight;
                        at_tokens.push(at);
                    }
                    None => evidence.push((*need, weight, vec![at])),
                }
            }
        }
        for (need, sum, at) in evidence {
            match said.iter_mut().find(|known| known.need == need) {
                Some(known) => known.weight += sum * HINT,
                None if sum >= LEAST_HINT => {
                    let phrase = at.iter().map(|&at| tokens[at].word.as_str()).collect::<Vec<_>>().join(" + ");
                    let words = at.iter().map(|&at| tokens[at].range.clone()).collect();
                    said.push(NeedSaid { need, weight: sum * HINT, words, phrase });
                }
                None => {}
            }
        }
    }

    fn weight(&self, token: &Token) -> f32 {
        self.weights.get(&token.stem).copied().unwrap_or(0.0)
    }

    fn candidates(&self, tokens: &[Token]) -> tantivy::Result<Vec<Candidate>> {
        let clauses: Vec<(Occur, Box<dyn Query>)> = tokens
            .iter()
            .filter(|token| !text::is_stop_word(&token.word) || token.word.len() > 3)
            .map(|token| {
                let term = Term::from_field_text(self.stems, &token.stem);
                (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>)
            })
            .collect();
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        let found = ordinals(&self.searcher, &BooleanQuery::new(clauses), "row")?;
        Ok(found.into_iter().filter_map(|(row, _)| self.candidate(row as usize, tokens)).collect())
    }

    fn candidate(&self, row: usize, tokens: &[Token]) -> Option<Candidate> {
        let phrase = &self.rows[row];
        let mut matched = Vec::with_capacity(phrase.stems.len());
        let mut weight = 0.0;
        let mut speaking = 0;
        for stem in &phrase.stems {
            let at = (0..tokens.len()).find(|at| tokens[*at].stem == *stem && !matched.contains(at));
            if let Some(at) = at {
                if phrase.single.as_ref().is_some_and(|single| !same_word(single, &tokens[at].word)) {
                    return None;
                }
                weight += self.weights[stem];
                speaking += usize::from(!text::is_stop_word(&tokens[at].word));
                matched.push(at);
            }
        }
        // "not domestic abuse" does not ask for help with domestic abuse.
        let begins = matched.iter().copied().min().unwrap_or(0);
        let denied = begins.checked_sub(1).map(|before| &tokens[before]).is_some_and(|before| {
            matches!(before.word.as_str(), "not" | "isnt" | "never" | "arent") && !phrase.stems.contains(&before.stem)
        });
        if denied {
            return None;
        }
        let together = span(&phrase.stems, tokens).is_some();
        let coverage = weight / phrase.whole.max(f32::EPSILON);
        // One word that speaks says a phrase of several only where they stand together: "hang out
        // after school" is not "out of school".
        let enough = together || speaking >= 2 || (speaking == 1 && phrase.stems.len() == 1);
        if !enough || coverage < LEAST_COVERAGE {
            return None;
        }
        let score = coverage * coverage * weight * if together { TOGETHER } else { 1.0 };
        Some(Candidate { row, tokens: matched, score })
    }
}

/// Whether two words are one, but for a plural or a long word's ending.
fn same_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let plural = long.strip_prefix(short).is_some_and(|ending| matches!(ending, "" | "s" | "es"));
    plural || short.len() >= LONG_WORD
}

struct Candidate {
    row: usize,
    tokens: Vec<usize>,
    score: f32,
}

/// What each word points to by itself: the needs of the rows it stands in.
fn hints(rows: &[Row]) -> HashMap<String, Vec<(u16, f32)>> {
    let mut counts: HashMap<&str, (f32, HashMap<u16, f32>)> = HashMap::new();
    for row in rows {
        for stem in row.stems.iter().collect::<HashSet<_>>() {
            let (rows_with, needs) = counts.entry(stem).or_default();
            *rows_with += 1.0;
            for (need, later) in row.needs.iter().zip(LATER_NEEDS) {
                *needs.entry(*need).or_default() += later;
            }
        }
    }
    let kept = counts.into_iter().filter(|(stem, _)| stem.len() > 2).map(|(stem, (rows_with, needs))| {
        let shares = needs.into_iter().map(|(need, count)| (need, count / (rows_with + UNSEEN)));
        let mut clear: Vec<(u16, f32)> = shares.filter(|(_, share)| *share >= LEAST_SHARE_OF_HINT).collect();
        clear.sort_by_key(|(need, _)| *need);
        (stem.to_owned(), clear)
    });
    kept.filter(|(_, needs)| !needs.is_empty()).collect()
}

fn span(stems: &[String], tokens: &[Token]) -> Option<Range<usize>> {
    (0..(tokens.len() + 1).saturating_sub(stems.len()))
        .find(|&start| stems.iter().enumerate().all(|(i, stem)| tokens[start + i].stem == *stem))
        .map(|start| start..start + stems.len())
}

fn index(rows: &[Row]) -> tantivy::Result<(Searcher, Field, IndexReader)> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let stems = schema.add_text_field("stems", TextOptions::default().set_indexing_options(indexing));
    let row_field = schema.add_u64_field("row", NumericOptions::default().set_fast());
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000)?;
    for (at, row) in (0u64..).zip(rows) {
        let mut document = TantivyDocument::new();
        document.add_text(stems, row.stems.join(" "));
        document.add_u64(row_field, at);
        writer.add_document(document)?;
    }
    writer.commit()?;
    let reader = index.reader()?;
    Ok((reader.searcher(), stems, reader))
}
