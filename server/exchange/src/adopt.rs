//! From drafts to records: every value is read into its type, and what cannot be read is told.

mod location;
mod schedule;
mod service_area;
mod text;

pub(crate) use text::slug_of;
use text::{add_scheme, shorten, tidy_number};

use crate::{
    draft::{Draft, DraftPhone},
    mapping::Mapping,
    terms::{TermWords, folded, needs_named},
};
use directory::{
    AgeRange, Authority, ForWhom, GazetteerRows, Invalid, Listed, Organization, Phone, PhoneNumber, Point, Postcode,
    Problem, Referral, Reliability, Schedule, Service, Slug, Source, SourceDate, Status, Terms, contact,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The longest summary that is taken over, in characters; it ends at a sentence before that.
const LONGEST_SUMMARY: usize = 400;
/// The longest of any other text.
const LONGEST_TEXT: usize = 2_000;

/// What became of drafts.
#[derive(Debug, Default)]
pub struct Adopted {
    /// The records.
    pub listed: Listed,
    /// What is wrong with what was given.
    pub refused: Vec<Problem>,
    /// What is right but not for here: another area, or no longer offered.
    pub left_out: Vec<String>,
    /// Terms that mean no need or kind here, and how many services have them.
    pub unknown_terms: BTreeMap<String, usize>,
}

/// Makes records of drafts for one authority.
pub struct Adopter<'a> {
    authority: &'a Authority,
    terms: &'a Terms,
    mapping: &'a Mapping,
    source: Source,
    words: TermWords,
    postcodes: HashMap<Postcode, (Point, &'a str)>,
    towns: HashMap<String, Option<&'a Slug>>,
    default_needs: Vec<Slug>,
}

impl<'a> Adopter<'a> {
    /// From a county and what a steward says about the source. Fails with what is wrong in the mapping.
    pub fn new(
        authority: &'a Authority,
        terms: &'a Terms,
        gazetteer: &'a GazetteerRows,
        mapping: &'a Mapping,
        source: Source,
    ) -> Result<Self, String> {
        let postcodes = gazetteer.postcodes.iter().map(|row| (row.postcode, (row.point, row.lad_code.as_str())));
        // A name that two districts share says nothing.
        let mut towns: HashMap<String, Option<&Slug>> = HashMap::new();
        for town in &gazetteer.towns {
            let district = town.district.as_ref();
            towns
                .entry(folded(&town.name))
                .and_modify(|known| *known = known.filter(|d| Some(*d) == district))
                .or_insert(district);
        }
        Ok(Self {
            authority,
            terms,
            mapping,
            source,
            words: TermWords::new(terms, mapping)?,
            postcodes: postcodes.collect(),
            towns,
            default_needs: needs_named(&mapping.defaults.needs, terms)?,
        })
    }

    /// Makes records. `taken` says which source a record of ours with this id belongs to.
    pub fn adopt(&self, drafts: &[Draft], taken: &dyn Fn(&str) -> Option<String>) -> Adopted {
        let mut adopted = Adopted::default();
        adopted.listed.sources.push(self.source.clone());
        let mut adoption = Adoption {
            adopter: self,
            taken,
            adopted,
            organizations: HashSet::new(),
            places: HashMap::new(),
            services: HashSet::new(),
        };
        for draft in drafts {
            adoption.service(draft);
        }
        adoption.adopted
    }
}

struct Adoption<'m, 'a> {
    adopter: &'m Adopter<'a>,
    taken: &'m dyn Fn(&str) -> Option<String>,
    adopted: Adopted,
    organizations: HashSet<Slug>,
    /// Places that were read, by their own id; `None` for one that is not for here.
    places: HashMap<String, Option<Slug>>,
    services: HashSet<Slug>,
}

impl Adoption<'_, '_> {
    /// Notes what is wrong with a value.
    fn refuse(&mut self, draft: &Draft, column: &str, value: &str, invalid: Invalid) {
        self.adopted.refused.push(Problem::new(&draft.file, draft.line, column, value, invalid));
    }

    /// A value that may be empty; what is wrong with it is noted.
    fn read<T>(
        &mut self,
        draft: &Draft,
        column: &str,
        value: &str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        if value.is_empty() {
            return None;
        }
        parse(value).map_err(|invalid| self.refuse(draft, column, value, invalid)).ok()
    }

    fn service(&mut self, draft: &Draft) {
        let before = self.adopted.refused.len();
        if draft.name.is_empty() || draft.id.is_empty() {
            let column = if draft.name.is_empty() { "name" } else { "id" };
            self.refuse(draft, column, "", Invalid::new("is empty", "fill it in, or take the record out"));
            return;
        }
        if !matches!(draft.status.to_lowercase().as_str(), "" | "active") {
            self.adopted.left_out.push(format!("'{}' is {}", draft.name, draft.status.to_lowercase()));
            return;
        }
        if draft.organization.name.is_empty() && self.adopter.mapping.defaults.organization.is_empty() {
            let mend = "name who runs it, or give organization under [defaults] of the mapping";
            self.refuse(draft, "organization", "", Invalid::new("is empty", mend));
        }
        let id = self.id(&draft.id);
        if !self.services.insert(id.clone()) {
            self.refuse(draft, "id", &draft.id, Invalid::new("is used twice", "give each record an id of its own"));
        }
        let needs = self.needs(draft);
        if needs.is_empty() {
            let mend = "map its terms under [needs] of the mapping, or give needs under [defaults]";
            self.refuse(draft, "terms", &draft.terms.join("; "), Invalid::new("mean no need here", mend));
        }
        let kind = self.kind(draft);
        if kind.is_none() {
            let mend = "map a term under [kinds] of the mapping, or give kind under [defaults]";
            self.refuse(draft, "kind", "", Invalid::new("is not said", mend));
        }
        let ages = self.ages(draft);
        let url = self.read(draft, "url", &add_scheme(&draft.url), contact::web_address);
        let email = self.read(draft, "email", &draft.email, contact::email);
        let source_date =
            self.read(draft, "date", draft.dated.get(..10).unwrap_or(&draft.dated), str::parse::<SourceDate>);
        let phones: Vec<Phone> = draft.phones.iter().filter_map(|phone| self.phone(draft, phone)).collect();
        let location_ids: Vec<Slug> = draft.places.iter().filter_map(|place| self.location(draft, place)).collect();
        let schedules: Vec<Schedule> = draft.schedules.iter().filter_map(|row| self.schedule(draft, row)).collect();
        let area = self.service_area(draft, &location_ids);
        // The service itself cannot stand without these; phones, places and times it can.
        let (Some(kind), Some(area)) = (kind, area) else { return };
        if self.adopted.refused[before..]
            .iter()
            .any(|problem| matches!(problem.column.as_str(), "id" | "organization" | "terms"))
        {
            return;
        }
        let service = Service {
            id,
            organization_id: self.organization(draft),
            name: shorten(&draft.name, 200),
            kind,
            needs,
            ages,
            ages_note: String::new(),
            audience: Vec::new(),
            for_whom: ForWhom::Anyone,
            referral: Referral::default(),
            levels: Vec::new(),
            area,
            online: false,
            phone_only: false,
            cost: shorten(&draft.cost, LONGEST_TEXT),
            eligibility: shorten(&draft.eligibility, LONGEST_TEXT),
            how_to_get_help: shorten(&draft.application, LONGEST_TEXT),
            summary: if draft.description.is_empty() {
                draft.name.clone()
            } else {
                shorten(&draft.description, LONGEST_SUMMARY)
            },
            url,
            email,
            // Somebody else's word: shown with "not confirmed" until a steward has asked.
            status: Status::Check,
            assured_date: None,
            confidential_address: false,
            source_ids: vec![self.adopter.source.id.clone()],
            source_date: source_date.or_else(|| self.adopter.source.date.clone()),
            reliability: Reliability::Secondary,
            note: String::new(),
            phones,
            schedules,
            location_ids,
        };
        self.adopted.listed.services.push(service);
    }

    /// Our id for one of theirs: their own where it can be one and nobody else's record has it.
    fn id(&self, theirs: &str) -> Slug {
        let source = self.adopter.source.id.as_str();
        let speaks = theirs.len() > 4 && theirs.contains(|c: char| c.is_ascii_alphabetic());
        let plain = match theirs.to_lowercase().parse::<Slug>() {
            Ok(slug) if speaks => slug.to_string(),
            Ok(slug) => format!("{source}-{slug}"),
            Err(_) => slug_of(theirs),
        };
        let apart = slug_of(&format!("{plain} {source}"));
        let ours = |id: &str| (self.taken)(id).is_none_or(|owner| owner == source);
        let chosen =
            if (self.taken)(&apart).is_some_and(|owner| owner == source) || !ours(&plain) { apart } else { plain };
        // Both are made of an id's letters only.
        chosen.parse().unwrap_or_else(|_| self.adopter.source.id.clone())
    }

    fn needs(&mut self, draft: &Draft) -> Vec<Slug> {
        let mut needs: Vec<Slug> = Vec::new();
        let adopter = self.adopter;
        for term in draft.terms.iter().filter(|term| !term.is_empty()) {
            match adopter.words.needs(term) {
                Some(found) => {
                    needs.extend(found.iter().filter(|need| !needs.contains(need)).cloned().collect::<Vec<_>>())
                }
                None if adopter.words.kind(term).is_none() => {
                    *self.adopted.unknown_terms.entry(term.clone()).or_default() += 1;
                }
                None => {}
            }
        }
        if needs.is_empty() {
            needs = adopter.words.needs(&draft.name).map(<[Slug]>::to_vec).unwrap_or_default();
        }
        if needs.is_empty() {
            needs = adopter.words.needs_in(&format!("{} {}", draft.name, draft.description));
        }
        if needs.is_empty() { adopter.default_needs.clone() } else { needs }
    }

    fn kind(&self, draft: &Draft) -> Option<Slug> {
        let adopter = self.adopter;
        let said = draft.terms.iter().find_map(|term| adopter.words.kind(term)).cloned();
        let known = |slug: &&Slug| adopter.terms.kinds.iter().any(|kind| kind.slug == **slug);
        let default = adopter.mapping.defaults.kind.as_ref().or(adopter.authority.import_kind.as_ref());
        said.or_else(|| default.filter(known).cloned())
    }

    fn ages(&mut self, draft: &Draft) -> AgeRange {
        let years = |text: &str| {
            let years = text.parse::<f64>().ok().filter(|years| (0.0..=150.0).contains(years));
            let mend = "write years from 0 to 120, such as 13";
            years.map(|years| years as u16).ok_or_else(|| Invalid::new("is not an age", mend))
        };
        let low = self.read(draft, "minimum_age", &draft.minimum_age, years);
        // 99 and above stand for 'no upper end' in many feeds.
        let high = self.read(draft, "maximum_age", &draft.maximum_age, years).filter(|years| *years < 99);
        AgeRange::new(low, high)
            .map_err(|invalid| self.refuse(draft, "minimum_age", &draft.minimum_age, invalid))
            .unwrap_or_default()
    }

    fn phone(&mut self, draft: &Draft, phone: &DraftPhone) -> Option<Phone> {
        let (number, extension) = tidy_number(&phone.number);
        let number = self.read(draft, "phone", &number, str::parse::<PhoneNumber>)?;
        let extension = if phone.extension.is_empty() { extension } else { phone.extension.clone() };
        let extension = if extension.is_empty() { extension } else { format!("extension {extension}") };
        Some(Phone {
            number,
            label: shorten(&super::hsds::joined(&[phone.label.clone(), extension]), 200),
            hours_note: String::new(),
            takes_texts: false,
            confirmed: false,
            source_ids: vec![self.adopter.source.id.clone()],
        })
    }

    fn organization(&mut self, draft: &Draft) -> Slug {
        let said = &draft.organization;
        let name = if said.name.is_empty() { &self.adopter.mapping.defaults.organization } else { &said.name };
        let id = self.id(if said.id.is_empty() { name } else { &said.id });
        if self.organizations.insert(id.clone()) {
            let url = self.read(draft, "organization url", &add_scheme(&said.url), contact::web_address);
            self.adopted.listed.organizations.push(Organization {
                id: id.clone(),
                name: shorten(name, 200),
                url,
                note: String::new(),
                source_ids: vec![self.adopter.source.id.clone()],
            });
        }
        id
    }
}
