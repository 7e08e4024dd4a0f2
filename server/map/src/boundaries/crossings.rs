//! Where lines cross that should not.

use super::{Vertex, arcs::Arcs};

/// Two arcs that cross, or lie on one another, and roughly where. The lesser arc stands first; an
/// arc may cross itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crossing {
    pub(super) arcs: (usize, usize),
    pub(super) at: Vertex,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    arc: usize,
    /// The end that lies further west first.
    from: Vertex,
    to: Vertex,
}

/// All crossings between the lines of arcs for which `counts` holds. Lines may meet at a vertex that
/// both have as the end of a segment.
pub(super) fn between(arcs: &Arcs, lines: &[Vec<Vertex>], counts: impl Fn(usize, usize) -> bool) -> Vec<Crossing> {
    debug_assert_eq!(arcs.points.len(), lines.len());
    let mut segments: Vec<Segment> = Vec::new();
    for (arc, line) in lines.iter().enumerate() {
        segments.extend(line.windows(2).filter(|ends| ends[0] != ends[1]).map(|ends| Segment {
            arc,
            from: ends[0].min(ends[1]),
            to: ends[0].max(ends[1]),
        }));
    }
    segments.sort_unstable_by_key(|segment| segment.from);
    let mut found = Vec::new();
    let mut open: Vec<Segment> = Vec::new();
    for segment in segments {
        open.retain(|other| other.to.0 >= segment.from.0);
        for other in &open {
            let pair = (segment.arc.min(other.arc), segment.arc.max(other.arc));
            if differ_in_latitude(segment, *other) || !counts(pair.0, pair.1) {
                continue;
            }
            if cross(segment, *other) {
                found.push(Crossing { arcs: pair, at: segment.from });
            }
        }
        open.push(segment);
    }
    found
}

/// Whether one lies wholly north of the other.
fn differ_in_latitude(a: Segment, b: Segment) -> bool {
    let norths = |segment: Segment| (segment.from.1.min(segment.to.1), segment.from.1.max(segment.to.1));
    let ((a_least, a_most), (b_least, b_most)) = (norths(a), norths(b));
    a_most < b_least || b_most < a_least
}

/// On which side of a segment's line a vertex lies: -1, 0 or 1.
fn side(segment: Segment, vertex: Vertex) -> i64 {
    let offset = |a: Vertex, b: Vertex| (i64::from(b.0) - i64::from(a.0), i64::from(b.1) - i64::from(a.1));
    let (along, to) = (offset(segment.from, segment.to), offset(segment.from, vertex));
    (along.0 * to.1 - along.1 * to.0).signum()
}

fn cross(a: Segment, b: Segment) -> bool {
    let (b_from, b_to) = (side(a, b.from), side(a, b.to));
    let (a_from, a_to) = (side(b, a.from), side(b, a.to));
    if b_from == 0 && b_to == 0 {
        // On one line. Ends are in order, so they lie on one another when neither ends before the
        // other begins.
        return a.from < b.to && b.from < a.to;
    }
    let meet_at_ends = [a.from, a.to].iter().any(|end| *end == b.from || *end == b.to);
    !meet_at_ends && b_from * b_to <= 0 && a_from * a_to <= 0
}
