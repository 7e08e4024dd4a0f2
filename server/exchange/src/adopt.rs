//! From drafts to records: every value is read into its type, and what cannot be read is told.

mod ages;
mod categories;
mod clock;
mod days;
mod ids;
mod location;
mod numbers;
mod opening_hours;
mod phone;
mod schedule;
mod service_area;
mod text;

pub(crate) use location::MIDDLE_OF_POSTCODE;
pub(crate) use text::slug_of;
use text::{add_scheme, shorten, without_mailto};

use crate::{
    draft::{Draft, Stand},
    mapping::Mapping,
    oruk::{
        ids::Id,
        taxonomy::{Meaning, meanings},
    },
    report::count,
    terms::{TermWords, folded, needs_named},
};
use directory::{
    Authority, GazetteerRows, Invalid, Listed, Organization, Point, Postcode, Problem, Reliability, Service, Slug,
    Source, SourceDate, SpokenLanguage, Status, Terms, cell::is_formula, contact, phone::NOT_CONFIRMED,
    safeguarding::tells_of_abuse,
};
use ids::{Alike, Record};
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
    /// Values of services that came in without them, in words.
    pub not_taken: Vec<String>,
    /// Fields that say something and have no place here, and how many services have them.
    pub lost: BTreeMap<String, usize>,
    /// Services whose words tell of abuse, wherever they stand.
    pub about_abuse: HashSet<Slug>,
    /// Services that were taken for some for people who do harm, by their words: name and id.
    pub does_harm: Vec<(String, Slug)>,
}

/// Makes records of drafts for one authority.
pub struct Adopter<'a> {
    authority: &'a Authority,
    terms: &'a Terms,
    mapping: &'a Mapping,
    source: Source,
    words: TermWords,
    own_terms: HashMap<Id, Meaning>,
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
            own_terms: meanings(authority, terms),
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
            alike: Alike::find(drafts),
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
    alike: Alike,
    organizations: HashSet<Slug>,
    /// Places that were read, by their own id; `None` for one that is not for here.
    places: HashMap<String, Option<Slug>>,
    services: HashSet<Slug>,
}

impl Adoption<'_, '_> {
    /// Notes what is wrong with a value.
    fn refuse(&mut self, stand: &Stand, column: &str, value: &str, invalid: Invalid) {
        self.adopted.refused.push(Problem::new(&stand.file, stand.line, column, value, invalid));
    }

    /// Notes what a service came in without.
    fn tell(&mut self, draft: &Draft, what: &str) {
        self.adopted.not_taken.push(format!("{what}, of '{}'", draft.name));
    }

    /// A value that may be empty; what is wrong with it is noted.
    fn read<T>(
        &mut self,
        stand: &Stand,
        column: &str,
        value: &str,
        parse: impl Fn(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        if value.is_empty() {
            return None;
        }
        parse(value).map_err(|invalid| self.refuse(stand, column, value, invalid)).ok()
    }

    /// Whether a draft has what every service must have; what it lacks is noted.
    fn can_stand(&mut self, draft: &Draft) -> bool {
        if draft.name.is_empty() || draft.id.is_empty() {
            let column = if draft.name.is_empty() { "name" } else { "id" };
            self.refuse(&draft.stand, column, "", Invalid::new("is empty", "fill it in, or take the record out"));
            return false;
        }
        if !matches!(draft.status.to_lowercase().as_str(), "" | "active") {
            self.adopted.left_out.push(format!("'{}' is {}", draft.name, draft.status.to_lowercase()));
            return false;
        }
        if draft.organization.name.is_empty() && self.adopter.mapping.defaults.organization.is_empty() {
            let mend = "name who runs it, or give organization under [defaults] of the mapping";
            self.refuse(&draft.stand, "organization", "", Invalid::new("is empty", mend));
        }
        let texts = [&draft.name, &draft.description, &draft.eligibility, &draft.application, &draft.cost];
        let places =
            draft.places.iter().flat_map(|place| [&place.name, &place.address_1, &place.address_2, &place.town]);
        for text in texts.into_iter().chain([&draft.organization.name]).chain(places).filter(|text| is_formula(text)) {
            let invalid = Invalid::new("is a spreadsheet formula and not a value", "have the value itself put there");
            self.refuse(&draft.stand, "", text, invalid);
        }
        true
    }

    fn service(&mut self, draft: &Draft) {
        let before = self.adopted.refused.len();
        if !self.can_stand(draft) {
            return;
        }
        let id = self.id(Record::Service, &draft.id);
        if !self.services.insert(id.clone()) {
            let invalid = Invalid::new("is used twice", "give each record an id of its own");
            self.refuse(&draft.stand, "id", &draft.id, invalid);
        }
        let found = self.categories(draft, &id);
        if found.needs.is_empty() {
            let mend = "map its terms under [needs] of the mapping, or give needs under [defaults]";
            self.refuse(&draft.stand, "terms", &draft.terms.join("; "), Invalid::new("mean no need here", mend));
        }
        if found.kind.is_none() {
            let mend = "map a term under [kinds] of the mapping, or give kind under [defaults]";
            self.refuse(&draft.stand, "kind", "", Invalid::new("is not said", mend));
        }
        let (ages, ages_note) = self.ages(draft);
        let url = self.read(&draft.stand, "url", &add_scheme(&draft.url), contact::web_address);
        let email = self.read(&draft.stand, "email", without_mailto(&draft.email), contact::email);
        let dated = draft.dated.get(..10).unwrap_or(&draft.dated);
        let source_date = self.read(&draft.stand, "date", dated, str::parse::<SourceDate>);
        let phones = self.phones(draft);
        let location_ids: Vec<Slug> = draft.places.iter().filter_map(|place| self.location(draft, place)).collect();
        let schedules = self.all_schedules(draft);
        let area = self.service_area(draft, &location_ids);
        let languages = self.languages(draft);
        // The service itself cannot stand without these; phones, places and times it can.
        let (Some(kind), Some(area)) = (found.kind, area) else { return };
        let needed = |problem: &Problem| matches!(problem.column.as_str(), "" | "id" | "organization" | "terms");
        if self.adopted.refused[before..].iter().any(needed) {
            return;
        }
        if draft.everything.iter().any(|text| tells_of_abuse(text)) {
            self.adopted.about_abuse.insert(id.clone());
        }
        draft.lost.iter().for_each(|field| count(&mut self.adopted.lost, field));
        let text = |text: &str| shorten(&own_words(draft, text), LONGEST_TEXT);
        let service = Service {
            id,
            organization_id: self.organization(draft),
            name: shorten(&draft.name, 200),
            kind,
            needs: found.needs,
            ages,
            ages_note,
            audience: found.audience,
            for_whom: found.for_whom,
            referral: found.referral,
            levels: found.levels,
            area,
            online: found.online || draft.online,
            phone_only: found.phone_only,
            languages,
            cost: text(&draft.cost),
            eligibility: text(&draft.eligibility),
            how_to_get_help: text(&draft.application),
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
            source_ids: self.sources(draft),
            source_date: source_date.or_else(|| self.adopter.source.date.clone()),
            reliability: Reliability::Secondary,
            note: String::new(),
            phones,
            schedules,
            chats: Vec::new(),
            location_ids,
        };
        self.adopted.listed.services.push(service);
    }

    /// The languages that a draft names, each once; one that nobody knows here is told.
    fn languages(&mut self, draft: &Draft) -> Vec<SpokenLanguage> {
        let mut known = Vec::new();
        for said in draft.languages.iter().filter(|said| !said.is_empty()) {
            match SpokenLanguage::find(said) {
                Some(language) if known.contains(&language) => {}
                Some(language) => known.push(language),
                None => self.tell(draft, &format!("the language '{said}'")),
            }
        }
        known
    }

    /// The import itself, and behind it the sources that a record of our own feed names.
    fn sources(&mut self, draft: &Draft) -> Vec<Slug> {
        let import = &self.adopter.source;
        let mut ids = vec![import.id.clone()];
        for source in draft.sources.iter().filter(|source| !source.title.is_empty()) {
            let name = format!("{} {} {}", import.id, source.title, source.date);
            let Ok(id) = slug_of(&name).parse::<Slug>() else { continue };
            if self.adopted.listed.sources.iter().all(|known| known.id != id) {
                self.adopted.listed.sources.push(Source {
                    id: id.clone(),
                    title: source.title.clone(),
                    address: String::new(),
                    date: source.date.parse().ok(),
                    licence: source.licence.clone(),
                    read_on: import.read_on.clone(),
                });
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    fn organization(&mut self, draft: &Draft) -> Slug {
        let said = &draft.organization;
        let name = if said.name.is_empty() { &self.adopter.mapping.defaults.organization } else { &said.name };
        let id = self.id(Record::Organization, if said.id.is_empty() { name } else { &said.id });
        if self.organizations.insert(id.clone()) {
            let url = self.read(&draft.stand, "organization url", &add_scheme(&said.url), contact::web_address);
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

/// A text without the cautions that our own feed puts behind numbers.
fn own_words(draft: &Draft, text: &str) -> String {
    if draft.ours { text.replace(&format!(" ({NOT_CONFIRMED})"), "") } else { text.to_owned() }
}
