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
    /// The tokens that point to it.
    pub tokens: Vec<usize>,
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
        let (searcher, stems, reader) = index(&rows)?;
        Ok(Self { rows, weights, searcher, stems, _reader: reader })
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
                        tokens: candidate.tokens.clone(),
                        phrase: row.words.clone(),
                    }),
                }
            }
            explained.extend(candidate.tokens);
        }
        said.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.need.cmp(&b.need)));
        let strongest = said.first().map_or(0.0, |first| first.weight);
        said.iter_mut().for_each(|need| need.weight /= strongest.max(f32::EPSILON));
        said.retain(|need| need.weight >= LEAST_SHARE);
        said.truncate(MOST_NEEDS);
        Ok(said)
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
