//! A point on the earth.

use crate::problem::Invalid;
use serde::{Deserialize, Serialize};

/// WGS84 latitude and longitude in decimal degrees. Always finite and in range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// From decimal degrees. Fails outside ±90 and ±180, and for what is not a number.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, Invalid> {
        if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) {
            Ok(Self { latitude, longitude })
        } else {
            Err(Invalid::new(
                "is not a place on earth",
                "write the latitude from -90 to 90 and the longitude from -180 to 180, in degrees",
            ))
        }
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        self.longitude
    }
}
