//! From degrees to a plane of miles, and from the plane to a picture's units.

use directory::{Point, authority::Extent};
use geo::{Coord, Rect};

/// Miles in a degree of latitude: the earth's mean radius of 6371.0088 km, as great-circle
/// distances use it.
const MILES_A_DEGREE: f64 = 6_371.008_8 / 1.609_344 * std::f64::consts::PI / 180.0;
/// A picture is never of less than this many miles from side to side.
const LEAST_MILES: f64 = 2.0;
/// How much wider than its pins a picture is.
const MARGIN: f64 = 1.3;
/// Views of what is asked keep to scales that are so far apart, and to middles on a grid of which a
/// view is so many steps wide: then few different ones are drawn, and each is drawn once.
pub(super) const SCALE_STEP: f64 = 1.3;
const STEPS: f64 = 6.0;
/// How much wider than a district the picture of it is.
const AREA_MARGIN: f64 = 1.08;
/// How much wider than the extent the picture of the whole authority is.
const COUNTY_MARGIN: f64 = 1.04;
/// Miles a scale bar may stand for.
pub(super) const ROUND_MILES: [f64; 7] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
/// The shortest and the longest scale bar, in units.
pub(super) const BAR: (f64, f64) = (80.0, 160.0);

/// An equirectangular plane in miles about the middle of an extent: x to the east, y to the south.
/// Over a county its distances are true to about one part in two hundred.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    middle: Coord,
    narrowing: f64,
}

impl Plane {
    pub(super) fn new(extent: Extent) -> Self {
        let middle = Coord { x: (extent.west + extent.east) / 2.0, y: (extent.south + extent.north) / 2.0 };
        Self { middle, narrowing: middle.y.to_radians().cos() }
    }

    /// Where a point lies in the plane.
    pub(super) fn flat(&self, point: Point) -> Coord {
        self.degrees(point.longitude(), point.latitude())
    }

    fn degrees(&self, longitude: f64, latitude: f64) -> Coord {
        Coord {
            x: (longitude - self.middle.x) * self.narrowing * MILES_A_DEGREE,
            y: (self.middle.y - latitude) * MILES_A_DEGREE,
        }
    }

    /// The longitude and latitude of a place in the plane.
    pub(super) fn round(&self, at: Coord) -> (f64, f64) {
        (at.x / (self.narrowing * MILES_A_DEGREE) + self.middle.x, self.middle.y - at.y / MILES_A_DEGREE)
    }

    /// West, south, east and north of a box in the plane.
    pub(super) fn edges(&self, area: Rect) -> [f64; 4] {
        let (west, south) = self.round(Coord { x: area.min().x, y: area.max().y });
        let (east, north) = self.round(Coord { x: area.max().x, y: area.min().y });
        [west, south, east, north]
    }

    pub(super) fn extent(&self, extent: Extent) -> Rect {
        Rect::new(self.degrees(extent.west, extent.north), self.degrees(extent.east, extent.south))
    }
}

/// Whether a box holds a place, edges included.
pub(super) fn inside(edges: &Rect, at: Coord) -> bool {
    (edges.min().x..=edges.max().x).contains(&at.x) && (edges.min().y..=edges.max().y).contains(&at.y)
}

/// The part of the plane that a picture shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    /// The plane's place in the picture's top left corner.
    corner: Coord,
    /// Units in a mile.
    pub(super) per_mile: f64,
    /// Units from side to side.
    pub(super) width: f64,
    /// Units from top to bottom.
    pub(super) height: f64,
}

impl View {
    /// A view of an area of the authority with a narrow margin.
    pub(super) fn of_area(area: Rect, extent: Rect, size: (f64, f64)) -> Self {
        Self::with_margin(Some(area), AREA_MARGIN, false, extent, size)
    }

    /// A view of `asked` with a margin, never smaller than two miles nor beyond the view of the
    /// whole `extent`; of all of it when nothing is asked.
    pub(super) fn around(asked: Option<Rect>, extent: Rect, size: (f64, f64)) -> Self {
        Self::with_margin(asked, MARGIN, true, extent, size)
    }

    fn with_margin(asked: Option<Rect>, margin: f64, on_grid: bool, extent: Rect, (width, height): (f64, f64)) -> Self {
        let scale_for =
            |edges: &Rect, margin: f64| (width / (edges.width() * margin)).min(height / (edges.height() * margin));
        let whole = Self::centred(extent.center(), with_round_bar(scale_for(&extent, COUNTY_MARGIN)), width, height);
        let Some(asked) = asked else { return whole };
        let per_mile = scale_for(&asked, margin).min(width / LEAST_MILES).max(whole.per_mile);
        let per_mile = if on_grid { whole.step_under(per_mile) } else { per_mile };
        let per_mile = with_round_bar(per_mile).max(whole.per_mile);
        // Kept within the whole view, so that the picture is of the authority and not of its neighbours.
        let slack = |length: f64| (length / whole.per_mile - length / per_mile).max(0.0) / 2.0;
        let (middle, over) = (extent.center(), asked.center());
        let grid = width / per_mile / STEPS;
        let near = |over: f64, middle: f64, slack: f64| {
            let over = if on_grid { middle + ((over - middle) / grid).round() * grid } else { over };
            over.clamp(middle - slack, middle + slack)
        };
        let centre = Coord { x: near(over.x, middle.x, slack(width)), y: near(over.y, middle.y, slack(height)) };
        Self::centred(centre, per_mile, width, height)
    }

    /// A view that just holds `area`, as large as may be; never smaller than two miles nor wider
    /// than the view of the whole `extent`.
    pub(super) fn of(area: Rect, extent: Rect, (width, height): (f64, f64)) -> Self {
        let scale_for =
            |edges: &Rect, margin: f64| (width / (edges.width() * margin)).min(height / (edges.height() * margin));
        let whole = scale_for(&extent, COUNTY_MARGIN);
        let per_mile = scale_for(&area, 1.0).clamp(whole, (width / LEAST_MILES).max(whole));
        Self::centred(area.center(), per_mile, width, height)
    }

    /// The largest scale, so many steps from that of this view, that is not larger than this.
    fn step_under(&self, per_mile: f64) -> f64 {
        let mut step = self.per_mile;
        // A scale that is a step stays one, whatever rounding made of it.
        while step * SCALE_STEP <= per_mile * (1.0 + 1e-9) {
            step *= SCALE_STEP;
        }
        step
    }

    /// What tells this view from every other.
    pub(super) fn print(&self) -> [u64; 4] {
        [self.corner.x, self.corner.y, self.per_mile, self.width].map(f64::to_bits)
    }

    fn centred(centre: Coord, per_mile: f64, width: f64, height: f64) -> Self {
        let corner = Coord { x: centre.x - width / per_mile / 2.0, y: centre.y - height / per_mile / 2.0 };
        Self { corner, per_mile, width, height }
    }

    /// Units from the left and from the top.
    pub(super) fn place(&self, at: Coord) -> (f64, f64) {
        ((at.x - self.corner.x) * self.per_mile, (at.y - self.corner.y) * self.per_mile)
    }

    /// Whether these units lie in the picture.
    pub(super) fn holds(&self, (x, y): (f64, f64)) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// The seen part of the plane.
    pub(super) fn seen(&self) -> Rect {
        let far =
            Coord { x: self.corner.x + self.width / self.per_mile, y: self.corner.y + self.height / self.per_mile };
        Rect::new(self.corner, far)
    }

    /// The part of the plane that is seen and a few units around it, so that a clipped outline's
    /// edge does not show.
    pub(super) fn edges(&self) -> Rect {
        let pad = 4.0 / self.per_mile;
        let (x, y) = (self.corner.x, self.corner.y);
        let far = Coord { x: x + self.width / self.per_mile + pad, y: y + self.height / self.per_mile + pad };
        Rect::new(Coord { x: x - pad, y: y - pad }, far)
    }
}

/// The nearest scale, not larger than this, at which some round distance fits the scale bar.
fn with_round_bar(per_mile: f64) -> f64 {
    let fits = |miles: &f64| (BAR.0..=BAR.1).contains(&(miles * per_mile));
    if ROUND_MILES.iter().any(fits) {
        return per_mile;
    }
    ROUND_MILES.iter().find(|miles| *miles * per_mile > BAR.1).map_or(per_mile, |miles| BAR.1 / miles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_keep_to_a_grid_and_hold_all_that_is_asked() {
        let size = (640.0, 520.0);
        let extent = Rect::new(Coord { x: -20.0, y: -18.0 }, Coord { x: 20.0, y: 18.0 });
        let (mut views, mut asked) = (std::collections::HashSet::new(), 0);
        for wide in [0.0, 1.0, 3.0, 7.0, 15.0, 30.0] {
            for (x, y) in (0..40).flat_map(|x| (0..36).map(move |y| (f64::from(x) - 20.0, f64::from(y) - 18.0))) {
                let far = Coord { x: (x + wide).min(20.0), y: (y + wide / 2.0).min(18.0) };
                let area = Rect::new(Coord { x, y }, far);
                let view = View::around(Some(area), extent, size);
                assert!(view.holds(view.place(area.min())) && view.holds(view.place(area.max())), "{area:?}");
                if wide > 5.0 {
                    views.insert(view.print());
                    asked += 1;
                }
            }
        }
        assert!(views.len() * 3 < asked, "{} views of {asked}", views.len());
    }
}
