//! The layers of the model, run by `rten`.

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueView, op_registry};
use std::{error::Error, sync::Arc};
use thiserror::Error;

/// How many numbers a vector has, of a word piece and of a text.
pub const VECTOR_LENGTH: usize = 384;

/// The layers and heads of the model, with one thread that runs them.
///
/// Callers on several threads take turns: one core at most is kept busy.
pub(crate) struct Encoder {
    model: Model,
    words: NodeId,
    outputs: [NodeId; 6],
    // A thread of its own, so that `rten` does not spread a sentence over all cores: what one reading gains
    // by it is lost for those who are served meanwhile.
    thread: Arc<ThreadPool>,
}

/// What the encoder answers to one run of word pieces.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Encoded {
    /// The mean of what the last layer says of each piece.
    pub(crate) vector: Vec<f32>,
    /// For each need how much speaks for it, as a logit; so the others.
    pub(crate) needs: Vec<f32>,
    pub(crate) dangers: Vec<f32>,
    pub(crate) askers: Vec<f32>,
    pub(crate) whens: Vec<f32>,
    pub(crate) languages: Vec<f32>,
}

/// The layers did not run. No text brings that about: the model is broken, or there is no memory.
#[derive(Debug, Error)]
#[error("the sentence model does not run")]
pub struct ReadError(#[source] Box<dyn Error + Send + Sync>);

impl ReadError {
    fn new(error: impl Error + Send + Sync + 'static) -> Self {
        Self(Box::new(error))
    }
}

impl Encoder {
    /// Loads a file in the format ONNX with the input `words` and the outputs `vector`, `needs`, `dangers`,
    /// `askers`, `whens` and `languages`, as `data/language/training/export.py` writes it.
    pub(crate) fn load(file: &'static [u8]) -> Result<Self, Box<dyn Error + Send + Sync>> {
        // Only what the file names; `rten` joins several of them to operators of its own.
        let operators = op_registry!(
            Abs,
            Add,
            Cast,
            Concat,
            Div,
            Gelu,
            LayerNormalization,
            MatMul,
            MatMulInteger,
            Mul,
            QuantizeLinear,
            ReduceMax,
            ReduceMean,
            Reshape,
            Shape,
            Slice,
            Softmax,
            Split,
            Transpose
        );
        // Packed once, the weights need not be packed anew for each sentence.
        let model = ModelOptions::with_ops(operators).prepack_weights(true).load_static_slice(file)?;
        let mut outputs = [model.node_id("vector")?; 6];
        for (output, name) in outputs.iter_mut().skip(1).zip(["needs", "dangers", "askers", "whens", "languages"]) {
            *output = model.node_id(name)?;
        }
        let words = model.node_id("words")?;
        Ok(Self { model, words, outputs, thread: Arc::new(ThreadPool::with_num_threads(1)) })
    }

    /// Runs the layers over the vectors of word pieces, one after another, [`VECTOR_LENGTH`] numbers each.
    pub(crate) fn encode(&self, vectors: &[f32]) -> Result<Encoded, ReadError> {
        let shape = [1, vectors.len() / VECTOR_LENGTH, VECTOR_LENGTH];
        let words = ValueView::from_shape(shape, vectors).map_err(ReadError::new)?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.thread)));
        let values =
            self.model.run_n(vec![(self.words, words.into())], self.outputs, Some(options)).map_err(ReadError::new)?;
        let [vector, needs, dangers, askers, whens, languages] = values.map(read_row);
        Ok(Encoded {
            vector: vector?,
            needs: needs?,
            dangers: dangers?,
            askers: askers?,
            whens: whens?,
            languages: languages?,
        })
    }
}

/// The numbers of an output, which has one row.
fn read_row(value: Value) -> Result<Vec<f32>, ReadError> {
    let (_, row) = value.into_shape_vec::<f32, 2>().map_err(ReadError::new)?;
    Ok(row)
}
