//! What somebody asks for: the query string of `/search` and `/api/search`, parsed once.

pub mod filter_parameters;
pub mod parameter;
pub mod parameters;

use crate::{
    catalogue::Catalogue,
    rank::filters::{ENTRY_FILTERS, FilterName},
    sentence_model,
    understand::when::When,
};
use chrono::Weekday;
use directory::{Access, Age, ForWhom, Group, Ignored, Referrer, Slug, SpokenLanguage};
use language::Reading;
use std::sync::Arc;

/// Longest `q` that is searched, in characters; the rest is left out and the page says so. An address
/// holds no more.
pub const LONGEST_WORDS: usize = 16 * 1024;
/// Radii that `within` takes, in miles.
pub const RADII: [u16; 5] = [1, 2, 5, 10, 20];
/// Most results of one page.
pub const MOST_PER_PAGE: usize = 50;
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
    /// The words, as typed, without control characters; given several times, all of them.
    pub q: String,
    /// Whether some of the words were typed as a place.
    pub words_in_place: bool,
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
    /// What the building must have, all of it.
    pub access: Vec<Access>,
    /// Languages of which the help must be given in one.
    pub languages: Vec<SpokenLanguage>,
    /// Women or men whom the help must be for alone, any of which is enough.
    pub only_for: Vec<ForWhom>,
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
    /// What the sentence model says of the words; without it the tables answer alone.
    pub reading: Option<Arc<Reading>>,
}

impl Search {
    /// Parses the pairs of a query string. Never fails: a wrong value is left out and said.
    pub fn parse(pairs: &[(String, String)], catalogue: &Catalogue) -> Self {
        let mut search = Self { page: 1, ..Self::default() };
        for (name, value) in pairs {
            let value = clean(value);
            let Some(parameter) = parameters::find(name).filter(|_| !value.is_empty()) else { continue };
            if let Err(why) = (parameter.read)(&mut search, &value, catalogue) {
                search.ignore(name, &value, why);
            }
        }
        search
    }

    /// This search with what the sentence model says of its words; as it is where it asks nothing of the
    /// model. Keeps a core busy for milliseconds: not for a thread that answers others.
    pub fn heard(self) -> Self {
        let reading = if self.asks_in_words() { sentence_model::read(&self.q) } else { None };
        Self { reading: reading.map(Arc::new), ..self }
    }

    /// Whether there is a sentence for the model to read: one word is for the tables alone.
    pub fn asks_in_words(&self) -> bool {
        // Scripts without spaces write sentences that look like one word.
        self.q.split_whitespace().nth(1).is_some() || !self.q.is_ascii()
    }

    fn ignore(&mut self, parameter: &str, value: &str, why: String) {
        if self.ignored.len() < MOST_VALUES {
            let value = value.chars().take(60).collect();
            self.ignored.push(Ignored { parameter: parameter.to_owned(), value, why });
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
        let mut beyond =
            ENTRY_FILTERS.into_iter().filter(|name| !matches!(name, FilterName::Kind | FilterName::District));
        beyond.any(|name| filter_parameters::is_on(name, self))
    }

    /// The query string that gives this search back, with its `?`; empty for an empty search.
    /// What was ignored is not in it.
    pub fn query_string(&self) -> String {
        let all = parameters::PARAMETERS.iter();
        query_string(
            all.flat_map(|parameter| (parameter.values)(self).into_iter().map(|value| (parameter.name, value))),
        )
    }

    /// The address of the page with this search.
    pub fn url(&self) -> String {
        format!("{}{}", self.on.path(), self.query_string())
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
        join_ids(&saved)
    }

    /// This search from its first page, with both groups, changed.
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { page: 1, group: None, ignored: Vec::new(), ..self.clone() };
        change(&mut other);
        other
    }
}

/// A query string of these names and values, as forms send it, with its `?`; empty when there are
/// none.
pub fn query_string<'n>(pairs: impl IntoIterator<Item = (&'n str, String)>) -> String {
    let written = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if written.is_empty() { written } else { format!("?{written}") }
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
    let turns =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let visible: String = text.chars().map(|c| if c.is_control() || turns(c) { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ids as the `ids` parameter takes them.
pub fn join_ids(services: &[Slug]) -> String {
    services.iter().map(Slug::as_str).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_was_asked_and_a_change_leaves_the_rest_as_it_is() {
        let search =
            Search { q: "no sleep".into(), near: "WR5 1DE".into(), within: Some(5), page: 3, ..Search::default() };
        assert_eq!(search.url(), "/search?q=no+sleep&near=WR5+1DE&within=5&page=3");
        let other = search.changed(|search| {
            search.near.clear();
            search.within = None;
        });
        assert_eq!(other.url(), "/search?q=no+sleep");
        assert_eq!(Search { page: 1, ..Search::default() }.url(), "/search");
    }
}
