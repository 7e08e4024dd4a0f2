//! The neighbours of each district: those that share a boundary with it.

use geo::{Coord, CoordsIter, MultiPolygon};
use std::collections::HashSet;

/// Points that two outlines must share to be neighbours: a stretch of boundary has at least two,
/// where areas touch at a corner there is one.
const LEAST_SHARED: usize = 2;

/// The neighbours of each area, as positions. Published boundaries give a shared stretch the same
/// points on both sides, and so does the simplifying that keeps such stretches shared.
pub(super) fn find_neighbours(areas: &[MultiPolygon]) -> Vec<Vec<usize>> {
    let points: Vec<HashSet<(u64, u64)>> =
        areas.iter().map(|area| area.coords_iter().map(coord_bits).collect()).collect();
    let share = |one: usize, other: usize| points[one].intersection(&points[other]).take(LEAST_SHARED).count();
    let all = 0..areas.len();
    let of_one = |one: usize| all.clone().filter(|&other| other != one && share(one, other) == LEAST_SHARED).collect();
    all.clone().map(of_one).collect()
}

/// A point as something that can be compared; the same degrees give the same bits.
fn coord_bits(at: Coord) -> (u64, u64) {
    (at.x.to_bits(), at.y.to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Polygon};

    fn square(x: f64, y: f64) -> MultiPolygon {
        let ring = LineString::from(vec![(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0), (x, y)]);
        MultiPolygon(vec![Polygon::new(ring, Vec::new())])
    }

    #[test]
    fn areas_that_share_a_side_are_neighbours_and_those_at_a_corner_are_not() {
        let areas = [square(0.0, 0.0), square(1.0, 0.0), square(2.0, 1.0), square(5.0, 5.0)];
        assert_eq!(find_neighbours(&areas), [vec![1], vec![0], vec![], vec![]]);
    }

    #[test]
    fn an_area_inside_another_is_its_neighbour() {
        let hole = square(1.0, 1.0);
        let outer = LineString::from(vec![(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]);
        let around = MultiPolygon(vec![Polygon::new(outer, vec![hole.0[0].exterior().clone()])]);
        assert_eq!(find_neighbours(&[around, hole]), [vec![1], vec![0]]);
    }
}
