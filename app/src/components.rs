//! The parts of pages: each is a function from a part of a model to its markup.

pub mod beside;
pub mod card;
pub mod contact;
pub mod cover;
pub mod dense;
pub mod feedback;
pub mod form;
pub mod glossary;
pub mod hub;
pub mod icon;
pub mod map;
pub mod phone;
pub mod protection;
pub mod qr;
pub mod reach;
pub mod results;
pub mod save;
pub mod shape;
pub mod textarea;
pub mod understood;
pub mod urgent;
pub mod visit;
pub mod web;
pub mod week;

#[cfg(test)]
pub(crate) mod samples;
