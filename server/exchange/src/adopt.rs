//! From drafts to records: every value is read into its type, and what cannot be read is told.

use super::{
    draft::{Draft, DraftPhone, DraftPlace, DraftSchedule},
    mapping::Mapping,
    terms::{TermWords, folded, needs_named},
};
use directory::{
    AgeRange, Authority, ForWhom, GazetteerRows, Invalid, Listed, Location, Organization, Phone, PhoneNumber, Point,
    Postcode, Problem, Referral, Reliability, Schedule, Service, ServiceArea, Slug, Source, SourceDate, Status, Terms,
    contact, schedule,
};
use folder::Fingerprint;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The longest summary that is taken over, in characters; it ends at a sentence before that.
const LONGEST_SUMMARY: usize = 400;
/// The longest of any other text.
const LONGEST_TEXT: usize = 2_000;
/// How far a point may lie from its postcode's middle before one of them must be wrong.
const FAR: f64 = 5.0;

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
        let mut making = Making {
            adopter: self,
            taken,
            adopted,
            organizations: HashSet::new(),
            places: HashMap::new(),
            services: HashSet::new(),
        };
        for draft in drafts {
            making.service(draft);
        }
        making.adopted
    }
}

struct Making<'m, 'a> {
    adopter: &'m Adopter<'a>,
    taken: &'m dyn Fn(&str) -> Option<String>,
    adopted: Adopted,
    organizations: HashSet<Slug>,
    /// Places that were read, by their own id; `None` for one that is not for here.
    places: HashMap<String, Option<Slug>>,
    services: HashSet<Slug>,
}

impl Making<'_, '_> {
    fn wrong(&mut self, draft: &Draft, column: &str, value: &str, invalid: Invalid) {
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
        parse(value).map_err(|invalid| self.wrong(draft, column, value, invalid)).ok()
    }

    fn service(&mut self, draft: &Draft) {
        let before = self.adopted.refused.len();
        if draft.name.is_empty() || draft.id.is_empty() {
            let column = if draft.name.is_empty() { "name" } else { "id" };
            self.wrong(draft, column, "", Invalid::new("is empty", "fill it in, or take the record out"));
            return;
        }
        if !matches!(draft.status.to_lowercase().as_str(), "" | "active") {
            self.adopted.left_out.push(format!("'{}' is {}", draft.name, draft.status.to_lowercase()));
            return;
        }
        if draft.organization.name.is_empty() && self.adopter.mapping.defaults.organization.is_empty() {
            let mend = "name who runs it, or give organization under [defaults] of the mapping";
            self.wrong(draft, "organization", "", Invalid::new("is empty", mend));
        }
        let id = self.id(&draft.id);
        if !self.services.insert(id.clone()) {
            self.wrong(draft, "id", &draft.id, Invalid::new("is used twice", "give each record an id of its own"));
        }
        let needs = self.needs(draft);
        if needs.is_empty() {
            let mend = "map its terms under [needs] of the mapping, or give needs under [defaults]";
            self.wrong(draft, "terms", &draft.terms.join("; "), Invalid::new("mean no need here", mend));
        }
        let kind = self.kind(draft);
        if kind.is_none() {
            let mend = "map a term under [kinds] of the mapping, or give kind under [defaults]";
            self.wrong(draft, "kind", "", Invalid::new("is not said", mend));
        }
        let ages = self.ages(draft);
        let url = self.read(draft, "url", &with_scheme(&draft.url), contact::web_address);
        let email = self.read(draft, "email", &draft.email, contact::email);
        let source_date =
            self.read(draft, "date", draft.dated.get(..10).unwrap_or(&draft.dated), str::parse::<SourceDate>);
        let phones: Vec<Phone> = draft.phones.iter().filter_map(|phone| self.phone(draft, phone)).collect();
        let location_ids: Vec<Slug> = draft.places.iter().filter_map(|place| self.place(draft, place)).collect();
        let schedules: Vec<Schedule> = draft.schedules.iter().filter_map(|row| self.schedule(draft, row)).collect();
        let area = self.area(draft, &location_ids);
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
            name: shortened(&draft.name, 200),
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
            cost: shortened(&draft.cost, LONGEST_TEXT),
            eligibility: shortened(&draft.eligibility, LONGEST_TEXT),
            how_to_get_help: shortened(&draft.application, LONGEST_TEXT),
            summary: if draft.description.is_empty() {
                draft.name.clone()
            } else {
                shortened(&draft.description, LONGEST_SUMMARY)
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
            Err(_) => slugged(theirs),
        };
        let apart = slugged(&format!("{plain} {source}"));
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
            .map_err(|invalid| self.wrong(draft, "minimum_age", &draft.minimum_age, invalid))
            .unwrap_or_default()
    }

    fn phone(&mut self, draft: &Draft, phone: &DraftPhone) -> Option<Phone> {
        let (number, extension) = tidy_number(&phone.number);
        let number = self.read(draft, "phone", &number, str::parse::<PhoneNumber>)?;
        let extension = if phone.extension.is_empty() { extension } else { phone.extension.clone() };
        let extension = if extension.is_empty() { extension } else { format!("extension {extension}") };
        Some(Phone {
            number,
            label: shortened(&super::hsds::joined(&[phone.label.clone(), extension]), 200),
            hours_note: String::new(),
            takes_texts: false,
            confirmed: false,
            source_ids: vec![self.adopter.source.id.clone()],
        })
    }

    fn place(&mut self, draft: &Draft, place: &DraftPlace) -> Option<Slug> {
        if let Some(known) = self.places.get(&place.id) {
            return known.clone();
        }
        let made = self.new_place(draft, place);
        let id = made.as_ref().map(|location| location.id.clone());
        self.adopted.listed.locations.extend(made);
        self.places.insert(place.id.clone(), id.clone());
        id
    }

    fn new_place(&mut self, draft: &Draft, place: &DraftPlace) -> Option<Location> {
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
            let told = super::hsds::joined(&[place.name.clone(), place.town.clone(), place.postcode.clone()]);
            self.adopted
                .left_out
                .push(format!("the place '{told}' of '{}' is in no district of {}", draft.name, authority.name));
            return None;
        };
        let name = [&place.name, &place.address_1, &draft.name].into_iter().find(|name| !name.is_empty());
        Some(Location {
            id: self.id(if place.id.is_empty() { &draft.id } else { &place.id }),
            name: shortened(name.map_or("", String::as_str), 200),
            address_1: shortened(&place.address_1, 200),
            address_2: shortened(&place.address_2, 200),
            town: shortened(&place.town, 100),
            postcode,
            point: said.or(at.map(|(point, _)| point)),
            district: district.clone(),
            imd2019_decile: None,
            imd2025_decile: None,
            accessibility: shortened(&place.accessibility, LONGEST_TEXT),
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
            self.wrong(draft, "latitude", &value, invalid);
            return None;
        }
        let point = self.read(draft, "latitude", &value, |_| Point::new(latitude, longitude))?;
        match middle {
            Some(middle) if places::distance_between(middle, point) > FAR => {
                let what = format!("is more than {FAR} miles from its postcode");
                self.wrong(draft, "latitude", &value, Invalid::new(what, "mend the point or the postcode"));
                None
            }
            // Outside the map without a postcode that says otherwise: the town decides.
            None if !inside(latitude, longitude) => Some(None),
            _ => Some(Some(point)),
        }
    }

    fn schedule(&mut self, draft: &Draft, row: &DraftSchedule) -> Option<Schedule> {
        let before = self.adopted.refused.len();
        let time = |text: &str| schedule::parse_time(text.get(..5).unwrap_or(text));
        let date = |text: &str| schedule::parse_date(text.get(..10).unwrap_or(text));
        let (days, positions) = parted_days(&row.days.to_uppercase());
        let made = Schedule {
            location_id: self.places.get(&row.place).cloned().flatten(),
            days: self.read(draft, "byday", &days, schedule::parse_days).unwrap_or_default(),
            frequency: self.read(draft, "freq", &row.frequency.to_uppercase(), str::parse),
            interval: row.interval.parse().ok().filter(|interval| (1..=52).contains(interval)).unwrap_or(1),
            positions: self.read(draft, "byday", &positions, schedule::parse_positions).unwrap_or_default(),
            opens_at: self.read(draft, "opens_at", &row.opens_at, time),
            closes_at: self.read(draft, "closes_at", &row.closes_at, time),
            valid_from: self.read(draft, "valid_from", &row.valid_from, date),
            valid_to: self.read(draft, "valid_to", &row.valid_to, date),
            note: shortened(&row.note, LONGEST_TEXT),
            confirmed: false,
        };
        if let (Some(opens), Some(closes)) = (made.opens_at, made.closes_at)
            && opens >= closes
        {
            let invalid = Invalid::new("is not after the opening time", "put the later time into closes_at");
            self.wrong(draft, "closes_at", &row.closes_at, invalid);
        }
        let says = !made.days.is_empty() || made.opens_at.is_some() || !made.note.is_empty();
        (says && self.adopted.refused.len() == before).then_some(made)
    }

    /// Whom it serves: as it says, else the districts it happens in, else as the mapping says.
    fn area(&mut self, draft: &Draft, places: &[Slug]) -> Option<ServiceArea> {
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

    fn organization(&mut self, draft: &Draft) -> Slug {
        let said = &draft.organization;
        let name = if said.name.is_empty() { &self.adopter.mapping.defaults.organization } else { &said.name };
        let id = self.id(if said.id.is_empty() { name } else { &said.id });
        if self.organizations.insert(id.clone()) {
            let url = self.read(draft, "organization url", &with_scheme(&said.url), contact::web_address);
            self.adopted.listed.organizations.push(Organization {
                id: id.clone(),
                name: shortened(name, 200),
                url,
                note: String::new(),
                source_ids: vec![self.adopter.source.id.clone()],
            });
        }
        id
    }
}

/// iCalendar's days with positions ('2TU,4TU') as our own tables part them: days and positions.
fn parted_days(text: &str) -> (String, String) {
    let (mut days, mut positions): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for part in text.split(',').map(str::trim) {
        let at = part.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        for (list, piece) in [(&mut positions, part[..at].trim_start_matches('+')), (&mut days, &part[at..])] {
            if !piece.is_empty() && !list.contains(&piece) {
                list.push(piece);
            }
        }
    }
    (days.join(","), positions.join(","))
}

/// A web address that lacks only its beginning, with it.
fn with_scheme(url: &str) -> String {
    if url.starts_with("www.") { format!("https://{url}") } else { url.to_owned() }
}

/// An id made of any text: its letters, and a print where letters were lost or are too many.
pub(super) fn slugged(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if (1..=90).contains(&words.len()) {
        return words;
    }
    let mut print = Fingerprint::default();
    print.add(text.as_bytes());
    let start: String = words.chars().take(70).collect();
    format!("{}-{print}", start.trim_matches('-')).trim_matches('-').to_owned()
}

/// A number as our own tables write it, and an extension that stood in it.
fn tidy_number(text: &str) -> (String, String) {
    let lower = text.to_lowercase();
    let cut = ["extension", "ext", " x"].iter().find_map(|word| lower.find(word).map(|at| (at, word.len())));
    let (number, extension) = match cut {
        Some((at, length)) => (&text[..at], text[at + length..].trim_matches(|c: char| !c.is_ascii_digit())),
        None => (text, ""),
    };
    let number: String = number
        .replace("(0)", "")
        .chars()
        .map(|c| if matches!(c, '(' | ')' | '-' | '.' | '/') { ' ' } else { c })
        .collect();
    let number = number.split_whitespace().collect::<Vec<_>>().join(" ");
    let number = match number.strip_prefix("+44") {
        Some(rest) => format!("0{}", rest.trim_start()),
        None => number,
    };
    (number, extension.to_owned())
}

/// The text as far as its last whole sentence within so many characters, else its last whole word.
fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let start: String = text.chars().take(longest).collect();
    let sentence = start.rfind(". ").map(|at| at + 1).filter(|at| *at > longest / 3);
    match sentence {
        Some(end) => start[..end].to_owned(),
        None => format!("{}…", start[..start.rfind(' ').unwrap_or(start.len())].trim_end_matches([',', ';', ':'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_tidied_and_extensions_kept() {
        assert_eq!(tidy_number("+44 (0)1632 960001"), ("01632 960001".into(), String::new()));
        assert_eq!(tidy_number("(01632) 960-001 ext. 12"), ("01632 960 001".into(), "12".into()));
        assert_eq!(tidy_number("116 123"), ("116 123".into(), String::new()));
    }

    #[test]
    fn positions_are_parted_from_days() {
        assert_eq!(parted_days("2TU,4TU"), ("TU".into(), "2,4".into()));
        assert_eq!(parted_days("MO,-1FR"), ("MO,FR".into(), "-1".into()));
        assert_eq!(parted_days(""), (String::new(), String::new()));
    }

    #[test]
    fn long_text_ends_at_a_sentence_or_a_word() {
        assert_eq!(shortened("One two. Three four five.", 15), "One two.");
        assert_eq!(shortened("One two three four", 9), "One two…");
        assert_eq!(shortened("Short.", 9), "Short.");
    }

    #[test]
    fn any_text_makes_an_id() {
        assert_eq!(slugged("Stay & Play (Under 5s)"), "stay-play-under-5s");
        assert!(slugged(&"x".repeat(500)).parse::<Slug>().is_ok());
        assert!(slugged("日本").parse::<Slug>().is_ok());
    }
}
