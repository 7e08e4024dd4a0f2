//! Candidate positions for labels and markers, the best first and always in the same order.

use std::f64::consts::TAU;

/// How many directions a ring of candidates has.
const DIRECTIONS: u32 = 24;

/// A position and rings of positions around it, the nearest ring first: each `step` further out than the
/// one before, up to `reach`.
pub(super) fn ring_candidates((x, y): (f64, f64), step: f64, reach: f64) -> impl Iterator<Item = (f64, f64)> {
    let rings = (reach / step) as u32;
    std::iter::once((x, y)).chain((1..=rings).flat_map(move |ring| {
        let radius = f64::from(ring) * step;
        (0..DIRECTIONS).map(move |direction| {
            let (right, down) = (f64::from(direction) * TAU / f64::from(DIRECTIONS)).sin_cos();
            (x + right * radius, y + down * radius)
        })
    }))
}

/// The crossings of a lattice of so many columns and rows over a picture, those nearest to a position
/// first and those equally near row by row.
pub(super) fn lattice_candidates(
    (columns, rows): (u8, u8),
    (width, height): (f64, f64),
    near: (f64, f64),
) -> Vec<(f64, f64)> {
    let mut candidates = Vec::new();
    for row in 1..=rows {
        for column in 1..=columns {
            let x = width / f64::from(columns + 1) * f64::from(column);
            let y = height / f64::from(rows + 1) * f64::from(row);
            candidates.push((x, y));
        }
    }
    candidates.sort_by(|a, b| distance(*a, near).total_cmp(&distance(*b, near)));
    candidates
}

/// The distance between two positions, in the picture's units.
pub(super) fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_go_outward_to_their_reach() {
        let candidates: Vec<_> = ring_candidates((10.0, 20.0), 3.0, 7.0).collect();
        assert_eq!(candidates.len(), 1 + 2 * DIRECTIONS as usize);
        assert_eq!((candidates[0], candidates[1]), ((10.0, 20.0), (10.0, 23.0)));
        assert!(candidates.is_sorted_by_key(|at| (distance(*at, (10.0, 20.0)) * 1e6).round()));
    }

    #[test]
    fn a_lattice_begins_at_the_crossing_that_is_nearest() {
        let candidates = lattice_candidates((3, 1), (40.0, 20.0), (28.0, 11.0));
        assert_eq!(candidates, [(30.0, 10.0), (20.0, 10.0), (10.0, 10.0)]);
    }
}
