//! The authority whose folder this is: `authority.toml`.

use crate::{
    colours::Colours,
    location::Location,
    operator::{Contact, Operator},
    phone::PhoneNumber,
    point::Point,
    problem::Problem,
    service::Service,
    slug::Slug,
    young::YoungPeople,
};
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
    /// What stands under the site's icon on a phone: short, and nothing that tells others why it is there. Without
    /// it the site's name.
    #[serde(default)]
    pub short_name: Option<String>,
    /// The council of this place; who runs the site is [`Operator`].
    pub council: String,
    /// The council's own site.
    pub council_url: String,
    /// One or two sentences about how sure the records are.
    pub notice: String,
    /// Where 'Leave this page' goes.
    pub leave_url: String,
    /// The time zone of all times, as IANA names it.
    pub time_zone: String,
    /// The national folder, seen from this one; without the line `../national` where there is one,
    /// and none when it is empty.
    #[serde(default)]
    pub national: Option<String>,
    /// The site's colours; without them it has its own.
    #[serde(default)]
    pub colours: Option<Colours>,
    /// Under which licence the whole of the records may be used, where the authority states one.
    #[serde(default)]
    pub open_data: Option<OpenData>,
    /// The kind that is a Family Hub.
    pub hub_kind: Slug,
    /// The kinds that stand in for one where no hub is near: children's centres.
    pub centre_kinds: Vec<Slug>,
    /// The kind that is a district's early-help team.
    pub team_kind: Slug,
    /// The kinds that are clubs and workers for young people.
    #[serde(default)]
    pub youth_kinds: Vec<Slug>,
    /// The needs that a district's council helps with: housing, money.
    #[serde(default)]
    pub council_needs: Vec<Slug>,
    /// The kind that is holiday activities and food.
    pub holiday_kind: Slug,
    /// The kind of a service that comes from outside and names none that is known here.
    #[serde(default)]
    pub import_kind: Option<Slug>,
    /// Services about abuse whose address may be known, because somebody there said so. The check
    /// refuses any other that has a place.
    #[serde(default)]
    pub public_addresses: Vec<Slug>,
    /// Services whose words tell of doing harm and that are for anyone. The check refuses any other that
    /// is not marked as for people who worry about themselves.
    #[serde(default)]
    pub for_anyone: Vec<Slug>,
    /// How many Family Hubs the authority says there are.
    pub hubs_total: Option<u16>,
    /// The services that are Family Hubs and known by name.
    pub hubs_known: Vec<Slug>,
    /// The early-help team of each district.
    pub teams: BTreeMap<Slug, Slug>,
    /// Whom to ask when a record has no way to be reached, and when nothing is found.
    pub fallback: Fallback,
    /// Where links to directions lead.
    #[serde(default)]
    pub directions: Directions,
    /// Which places lie in areas of greatest need; `None` where the authority does not show them.
    pub need_areas: Option<NeedAreas>,
    /// Who runs the site; `None` until somebody says that they do.
    #[serde(default)]
    pub operator: Option<Operator>,
    /// Where people may write about the site.
    #[serde(default)]
    pub contact: Contact,
    /// What the page for young people needs to know.
    #[serde(default)]
    pub young_people: YoungPeople,
    /// The map's edges.
    pub extent: Extent,
    /// The districts, in the order they are shown.
    pub districts: Vec<District>,
    /// The authority's levels of need, lowest first.
    pub levels: Vec<Level>,
    /// Numbers for urgent help, most urgent first.
    pub urgent: Vec<UrgentContact>,
    /// Kinds of danger and the lines that are right for each. When words say several, the first in this
    /// order gives the panel its heading, and the others add lines.
    pub dangers: Vec<Danger>,
    /// The lines that licences ask for.
    pub attributions: Vec<Attribution>,
}

/// The licence of the records as a whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenData {
    /// The licence's name, after the word "the": "Open Government Licence v3.0".
    pub licence: String,
    /// The licence's page.
    #[serde(default)]
    pub licence_url: Option<String>,
}

/// The line to ring when nothing else is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// What the line is, inside a sentence: "the county's Family Hub line".
    pub label: String,
    /// The line's number.
    pub number: PhoneNumber,
    /// Where it comes from.
    #[serde(default)]
    pub source_ids: Vec<Slug>,
}

/// Addresses of directions to a place, with `{latitude}` and `{longitude}` where its point goes.
/// A link carries nothing else: where somebody sets out stays with them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directions {
    /// On foot.
    pub on_foot: Option<String>,
    /// By bus or train.
    pub public_transport: Option<String>,
    /// By car.
    pub by_car: Option<String>,
    /// Map sites by name, for those who would rather use one of these.
    #[serde(default)]
    pub sites: BTreeMap<String, String>,
}

impl Directions {
    /// The address of directions to a point.
    pub fn to(address: &str, point: Point) -> String {
        let degrees = |degrees: f64| format!("{degrees:.5}");
        address.replace("{latitude}", &degrees(point.latitude())).replace("{longitude}", &degrees(point.longitude()))
    }

    fn addresses(&self) -> impl Iterator<Item = &String> {
        self.on_foot.iter().chain(&self.public_transport).chain(&self.by_car).chain(self.sites.values())
    }
}

/// Places in areas of greatest need, which the maps can mark.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedAreas {
    /// How many tenths of the country's areas count, those in greatest need first: 3 is 30 %.
    pub tenths: u8,
    /// What the mark means, in a sentence or two.
    pub words: String,
    /// Where the tenths of each year come from: an id of `sources.csv`.
    #[serde(default)]
    pub sources: BTreeMap<String, Slug>,
}

impl NeedAreas {
    /// Whether a place lies in one, by the newest tenth that is known; `None` when none is.
    pub fn holds(&self, location: &Location) -> Option<bool> {
        location.deciles().next().map(|(_, tenth)| tenth <= self.tenths)
    }
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

impl Extent {
    /// Whether a point of these degrees lies within the edges or on them.
    pub fn contains(&self, latitude: f64, longitude: f64) -> bool {
        (self.south..=self.north).contains(&latitude) && (self.west..=self.east).contains(&longitude)
    }
}

/// A district of the authority.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// The district's id: `wyre-forest`.
    pub slug: Slug,
    /// The district's name.
    pub name: String,
    /// The district's official code (GSS), as the postcode files print it.
    pub code: String,
    /// Latitude of its middle.
    pub latitude: f64,
    /// Longitude of its middle.
    pub longitude: f64,
    /// The district's council, an id of `organizations.csv`, when it has a record there.
    pub council: Option<Slug>,
}

impl District {
    /// The district's middle. [`Authority::read`] checked that it is a place on earth.
    pub fn point(&self) -> Point {
        Point::new(self.latitude, self.longitude).expect("checked when authority.toml was read")
    }
}

/// A level of need.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The level's number, from 1.
    pub number: u8,
    /// The level's name.
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
    /// The line's record, where there is one; may be empty.
    #[serde(default)]
    pub service_id: String,
}

/// A kind of danger that words can mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Danger {
    /// The danger's id: `suicide`.
    pub slug: Slug,
    /// The danger's name.
    pub label: String,
    /// One calm sentence to the person.
    pub lead: String,
    /// Services with a confirmed line, best first.
    pub lines: Vec<Slug>,
    /// Needs of somebody who says so, best first.
    pub needs: Vec<Slug>,
    /// Whether it is happening now, so that the emergency number (the first of `[[urgent]]`) comes before
    /// all other lines. It stands in every panel, here or lower.
    #[serde(default = "yes")]
    pub now: bool,
    /// Whether the front door (the second service of `[[urgent]]`) stands in its panel.
    #[serde(default = "yes")]
    pub front_door: bool,
    /// The danger that this one is a part of: whoever hears that one only, as the sentence model does,
    /// adds nothing where the words said this one.
    #[serde(default)]
    pub part_of: Option<Slug>,
}

fn yes() -> bool {
    true
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

/// Letters that phones show of a name under an icon (Web Application Manifest, `short_name`, as Android does).
const SHORT_NAME: usize = 12;

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
        if let Some(stated) = &self.open_data {
            if stated.licence.trim().is_empty() {
                let mend = "write the licence's name, or take [open_data] out while none is stated";
                wrong("[open_data] licence is empty".into(), mend);
            }
            if let Some(url) = stated.licence_url.as_ref().filter(|url| !url.starts_with("https://")) {
                wrong(
                    format!("[open_data] licence_url '{url}' is not a safe web address"),
                    "begin it with https://, or take it out",
                );
            }
        }
        if let Some(name) = self.short_name.as_ref().filter(|name| name.chars().count() > SHORT_NAME) {
            let mend = "write at most 12 letters, or take the line out: a phone cuts off what is longer";
            wrong(format!("short_name '{name}' is too long to stand under an icon"), mend);
        }
        for url in [&self.leave_url, &self.council_url] {
            if !url.starts_with("https://") {
                wrong(format!("'{url}' is not a safe web address"), "begin it with https://");
            }
        }
        self.operator.iter().flat_map(Operator::problems).for_each(|(what, mend)| wrong(what, mend));
        for address in self.directions.addresses() {
            if !address.starts_with("https://") {
                wrong(format!("[directions] '{address}' is not a safe web address"), "begin it with https://");
            }
            if !address.contains("{latitude}") || !address.contains("{longitude}") {
                let mend = "write {latitude} and {longitude} where the place's point goes";
                wrong(format!("[directions] '{address}' does not say where the place is"), mend);
            }
        }
        if let Some(areas) = &self.need_areas
            && !(1..=9).contains(&areas.tenths)
        {
            wrong(format!("[need_areas] counts {} tenths", areas.tenths), "write a number from 1 to 9; 3 is 30 %");
        }
        for (name, missing) in [("urgent", self.urgent.is_empty()), ("levels", self.levels.is_empty())] {
            if missing {
                wrong(format!("has no [[{name}]]"), "add at least one");
            }
        }
        if let Some(colours) = &self.colours {
            colours.problems().into_iter().for_each(|(what, mend)| wrong(what, &mend));
        }
        let e = &self.extent;
        if !(e.west < e.east && e.south < e.north) {
            wrong("[extent] is empty".into(), "put west below east and south below north, in degrees");
        }
        problems
    }

    /// Whether the fallback line is to be rung before a service's own number: the service is a
    /// children's centre none of whose numbers is confirmed.
    pub fn rings_fallback_first(&self, service: &Service) -> bool {
        let is_centre = self.centre_kinds.contains(&service.kind);
        is_centre && !service.phones.is_empty() && service.confirmed_phone().is_none()
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
