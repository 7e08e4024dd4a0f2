//! Where there is room in a picture: what is taken, and where that leaves room for what is to be set.

use super::{
    free::{Free, Ring},
    plane::View,
};
use app::model::ScaleBar;

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
    #[inline]
    pub(super) fn about((x, y): (f64, f64), width: f64, height: f64) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
    }

    pub(super) fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// Whether a place lies in it, its edges left out.
    #[inline]
    pub(super) fn is_about(&self, (x, y): (f64, f64)) -> bool {
        self.left < x && x < self.right && self.top < y && y < self.bottom
    }

    /// The place in it, edges included, that is nearest to this one.
    #[inline]
    pub(super) fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        // No `min` and `max`, which ask whether these are numbers.
        let x = if x > self.right { self.right } else { x };
        let y = if y > self.bottom { self.bottom } else { y };
        (if x < self.left { self.left } else { x }, if y < self.top { self.top } else { y })
    }

    /// Where a thing meets this one: the places of its middle, when `thing` is its box about a middle of 0.
    #[inline]
    pub(super) fn met_by(&self, thing: &Self) -> Self {
        Self {
            left: self.left - thing.right,
            top: self.top - thing.bottom,
            right: self.right - thing.left,
            bottom: self.bottom - thing.top,
        }
    }

    #[inline]
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
/// How far a marker is tried outward from its place at each step, in units of markers.
const STEP: f64 = 3.0;

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
        let long = scale.length.max(text_width(scale.label.len() as f64, unit));
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

    /// The places of the middle of a marker with this badge where all of it is in the picture.
    pub(super) fn whole(&self, badge: Badge) -> Area {
        let half = HALF * self.unit;
        let right = badge.0.map_or(HALF, |right| right.max(HALF)) * self.unit;
        Area { left: half, top: 17.0 * self.unit, right: self.width - right, bottom: self.height - half }
    }

    /// Where a marker with this badge may stand: clear of the others, the scale bar and the ring of the
    /// search, and so that no badge hides a letter or a number.
    pub(super) fn for_marker(&self, badge: Badge) -> Free {
        let mut rings: Vec<Ring> = Vec::with_capacity(self.markers.len() + 1);
        rings.extend(self.from.map(|middle| Ring { middle, radius: self.apart_from_here() - 1e-9 }));
        let apart = self.apart() - 1e-9;
        rings.extend(self.markers.iter().map(|taken| Ring { middle: taken.at, radius: apart }));
        let own = self.badge((0.0, 0.0), badge);
        let core = self.core((0.0, 0.0));
        let mut taken = Vec::with_capacity(3 * self.markers.len() + 1);
        taken.push(self.areas[0].met_by(&self.body((0.0, 0.0))));
        for other in &self.markers {
            taken.extend(other.badge.map(|badge| badge.met_by(&core)));
            taken.extend(own.iter().flat_map(|own| self.hidden_by(own, other)));
        }
        Free { whole: self.whole(badge), taken, rings }
    }

    /// Where a label of this width and height may stand that stays this near to where it belongs.
    pub(super) fn for_label(&self, (width, height): (f64, f64), at: (f64, f64), reach: f64) -> Free {
        let label = Area::about((0.0, 0.0), width, height);
        let whole = Area {
            left: label.right,
            top: label.bottom,
            right: self.width + label.left,
            bottom: self.height + label.top,
        };
        let reached = Area::about(whole.nearest(at), 2.0 * reach, 2.0 * reach);
        let mut taken = Vec::with_capacity(self.areas.len());
        taken.extend(self.areas.iter().map(|taken| taken.met_by(&label)).filter(|taken| taken.overlaps(&reached)));
        Free { whole, taken, rings: Vec::new() }
    }

    /// How far outward a marker is tried at each step.
    pub(super) fn step(&self) -> f64 {
        STEP * self.unit
    }

    /// Takes the place of a marker.
    pub(super) fn take_marker(&mut self, at: (f64, f64), badge: Badge) {
        let badge = self.badge(at, badge);
        self.markers.push(Taken { at, badge });
    }

    /// Whether the badge of a marker that was taken may grow to hold these numbers.
    pub(super) fn may_grow(&self, marker: usize, badge: Badge) -> bool {
        let at = self.markers[marker].at;
        let Some(grown) = self.badge((0.0, 0.0), badge) else { return true };
        let others = self.markers.iter().filter(|taken| taken.at != at);
        let mut hidden = others.flat_map(|other| self.hidden_by(&grown, other));
        self.whole(badge).nearest(at) == at && !hidden.any(|area| area.is_about(at))
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

    /// Whatever a label may not meet.
    pub(super) fn taken(&self) -> &[Area] {
        &self.areas
    }

    /// Takes the place of a label.
    pub(super) fn take(&mut self, area: Area) {
        self.areas.push(area);
    }

    fn body(&self, at: (f64, f64)) -> Area {
        Area::about(at, 2.0 * HALF * self.unit, 2.0 * HALF * self.unit)
    }

    /// The places of a marker's middle from which its badge, told about a middle of 0, would hide
    /// another's letter or its numbers.
    fn hidden_by<'b>(&self, badge: &'b Area, other: &'b Taken) -> impl Iterator<Item = Area> + use<'b> {
        [Some(self.core(other.at)), other.badge].into_iter().flatten().map(|area| area.met_by(badge))
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

/// About how wide a name of so many letters on the map is in a wide bold face.
pub(super) fn text_width(letters: f64, unit: f64) -> f64 {
    letters * 6.6 * unit
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

#[inline]
pub(super) fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt()
}
