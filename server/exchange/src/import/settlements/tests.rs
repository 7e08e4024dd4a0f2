use super::*;
use std::{fs, path::Path};

const HEADER: &str = "ID,NAMES_URI,NAME1,NAME1_LANG,NAME2,NAME2_LANG,TYPE,LOCAL_TYPE,GEOMETRY_X,GEOMETRY_Y,\
    MOST_DETAIL_VIEW_RES,LEAST_DETAIL_VIEW_RES,MBR_XMIN,MBR_YMIN,MBR_XMAX,MBR_YMAX,POSTCODE_DISTRICT,\
    POSTCODE_DISTRICT_URI,POPULATED_PLACE,POPULATED_PLACE_URI,POPULATED_PLACE_TYPE,DISTRICT_BOROUGH,\
    DISTRICT_BOROUGH_URI,DISTRICT_BOROUGH_TYPE,COUNTY_UNITARY,COUNTY_UNITARY_URI,COUNTY_UNITARY_TYPE,REGION,\
    REGION_URI,COUNTRY,COUNTRY_URI,RELATED_SPATIAL_OBJECT,SAME_AS_DBPEDIA,SAME_AS_GEONAMES\n";
const WORCESTERSHIRE: Extent = Extent { west: -2.7, south: 51.9, east: -1.7, north: 52.5 };

fn authority() -> Authority {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire/authority.toml");
    Authority::read(&fs::read_to_string(file).unwrap()).unwrap()
}

/// A row as it is published.
fn row(id: &str, name: &str, sort: &str, kind: &str, at: (&str, &str), district: &str, county: &str) -> String {
    let (easting, northing) = at;
    format!(
        "osgb{id},http://data.ordnancesurvey.co.uk/id/{id},{name},,,,{sort},{kind},{easting},{northing},9000,25000,\
         1,1,2,2,WR9,http://data.ordnancesurvey.co.uk/id/postcodedistrict/WR9,,,,{district},\
         http://data.ordnancesurvey.co.uk/id/7000000000000001,http://example.org/District,{county},\
         http://data.ordnancesurvey.co.uk/id/7000000000000002,http://example.org/County,West Midlands,\
         http://example.org/region,England,http://example.org/country,,,\n"
    )
}

fn place(id: &str, name: &str, kind: &str, at: (&str, &str), district: &str) -> String {
    row(id, name, POPULATED, kind, at, district, "Worcestershire")
}

fn taken(tables: &[(&str, &str)]) -> Result<Read, Refusal> {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in tables {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    read(&mut Tables::open(dir.path()).unwrap(), &authority(), WORCESTERSHIRE, |_| ())
}

const HANBURY: (&str, &str) = ("396300", "263800");

#[test]
fn the_files_of_a_download_are_read_without_a_header_and_what_is_no_settlement_is_passed_over() {
    let one = place("1", "Hanbury", "Village", HANBURY, "Wychavon")
        + &row("2", "Hanbury Road", "transportNetwork", "Named Road", HANBURY, "Wychavon", "Worcestershire");
    let two =
        place("3", "Kinver", "Town", ("384500", "283300"), "") + &place("4", "Leeds", "City", ("430000", "433000"), "");
    let read =
        taken(&[("DATA/SO86.csv", &one), ("DATA/SO88.csv", &two), ("DOC/OS_Open_Names_Header.csv", HEADER)]).unwrap();
    assert_eq!((read.tables, read.rows, read.outside), (2, 4, 1));
    let names: Vec<_> =
        read.settlements.iter().map(|one| (one.name.as_str(), one.kind, one.district.is_some())).collect();
    assert_eq!(names, [("Hanbury", SettlementKind::Village, true), ("Kinver", SettlementKind::Town, false)]);
    let hanbury = &read.settlements[0];
    assert_eq!((hanbury.id.as_str(), hanbury.district.as_ref().unwrap().as_str()), ("osgb1", "wychavon"));
    assert!((hanbury.point.latitude() - 52.272).abs() < 0.01 && (hanbury.point.longitude() + 2.056).abs() < 0.01);
}

#[test]
fn one_file_with_a_header_and_a_unitary_authority_are_read_too() {
    let text = format!(
        "{HEADER}{}",
        row("5", "St Johns", POPULATED, "Suburban Area", ("384000", "254700"), "", "City of Worcester")
    );
    let read = taken(&[("all.csv", &text)]).unwrap();
    assert_eq!(read.settlements[0].district.as_ref().unwrap().as_str(), "worcester");
    assert_eq!((read.tables, read.districts.values().sum::<u64>()), (1, 1));
}

#[test]
fn a_settlement_that_comes_twice_counts_once() {
    let row = place("1", "Hanbury", "Village", HANBURY, "Wychavon");
    let read = taken(&[("a.csv", &row), ("b.csv", &row)]).unwrap();
    assert_eq!((read.settlements.len(), read.repeated), (1, 1));
}

#[test]
fn what_is_wrong_is_told_by_file_line_column_and_value() {
    let text = place("1", "Hanbury", "Village", HANBURY, "Wychavon")
        + &place("2", "Nowhere", "Village", ("x", "1"), "Wychavon")
        + &place("3", "Nothing", "Megacity", HANBURY, "Wychavon")
        + &place("4", "Ocean", "Village", ("9000000", "1"), "Wychavon");
    let Err(Refusal::Rows { problems, more: false }) = taken(&[("SO86.csv", &text)]) else { panic!("it was taken") };
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for (told, words) in told.iter().zip([
        ["SO86.csv", "line 2", "GEOMETRY_X", "'x'"],
        ["SO86.csv", "line 3", "LOCAL_TYPE", "'Megacity'"],
        ["SO86.csv", "line 4", "GEOMETRY_X", "'9000000'"],
    ]) {
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    }
    assert_eq!(told.len(), 3);
}

#[test]
fn a_file_of_another_form_or_part_of_the_country_says_what_is_wanted() {
    let said = |text: &str| taken(&[("a.csv", text)]).unwrap_err().to_string();
    assert!(said("name,postcode\nA,WR1 1AA\n").contains("it is not OS Open Names"));
    assert!(said(HEADER).contains("it is not OS Open Names"));
    assert!(said(&place("1", "Leeds", "City", ("430000", "433000"), "Leeds")).contains("-2.7,51.9,-1.7,52.5"));
    let other = said(&place("1", "Hanbury", "Village", HANBURY, "East Staffordshire"));
    assert!(other.contains("Wychavon") && other.contains("those here are in East Staffordshire"), "{other}");
}
