//! From a question to help: one index, one ranking.

pub mod ages;
pub mod asker;
pub mod catalogue;
pub mod cover;
pub mod danger;
pub mod documents;
pub mod engine;
pub mod filter;
pub mod index;
pub mod phrases;
pub mod query;
pub mod rank;
pub mod spelling;
pub mod suggest;
pub mod text;
pub mod understand;
pub mod when;

pub use engine::{Answer, Engine, FilterName, Found, Hidden};
pub use query::{AnsweredOn, Search, Sort};
/// Why the index did not answer.
pub use tantivy::TantivyError as IndexError;
pub use understand::Understood;
