//! Built-up areas, made from postcodes: open data has a point for each, and where they lie close together
//! people live. No outline of a settlement is open data that this program may carry.

use geo::{Area, ChaikinSmoothing, Coord, LineString, MultiPolygon, Polygon, Rect, Simplify, unary_union};
use std::collections::HashMap;

/// The side of a cell, in miles: some 100 metres.
const CELL: f64 = 0.062_5;
/// A cell is built up when a postcode is in it or within so many cells, and some more within so many.
const NEAR: i32 = 1;
const AROUND: i32 = 3;
/// How many postcodes are around where it is built up. A postcode has some fifteen addresses; farms have one
/// postcode to a whole lane.
const LEAST_POSTCODES: u32 = 5;
/// Steps of cells are smoothed to lines that stray no further, in miles: a little more than a step's corner.
const STRAY: f64 = 0.048;
/// How often the corners of those lines are cut.
const ROUNDS: usize = 2;
/// How many cells make half a mile.
const HALF_A_MILE: i32 = 8;
/// Green in a town smaller than this many square miles is no gap.
const LEAST_GAP: f64 = 0.2;
/// Nor are so few a settlement.
const LEAST_AREA: f64 = 0.03;
/// How many people a postcode stands for: the county's 600,000 over its 16,700.
const PEOPLE_PER_POSTCODE: u32 = 36;

/// The cells that hold a postcode, and how many each.
#[derive(Debug, Default)]
pub(super) struct PostcodeGrid(HashMap<(i32, i32), u32>);

impl PostcodeGrid {
    /// The grid of postcodes' places in the plane.
    pub(super) fn new(postcodes: impl Iterator<Item = Coord>) -> Self {
        let mut cells = HashMap::new();
        for at in postcodes {
            *cells.entry(cell_of(at)).or_default() += 1;
        }
        Self(cells)
    }

    /// About how many people live within half a mile of a place.
    pub(super) fn people_about(&self, at: Coord) -> u32 {
        self.count_around(cell_of(at), HALF_A_MILE) * PEOPLE_PER_POSTCODE
    }

    /// The outlines of what is built up.
    pub(super) fn areas(&self) -> MultiPolygon {
        let joined: MultiPolygon = unary_union(&self.runs());
        let smooth = joined.simplify(STRAY).chaikin_smoothing(ROUNDS);
        let without_gaps = |area: Polygon| {
            let (exterior, gaps) = area.into_inner();
            let is_wide = |gap: &LineString| Polygon::new(gap.clone(), Vec::new()).unsigned_area() >= LEAST_GAP;
            Polygon::new(exterior, gaps.into_iter().filter(is_wide).collect())
        };
        smooth.into_iter().filter(|area| area.unsigned_area() >= LEAST_AREA).map(without_gaps).collect()
    }

    /// The cells that are built up, those beside each other in a row as one: in order, so that the same
    /// postcodes always give the same outlines.
    fn runs(&self) -> Vec<Polygon> {
        let mut built: Vec<(i32, i32)> = self.0.keys().flat_map(|&cell| around(cell, NEAR)).collect();
        built.sort_unstable_by_key(|&(x, y)| (y, x));
        built.dedup();
        built.retain(|&cell| self.count_around(cell, AROUND) >= LEAST_POSTCODES);
        let beside = |a: &(i32, i32), b: &(i32, i32)| a.1 == b.1 && a.0 + 1 == b.0;
        built.chunk_by(beside).map(|run| rectangle(run[0], run[run.len() - 1])).collect()
    }

    fn count_around(&self, cell: (i32, i32), reach: i32) -> u32 {
        around(cell, reach).filter_map(|cell| self.0.get(&cell)).sum()
    }
}

fn cell_of(at: Coord) -> (i32, i32) {
    ((at.x / CELL).floor() as i32, (at.y / CELL).floor() as i32)
}

/// A cell and those within so many of it, in a disc.
fn around((x, y): (i32, i32), reach: i32) -> impl Iterator<Item = (i32, i32)> {
    let steps = move || -reach..=reach;
    let all = steps().flat_map(move |down| steps().map(move |right| (right, down)));
    // A little more than the radius, so that a small disc is none of single cells.
    let is_inside = move |(right, down): &(i32, i32)| right * right + down * down <= reach * (reach + 1);
    all.filter(is_inside).map(move |(right, down)| (x + right, y + down))
}

/// The rectangle of a run of cells.
fn rectangle(first: (i32, i32), last: (i32, i32)) -> Polygon {
    let corner = |x: i32, y: i32| Coord { x: f64::from(x) * CELL, y: f64::from(y) * CELL };
    Rect::new(corner(first.0, first.1), corner(last.0 + 1, last.1 + 1)).to_polygon()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Contains;

    /// So many postcodes on a square lattice about a place, an eighth of a mile from each other.
    fn lattice(side: i32, middle: Coord) -> impl Iterator<Item = Coord> {
        let at = move |step: i32| f64::from(step - side / 2) / 8.0;
        (0..side).flat_map(move |x| (0..side).map(move |y| Coord { x: middle.x + at(x), y: middle.y + at(y) }))
    }

    #[test]
    fn a_town_is_one_shape_and_a_farm_is_none() {
        let (town, farm) = (Coord { x: 0.05, y: 0.05 }, Coord { x: 5.05, y: 0.05 });
        let areas = PostcodeGrid::new(lattice(9, town).chain([farm])).areas();
        assert_eq!(areas.0.len(), 1, "{areas:?}");
        assert!(areas.contains(&town) && !areas.contains(&farm));
        let area = areas.unsigned_area();
        assert!((0.9..1.5).contains(&area), "about a square mile: {area}");
    }

    #[test]
    fn a_park_in_a_town_is_no_gap_and_a_wide_common_is_one() {
        let town = Coord { x: 0.05, y: 0.05 };
        let without = |miles: f64| {
            let outside = move |at: &Coord| at.x.abs().max(at.y.abs()) > miles;
            PostcodeGrid::new(lattice(17, town).filter(outside)).areas().0[0].interiors().len()
        };
        assert_eq!((without(0.1), without(0.6)), (0, 1));
    }
}
