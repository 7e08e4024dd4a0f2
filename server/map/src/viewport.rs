//! The viewport of a picture: which part of the map it shows, and how large.

use app::components::map_figure::MARKER_SHARE;
use geo::{Coord, Rect};

/// How much wider than its pins a picture is.
const MARGIN: f64 = 1.3;
/// How much wider than a district the picture of it is.
const DISTRICT_MARGIN: f64 = 1.08;
/// How much wider than the extent the picture of the whole authority is.
const AUTHORITY_MARGIN: f64 = 1.04;
/// Viewports around pins have scales so far apart, and middles on a grid of which a viewport is so many
/// steps wide: searches near each other then show the same ground, which is drawn once.
pub(super) const SCALE_STEP: f64 = 1.3;
const GRID_STEPS: f64 = 6.0;
/// Miles a scale bar may stand for.
pub(super) const ROUND_MILES: [f64; 7] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
/// The shortest and the longest scale bar, in units.
pub(super) const BAR_LENGTHS: (f64, f64) = (80.0, 160.0);

/// Units of a marker from side to side.
const MARKER_UNITS: f64 = 26.0;

/// What tells a viewport from every other: the bits of its corner, scale and width.
pub(super) type ViewportKey = [u64; 4];

/// How large a picture is, in units, and how many miles it shows at least from side to side.
#[derive(Debug, Clone, Copy)]
pub(super) struct PictureSize {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) least_miles: f64,
}

/// The part of the plane that a picture shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Viewport {
    /// The plane's place in the picture's top left corner.
    corner: Coord,
    /// Units in a mile.
    pub(super) per_mile: f64,
    /// Units from side to side.
    pub(super) width: f64,
    /// Units from top to bottom.
    pub(super) height: f64,
}

impl Viewport {
    /// The viewport of a district with a narrow margin.
    pub(super) fn around_district(bounds: Rect, extent: Rect, size: PictureSize) -> Self {
        Self::with_margin(bounds, DISTRICT_MARGIN, false, extent, size)
    }

    /// The viewport of some bounds with a margin, on the grid; never narrower than its least miles nor beyond that
    /// of the whole authority.
    pub(super) fn around_bounds(bounds: Rect, extent: Rect, size: PictureSize) -> Self {
        Self::with_margin(bounds, MARGIN, true, extent, size)
    }

    /// The viewport of the whole authority.
    pub(super) fn around_authority(extent: Rect, size: PictureSize) -> Self {
        let per_mile = with_round_bar(scale_to_fit(&extent, AUTHORITY_MARGIN, size));
        Self::centred(extent.center(), per_mile, size)
    }

    fn with_margin(bounds: Rect, margin: f64, on_grid: bool, extent: Rect, size: PictureSize) -> Self {
        let whole = Self::around_authority(extent, size);
        let per_mile = scale_to_fit(&bounds, margin, size).min(size.width / size.least_miles).max(whole.per_mile);
        let per_mile = if on_grid { whole.step_under(per_mile) } else { per_mile };
        let per_mile = with_round_bar(per_mile).max(whole.per_mile);
        // Kept within the whole viewport, so that the picture is of the authority and not of its neighbours.
        let slack = |length: f64| (length / whole.per_mile - length / per_mile).max(0.0) / 2.0;
        let (middle, wanted) = (extent.center(), bounds.center());
        let grid = size.width / per_mile / GRID_STEPS;
        let near = |wanted: f64, middle: f64, slack: f64| {
            let wanted = if on_grid { middle + ((wanted - middle) / grid).round() * grid } else { wanted };
            wanted.clamp(middle - slack, middle + slack)
        };
        let (x, y) = (near(wanted.x, middle.x, slack(size.width)), near(wanted.y, middle.y, slack(size.height)));
        Self::centred(Coord { x, y }, per_mile, size)
    }

    /// The viewport that just holds some bounds, as large as may be; never narrower than its least miles nor wider
    /// than that of the whole authority.
    pub(super) fn fitted_to(bounds: Rect, extent: Rect, size: PictureSize) -> Self {
        let whole = scale_to_fit(&extent, AUTHORITY_MARGIN, size);
        let largest = (size.width / size.least_miles).max(whole);
        let per_mile = scale_to_fit(&bounds, 1.0, size).clamp(whole, largest);
        Self::centred(bounds.center(), per_mile, size)
    }

    /// The largest scale, so many steps from that of this viewport, that is not larger than this.
    fn step_under(&self, per_mile: f64) -> f64 {
        let mut step = self.per_mile;
        // A scale that is a step stays one, whatever rounding made of it.
        while step * SCALE_STEP <= per_mile * (1.0 + 1e-9) {
            step *= SCALE_STEP;
        }
        step
    }

    /// What tells this viewport from every other.
    pub(super) fn key(&self) -> ViewportKey {
        [self.corner.x, self.corner.y, self.per_mile, self.width].map(f64::to_bits)
    }

    fn centred(centre: Coord, per_mile: f64, PictureSize { width, height, .. }: PictureSize) -> Self {
        let corner = Coord { x: centre.x - width / per_mile / 2.0, y: centre.y - height / per_mile / 2.0 };
        Self { corner, per_mile, width, height }
    }

    /// A marker's own unit in the picture's: a marker is 26 of them wide.
    pub(super) fn marker_unit(&self) -> f64 {
        self.width * MARKER_SHARE / MARKER_UNITS
    }

    /// A place of the plane in the picture: units from the left and from the top.
    pub(super) fn to_picture(self, at: Coord) -> (f64, f64) {
        ((at.x - self.corner.x) * self.per_mile, (at.y - self.corner.y) * self.per_mile)
    }

    /// Whether these units lie in the picture.
    pub(super) fn contains(&self, (x, y): (f64, f64)) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// The visible part of the plane.
    pub(super) fn bounds(&self) -> Rect {
        let far =
            Coord { x: self.corner.x + self.width / self.per_mile, y: self.corner.y + self.height / self.per_mile };
        Rect::new(self.corner, far)
    }

    /// The visible part of the plane and a few units around it, so that a clipped outline's edge does not
    /// show.
    pub(super) fn padded_bounds(&self) -> Rect {
        let pad = 4.0 / self.per_mile;
        let (x, y) = (self.corner.x, self.corner.y);
        let far = Coord { x: x + self.width / self.per_mile + pad, y: y + self.height / self.per_mile + pad };
        Rect::new(Coord { x: x - pad, y: y - pad }, far)
    }
}

/// The scale, in units a mile, at which bounds with a margin fill a picture of this size.
fn scale_to_fit(bounds: &Rect, margin: f64, size: PictureSize) -> f64 {
    (size.width / (bounds.width() * margin)).min(size.height / (bounds.height() * margin))
}

/// The nearest scale, not larger than this, at which some round distance fits the scale bar.
fn with_round_bar(per_mile: f64) -> f64 {
    let (shortest, longest) = BAR_LENGTHS;
    if ROUND_MILES.iter().any(|miles| (shortest..=longest).contains(&(miles * per_mile))) {
        return per_mile;
    }
    ROUND_MILES.iter().find(|miles| *miles * per_mile > longest).map_or(per_mile, |miles| longest / miles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viewports_keep_to_a_grid_and_hold_all_that_is_asked() {
        let size = PictureSize { width: 640.0, height: 520.0, least_miles: 2.0 };
        let extent = Rect::new(Coord { x: -20.0, y: -18.0 }, Coord { x: 20.0, y: 18.0 });
        let (mut views, mut asked) = (std::collections::HashSet::new(), 0);
        for wide in [0.0, 1.0, 3.0, 7.0, 15.0, 30.0] {
            for (x, y) in (0..40).flat_map(|x| (0..36).map(move |y| (f64::from(x) - 20.0, f64::from(y) - 18.0))) {
                let far = Coord { x: (x + wide).min(20.0), y: (y + wide / 2.0).min(18.0) };
                let area = Rect::new(Coord { x, y }, far);
                let view = Viewport::around_bounds(area, extent, size);
                assert!(
                    view.contains(view.to_picture(area.min())) && view.contains(view.to_picture(area.max())),
                    "{area:?}"
                );
                if wide > 5.0 {
                    views.insert(view.key());
                    asked += 1;
                }
            }
        }
        assert!(views.len() * 3 < asked, "{} views of {asked}", views.len());
    }
}
