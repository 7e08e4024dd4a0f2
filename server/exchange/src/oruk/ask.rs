//! What somebody asks the feed for: the query string, read strictly. A program that asks wrongly
//! wants to be told, where a person would want an answer anyway.

use super::ids::Id;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use directory::Postcode;
use search::query::DAYS;
use std::str::FromStr;
use utoipa::IntoParams;

/// Entries of a page when nothing else is asked for.
pub const PER_PAGE: usize = 50;
/// Most entries of a page.
pub const MOST_PER_PAGE: usize = 1_000;
/// Longest text that is searched for, in characters.
const LONGEST_SEARCH: usize = 300;
/// Most values of a parameter that may be repeated.
const MOST_VALUES: usize = 20;

/// Why a question is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The parameter.
    pub parameter: String,
    /// Its value as it was given, cut.
    pub value: String,
    /// How to mend it, in a sentence.
    pub mend: String,
}

impl Wrong {
    /// A value that cannot be taken, cut to 100 characters, and how to mend it.
    pub fn new(parameter: &str, value: &str, mend: impl Into<String>) -> Self {
        Self { parameter: parameter.to_owned(), value: value.chars().take(100).collect(), mend: mend.into() }
    }
}

/// What a list of the feed takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Pages only: the taxonomies.
    Pages,
    /// Pages and how records changed: the organisations.
    Records,
    /// All about services too.
    Services,
    /// All about places too.
    Places,
}

/// A question to a list of the feed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// The page.
    pub paging: Paging,
    /// What of each record.
    pub records: Records,
    /// Which services.
    pub filters: Filters,
    /// Where.
    pub nearby: Nearby,
}

/// Which page.
#[derive(Debug, Clone, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// The page, from 1. A page after the last is empty.
    #[param(required = false, default = 1, minimum = 1, maximum = 1_000_000)]
    pub page: usize,
    /// How many a page holds.
    #[param(required = false, default = 50, minimum = 1, maximum = 1_000)]
    pub per_page: usize,
}

impl Default for Paging {
    fn default() -> Self {
        Self { page: 1, per_page: PER_PAGE }
    }
}

/// What of each record, and in which form.
#[derive(Debug, Clone, Default, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Records {
    /// Only what changed at or after this moment: `2026-11-22T08:00:00Z`, or a day.
    #[param(value_type = Option<String>, pattern = r"^\d{4}-\d{2}-\d{2}(T.+)?$", example = "2026-01-01T00:00:00Z")]
    pub modified_after: Option<DateTime<Utc>>,
    /// `true` writes every record whole, with all its lists.
    #[param(required = false, default = false)]
    pub full: bool,
    /// `json` for a page, `ndjson` for everything at once, one record a line, without pages.
    #[param(required = false, inline)]
    pub format: Form,
}

/// In which form an answer is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum Form {
    /// A page.
    #[default]
    Json,
    /// One record a line, all of them.
    Ndjson,
}

/// Which services.
#[derive(Debug, Clone, Default, PartialEq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filters {
    /// Words that must all stand in the record.
    #[param(max_length = 300, example = "breastfeeding")]
    pub search: Option<String>,
    /// Services with this term, or with one that stands under it. Repeated: with any of them.
    #[param(required = false, inline, style = Form, explode)]
    pub taxonomy_term_id: Vec<Id>,
    /// Services with any term of this taxonomy. Repeated: of any of them.
    #[param(required = false, inline, style = Form, explode)]
    pub taxonomy_id: Vec<Id>,
    /// Services of this organisation.
    #[param(inline)]
    pub organization_id: Option<Id>,
    /// Services whose own minimum age is this or more, in years. Literal: a service that does not
    /// say its ages is left out.
    #[param(minimum = 0, maximum = 150, example = 5)]
    pub minimum_age: Option<f64>,
    /// Services whose own maximum age is this or less, in years. Literal, as above.
    #[param(minimum = 0, maximum = 150, example = 11)]
    pub maximum_age: Option<f64>,
    /// Services that open at this time or later on some day: `HH:MM` or `HH:MM:SS`.
    #[param(value_type = Option<String>, pattern = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", example = "09:00")]
    pub start_time: Option<NaiveTime>,
    /// Services that close at this time or earlier on that day.
    #[param(value_type = Option<String>, pattern = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", example = "17:00")]
    pub end_time: Option<NaiveTime>,
    /// Services that happen on this day: `MO`, `mon` or `Monday`.
    #[param(value_type = Option<String>, pattern = "^[A-Za-z]{2,9}$", example = "TU")]
    pub day: Option<Weekday>,
}

/// Where.
#[derive(Debug, Clone, Default, PartialEq, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Nearby {
    /// Only services whose area holds this postcode; with `proximity`, places near it instead.
    /// Neither kept nor logged.
    #[param(value_type = Option<String>, pattern = "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$")]
    pub postcode: Option<Postcode>,
    /// Metres from the middle of the postcode, in a straight line. Needs `postcode`.
    #[param(minimum = 0, maximum = 1_000_000, example = 5000)]
    pub proximity: Option<f64>,
}

/// All names that some list of the feed knows. One that this list does not take is told, since an
/// answer without it would be about something else than was asked.
const KNOWN: [&str; 16] = [
    "page",
    "per_page",
    "modified_after",
    "full",
    "format",
    "search",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "minimum_age",
    "maximum_age",
    "start_time",
    "end_time",
    "day",
    "postcode",
    "proximity",
];

impl Ask {
    /// Reads the pairs of a query string. An empty value counts as none, a name that no list of
    /// the feed knows is passed over.
    pub fn read(pairs: &[(String, String)], takes: Takes) -> Result<Self, Wrong> {
        let mut ask = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let taken = ask.paging.take(name, value)?
                || (takes != Takes::Pages && ask.records.take(name, value)?)
                || (matches!(takes, Takes::Services | Takes::Places) && ask.filters.take(name, value)?)
                || (takes == Takes::Places && ask.nearby.take(name, value)?);
            if !taken && KNOWN.contains(&name.as_str()) {
                return Err(Wrong::new(name, value, "This list does not take it: leave it out."));
            }
        }
        if let (Some(metres), None) = (ask.nearby.proximity, &ask.nearby.postcode) {
            return Err(Wrong::new("proximity", &metres.to_string(), "Give a postcode to measure from, too."));
        }
        Ok(ask)
    }

    /// Whether it holds something that no cache may keep: what was searched for, and where.
    pub fn is_private(&self) -> bool {
        self.filters.search.is_some() || self.nearby.postcode.is_some()
    }

    /// Whether it leaves no record out, so that none needs to be looked at.
    pub fn takes_all(&self) -> bool {
        self.filters == Filters::default() && self.nearby == Nearby::default() && self.records.modified_after.is_none()
    }
}

impl Paging {
    fn take(&mut self, name: &str, value: &str) -> Result<bool, Wrong> {
        match name {
            "page" => self.page = whole(name, value, 1_000_000)?,
            "per_page" => self.per_page = whole(name, value, MOST_PER_PAGE)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Records {
    fn take(&mut self, name: &str, value: &str) -> Result<bool, Wrong> {
        match name {
            "modified_after" => self.modified_after = Some(moment(name, value)?),
            "full" => {
                self.full = match value {
                    "true" => true,
                    "false" => false,
                    _ => return Err(Wrong::new(name, value, "Write true or false.")),
                }
            }
            "format" => {
                self.format = match value {
                    "json" => Form::Json,
                    "ndjson" => Form::Ndjson,
                    _ => return Err(Wrong::new(name, value, "Write json or ndjson.")),
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Filters {
    fn take(&mut self, name: &str, value: &str) -> Result<bool, Wrong> {
        match name {
            "search" if value.chars().count() > LONGEST_SEARCH => {
                return Err(Wrong::new(name, value, format!("Use at most {LONGEST_SEARCH} letters.")));
            }
            "search" => self.search = Some(value.to_owned()),
            "taxonomy_term_id" => push(&mut self.taxonomy_term_id, name, value)?,
            "taxonomy_id" => push(&mut self.taxonomy_id, name, value)?,
            "organization_id" => self.organization_id = Some(uuid(name, value)?),
            "minimum_age" => self.minimum_age = Some(number(name, value, 150.0, "years")?),
            "maximum_age" => self.maximum_age = Some(number(name, value, 150.0, "years")?),
            "start_time" => self.start_time = Some(time(name, value)?),
            "end_time" => self.end_time = Some(time(name, value)?),
            "day" => self.day = Some(day(name, value)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether any time is asked for.
    pub fn has_times(&self) -> bool {
        self.start_time.is_some() || self.end_time.is_some() || self.day.is_some()
    }
}

impl Nearby {
    fn take(&mut self, name: &str, value: &str) -> Result<bool, Wrong> {
        match name {
            "postcode" => {
                let read = value.parse().map_err(|_| Wrong::new(name, value, "Write a whole postcode like WR9 9EQ."));
                self.postcode = Some(read?);
            }
            "proximity" => self.proximity = Some(number(name, value, 1_000_000.0, "metres")?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn whole(name: &str, value: &str, most: usize) -> Result<usize, Wrong> {
    let read = value.parse().ok().filter(|number| (1..=most).contains(number));
    read.ok_or_else(|| Wrong::new(name, value, format!("Write a whole number from 1 to {most}.")))
}

fn number(name: &str, value: &str, most: f64, unit: &str) -> Result<f64, Wrong> {
    let read = f64::from_str(value).ok().filter(|number| (0.0..=most).contains(number));
    read.ok_or_else(|| Wrong::new(name, value, format!("Write a number of {unit} from 0 to {most}.")))
}

fn uuid(name: &str, value: &str) -> Result<Id, Wrong> {
    Id::parse(value).ok_or_else(|| Wrong::new(name, value, "Write an id of this feed, which is a uuid."))
}

fn push(values: &mut Vec<Id>, name: &str, value: &str) -> Result<(), Wrong> {
    if values.len() == MOST_VALUES {
        return Err(Wrong::new(name, value, format!("Give it at most {MOST_VALUES} times.")));
    }
    values.push(uuid(name, value)?);
    Ok(())
}

fn time(name: &str, value: &str) -> Result<NaiveTime, Wrong> {
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(value, form).ok())
        .ok_or_else(|| Wrong::new(name, value, "Write a time in 24 hours like 09:30 or 09:30:00."))
}

/// Reads `MO`, `mon` or `Monday`, in any case.
fn day(name: &str, value: &str) -> Result<Weekday, Wrong> {
    let value_of = |day: Weekday| schedule::hours::weekday_name(day).to_ascii_lowercase();
    let lower = value.to_ascii_lowercase();
    DAYS.into_iter()
        .find(|day| {
            let whole = value_of(*day);
            lower == whole || lower == whole[..3] || lower == whole[..2]
        })
        .ok_or_else(|| Wrong::new(name, value, "Write MO, TU, WE, TH, FR, SA or SU."))
}

/// Reads a moment (RFC 3339), or a day from its beginning (UTC). A `+` of a time zone that was not
/// encoded arrives as a space.
fn moment(name: &str, value: &str) -> Result<DateTime<Utc>, Wrong> {
    let mended = value.replace(' ', "+");
    let whole = DateTime::parse_from_rfc3339(&mended).ok().map(|moment| moment.to_utc());
    let day = || NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0).map(|moment| moment.and_utc());
    whole
        .or_else(day)
        .ok_or_else(|| Wrong::new(name, value, "Write a moment like 2026-11-22T08:00:00Z, or a day like 2026-11-22."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str, takes: Takes) -> Result<Ask, Wrong> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
        Ask::read(&pairs, takes)
    }

    #[test]
    fn times_and_days_are_read_as_programs_write_them() {
        let ask = read("start_time=09:30&end_time=17:00:00&day=tu", Takes::Services).unwrap();
        assert_eq!(ask.filters.start_time, NaiveTime::from_hms_opt(9, 30, 0));
        assert_eq!(ask.filters.end_time, NaiveTime::from_hms_opt(17, 0, 0));
        for written in ["TU", "tue", "Tuesday"] {
            assert_eq!(read(&format!("day={written}"), Takes::Services).unwrap().filters.day, Some(Weekday::Tue));
        }
    }

    #[test]
    fn a_moment_may_have_a_zone_that_was_not_encoded() {
        let moment = |query: &str| read(query, Takes::Records).unwrap().records.modified_after.unwrap().to_rfc3339();
        assert_eq!(moment("modified_after=2026-11-22T08:00:00+01:00"), "2026-11-22T07:00:00+00:00");
        assert_eq!(moment("modified_after=2026-11-22"), "2026-11-22T00:00:00+00:00");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_value_and_how_to_mend_it() {
        for (query, parameter) in [
            ("page=0", "page"),
            ("page=two", "page"),
            ("per_page=1001", "per_page"),
            ("minimum_age=NaN", "minimum_age"),
            ("maximum_age=-1", "maximum_age"),
            ("start_time=9", "start_time"),
            ("end_time=25:00", "end_time"),
            ("day=someday", "day"),
            ("taxonomy_term_id=needs", "taxonomy_term_id"),
            ("postcode=WR9", "postcode"),
            ("postcode=WR9+9EQ&proximity=far", "proximity"),
            ("proximity=100", "proximity"),
            ("modified_after=yesterday", "modified_after"),
            ("format=xml", "format"),
            ("full=1", "full"),
        ] {
            let wrong = read(query, Takes::Places).unwrap_err();
            assert_eq!(wrong.parameter, parameter, "{query}");
            assert!(!wrong.mend.is_empty());
        }
        assert_eq!(read(&format!("search={}", "a".repeat(301)), Takes::Services).unwrap_err().value.len(), 100);
    }

    #[test]
    fn a_list_says_what_it_does_not_take_and_passes_over_what_nobody_knows() {
        assert_eq!(read("postcode=WR9+9EQ", Takes::Services).unwrap_err().parameter, "postcode");
        assert_eq!(read("search=debt", Takes::Records).unwrap_err().parameter, "search");
        assert_eq!(read("full=true", Takes::Pages).unwrap_err().parameter, "full");
        assert_eq!(read("utm_source=x&page=", Takes::Pages), Ok(Ask::default()));
    }
}
