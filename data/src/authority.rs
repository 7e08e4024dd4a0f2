//! The authority whose folder this is: `authority.toml`.

use crate::{phone::PhoneNumber, point::Point, problem::Problem, slug::Slug};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What `authority.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The county or city: "Worcestershire".
    pub name: String,
    /// What the site is called.
    pub site_name: String,
    /// The council that is responsible.
    pub council: String,
    /// The council's own site.
    pub council_url: String,
    /// One or two sentences about how sure the records are.
    pub notice: String,
    /// Where 'Leave this page' goes.
    pub leave_url: String,
    /// The time zone of all times, as IANA names it.
    pub time_zone: String,
    /// The kind that is a Family Hub.
    pub hub_kind: Slug,
    /// The kinds that stand in for one where no hub is near: children's centres.
    pub centre_kinds: Vec<Slug>,
    /// The kind that is a district's early-help team.
    pub team_kind: Slug,
    /// How many Family Hubs the authority says there are.
    pub hubs_total: Option<u16>,
    /// The services that are Family Hubs and known by name.
    pub hubs_known: Vec<Slug>,
    /// The early-help team of each district.
    pub teams: BTreeMap<Slug, Slug>,
    /// Whom to ask when a record has no way to be reached, and when nothing is found.
    pub fallback: Fallback,
    /// The map's edges.
    pub extent: Extent,
    /// The districts, in the order they are shown.
    pub districts: Vec<District>,
    /// The authority's levels of need, lowest first.
    pub levels: Vec<Level>,
    /// Numbers for urgent help, most urgent first.
    pub urgent: Vec<UrgentContact>,
    /// Kinds of danger and the lines that are right for each.
    pub dangers: Vec<Danger>,
    /// The lines that licences ask for.
    pub attributions: Vec<Attribution>,
}

/// The line to ring when nothing else is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// What the line is, inside a sentence: "the county's Family Hub line".
    pub label: String,
    /// Its number.
    pub number: PhoneNumber,
    /// Where it comes from.
    #[serde(default)]
    pub source_ids: Vec<Slug>,
}

/// Edges in decimal degrees (WGS84).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names are the edges
pub struct Extent {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// A district of the authority.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Its id: `wyre-forest`.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its official code (GSS), as the postcode files print it.
    pub code: String,
    /// Latitude of its middle.
    pub latitude: f64,
    /// Longitude of its middle.
    pub longitude: f64,
}

impl District {
    /// Its middle. [`Authority::read`] checked that it is a place on earth.
    pub fn point(&self) -> Point {
        Point::new(self.latitude, self.longitude).expect("checked when authority.toml was read")
    }
}

/// A level of need.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its number, from 1.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// What somebody who meets it does.
    pub what_to_do: String,
}

/// A number for urgent help.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgentContact {
    /// Who answers.
    pub name: String,
    /// The number.
    pub number: PhoneNumber,
    /// When somebody answers, in words.
    pub when: String,
    /// One sentence about it.
    #[serde(default)]
    pub note: String,
    /// Its record, where there is one; may be empty.
    #[serde(default)]
    pub service_id: String,
}

/// A kind of danger that words can mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Danger {
    /// Its id: `suicide`.
    pub slug: Slug,
    /// Its name.
    pub label: String,
    /// One calm sentence to the person.
    pub lead: String,
    /// Services with a confirmed line, best first.
    pub lines: Vec<Slug>,
    /// Needs of somebody who says so, best first.
    pub needs: Vec<Slug>,
}

/// A line that a licence asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The line.
    pub text: String,
}

/// The file's name.
pub const FILE: &str = "authority.toml";

impl Authority {
    /// Reads the text of `authority.toml`. Fails with the line of what is wrong.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let authority: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1) as u64);
            vec![Problem {
                line,
                ..Problem::file(FILE, error.message().to_owned(), "compare it with the example county's authority.toml")
            }]
        })?;
        let problems = authority.problems();
        if problems.is_empty() { Ok(authority) } else { Err(problems) }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |what: String, mend: &str| problems.push(Problem::file(FILE, what, mend));
        if self.districts.is_empty() {
            wrong("has no districts".into(), "add at least one [[districts]]");
        }
        for district in &self.districts {
            if Point::new(district.latitude, district.longitude).is_err() {
                wrong(format!("district '{}' is not on earth", district.slug), "give its middle in degrees");
            }
        }
        for url in [&self.leave_url, &self.council_url] {
            if !url.starts_with("https://") {
                wrong(format!("'{url}' is not a safe web address"), "begin it with https://");
            }
        }
        for (name, missing) in [("urgent", self.urgent.is_empty()), ("levels", self.levels.is_empty())] {
            if missing {
                wrong(format!("has no [[{name}]]"), "add at least one");
            }
        }
        let e = &self.extent;
        if !(e.west < e.east && e.south < e.north) {
            wrong("[extent] is empty".into(), "put west below east and south below north, in degrees");
        }
        problems
    }

    /// The district with this id.
    pub fn district(&self, slug: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.slug == slug)
    }

    /// The district with this official code (GSS).
    pub fn district_by_code(&self, code: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.code == code)
    }
}
