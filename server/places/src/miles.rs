//! Distances.

use directory::Point;
use geo::HaversineMeasure;

/// Metres in a statute mile.
const METRES: f64 = 1609.344;
/// The mean radius of the earth, in metres.
const RADIUS: f64 = HaversineMeasure::GRS80_MEAN_RADIUS.radius();

/// A point that many distances are measured from or to: what each of them needs of it is worked
/// out once.
#[derive(Debug, Clone, Copy)]
pub struct Site {
    latitude: f64,
    longitude: f64,
    /// Of the latitude.
    cosine: f64,
}

impl Site {
    /// At a point.
    pub fn new(point: Point) -> Self {
        let (latitude, longitude) = (point.latitude(), point.longitude());
        Self { latitude, longitude, cosine: latitude.to_radians().cos() }
    }

    /// Great-circle miles to another (haversine formula; WGS84, mean radius of the earth).
    #[inline]
    pub fn miles_to(&self, other: &Self) -> f64 {
        let north = ((other.latitude - self.latitude).to_radians() / 2.0).sin();
        let east = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let part = north.powi(2) + self.cosine * other.cosine * east.powi(2);
        RADIUS * (2.0 * part.sqrt().asin()) / METRES
    }

    /// How many degrees of latitude lie between two.
    #[inline]
    pub fn degrees_north_or_south(&self, other: &Self) -> f64 {
        (self.latitude - other.latitude).abs()
    }
}

/// Great-circle miles between two points.
pub fn miles_between(a: Point, b: Point) -> f64 {
    Site::new(a).miles_to(&Site::new(b))
}

/// Miles as people read them: `0.8 miles`, `1 mile`, `12.0 miles`.
pub fn miles_words(miles: f64) -> String {
    let miles = format!("{:.1}", miles.max(0.0));
    if miles == "1.0" { "1 mile".to_owned() } else { format!("{miles} miles") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Distance, Haversine};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn miles_are_those_of_the_library_to_the_last_bit(
            a in (-90.0f64..=90.0, -180.0f64..=180.0),
            b in (-90.0f64..=90.0, -180.0f64..=180.0),
        ) {
            let of_library = Haversine.distance(geo::Point::new(a.1, a.0), geo::Point::new(b.1, b.0)) / METRES;
            let ours = miles_between(Point::new(a.0, a.1).unwrap(), Point::new(b.0, b.1).unwrap());
            prop_assert_eq!(ours.to_bits(), of_library.to_bits());
        }
    }
}
