//! Records as files that others can read.

use crate::oruk::{Feed, whole};
use anyhow::Context;
use directory::{ForWhom, Location, Point, Service, ServiceArea, Source};
use geojson::{Feature, FeatureCollection, GeometryValue, JsonObject};
use search::catalogue::Catalogue;
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

/// What the file in the national standard is called, here and on the site.
pub const ORUK_FILE: &str = "services.json";

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The tables of a folder: everything, for a hubfinder to read again.
    Tables,
    /// One GeoJSON file: a point for each service at a place.
    Geojson,
    /// One CSV file: a row for each service at a place.
    Csv,
    /// One JSON file in the national standard, Open Referral UK: all services as /oruk gives them.
    Oruk,
}

/// Writes the files into a folder, each whole or not at all. Gives their names.
pub fn write(catalogue: &Catalogue, format: Format, to: &Path) -> anyhow::Result<Vec<String>> {
    let files = match format {
        Format::Tables => catalogue.listed.write_tables()?,
        Format::Geojson => vec![("services.geojson", serde_json::to_vec(&geojson(catalogue))?)],
        Format::Csv => vec![("services.csv", csv_table(catalogue)?)],
        Format::Oruk => {
            let feed = Feed::new(catalogue);
            write_file(to, ORUK_FILE, (0..).map_while(|n| whole::piece(catalogue, &feed, n)))?;
            return Ok(vec![ORUK_FILE.to_owned()]);
        }
    };
    let mut names = Vec::new();
    for (name, bytes) in files {
        write_file(to, name, [bytes])?;
        names.push(name.to_owned());
    }
    Ok(names)
}

/// Writes the pieces of one file beside it first, so that a full disk leaves the old file as it was.
fn write_file(to: &Path, name: &str, pieces: impl IntoIterator<Item = Vec<u8>>) -> anyhow::Result<()> {
    let part = to.join(format!("{name}.part"));
    let write = || {
        std::fs::create_dir_all(to)?;
        let mut file = BufWriter::new(File::create(&part)?);
        pieces.into_iter().try_for_each(|piece| file.write_all(&piece))?;
        file.flush()?;
        std::fs::rename(&part, to.join(name))
    };
    write().with_context(|| format!("cannot write into {}: name a folder that can be written", to.display()))
}

/// Services that are open to everybody's eyes. Those for people who do harm are found by search,
/// where the words say who is asking; in a list they would stand before those who were hurt.
fn public_services(catalogue: &Catalogue) -> impl Iterator<Item = (&Service, Vec<&Location>)> {
    let services = catalogue.listed.services.iter().filter(|service| service.for_whom != ForWhom::WorriedAboutSelf);
    services.map(|service| {
        let places = service.location_ids.iter().filter_map(|id| catalogue.location(id.as_str()));
        (service, places.collect())
    })
}

/// A row of the one table: a service at a place, or a service without one.
struct Row<'c> {
    catalogue: &'c Catalogue,
    service: &'c Service,
    place: Option<&'c Location>,
}

impl<'c> Row<'c> {
    fn at_place(&self, text: impl Fn(&'c Location) -> String) -> String {
        self.place.map(text).unwrap_or_default()
    }

    fn sources(&self) -> impl Iterator<Item = &'c Source> {
        self.service.source_ids.iter().filter_map(|id| self.catalogue.source(id.as_str()))
    }

    /// The name and value of each column.
    fn values(&self) -> impl Iterator<Item = (&'static str, String)> {
        COLUMNS.iter().map(|(name, value)| (*name, value(self)))
    }
}

/// A column's name, and the value that it has in a row.
type Column = (&'static str, fn(&Row<'_>) -> String);

/// The columns of the one table.
const COLUMNS: [Column; 27] = [
    ("id", |row| row.service.id.to_string()),
    ("name", |row| row.service.name.clone()),
    ("organisation", |row| {
        let organization = row.catalogue.organization(row.service.organization_id.as_str());
        organization.map(|organization| organization.name.clone()).unwrap_or_default()
    }),
    ("kind", |row| row.catalogue.kind(row.service.kind.as_str()).map(|kind| kind.label.clone()).unwrap_or_default()),
    ("needs", |row| {
        let needs = row.service.needs.iter().filter_map(|need| row.catalogue.need(need.as_str()));
        join(needs.map(|need| need.label.as_str()))
    }),
    ("summary", |row| row.service.summary.clone()),
    ("minimum_age", |row| text_or_empty(row.service.ages.minimum())),
    ("maximum_age", |row| text_or_empty(row.service.ages.maximum())),
    ("cost", |row| row.service.cost.clone()),
    ("how_to_get_help", |row| row.service.how_to_get_help.clone()),
    ("phone", |row| text_or_empty(row.service.first_phone().map(|phone| &phone.number))),
    ("phone_confirmed", |row| text_or_empty(row.service.first_phone().map(|phone| yes_or_no(phone.confirmed)))),
    ("email", |row| row.service.email.clone().unwrap_or_default()),
    ("web_page", |row| row.service.url.clone().unwrap_or_default()),
    ("place", |row| row.at_place(|place| place.name.clone())),
    ("address", |row| {
        row.at_place(|place| {
            [place.address_1.as_str(), &place.address_2].join(", ").trim_matches([',', ' ']).to_owned()
        })
    }),
    ("town", |row| row.at_place(|place| place.town.clone())),
    ("postcode", |row| row.at_place(|place| text_or_empty(place.postcode))),
    ("latitude", |row| row.at_place(|place| text_or_empty(place.point.map(Point::latitude)))),
    ("longitude", |row| row.at_place(|place| text_or_empty(place.point.map(Point::longitude)))),
    ("district", |row| {
        let district = row.place.and_then(|place| row.catalogue.authority.district(place.district.as_str()));
        district.map(|district| district.name.clone()).unwrap_or_default()
    }),
    ("area", |row| match &row.service.area {
        ServiceArea::Nation => "England".to_owned(),
        ServiceArea::County => row.catalogue.authority.name.clone(),
        ServiceArea::Districts(districts) => {
            let known = districts.iter().filter_map(|slug| row.catalogue.authority.district(slug.as_str()));
            join(known.map(|district| district.name.as_str()))
        }
    }),
    ("record_confirmed", |row| yes_or_no(row.service.is_confirmed()).to_owned()),
    ("source_date", |row| text_or_empty(row.service.source_date.as_ref())),
    ("sources", |row| join(row.sources().map(|source| source.title.as_str()))),
    ("source_licences", |row| {
        let mut licences: Vec<&str> =
            row.sources().map(|source| source.licence.as_str()).filter(|licence| !licence.is_empty()).collect();
        licences.dedup();
        licences.join("; ")
    }),
    ("page", |row| format!("/services/{}", row.service.id)),
];

/// A feature for each service at a place with a point (RFC 7946).
pub fn geojson(catalogue: &Catalogue) -> FeatureCollection {
    let mut features = Vec::new();
    for (service, places) in public_services(catalogue) {
        for place in places {
            let Some(point) = place.point else { continue };
            let row = Row { catalogue, service, place: Some(place) };
            let mut properties = JsonObject::new();
            for (name, value) in row.values() {
                // The point stands in the geometry.
                if !value.is_empty() && !matches!(name, "latitude" | "longitude") {
                    properties.insert(name.to_owned(), value.into());
                }
            }
            features.push(Feature {
                id: Some(geojson::feature::Id::String(format!("{}--{}", service.id, place.id))),
                geometry: Some(geojson::Geometry::new(GeometryValue::new_point([point.longitude(), point.latitude()]))),
                properties: Some(properties),
                bbox: None,
                foreign_members: None,
            });
        }
    }
    FeatureCollection { features, bbox: None, foreign_members: None }
}

/// A row for each service at a place, and one for each without. No value can run as a formula in
/// a spreadsheet.
pub fn csv_table(catalogue: &Catalogue) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    for (service, places) in public_services(catalogue) {
        let places = if places.is_empty() { vec![None] } else { places.into_iter().map(Some).collect() };
        for place in places {
            let row = Row { catalogue, service, place };
            writer.write_record(row.values().map(|(_, value)| without_formula(value)))?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn join<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

fn text_or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// A value that a spreadsheet shows and does not run: one that would begin a formula begins with
/// an apostrophe (OWASP, CSV injection). Numbers stay numbers.
fn without_formula(value: String) -> String {
    let runs = value.starts_with(['=', '+', '-', '@', '\t', '\r']) && value.parse::<f64>().is_err();
    if runs { format!("'{value}") } else { value }
}

#[cfg(test)]
mod tests {
    use super::without_formula;

    #[test]
    fn no_value_runs_in_a_spreadsheet() {
        for formula in ["=HYPERLINK(\"x\")", "+cmd", "@SUM(A1)", "-1+1", "\tx"] {
            assert!(without_formula(formula.to_owned()).starts_with('\''), "{formula}");
        }
        assert_eq!(without_formula("-2.22".to_owned()), "-2.22");
        assert_eq!(without_formula("Stay = play".to_owned()), "Stay = play");
    }
}
