//! What people see: pages, components and islands. A page is a function from a ready model to
//! HTML; nothing here fetches.
//!
//! With the feature `ssr` there is one function a page, such as [`search`], that renders the whole
//! document to a string at once. With the feature `hydrate` the same crate is the browser half,
//! which holds the islands and nothing else.

// A card inside a list inside a page is one type: the compiler must look deeper than it does by itself.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod handover;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;
#[cfg(feature = "ssr")]
pub mod markup;
#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use handover::text as shortlist_text;
#[cfg(feature = "ssr")]
pub use pages::{
    about, accessibility, add_a_service, booklet, developers, district, districts, embed, error, feedback,
    feedback_sent, glossary, holidays, home, hubs, levels, map, need, needs, open_data, pathway, place, privacy,
    professionals, search, service, shortlist, urgent, young_people,
};
