//! Whom a draft serves.

use super::{Adopter, Adoption};
use crate::{draft::Draft, terms::folded};
use directory::{ServiceArea, Slug};

impl Adoption<'_, '_> {
    /// Whom it serves: as it says, else the districts it happens in, else as the mapping says.
    pub(super) fn service_area(&mut self, draft: &Draft, places: &[Slug]) -> Option<ServiceArea> {
        let authority = self.adopter.authority;
        for area in draft.areas.iter().map(|area| folded(area)) {
            if ["england", "united kingdom", "uk", "great britain", "national", "nationwide", "nation"]
                .contains(&area.as_str())
            {
                return Some(ServiceArea::Nation);
            }
            if area == "county" || area == folded(&authority.name) || area == folded(&authority.council) {
                return Some(ServiceArea::County);
            }
        }
        let mut districts = self.adopter.districts_served(draft);
        if districts.is_empty() {
            for location in self.adopted.listed.locations.iter().filter(|location| places.contains(&location.id)) {
                if !districts.contains(&location.district) {
                    districts.push(location.district.clone());
                }
            }
        }
        if !districts.is_empty() {
            return Some(ServiceArea::Districts(districts));
        }
        let default = &self.adopter.mapping.defaults.area;
        if draft.areas.is_empty() && !default.is_empty() {
            return self.read(&draft.stand, "area", default, str::parse::<ServiceArea>);
        }
        if !draft.areas.is_empty() {
            let areas = draft.areas.join(" and ");
            self.adopted.left_out.push(format!("'{}' serves {areas}, which is outside {}", draft.name, authority.name));
        } else if draft.places.is_empty() {
            self.adopted.left_out.push(format!("'{}' says neither where it is nor whom it serves", draft.name));
        }
        // A place that was left out or refused has told why already.
        None
    }
}

impl Adopter<'_> {
    /// The districts that it names as those it serves.
    pub(super) fn districts_served(&self, draft: &Draft) -> Vec<Slug> {
        let mut districts: Vec<Slug> = Vec::new();
        for area in draft.areas.iter().map(|area| folded(area)) {
            let named = self.authority.districts.iter().find(|district| {
                folded(&district.name) == area || district.code.eq_ignore_ascii_case(&area) || district.slug == *area
            });
            districts.extend(named.map(|district| district.slug.clone()).filter(|slug| !districts.contains(slug)));
        }
        districts
    }
}
