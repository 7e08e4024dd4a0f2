//! The projection of the map: from degrees to a plane of miles.

use directory::{Point, authority::Extent};
use geo::{Coord, Rect};

/// Miles in a degree of latitude: the earth's mean radius of 6371.0088 km, as great-circle
/// distances use it.
const MILES_PER_DEGREE: f64 = 6_371.008_8 / 1.609_344 * std::f64::consts::PI / 180.0;

/// An equirectangular projection to a plane in miles about the middle of an extent: x to the east, y to
/// the south. Over a county its distances are true to about one part in two hundred.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projection {
    middle: Coord,
    /// How much shorter a degree of longitude is than one of latitude.
    narrowing: f64,
}

impl Projection {
    /// The projection for an extent.
    pub(super) fn new(extent: Extent) -> Self {
        let middle = Coord { x: (extent.west + extent.east) / 2.0, y: (extent.south + extent.north) / 2.0 };
        Self { middle, narrowing: middle.y.to_radians().cos() }
    }

    /// A point in the plane.
    pub(super) fn project(&self, point: Point) -> Coord {
        self.project_degrees(point.longitude(), point.latitude())
    }

    fn project_degrees(&self, longitude: f64, latitude: f64) -> Coord {
        Coord {
            x: (longitude - self.middle.x) * self.narrowing * MILES_PER_DEGREE,
            y: (self.middle.y - latitude) * MILES_PER_DEGREE,
        }
    }

    /// An extent in the plane.
    pub(super) fn project_extent(&self, extent: Extent) -> Rect {
        let north_west = self.project_degrees(extent.west, extent.north);
        Rect::new(north_west, self.project_degrees(extent.east, extent.south))
    }

    /// The longitude and latitude of a place in the plane.
    pub(super) fn unproject(&self, at: Coord) -> (f64, f64) {
        (at.x / (self.narrowing * MILES_PER_DEGREE) + self.middle.x, self.middle.y - at.y / MILES_PER_DEGREE)
    }

    /// The west, south, east and north of a box in the plane, in degrees.
    pub(super) fn unproject_bounds(&self, bounds: Rect) -> [f64; 4] {
        let (west, south) = self.unproject(Coord { x: bounds.min().x, y: bounds.max().y });
        let (east, north) = self.unproject(Coord { x: bounds.max().x, y: bounds.min().y });
        [west, south, east, north]
    }
}

/// Whether a box in the plane holds a place, edges included.
pub(super) fn is_inside(bounds: &Rect, at: Coord) -> bool {
    (bounds.min().x..=bounds.max().x).contains(&at.x) && (bounds.min().y..=bounds.max().y).contains(&at.y)
}
