//! What people see: pages, components and islands. A page is a component that shows a ready model;
//! nothing here fetches.
//!
//! With the feature `ssr` there is one function a page, such as [`search`], that renders the whole
//! document to a string at once. With the feature `hydrate` the same crate is the browser half,
//! which holds the islands and nothing else. With the feature `gallery` there is a page of all
//! components in all their states.

// A card inside a list inside a page is one type: the compiler must look deeper than it does by itself.
#![recursion_limit = "256"]
// The properties of each component have a builder, which Leptos makes public whatever the component is.
#![cfg_attr(feature = "ssr", allow(unreachable_pub))]

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
mod document;
#[cfg(any(feature = "gallery", all(test, feature = "ssr")))]
mod gallery;
#[cfg(feature = "ssr")]
mod handover;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;
#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod render_cache;
#[cfg(all(test, feature = "ssr"))]
mod snapshot;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "gallery")]
pub use gallery::gallery;
#[cfg(feature = "ssr")]
pub use handover::{family::text as family_text, text as shortlist_text};
#[cfg(feature = "ssr")]
pub use pages::{
    about, accessibility, add_a_service, booklet, contact, desk_account, desk_code, desk_end_account, desk_enter,
    desk_invited, desk_leave, desk_notice, desk_people, desk_recovery, desk_second, desk_sign_in, desk_work,
    developers, district, districts, embed, error, feedback, glossary, holidays, home, hubs, levels, map, message_sent,
    need, needs, open_data, pathway, place, privacy, professionals, search, service, shortlist, urgent, young_people,
};
