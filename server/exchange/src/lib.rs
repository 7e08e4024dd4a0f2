//! Records that come from elsewhere and go elsewhere: what `hubfinder import services` reads and
//! `hubfinder export` writes.
//!
//! Whatever is read becomes [`Draft`]s (plain words, nested as Open Referral nests them), then
//! records of the directory's own types ([`adopt`]), then a comparison with what the store holds
//! ([`merge`]). A folder of our own tables skips the first step.

mod adopt;
mod alike;
mod draft;
mod export;
mod feed;
mod guard;
mod hsds;
pub mod import;
mod json;
mod mapping;
mod merge;
pub mod oruk;
mod report;
mod sheet;
mod take;
mod terms;
mod withhold;

pub use adopt::{Adopted, Adopter};
pub use alike::Likeness;
pub use draft::{Draft, DraftOrganization, DraftPhone, DraftPlace, DraftSchedule};
pub use export::{Format, ORUK_FILE, csv_table, geojson, write};
pub use feed::{Feed, FeedError, Patience};
pub use guard::{LONGEST_LINE, Refused};
pub use mapping::Mapping;
pub use merge::Decisions;
pub use report::{Report, Tally};
pub use take::{Options, import};
