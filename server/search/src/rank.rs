//! The ranking: which of the entries that the index matched are results, what each is worth, and in
//! what order they stand.

pub mod candidates;
pub mod cover;
pub mod distance;
pub mod family;
pub mod filters;
pub mod order;
pub mod parts;
