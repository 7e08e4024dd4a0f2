//! The directory as Open Referral UK 3.0 (HSDS-UK) says it, for other people's programs: entities,
//! ids and parameters of the read API at `/oruk`. The rules are the standard's own
//! (<https://openreferraluk.org/>); what they leave open is decided in `docs/decisions/0027`.

pub mod answer;
pub mod ask;
pub mod entity;
pub mod feed;
pub mod ids;
mod parts;
pub mod select;
pub mod taxonomy;
pub mod text;
pub mod whole;

pub use ask::{Ask, Wrong};
pub use feed::Feed;
pub(crate) use parts::{own_address_parts, own_phone_words, says_only_when};
pub use text::Text;

/// The version of the standard, as its validators read it.
pub const VERSION: &str = "HSDS-UK-3.0";
/// Where the profile of the standard is explained.
pub const PROFILE: &str = "https://openreferraluk.org/";
