//! The part of the map that an address names.

use directory::{Point, authority::Extent};
use std::fmt;

/// How near the map can be looked at, and how far from it: zoom steps as web maps count them.
const ZOOMS: (f64, f64) = (8.0, 17.0);
/// The picture that a view is made for, in pixels.
const PICTURE: (f64, f64) = (640.0, 520.0);
/// How far a step to the side goes, as a share of the picture.
const STEP: f64 = 0.6;

/// The middle of a part of the map, and how large it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    middle: Point,
    zoom: f64,
}

impl View {
    /// A view about a point. A zoom beyond what the map has becomes the nearest that it has.
    pub fn new(middle: Point, zoom: f64) -> Self {
        Self { middle, zoom: zoom.clamp(ZOOMS.0, ZOOMS.1) }
    }

    /// Reads `latitude,longitude,zoom`; `None` when it is none, or its middle lies outside.
    pub fn read(text: &str, extent: &Extent) -> Option<Self> {
        let mut parts = text.split(',').map(|part| part.trim().parse::<f64>().ok().filter(|number| number.is_finite()));
        let (latitude, longitude, zoom) = (parts.next()??, parts.next()??, parts.next()??);
        let point = Point::new(latitude, longitude).ok().filter(|_| parts.next().is_none())?;
        extent.contains(latitude, longitude).then(|| Self::new(point, zoom))
    }

    /// The part of the earth that is seen.
    pub fn area(&self) -> Extent {
        let (wide, tall) = self.size();
        let (latitude, longitude) = (self.middle.latitude(), self.middle.longitude());
        Extent {
            west: longitude - wide / 2.0,
            east: longitude + wide / 2.0,
            south: latitude - tall / 2.0,
            north: latitude + tall / 2.0,
        }
    }

    /// Whether a point is seen.
    pub fn holds(&self, point: Point) -> bool {
        self.area().contains(point.latitude(), point.longitude())
    }

    /// The views beside this one that are within the extent, with their words.
    pub fn neighbours(&self, extent: &Extent) -> Vec<(&'static str, Self)> {
        let (wide, tall) = self.size();
        let zoom = |step: f64| {
            let next = self.zoom + step;
            (ZOOMS.0..=ZOOMS.1).contains(&next).then_some((self.middle, next))
        };
        let moved = |east: f64, north: f64| {
            let latitude = self.middle.latitude() + north * STEP * tall;
            let longitude = self.middle.longitude() + east * STEP * wide;
            let point = Point::new(latitude, longitude).ok()?;
            Self::read(&format!("{latitude},{longitude},{}", self.zoom), extent).map(|_| (point, self.zoom))
        };
        [
            ("Closer", zoom(1.0)),
            ("Wider", zoom(-1.0)),
            ("North", moved(0.0, 1.0)),
            ("South", moved(0.0, -1.0)),
            ("West", moved(-1.0, 0.0)),
            ("East", moved(1.0, 0.0)),
        ]
        .into_iter()
        .filter_map(|(words, to)| to.map(|(middle, zoom)| (words, Self::new(middle, zoom))))
        .collect()
    }

    /// Degrees from side to side and from top to bottom (Web Mercator, near enough for a county).
    fn size(&self) -> (f64, f64) {
        let a_pixel = 360.0 / (256.0 * self.zoom.exp2());
        (PICTURE.0 * a_pixel, PICTURE.1 * a_pixel * self.middle.latitude().to_radians().cos())
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4},{:.4},{}", self.middle.latitude(), self.middle.longitude(), self.zoom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTY: Extent = Extent { west: -2.684, south: 51.946, east: -1.738, north: 52.475 };

    #[test]
    fn a_view_comes_back_as_it_was_written() {
        let view = View::read("52.1936,-2.2216,12.5", &COUNTY).unwrap();
        assert_eq!(view.to_string(), "52.1936,-2.2216,12.5");
        assert!(view.holds(Point::new(52.2, -2.22).unwrap()));
        assert!(!view.holds(Point::new(52.39, -2.24).unwrap()));
        let area = view.area();
        assert!(area.west < -2.2216 && area.east > -2.2216 && area.north - area.south < area.east - area.west);
    }

    #[test]
    fn what_is_no_view_is_none() {
        for text in
            ["", "52.1,-2.2", "52.1,-2.2,12,1", "north", "NaN,-2.2,12", "inf,1,2", "48.2,16.4,12", "52.1;-2.2;12"]
        {
            assert_eq!(View::read(text, &COUNTY), None, "{text}");
        }
        assert_eq!(View::read("52.1,-2.2,99", &COUNTY).unwrap().to_string(), "52.1000,-2.2000,17");
    }

    #[test]
    fn the_views_beside_stay_on_the_map() {
        let words = |text: &str| {
            let view = View::read(text, &COUNTY).unwrap();
            view.neighbours(&COUNTY).into_iter().map(|(words, _)| words).collect::<Vec<_>>()
        };
        assert_eq!(words("52.2,-2.2,12"), ["Closer", "Wider", "North", "South", "West", "East"]);
        assert_eq!(words("52.2,-2.2,17"), ["Wider", "North", "South", "West", "East"]);
        assert_eq!(words("52.2,-2.2,8"), ["Closer"]);
    }
}
