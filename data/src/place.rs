//! Rows of the gazetteer: postcodes, towns, settlements, wards and nicknames.

use crate::{
    point::{LatitudeAndLongitude, Point},
    postcode::Postcode,
    problem::Invalid,
    slug::Slug,
    table::{
        column::{NumberOr, Optional, Required, RequiredText, Text, Unused},
        table,
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

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

table! {
    PostcodePoint in "postcodes.csv" {
        Required("postcode") => postcode,
        LatitudeAndLongitude => point,
        Text("lad_code") => lad_code,
        Unused("ward_code"),
    }
    |_row| { ended: None }
}

/// One row of `postcodes-terminated.csv`.
pub struct EndedPostcode {
    postcode: Postcode,
    point: Point,
    terminated: String,
    lad_code: String,
}

table! {
    EndedPostcode in "postcodes-terminated.csv" {
        Required("postcode") => postcode,
        LatitudeAndLongitude => point,
        Text("terminated") => terminated,
        Text("lad_code") => lad_code,
    }
}

impl From<EndedPostcode> for PostcodePoint {
    fn from(EndedPostcode { postcode, point, terminated, lad_code }: EndedPostcode) -> Self {
        Self { postcode, point, lad_code, ended: Some(terminated) }
    }
}

/// One row of `towns.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Town {
    /// The town's name.
    pub name: String,
    /// The town's middle.
    pub point: Point,
    /// Roughly how many people live there; only good for choosing labels.
    pub population: u32,
    /// The town's district; `None` outside the authority.
    pub district: Option<Slug>,
}

table! {
    Town in "towns.csv" {
        Unused("geonameid"),
        RequiredText("name") => name,
        LatitudeAndLongitude => point,
        NumberOr("population", 0..=20_000_000, 0) => population,
        Optional("district") => district,
    }
}

/// One row of `settlements.csv`, an optional file: every place where people live (OS Open Names).
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// The Ordnance Survey's id of it; may be empty.
    pub id: String,
    /// The settlement's name, as the Ordnance Survey writes it.
    pub name: String,
    /// What it is.
    pub kind: SettlementKind,
    /// The settlement's middle.
    pub point: Point,
    /// The settlement's district; `None` outside the authority: it is known so that it is taken for no
    /// other.
    pub district: Option<Slug>,
}

table! {
    Settlement in "settlements.csv" {
        Text("id") => id,
        RequiredText("name") => name,
        Required("type") => kind,
        LatitudeAndLongitude => point,
        Optional("district") => district,
    }
}

/// What a settlement is, by the words of OS Open Names (its `LOCAL_TYPE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the kinds
pub enum SettlementKind {
    City,
    Town,
    Village,
    Hamlet,
    Suburb,
    Other,
}

impl SettlementKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::City, Self::Town, Self::Village, Self::Hamlet, Self::Suburb, Self::Other];

    /// The kind as OS Open Names writes it.
    pub fn words(self) -> &'static str {
        match self {
            Self::City => "City",
            Self::Town => "Town",
            Self::Village => "Village",
            Self::Hamlet => "Hamlet",
            Self::Suburb => "Suburban Area",
            Self::Other => "Other Settlement",
        }
    }
}

impl fmt::Display for SettlementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl FromStr for SettlementKind {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|kind| kind.words() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::words).join(", ");
            Invalid::new("is no type of settlement", format!("write one of {known}"))
        })
    }
}

/// One row of `wards.csv`: the estates people name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ward {
    /// The ward's name, which may join several places with '&'.
    pub name: String,
    /// The middle of its postcodes.
    pub point: Point,
    /// The ward's district.
    pub district: Slug,
}

table! {
    Ward in "wards.csv" {
        Unused("ward_code"),
        RequiredText("name") => name,
        Required("district") => district,
        LatitudeAndLongitude => point,
        Unused("postcodes"),
    }
}

/// One row of `aliases.csv`: a nickname of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// What people say: "Kiddy".
    pub name: String,
    /// The town, ward, district or county that is meant, as its own file writes it.
    pub meant: String,
}

table! {
    Alias in "aliases.csv" {
        RequiredText("name") => name,
        RequiredText("meant") => meant,
    }
}
