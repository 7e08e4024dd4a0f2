//! The parts of pages: each is a component, from a part of a model to its markup.

pub(crate) mod access;
pub(crate) mod card;
pub(crate) mod contact;
pub(crate) mod feedback;
pub(crate) mod first_contacts;
pub(crate) mod form;
pub(crate) mod glossary;
pub(crate) mod hub;
pub(crate) mod icon;
pub(crate) mod language;
pub mod map_figure;
pub(crate) mod message;
pub(crate) mod phone;
pub(crate) mod protection;
pub(crate) mod qr;
pub(crate) mod reach;
pub(crate) mod results;
pub(crate) mod row;
pub(crate) mod save;
pub mod shape;
pub(crate) mod share;
pub(crate) mod sidebar;
pub mod sign;
pub(crate) mod textarea;
pub(crate) mod understood;
pub(crate) mod urgent;
pub(crate) mod visit;
pub(crate) mod ways;
pub(crate) mod web;
pub(crate) mod week;

#[cfg(any(test, feature = "gallery"))]
pub(crate) mod samples;
