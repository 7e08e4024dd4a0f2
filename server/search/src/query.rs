//! What somebody asks for: the query string of `/search` and `/api/search`, parsed once.

mod address;

pub use address::{Address, QueryString};

use super::when::When;
use crate::catalogue::Catalogue;
use app::model::{Group, Ignored};
use chrono::Weekday;
use directory::{Age, Referrer, Slug};

/// Longest `q` that is searched, in characters; the rest is left out and the page says so.
pub const LONGEST_WORDS: usize = 300;
/// Longest `near`, in characters.
const LONGEST_PLACE: usize = 100;
/// Radii that `within` takes, in miles.
pub const RADII: [u16; 5] = [1, 2, 5, 10, 20];
/// Most results of one page.
pub const MOST_PER_PAGE: usize = 50;
/// Most pages that are counted through.
const LAST_PAGE: usize = 10_000;
/// Most values of one repeatable parameter.
const MOST_VALUES: usize = 12;

/// In which order results stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the ranking.
    #[default]
    Best,
    /// Nearest first.
    Nearest,
    /// By name.
    Name,
}

impl Sort {
    /// The value of the `sort` parameter.
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Nearest => "nearest",
            Self::Name => "name",
        }
    }
}

/// Most services that one shortlist holds.
pub const MOST_SAVED: usize = 20;

/// On which page a search is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AnsweredOn {
    /// `/search`.
    #[default]
    Search,
    /// `/professionals`, with dense results.
    Professionals,
}

impl AnsweredOn {
    /// The page's path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Search => "/search",
            Self::Professionals => "/professionals",
        }
    }
}

/// A search as it was asked for. Every value is proven; what was not is in `ignored`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// The words, as typed, without control characters.
    pub q: String,
    /// The place, as typed.
    pub near: String,
    /// The radius in miles.
    pub within: Option<u16>,
    /// Ages.
    pub ages: Vec<Age>,
    /// Needs, known ones only.
    pub needs: Vec<Slug>,
    /// Kinds, known ones only.
    pub kinds: Vec<Slug>,
    /// Districts, known ones only.
    pub districts: Vec<Slug>,
    /// Days of the week, any of which is enough, and hours.
    pub when: When,
    /// Only what is open now, by confirmed hours.
    pub open_now: bool,
    /// Only what costs nothing.
    pub free: bool,
    /// Ways of asking, any of which is enough.
    pub refer: Vec<Referrer>,
    /// Levels of need, any of which is enough.
    pub levels: Vec<u8>,
    /// Only help for special needs and disability.
    pub send: bool,
    /// Only help on line.
    pub online: bool,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// Results of a page; `None` is the reader's own number.
    pub per_page: Option<usize>,
    /// One group only, for a page of its own 'more'.
    pub group: Option<Group>,
    /// Whether maps outline the places in areas of greatest need; it hides nothing.
    pub need_areas: bool,
    /// Whether the API says why each result stands where it does.
    pub explain: bool,
    /// Whether the words are searched as typed, without mending their spelling.
    pub exact: bool,
    /// The page that answers it, so that its links lead back there.
    pub on: AnsweredOn,
    /// Services on the shortlist so far, carried along so that it grows without script too.
    pub saved: Vec<Slug>,
    /// What was left out, and why.
    pub ignored: Vec<Ignored>,
}

impl Search {
    /// From the pairs of a query string. Never fails: a wrong value is left out and said.
    pub fn read(pairs: &[(String, String)], catalogue: &Catalogue) -> Self {
        let mut search = Self { page: 1, ..Self::default() };
        for (name, value) in pairs {
            let value = clean(value);
            if value.is_empty() {
                continue;
            }
            search.take(name, value, catalogue);
        }
        search
    }

    fn take(&mut self, name: &str, value: String, catalogue: &Catalogue) {
        match name {
            "q" => self.q = self.cut(name, value, LONGEST_WORDS),
            "near" => self.near = self.cut(name, value, LONGEST_PLACE),
            "age" => match value.parse::<Age>() {
                Ok(age) => push(&mut self.ages, age),
                Err(_) => self.ignore(name, &value, "Ages go from 0 to 25, or are 'pregnancy'."),
            },
            "need" => match catalogue.need(&value) {
                Some(need) => push(&mut self.needs, need.slug.clone()),
                None => self.ignore(name, &value, "We do not know this need. Choose one from the list."),
            },
            "kind" => match catalogue.kind(&value) {
                Some(kind) => push(&mut self.kinds, kind.slug.clone()),
                None => self.ignore(name, &value, "We do not know this kind of help. Choose one from the list."),
            },
            "district" => match catalogue.authority.district(&value) {
                Some(district) => push(&mut self.districts, district.slug.clone()),
                None => self.ignore(name, &value, "This is not one of our districts. Choose one from the list."),
            },
            "within" => match value.parse().ok().filter(|miles| RADII.contains(miles)) {
                Some(miles) => self.within = Some(miles),
                None => self.ignore(name, &value, "Choose 1, 2, 5, 10 or 20 miles."),
            },
            "refer" => match Referrer::parse(&value) {
                Some(way) => push(&mut self.refer, way),
                None => self.ignore(name, &value, "Choose self, parent or professional."),
            },
            "level" => {
                let known = |level: &u8| catalogue.authority.levels.iter().any(|l| l.number == *level);
                match value.parse::<u8>().ok().filter(known) {
                    Some(level) => push(&mut self.levels, level),
                    None => self.ignore(name, &value, "This is not one of our levels of need."),
                }
            }
            "day" => match day(&value) {
                Some(day) => push(&mut self.when.days, day),
                None => self.ignore(name, &value, "Choose mon, tue, wed, thu, fri, sat or sun."),
            },
            "from" | "to" => match directory::schedule::parse_time(&value) {
                Ok(time) if name == "from" => self.when.from = Some(time),
                Ok(time) => self.when.to = Some(time),
                Err(_) => self.ignore(name, &value, "Write a time like 09:30."),
            },
            "open" if value == "now" => self.open_now = true,
            "open" => self.ignore(name, &value, "The only choice here is 'now'."),
            "cost" if value == "free" => self.free = true,
            "send" if value == "yes" => self.send = true,
            "online" if value == "yes" => self.online = true,
            "cost" => self.ignore(name, &value, "The only choice here is 'free'."),
            "send" | "online" => self.ignore(name, &value, "The only choice here is 'yes'."),
            "sort" => match value.as_str() {
                "best" => self.sort = Sort::Best,
                "nearest" => self.sort = Sort::Nearest,
                "name" => self.sort = Sort::Name,
                _ => self.ignore(name, &value, "Choose best, nearest or name."),
            },
            "page" => match value.parse::<usize>().ok().filter(|page| (1..=LAST_PAGE).contains(page)) {
                Some(page) => self.page = page,
                None => self.ignore(name, &value, "There is no such page, so this is the first."),
            },
            "per_page" => match value.parse::<usize>().ok().filter(|n| (1..=MOST_PER_PAGE).contains(n)) {
                Some(n) => self.per_page = Some(n),
                None => self.ignore(name, &value, "A page holds 1 to 50 results."),
            },
            "group" => match value.as_str() {
                "near" => self.group = Some(Group::Near),
                "anywhere" => self.group = Some(Group::Anywhere),
                _ => self.ignore(name, &value, "Choose near or anywhere."),
            },
            "need-areas" if value == "yes" => self.need_areas = true,
            "need-areas" => self.ignore(name, &value, "The only choice here is 'yes'."),
            "exact" => self.exact = value == "1",
            "ids" => {
                let known = value.split(',').filter_map(|id| catalogue.service(id.trim()));
                for service in known {
                    if self.saved.len() < MOST_SAVED && !self.saved.contains(&service.id) {
                        self.saved.push(service.id.clone());
                    }
                }
            }
            "explain" => self.explain = value == "1",
            _ => {}
        }
    }

    fn cut(&mut self, name: &str, value: String, longest: usize) -> String {
        if value.chars().count() <= longest {
            return value;
        }
        let why = format!("This is very long, so we looked at the first {longest} letters only.");
        self.ignore(name, &value, &why);
        value.chars().take(longest).collect()
    }

    fn ignore(&mut self, parameter: &str, value: &str, why: &str) {
        if self.ignored.len() < MOST_VALUES {
            let value = value.chars().take(60).collect();
            self.ignored.push(Ignored { parameter: parameter.to_owned(), value, why: why.to_owned() });
        }
    }

    /// Whether anything at all was asked for.
    pub fn is_empty(&self) -> bool {
        self.q.is_empty()
            && self.near.is_empty()
            && self.ages.is_empty()
            && self.needs.is_empty()
            && self.kinds.is_empty()
            && self.districts.is_empty()
            && !self.has_filters()
    }

    /// Whether any filter beyond words, place, ages, needs, kinds and districts is on.
    pub fn has_filters(&self) -> bool {
        self.free
            || self.open_now
            || self.when != When::default()
            || self.send
            || self.online
            || !self.refer.is_empty()
            || !self.levels.is_empty()
            || self.within.is_some()
    }

    /// The query string that gives this search back, with its `?`; empty for an empty search.
    /// What was ignored is not in it.
    pub fn query_string(&self) -> String {
        self.address().after("")
    }

    /// The address of the page with this search.
    pub fn url(&self) -> String {
        self.address().url()
    }

    /// The shortlist so far with one more service, as `/shortlist?ids=` takes it.
    pub fn saved_with(&self, service: &Slug) -> String {
        if self.saved.is_empty() {
            return service.as_str().to_owned();
        }
        let mut saved = self.saved.clone();
        if !saved.contains(service) {
            saved.push(service.clone());
        }
        ids(&saved)
    }

    /// The same search from its first page, changed.
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { page: 1, group: None, ignored: Vec::new(), ..self.clone() };
        change(&mut other);
        other
    }
}

/// Reads a day of the `day` parameter.
fn day(value: &str) -> Option<Weekday> {
    DAYS.into_iter().find(|day| day_parameter(*day) == value)
}

/// The days of a week, from Monday.
pub const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The value of the `day` parameter.
pub fn day_parameter(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

/// Control characters and marks that turn the reading direction become spaces; spaces are folded.
fn clean(text: &str) -> String {
    // Most of what is typed is so already.
    let mut before = b' ';
    let is_clean = text.bytes().all(|byte| {
        let follows = std::mem::replace(&mut before, byte) != b' ';
        byte.is_ascii_graphic() || (byte == b' ' && follows)
    });
    if is_clean && before != b' ' {
        return text.to_owned();
    }
    let visible = |c: char| {
        let turns =
            matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if c.is_control() || turns { ' ' } else { c }
    };
    text.chars().map(visible).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ids as the `ids` parameter takes them.
pub fn ids(services: &[Slug]) -> String {
    services.iter().map(Slug::as_str).collect::<Vec<_>>().join(",")
}

fn push<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if values.len() < MOST_VALUES && !values.contains(&value) {
        values.push(value);
    }
}
