//! Rows of the gazetteer: postcodes, towns and wards.

use crate::{point::Point, postcode::Postcode, slug::Slug};
use serde::{Deserialize, Serialize};

/// One row of `postcodes.csv` or `postcodes-terminated.csv`: one point for a whole postcode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PostcodePoint {
    /// The postcode.
    pub postcode: Postcode,
    /// The point of its middle (OS Code-Point Open), or roughly where it was.
    pub point: Point,
    /// The official code of its district or unitary authority (GSS), of this authority or not.
    pub lad_code: String,
    /// When it ended, as `yyyymm` (empty: not known); `None` while it lives.
    pub ended: Option<String>,
}

/// One row of `towns.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// Its middle.
    pub point: Point,
    /// Roughly how many people live there; only good for choosing labels.
    pub population: u32,
    /// Its district; `None` outside the authority.
    pub district: Option<Slug>,
}

/// One row of `wards.csv`: the estates people name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ward {
    /// Its name, which may join several places with '&'.
    pub name: String,
    /// The middle of its postcodes.
    pub point: Point,
    /// Its district.
    pub district: Slug,
}
