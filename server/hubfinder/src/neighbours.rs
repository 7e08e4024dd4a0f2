//! The sentences of `data/language` that lie nearest to a sentence: the reason of a reading.

use anyhow::Context;
use serde::Deserialize;
use std::{fs, path::Path};

/// What 1 is written as in the file of vectors, whose numbers are bytes.
const ONE: f32 = 127.0;

/// A sentence that the model was trained on.
#[derive(Debug, Clone, Deserialize)]
pub struct Neighbour {
    /// The words.
    pub text: String,
    /// Its needs, best first.
    pub needs: Vec<String>,
    /// Its danger, or empty.
    pub danger: String,
    /// How alike the two are in meaning: the cosine of their vectors.
    #[serde(skip)]
    pub likeness: f32,
}

/// The `count` sentences of the folder `data/language` that lie nearest to the vector of a sentence, nearest
/// first. Fails where the folder cannot be read, or its vectors are not those of its sentences.
pub fn nearest(language: &Path, vector: &[f32], count: usize) -> anyhow::Result<Vec<Neighbour>> {
    let vectors = language.join("model/sentences.bin");
    let bytes = fs::read(&vectors).with_context(|| format!("cannot read {}", vectors.display()))?;
    let mut sentences = read_sentences(language)?;
    // Behind each vector stands what its danger is.
    let row_length = vector.len() + 1;
    anyhow::ensure!(
        bytes.len() == sentences.len() * row_length,
        "{} is not of the sentences beside it: run `make train`",
        vectors.display()
    );
    for (sentence, row) in sentences.iter_mut().zip(bytes.chunks_exact(row_length)) {
        let product: f32 = row.iter().zip(vector).map(|(byte, number)| f32::from(byte.cast_signed()) * number).sum();
        sentence.likeness = product / ONE;
    }
    sentences.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    sentences.truncate(count);
    Ok(sentences)
}

/// All sentences that the model was trained on, in the order of the files' names and of their lines.
fn read_sentences(language: &Path) -> anyhow::Result<Vec<Neighbour>> {
    let entries = fs::read_dir(language).with_context(|| format!("cannot read {}", language.display()))?;
    let mut paths: Vec<_> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        name.starts_with("sentences-") && name.ends_with(".jsonl")
    });
    paths.sort();
    let mut sentences = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for (line, text) in (1..).zip(text.lines()) {
            let sentence = serde_json::from_str(text).with_context(|| format!("{} line {line}", path.display()))?;
            sentences.push(sentence);
        }
    }
    Ok(sentences)
}
