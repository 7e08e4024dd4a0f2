//! Distances.

use directory::Point;
use geo::{Distance, Haversine};

/// Metres in a statute mile.
const METRES: f64 = 1609.344;

/// Great-circle miles between two points (WGS84, mean radius of the earth).
pub fn miles_between(a: Point, b: Point) -> f64 {
    let [a, b] = [a, b].map(|point| geo::Point::new(point.longitude(), point.latitude()));
    Haversine.distance(a, b) / METRES
}

/// Miles as people read them: `0.8 miles`, `1 mile`, `12.0 miles`.
pub fn miles_words(miles: f64) -> String {
    match format!("{miles:.1}").as_str() {
        "1.0" => "1 mile".to_owned(),
        "-0.0" => "0.0 miles".to_owned(),
        number => format!("{number} miles"),
    }
}
