//! From a question to help: what a sentence means, one query of the index, one ranking.

pub mod catalogue;
mod engine;
pub mod index;
pub mod names;
pub mod query;
pub mod rank;
pub mod sentence_model;
pub mod suggest;
pub mod text;
pub mod understand;
pub mod vocabulary;

pub use engine::{Answer, Choosing, Engine, Found, ORDERED};
/// What the sentence model says of a text.
pub use language::Reading;
pub use query::{AnsweredOn, Search, Sort};
pub use rank::{
    cover, family,
    filters::{FilterName, Hidden},
};
/// Why the index did not answer.
pub use tantivy::TantivyError as IndexError;
pub use understand::{Understood, when};
