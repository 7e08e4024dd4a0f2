//! Which value of a row is what.

use super::is_area_code;
use crate::import::rows::Row;
use directory::Postcode;

/// Where the values stand in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) postcode: usize,
    pub(super) position: Position,
    pub(super) district: usize,
    pub(super) ended: Option<usize>,
}

/// How the place is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// WGS84.
    Degrees { latitude: usize, longitude: usize },
    /// British National Grid, in metres.
    Grid { easting: usize, northing: usize },
}

/// The columns of OS Code-Point Open: postcode, quality, easting, northing, country, two of health,
/// county, district, ward.
const CODE_POINT: Layout =
    Layout { postcode: 0, position: Position::Grid { easting: 2, northing: 3 }, district: 8, ended: None };
const CODE_POINT_VALUES: usize = 10;

const POSTCODES: [&str; 7] = ["pcds", "pcd", "pcd7", "pcd8", "pcd2", "postcode", "pc"];
const LATITUDES: [&str; 2] = ["lat", "latitude"];
const LONGITUDES: [&str; 3] = ["long", "longitude", "lon"];
const EASTINGS: [&str; 5] = ["east1m", "oseast1m", "easting", "eastings", "ea"];
const NORTHINGS: [&str; 5] = ["north1m", "osnrth1m", "northing", "northings", "no"];
const DISTRICTS: [&str; 6] = ["oslaua", "laua", "ladcd", "lad_code", "admin_district_code", "dc"];
const ENDED: [&str; 2] = ["doterm", "terminated"];

impl Layout {
    /// The layout that a table's first row shows, and whether that row is a header; `None` when it
    /// is no table of postcodes.
    pub(super) fn of(first: Row<'_>) -> Option<(Self, bool)> {
        if first.get(0).parse::<Postcode>().is_ok() {
            let whole = |index: usize| first.get(index).parse::<u32>().is_ok();
            let district = first.get(CODE_POINT.district);
            let fits = first.len() == CODE_POINT_VALUES
                && whole(1)
                && whole(2)
                && whole(3)
                && (district.is_empty() || is_area_code(district));
            return fits.then_some((CODE_POINT, false));
        }
        let names: Vec<String> = first.iter().map(str::to_ascii_lowercase).collect();
        let find = |known: &[&str]| known.iter().find_map(|name| names.iter().position(|header| header == name));
        let degrees = find(&LATITUDES)
            .zip(find(&LONGITUDES))
            .map(|(latitude, longitude)| Position::Degrees { latitude, longitude });
        let grid =
            find(&EASTINGS).zip(find(&NORTHINGS)).map(|(easting, northing)| Position::Grid { easting, northing });
        let layout = Self {
            postcode: find(&POSTCODES)?,
            position: degrees.or(grid)?,
            district: find(&DISTRICTS).or_else(|| names.iter().position(|name| is_year_of_district(name)))?,
            ended: find(&ENDED),
        };
        Some((layout, true))
    }
}

/// `lad25cd`: the ONS puts the year of its list of districts into the name.
fn is_year_of_district(name: &str) -> bool {
    let year = name.strip_prefix("lad").and_then(|rest| rest.strip_suffix("cd"));
    year.is_some_and(|year| year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()))
}
