//! The lookup of what a person typed as a place.

use super::{
    AreaPrecision, FURTHEST, Found, Gazetteer, Place, Unknown,
    common_words::is_common_word,
    names::{MEANT, Name},
    notes, postcode_spelling,
    postcodes::{Middle, OUTSIDE},
    words::{self, Word},
};
use directory::{Point, Postcode, PostcodePart};
use std::ops::Range;

/// Most characters that are read.
pub(super) const LONGEST: usize = 200;

/// Most names that are offered for one that is not known.
const MOST_SUGGESTIONS: usize = 3;

/// An outward code and the digit of a sector.
pub(super) type Part = (String, Option<char>);

impl Gazetteer {
    /// What a person typed as `near`: a postcode with its slips, a part of one, the name of a
    /// town, ward, district or the county with its slips, `latitude,longitude`, or a few words
    /// that hold one of these. Neither kept nor logged.
    pub fn find(&self, typed: &str) -> Found {
        let text = typed.trim();
        if text.is_empty() {
            return unknown(typed, notes::nothing_typed());
        }
        if text.chars().count() > LONGEST {
            return unknown(typed, notes::too_long());
        }
        let strange = |c: char| (c.is_control() && !c.is_whitespace()) || matches!(c, '<' | '>');
        if text.contains(strange) {
            return unknown(typed, notes::unknown_name(&self.authority));
        }
        if let Some((latitude, longitude)) = numbers(text) {
            return match Point::new(latitude, longitude) {
                Ok(point) => Found::Place(self.given(point)),
                Err(_) => unknown(typed, notes::not_on_earth()),
            };
        }
        if let Some(found) = self.code(text) {
            return found;
        }
        let key = words::key(text);
        let named = self.choose(self.names.exact_or_shorter(&key)).or_else(|| self.choose(self.qualified(&key)));
        if let Some(found) = named {
            return found;
        }
        let near = self.names.near(&key);
        if let Some(found) = self.meant(&key, &near) {
            return found;
        }
        if let Some((found, range)) = self.find_in(text) {
            match found {
                Found::Place(mut place) if !self.is_part_of_another(text, &range, &place) => {
                    place.understood_as.get_or_insert_with(|| place.label.clone());
                    return Found::Place(place);
                }
                Found::Place(place) => {
                    let why = notes::unknown_name(&self.authority);
                    return Found::Unknown(Unknown { why, suggestions: vec![place.label], ..nothing(typed) });
                }
                Found::Unknown(unknown) => return Found::Unknown(unknown),
            }
        }
        let similar = self.names.most_similar(&key, MOST_SUGGESTIONS);
        let mut suggestions: Vec<String> = Vec::new();
        for name in near.into_iter().map(|(_, name)| name).filter(|name| name.order <= MEANT).chain(similar) {
            let label = self.label(name);
            if suggestions.len() < MOST_SUGGESTIONS && !suggestions.contains(&label) {
                suggestions.push(label);
            }
        }
        Found::Unknown(Unknown { why: notes::unknown_name(&self.authority), suggestions, ..nothing(typed) })
    }

    /// The place that a key was most likely meant to be; `None` where that is only to be offered.
    fn meant(&self, key: &str, near: &[(usize, &Name)]) -> Option<Found> {
        let (least, first) = near.first()?;
        let alike = near.iter().filter(|(unlikeness, _)| unlikeness == least).map(|(_, name)| *name);
        if !self.names.is_taken_for(key, *least, first) {
            return None;
        }
        match self.choose(alike)? {
            Found::Place(mut place) => {
                place.understood_as = Some(place.label.clone());
                Some(Found::Place(place))
            }
            // Several begin with these words: they are offered.
            Found::Unknown(_) => None,
        }
    }

    /// Whether the words around a village's name make it part of a name that is not known: Norton Juxta
    /// Twycross is not Norton. Everyday words, numbers and what stands behind a comma do not.
    fn is_part_of_another(&self, text: &str, range: &Range<usize>, place: &Place) -> bool {
        let is_well_known = |name: &Name| self.names.area(name).is_well_known();
        if place.postcode.is_some() || self.names.exact(&words::key(&place.label)).first().is_none_or(is_well_known) {
            return false;
        }
        let before = text[..range.start].rsplit([',', ';', '\n']).next().unwrap_or_default();
        let after = text[range.end..].split([',', ';', '\n']).next().unwrap_or_default();
        let is_name = |word: &Word| !is_common_word(&word.text) && !word.text.bytes().any(|b| b.is_ascii_digit());
        words::split_words(before).iter().chain(&words::split_words(after)).any(is_name)
    }

    /// A whole text that is a postcode or a part of one; `None` when it has no such form.
    fn code(&self, text: &str) -> Option<Found> {
        let compact = postcode_spelling::compact_code(text)?;
        if let Ok(postcode) = compact.parse::<Postcode>() {
            if self.postcodes.find(&postcode).is_none()
                && let Some(place) = self.mended(&compact)
            {
                return Some(Found::Place(place));
            }
            return Some(self.postcode(postcode));
        }
        if let Some(place) = self.mended(&compact) {
            return Some(Found::Place(place));
        }
        let tokens: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
        if let Some((outward, sector)) = self.read_part(&tokens, &compact) {
            return self.part(&outward, sector).map(Found::Place);
        }
        if let Some(outward) = postcode_spelling::correct_outward(&compact, |outward| self.postcodes.knows(outward)) {
            let mut place = self.part(&outward, None)?;
            place.understood_as = Some(place.label.clone());
            return Some(Found::Place(place));
        }
        let part = compact.parse::<PostcodePart>().or_else(|_| text.parse::<PostcodePart>()).ok()?;
        Some(self.not_held(&part.to_string()))
    }

    fn mended(&self, compact: &str) -> Option<Place> {
        let postcode =
            postcode_spelling::correct_postcode(compact, |postcode| self.postcodes.find(postcode).is_some())?;
        let Found::Place(mut place) = self.postcode(postcode) else { return None };
        place.understood_as = Some(place.label.clone());
        Some(place)
    }

    fn read_part(&self, tokens: &[&str], compact: &str) -> Option<Part> {
        let digit = |text: &str| text.chars().next().filter(char::is_ascii_digit);
        let known = |outward: &str, sector: Option<char>| {
            let held = match sector {
                Some(digit) => self.postcodes.knows_sector(outward, digit),
                None => self.postcodes.knows(outward),
            };
            held.then(|| (outward.to_owned(), sector))
        };
        if let [first, second] = tokens
            && let Some(sector) = digit(second)
            && second.len() <= 2
        {
            let first = first.to_ascii_uppercase();
            if let Some(part) = known(&first, Some(sector)) {
                return Some(part);
            }
        }
        if let Some(part) = known(compact, None) {
            return Some(part);
        }
        // "WR51", and "WR51D" that somebody is still typing.
        [1, 2].into_iter().find_map(|cut| {
            let (outward, rest) = compact.split_at_checked(compact.len().checked_sub(cut)?)?;
            known(outward, Some(digit(rest)?))
        })
    }

    /// A whole postcode of a right form.
    pub(super) fn postcode(&self, postcode: Postcode) -> Found {
        let label = postcode.to_string();
        let authority = &self.authority;
        if let Some(hit) = self.postcodes.find(&postcode) {
            let inside = hit.district != OUTSIDE;
            let outside = (!inside).then(|| notes::outside_authority(&label, authority));
            return Found::Place(Place {
                note: notes::join_notes(&[hit.ended.then(|| notes::ended_postcode(&label)), outside]),
                label,
                postcode: Some(postcode),
                point: Some(hit.point),
                area: AreaPrecision::Postcode,
                district: self.slug(hit.district),
                inside,
                understood_as: None,
                alternatives: Vec::new(),
            });
        }
        let sector = postcode.inward().chars().next();
        let of_sector = self.postcodes.middle(postcode.outward(), sector).map(|middle| (middle, sector));
        let Some((middle, sector)) =
            of_sector.or_else(|| self.postcodes.middle(postcode.outward(), None).map(|middle| (middle, None)))
        else {
            return self.not_held(&label);
        };
        let area = part_label(postcode.outward(), sector);
        let not_held = notes::postcode_not_held(&label, &area);
        // Where only the inner rim of an outward code is held, a postcode that is not held is
        // most likely outside.
        let inside = middle.inside && !middle.in_part;
        let rim = (middle.inside && middle.in_part).then(|| notes::only_part_held(postcode.outward(), authority));
        let outside = (!middle.inside).then(|| notes::outside_authority(&area, authority));
        Found::Place(Place {
            label,
            postcode: Some(postcode),
            point: Some(middle.point),
            area: AreaPrecision::MiddleOfArea,
            district: middle.district.filter(|_| inside).and_then(|district| self.slug(district)),
            inside,
            understood_as: None,
            alternatives: Vec::new(),
            note: notes::join_notes(&[Some(not_held), rim, outside]),
        })
    }

    /// An outward code or a sector; `None` when none of its postcodes is held.
    pub(super) fn part(&self, outward: &str, sector: Option<char>) -> Option<Place> {
        let Middle { point, district, inside, outside, in_part } = self.postcodes.middle(outward, sector)?;
        let label = part_label(outward, sector);
        let authority = &self.authority;
        let where_it_is = match (inside, outside) {
            (false, _) => Some(notes::outside_authority(&label, authority)),
            (true, _) if in_part => Some(notes::only_part_held(outward, authority)),
            (true, true) => Some(notes::partly_outside(&label, authority)),
            (true, false) => None,
        };
        Some(Place {
            note: notes::join_notes(&[where_it_is, Some(notes::from_middle(&label))]),
            label,
            postcode: None,
            point: Some(point),
            area: AreaPrecision::MiddleOfArea,
            district: district.and_then(|district| self.slug(district)),
            inside,
            understood_as: None,
            alternatives: Vec::new(),
        })
    }

    /// The places of a name with the district, county or town after it: "North, Redditch", "Norton near
    /// Evesham".
    fn qualified(&self, key: &str) -> Vec<&Name> {
        let spaces = (1..key.len()).filter(|&at| key.as_bytes()[at] == b' ');
        let narrowed = spaces.map(|at| {
            let tail = &key[at + 1..];
            let tail = tail.strip_prefix("near ").unwrap_or(tail);
            self.narrow(self.names.exact_or_shorter(&key[..at]), self.names.exact(tail))
        });
        narrowed.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
    }

    fn given(&self, point: Point) -> Place {
        let nearest = self.postcodes.nearest(point, FURTHEST);
        let district = nearest.and_then(|hit| self.slug(hit.district));
        let inside = district.is_some();
        Place {
            label: "the point you gave".to_owned(),
            postcode: None,
            point: Some(point),
            area: AreaPrecision::Point,
            district,
            inside,
            understood_as: None,
            alternatives: Vec::new(),
            note: (!inside).then(|| notes::outside_authority("The point you gave", &self.authority)),
        }
    }

    pub(super) fn not_held(&self, code: &str) -> Found {
        let why = notes::unknown_postcode(code, &self.authority);
        Found::Unknown(Unknown { why, outside: true, ..nothing(code) })
    }
}

fn part_label(outward: &str, sector: Option<char>) -> String {
    sector.map_or_else(|| outward.to_owned(), |digit| format!("{outward} {digit}"))
}

/// Two numbers split by a comma or a space.
fn numbers(text: &str) -> Option<(f64, f64)> {
    let mut parts = text.split([',', ' ', ';']).filter(|part| !part.is_empty());
    let mut number = || {
        let part = parts.next()?;
        let plain = part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
        if plain { part.parse::<f64>().ok() } else { None }
    };
    let (latitude, longitude) = (number()?, number()?);
    parts.next().is_none().then_some((latitude, longitude))
}

fn nothing(typed: &str) -> Unknown {
    let typed = typed.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    Unknown { typed, why: String::new(), suggestions: Vec::new(), outside: false, which: None }
}

fn unknown(typed: &str, why: String) -> Found {
    Found::Unknown(Unknown { why, ..nothing(typed) })
}
