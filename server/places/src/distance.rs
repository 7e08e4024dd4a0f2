//! Distances on the earth, in miles.

use directory::Point;
use geo::{Distance, Haversine};

/// Metres of a mile (the international mile of 1959).
pub const METRES_PER_MILE: f64 = 1_609.344;

/// The great-circle distance between two points, in miles (WGS84, mean radius of the earth).
pub fn distance_between(a: Point, b: Point) -> f64 {
    let [a, b] = [a, b].map(|point| geo::Point::new(point.longitude(), point.latitude()));
    Haversine.distance(a, b) / METRES_PER_MILE
}
