//! Outlines of neighbouring areas, simplified together: a line that two of them share is taken once
//! and stays shared, so that no sliver opens between them.
//!
//! All rings are cut where lines meet. Each piece (an arc) is simplified by itself, its ends stay;
//! arcs that would then cross another are taken less coarsely until none does.

mod arcs;
mod crossings;

use arcs::{Arcs, Used};
use geo::{Area as _, Coord, LineString, MultiPolygon, Polygon, SimplifyVwIdx, Validation};
use std::collections::HashSet;

/// A vertex of an outline in millionths of a degree: east, north. Whole numbers, so that the same place is the same.
pub type Vertex = (i32, i32);
/// A closed line; the first vertex is not repeated at its end.
pub type Ring = Vec<Vertex>;
/// Polygons of an area, each an outer ring and its holes.
pub type Outline = Vec<Vec<Ring>>;

/// How often an arc may be taken half as coarsely before it stays as it is.
const FINEST: u32 = 6;
/// Metres in a degree of latitude.
const METRES_A_DEGREE: f64 = 111_195.0;

/// Outlines after simplifying, in the order they were given.
#[derive(Debug, Clone)]
pub struct Simplified {
    /// The outlines.
    pub outlines: Vec<Outline>,
    /// Islands and holes that were too small to be seen and were left out.
    pub left_out: usize,
    /// How far a line may have strayed, in metres.
    pub stray: f64,
}

/// An outline two of whose lines cross near this vertex: it is not the outline of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// Which outline.
    pub outline: usize,
    /// Where.
    pub at: Vertex,
}

/// Simplifies until at most so many points are left, the lines straying by `stray` metres or more.
pub fn simplify(outlines: &[Outline], stray: f64, most_points: usize) -> Result<Simplified, Broken> {
    let arcs = Arcs::of(outlines);
    let flat = Plane::about(outlines);
    let mismatched = crossings::between(&arcs, &arcs.points, |a, b| !arcs.meet(a, b));
    let mismatched: HashSet<(usize, usize)> = mismatched.into_iter().map(|crossing| crossing.arcs).collect();
    let mut coarse = stray;
    loop {
        let simplified = simplify_once(&arcs, &flat, &mismatched, coarse)?;
        if count_points(&simplified.outlines) <= most_points || coarse > stray * 1_000.0 {
            return refine_until_valid(simplified, &arcs, &flat, &mismatched, coarse);
        }
        coarse *= 1.4;
    }
}

/// Takes a coarse result only when every outline is valid: a line that strayed over a whole island
/// crosses nothing. Otherwise it is made again, finer.
fn refine_until_valid(
    mut simplified: Simplified,
    arcs: &Arcs,
    flat: &Plane,
    mismatched: &HashSet<(usize, usize)>,
    mut coarse: f64,
) -> Result<Simplified, Broken> {
    for _ in 0..FINEST {
        let broken = simplified.outlines.iter().position(|outline| !flat.polygons(outline).is_valid());
        let Some(outline) = broken else { return Ok(simplified) };
        coarse /= 2.0;
        simplified = simplify_once(arcs, flat, mismatched, coarse)
            .map_err(|broken| Broken { outline: broken.outline.min(outline), ..broken })?;
    }
    match simplified.outlines.iter().position(|outline| !flat.polygons(outline).is_valid()) {
        Some(outline) => Err(Broken { outline, at: simplified.outlines[outline][0][0][0] }),
        None => Ok(simplified),
    }
}

/// Simplifies every arc with the same coarseness, but those finer that would cross others.
fn simplify_once(
    arcs: &Arcs,
    flat: &Plane,
    mismatched: &HashSet<(usize, usize)>,
    stray: f64,
) -> Result<Simplified, Broken> {
    let mut levels = vec![0; arcs.points.len()];
    let mut lines: Vec<Vec<Vertex>> = arcs.points.iter().map(|points| flat.simplify_line(points, stray, 0)).collect();
    loop {
        let crossings = crossings::between(arcs, &lines, |a, b| !mismatched.contains(&(a.min(b), a.max(b))));
        if crossings.is_empty() {
            break;
        }
        let mut finer = HashSet::new();
        for crossing in &crossings {
            let (a, b) = crossing.arcs;
            if levels[a] > FINEST && levels[b] > FINEST {
                return Err(Broken { outline: arcs.owner(a), at: crossing.at });
            }
            finer.extend([a, b]);
        }
        for arc in finer {
            levels[arc] += 1;
            lines[arc] = flat.simplify_line(&arcs.points[arc], stray, levels[arc]);
        }
    }
    let mut left_out = 0;
    let outlines =
        arcs.outlines.iter().map(|polygons| rebuild_outline(polygons, arcs, &lines, flat, stray, &mut left_out));
    Ok(Simplified { outlines: outlines.collect(), left_out, stray })
}

/// An outline from its arcs, without the islands and holes that nobody would see.
fn rebuild_outline(
    polygons: &[Vec<Vec<Used>>],
    arcs: &Arcs,
    lines: &[Vec<Vertex>],
    flat: &Plane,
    stray: f64,
    left_out: &mut usize,
) -> Outline {
    let joined = |ring: &Vec<Used>| -> Ring { arcs::join(ring, lines) };
    let size = |ring: &[Vertex]| flat.ring(ring).signed_area().abs();
    // One that a neighbour shares stays, or there would be a hole or an overlap.
    let tiny = |ring: &[Used], points: &[Vertex]| {
        matches!(ring, [only] if arcs.uses[only.arc] == 1) && size(points) < 4.0 * stray * stray
    };
    let largest = polygons.iter().filter_map(|rings| rings.first()).map(|ring| size(&joined(ring))).fold(0.0, f64::max);
    let mut outline = Outline::new();
    for rings in polygons {
        let Some((outer, holes)) = rings.split_first() else { continue };
        let points = joined(outer);
        if tiny(outer, &points) && size(&points) < largest {
            *left_out += 1 + holes.len();
            continue;
        }
        let mut polygon = vec![points];
        for hole in holes {
            let points = joined(hole);
            if tiny(hole, &points) {
                *left_out += 1;
            } else {
                polygon.push(points);
            }
        }
        outline.push(polygon);
    }
    outline
}

/// How many points outlines have.
pub fn count_points(outlines: &[Outline]) -> usize {
    outlines.iter().flatten().flatten().map(Vec::len).sum()
}

/// A plane in metres about the middle of some outlines, true enough for areas and short lines.
#[derive(Debug, Clone, Copy)]
pub struct Plane {
    narrowing: f64,
}

impl Plane {
    /// The plane of these outlines.
    pub fn about(outlines: &[Outline]) -> Self {
        let norths = || outlines.iter().flatten().flatten().flatten().map(|vertex| f64::from(vertex.1) / 1e6);
        let (least, most) = (norths().fold(90.0, f64::min), norths().fold(-90.0, f64::max));
        Self { narrowing: ((least + most) / 2.0).to_radians().cos() }
    }

    fn coord(&self, vertex: Vertex) -> Coord {
        let metres = |millionths: i32| f64::from(millionths) / 1e6 * METRES_A_DEGREE;
        Coord { x: metres(vertex.0) * self.narrowing, y: metres(vertex.1) }
    }

    fn ring(&self, ring: &[Vertex]) -> Polygon {
        Polygon::new(ring.iter().map(|&vertex| self.coord(vertex)).collect(), Vec::new())
    }

    /// An outline in metres.
    pub fn polygons(&self, outline: &Outline) -> MultiPolygon {
        let line = |ring: &Ring| -> LineString { ring.iter().map(|&vertex| self.coord(vertex)).collect() };
        let polygon = |rings: &Vec<Ring>| {
            let (outer, holes) = rings.split_first()?;
            Some(Polygon::new(line(outer), holes.iter().map(line).collect()))
        };
        MultiPolygon(outline.iter().filter_map(polygon).collect())
    }

    /// A piece of line, its ends kept. Each level is half as coarse; past the finest it is whole.
    fn simplify_line(&self, points: &[Vertex], stray: f64, level: u32) -> Vec<Vertex> {
        if level > FINEST {
            return points.to_vec();
        }
        let stray = stray / f64::from(1_u32 << level);
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
        if first != last {
            return self.simplify_open_line(points, stray);
        }
        // A closed line is cut at the vertex that is furthest from its start, so that it stays open.
        let start = self.coord(*first);
        let away = |vertex: Vertex| (self.coord(vertex).x - start.x).hypot(self.coord(vertex).y - start.y);
        let furthest = (0..points.len()).max_by(|&a, &b| away(points[a]).total_cmp(&away(points[b]))).unwrap_or(0);
        let mut kept = self.simplify_open_line(&points[..=furthest], stray);
        kept.pop();
        kept.extend(self.simplify_open_line(&points[furthest..], stray));
        kept
    }

    fn simplify_open_line(&self, points: &[Vertex], stray: f64) -> Vec<Vertex> {
        let line: LineString = points.iter().map(|&vertex| self.coord(vertex)).collect();
        line.simplify_vw_idx(stray * stray).into_iter().map(|index| points[index]).collect()
    }
}

#[cfg(test)]
mod tests;
