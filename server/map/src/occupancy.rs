//! The occupancy of a picture: which parts of it are taken, and whether something more has room.

use super::{
    label_candidates::{distance, ring_candidates},
    viewport::Viewport,
};
use app::model::ScaleBar;

/// Half the side of a marker, as the page draws it, in markers' own units of which it is 26 wide.
pub(super) const MARKER_HALF: f64 = 13.0;
/// Half the side of the middle of a marker, which the badge of another must leave free.
const LETTER_HALF: f64 = 9.0;
/// Half the side of the ring where the search is from.
const ORIGIN_HALF: f64 = 10.0;
/// Half the side of the dot of another place.
const DOT_HALF: f64 = 4.0;
/// How far a badge reaches above the middle of its marker, and above its own lower edge.
const BADGE_TOP: f64 = 17.0;
const BADGE_BOTTOM: f64 = 1.0;
/// How far the rings of a marker's candidates are from each other, in markers' units.
const MARKER_STEP: f64 = 3.0;
/// What rounding may take from the distance between two markers.
const ROUNDING: f64 = 1e-9;

/// A box in the picture's units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BoundingBox {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl BoundingBox {
    /// The box of this width and height around a middle.
    pub(super) fn centred_at((x, y): (f64, f64), width: f64, height: f64) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
    }

    pub(super) fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The box so much further to the right and down.
    pub(super) fn moved(self, right: f64, down: f64) -> Self {
        Self { left: self.left + right, top: self.top + down, right: self.right + right, bottom: self.bottom + down }
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// The picture and what already stands in it.
#[derive(Debug)]
pub(super) struct Occupancy {
    pub(super) width: f64,
    pub(super) height: f64,
    /// A marker's own unit in the picture's: a marker is 26 of them wide.
    pub(super) unit: f64,
    /// Where the search is from.
    pub(super) search_origin: Option<(f64, f64)>,
    scale_bar: BoundingBox,
    markers: Vec<PlacedMarker>,
    /// What labels keep clear of: the scale bar, the ring of the search, markers and other labels.
    taken: Vec<Taken>,
}

/// What a label keeps clear of.
#[derive(Debug, Clone, Copy)]
struct Taken {
    area: BoundingBox,
    /// The position that it shrinks about in a wide picture; `None` when it keeps its size.
    anchor: Option<(f64, f64)>,
}

impl Taken {
    fn fixed(area: BoundingBox) -> Self {
        Self { area, anchor: None }
    }

    fn about(area: BoundingBox, anchor: (f64, f64)) -> Self {
        Self { area, anchor: Some(anchor) }
    }

    fn shrunk(self, scale: f64) -> Self {
        let Some((x, y)) = self.anchor else { return self };
        let BoundingBox { left, top, right, bottom } = self.area;
        let area = BoundingBox {
            left: x + (left - x) * scale,
            top: y + (top - y) * scale,
            right: x + (right - x) * scale,
            bottom: y + (bottom - y) * scale,
        };
        Self { area, ..self }
    }
}

#[derive(Debug)]
struct PlacedMarker {
    at: (f64, f64),
    badge: Option<BoundingBox>,
}

impl Occupancy {
    /// The occupancy of a picture that shows a scale bar and where the search is from.
    pub(super) fn new(viewport: &Viewport, unit: f64, search_origin: Option<(f64, f64)>, scale: &ScaleBar) -> Self {
        let margin = viewport.width * 0.03;
        let length = scale.length.max(text_width(&scale.label, unit));
        let scale_bar = BoundingBox {
            left: 0.0,
            top: viewport.height - margin - 22.0 * unit,
            right: margin + length + 4.0 * unit,
            bottom: viewport.height,
        };
        let side = 2.0 * ORIGIN_HALF * unit;
        let origin = search_origin.map(|at| BoundingBox::centred_at(at, side, side));
        let taken = std::iter::once(scale_bar).chain(origin).map(Taken::fixed).collect();
        let (width, height) = (viewport.width, viewport.height);
        Self { width, height, unit, search_origin, scale_bar, markers: Vec::new(), taken }
    }

    /// The least distance between the middles of two markers.
    pub(super) fn marker_spacing(&self) -> f64 {
        2.0 * MARKER_HALF * self.unit
    }

    /// The least distance of a marker from the middle of the ring where the search is from.
    pub(super) fn origin_spacing(&self) -> f64 {
        (MARKER_HALF + ORIGIN_HALF) * self.unit
    }

    /// The position nearest to this one at which a whole marker and its badge are in the picture.
    pub(super) fn clamp_marker(&self, (x, y): (f64, f64), badge: Badge) -> (f64, f64) {
        let half = MARKER_HALF * self.unit;
        let right = badge.0.map_or(MARKER_HALF, |right| right.max(MARKER_HALF)) * self.unit;
        let top = BADGE_TOP * self.unit;
        (x.min(self.width - right).max(half), y.min(self.height - half).max(top))
    }

    /// Whether a marker has room here: clear of the others, the scale bar and the ring of the search,
    /// and so that no badge hides a letter or a number.
    pub(super) fn has_room_for_marker(&self, at: (f64, f64), badge: Badge) -> bool {
        if self.search_origin.is_some_and(|origin| distance(at, origin) < self.origin_spacing() - ROUNDING) {
            return false;
        }
        if self.markers.iter().any(|other| distance(at, other.at) < self.marker_spacing() - ROUNDING) {
            return false;
        }
        if self.scale_bar.overlaps(&self.marker_box(at)) {
            return false;
        }
        let (badge, letter) = (self.badge_box(at, badge), self.letter_box(at));
        self.markers.iter().all(|other| {
            let hides_letter = other.badge.is_some_and(|other| other.overlaps(&letter));
            !hides_letter && !badge.is_some_and(|badge| self.hides_marker(&badge, other))
        })
    }

    /// The position nearest to this one, at most `reach` away, at which a marker has room.
    pub(super) fn find_room_for_marker(&self, at: (f64, f64), badge: Badge, reach: f64) -> Option<(f64, f64)> {
        ring_candidates(at, MARKER_STEP * self.unit, reach)
            .map(|candidate| self.clamp_marker(candidate, badge))
            .find(|candidate| self.has_room_for_marker(*candidate, badge))
    }

    /// Adds a marker.
    pub(super) fn add_marker(&mut self, at: (f64, f64), badge: Badge) {
        let badge = self.badge_box(at, badge);
        self.markers.push(PlacedMarker { at, badge });
    }

    /// Whether a marker that was added has room for another badge.
    pub(super) fn has_room_for_badge(&self, marker: usize, badge: Badge) -> bool {
        let at = self.markers[marker].at;
        let Some(badge_box) = self.badge_box(at, badge) else { return true };
        let mut others = self.markers.iter().filter(|other| other.at != at);
        self.clamp_marker(at, badge) == at && !others.any(|other| self.hides_marker(&badge_box, other))
    }

    /// Gives a marker that was added another badge.
    pub(super) fn set_badge(&mut self, marker: usize, badge: Badge) {
        self.markers[marker].badge = self.badge_box(self.markers[marker].at, badge);
    }

    /// Keeps labels off the markers and their badges; called when all markers were added.
    pub(super) fn reserve_markers(&mut self) {
        let markers = self.markers.iter().map(|marker| Taken::about(self.marker_box(marker.at), marker.at));
        let badges = self.markers.iter().filter_map(|marker| Some(Taken::about(marker.badge?, marker.at)));
        let both: Vec<Taken> = markers.chain(badges).collect();
        self.taken.extend(both);
    }

    /// The occupancy of the same picture where it is wide: markers, badges and labels are so much smaller.
    pub(super) fn shrunk(&self, scale: f64) -> Self {
        let taken = self.taken.iter().map(|taken| taken.shrunk(scale)).collect();
        Self { unit: self.unit * scale, taken, markers: Vec::new(), ..*self }
    }

    /// Keeps labels off a dot.
    pub(super) fn reserve_dot(&mut self, at: (f64, f64)) {
        let side = 2.0 * DOT_HALF * self.unit;
        self.taken.push(Taken::fixed(BoundingBox::centred_at(at, side, side)));
    }

    /// Whether a label has room here: in the picture, and clear of what is taken.
    pub(super) fn has_room_for_label(&self, label: &BoundingBox) -> bool {
        let is_inside =
            label.left >= 0.0 && label.top >= 0.0 && label.right <= self.width && label.bottom <= self.height;
        is_inside && self.is_clear(label)
    }

    /// Adds a label.
    pub(super) fn add_label(&mut self, label: BoundingBox) {
        self.taken.push(Taken::about(label, label.middle()));
    }

    fn is_clear(&self, label: &BoundingBox) -> bool {
        !self.taken.iter().any(|taken| taken.area.overlaps(label))
    }

    /// Whether a badge would hide another marker's letter or its numbers.
    fn hides_marker(&self, badge: &BoundingBox, other: &PlacedMarker) -> bool {
        badge.overlaps(&self.letter_box(other.at)) || other.badge.is_some_and(|other| other.overlaps(badge))
    }

    fn marker_box(&self, at: (f64, f64)) -> BoundingBox {
        BoundingBox::centred_at(at, 2.0 * MARKER_HALF * self.unit, 2.0 * MARKER_HALF * self.unit)
    }

    fn letter_box(&self, at: (f64, f64)) -> BoundingBox {
        BoundingBox::centred_at(at, 2.0 * LETTER_HALF * self.unit, 2.0 * LETTER_HALF * self.unit)
    }

    fn badge_box(&self, (x, y): (f64, f64), badge: Badge) -> Option<BoundingBox> {
        badge.0.map(|right| BoundingBox {
            left: x + 2.0 * self.unit,
            top: y - BADGE_TOP * self.unit,
            right: x + right * self.unit,
            bottom: y - BADGE_BOTTOM * self.unit,
        })
    }
}

/// About how wide a name on the map is in a wide bold face, in the picture's units.
pub(super) fn text_width(text: &str, unit: f64) -> f64 {
    text.chars().count() as f64 * 6.6 * unit
}

/// How far a marker's badge of numbers reaches to the right of its middle as the page draws it, in
/// markers' units; nowhere without numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Badge(Option<f64>);

impl Badge {
    /// The badge with these numbers.
    pub(super) fn new(numbers: &str) -> Self {
        let width = (numbers.chars().count() as f64 * 6.0 + 6.0).max(14.0);
        Self((!numbers.is_empty()).then_some(2.0 + width + 1.0))
    }
}
