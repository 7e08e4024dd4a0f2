//! Where there is room in a picture: what is taken, and the nearest place that is free.

use super::plane::View;
use app::model::ScaleBar;
use std::sync::LazyLock;

/// A box in the picture's units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Of this width and height about a middle.
    pub(super) fn about((x, y): (f64, f64), width: f64, height: f64) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
    }

    pub(super) fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Half the side of a marker, as the page draws it, in markers' own units of which it is 26 wide.
const HALF: f64 = 13.0;
/// The half of a marker that the badge of another must leave free.
const CORE: f64 = 9.0;
/// Half the side of the ring where the search is from.
const HERE: f64 = 10.0;
/// Directions in which a free place is looked for, and steps outward in units of markers.
const DIRECTIONS: usize = 24;
const STEP: f64 = 3.0;

static COMPASS: LazyLock<[(f64, f64); DIRECTIONS]> =
    LazyLock::new(|| std::array::from_fn(|turn| (turn as f64 * std::f64::consts::TAU / DIRECTIONS as f64).sin_cos()));

/// The picture and what already stands in it.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) width: f64,
    pub(super) height: f64,
    /// A marker's own unit in the picture's: a marker is 26 of them wide.
    pub(super) unit: f64,
    /// Where the search is from.
    pub(super) from: Option<(f64, f64)>,
    markers: Vec<Taken>,
    /// Whatever is no marker: the scale bar, the ring of the search, labels.
    areas: Vec<Area>,
}

#[derive(Debug)]
struct Taken {
    at: (f64, f64),
    badge: Option<Area>,
}

impl Room {
    pub(super) fn new(view: &View, unit: f64, from: Option<(f64, f64)>, scale: &ScaleBar) -> Self {
        let margin = view.width * 0.03;
        let long = scale.length.max(text_width(&scale.label, unit));
        let bar = Area {
            left: 0.0,
            top: view.height - margin - 22.0 * unit,
            right: margin + long + 4.0 * unit,
            bottom: view.height,
        };
        let mut areas = vec![bar];
        areas.extend(from.map(|at| Area::about(at, 2.0 * HERE * unit, 2.0 * HERE * unit)));
        Self { width: view.width, height: view.height, unit, from, markers: Vec::new(), areas }
    }

    /// How far apart the middles of two markers stay at the least.
    pub(super) fn apart(&self) -> f64 {
        2.0 * HALF * self.unit
    }

    /// How far a marker stays from the middle of the ring where the search is from.
    pub(super) fn apart_from_here(&self) -> f64 {
        (HALF + HERE) * self.unit
    }

    /// The nearest place to this one where a whole marker and its badge are in the picture.
    pub(super) fn within(&self, (x, y): (f64, f64), badge: Badge) -> (f64, f64) {
        let half = HALF * self.unit;
        let right = badge.0.map_or(HALF, |right| right.max(HALF)) * self.unit;
        let top = 17.0 * self.unit;
        (x.min(self.width - right).max(half), y.min(self.height - half).max(top))
    }

    /// Whether a marker may stand here.
    pub(super) fn has_room(&self, at: (f64, f64), badge: Badge) -> bool {
        if self.within(at, badge) != at {
            return false;
        }
        let clear_of_here = self.from.is_none_or(|from| distance(at, from) >= self.apart_from_here() - 1e-9);
        let clear = |taken: &Taken| distance(at, taken.at) >= self.apart() - 1e-9;
        if !clear_of_here || self.areas[0].overlaps(&self.body(at)) || !self.markers.iter().all(clear) {
            return false;
        }
        let (badge, core) = (self.badge(at, badge), self.core(at));
        let hidden = |taken: &Taken| taken.badge.is_some_and(|badge| badge.overlaps(&core));
        self.markers.iter().all(|taken| self.hides_nothing(badge, taken) && !hidden(taken))
    }

    /// The free place for a marker that is nearest to where it belongs, at most `reach` away.
    pub(super) fn nearest(&self, at: (f64, f64), badge: Badge, reach: f64) -> Option<(f64, f64)> {
        around(at, STEP * self.unit, reach)
            .map(|place| self.within(place, badge))
            .find(|place| self.has_room(*place, badge))
    }

    /// Takes the place of a marker.
    pub(super) fn take_marker(&mut self, at: (f64, f64), badge: Badge) {
        let badge = self.badge(at, badge);
        self.markers.push(Taken { at, badge });
    }

    /// Whether the badge of a marker that was taken may grow to hold these numbers.
    pub(super) fn may_grow(&self, marker: usize, badge: Badge) -> bool {
        let at = self.markers[marker].at;
        let grown = self.badge(at, badge);
        let clear = |taken: &Taken| taken.at == at || self.hides_nothing(grown, taken);
        self.within(at, badge) == at && self.markers.iter().all(clear)
    }

    /// Gives a marker that was taken another badge.
    pub(super) fn grow(&mut self, marker: usize, badge: Badge) {
        self.markers[marker].badge = self.badge(self.markers[marker].at, badge);
    }

    /// Keeps labels off the markers; called when all of them stand.
    pub(super) fn close_markers(&mut self) {
        let bodies: Vec<Area> = self.markers.iter().map(|taken| self.body(taken.at)).collect();
        self.areas.extend(bodies);
        self.areas.extend(self.markers.iter().filter_map(|taken| taken.badge));
    }

    /// Whether a label may stand here.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        self.holds(area) && !self.areas.iter().any(|taken| taken.overlaps(area))
    }

    /// Whether a box lies in the picture.
    pub(super) fn holds(&self, area: &Area) -> bool {
        area.left >= 0.0 && area.top >= 0.0 && area.right <= self.width && area.bottom <= self.height
    }

    /// Whatever stands in a box, for many questions about places in it.
    pub(super) fn taken_in(&self, area: &Area) -> Vec<Area> {
        self.areas.iter().filter(|taken| taken.overlaps(area)).copied().collect()
    }

    /// Takes the place of a label.
    pub(super) fn take(&mut self, area: Area) {
        self.areas.push(area);
    }

    fn body(&self, at: (f64, f64)) -> Area {
        Area::about(at, 2.0 * HALF * self.unit, 2.0 * HALF * self.unit)
    }

    /// Whether a badge leaves a marker's letter and numbers to be read.
    fn hides_nothing(&self, badge: Option<Area>, taken: &Taken) -> bool {
        badge.is_none_or(|badge| {
            !badge.overlaps(&self.core(taken.at)) && !taken.badge.is_some_and(|other| other.overlaps(&badge))
        })
    }

    fn core(&self, at: (f64, f64)) -> Area {
        Area::about(at, 2.0 * CORE * self.unit, 2.0 * CORE * self.unit)
    }

    /// The box of the badge with a marker's numbers.
    fn badge(&self, (x, y): (f64, f64), badge: Badge) -> Option<Area> {
        badge.0.map(|right| Area {
            left: x + 2.0 * self.unit,
            top: y - 17.0 * self.unit,
            right: x + right * self.unit,
            bottom: y - 1.0 * self.unit,
        })
    }
}

/// About how wide a name on the map is in a wide bold face.
pub(super) fn text_width(text: &str, unit: f64) -> f64 {
    text.chars().count() as f64 * 6.6 * unit
}

/// How far to the right of its middle a marker's badge of numbers reaches as the page draws it, in
/// markers' units; nowhere without numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Badge(Option<f64>);

impl Badge {
    pub(super) fn new(numbers: &str) -> Self {
        let wide = (numbers.chars().count() as f64 * 6.0 + 6.0).max(14.0);
        Self((!numbers.is_empty()).then_some(2.0 + wide + 1.0))
    }
}

/// A place and rings of places around it, nearest first, always in the same order.
pub(super) fn around((x, y): (f64, f64), step: f64, reach: f64) -> impl Iterator<Item = (f64, f64)> {
    let rings = (reach / step).floor().max(0.0) as u32;
    std::iter::once((x, y)).chain((1..=rings).flat_map(move |ring| {
        let far = f64::from(ring) * step;
        COMPASS.iter().map(move |(right, down)| (x + right * far, y + down * far))
    }))
}

pub(super) fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt()
}
