//! Distances.

use app::markup::{Decimal, Put};
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
    let mut words = String::with_capacity(12);
    Decimal::<1>(miles.max(0.0)).put(&mut words);
    if words == "1.0" {
        return "1 mile".to_owned();
    }
    words.push_str(" miles");
    words
}
