//! The place that a search is from: the form's, or else the one that the words say.

use crate::query::Search;
use places::{Found, Gazetteer, Place, Unknown};
use std::ops::Range;

/// What was read as a place.
#[derive(Debug, Default)]
pub(super) struct PlaceSaid {
    pub(super) place: Option<Place>,
    /// A place that is not known, and why.
    pub(super) unknown: Option<Unknown>,
    /// Where in `q` the words say it, in bytes; `None` when the form gives it.
    pub(super) range: Option<Range<usize>>,
}

/// Reads the place of a search. What the form gives wins over what the words say.
pub(super) fn read_place(search: &Search, gazetteer: &Gazetteer) -> PlaceSaid {
    let (found, range) = if !search.near.is_empty() {
        (gazetteer.find(&search.near), None)
    } else if let Some((found, range)) = gazetteer.find_in(&search.q) {
        (found, Some(range))
    } else {
        return PlaceSaid::default();
    };
    match found {
        Found::Place(place) => PlaceSaid { place: Some(place), unknown: None, range },
        Found::Unknown(unknown) => PlaceSaid { place: None, unknown: Some(unknown), range },
    }
}
