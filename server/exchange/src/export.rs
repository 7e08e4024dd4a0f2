//! Records as files that others can read.

use crate::oruk::{Feed, whole};
use anyhow::Context;
use directory::{ForWhom, Location, Service, ServiceArea};
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
    let services = catalogue.listed.services.iter().filter(|service| service.for_whom == ForWhom::Anyone);
    services.map(|service| {
        let places = service.location_ids.iter().filter_map(|id| catalogue.location(id.as_str()));
        (service, places.collect())
    })
}

/// A feature for each service at a place with a point (RFC 7946).
pub fn geojson(catalogue: &Catalogue) -> FeatureCollection {
    let mut features = Vec::new();
    for (service, places) in public_services(catalogue) {
        for place in places {
            let Some(point) = place.point else { continue };
            let names = COLUMNS.iter().zip(row(catalogue, service, Some(place)));
            let said = names.filter(|(name, value)| !value.is_empty() && !matches!(**name, "latitude" | "longitude"));
            let properties: JsonObject = said.map(|(name, value)| ((*name).to_owned(), value.into())).collect();
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

/// The columns of the one table.
const COLUMNS: [&str; 27] = [
    "id",
    "name",
    "organisation",
    "kind",
    "needs",
    "summary",
    "minimum_age",
    "maximum_age",
    "cost",
    "how_to_get_help",
    "phone",
    "phone_confirmed",
    "email",
    "web_page",
    "place",
    "address",
    "town",
    "postcode",
    "latitude",
    "longitude",
    "district",
    "area",
    "record_confirmed",
    "source_date",
    "sources",
    "source_licences",
    "page",
];

/// A row for each service at a place, and one for each without. No value can run as a formula in
/// a spreadsheet.
pub fn csv_table(catalogue: &Catalogue) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (service, places) in public_services(catalogue) {
        let places = if places.is_empty() { vec![None] } else { places.into_iter().map(Some).collect() };
        for place in places {
            writer.write_record(row(catalogue, service, place).map(without_formula))?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn row(catalogue: &Catalogue, service: &Service, place: Option<&Location>) -> [String; 27] {
    let phone = service.first_phone();
    let yes = |value: bool| if value { "yes" } else { "no" }.to_owned();
    let number = |value: Option<u16>| value.map(|value| value.to_string()).unwrap_or_default();
    let labels = service.needs.iter().filter_map(|need| catalogue.need(need.as_str())).map(|need| need.label.as_str());
    let area = match &service.area {
        ServiceArea::Nation => "England".to_owned(),
        ServiceArea::County => catalogue.authority.name.clone(),
        ServiceArea::Districts(districts) => {
            let names = districts.iter().filter_map(|slug| catalogue.authority.district(slug.as_str()));
            names.map(|district| district.name.as_str()).collect::<Vec<_>>().join("; ")
        }
    };
    let sources = || service.source_ids.iter().filter_map(|id| catalogue.source(id.as_str()));
    let mut licences: Vec<&str> =
        sources().map(|source| source.licence.as_str()).filter(|licence| !licence.is_empty()).collect();
    licences.dedup();
    let said = |text: fn(&Location) -> String| place.map(text).unwrap_or_default();
    [
        service.id.to_string(),
        service.name.clone(),
        catalogue.organization(service.organization_id.as_str()).map(|by| by.name.clone()).unwrap_or_default(),
        catalogue.kind(service.kind.as_str()).map(|kind| kind.label.clone()).unwrap_or_default(),
        labels.collect::<Vec<_>>().join("; "),
        service.summary.clone(),
        number(service.ages.minimum()),
        number(service.ages.maximum()),
        service.cost.clone(),
        service.how_to_get_help.clone(),
        phone.map(|phone| phone.number.to_string()).unwrap_or_default(),
        phone.map(|phone| yes(phone.confirmed)).unwrap_or_default(),
        service.email.clone().unwrap_or_default(),
        service.url.clone().unwrap_or_default(),
        said(|place| place.name.clone()),
        said(|place| [place.address_1.as_str(), &place.address_2].join(", ").trim_matches([',', ' ']).to_owned()),
        said(|place| place.town.clone()),
        said(|place| place.postcode.map(|postcode| postcode.to_string()).unwrap_or_default()),
        said(|place| place.point.map(|point| point.latitude().to_string()).unwrap_or_default()),
        said(|place| place.point.map(|point| point.longitude().to_string()).unwrap_or_default()),
        place
            .and_then(|place| catalogue.authority.district(place.district.as_str()))
            .map(|district| district.name.clone())
            .unwrap_or_default(),
        area,
        yes(service.is_confirmed()),
        service.source_date.as_ref().map(ToString::to_string).unwrap_or_default(),
        sources().map(|source| source.title.as_str()).collect::<Vec<_>>().join("; "),
        licences.join("; "),
        format!("/services/{}", service.id),
    ]
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
