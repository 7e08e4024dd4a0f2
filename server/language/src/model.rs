//! The model with its files.

use crate::encoder::{Encoder, ReadError};
use crate::neighbours::{Neighbours, NeighboursError};
use crate::pieces::{Pieces, PiecesError};
use crate::reading::{Labels, Reading, combine_windows};
use crate::windows::split_windows;
use crate::word_vectors::{WordVectors, WordVectorsError};
use std::error::Error;
use thiserror::Error;

// Carried inside the program: one file is the whole server. `data/language/training/export.py` writes them.
static ENCODER: &[u8] = include_bytes!("../../../data/language/model/encoder.onnx");
static LABELS: &str = include_str!("../../../data/language/model/labels.json");
static PIECES: &str = include_str!("../../../data/language/model/pieces.tsv");
static SENTENCES: &[u8] = include_bytes!("../../../data/language/model/sentences.bin");
static WORD_VECTORS: &[u8] = include_bytes!("../../../data/language/model/words.bin");

/// The pieces that stand before and after every text.
const ENDS: usize = 2;

/// The sentence model. Loaded once, read by all threads.
pub struct SentenceModel {
    pieces: Pieces<'static>,
    word_vectors: WordVectors<'static>,
    encoder: Encoder,
    neighbours: Neighbours<'static>,
    labels: Labels,
}

/// Why the model cannot be loaded. Its files are part of the program, so it is the program that is broken.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The layers cannot be read.
    #[error("encoder.onnx cannot be read")]
    Encoder(#[source] Box<dyn Error + Send + Sync>),
    /// The labels are no JSON of the kind that is wanted.
    #[error("labels.json cannot be read")]
    Labels(#[from] serde_json::Error),
    /// The vectors of sentences cannot be read.
    #[error("sentences.bin cannot be read")]
    Neighbours(#[from] NeighboursError),
    /// The word pieces cannot be read.
    #[error("pieces.tsv cannot be read")]
    Pieces(#[from] PiecesError),
    /// The table of vectors cannot be read.
    #[error("words.bin cannot be read")]
    WordVectors(#[from] WordVectorsError),
    /// The files are not of one model.
    #[error("the files of the model do not belong together: {0}")]
    Mismatch(&'static str),
}

impl SentenceModel {
    /// Loads the model that the program carries.
    pub fn load() -> Result<Self, LoadError> {
        let model = Self {
            pieces: Pieces::read(PIECES)?,
            word_vectors: WordVectors::new(WORD_VECTORS)?,
            encoder: Encoder::load(ENCODER).map_err(LoadError::Encoder)?,
            neighbours: Neighbours::new(SENTENCES)?,
            labels: serde_json::from_str(LABELS)?,
        };
        model.check()?;
        Ok(model)
    }

    /// Whether each piece has a vector and each logit a label.
    fn check(&self) -> Result<(), LoadError> {
        let labels = &self.labels;
        if self.pieces.count() != self.word_vectors.count() {
            return Err(LoadError::Mismatch("words.bin has other rows than pieces.tsv"));
        }
        if labels.longest <= ENDS {
            return Err(LoadError::Mismatch("labels.json leaves no room for a text"));
        }
        let encoded = self.encoder.encode(&self.word_vectors.look_up(&[Pieces::START, Pieces::END]));
        let encoded = encoded.map_err(|error| LoadError::Encoder(error.into()))?;
        let lists = [
            (&labels.needs, &encoded.needs),
            (&labels.dangers, &encoded.dangers),
            (&labels.askers, &encoded.askers),
            (&labels.whens, &encoded.whens),
            (&labels.languages, &encoded.languages),
        ];
        if lists.iter().any(|(labels, logits)| labels.is_empty() || labels.len() != logits.len()) {
            return Err(LoadError::Mismatch("labels.json has other labels than encoder.onnx"));
        }
        if labels.dangers.first().is_none_or(|first| !first.is_empty()) {
            return Err(LoadError::Mismatch("labels.json does not begin its dangers with none"));
        }
        Ok(())
    }

    /// The word pieces of the model.
    pub fn pieces(&self) -> &Pieces<'static> {
        &self.pieces
    }

    /// Reads a text of any language and length, also an empty one.
    ///
    /// Blocks: a sentence of 20 words takes some 2 ms of a core. A text of more than 110 word pieces is read
    /// in windows that overlap, some 9 ms each and 64 at most, the first and the last: more than 16 KB of any
    /// language. [`Reading`] says what becomes of their answers. Others who read meanwhile come in between two
    /// windows.
    pub fn read(&self, text: &str) -> Result<Reading, ReadError> {
        let pieces = self.pieces.cut(text);
        let windows = split_windows(&pieces, self.labels.longest - ENDS);
        let mut encoded = Vec::with_capacity(windows.len());
        for window in windows {
            let with_ends = [&[Pieces::START], window, &[Pieces::END]].concat();
            let mut read = self.encoder.encode(&self.word_vectors.look_up(&with_ends))?;
            self.neighbours.move_dangers(&mut read.dangers, &read.vector);
            encoded.push(read);
        }
        Ok(combine_windows(&encoded, &self.labels))
    }
}
