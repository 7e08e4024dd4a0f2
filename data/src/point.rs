//! A point on the earth.

use crate::{
    problem::Invalid,
    table::{
        Row,
        column::{Format, Names, text_or_empty},
    },
};
use serde::{Deserialize, Serialize};

/// WGS84 latitude and longitude in decimal degrees. Always finite and in range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// A point from decimal degrees. Fails outside ±90 and ±180, and for what is not a number.
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

    /// The latitude, in degrees north.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// The longitude, in degrees east.
    pub fn longitude(self) -> f64 {
        self.longitude
    }
}

/// The columns `latitude` and `longitude`, in degrees. For an `Option<Point>` both may be empty.
pub(crate) struct LatitudeAndLongitude;

impl Names for LatitudeAndLongitude {
    fn names(&self) -> Vec<&'static str> {
        vec!["latitude", "longitude"]
    }
}

impl Format<Option<Point>> for LatitudeAndLongitude {
    fn read(&self, row: &Row<'_>) -> Option<Option<Point>> {
        let latitude = row.number("latitude", &(-90.0..=90.0));
        let longitude = row.number("longitude", &(-180.0..=180.0));
        let missing = || Invalid::new("is missing", "give both latitude and longitude, or neither");
        Some(match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => Point::new(latitude, longitude).ok(),
            (None, None) => None,
            (Some(_), None) => {
                row.wrong("longitude", missing());
                None
            }
            (None, Some(_)) => {
                row.wrong("latitude", missing());
                None
            }
        })
    }

    fn write(&self, point: &Option<Point>, values: &mut Vec<String>) {
        values.push(text_or_empty(point.map(Point::latitude)));
        values.push(text_or_empty(point.map(Point::longitude)));
    }
}

impl Format<Point> for LatitudeAndLongitude {
    fn read(&self, row: &Row<'_>) -> Option<Point> {
        let point: Option<Point> = self.read(row)?;
        if point.is_none() && row.text("latitude").is_empty() && row.text("longitude").is_empty() {
            row.wrong("latitude", Invalid::new("is empty", "give the latitude and longitude in degrees"));
        }
        point
    }

    fn write(&self, point: &Point, values: &mut Vec<String>) {
        self.write(&Some(*point), values);
    }
}
