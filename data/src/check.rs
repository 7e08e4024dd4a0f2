//! Checks that need more than one row: ids used twice, ids that lead nowhere, and what must not
//! be in a folder at all.

mod holidays;

use crate::{
    authority::Authority,
    glossary, guide,
    problem::{Invalid, Problem},
    records::{Listed, Records, Terms},
    slug::Slug,
    table::Row,
    young,
};
use std::collections::{HashMap, HashSet};

/// Where ids stand and where they are used, noted while the tables were read.
#[derive(Debug, Default)]
pub struct Lines {
    stands: HashMap<(&'static str, Slug), Vec<u64>>,
    used: Vec<(&'static str, &'static str, Slug, u64)>,
    schedules: HashMap<Slug, Vec<u64>>,
}

impl Lines {
    /// Notes that an id stands in a file.
    pub fn note(&mut self, file: &'static str, id: &Slug, row: &Row<'_>) {
        self.stands.entry((file, id.clone())).or_default().push(row.line());
    }

    /// Notes that a column names the id of a location.
    pub fn refer(&mut self, file: &'static str, column: &'static str, id: Slug, line: u64) {
        self.used.push((file, column, id, line));
    }

    /// Notes the line of the next schedule of a service.
    pub fn note_schedule(&mut self, service: &Slug, line: u64) {
        self.schedules.entry(service.clone()).or_default().push(line);
    }

    /// The lines of a service's schedules, in their order.
    fn schedules(&self, service: &Slug) -> &[u64] {
        self.schedules.get(service).map_or(&[], Vec::as_slice)
    }

    /// The line an id first stands on; 0 when it does not.
    pub fn line(&self, file: &'static str, id: &Slug) -> u64 {
        self.stands.get(&(file, id.clone())).and_then(|lines| lines.first().copied()).unwrap_or(0)
    }
}

/// Adds everything that is wrong across the tables to `problems`.
pub fn check(records: &Records, lines: &Lines, problems: &mut Vec<Problem>) {
    terms(records, problems);
    listed(&records.listed, &records.authority, &records.terms, lines, problems);
    authority(records, problems);
    pathway(records, problems);
    holidays::check(records, lines, problems);
    crate::chapter::check(records, problems);
    young::check(records, problems);
    guide::check(&records.terms, problems);
    glossary::check(records, problems);
    let mut seen = HashSet::with_capacity(records.gazetteer.postcodes.len());
    for row in &records.gazetteer.postcodes {
        if !seen.insert(row.postcode) {
            let file = if row.ended.is_some() { "postcodes-terminated.csv" } else { "postcodes.csv" };
            let invalid = Invalid::new("stands twice in the postcode files", "take one of the rows out");
            problems.push(Problem::new(file, 0, "postcode", &row.postcode.to_string(), invalid));
        }
    }
}

/// Adds what is wrong across the tables of what is listed.
pub fn listed(listed: &Listed, authority: &Authority, terms: &Terms, lines: &Lines, problems: &mut Vec<Problem>) {
    for ((file, id), stands) in &lines.stands {
        for line in &stands[1..] {
            let what = format!("is used twice, first on line {}", stands[0]);
            let invalid = Invalid::new(what, "give each row an id of its own, or take one row out");
            problems.push(Problem::new(file, *line, "id", id.as_str(), invalid));
        }
    }
    services(listed, authority, terms, lines, problems);
    locations(listed, authority, lines, problems);
}

fn terms(records: &Records, problems: &mut Vec<Problem>) {
    let mut once = |file: &str, slugs: Vec<&Slug>| {
        let mut seen = HashSet::new();
        for slug in slugs {
            if !seen.insert(slug) {
                let invalid = Invalid::new("stands twice", "take one of the rows out");
                problems.push(Problem::new(file, 0, "slug", slug.as_str(), invalid));
            }
        }
    };
    once("kinds.csv", records.terms.kinds.iter().map(|kind| &kind.slug).collect());
    once("need_groups.csv", records.terms.groups.iter().map(|group| &group.slug).collect());
    once("needs.csv", records.terms.needs.iter().map(|need| &need.slug).collect());
    phrases(records, problems);
}

/// A phrase must map to something, stand once, and not contradict another.
fn phrases(records: &Records, problems: &mut Vec<Problem>) {
    let needs: HashSet<&Slug> = records.terms.needs.iter().map(|need| &need.slug).collect();
    let mut seen: HashMap<String, (u64, &[Slug])> = HashMap::new();
    for phrase in &records.terms.phrases {
        let mut wrong = |column: &str, value: &str, what: String, mend: &str| {
            problems.push(Problem::new("phrases.csv", phrase.line, column, value, Invalid::new(what, mend)));
        };
        for need in phrase.needs.iter().filter(|need| !needs.contains(need)) {
            wrong("needs", need.as_str(), "is not a need we know".into(), "use a slug of needs.csv");
        }
        let folded = folded(&phrase.words);
        if folded.is_empty() {
            wrong("phrase", &phrase.words, "holds no words".into(), "write the words as people type them");
        }
        if let Some((line, other)) = seen.get(&folded) {
            if *other == phrase.needs {
                wrong(
                    "phrase",
                    &phrase.words,
                    format!("stands twice, first on line {line}"),
                    "take one of the rows out",
                );
            } else {
                let what = format!("contradicts line {line}, which maps the same words to other needs");
                wrong("phrase", &phrase.words, what, "keep one row, with the needs of both if both are right");
            }
        } else {
            seen.insert(folded, (phrase.line, &phrase.needs));
        }
    }
    let classes: HashSet<&str> = records.terms.danger_words.iter().map(|class| class.name.as_str()).collect();
    let mut named = HashSet::new();
    for class in &records.terms.danger_words {
        let mut wrong = |what: &str, mend: &str| {
            let invalid = Invalid::new(what, mend);
            problems.push(Problem::new("danger_words.csv", class.line, "class", class.name.as_str(), invalid));
        };
        if !named.insert(class.name.as_str()) {
            wrong("stands twice", "put the words of both rows into one");
        }
        if class.words.is_empty() {
            wrong("holds no words", "give its words, split by ';', or take the row out");
        }
        let used = format!("{{{}}}", class.name);
        if !records.terms.dangers.iter().any(|row| row.words.contains(&used)) {
            wrong("is used by no row of dangers.csv", "take it out, or use it");
        }
    }
    for row in &records.terms.dangers {
        for class in row.words.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default()) {
            if !classes.contains(class) {
                let invalid = Invalid::new("is not a class of words we know", "use a class of danger_words.csv");
                problems.push(Problem::new("dangers.csv", row.line, "phrase", class, invalid));
            }
        }
    }
    let dangers: HashSet<&Slug> = records.authority.dangers.iter().map(|danger| &danger.slug).collect();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for row in &records.terms.dangers {
        if let crate::phrase::Alarm::Danger(slug) = &row.alarm
            && !dangers.contains(slug)
        {
            let invalid = Invalid::new("is not a danger we know", "use a slug of [[dangers]], quiet or calm");
            problems.push(Problem::new("dangers.csv", row.line, "danger", slug.as_str(), invalid));
        }
        if let Some(first) = seen.insert(folded(&row.words), row.line) {
            let invalid = Invalid::new(format!("stands twice, first on line {first}"), "take one of the rows out");
            problems.push(Problem::new("dangers.csv", row.line, "phrase", &row.words, invalid));
        }
    }
}

/// Words in lower case without punctuation, so that two rows that read the same are found.
fn folded(words: &str) -> String {
    let plain: String = words
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}'))
        .map(|c| if c.is_alphanumeric() || matches!(c, '{' | '}' | '*' | '-') { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn services(listed: &Listed, authority: &Authority, terms: &Terms, lines: &Lines, problems: &mut Vec<Problem>) {
    const FILE: &str = "services.csv";
    let needs: HashSet<&Slug> = terms.needs.iter().map(|need| &need.slug).collect();
    let kinds: HashSet<&Slug> = terms.kinds.iter().map(|kind| &kind.slug).collect();
    let organizations: HashSet<&Slug> = listed.organizations.iter().map(|o| &o.id).collect();
    let sources: HashSet<&Slug> = listed.sources.iter().map(|source| &source.id).collect();
    let levels: HashSet<u8> = authority.levels.iter().map(|level| level.number).collect();
    for service in &listed.services {
        let line = lines.line(FILE, &service.id);
        let mut wrong = |column: &str, value: &str, what: &str, mend: &str| {
            problems.push(Problem::new(FILE, line, column, value, Invalid::new(what, mend)));
        };
        for need in service.needs.iter().filter(|need| !needs.contains(need)) {
            wrong("needs", need.as_str(), "is not a need we know", "use a slug of needs.csv");
        }
        if service.needs.is_empty() {
            wrong("needs", "", "names no need", "give at least one slug of needs.csv");
        }
        if !kinds.contains(&service.kind) {
            wrong("kind", service.kind.as_str(), "is not a kind we know", "use a slug of kinds.csv");
        }
        if !organizations.contains(&service.organization_id) {
            let id = service.organization_id.as_str();
            wrong("organization_id", id, "is not in organizations.csv", "use an id that stands there");
        }
        for source in service.source_ids.iter().filter(|source| !sources.contains(source)) {
            wrong("source_ids", source.as_str(), "is not in sources.csv", "add the source there");
        }
        if service.source_ids.is_empty() {
            wrong("source_ids", "", "names no source", "nothing is shown that nobody said: name a source");
        }
        for level in service.levels.iter().filter(|level| !levels.contains(&level.number())) {
            let number = level.number().to_string();
            wrong("levels_of_need", &number, "is not a level of this authority", "use a number of [[levels]]");
        }
        if let crate::area::ServiceArea::Districts(districts) = &service.area {
            for district in districts.iter().filter(|d| authority.district(d.as_str()).is_none()) {
                wrong("area", district.as_str(), "is not a district we know", "use a slug of [[districts]]");
            }
        }
    }
}

fn locations(listed: &Listed, authority: &Authority, lines: &Lines, problems: &mut Vec<Problem>) {
    const FILE: &str = "locations.csv";
    let known: HashSet<&Slug> = listed.locations.iter().map(|location| &location.id).collect();
    for (file, column, id, line) in &lines.used {
        if !known.contains(id) {
            let invalid = Invalid::new("is not in locations.csv", "use an id that stands there");
            problems.push(Problem::new(file, *line, column, id.as_str(), invalid));
        }
    }
    let extent = &authority.extent;
    for location in &listed.locations {
        let line = lines.line(FILE, &location.id);
        let mut wrong = |column: &str, value: &str, what: &str, mend: &str| {
            problems.push(Problem::new(FILE, line, column, value, Invalid::new(what, mend)));
        };
        if authority.district(location.district.as_str()).is_none() {
            wrong("district", location.district.as_str(), "is not a district we know", "use a slug of [[districts]]");
        }
        if let Some(point) = location.point {
            let inside = (extent.west..=extent.east).contains(&point.longitude())
                && (extent.south..=extent.north).contains(&point.latitude());
            if !inside {
                let value = format!("{}, {}", point.latitude(), point.longitude());
                let swapped = (extent.west..=extent.east).contains(&point.latitude());
                let mend = if swapped {
                    "latitude and longitude look swapped: change them over"
                } else {
                    "check the point, or widen [extent] in authority.toml"
                };
                wrong("latitude", &value, "lies outside the authority's map", mend);
            }
        }
    }
}

fn is_need(records: &Records, slug: &Slug) -> bool {
    records.terms.needs.iter().any(|known| known.slug == *slug)
}

fn authority(records: &Records, problems: &mut Vec<Problem>) {
    let authority = &records.authority;
    let services: HashMap<&str, _> = records.listed.services.iter().map(|s| (s.id.as_str(), s)).collect();
    let kinds: HashSet<&Slug> = records.terms.kinds.iter().map(|kind| &kind.slug).collect();
    let mut wrong = |what: String, mend: &str| problems.push(Problem::file(crate::authority::FILE, what, mend));
    let named = [&authority.hub_kind, &authority.team_kind, &authority.holiday_kind].into_iter();
    for kind in named.chain(&authority.centre_kinds).chain(&authority.youth_kinds).chain(&authority.import_kind) {
        if !kinds.contains(kind) {
            wrong(format!("kind '{kind}' is not in kinds.csv"), "use a slug of kinds.csv");
        }
    }
    for need in authority.council_needs.iter().filter(|need| !is_need(records, need)) {
        wrong(format!("council_needs names the unknown need '{need}'"), "use a slug of needs.csv");
    }
    for (district, council) in
        authority.districts.iter().filter_map(|district| Some((district, district.council.as_ref()?)))
    {
        if !records.listed.organizations.iter().any(|organization| organization.id == *council) {
            let what = format!("district '{}' names the unknown council '{council}'", district.slug);
            wrong(what, "use an id of organizations.csv, or take the line out");
        }
    }
    for (year, source) in authority.need_areas.iter().flat_map(|areas| &areas.sources) {
        if !records.listed.sources.iter().any(|known| known.id == *source) {
            wrong(format!("[need_areas] names the unknown source '{source}' for {year}"), "use an id of sources.csv");
        }
    }
    for (district, team) in &authority.teams {
        if authority.district(district.as_str()).is_none() {
            wrong(format!("[teams] names the unknown district '{district}'"), "use a slug of [[districts]]");
        }
        if !services.contains_key(team.as_str()) {
            wrong(format!("[teams] names the unknown service '{team}'"), "use an id of services.csv");
        }
    }
    for hub in authority.hubs_known.iter().filter(|hub| !services.contains_key(hub.as_str())) {
        wrong(format!("hubs_known names the unknown service '{hub}'"), "use an id of services.csv");
    }
    for contact in authority.urgent.iter().filter(|c| !c.service_id.is_empty()) {
        if !services.contains_key(contact.service_id.as_str()) {
            wrong(
                format!("[[urgent]] names the unknown service '{}'", contact.service_id),
                "use an id of services.csv",
            );
        }
    }
    for danger in &authority.dangers {
        for need in danger.needs.iter().filter(|need| !is_need(records, need)) {
            wrong(format!("danger '{}' names the unknown need '{need}'", danger.slug), "use a slug of needs.csv");
        }
        for line in &danger.lines {
            let confirmed = services
                .get(line.as_str())
                .is_some_and(|service| service.is_confirmed() && service.phones.iter().any(|phone| phone.confirmed));
            if !confirmed {
                wrong(
                    format!("danger '{}' names '{line}', which has no confirmed line", danger.slug),
                    "name only services whose record and number are both 'current'",
                );
            }
        }
    }
}

/// What the pathway says must stand in a source.
fn pathway(records: &Records, problems: &mut Vec<Problem>) {
    let known = |id: &Slug| records.listed.sources.iter().any(|source| source.id == *id);
    for id in records.terms.pathway.source_ids.iter().filter(|id| !known(id)) {
        let what = format!("source_ids names the unknown source '{id}'");
        problems.push(Problem::file(crate::pathway::FILE, what, "use an id of sources.csv"));
    }
}
