//! Whom a draft serves.

use super::Adoption;
use crate::{draft::Draft, terms::folded};
use directory::{ServiceArea, Slug};

impl Adoption<'_, '_> {
    /// Whom it serves: as it says, else the districts it happens in, else as the mapping says.
    pub(super) fn service_area(&mut self, draft: &Draft, places: &[Slug]) -> Option<ServiceArea> {
        let authority = self.adopter.authority;
        let mut districts: Vec<Slug> = Vec::new();
        for area in draft.areas.iter().map(|area| folded(area)) {
            if ["england", "united kingdom", "uk", "great britain", "national", "nationwide", "nation"]
                .contains(&area.as_str())
            {
                return Some(ServiceArea::Nation);
            }
            if area == "county" || area == folded(&authority.name) || area == folded(&authority.council) {
                return Some(ServiceArea::County);
            }
            let named = authority.districts.iter().find(|district| {
                folded(&district.name) == area || district.code.eq_ignore_ascii_case(&area) || district.slug == *area
            });
            districts.extend(named.map(|district| district.slug.clone()).filter(|slug| !districts.contains(slug)));
        }
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
            return self.read(draft, "area", default, str::parse::<ServiceArea>);
        }
        let why = if !draft.areas.is_empty() {
            format!("'{}' serves {}, which is outside {}", draft.name, draft.areas.join(" and "), authority.name)
        } else {
            format!("'{}' says neither where it is nor whom it serves", draft.name)
        };
        self.adopted.left_out.push(why);
        None
    }
}
