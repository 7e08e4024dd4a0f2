//! For young people.

use super::{
    listing::{ChatPage, Listing, NeedTag, PhoneLine},
    search::Form,
};

/// The page for young people.
#[derive(Debug, Clone, Default)]
pub struct YoungPage {
    /// The search form.
    pub form: Form,
    /// Needs in a young person's words.
    pub doors: Vec<(String, NeedTag)>,
    /// Who may ask the teams alone, in the authority's words.
    pub teams_words: String,
    /// What the teams do.
    pub teams_do: String,
    /// The early help teams, by district name.
    pub teams: Vec<(String, Listing)>,
    /// Other services that say from which age somebody may ask alone, the youngest age first.
    pub alone: Vec<AskAlone>,
    /// How many services say that somebody of the age of the form may ask for themselves.
    pub open_to_self: usize,
    /// Lines to reach now, confirmed ones first.
    pub lines: Vec<ReachLine>,
    /// Help when somebody uses or threatens them, and online.
    pub safety: Vec<ReachLine>,
    /// Youth clubs and youth work by district name.
    pub youth: Vec<(String, Vec<Listing>)>,
    /// Needs that are things to do.
    pub things: Vec<NeedTag>,
}

/// A service that young people may ask from an age on.
#[derive(Debug, Clone)]
pub struct AskAlone {
    /// The age in years.
    pub from_age: u8,
    /// The service.
    pub listing: Listing,
}

/// A line with all its ways to be reached.
#[derive(Debug, Clone)]
pub struct ReachLine {
    /// Who answers.
    pub name: String,
    /// Its page here.
    pub url: String,
    /// One sentence.
    pub summary: String,
    /// A number to ring.
    pub ring: Option<PhoneLine>,
    /// A number to text.
    pub text: Option<PhoneLine>,
    /// A chat on line.
    pub chat: Option<ChatPage>,
    /// Its own site.
    pub web: Option<String>,
    /// What it costs as stated; empty when not stated.
    pub cost: String,
    /// Hours of the line from its records, in words; empty when not known.
    pub hours: String,
    /// Whether the record is confirmed.
    pub confirmed: bool,
}
