//! Locations of a draft: addresses, postcodes and points.

use super::{Adoption, LONGEST_TEXT, text::shorten};
use crate::{
    draft::{Draft, DraftPlace},
    hsds::joined,
    terms::folded,
};
use directory::{Invalid, Location, Point, Postcode, Slug, Status};

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
        let postcode = self.read(draft, "postcode", &place.postcode, str::parse::<Postcode>);
        let number = |text: &str| {
            text.parse::<f64>().map_err(|_| Invalid::new("is not a number of degrees", "write it like 52.1922"))
        };
        let latitude = self.read(draft, "latitude", &place.latitude, number);
        let longitude = self.read(draft, "longitude", &place.longitude, number);
        let at = postcode.and_then(|postcode| self.adopter.postcodes.get(&postcode)).copied();
        let said = match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => self.point(draft, latitude, longitude, at.map(|(point, _)| point))?,
            _ => None,
        };
        let authority = self.adopter.authority;
        let by_code = at.and_then(|(_, code)| authority.district_by_code(code)).map(|district| &district.slug);
        let by_town = || self.adopter.towns.get(&folded(&place.town)).copied().flatten();
        let Some(district) = (if at.is_some() { by_code } else { by_town() }) else {
            let told = joined(&[place.name.clone(), place.town.clone(), place.postcode.clone()]);
            self.adopted
                .left_out
                .push(format!("the place '{told}' of '{}' is in no district of {}", draft.name, authority.name));
            return None;
        };
        let name = [&place.name, &place.address_1, &draft.name].into_iter().find(|name| !name.is_empty());
        Some(Location {
            id: self.id(if place.id.is_empty() { &draft.id } else { &place.id }),
            name: shorten(name.map_or("", String::as_str), 200),
            address_1: shorten(&place.address_1, 200),
            address_2: shorten(&place.address_2, 200),
            town: shorten(&place.town, 100),
            postcode,
            point: said.or(at.map(|(point, _)| point)),
            district: district.clone(),
            imd2019_decile: None,
            imd2025_decile: None,
            accessibility: shorten(&place.accessibility, LONGEST_TEXT),
            status: Status::Check,
            source_ids: vec![self.adopter.source.id.clone()],
            note: if said.is_none() && at.is_some() {
                "The point is the middle of its postcode.".to_owned()
            } else {
                String::new()
            },
        })
    }

    /// The point that a file gives. The outer `None` refuses the place, the inner means no point.
    fn point(&mut self, draft: &Draft, latitude: f64, longitude: f64, middle: Option<Point>) -> Option<Option<Point>> {
        if latitude == 0.0 && longitude == 0.0 {
            return Some(None);
        }
        let edges = &self.adopter.authority.extent;
        let inside = |north: f64, east: f64| {
            (edges.south..=edges.north).contains(&north) && (edges.west..=edges.east).contains(&east)
        };
        let value = format!("{latitude}, {longitude}");
        if !inside(latitude, longitude) && inside(longitude, latitude) {
            let invalid = Invalid::new("have latitude and longitude swapped", "change them over");
            self.refuse(draft, "latitude", &value, invalid);
            return None;
        }
        let point = self.read(draft, "latitude", &value, |_| Point::new(latitude, longitude))?;
        match middle {
            Some(middle) if places::distance_between(middle, point) > LARGEST_DISTANCE => {
                let what = format!("is more than {LARGEST_DISTANCE} miles from its postcode");
                self.refuse(draft, "latitude", &value, Invalid::new(what, "mend the point or the postcode"));
                None
            }
            // Outside the map without a postcode that says otherwise: the town decides.
            None if !inside(latitude, longitude) => Some(None),
            _ => Some(Some(point)),
        }
    }
}
