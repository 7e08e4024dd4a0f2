//! Lines and rings in the plane, simplified for a few scales.

use super::projection::Projection;
use crate::boundaries::{self, Outline, Ring};
use directory::Point;
use geo::{Area, BoundingRect, Coord, LineString, MultiLineString, MultiPolygon, Polygon, Rect, Simplify, unary_union};
use places::METRES_PER_MILE;

/// How far a simplified line may stray at each scale, in miles, finest first. The finest is about
/// half of the hundred metres to which the outlines were made.
const STRAY: [f64; 4] = [0.04, 0.06, 0.1, 0.16];
/// How far it may stray in a picture, in units.
const STRAY_UNITS: f64 = 2.0;
/// A gap between two districts that is smaller than this many square miles is no gap.
const LEAST_GAP: f64 = 0.5;
/// A built-up area, or a gap in one, smaller than the square of so many times how far a line may stray is left
/// out: it would be a dot.
const LEAST_BUILT_UP: f64 = 3.5;
/// How much finer than other lines the finest are: where a picture shows them, it shows few.
const BUILT_UP_FINER: f64 = 0.6;
/// `boundaries` simplifies by area (Visvalingam and Whyatt): at twice the figure it keeps about as many
/// points as lines that are simplified by distance.
const BY_AREA: f64 = 2.0;

/// Lines or rings at each scale.
#[derive(Debug, Default)]
pub(super) struct MultiscaleLines {
    scales: [Vec<Polyline>; STRAY.len()],
}

/// A ring or a line with its bounds, to pass over what is not in view.
#[derive(Debug)]
pub(super) struct Polyline {
    pub(super) points: LineString,
    pub(super) bounds: Rect,
}

impl MultiscaleLines {
    fn of_areas(scales: [&MultiPolygon; STRAY.len()]) -> Self {
        Self {
            scales: scales.map(|areas| {
                let rings = areas.iter().flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
                rings.filter_map(polyline).collect()
            }),
        }
    }

    /// Built-up areas, simplified for each scale, without what would be a dot there. They are near enough to be true
    /// to some forty metres on the picture of one place.
    pub(super) fn of_built_up(areas: &MultiPolygon) -> Self {
        let [finest, coarser @ ..] = STRAY;
        let scales = [finest * BUILT_UP_FINER, coarser[0], coarser[1], coarser[2]].map(|stray| {
            let is_seen = |ring: &LineString| {
                Polygon::new(ring.clone(), Vec::new()).unsigned_area() >= (LEAST_BUILT_UP * stray).powi(2)
            };
            let rings = areas.simplify(stray).into_iter().flat_map(|area| {
                let (exterior, gaps) = area.into_inner();
                std::iter::once(exterior).chain(gaps)
            });
            rings.filter(is_seen).filter_map(|ring| polyline(&ring)).collect()
        });
        Self { scales }
    }

    /// Lines, simplified for each scale.
    pub(super) fn of_lines(lines: &MultiLineString) -> Self {
        Self { scales: STRAY.map(|stray| lines.simplify(stray).0.iter().filter_map(polyline).collect()) }
    }

    /// The lines of the finest scale.
    pub(super) fn finest(&self) -> &[Polyline] {
        &self.scales[0]
    }

    /// The lines of the coarsest scale that still looks true at so many units a mile.
    pub(super) fn at_scale(&self, per_mile: f64) -> &[Polyline] {
        let scale = STRAY.iter().rposition(|stray| stray * per_mile <= STRAY_UNITS).unwrap_or(0);
        &self.scales[scale]
    }
}

fn polyline(points: &LineString) -> Option<Polyline> {
    Some(Polyline { points: points.clone(), bounds: points.bounding_rect()? })
}

/// The rings of neighbouring districts, and of all of them together, at each scale. A boundary that two share is
/// one line at every scale, and so is the county's edge and that of the districts along it.
pub(super) fn simplify_districts(
    outlines: &[MultiPolygon],
    projection: &Projection,
) -> (Vec<MultiscaleLines>, MultiscaleLines) {
    let on_earth: Vec<Outline> = outlines.iter().map(|outline| unproject_outline(outline, projection)).collect();
    let scales =
        STRAY.map(|stray| match boundaries::simplify(&on_earth, BY_AREA * stray * METRES_PER_MILE, usize::MAX) {
            Ok(simple) => simple.outlines.iter().map(|outline| project_outline(outline, projection)).collect(),
            // Lines that cross themselves cannot be simplified together; drawn whole they still fit.
            Err(_) => outlines.to_vec(),
        });
    let counties = scales.each_ref().map(|districts| join_districts(districts));
    let districts =
        (0..outlines.len()).map(|at| MultiscaleLines::of_areas(scales.each_ref().map(|districts| &districts[at])));
    (districts.collect(), MultiscaleLines::of_areas(counties.each_ref()))
}

/// The outline of all districts together.
fn join_districts(districts: &[MultiPolygon]) -> MultiPolygon {
    let joined: MultiPolygon = unary_union(districts);
    let whole = |area: Polygon| {
        let (exterior, gaps) = area.into_inner();
        let large = |gap: &LineString| Polygon::new(gap.clone(), Vec::new()).unsigned_area() >= LEAST_GAP;
        Polygon::new(exterior, gaps.into_iter().filter(large).collect())
    };
    joined.0.into_iter().filter(|area| area.unsigned_area() >= LEAST_GAP).map(whole).collect()
}

/// An outline of the plane in millionths of a degree.
fn unproject_outline(outline: &MultiPolygon, projection: &Projection) -> Outline {
    let vertex = |at: &Coord| {
        let (longitude, latitude) = projection.unproject(*at);
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        (millionths(longitude), millionths(latitude))
    };
    let ring = |line: &LineString| -> Ring {
        let mut ring: Ring = line.0.iter().map(vertex).collect();
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    };
    let rings = |area: &Polygon| std::iter::once(area.exterior()).chain(area.interiors()).map(ring).collect();
    outline.iter().map(rings).collect()
}

/// An outline of the earth in the projection.
fn project_outline(outline: &Outline, projection: &Projection) -> MultiPolygon {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    let line = |ring: &Ring| -> LineString {
        let points = ring.iter().filter_map(|&(east, north)| Point::new(degrees(north), degrees(east)).ok());
        points.map(|point| projection.project(point)).collect()
    };
    let area = |rings: &Vec<Ring>| {
        let (outer, holes) = rings.split_first()?;
        Some(Polygon::new(line(outer), holes.iter().map(line).collect()))
    };
    outline.iter().filter_map(area).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::authority::Extent;
    use std::collections::HashSet;

    /// Two areas whose common boundary goes up and down, too finely for the coarser scales.
    fn neighbours() -> [MultiPolygon; 2] {
        let wave: Vec<(f64, f64)> =
            (0..=80).map(|step| (f64::from(step) / 10.0, if step % 2 == 0 { 0.0 } else { 0.03 })).collect();
        let area = |far: f64| {
            let ring: Vec<(f64, f64)> = wave.iter().copied().chain([(8.0, far), (0.0, far)]).collect();
            MultiPolygon(vec![Polygon::new(ring.into(), Vec::new())])
        };
        [area(-5.0), area(5.0)]
    }

    fn points(lines: &[Polyline]) -> HashSet<(i64, i64)> {
        let rounded = |at: &Coord| ((at.x * 1e4).round() as i64, (at.y * 1e4).round() as i64);
        lines.iter().flat_map(|line| line.points.0.iter().map(rounded)).collect()
    }

    #[test]
    fn a_shared_boundary_is_one_line_at_every_scale() {
        let projection = Projection::new(Extent { west: -2.7, south: 51.9, east: -1.7, north: 52.5 });
        let (shapes, county) = simplify_districts(&neighbours(), &projection);
        let mut before = usize::MAX;
        for scale in 0..STRAY.len() {
            let [one, other] = [0, 1].map(|at| points(&shapes[at].scales[scale]));
            // All but the two far corners of each.
            let shared = one.intersection(&other).count();
            assert_eq!((one.len() - shared, other.len() - shared), (2, 2), "scale {scale}");
            assert!(shared <= before, "a coarser scale has no more points");
            before = shared;
            let edge = points(&county.scales[scale]);
            assert!(edge.is_subset(&one.union(&other).copied().collect()), "the county's edge is the districts'");
        }
        assert!(before < 10, "the coarsest is simplified: {before}");
    }
}
