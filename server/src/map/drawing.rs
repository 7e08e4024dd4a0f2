//! Districts and rivers as one string of SVG. All of it is numbers and fixed names.

use super::{BaseMap, plane::View, shapes::Line};
use geo::{Coord, Rect};

/// The ready drawing and what of each district is seen.
pub(super) struct Base {
    pub(super) svg: String,
    /// The seen part of each district, in the picture's units, in the authority's order.
    pub(super) districts: Vec<Vec<Ring>>,
}

/// A closed ring in the picture's units, without its first point again at its end.
pub(super) type Ring = Vec<(f64, f64)>;

/// Draws what touches the view; one district may stand out.
pub(super) fn base(map: &BaseMap, view: &View, chosen: Option<usize>) -> Base {
    let edges = view.edges();
    let mut svg = String::with_capacity(8 * 1024);
    svg.push_str("<g class=\"map-base\">");
    path(&mut svg, "county", &rings(map.county.at(view.per_mile), &edges, view), true);
    let mut districts = Vec::with_capacity(map.districts.len());
    for (at, district) in map.districts.iter().enumerate() {
        let seen = rings(district.shapes.at(view.per_mile), &edges, view);
        if chosen != Some(at) {
            path(&mut svg, "district", &seen, true);
        }
        districts.push(seen);
    }
    // Over the others, so that its whole edge shows.
    if let Some(seen) = chosen.and_then(|at| districts.get(at)) {
        path(&mut svg, "chosen", seen, true);
    }
    path(&mut svg, "river", &lines(map.rivers.at(view.per_mile), &edges, view), false);
    svg.push_str("</g>");
    Base { svg, districts }
}

/// Whether a place in the picture lies in an area of these rings (even-odd).
pub(super) fn contains(rings: &[Ring], (x, y): (f64, f64)) -> bool {
    let mut inside = false;
    for ring in rings {
        let Some(&(mut before)) = ring.last() else { continue };
        for &point in ring {
            if (point.1 > y) != (before.1 > y)
                && x < (before.0 - point.0) * (y - point.1) / (before.1 - point.1) + point.0
            {
                inside = !inside;
            }
            before = point;
        }
    }
    inside
}

fn rings(lines: &[Line], edges: &Rect, view: &View) -> Vec<Ring> {
    let seen = lines.iter().filter(|line| touches(&line.edges, edges));
    let clipped = seen.map(|line| {
        let open = &line.points.0[..line.points.0.len().saturating_sub(1)];
        if within(&line.edges, edges) { open.to_vec() } else { clip(open, edges) }
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

fn within(a: &Rect, b: &Rect) -> bool {
    b.min().x <= a.min().x && a.max().x <= b.max().x && b.min().y <= a.min().y && a.max().y <= b.max().y
}

/// A ring cut to a box, edge after edge (Sutherland and Hodgman, 1974). Where the ring leaves the
/// box more than once its parts stay joined along the box's edge, which is out of sight; that is
/// what makes it so much quicker than a true intersection, and each picture does it seven times.
fn clip(ring: &[Coord], edges: &Rect) -> Vec<Coord> {
    let (min, max) = (edges.min(), edges.max());
    let at_x = |a: Coord, b: Coord, x: f64| Coord { x, y: a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) };
    let at_y = |a: Coord, b: Coord, y: f64| Coord { x: a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y };
    let ring = cut(ring, |p| p.x >= min.x, |a, b| at_x(a, b, min.x));
    let ring = cut(&ring, |p| p.x <= max.x, |a, b| at_x(a, b, max.x));
    let ring = cut(&ring, |p| p.y >= min.y, |a, b| at_y(a, b, min.y));
    cut(&ring, |p| p.y <= max.y, |a, b| at_y(a, b, max.y))
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

/// Adds one path: relative moves in tenths of a unit, so that no rounding adds up.
fn path(svg: &mut String, class: &str, lines: &[Ring], closed: bool) {
    if lines.is_empty() {
        return;
    }
    // Both names: `map-district` is the design's, `district` is what the style sheet knows.
    svg.push_str("<path class=\"map-");
    svg.push_str(class);
    svg.push(' ');
    svg.push_str(class);
    svg.push_str("\" d=\"");
    for line in lines {
        let mut at = (0, 0);
        for (step, &(x, y)) in line.iter().enumerate() {
            let next = (tenths(x), tenths(y));
            let (right, down) = (next.0 - at.0, next.1 - at.1);
            match step {
                0 => svg.push('M'),
                _ if next == at => continue,
                1 => svg.push('l'),
                _ if right >= 0 => svg.push(' '),
                _ => {}
            }
            number(svg, right);
            if down >= 0 {
                svg.push(' ');
            }
            number(svg, down);
            at = next;
        }
        if closed {
            svg.push('z');
        }
    }
    svg.push_str("\"/>");
}

fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}

/// A number of tenths with its point, without needless zeros.
fn number(svg: &mut String, tenths: i32) {
    if tenths < 0 {
        svg.push('-');
    }
    let tenths = tenths.unsigned_abs();
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if whole > 0 || tenth == 0 {
        svg.push_str(itoa::Buffer::new().format(whole));
    }
    if tenth > 0 {
        svg.push('.');
        svg.push(char::from(b'0' + tenth as u8));
    }
}
