//! Districts and rivers as paths of SVG. All of it is numbers and fixed names.

use super::{BaseMap, plane::View, shapes::Line};
use app::model::MapOutline;
use geo::{Coord, Rect};
use std::borrow::Cow;

/// The ready drawing and what of each district is seen.
pub(super) struct Base {
    /// The lowest first.
    pub(super) outlines: Vec<MapOutline>,
    /// The seen part of each district, in the picture's units, in the authority's order.
    pub(super) districts: Vec<Vec<Ring>>,
}

/// A closed ring in the picture's units, without its first point again at its end.
pub(super) type Ring = Vec<(f64, f64)>;

/// Draws what touches the view; one district may stand out.
pub(super) fn base(map: &BaseMap, view: &View, chosen: Option<usize>) -> Base {
    let edges = view.edges();
    let mut outlines = Vec::with_capacity(map.districts.len() + 2);
    outlines.extend(outline("county", &rings(map.county.at(view.per_mile), &edges, view), true));
    let mut districts = Vec::with_capacity(map.districts.len());
    for (at, district) in map.districts.iter().enumerate() {
        let seen = rings(district.shapes.at(view.per_mile), &edges, view);
        if chosen != Some(at) {
            outlines.extend(outline("district", &seen, true));
        }
        districts.push(seen);
    }
    // Over the others, so that its whole edge shows.
    if let Some(seen) = chosen.and_then(|at| districts.get(at)) {
        outlines.extend(outline("chosen", seen, true));
    }
    outlines.extend(outline("river", &lines(map.rivers.at(view.per_mile), &edges, view), false));
    Base { outlines, districts }
}

/// Where rings cross a line from left to right, for many questions about places on that line.
pub(super) struct Crossings(Vec<f64>);

impl Crossings {
    pub(super) fn new(rings: &[Ring], y: f64) -> Self {
        let mut at = Vec::new();
        for ring in rings {
            let Some(&(mut before)) = ring.last() else { continue };
            for &point in ring {
                if (point.1 > y) != (before.1 > y) {
                    at.push((before.0 - point.0) * (y - point.1) / (before.1 - point.1) + point.0);
                }
                before = point;
            }
        }
        Self(at)
    }

    /// Of each of so many lines from top to bottom, as far from each other as from the edge.
    pub(super) fn rows(rings: &[Ring], lines: u8, apart: f64) -> Vec<Self> {
        let mut rows: Vec<Self> = (0..lines).map(|_| Self(Vec::new())).collect();
        for ring in rings {
            let Some(&(mut before)) = ring.last() else { continue };
            for &point in ring {
                let (high, low) = (before.1.min(point.1), before.1.max(point.1));
                let mut line = (high / apart).ceil().max(1.0);
                // A segment crosses the lines from its upper end, to before its lower one.
                while line * apart < low && line <= f64::from(lines) {
                    let y = line * apart;
                    let x = (before.0 - point.0) * (y - point.1) / (before.1 - point.1) + point.0;
                    rows[line as usize - 1].0.push(x);
                    line += 1.0;
                }
                before = point;
            }
        }
        rows
    }

    /// Whether a place on the line lies in the area of the rings (even-odd).
    pub(super) fn hold(&self, x: f64) -> bool {
        self.0.iter().filter(|crossing| x < **crossing).count() % 2 == 1
    }
}

fn rings(lines: &[Line], edges: &Rect, view: &View) -> Vec<Ring> {
    let seen = lines.iter().filter(|line| touches(&line.edges, edges));
    let clipped = seen.map(|line| {
        let open = &line.points.0[..line.points.0.len().saturating_sub(1)];
        clip(open, &line.edges, edges)
    });
    clipped.filter(|ring| ring.len() > 2).map(|ring| ring.iter().map(|at| view.place(*at)).collect()).collect()
}

/// Runs of segments whose boxes touch the view; what little sticks out, the picture's edge hides.
fn lines(lines: &[Line], edges: &Rect, view: &View) -> Vec<Ring> {
    let mut runs: Vec<Ring> = Vec::new();
    for line in lines.iter().filter(|line| touches(&line.edges, edges)) {
        let mut run: Ring = Vec::new();
        for pair in line.points.0.windows(2) {
            if touches(&Rect::new(pair[0], pair[1]), edges) {
                if run.is_empty() {
                    run.push(view.place(pair[0]));
                }
                run.push(view.place(pair[1]));
            } else if !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
        }
        if !run.is_empty() {
            runs.push(run);
        }
    }
    runs
}

fn touches(a: &Rect, b: &Rect) -> bool {
    a.min().x <= b.max().x && b.min().x <= a.max().x && a.min().y <= b.max().y && b.min().y <= a.max().y
}

/// A ring cut to a box, edge after edge (Sutherland and Hodgman, 1974). Where the ring leaves the
/// box more than once its parts stay joined along the box's edge, which is out of sight; that is
/// what makes it so much quicker than a true intersection, and each picture does it seven times.
/// `extent` is the ring's own box: it is cut only at the edges that it crosses.
fn clip(ring: &[Coord], extent: &Rect, edges: &Rect) -> Vec<Coord> {
    let (min, max) = (edges.min(), edges.max());
    let at_x = |a: Coord, b: Coord, x: f64| Coord { x, y: a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) };
    let at_y = |a: Coord, b: Coord, y: f64| Coord { x: a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y };
    let mut ring = Cow::Borrowed(ring);
    if extent.min().x < min.x {
        ring = cut(&ring, |p| p.x >= min.x, |a, b| at_x(a, b, min.x)).into();
    }
    if extent.max().x > max.x {
        ring = cut(&ring, |p| p.x <= max.x, |a, b| at_x(a, b, max.x)).into();
    }
    if extent.min().y < min.y {
        ring = cut(&ring, |p| p.y >= min.y, |a, b| at_y(a, b, min.y)).into();
    }
    if extent.max().y > max.y {
        ring = cut(&ring, |p| p.y <= max.y, |a, b| at_y(a, b, max.y)).into();
    }
    ring.into_owned()
}

fn cut(ring: &[Coord], keeps: impl Fn(Coord) -> bool, crossing: impl Fn(Coord, Coord) -> Coord) -> Vec<Coord> {
    let mut kept = Vec::with_capacity(ring.len() + 8);
    let Some(&last) = ring.last() else { return kept };
    let mut before = last;
    for &point in ring {
        if keeps(point) != keeps(before) {
            kept.push(crossing(before, point));
        }
        if keeps(point) {
            kept.push(point);
        }
        before = point;
    }
    kept
}

/// Lines as one path: relative moves in tenths of a unit, so that no rounding adds up. `None` without
/// a line.
fn outline(class: &'static str, lines: &[Ring], closed: bool) -> Option<MapOutline> {
    if lines.is_empty() {
        return None;
    }
    let mut path = String::new();
    for line in lines {
        let mut at = (0, 0);
        for (step, &(x, y)) in line.iter().enumerate() {
            let next = (tenths(x), tenths(y));
            let (right, down) = (next.0 - at.0, next.1 - at.1);
            match step {
                0 => path.push('M'),
                _ if next == at => continue,
                1 => path.push('l'),
                _ if right >= 0 => path.push(' '),
                _ => {}
            }
            push_tenths(&mut path, right);
            if down >= 0 {
                path.push(' ');
            }
            push_tenths(&mut path, down);
            at = next;
        }
        if closed {
            path.push('z');
        }
    }
    Some(MapOutline { class, path })
}

fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}

/// Adds a number of tenths with its point, without needless zeros: `12`, `-.5`.
fn push_tenths(path: &mut String, tenths: i32) {
    if tenths < 0 {
        path.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if whole > 0 || tenth == 0 {
        path.push_str(&whole.to_string());
    }
    if tenth > 0 {
        path.push('.');
        path.push_str(&tenth.to_string());
    }
}
