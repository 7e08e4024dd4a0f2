//! The search page.

use super::{choices::Choices, listing::Listing, map_picture::MapPicture, site::UrgentLine};
use directory::Ignored;

/// What somebody under age reads who asks for themselves.
#[derive(Debug, Clone)]
pub struct Alone {
    /// What may be asked alone, and who is told.
    pub words: String,
    /// Whom they can talk to now; `None` where urgent help says so already.
    pub line: Option<UrgentLine>,
}

/// The answer to a search.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// The form with what was chosen.
    pub form: Form,
    /// What was understood, each with the link that takes it away.
    pub chips: Vec<Chip>,
    /// Values that were left out, and why.
    pub ignored: Vec<Ignored>,
    /// The place, when one was given.
    pub place: Option<PlaceUnderstood>,
    /// Words searched as something else than they were typed.
    pub spelling: Vec<SpellingWord>,
    /// For somebody under age who asks for themselves.
    pub alone: Option<Alone>,
    /// What is said in the language of the words, when that is not English.
    pub language: Option<LanguageHelp>,
    /// Urgent help, when the words mean danger.
    pub urgent: Option<UrgentHelp>,
    /// A quiet line to a helpline, when words mention harm without danger.
    pub quiet: Option<UrgentLine>,
    /// The nearest hub and the district's team, when there is a place.
    pub nearest_help: Option<NearestHelp>,
    /// Whether these stand before the results, since they are the answer themselves.
    pub help_first: bool,
    /// Results near enough to go to (or all places by district, without a place).
    pub near: ResultGroup,
    /// Help by phone or online.
    pub anywhere: ResultGroup,
    /// The few contacts that meet most, when several needs or ages are asked for.
    pub cover: Option<Cover>,
    /// Whether the words meant nothing here, so that the results help with most things.
    pub only_general: bool,
    /// The picture of the map, when any result or the place is on it.
    pub map: Option<MapPicture>,
    /// How many miles the radius was widened to, when nothing was inside the one asked for.
    pub widened_to_miles: Option<u16>,
    /// The radius asked for.
    pub within: Option<u16>,
    /// The day or time that the words ask for, when nothing is known to be open then.
    pub time_not_known: Option<String>,
    /// Whether some of the words were typed as a place.
    pub words_in_place: bool,
    /// Help that the words ask for and that is not listed.
    pub not_listed: Vec<NotListed>,
    /// Whether help by phone or online stands first, since it was typed by its name.
    pub anywhere_first: bool,
    /// What each filter hides, largest first.
    pub hidden: Vec<HiddenBy>,
    /// All results in both groups.
    pub total: usize,
    /// Whether anything was asked for at all.
    pub asked: bool,
    /// Link to the county's site when the words are about something else.
    pub out_of_scope: bool,
}

/// Help that is asked for and that is not listed.
#[derive(Debug, Clone, Default)]
pub struct NotListed {
    /// What it is, after "We know no".
    pub label: String,
    /// What those who come nearest can do.
    pub advice: String,
}

/// What somebody who writes in another language is told in it, above results that are in English.
#[derive(Debug, Clone, Default)]
pub struct LanguageHelp {
    /// Whether the words speak of danger: the number to ring then stands first, for who reads no English.
    pub in_danger: bool,
    /// The language's code, and that of its letters where they are not its own: `pl`, `ur-Latn`.
    pub code: String,
    /// Which way it is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its name in English.
    pub english: String,
    /// Its heading.
    pub heading: String,
    /// Short sentences, the most urgent first.
    pub sentences: Vec<String>,
}

/// The search form with its choices.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The words.
    pub q: String,
    /// The place as typed.
    pub near: String,
    /// Ages as typed, for one field: "3, 9".
    pub ages: Choices,
    /// All needs, by group.
    pub needs: Choices,
    /// Kinds.
    pub kinds: Choices,
    /// Districts.
    pub districts: Choices,
    /// Miles.
    pub within: Choices,
    /// Help to go to, or help by phone or online.
    pub groups: Choices,
    /// Days of the week.
    pub days: Choices,
    /// Not before this time, `HH:MM`.
    pub from: String,
    /// Not after this time, `HH:MM`.
    pub to: String,
    /// Who asks.
    pub refer: Choices,
    /// Levels of need.
    pub levels: Choices,
    /// What a building must have: what any is known to have.
    pub access: Choices,
    /// Languages: those of any service.
    pub languages: Choices,
    /// Free only, SEND only, women only: single check boxes.
    pub flags: Vec<Filter>,
    /// How many results fit what is chosen.
    pub fits: usize,
    /// Order.
    pub sort: Choices,
    /// The shortlist so far, as `/shortlist?ids=` takes it; empty when there is none.
    pub saved: String,
}

/// A single check box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The parameter: `cost`.
    pub parameter: &'static str,
    /// Its value: `free`.
    pub value: &'static str,
    /// What it is called: "Free".
    pub label: &'static str,
    /// Whether it is on.
    pub chosen: bool,
    /// How many results there are with it; `None` where that is not counted.
    pub count: Option<usize>,
}

/// Something that was understood, with the link of the same search without it.
#[derive(Debug, Clone)]
pub struct Chip {
    /// "Age 14", "Feeding your baby", "Near Droitwich".
    pub label: String,
    /// The search without it.
    pub remove: String,
}

/// The place as it was understood, or why it was not.
#[derive(Debug, Clone)]
pub struct PlaceUnderstood {
    /// "WR9 9EQ", "Droitwich".
    pub label: String,
    /// Its district's name.
    pub district: Option<String>,
    /// A sentence about it: outside the county, no longer in use, middle of an area.
    pub note: Option<String>,
    /// Set when it was read as something else than it was typed: what was typed.
    pub typed: Option<String>,
    /// Other places that may be meant: label and search.
    pub others: Vec<(String, String)>,
    /// The name that all of `others` have, so that the question is which of them is meant.
    pub which: Option<String>,
    /// Whether a point is known, so that there are distances.
    pub found: bool,
}

/// A word searched as another.
#[derive(Debug, Clone)]
pub struct SpellingWord {
    /// What was typed.
    pub typed: String,
    /// What was searched.
    pub meant: String,
    /// The search for what was typed.
    pub instead: String,
}

/// The help that stands first when words mean danger.
#[derive(Debug, Clone)]
pub struct UrgentHelp {
    /// What it is about: "Domestic abuse".
    pub label: String,
    /// One calm sentence to the person.
    pub lead: String,
    /// The few lines to choose among, best first, as strong buttons.
    pub lines: Vec<UrgentLine>,
    /// Other lines, smaller.
    pub smaller: Vec<UrgentLine>,
    /// Whether it is one of those that somebody may have to hide: then it says what a phone keeps.
    pub leaves_trace: bool,
}

/// Whom to begin with, for every search with a place.
#[derive(Debug, Clone)]
pub struct NearestHelp {
    /// The nearest Family Hub that is known.
    pub hub: Option<Box<Listing>>,
    /// How many are known of how many there are, and whom to ring.
    pub hub_words: String,
    /// The district's early-help team.
    pub team: Option<Box<Listing>>,
    /// What to do when its number is not known.
    pub team_words: String,
}

/// Few contacts that together meet most of what is asked for.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The contacts, the one that meets most first.
    pub contacts: Vec<CoverContact>,
    /// What none of them meets, in words.
    pub uncovered: Vec<String>,
    /// Ages that they do not state, in words.
    pub unsure: Vec<String>,
}

/// One contact of a cover.
#[derive(Debug, Clone)]
pub struct CoverContact {
    /// The service.
    pub listing: Listing,
    /// What it is for, in words: "Sleep", "9 years".
    pub serves: Vec<String>,
}

/// One group of results.
#[derive(Debug, Clone, Default)]
pub struct ResultGroup {
    /// Results of this page.
    pub listings: Vec<Listing>,
    /// How many there are in all.
    pub total: usize,
    /// Position of the first shown, from 0.
    pub first: usize,
    /// The search that shows the next ones of this group.
    pub more: Option<String>,
    /// The search that shows the ones before.
    pub back: Option<String>,
    /// Why it is empty, when it is.
    pub empty: Option<String>,
    /// How many of this page stand among the contacts to begin with instead.
    pub lifted: usize,
}

/// What one filter hides.
#[derive(Debug, Clone)]
pub struct HiddenBy {
    /// "Free", "Age 14", "Within 5 miles".
    pub filter: String,
    /// How many results come without it.
    pub count: usize,
    /// Of these, how many do not say either way.
    pub not_said: usize,
    /// The search without it.
    pub without: String,
}
