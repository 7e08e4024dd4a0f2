//! What runs: the store, the search, the places and the pages over HTTP, and the commands of
//! `hubfinder`.

pub mod basemap;
pub mod boundaries;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod commands;
pub mod exchange;
pub mod fingerprint;
pub mod folder;
pub mod generate;
pub mod holidays;
pub mod hours;
pub mod http;
pub mod import;
pub mod listen;
pub mod map;
pub mod oruk;
pub mod places;
pub mod present;
pub mod qr;
pub mod renewal;
pub mod run;
pub mod search;
pub mod settings;
pub mod store;
