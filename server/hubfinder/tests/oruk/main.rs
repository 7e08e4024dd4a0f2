//! The open data seen from outside, against every rule of Open Referral UK 3.0 in our own words.
//! `rules` holds the rules and proves on broken answers that they find what is wrong; the others
//! walk the whole feed of a running server.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub)]

mod description;
mod headers;
mod parameters;
mod rules;
mod served;
mod walk;
