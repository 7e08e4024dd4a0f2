//! From our records to the entities of the feed.

use super::{
    entity::{Attribute, Organization, Service, ServiceAtLocation, Status},
    ids::Id,
    parts,
    taxonomy::Taxonomies,
    text::Text,
};
use directory::plural;
use search::catalogue::Catalogue;
use std::collections::HashMap;

/// How much of an entity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What a page of a list holds: fields that are there once.
    Brief,
    /// Everything.
    Full,
}

/// What the feed looks up: made once from the records.
#[derive(Debug)]
pub struct Feed {
    /// The taxonomies.
    pub taxonomies: Taxonomies,
    /// Positions in `listed.organizations` of those that run a listed service, in that order.
    pub organizations: Vec<u32>,
    /// Positions in `entries` of services at places, in that order.
    pub at_locations: Vec<u32>,
    /// Of each service, where its organisation stands in `listed.organizations`.
    organization_of: Vec<Option<u32>>,
    /// Of each organisation, where its services stand in `listed.services`.
    services_of: Vec<Vec<u32>>,
    services_by_id: HashMap<Id, u32>,
    organizations_by_id: HashMap<Id, u32>,
    at_locations_by_id: HashMap<Id, u32>,
}

impl Feed {
    /// From the records. A service whose organisation is not known is not in the feed, since the
    /// standard wants one; `hubfinder check` refuses a folder with such a service.
    pub fn new(catalogue: &Catalogue) -> Self {
        let listed = &catalogue.listed;
        let by_slug: HashMap<&str, u32> =
            listed.organizations.iter().map(|organization| organization.id.as_str()).zip(0..).collect();
        let organization_of: Vec<Option<u32>> =
            listed.services.iter().map(|service| by_slug.get(service.organization_id.as_str()).copied()).collect();
        let mut services_of = vec![Vec::new(); listed.organizations.len()];
        let mut services_by_id = HashMap::with_capacity(listed.services.len());
        for (position, organization) in (0u32..).zip(&organization_of) {
            if let Some(organization) = *organization {
                services_of[organization as usize].push(position);
                let slug = listed.services[position as usize].id.as_str();
                services_by_id.insert(Id::service(slug), position);
            }
        }
        let organizations: Vec<u32> =
            (0u32..).zip(&services_of).filter(|(_, own)| !own.is_empty()).map(|(at, _)| at).collect();
        let organization_id = |at: u32| Id::organization(listed.organizations[at as usize].id.as_str());
        let organizations_by_id = organizations.iter().map(|&at| (organization_id(at), at)).collect();
        let mut at_locations = Vec::new();
        let mut at_locations_by_id = HashMap::new();
        for (position, entry) in (0u32..).zip(&catalogue.entries) {
            let service = &listed.services[entry.service as usize];
            // A confidential service has no place in any folder that was checked; a store that was
            // written by hand must not say it either.
            let public = !service.confidential_address && organization_of[entry.service as usize].is_some();
            if let Some(location) = entry.location.filter(|_| public) {
                let location = &listed.locations[location as usize];
                let id = Id::service_at_location(service.id.as_str(), location.id.as_str());
                at_locations_by_id.insert(id, position);
                at_locations.push(position);
            }
        }
        Self {
            taxonomies: Taxonomies::new(&catalogue.authority, &catalogue.terms),
            organizations,
            at_locations,
            organization_of,
            services_of,
            services_by_id,
            organizations_by_id,
            at_locations_by_id,
        }
    }

    /// Positions in `listed.services` of all that the feed lists, in that order.
    pub fn services(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.organization_of).filter(|(_, organization)| organization.is_some()).map(|(at, _)| at)
    }

    /// Where the service with this id stands in `listed.services`.
    pub fn service_position(&self, id: Id) -> Option<u32> {
        self.services_by_id.get(&id).copied()
    }

    /// Where the organisation with this id stands in `listed.organizations`.
    pub fn organization_position(&self, id: Id) -> Option<u32> {
        self.organizations_by_id.get(&id).copied()
    }

    /// Where the service at a place with this id stands in `entries`.
    pub fn at_location_position(&self, id: Id) -> Option<u32> {
        self.at_locations_by_id.get(&id).copied()
    }

    /// Where the organisation of a service stands in `listed.organizations`.
    pub fn organization_of(&self, service: u32) -> Option<u32> {
        self.organization_of[service as usize]
    }

    /// Where an organisation's services stand in `listed.services`.
    pub fn services_of(&self, organization: u32) -> &[u32] {
        &self.services_of[organization as usize]
    }

    /// The service at a position; `None` where the feed does not list it.
    pub fn service(&self, catalogue: &Catalogue, position: u32, detail: Detail) -> Option<Service> {
        let service = &catalogue.listed.services[position as usize];
        let organization = self.organization_of(position)?;
        let mut made = Service {
            id: Id::service(service.id.as_str()),
            name: Text::or(&service.name, service.id.as_str()),
            description: Text::new(&service.summary),
            url: service.url.as_deref().and_then(Text::new),
            email: service.email.as_deref().and_then(Text::new),
            status: Status::Active,
            fees: Text::new(&service.cost),
            minimum_age: service.ages.minimum(),
            maximum_age: service.ages.maximum(),
            eligibility_description: Text::sentences([service.eligibility.as_str(), service.ages_note.as_str()]),
            application_process: Text::new(&service.with_caution(&service.how_to_get_help)),
            assured_date: service.assured_date,
            self_referral_age: service.referral.self_from_age,
            alert: Text::new(parts::caution(service.is_confirmed())),
            confirmed: service.is_confirmed(),
            last_modified: catalogue.service_changed_at(service),
            organization: self.organization(catalogue, organization, Detail::Brief),
            schedules: Vec::new(),
            service_areas: Vec::new(),
            service_at_locations: Vec::new(),
            cost_options: Vec::new(),
            contacts: Vec::new(),
            languages: Vec::new(),
            attributes: Vec::new(),
            sources: Vec::new(),
        };
        if detail == Detail::Full {
            made.schedules = parts::schedules(service);
            made.service_areas = parts::areas(&catalogue.authority, service);
            made.service_at_locations = parts::at_locations(catalogue, service);
            made.cost_options = parts::cost(service);
            made.contacts = parts::contacts(service);
            made.languages = parts::languages(service);
            made.attributes = self.attributes(service);
            made.sources = parts::sources(catalogue, service);
        }
        Some(made)
    }

    /// The organisation at a position, with its services where all of it is wanted.
    pub fn organization(&self, catalogue: &Catalogue, position: u32, detail: Detail) -> Organization {
        let organization = &catalogue.listed.organizations[position as usize];
        let services = self.services_of(position);
        let own = if detail == Detail::Full { services } else { &[] };
        // Nobody has described it; what it runs here is what we know.
        let runs = plural(services.len(), "service", "services");
        Organization {
            id: Id::organization(organization.id.as_str()),
            name: Text::or(&organization.name, organization.id.as_str()),
            description: Text::or(&format!("Runs {runs} in {}.", catalogue.authority.site_name), &organization.name),
            website: organization.url.as_deref().and_then(Text::new),
            services: own.iter().filter_map(|&at| self.service(catalogue, at, Detail::Brief)).collect(),
        }
    }

    /// The service at a place at a position of `entries`; `None` where the feed does not list it.
    pub fn at_location(&self, catalogue: &Catalogue, position: u32, detail: Detail) -> Option<ServiceAtLocation> {
        let entry = &catalogue.entries[position as usize];
        let location = &catalogue.listed.locations[entry.location? as usize];
        let service = self.service(catalogue, entry.service, detail)?;
        let slug = catalogue.listed.services[entry.service as usize].id.as_str();
        let id = Id::service_at_location(slug, location.id.as_str());
        self.at_location_position(id)?;
        Some(ServiceAtLocation {
            id,
            name: Some(service.name.clone()),
            status: Some(service.status),
            location: parts::location(&catalogue.authority, location),
            service: Some(Box::new(service)),
        })
    }

    fn attributes(&self, service: &directory::Service) -> Vec<Attribute> {
        let of = |term: &super::entity::TaxonomyTerm| Attribute {
            id: Id::of("attribute", &format!("{}/{}", service.id, term.id)),
            link_type: Text::or(Taxonomies::short_name(term), "term"),
            taxonomy_term: term.clone(),
        };
        self.taxonomies.of(service).map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn catalogue(change: impl FnOnce(&mut directory::Listed)) -> Catalogue {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
        let mut records = folder::records(&folder::read(&dir).unwrap(), &dir).unwrap();
        change(&mut records.listed);
        Catalogue::new(records.authority, records.terms, records.listed)
    }

    fn position(catalogue: &Catalogue, slug: &str) -> u32 {
        catalogue.service_position(slug).unwrap() as u32
    }

    #[test]
    fn a_confidential_place_that_a_broken_store_holds_is_not_said() {
        let open = catalogue(|_| {});
        let feed = Feed::new(&open);
        let shown = feed.service(&open, position(&open, "wands-family-hub"), Detail::Full).unwrap();
        assert_eq!(shown.service_at_locations.len(), 1);

        let hidden = catalogue(|listed| {
            let hub = listed.services.iter_mut().find(|service| service.id == "wands-family-hub").unwrap();
            hub.confidential_address = true;
        });
        let feed = Feed::new(&hidden);
        let at = position(&hidden, "wands-family-hub");
        let service = serde_json::to_string(&feed.service(&hidden, at, Detail::Full)).unwrap();
        assert!(!service.contains("WR9 9EQ") && !service.contains("Farmers Way"), "{service}");
        let id = Id::service_at_location("wands-family-hub", "wands-westland-first-school");
        assert_eq!(feed.at_location_position(id), None);
        let of_hub = feed.at_locations.iter().filter(|&&entry| hidden.entries[entry as usize].service == at).count();
        assert_eq!(of_hub, 0);
    }

    #[test]
    fn a_service_without_an_organisation_is_not_listed() {
        let broken = catalogue(|listed| listed.organizations.retain(|organization| organization.id != "barnardos"));
        let feed = Feed::new(&broken);
        let at = position(&broken, "brookside-family-hub");
        assert_eq!(feed.service_position(Id::service("brookside-family-hub")), None);
        assert!(feed.service(&broken, at, Detail::Full).is_none());
        assert!(feed.services().all(|listed| listed != at));
    }
}
