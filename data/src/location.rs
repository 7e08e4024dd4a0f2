//! A building where services happen.

use crate::{
    access::Access,
    point::{LatitudeAndLongitude, Point},
    postcode::Postcode,
    service::Status,
    slug::Slug,
    table::{
        column::{List, Number, Optional, Required, RequiredText, Text},
        table,
    },
};
use serde::{Deserialize, Serialize};

/// One row of `locations.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// The location's id.
    pub id: Slug,
    /// The building's name.
    pub name: String,
    /// First line of the address.
    pub address_1: String,
    /// Second line of the address.
    pub address_2: String,
    /// Post town or village.
    pub town: String,
    /// The location's postcode, when known.
    pub postcode: Option<Postcode>,
    /// Where it is, when known; without it the place is known only to its town.
    pub point: Option<Point>,
    /// The district it stands in.
    pub district: Slug,
    /// Tenth of England by deprivation in 2019, 1 the most deprived (English Indices of Deprivation).
    pub imd2019_decile: Option<u8>,
    /// Tenth of England by deprivation in 2025, 1 the most deprived.
    pub imd2025_decile: Option<u8>,
    /// What it is known to have, in the order of [`Access`]. Records of before have none.
    #[serde(default)]
    pub access: Vec<Access>,
    /// What else is known about getting in, in words; empty when nothing is.
    pub accessibility: String,
    /// Whether its facts are confirmed.
    pub status: Status,
    /// Where its facts come from.
    pub source_ids: Vec<Slug>,
    /// The editor's remarks; never shown to the public.
    pub note: String,
}

table! {
    Location in "locations.csv" {
        Required("id") => id,
        RequiredText("name") => name,
        Text("address_1") => address_1,
        Text("address_2") => address_2,
        Text("town") => town,
        Optional("postcode") => postcode,
        LatitudeAndLongitude => point,
        Required("district") => district,
        Number("imd2019_decile", 1..=10) => imd2019_decile,
        Number("imd2025_decile", 1..=10) => imd2025_decile,
        List("access") => access,
        Text("accessibility") => accessibility,
        Required("status") => status,
        List("source_ids") => source_ids,
        Text("note") => note,
    }
}

impl Location {
    /// Whether the location's facts are confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.status == Status::Current
    }

    /// The tenths of England by deprivation that are known: year and tenth, newest first.
    pub fn deciles(&self) -> impl Iterator<Item = (u16, u8)> {
        let known = [(2025, self.imd2025_decile), (2019, self.imd2019_decile)];
        known.into_iter().filter_map(|(year, decile)| Some((year, decile?)))
    }

    /// The location with nothing in it that tells where or what it is: what stays of one whose address is secret.
    pub fn blank(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: "Not shown".to_owned(),
            address_1: String::new(),
            address_2: String::new(),
            town: String::new(),
            postcode: None,
            point: None,
            district: self.district.clone(),
            imd2019_decile: None,
            imd2025_decile: None,
            access: Vec::new(),
            accessibility: String::new(),
            status: Status::Check,
            source_ids: Vec::new(),
            note: String::new(),
        }
    }

    /// Address lines that are known, without the name where the first line repeats it.
    pub fn address_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::with_capacity(4);
        for part in [&self.address_1, &self.address_2, &self.town] {
            if !part.is_empty() && !lines.contains(part) {
                lines.push(part.clone());
            }
        }
        lines.extend(self.postcode.map(|postcode| postcode.to_string()));
        lines
    }
}
