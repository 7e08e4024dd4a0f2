//! All records in memory, with the look-ups that every page needs.

mod area;
mod changes;

pub use area::Area;
pub use changes::Changes;

use chrono::{DateTime, Utc};
use directory::{
    Access, AgeRange, Authority, ForWhom, Group, Kind, Listed, Location, Need, Organization, Point, Precision, Service,
    ServiceArea, Slug, Source, SpokenLanguage, Terms,
};
use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

/// Everything the directory lists, ready to be searched and shown.
#[derive(Debug)]
pub struct Catalogue {
    /// The authority.
    pub authority: Authority,
    /// Kinds and needs.
    pub terms: Terms,
    /// Services, places, organisations and sources, each in the order of their ids.
    pub listed: Listed,
    /// What the search filters and ranks by: one a service.
    pub facts: Vec<Facts>,
    /// One a service at a location, or one a service without any. In the order of the services.
    pub entries: Vec<Entry>,
    /// What any building with a service is known to have, to be asked for.
    pub access: Vec<Access>,
    /// The languages in which any service is given, in the order of their names. English is not asked
    /// for: it is what is spoken where nothing else is said.
    pub languages: Vec<SpokenLanguage>,
    /// Whether any service is for women only.
    pub for_women: bool,
    /// Whether any service is for men only.
    pub for_men: bool,
    services: HashMap<Slug, u32>,
    locations: HashMap<Slug, u32>,
    organizations: HashMap<Slug, u32>,
    sources: HashMap<Slug, u32>,
    needs: HashMap<Slug, u16>,
    kinds: HashMap<Slug, u16>,
    at_location: Vec<Vec<u32>>,
    /// Of each service its rank by name.
    name_ranks: Vec<u32>,
    changes: Changes,
}

/// What ranking reads of a service, compact.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Positions in `terms.needs`, most specific first.
    pub needs: Box<[u16]>,
    /// Position in `terms.kinds`.
    pub kind: u16,
    /// Its ages.
    pub ages: AgeRange,
    /// Where it serves.
    pub area: Area,
    /// Whether one of its needs is met in pregnancy.
    pub pregnancy: bool,
    /// Whether it helps with special needs or disability.
    pub send: bool,
    /// Whether it has a way to be reached.
    pub reachable: bool,
    /// Whether its record is confirmed.
    pub confirmed: bool,
    /// Whether it has a confirmed number.
    pub rings: bool,
    /// The year of its newest source; 0 when unknown.
    pub year: u16,
    /// Whether it is for people who do harm or fear they will.
    pub worried_about_self: bool,
    /// Whether it is given by telephone or text only.
    pub phone_only: bool,
    /// Whether it costs nothing, as stated; `None` when the cost is not stated.
    pub free: Option<bool>,
}

/// A service at a place, or a service without one.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Position in `listed.services`.
    pub service: u32,
    /// Position in `listed.locations`.
    pub location: Option<u32>,
    /// Its point, for distances.
    pub point: Option<Point>,
    /// Position in `authority.districts` of its location, or of the only district it serves.
    pub district: Option<u16>,
    /// Whether one goes there, or it is help by phone or online.
    pub group: Group,
    /// How exactly its place is known; `None` where it has none.
    pub precision: Option<Precision>,
}

impl Catalogue {
    /// From an authority and what its store lists. Records that name what does not exist are kept
    /// as far as they make sense: `hubfinder check` is where that is said.
    pub fn new(authority: Authority, terms: Terms, mut listed: Listed) -> Self {
        listed.services.sort_by(|a, b| a.id.cmp(&b.id));
        let index = |slugs: Vec<Slug>| slugs.into_iter().zip(0u32..).collect::<HashMap<_, _>>();
        let services = index(listed.services.iter().map(|s| s.id.clone()).collect());
        let locations = index(listed.locations.iter().map(|l| l.id.clone()).collect());
        let organizations = index(listed.organizations.iter().map(|o| o.id.clone()).collect());
        let sources = index(listed.sources.iter().map(|s| s.id.clone()).collect());
        let needs: HashMap<Slug, u16> = terms.needs.iter().map(|n| n.slug.clone()).zip(0u16..).collect();
        let kinds: HashMap<Slug, u16> = terms.kinds.iter().map(|k| k.slug.clone()).zip(0u16..).collect();
        let district = |slug: &Slug| authority.districts.iter().position(|d| d.slug == *slug).map(|i| i as u16);

        let mut facts = Vec::with_capacity(listed.services.len());
        let mut entries = Vec::with_capacity(listed.services.len());
        let mut at_location = vec![Vec::new(); listed.locations.len()];
        for (position, service) in (0u32..).zip(&listed.services) {
            let area = match &service.area {
                ServiceArea::Nation => Area::Nation,
                ServiceArea::County => Area::County,
                ServiceArea::Districts(slugs) => Area::Districts(slugs.iter().filter_map(district).collect()),
            };
            let own: Box<[u16]> = service.needs.iter().filter_map(|need| needs.get(need).copied()).collect();
            let entry = |location: Option<u32>| entry(position, location, service, &area, &listed, district);
            let before = entries.len();
            for id in &service.location_ids {
                let Some(&at) = locations.get(id) else { continue };
                at_location[at as usize].push(position);
                entries.push(entry(Some(at)));
            }
            if entries.len() == before {
                entries.push(entry(None));
            }
            facts.push(Facts {
                kind: kinds.get(&service.kind).copied().unwrap_or(u16::MAX),
                ages: service.ages,
                area,
                pregnancy: own.iter().any(|&need| terms.needs[usize::from(need)].pregnancy),
                send: service.kind == "send" || own.iter().any(|&need| terms.needs[usize::from(need)].send),
                reachable: service.can_be_reached(),
                confirmed: service.is_confirmed(),
                rings: service.phones.iter().any(|phone| phone.confirmed),
                year: service.source_date.as_ref().map_or(0, |date| date.year()),
                worried_about_self: service.for_whom == ForWhom::WorriedAboutSelf,
                phone_only: service.phone_only,
                free: service.is_free(),
                needs: own,
            });
        }
        let name_ranks = name_ranks(&listed.services);
        Self {
            authority,
            terms,
            access: access_of(&listed, &entries),
            languages: languages_of(&listed.services),
            for_women: listed.services.iter().any(|service| service.for_whom == ForWhom::Women),
            for_men: listed.services.iter().any(|service| service.for_whom == ForWhom::Men),
            listed,
            facts,
            entries,
            services,
            locations,
            organizations,
            sources,
            needs,
            kinds,
            at_location,
            name_ranks,
            changes: Changes::default(),
        }
    }

    /// Says when its records changed, as the store knows it.
    pub fn with_changes(self, changes: Changes) -> Self {
        Self { changes, ..self }
    }

    /// When its records changed.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// When records were last taken over, from the folder or another directory; `None` without a store.
    pub fn loaded_at(&self) -> Option<DateTime<Utc>> {
        self.changes.loaded_at
    }

    /// When a service last changed, by itself, its organisation or one of its places; `None` when
    /// no store said so.
    pub fn service_changed_at(&self, service: &Service) -> Option<DateTime<Utc>> {
        let own = self.changes.services.get(&service.id);
        let of_places = service.location_ids.iter().filter_map(|id| self.changes.locations.get(id));
        own.into_iter().chain(self.changes.organizations.get(&service.organization_id)).chain(of_places).max().copied()
    }

    /// When an organisation's own record last changed; `None` when no store said so.
    pub fn organization_changed_at(&self, id: &Slug) -> Option<DateTime<Utc>> {
        self.changes.organizations.get(id).copied()
    }

    /// A service by its id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.service_position(id).map(|at| &self.listed.services[at])
    }

    /// Where a service stands in `listed.services`.
    pub fn service_position(&self, id: &str) -> Option<usize> {
        self.services.get(id).map(|&at| at as usize)
    }

    /// The rank of a service among all by its name, capital letters or not; those of one name stand
    /// in the order of their ids.
    pub fn name_rank(&self, service: usize) -> u32 {
        self.name_ranks[service]
    }

    /// Where the entries of a service stand: together, since entries are in the order of services.
    pub fn entries_of(&self, service: usize) -> Range<usize> {
        let start = self.entries.partition_point(|entry| (entry.service as usize) < service);
        let count = self.entries[start..].iter().take_while(|entry| entry.service as usize == service).count();
        start..start + count
    }

    /// A location by its id.
    pub fn location(&self, id: &str) -> Option<&Location> {
        self.locations.get(id).map(|&at| &self.listed.locations[at as usize])
    }

    /// The services at a location, in the order of their ids.
    pub fn services_at(&self, id: &str) -> impl Iterator<Item = &Service> {
        let services = self.locations.get(id).map(|&at| self.at_location[at as usize].as_slice()).unwrap_or_default();
        services.iter().map(|&at| &self.listed.services[at as usize])
    }

    /// An organisation by its id.
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.organizations.get(id).map(|&at| &self.listed.organizations[at as usize])
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id).map(|&at| &self.listed.sources[at as usize])
    }

    /// A need by its slug.
    pub fn need(&self, slug: &str) -> Option<&Need> {
        self.need_position(slug).map(|at| &self.terms.needs[usize::from(at)])
    }

    /// Where a need stands in `terms.needs`.
    pub fn need_position(&self, slug: &str) -> Option<u16> {
        self.needs.get(slug).copied()
    }

    /// A kind by its slug.
    pub fn kind(&self, slug: &str) -> Option<&Kind> {
        self.kind_position(slug).map(|at| &self.terms.kinds[usize::from(at)])
    }

    /// Where a kind stands in `terms.kinds`.
    pub fn kind_position(&self, slug: &str) -> Option<u16> {
        self.kinds.get(slug).copied()
    }

    /// Where a district stands in `authority.districts`.
    pub fn district_position(&self, slug: &str) -> Option<u16> {
        self.authority.districts.iter().position(|d| d.slug == *slug).map(|at| at as u16)
    }
}

/// The entry of a service at a location, or without one. Positions are those in what is listed.
fn entry(
    position: u32,
    location: Option<u32>,
    service: &Service,
    area: &Area,
    listed: &Listed,
    district_position: impl Fn(&Slug) -> Option<u16>,
) -> Entry {
    let at = location.map(|at| &listed.locations[at as usize]);
    let only_district = match area {
        Area::Districts(districts) if districts.len() == 1 => Some(districts[0]),
        _ => None,
    };
    let point = at.and_then(|location| location.point);
    let one_goes_there = !service.phone_only && (location.is_some() || area.is_local());
    let precision = match (at, point) {
        (Some(_), Some(_)) => Some(Precision::Point),
        (Some(_), None) => Some(Precision::Town),
        (None, _) if area.is_local() => Some(Precision::District),
        (None, _) => None,
    };
    Entry {
        service: position,
        location,
        point,
        district: at.map_or(only_district, |location| district_position(&location.district)),
        group: if one_goes_there { Group::Near } else { Group::Anywhere },
        precision,
    }
}

/// What any building of these entries is known to have.
fn access_of(listed: &Listed, entries: &[Entry]) -> Vec<Access> {
    let buildings = entries.iter().filter_map(|entry| listed.locations.get(entry.location? as usize));
    let known: BTreeSet<Access> = buildings.flat_map(|building| building.access.iter().copied()).collect();
    known.into_iter().collect()
}

/// The languages in which services are given, but for English, by name.
fn languages_of(services: &[Service]) -> Vec<SpokenLanguage> {
    let spoken: BTreeSet<SpokenLanguage> =
        services.iter().flat_map(|service| service.languages.iter().copied()).filter(|one| !one.is_english()).collect();
    let mut spoken: Vec<SpokenLanguage> = spoken.into_iter().collect();
    spoken.sort_by_key(|language| language.name());
    spoken
}

/// The rank of each service by its name.
fn name_ranks(services: &[Service]) -> Vec<u32> {
    let mut named: Vec<(String, usize)> = services.iter().map(|service| service.name.to_lowercase()).zip(0..).collect();
    named.sort_unstable();
    let mut ranks = vec![0; services.len()];
    for ((_, service), rank) in named.into_iter().zip(0..) {
        ranks[service] = rank;
    }
    ranks
}
