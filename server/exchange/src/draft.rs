//! A service as somebody else's file tells it: words only, nothing proven yet.

/// Where a value stands, so that what is wrong with it can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// The file, and in a feed which record of it.
    pub file: String,
    /// The line in the file, from 1; 0 when there is none.
    pub line: u64,
}

/// One service with all that hangs on it. An empty text means that nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names are Open Referral's
pub struct Draft {
    pub stand: Stand,
    /// The record is of this program's own feed, whose sentences of its own are not taken for the source's.
    pub ours: bool,
    pub id: String,
    pub name: String,
    pub description: String,
    pub url: String,
    pub email: String,
    /// active, inactive, defunct or temporarily closed.
    pub status: String,
    pub cost: String,
    pub eligibility: String,
    /// How to get it in words.
    pub application: String,
    pub minimum_age: String,
    pub maximum_age: String,
    /// From which age a young person may ask alone, where our own feed says so.
    pub self_referral_age: String,
    pub online: bool,
    /// Names or codes of the languages in which it is given.
    pub languages: Vec<String>,
    /// The day its facts are of: the newest of its sources, or the day somebody asked.
    pub dated: String,
    pub sources: Vec<DraftSource>,
    pub organization: DraftOrganization,
    /// Names, codes and ids of its taxonomy terms, and other words of its categories.
    pub terms: Vec<String>,
    /// Ids of its taxonomy terms.
    pub term_ids: Vec<String>,
    /// Names of the areas it serves.
    pub areas: Vec<String>,
    pub places: Vec<DraftPlace>,
    pub phones: Vec<DraftPhone>,
    pub schedules: Vec<DraftSchedule>,
    /// All text that came with it, to be read for what must stay secret.
    pub everything: Vec<String>,
    /// Fields that say something and for which there is no place here.
    pub lost: Vec<String>,
}

/// Where facts come from, as a record of our own feed says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftSource {
    pub title: String,
    pub date: String,
    pub licence: String,
}

/// Who runs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftOrganization {
    pub id: String,
    pub name: String,
    pub url: String,
    /// Its own lines, for a service that has none.
    pub phones: Vec<DraftPhone>,
}

/// Where it happens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftPlace {
    pub stand: Stand,
    pub id: String,
    pub name: String,
    pub description: String,
    pub address_1: String,
    pub address_2: String,
    pub town: String,
    pub postcode: String,
    pub latitude: String,
    pub longitude: String,
    /// What is said of getting in, the parts split by semicolons.
    pub accessibility: String,
}

/// A line to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftPhone {
    pub stand: Stand,
    pub number: String,
    /// voice, text, fax, cell, video, pager or textphone.
    pub kind: String,
    pub label: String,
    pub hours: String,
    pub takes_texts: bool,
    pub extension: String,
}

/// When it happens, as iCalendar says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DraftSchedule {
    pub stand: Stand,
    /// The id of its place, empty for the service itself.
    pub place: String,
    /// iCalendar's days or the names or numbers of days, split by commas.
    pub days: String,
    pub frequency: String,
    pub interval: String,
    pub opens_at: String,
    pub closes_at: String,
    pub valid_from: String,
    pub valid_to: String,
    /// Positions among all the days together.
    pub by_set_pos: String,
    pub by_month_day: String,
    /// The same in words.
    pub description: String,
    pub note: String,
}
