//! Rings cut into arcs where lines meet.

use super::{Outline, Ring, Vertex};
use std::collections::HashMap;

/// All arcs of some outlines, and which rings they make.
#[derive(Debug)]
pub(super) struct Arcs {
    /// The vertices of each arc, both ends included; a ring that meets no other line is one arc whose
    /// ends are the same.
    pub(super) points: Vec<Vec<Vertex>>,
    /// How often each is used.
    pub(super) uses: Vec<usize>,
    /// The outlines that use each, in order.
    owners: Vec<Vec<usize>>,
    /// Outlines, polygons, rings, arcs.
    pub(super) outlines: Vec<Vec<Vec<Vec<Used>>>>,
}

/// An arc in a ring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used {
    pub(super) arc: usize,
    backwards: bool,
}

impl Arcs {
    pub(super) fn of(outlines: &[Outline]) -> Self {
        let junctions = Junctions::of(outlines);
        let mut known: HashMap<Vec<Vertex>, usize> = HashMap::new();
        let mut arcs = Self { points: Vec::new(), uses: Vec::new(), owners: Vec::new(), outlines: Vec::new() };
        for (owner, outline) in outlines.iter().enumerate() {
            let mut polygons = Vec::with_capacity(outline.len());
            for polygon in outline {
                let mut rings = Vec::with_capacity(polygon.len());
                for ring in polygon {
                    let mut used = Vec::new();
                    for piece in junctions.cut(ring) {
                        let mut turned = piece.clone();
                        turned.reverse();
                        let (points, backwards) = if turned < piece { (turned, true) } else { (piece, false) };
                        let arc = *known.entry(points).or_insert_with_key(|points| {
                            arcs.points.push(points.clone());
                            arcs.uses.push(0);
                            arcs.owners.push(Vec::new());
                            arcs.points.len() - 1
                        });
                        arcs.uses[arc] += 1;
                        if arcs.owners[arc].last() != Some(&owner) {
                            arcs.owners[arc].push(owner);
                        }
                        used.push(Used { arc, backwards });
                    }
                    rings.push(used);
                }
                polygons.push(rings);
            }
            arcs.outlines.push(polygons);
        }
        arcs
    }

    /// Whether two arcs belong to one outline.
    pub(super) fn meet(&self, a: usize, b: usize) -> bool {
        self.owners[a].iter().any(|owner| self.owners[b].contains(owner))
    }

    /// The first outline that uses an arc.
    pub(super) fn owner(&self, arc: usize) -> usize {
        self.owners[arc].first().copied().unwrap_or(0)
    }
}

/// A ring from its arcs' lines.
pub(super) fn join(ring: &[Used], lines: &[Vec<Vertex>]) -> Ring {
    let mut points = Ring::new();
    for used in ring {
        let line = &lines[used.arc];
        // The last vertex is the first of the next arc.
        if used.backwards {
            points.extend(line.iter().skip(1).rev());
        } else {
            points.extend(line.iter().take(line.len().saturating_sub(1)));
        }
    }
    points
}

/// The vertices where more than two lines meet.
struct Junctions(HashMap<Vertex, Neighbours>);

/// The vertices next to a vertex on any ring.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbours {
    two: [Option<Vertex>; 2],
    more: bool,
}

impl Neighbours {
    fn add(&mut self, vertex: Vertex) {
        for known in &mut self.two {
            match known {
                Some(known) if *known == vertex => return,
                Some(_) => {}
                None => {
                    *known = Some(vertex);
                    return;
                }
            }
        }
        self.more = true;
    }
}

impl Junctions {
    fn of(outlines: &[Outline]) -> Self {
        let mut vertices: HashMap<Vertex, Neighbours> = HashMap::new();
        for ring in outlines.iter().flatten().flatten() {
            for (at, &vertex) in ring.iter().enumerate() {
                let neighbours = vertices.entry(vertex).or_default();
                neighbours.add(ring[(at + ring.len() - 1) % ring.len()]);
                neighbours.add(ring[(at + 1) % ring.len()]);
            }
        }
        Self(vertices)
    }

    fn is(&self, vertex: Vertex) -> bool {
        self.0.get(&vertex).is_some_and(|neighbours| neighbours.more)
    }

    /// The pieces of a ring from junction to junction, or the whole ring, closed, from its least
    /// vertex on, which is the same for whoever shares it.
    fn cut(&self, ring: &Ring) -> Vec<Vec<Vertex>> {
        let at: Vec<usize> = (0..ring.len()).filter(|&at| self.is(ring[at])).collect();
        let (starts, closed) = if at.is_empty() {
            let least = (0..ring.len()).min_by_key(|&at| ring[at]);
            (least.into_iter().collect(), true)
        } else {
            (at, false)
        };
        let mut pieces = Vec::with_capacity(starts.len());
        for (number, &start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(starts[0] + ring.len());
            debug_assert!(!closed || end == start + ring.len());
            pieces.push((start..=end).map(|at| ring[at % ring.len()]).collect());
        }
        pieces
    }
}
