//! Postcodes as they are published: OS Code-Point Open, which has no header row and gives National
//! Grid coordinates, and the ONS Postcode Directory and Statistics Lookup (ONSPD, NSPL), whose
//! columns are known by their names. A column's name changes with the year; the form does not.

mod layout;

use super::{
    rows::{Row, RowError, Rows},
    tables::{SourceError, Table, Tables},
};
use directory::{Authority, Point, PostcodePoint, Problem, authority::Extent, problem::Invalid};
use layout::{Layout, Position};
use std::collections::BTreeMap;

/// Problems after which reading stops: a file that is wrong throughout need not be read to its end.
const MOST_PROBLEMS: usize = 1_000;
/// Where the Ordnance Survey and the ONS put a postcode whose place they do not know.
const NOWHERE_NORTH: f64 = 99.0;
/// What holds every postcode there is, in degrees: the United Kingdom and the islands about it.
const EVERYWHERE: Extent = Extent { west: -9.0, south: 48.5, east: 2.5, north: 61.5 };

/// Which postcodes are taken.
#[derive(Debug, Clone, Copy)]
pub enum Area {
    /// Every one.
    All,
    /// Those within these edges, and all that carry the code of one of the authority's districts.
    Within(Extent),
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tables that hold postcodes.
    pub tables: u64,
    /// Rows read.
    pub rows: u64,
    /// Rows taken, and how many of them have ended.
    pub taken: u64,
    /// Of those taken, the ended ones.
    pub ended: u64,
    /// Rows whose place nobody knows.
    pub without_place: u64,
    /// Rows outside the area.
    pub outside: u64,
    /// Live rows taken, by the code of their district, of the authority's districts only.
    pub districts: BTreeMap<String, u64>,
}

/// Why nothing was taken.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum Refusal {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{table}: {error}")]
    Row { table: String, error: RowError },
    #[error(
        "it holds no postcodes: hubfinder reads OS Code-Point Open (the zip, or its folder of CSV files) and the \
         ONS Postcode Directory or Statistics Lookup (ONSPD or NSPL, as CSV), each as published"
    )]
    NotPostcodes,
    #[error("{}{} of it cannot be read", if *.more { "at least " } else { "" }, directory::plural(.problems.len(), "row", "rows"))]
    Rows { problems: Vec<Problem>, more: bool },
    #[error("{0}")]
    Stopped(String),
}

/// Reads a source and hands each postcode that lies in the area to `take`, which may stop it with a
/// sentence. `read` is told each row's share of the bytes that the tables say they have.
pub fn read(
    tables: &mut Tables,
    authority: &Authority,
    area: Area,
    mut take: impl FnMut(PostcodePoint) -> Result<(), String>,
    mut read: impl FnMut(u64),
) -> Result<Tally, Refusal> {
    let mut tally = Tally::default();
    let mut problems = Vec::new();
    for index in chosen(tables.list()) {
        let name = tables.list()[index].name.clone();
        let unreadable = |error| Refusal::Row { table: name.clone(), error };
        let mut rows = Rows::new(tables.read(index).map_err(|error| unreadable(error.into()))?);
        let Some(first) = rows.next_row().map_err(unreadable)? else { continue };
        let Some((layout, is_header)) = Layout::of(first) else { continue };
        tally.tables += 1;
        let mut take_row = |row: Row<'_>| -> Result<(), Refusal> {
            tally.rows += 1;
            match layout.point_of(row) {
                Ok(None) => tally.without_place += 1,
                Ok(Some(postcode)) if keeps(area, authority, &postcode) => {
                    tally.taken += 1;
                    if postcode.ended.is_some() {
                        tally.ended += 1;
                    } else if authority.district_by_code(&postcode.lad_code).is_some() {
                        *tally.districts.entry(postcode.lad_code.clone()).or_default() += 1;
                    }
                    take(postcode).map_err(Refusal::Stopped)?;
                }
                Ok(Some(_)) => tally.outside += 1,
                Err((column, value, invalid)) => {
                    problems.push(Problem::new(&name, row.line(), column, value, invalid));
                    if problems.len() == MOST_PROBLEMS {
                        return Err(Refusal::Rows { problems: std::mem::take(&mut problems), more: true });
                    }
                }
            }
            Ok(())
        };
        if !is_header {
            take_row(first)?;
        }
        while let Some(row) = rows.next_row().map_err(unreadable)? {
            read(row.iter().map(|value| value.len() as u64 + 1).sum());
            take_row(row)?;
        }
    }
    match (tally.tables, problems.is_empty()) {
        (_, false) => Err(Refusal::Rows { problems, more: false }),
        (0, _) => Err(Refusal::NotPostcodes),
        _ => Ok(tally),
    }
}

/// The tables that may hold postcodes. The lists of columns and codes in a download's folder of
/// documents do not; its `multi_csv` folder holds the rows of the whole table once more.
fn chosen(tables: &[Table]) -> Vec<usize> {
    let within = |table: &Table, folders: &[&str]| {
        let mut parts: Vec<&str> = table.name.split('/').collect();
        parts.pop();
        parts.iter().any(|part| folders.iter().any(|folder| part.eq_ignore_ascii_case(folder)))
    };
    let data = |table: &Table| !within(table, &["doc", "documents", "user guide"]);
    let whole = tables.iter().any(|table| data(table) && !within(table, &["multi_csv"]));
    (0..tables.len()).filter(|&i| data(&tables[i]) && !(whole && within(&tables[i], &["multi_csv"]))).collect()
}

fn keeps(area: Area, authority: &Authority, postcode: &PostcodePoint) -> bool {
    match area {
        Area::All => true,
        Area::Within(extent) => {
            extent.contains(postcode.point.latitude(), postcode.point.longitude())
                || authority.district_by_code(&postcode.lad_code).is_some()
        }
    }
}

/// What is wrong with a row: the column, its value, and the message.
type Wrong<'r> = (&'static str, &'r str, Invalid);

impl Layout {
    /// The postcode of a row; `None` when its place is not known.
    fn point_of<'r>(&self, row: Row<'r>) -> Result<Option<PostcodePoint>, Wrong<'r>> {
        let code = row.get(self.postcode);
        let postcode = code.parse().map_err(|invalid| ("postcode", code, invalid))?;
        let lad_code = row.get(self.district);
        if !lad_code.is_empty() && !is_area_code(lad_code) {
            let invalid = Invalid::new("is not the code of a district", "give one letter and eight digits, or nothing");
            return Err(("district", lad_code, invalid));
        }
        let ended = match self.ended.map(|column| row.get(column)) {
            None | Some("") => None,
            Some(month) => Some(year_and_month(month).ok_or_else(|| {
                ("doterm", month, Invalid::new("is not a month", "write the year and the month, as in 202304"))
            })?),
        };
        let Some(point) = self.position.point(row)? else { return Ok(None) };
        Ok(Some(PostcodePoint { postcode, point, lad_code: lad_code.to_owned(), ended }))
    }
}

impl Position {
    fn point<'r>(&self, row: Row<'r>) -> Result<Option<Point>, Wrong<'r>> {
        let number = |column: usize, name: &'static str| {
            let text = row.get(column);
            text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(|| {
                (name, text, Invalid::new("is not a number", "write digits, with a point before decimals"))
            })
        };
        match *self {
            Self::Degrees { latitude, longitude } => {
                if row.get(latitude).is_empty() && row.get(longitude).is_empty() {
                    return Ok(None);
                }
                let (north, east) = (number(latitude, "lat")?, number(longitude, "long")?);
                if north >= NOWHERE_NORTH {
                    return Ok(None);
                }
                let text = row.get(latitude);
                match Point::new(north, east) {
                    Ok(point) if EVERYWHERE.contains(point.latitude(), point.longitude()) => Ok(Some(point)),
                    _ if Point::new(east, north)
                        .is_ok_and(|point| EVERYWHERE.contains(point.latitude(), point.longitude())) =>
                    {
                        let mend = "give the latitude first: it is from 49 to 61 here";
                        Err(("lat", text, Invalid::new("looks like the longitude", mend)))
                    }
                    _ => Err(("lat", text, Invalid::new("is not in the United Kingdom", "give degrees (WGS84)"))),
                }
            }
            Self::Grid { easting, northing } => {
                if row.get(easting).is_empty() && row.get(northing).is_empty() {
                    return Ok(None);
                }
                let (east, north) = (number(easting, "easting")?, number(northing, "northing")?);
                if east == 0.0 && north == 0.0 {
                    return Ok(None);
                }
                super::grid::point(east, north).map(Some).ok_or_else(|| {
                    let mend = "give metres: easting from 0 to 700000, northing from 0 to 1250000";
                    ("easting", row.get(easting), Invalid::new("is not on the National Grid", mend))
                })
            }
        }
    }
}

/// The form of the codes of areas (GSS): `E07000237`.
fn is_area_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}

/// `202304` or `2023-04`, with a day or without, as `yyyymm`.
fn year_and_month(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|&c| c != '-').collect();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && matches!(digits.len(), 6 | 8);
    let month = digits.get(4..6)?.parse::<u8>().ok()?;
    (plain && (1..=12).contains(&month)).then(|| digits[..6].to_owned())
}

#[cfg(test)]
mod tests;
