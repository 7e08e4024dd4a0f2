//! Needs as pages: a virtual Family Hub.

use super::{
    listing::{Listing, NeedTag},
    search::{Form, NearestHelp, PlaceUnderstood, UrgentHelp},
};
use directory::Ignored;

/// All needs.
#[derive(Debug, Clone)]
pub struct NeedsPage {
    /// Needs by group: heading, then need and its description.
    pub groups: Vec<(String, Vec<(NeedTag, String)>)>,
}

/// One need.
#[derive(Debug, Clone)]
pub struct NeedPage {
    /// The need.
    pub need: NeedTag,
    /// Plain sentences about it.
    pub description: String,
    /// What it covers.
    pub covers: Vec<String>,
    /// Whether the page must leave no trace.
    pub sensitive: bool,
    /// What it can look like; empty when nobody has written it.
    pub looks_like: Vec<String>,
    /// What somebody can do today.
    pub do_today: Vec<String>,
    /// What happens when they ask.
    pub when_you_ask: Vec<String>,
    /// A form to find it near a place.
    pub form: Form,
    /// What of the address was left out, and why.
    pub ignored: Vec<Ignored>,
    /// The place, when one was given.
    pub place: Option<PlaceUnderstood>,
    /// The nearest hub and the district's team, when there is a place.
    pub nearest_help: Option<NearestHelp>,
    /// Services of the county and its districts, by kind of help.
    pub local: Vec<HelpGroup>,
    /// National lines.
    pub national: Vec<Listing>,
    /// A search for all of them.
    pub all: String,
    /// How many there are in all.
    pub total: usize,
    /// How many of them the page shows.
    pub shown: usize,
    /// Needs of the same group, each with its page; the place goes with it.
    pub related: Vec<(NeedTag, String)>,
    /// Urgent lines that stand first, when the need is a danger.
    pub urgent: Option<UrgentHelp>,
}

/// Services of one kind.
#[derive(Debug, Clone)]
pub struct HelpGroup {
    /// What the kind is called: "Children's centres".
    pub heading: String,
    /// The levels of need that its services state, by name: "Some extra help"; empty when none does.
    pub levels: Vec<String>,
    /// The best of them.
    pub listings: Vec<Listing>,
    /// How many more there are, and the search for them.
    pub more: Option<(usize, String)>,
}
