//! The map page.

use super::MapPicture;
use crate::model::{listing::KindTag, search::SearchPage, site::PhoneNumberText};
use directory::Distance;

/// The map of the whole authority, with its filters and the list beside it.
#[derive(Debug, Clone, Default)]
pub struct MapPage {
    /// How the filters were understood: form, chips and notes, with addresses of this page. Without
    /// results.
    pub asked: SearchPage,
    /// The kinds, each with how many services it has here.
    pub layers: Vec<Layer>,
    /// Parameters that the form has no field for: name and value.
    pub kept: Vec<(String, String)>,
    /// The part of the map that is shown, as the `view` parameter has it.
    pub view: Option<String>,
    /// The picture.
    pub map: MapPicture,
    /// Other parts of the map: words and address.
    pub moves: Vec<(String, String)>,
    /// Services with a place on the map, those of this page, by their kinds.
    pub kinds: Vec<MapKind>,
    /// How many there are in the part that is shown.
    pub here: usize,
    /// How many there are on the whole map.
    pub all: usize,
    /// The rows that come next.
    pub more: Option<String>,
    /// The rows before.
    pub back: Option<String>,
    /// Services known only to a town or a district, by that.
    pub only: Vec<OnlyIn>,
    /// Services by phone or online that fit the same filters.
    pub anywhere: usize,
    /// The same search as a list: `/search?…`.
    pub as_list: String,
}

/// A kind as a layer of the map.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The kind.
    pub kind: KindTag,
    /// How many services it has with the other filters on.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The services of one kind in the list beside the map.
#[derive(Debug, Clone)]
pub struct MapKind {
    /// The kind.
    pub kind: KindTag,
    /// What several of them are called.
    pub plural: String,
    /// The services, in the order of the list.
    pub rows: Vec<MapRow>,
}

/// One service in the list beside the map.
#[derive(Debug, Clone)]
pub struct MapRow {
    /// Its number on the map; `None` when it has no marker.
    pub number: Option<usize>,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Its kind.
    pub kind: KindTag,
    /// Where it is, in words; empty when its group says so.
    pub place: String,
    /// How far it is.
    pub distance: Option<Distance>,
    /// A number that is confirmed.
    pub phone: Option<PhoneNumberText>,
    /// Whether the record is confirmed.
    pub confirmed: bool,
}

/// Services known only to a town or a district.
#[derive(Debug, Clone)]
pub struct OnlyIn {
    /// Where its label on the map leads: `in-evesham`.
    pub id: String,
    /// "3 in Evesham".
    pub label: String,
    /// The middle of the town or district: latitude and longitude.
    pub at: (f64, f64),
    /// The services.
    pub rows: Vec<MapRow>,
}
