//! What runs: the store, the search, the places and the pages over HTTP, and the commands of
//! `hubfinder`.

pub mod catalogue;
pub mod commands;
pub mod fingerprint;
pub mod folder;
pub mod listen;
pub mod places;
pub mod run;
pub mod search;
pub mod settings;
pub mod store;
