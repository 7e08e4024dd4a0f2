//! Outlines in the plane, simplified for a few scales.

use geo::{Area, BoundingRect, LineString, MultiLineString, MultiPolygon, Polygon, Rect, Simplify, unary_union};

/// How far a simplified line may stray at each scale, in miles, finest first. The finest is about
/// half of the hundred metres to which the outlines were made.
const STRAY: [f64; 4] = [0.04, 0.06, 0.1, 0.16];
/// How far it may stray in a picture, in units.
const STRAY_UNITS: f64 = 2.0;
/// A gap between two districts that is smaller than this many square miles is no gap.
const LEAST_GAP: f64 = 0.5;

/// A shape at each scale: its rings, or its lines.
#[derive(Debug)]
pub(super) struct Shapes {
    scales: [Vec<Line>; STRAY.len()],
}

/// A ring or a line with its box, to pass over what is not in view.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) points: LineString,
    pub(super) edges: Rect,
}

impl Shapes {
    /// The rings of areas.
    pub(super) fn areas(areas: &MultiPolygon) -> Self {
        Self {
            scales: STRAY.map(|stray| {
                let simple = areas.simplify(stray);
                simple
                    .0
                    .iter()
                    .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()))
                    .filter_map(line)
                    .collect()
            }),
        }
    }

    /// Lines.
    pub(super) fn lines(lines: &MultiLineString) -> Self {
        Self { scales: STRAY.map(|stray| lines.simplify(stray).0.iter().filter_map(line).collect()) }
    }

    /// The finest of the scales.
    pub(super) fn finest(&self) -> &[Line] {
        &self.scales[0]
    }

    /// The coarsest of the scales that still looks true at so many units a mile.
    pub(super) fn at(&self, per_mile: f64) -> &[Line] {
        let scale = STRAY.iter().rposition(|stray| stray * per_mile <= STRAY_UNITS).unwrap_or(0);
        &self.scales[scale]
    }
}

fn line(points: &LineString) -> Option<Line> {
    Some(Line { points: points.clone(), edges: points.bounding_rect()? })
}

/// The outline of all districts together.
pub(super) fn county(districts: &[MultiPolygon]) -> MultiPolygon {
    let joined: MultiPolygon = unary_union(districts);
    let whole = |area: Polygon| {
        let (exterior, gaps) = area.into_inner();
        let large = |gap: &LineString| Polygon::new(gap.clone(), Vec::new()).unsigned_area() >= LEAST_GAP;
        Polygon::new(exterior, gaps.into_iter().filter(large).collect())
    };
    joined.0.into_iter().filter(|area| area.unsigned_area() >= LEAST_GAP).map(whole).collect()
}
