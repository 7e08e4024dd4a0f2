//! Districts: all of them, and one with its help.

use super::{listing::Listing, map_picture::MapPicture, places::Hub, week::Week};
use directory::Slug;

/// All districts.
#[derive(Debug, Clone)]
pub struct DistrictsPage {
    /// They, in the authority's order.
    pub districts: Vec<DistrictEntry>,
    /// Their hubs and centres on one map.
    pub map: Option<MapPicture>,
}

/// One district in the list of them.
#[derive(Debug, Clone)]
pub struct DistrictEntry {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// What is known there: kinds of help and how many of each.
    pub counts: Vec<(String, usize)>,
}

/// One district.
#[derive(Debug, Clone)]
pub struct DistrictPage {
    /// The district.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its Family Hubs.
    pub hubs: Vec<Hub>,
    /// What is known of hubs in words.
    pub hub_words: String,
    /// Its children's centres.
    pub centres: Vec<Hub>,
    /// What to know of them before going.
    pub centre_note: String,
    /// Its early help team.
    pub team: Option<Listing>,
    /// How to reach the team and who may ask, in the record's own words.
    pub team_how: String,
    /// Clubs and workers for young people.
    pub youth: Vec<Listing>,
    /// Its council, when it has a record.
    pub council: Option<String>,
    /// Help with housing and money that is for this district, the council's own first.
    pub council_help: Vec<Listing>,
    /// Whether any of that is the council's own.
    pub council_known: bool,
    /// What happens in its buildings in the seven days from today.
    pub week: Week,
    /// Districts that share a boundary with it: name and page.
    pub neighbours: Vec<(String, String)>,
    /// A search in this district.
    pub search: String,
    /// Its map.
    pub map: Option<MapPicture>,
}
