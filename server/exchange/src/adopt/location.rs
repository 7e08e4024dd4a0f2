//! Locations of a draft: addresses, postcodes and points.

use super::{Adopter, Adoption, LONGEST_TEXT, ids::Record, text::shorten};
use crate::{
    draft::{Draft, DraftPlace, Stand},
    hsds::joined,
    oruk,
    terms::folded,
};
use directory::{Access, Invalid, Location, Point, Postcode, Slug, Status};

/// The note of a place whose point is not its own.
pub(crate) const MIDDLE_OF_POSTCODE: &str = "The point is the middle of its postcode.";
/// The distance in miles to the nearest postcode beyond which a point has no district.
const FURTHEST: f64 = 3.0;
/// More degrees north than [`FURTHEST`] is, and half of what that is east: what is beyond is not measured.
const NEAR: f64 = 0.05;
/// How far a point may lie from its postcode's middle before one of them must be wrong, in miles.
const LARGEST_DISTANCE: f64 = 5.0;

impl Adoption<'_, '_> {
    /// Our location for one of theirs, read once; `None` for one that is refused or not for here.
    pub(super) fn location(&mut self, draft: &Draft, place: &DraftPlace) -> Option<Slug> {
        if let Some(known) = self.places.get(&place.id) {
            return known.clone();
        }
        let made = self.new_location(draft, place);
        let id = made.as_ref().map(|location| location.id.clone());
        self.adopted.listed.locations.extend(made);
        self.places.insert(place.id.clone(), id.clone());
        id
    }

    fn new_location(&mut self, draft: &Draft, place: &DraftPlace) -> Option<Location> {
        let place = &with_known_address(draft, place, |town| self.adopter.towns.contains_key(&folded(town)));
        let stand = &place.stand;
        let postcode = self.read(stand, "postcode", &place.postcode, str::parse::<Postcode>);
        let number = |text: &str| {
            text.parse::<f64>().map_err(|_| Invalid::new("is not a number of degrees", "write it like 52.1922"))
        };
        let latitude = self.read(stand, "latitude", &place.latitude, number);
        let longitude = self.read(stand, "longitude", &place.longitude, number);
        let at = postcode.and_then(|postcode| self.adopter.postcodes.get(&postcode)).copied();
        let said = match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => self.point(stand, latitude, longitude, at.map(|(point, _)| point))?,
            _ => None,
        };
        let Some(district) = self.adopter.district_of(draft, place, at.map(|(_, code)| code), said) else {
            let told = joined(&[place.name.clone(), place.town.clone(), place.postcode.clone()]);
            let authority = &self.adopter.authority.name;
            self.adopted
                .left_out
                .push(format!("the place '{told}' of '{}' is in no district of {authority}", draft.name));
            return None;
        };
        let (access, accessibility) = Access::read(&place.accessibility);
        let name = [&place.name, &place.address_1, &draft.name].into_iter().find(|name| !name.is_empty());
        Some(Location {
            id: self.id(Record::Location, if place.id.is_empty() { &draft.id } else { &place.id }),
            name: shorten(name.map_or("", String::as_str), 200),
            address_1: shorten(&place.address_1, 200),
            address_2: shorten(&place.address_2, 200),
            town: shorten(&place.town, 100),
            postcode,
            point: said.or(at.map(|(point, _)| point)),
            district,
            imd2019_decile: None,
            imd2025_decile: None,
            access,
            accessibility: shorten(&accessibility, LONGEST_TEXT),
            status: Status::Check,
            source_ids: vec![self.adopter.source.id.clone()],
            note: if said.is_none() && at.is_some() { MIDDLE_OF_POSTCODE.to_owned() } else { String::new() },
        })
    }

    /// The point that a file gives. The outer `None` refuses the place, the inner means no point.
    fn point(&mut self, stand: &Stand, latitude: f64, longitude: f64, middle: Option<Point>) -> Option<Option<Point>> {
        if latitude == 0.0 && longitude == 0.0 {
            return Some(None);
        }
        let edges = &self.adopter.authority.extent;
        let value = format!("{latitude}, {longitude}");
        if !edges.contains(latitude, longitude) && edges.contains(longitude, latitude) {
            let invalid = Invalid::new("have latitude and longitude swapped", "change them over");
            self.refuse(stand, "latitude", &value, invalid);
            return None;
        }
        let point = self.read(stand, "latitude", &value, |_| Point::new(latitude, longitude))?;
        match middle {
            Some(middle) if places::distance_between(middle, point) > LARGEST_DISTANCE => {
                let what = format!("is more than {LARGEST_DISTANCE} miles from its postcode");
                self.refuse(stand, "latitude", &value, Invalid::new(what, "mend the point or the postcode"));
                None
            }
            // Outside the map without a postcode that says otherwise: the town decides.
            None if !edges.contains(latitude, longitude) => Some(None),
            _ => Some(Some(point)),
        }
    }
}

impl Adopter<'_> {
    /// The district of a place: by the code of its postcode, else by the postcode nearest to its point,
    /// else by its town, else the only one that its service serves.
    fn district_of(&self, draft: &Draft, place: &DraftPlace, code: Option<&str>, point: Option<Point>) -> Option<Slug> {
        let by_code = |code: &str| self.authority.district_by_code(code).map(|district| district.slug.clone());
        if let Some(code) = code {
            return by_code(code);
        }
        if let Some(point) = point {
            let distance = |at: Point| places::distance_between(at, point);
            let near = |at: Point| {
                (at.latitude() - point.latitude()).abs() < NEAR
                    && (at.longitude() - point.longitude()).abs() < 2.0 * NEAR
            };
            let nearest = self
                .postcodes
                .values()
                .filter(|(at, _)| near(*at))
                .min_by(|(a, _), (b, _)| distance(*a).total_cmp(&distance(*b)));
            if let Some((_, code)) = nearest.filter(|(at, _)| distance(*at) <= FURTHEST) {
                return by_code(code);
            }
        }
        self.district_of_town(place).or_else(|| match self.districts_served(draft).as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        })
    }

    /// By the town, also where its county stands behind it ("Worcester, Worcestershire"), and where there
    /// is none by the last line of the address that is one.
    fn district_of_town(&self, place: &DraftPlace) -> Option<Slug> {
        let county = format!(" {}", folded(&self.authority.name));
        let lines = [&place.town, &place.address_2, &place.address_1].map(String::as_str);
        let lines = if place.town.is_empty() { &lines[1..] } else { &lines[..1] };
        lines.iter().flat_map(|line| std::iter::once(*line).chain(line.rsplit(','))).find_map(|words| {
            let town = folded(words);
            let bare = town.strip_suffix(&county).unwrap_or(&town);
            self.towns.get(&town).or_else(|| self.towns.get(bare)).copied().flatten().cloned()
        })
    }
}

/// The place with the parts of its address that our own feed gives in words, where the whole is not known.
fn with_known_address(draft: &Draft, place: &DraftPlace, is_town: impl Fn(&str) -> bool) -> DraftPlace {
    let mut place = place.clone();
    if !draft.ours || !place.address_1.is_empty() || !place.postcode.is_empty() {
        return place;
    }
    let mut parts = oruk::own_address_parts(&place.description);
    if let Some(code) = parts.pop_if(|part| part.parse::<Postcode>().is_ok()) {
        place.postcode = code;
    }
    if let Some(town) = parts.pop_if(|part| is_town(part)) {
        place.town = town;
    }
    place.address_1 = parts.join(", ");
    place
}
