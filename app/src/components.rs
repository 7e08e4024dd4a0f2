//! The parts of pages: each is a function from a part of a model to its markup.

pub mod beside;
pub mod card;
pub mod cover;
pub mod form;
pub mod icon;
pub mod map;
pub mod phone;
pub mod results;
pub mod shape;
pub mod understood;
pub mod urgent;
pub mod visit;
pub mod web;

#[cfg(test)]
pub(crate) mod samples;
