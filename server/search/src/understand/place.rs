//! The place that a search is from: the form's, or else the one that the words say, and how far from it
//! somebody would go.

use crate::{
    query::{RADII, Search},
    text::Token,
    understand::ages,
};
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

/// How far somebody would go, as the words say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithinMention {
    /// The radius in miles: the next one that a search takes.
    pub miles: u16,
    /// The tokens that say it.
    pub tokens: Range<usize>,
}

/// "within 5 miles of", "5 miles from", "up to ten miles". A distance that somebody tells of ("school is
/// 5 miles away") is none.
pub(super) fn read_within(tokens: &[Token]) -> Option<WithinMention> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    (0..tokens.len()).find_map(|at| {
        let (miles, unit) = match word(at).find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0) {
            Some(split) => (word(at)[..split].parse().ok()?, &word(at)[split..]),
            None if word(at) == "a" => (1, word(at + 1)),
            None => (ages::number(word(at))?, word(at + 1)),
        };
        if !matches!(unit, "mile" | "miles" | "mi") {
            return None;
        }
        let end = at + 1 + usize::from(unit == word(at + 1));
        let before = |back: usize| at.checked_sub(back).map_or("", word);
        let start = match (before(2), before(1)) {
            (_, "within" | "under") => at - 1,
            ("up", "to") | ("less", "than") | ("no", "more") => at - 2,
            _ => at,
        };
        let end = match word(end) {
            "from" | "of" | "radius" | "around" => end + 1,
            _ if start < at => end,
            _ => return None,
        };
        let miles = RADII.into_iter().find(|radius| *radius >= miles).unwrap_or(RADII[RADII.len() - 1]);
        Some(WithinMention { miles, tokens: start..end })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn how_far_somebody_would_go_is_understood() {
        for (words, miles) in [
            ("toddler group 5 miles from", 5),
            ("food bank within 5 miles of", 5),
            ("swimming within 3 miles", 5),
            ("youth club up to ten miles", 10),
            ("anything less than a mile", 1),
            ("5 mile radius", 5),
            ("within 30miles", 20),
        ] {
            assert_eq!(read_within(&text::tokens(words)).map(|within| within.miles), Some(miles), "{words}");
        }
        for words in ["school is 5 miles away", "i walk 2 miles to work", "within 2 weeks", "a mile"] {
            assert_eq!(read_within(&text::tokens(words)), None, "{words}");
        }
    }
}
