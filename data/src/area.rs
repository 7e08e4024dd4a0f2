//! Where a service serves, which is not where its door is.

use crate::{problem::Invalid, slug::Slug, table::column::join};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The area a service serves (Open Referral's `service_area`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServiceArea {
    /// Anybody in the country.
    Nation,
    /// Anybody in the authority's area.
    County,
    /// People of these districts.
    Districts(Vec<Slug>),
}

impl ServiceArea {
    /// Whether the area serves people of a district of this authority.
    pub fn serves(&self, district: &str) -> bool {
        match self {
            Self::Nation | Self::County => true,
            Self::Districts(districts) => districts.iter().any(|d| d == district),
        }
    }
}

impl FromStr for ServiceArea {
    type Err = Invalid;
    /// Reads `england` (or `nation`), `county`, or district ids split by `;`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "england" | "nation" => Ok(Self::Nation),
            "county" => Ok(Self::County),
            list => {
                let districts: Result<Vec<Slug>, _> = list.split(';').map(|part| part.trim().parse()).collect();
                districts.map(Self::Districts).map_err(|_| {
                    Invalid::new("is not an area", "write 'england', 'county', or district ids split by ';'")
                })
            }
        }
    }
}

impl fmt::Display for ServiceArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nation => f.write_str("england"),
            Self::County => f.write_str("county"),
            Self::Districts(districts) => f.write_str(&join(districts, ";")),
        }
    }
}
