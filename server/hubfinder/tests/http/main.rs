//! The running site seen from outside, over HTTP.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub)]

mod basemap;
mod counties;
mod desk;
mod document;
mod failures;
mod feedback;
mod files;
mod headers;
mod information;
mod log;
mod map;
mod messages;
mod needs;
mod open;
mod places;
mod professionals;
mod renewal;
mod search;
mod served;
mod shared;
mod shortlist;
mod start;
mod stop;
mod store_lost;
mod young;
