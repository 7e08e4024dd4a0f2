//! Settlements as the Ordnance Survey publishes them: OS Open Names, a table for each square of the grid
//! without a header row, in National Grid coordinates. Roads, rivers and postcodes of it are passed over.

use super::{
    grid,
    rows::{Row, RowError, Rows},
    tables::{SourceError, Tables},
};
use directory::{Authority, Problem, Settlement, SettlementKind, Slug, authority::Extent, problem::Invalid};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Problems after which reading stops: a file that is wrong throughout need not be read to its end.
const MOST_PROBLEMS: usize = 1_000;
/// The `TYPE` of settlements.
const POPULATED: &str = "populatedPlace";
/// How every id of the Ordnance Survey begins.
const ID: &str = "osgb";
/// Words in the name of a district that its source may leave out or put in.
const LEFT_OUT: [&str; 7] = ["and", "the", "of", "city", "borough", "district", "council"];

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// The settlements within the extent, by name.
    pub settlements: Vec<Settlement>,
    /// Tables that are OS Open Names.
    pub tables: u64,
    /// Rows read.
    pub rows: u64,
    /// Settlements that came twice; the first row counts.
    pub repeated: u64,
    /// Settlements outside the extent.
    pub outside: u64,
    /// How many settlements lie in each district of the authority.
    pub districts: BTreeMap<Slug, u64>,
    /// Names of other districts within the extent.
    pub other_districts: BTreeSet<String>,
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
        "it is not OS Open Names: hubfinder reads the CSV download as published, the zip, its folder, or one of \
         its files (34 columns, from ID and NAMES_URI to SAME_AS_GEONAMES)"
    )]
    NotOpenNames,
    #[error("{}{} of it cannot be read", if *.more { "at least " } else { "" }, directory::plural(.problems.len(), "row", "rows"))]
    Rows { problems: Vec<Problem>, more: bool },
    #[error(
        "it holds no settlement within the edges {0}: take the files of that part of the country, or give --within"
    )]
    Elsewhere(String),
    #[error(
        "none of its settlements lies in a district of authority.toml ({ours}); those here are in {theirs}: compare \
         the names"
    )]
    OtherDistricts { ours: String, theirs: String },
}

/// Where the values stand in a row.
struct Layout {
    id: usize,
    name: usize,
    sort: usize,
    kind: usize,
    easting: usize,
    northing: usize,
    district: usize,
    county: usize,
}

/// The columns as published, in files that have no header.
const PUBLISHED: Layout =
    Layout { id: 0, name: 2, sort: 6, kind: 7, easting: 8, northing: 9, district: 21, county: 24 };
/// How many there are.
const VALUES: usize = 34;

impl Layout {
    /// The layout that a table's first row shows, and whether that row is a header; `None` when it is no
    /// table of OS Open Names.
    fn of(first: Row<'_>) -> Option<(Self, bool)> {
        if first.get(PUBLISHED.id).starts_with(ID) && first.len() == VALUES {
            return Some((PUBLISHED, false));
        }
        let find = |name: &str| first.iter().position(|header| header.eq_ignore_ascii_case(name));
        let layout = Self {
            id: find("ID")?,
            name: find("NAME1")?,
            sort: find("TYPE")?,
            kind: find("LOCAL_TYPE")?,
            easting: find("GEOMETRY_X")?,
            northing: find("GEOMETRY_Y")?,
            district: find("DISTRICT_BOROUGH")?,
            county: find("COUNTY_UNITARY")?,
        };
        Some((layout, true))
    }

    /// The settlement of a row without its district; `None` for what is none.
    fn settlement(&self, row: Row<'_>) -> Result<Option<Settlement>, (&'static str, String, Invalid)> {
        if row.get(self.sort) != POPULATED {
            return Ok(None);
        }
        let wrong = |column: &'static str, at: usize, invalid| (column, row.get(at).to_owned(), invalid);
        let kind: SettlementKind =
            row.get(self.kind).parse().map_err(|invalid| wrong("LOCAL_TYPE", self.kind, invalid))?;
        let number = |column: &'static str, at: usize| {
            row.get(at).parse::<f64>().map_err(|_| {
                wrong(column, at, Invalid::new("is not a number", "give metres of the British National Grid"))
            })
        };
        let (easting, northing) = (number("GEOMETRY_X", self.easting)?, number("GEOMETRY_Y", self.northing)?);
        let point = grid::point(easting, northing).ok_or_else(|| {
            let mend = "give metres: easting from 0 to 700000, northing from 0 to 1250000";
            wrong("GEOMETRY_X", self.easting, Invalid::new("is not on the National Grid", mend))
        })?;
        let name = row.get(self.name).to_owned();
        if name.is_empty() {
            return Err(wrong("NAME1", self.name, Invalid::new("is empty", "give the settlement's name")));
        }
        Ok(Some(Settlement { id: row.get(self.id).to_owned(), name, kind, point, district: None }))
    }
}

/// Reads the settlements of a source that lie within the extent. Those outside the authority's districts
/// come without a district: they are known so that none of ours is taken for them. `read` is told each
/// row's share of the bytes that the tables say they have.
pub fn read(
    tables: &mut Tables,
    authority: &Authority,
    extent: Extent,
    mut read: impl FnMut(u64),
) -> Result<Read, Refusal> {
    let mut taken = Read::default();
    let mut problems = Vec::new();
    let mut ids = HashSet::new();
    for index in 0..tables.list().len() {
        let name = tables.list()[index].name.clone();
        let unreadable = |error| Refusal::Row { table: name.clone(), error };
        let mut rows = Rows::new(tables.read(index).map_err(|error| unreadable(error.into()))?);
        let Some(first) = rows.next_row().map_err(unreadable)? else { continue };
        let Some((layout, is_header)) = Layout::of(first) else { continue };
        let mut take_row = |row: Row<'_>| {
            taken.rows += 1;
            match layout.settlement(row) {
                Ok(Some(settlement)) => {
                    let (district, county) = (row.get(layout.district), row.get(layout.county));
                    taken.take(
                        settlement,
                        if district.is_empty() { county } else { district },
                        authority,
                        extent,
                        &mut ids,
                    );
                }
                Ok(None) => {}
                Err((column, value, invalid)) => {
                    problems.push(Problem::new(&name, row.line(), column, &value, invalid));
                }
            }
            problems.len() < MOST_PROBLEMS
        };
        let mut goes_on = is_header || take_row(first);
        let mut has_rows = !is_header;
        while goes_on {
            let Some(row) = rows.next_row().map_err(unreadable)? else { break };
            read(row.iter().map(|value| value.len() as u64 + 1).sum());
            has_rows = true;
            goes_on = take_row(row);
        }
        // The download's list of columns is a header alone.
        taken.tables += u64::from(has_rows);
        if !goes_on {
            return Err(Refusal::Rows { problems, more: true });
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::Rows { problems, more: false });
    }
    taken.finish(authority, extent)
}

impl Read {
    /// Takes a settlement that lies within the extent or in a district of the authority.
    fn take(
        &mut self,
        mut settlement: Settlement,
        district: &str,
        authority: &Authority,
        extent: Extent,
        ids: &mut HashSet<String>,
    ) {
        let ours = authority.districts.iter().find(|one| folded(&one.name) == folded(district));
        settlement.district = ours.map(|one| one.slug.clone());
        let (latitude, longitude) = (settlement.point.latitude(), settlement.point.longitude());
        if !extent.contains(latitude, longitude) && ours.is_none() {
            self.outside += 1;
            return;
        }
        if !ids.insert(settlement.id.clone()) {
            self.repeated += 1;
            return;
        }
        match &settlement.district {
            Some(slug) => *self.districts.entry(slug.clone()).or_default() += 1,
            None => {
                self.other_districts.insert(district.to_owned());
            }
        }
        self.settlements.push(settlement);
    }

    fn finish(mut self, authority: &Authority, extent: Extent) -> Result<Self, Refusal> {
        if self.tables == 0 {
            return Err(Refusal::NotOpenNames);
        }
        if self.settlements.is_empty() {
            let Extent { west, south, east, north } = extent;
            return Err(Refusal::Elsewhere(format!("{west},{south},{east},{north}")));
        }
        if self.districts.is_empty() {
            let ours: Vec<&str> = authority.districts.iter().map(|district| district.name.as_str()).collect();
            let theirs: Vec<&str> = self.other_districts.iter().map(String::as_str).take(5).collect();
            return Err(Refusal::OtherDistricts { ours: ours.join(", "), theirs: theirs.join(", ") });
        }
        self.settlements.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        Ok(self)
    }
}

/// The name of a district as names are compared: "City of Worcester" and "Worcester" are one.
fn folded(name: &str) -> Vec<String> {
    let words = name.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !LEFT_OUT.contains(word));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
