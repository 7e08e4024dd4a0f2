//! The pages for people who work with families.

use super::{
    listing::Listing,
    search::{Form, SearchPage},
    site::UrgentLine,
};

/// The page for a conversation: the family, and who can help.
#[derive(Debug, Clone)]
pub struct ProfessionalsPage {
    /// The form with what was chosen.
    pub form: Form,
    /// The ages, as its one field takes them: "2, 9, 14".
    pub ages: String,
    /// Services on the shortlist so far.
    pub saved: Vec<String>,
    /// What was found; `None` until something is asked for.
    pub found: Option<SearchPage>,
    /// The same for each of the family; `None` where neither a child nor a need is asked for.
    pub family: Option<FamilyAnswer>,
    /// Where the same stands as plain text.
    pub text: String,
    /// The day it was asked: "26 November 2026".
    pub day: String,
    /// Whom to ring when a child may not be safe.
    pub protection: Vec<UrgentLine>,
    /// Whether maps can show the areas of greatest need.
    pub need_areas: bool,
}

/// The answer to a whole family.
#[derive(Debug, Clone, Default)]
pub struct FamilyAnswer {
    /// What is for more than one of the family or of its needs, what is for most first.
    pub covers_most: Vec<Listing>,
    /// A part for each child and each need.
    pub parts: Vec<FamilyPart>,
    /// Each group of all results: "12 to go to", and its address.
    pub groups: Vec<(String, String)>,
    /// How many hubs are known, and whom to ring; empty without a place.
    pub hubs: String,
}

impl FamilyAnswer {
    /// What stands above the services that are for most.
    pub fn first_heading(&self) -> &'static str {
        if self.parts.len() > 1 { "Covers most" } else { "To begin with" }
    }
}

/// What is for one child, or meets one need.
#[derive(Debug, Clone, Default)]
pub struct FamilyPart {
    /// "For the 14-year-old", "Sleep".
    pub heading: String,
    /// Given here.
    pub local: Vec<Listing>,
    /// Given for the whole country.
    pub national: Vec<Listing>,
    /// Whether all that is known for it stands above it already.
    pub stands_above: bool,
    /// The search for it alone, where that finds more.
    pub more: Option<String>,
}

/// The levels of need.
#[derive(Debug, Clone)]
pub struct LevelsPage {
    /// The levels, lowest first.
    pub levels: Vec<LevelOfNeedWords>,
    /// What the authority's own guidance is called, and its address when that is known.
    pub guidance: (String, Option<String>),
    /// What to do when a child may not be safe, and whom to ring.
    pub protection: (String, Vec<UrgentLine>),
    /// Where the words come from: title, address, date in words.
    pub sources: Vec<(String, String, String)>,
}

/// One level of need.
#[derive(Debug, Clone)]
pub struct LevelOfNeedWords {
    /// Its number, from 1.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// What it looks like.
    pub meaning: String,
    /// What to do.
    pub what_to_do: String,
    /// How many services say that they work at it.
    pub services: usize,
}

/// The early help pathway.
#[derive(Debug, Clone)]
pub struct PathwayPage {
    /// What stands above the steps.
    pub lead: String,
    /// What the family agrees to.
    pub consent: String,
    /// Steps, first to last: name, what it is, what to do.
    pub steps: Vec<(String, String, Vec<String>)>,
    /// Weeks to the earliest usual and to the last review, where the authority says.
    pub weeks: Option<(u16, u16)>,
    /// The day typed into the form, as it was typed.
    pub start: String,
    /// The days of review; `None` without a start, or why the start was not understood.
    pub review: Option<Result<ReviewDays, String>>,
    /// Where a copy of the record goes: what is asked for, the e-mail address, and how sure it is.
    pub record: Option<(String, String, String)>,
    /// What to do when a child may not be safe, and whom to ring.
    pub protection: (String, Vec<UrgentLine>),
    /// Where the words come from: title, address, date in words.
    pub sources: Vec<(String, String, String)>,
}

/// Days of review of one plan.
#[derive(Debug, Clone)]
pub struct ReviewDays {
    /// The start in words.
    pub start: String,
    /// The days, first to last.
    pub days: Vec<ReviewDay>,
    /// The calendar file with them.
    pub calendar: String,
}

/// One day of review.
#[derive(Debug, Clone)]
pub struct ReviewDay {
    /// Weeks after the start.
    pub weeks: u16,
    /// "Thursday 7 January 2027".
    pub day: String,
    /// What is in the way that day: "a bank holiday: meet before it".
    pub caution: Option<&'static str>,
}
