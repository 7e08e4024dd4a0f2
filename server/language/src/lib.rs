//! What a sentence means, by a small sentence model that runs inside the program.
//!
//! The model reads a sentence of any language whole and says which needs and dangers it speaks of, who
//! is asking, when it is, and in which language; each with how sure it is. A text is cut into word pieces ([`Pieces`]), each
//! piece becomes its vector in a table, and six layers make an answer of them (multilingual-e5-small, cut
//! down and trained further: `data/language`). The sentences that it was trained on which lie nearest are
//! asked too whether there is danger. [`SentenceModel`] is all of that with its files, which the program
//! carries.
//!
//! A reading keeps a core busy for milliseconds, so it does not belong on a thread that serves others, and
//! [`Limiter`] keeps the queue for it short.

mod encoder;
mod limiter;
mod model;
mod neighbours;
mod normalise;
mod pieces;
mod reading;
mod windows;
mod word_vectors;

pub use encoder::{ReadError, VECTOR_LENGTH};
pub use limiter::{Limiter, Permit};
pub use model::{LoadError, SentenceModel};
pub use neighbours::NeighboursError;
pub use normalise::normalise;
pub use pieces::{Pieces, PiecesError};
pub use reading::{Estimate, Estimates, Reading};
pub use word_vectors::WordVectorsError;
