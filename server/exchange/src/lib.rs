//! Records that come from elsewhere and go elsewhere: what `hubfinder import services` reads and
//! `hubfinder export` writes.
//!
//! Whatever is read becomes [`Draft`]s (plain words, nested as Open Referral nests them), then
//! records of the directory's own types ([`adopt`]), then a comparison with what the store holds
//! ([`merge`]). A folder of our own tables skips the first step.

mod adopt;
mod bounded_file;
mod confidential;
mod cost;
mod draft;
mod duplicates;
mod export;
mod feed;
mod hsds;
pub mod import;
mod import_services;
mod json;
mod mapping;
mod merge;
pub mod oruk;
mod plain;
mod report;
mod sheet;
mod terms;

pub use adopt::{Adopted, Adopter};
pub use bounded_file::{LONGEST_LINE, Refused};
pub use draft::{Draft, DraftOrganization, DraftPhone, DraftPlace, DraftSchedule, DraftSource, Stand};
pub use duplicates::Likeness;
pub use export::{Format, ORUK_FILE, csv_table, geojson, write};
pub use feed::{Feed, FeedError, Patience};
pub use import_services::{Options, import_services};
pub use mapping::Mapping;
pub use merge::Decisions;
pub use report::{Report, Tally};
