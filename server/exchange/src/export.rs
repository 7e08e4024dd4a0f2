//! Records as files that others can read.

use crate::oruk::{Feed, whole};
use anyhow::Context;
use directory::{ForWhom, Location, Point, Service, ServiceArea, Source};
use folder::Fingerprint;
use geojson::{Feature, FeatureCollection, GeometryValue, JsonObject};
use search::catalogue::Catalogue;
use std::{collections::BTreeMap, fs, io, path::Path};

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

/// Writes the files into a folder, each whole or not at all. Gives their names. Fails, before anything is
/// written, where a file of such a name was not written by an export, or was changed since.
pub fn write(catalogue: &Catalogue, format: Format, to: &Path) -> anyhow::Result<Vec<String>> {
    let files = match format {
        Format::Tables => catalogue.listed.write_tables()?,
        Format::Geojson => vec![("services.geojson", serde_json::to_vec(&geojson(catalogue, ""))?)],
        Format::Csv => vec![("services.csv", csv_table(catalogue, "")?)],
        Format::Oruk => {
            let feed = Feed::new(catalogue);
            let pieces = (0..).map_while(|n| whole::piece(catalogue, &feed, n));
            vec![(ORUK_FILE, pieces.collect::<Vec<_>>().concat())]
        }
    };
    let mut written = Written::read(to);
    for (name, _) in &files {
        anyhow::ensure!(
            written.is_ours(to, name),
            "{} was not written by hubfinder export, or was changed since: name a new folder with --to, so that \
             nothing is lost",
            to.join(name).display()
        );
    }
    let mut names = Vec::new();
    for (name, bytes) in files {
        // Noted first: after a stop between the two the old file counts as changed, and stays.
        written.note(to, name, &bytes).with_context(|| unwritable(to))?;
        write_file(to, name, &bytes).with_context(|| unwritable(to))?;
        names.push(name.to_owned());
    }
    Ok(names)
}

fn unwritable(to: &Path) -> String {
    format!("cannot write into {}: name a folder that can be written", to.display())
}

/// Writes a file beside its place first, so that a full disk leaves the old file as it was.
fn write_file(to: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let part = to.join(format!("{name}.part"));
    fs::create_dir_all(to)?;
    fs::write(&part, bytes)?;
    fs::rename(&part, to.join(name))
}

/// What exports wrote into a folder: the print of each file, kept in the folder itself. A file that somebody
/// made or changed by hand has another, and is not written over.
struct Written(BTreeMap<String, String>);

impl Written {
    const FILE: &str = ".hubfinder-export";

    fn read(to: &Path) -> Self {
        let lines = fs::read_to_string(to.join(Self::FILE)).unwrap_or_default();
        let pairs = lines.lines().filter_map(|line| line.split_once(' '));
        Self(pairs.map(|(print, name)| (name.to_owned(), print.to_owned())).collect())
    }

    /// Whether there is no such file, or it is as an export left it.
    fn is_ours(&self, to: &Path, name: &str) -> bool {
        match fs::read(to.join(name)) {
            Ok(bytes) => self.0.get(name) == Some(&print(&bytes)),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    fn note(&mut self, to: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.insert(name.to_owned(), print(bytes));
        let lines: String = self.0.iter().map(|(name, print)| format!("{print} {name}\n")).collect();
        write_file(to, Self::FILE, lines.as_bytes())
    }
}

fn print(bytes: &[u8]) -> String {
    let mut print = Fingerprint::default();
    print.add(bytes);
    print.to_string()
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
    /// What stands before the path of its page.
    links_from: &'c str,
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
const COLUMNS: [Column; 29] = [
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
    ("languages", |row| join(row.service.languages.iter().map(|language| language.name()))),
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
    ("access", |row| row.at_place(|place| join(place.access.iter().map(|access| access.label())))),
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
    ("page", |row| format!("{}/services/{}", row.links_from, row.service.id)),
];

/// A feature for each service at a place with a point (RFC 7946). `links_from` stands before the path of its
/// page: the address of the site, or nothing where that is not known.
pub fn geojson(catalogue: &Catalogue, links_from: &str) -> FeatureCollection {
    let mut features = Vec::new();
    for (service, places) in public_services(catalogue) {
        for place in places {
            let Some(point) = place.point else { continue };
            let row = Row { catalogue, service, place: Some(place), links_from };
            let mut properties = JsonObject::new();
            for (name, value) in row.values() {
                // The point stands in the geometry.
                if value.is_empty() || matches!(name, "latitude" | "longitude") {
                    continue;
                }
                // A map compares ages as numbers.
                let number = name.ends_with("_age").then(|| value.parse::<f64>().ok()).flatten();
                properties.insert(name.to_owned(), number.map_or_else(|| value.into(), Into::into));
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
/// a spreadsheet, and the mark before the first says that it is UTF-8: without it "£5" is shown as "Â£5".
/// `links_from` is that of [`geojson`].
pub fn csv_table(catalogue: &Catalogue, links_from: &str) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    for (service, places) in public_services(catalogue) {
        let places = if places.is_empty() { vec![None] } else { places.into_iter().map(Some).collect() };
        for place in places {
            let row = Row { catalogue, service, place, links_from };
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
    use super::*;

    #[test]
    fn only_what_an_export_wrote_and_nobody_changed_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path();
        fs::write(to.join("services.csv"), "by hand").unwrap();
        assert!(!Written::read(to).is_ours(to, "services.csv"));
        assert!(Written::read(to).is_ours(to, "sources.csv"), "there is none");
        Written::read(to).note(to, "sources.csv", b"exported").unwrap();
        write_file(to, "sources.csv", b"exported").unwrap();
        assert!(Written::read(to).is_ours(to, "sources.csv"));
        assert!(!Written::read(to).is_ours(to, "services.csv"));
        fs::write(to.join("sources.csv"), "exported, and edited").unwrap();
        assert!(!Written::read(to).is_ours(to, "sources.csv"));
    }

    #[test]
    fn no_value_runs_in_a_spreadsheet() {
        for formula in ["=HYPERLINK(\"x\")", "+cmd", "@SUM(A1)", "-1+1", "\tx"] {
            assert!(without_formula(formula.to_owned()).starts_with('\''), "{formula}");
        }
        assert_eq!(without_formula("-2.22".to_owned()), "-2.22");
        assert_eq!(without_formula("Stay = play".to_owned()), "Stay = play");
    }
}
