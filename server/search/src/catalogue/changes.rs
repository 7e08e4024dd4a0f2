//! When records last changed.

use chrono::{DateTime, Utc};
use directory::Slug;
use std::collections::HashMap;

/// When each record last became what it is, to the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The number of the writing of records that this is the state after, as the store counts them; 0 without one.
    pub seq: i64,
    /// When records were last taken over, by a load or an import; any may have gone away then.
    pub loaded_at: Option<DateTime<Utc>>,
    /// Of each service by its own record, without what it stands on.
    pub services: HashMap<Slug, DateTime<Utc>>,
    /// Of each organisation.
    pub organizations: HashMap<Slug, DateTime<Utc>>,
    /// Of each place.
    pub locations: HashMap<Slug, DateTime<Utc>>,
}
