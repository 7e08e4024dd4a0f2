//! The ground of a picture: the outlines of the county, its districts, what is built up and rivers as SVG paths.

use super::{
    BaseMap,
    labels::{self, NameCandidate},
    multiscale::Polyline,
    viewport::Viewport,
};
use app::model::MapOutline;
use geo::{Coord, Rect};
use std::sync::Arc;

/// The ground of one part of the map.
#[derive(Debug)]
pub(super) struct Ground {
    /// What is drawn, the lowest first.
    pub(super) outlines: Arc<[MapOutline]>,
    /// The boxes that the name of each district may have, in the authority's order; none when nothing of it is
    /// visible.
    pub(super) district_names: Vec<Vec<NameCandidate>>,
}

/// A closed ring in the picture's units, without its first point again at its end.
pub(super) type Ring = Vec<(f64, f64)>;

impl Ground {
    /// Draws what touches the viewport; one district may stand out.
    pub(super) fn draw(map: &BaseMap, viewport: &Viewport, chosen: Option<usize>) -> Self {
        let bounds = viewport.padded_bounds();
        let visible_rings = |lines: &[Polyline]| clip_rings(lines, &bounds, viewport);
        let districts: Vec<Vec<Ring>> =
            map.districts.iter().map(|district| visible_rings(district.shapes.at_scale(viewport.per_mile))).collect();
        let county = visible_rings(map.county.at_scale(viewport.per_mile));
        let rivers = clip_lines(map.rivers.at_scale(viewport.per_mile), &bounds, viewport);

        let mut outlines = vec![outline("county", &county, true)];
        for (at, rings) in districts.iter().enumerate() {
            if chosen != Some(at) {
                outlines.push(outline("district", rings, true));
            }
        }
        // Over the others, so that its whole edge shows.
        if let Some(rings) = chosen.and_then(|at| districts.get(at)) {
            outlines.push(outline("chosen", rings, true));
        }
        let built_up = visible_rings(map.built_up.at_scale(viewport.per_mile));
        outlines.push(outline("built", &in_whole_units(built_up), true));
        outlines.push(outline("river", &rivers, false));
        let district_names = map
            .districts
            .iter()
            .zip(&districts)
            .map(|(district, rings)| labels::district_name_candidates(&district.name, rings, viewport))
            .collect();
        Self { outlines: outlines.into_iter().flatten().collect(), district_names }
    }

    /// Whether something built up is in sight.
    pub(super) fn has_built_up(&self) -> bool {
        self.outlines.iter().any(|outline| outline.class == "built")
    }
}

/// Rings in whole units: a soft shape needs no finer ones, and the page is a third lighter for it.
fn in_whole_units(rings: Vec<Ring>) -> Vec<Ring> {
    let rounded = |ring: Ring| ring.into_iter().map(|(x, y)| (x.round(), y.round())).collect();
    rings.into_iter().map(rounded).collect()
}

/// Whether a position lies in the area of some rings (even-odd).
pub(super) fn contains(rings: &[Ring], (x, y): (f64, f64)) -> bool {
    let mut is_inside = false;
    for ring in rings {
        let Some(&(mut before)) = ring.last() else { continue };
        for &point in ring {
            if (point.1 > y) != (before.1 > y)
                && x < (before.0 - point.0) * (y - point.1) / (before.1 - point.1) + point.0
            {
                is_inside = !is_inside;
            }
            before = point;
        }
    }
    is_inside
}

/// The visible parts of rings, in the picture's units.
fn clip_rings(lines: &[Polyline], bounds: &Rect, viewport: &Viewport) -> Vec<Ring> {
    let mut rings = Vec::new();
    for line in lines.iter().filter(|line| touches(&line.bounds, bounds)) {
        let open = &line.points.0[..line.points.0.len().saturating_sub(1)];
        let ring = clip_ring(open, bounds);
        if ring.len() > 2 {
            rings.push(ring.into_iter().map(|at| viewport.to_picture(at)).collect());
        }
    }
    rings
}

/// The visible runs of lines, in the picture's units: segments whose boxes touch the viewport. What little
/// of them sticks out, the picture's edge hides.
fn clip_lines(lines: &[Polyline], bounds: &Rect, viewport: &Viewport) -> Vec<Ring> {
    let mut runs: Vec<Ring> = Vec::new();
    for line in lines.iter().filter(|line| touches(&line.bounds, bounds)) {
        let mut run: Ring = Vec::new();
        for pair in line.points.0.windows(2) {
            if touches(&Rect::new(pair[0], pair[1]), bounds) {
                if run.is_empty() {
                    run.push(viewport.to_picture(pair[0]));
                }
                run.push(viewport.to_picture(pair[1]));
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
/// box more than once its parts stay joined along the box's edge, which is out of sight.
fn clip_ring(ring: &[Coord], bounds: &Rect) -> Vec<Coord> {
    let (min, max) = (bounds.min(), bounds.max());
    let at_x = |a: Coord, b: Coord, x: f64| Coord { x, y: a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) };
    let at_y = |a: Coord, b: Coord, y: f64| Coord { x: a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y };
    let ring = cut_ring(ring, |p| p.x >= min.x, |a, b| at_x(a, b, min.x));
    let ring = cut_ring(&ring, |p| p.x <= max.x, |a, b| at_x(a, b, max.x));
    let ring = cut_ring(&ring, |p| p.y >= min.y, |a, b| at_y(a, b, min.y));
    cut_ring(&ring, |p| p.y <= max.y, |a, b| at_y(a, b, max.y))
}

/// The part of a ring on one side of a line; `crossing` says where a segment meets the line.
fn cut_ring(ring: &[Coord], is_inside: impl Fn(Coord) -> bool, crossing: impl Fn(Coord, Coord) -> Coord) -> Vec<Coord> {
    let mut inside = Vec::with_capacity(ring.len() + 8);
    let Some(&last) = ring.last() else { return inside };
    let mut before = last;
    for &point in ring {
        if is_inside(point) != is_inside(before) {
            inside.push(crossing(before, point));
        }
        if is_inside(point) {
            inside.push(point);
        }
        before = point;
    }
    inside
}

/// The outline of some lines; `None` when there are none.
fn outline(class: &'static str, lines: &[Ring], is_closed: bool) -> Option<MapOutline> {
    (!lines.is_empty()).then(|| MapOutline { class, path: path_data(lines, is_closed) })
}

/// The data of an SVG path: relative moves in tenths of a unit, so that no rounding adds up.
fn path_data(lines: &[Ring], is_closed: bool) -> String {
    let mut data = String::new();
    for line in lines {
        let (mut at, mut command) = ((0, 0), "M");
        for &(x, y) in line {
            let next = ((x * 10.0).round() as i32, (y * 10.0).round() as i32);
            let (right, down) = (next.0 - at.0, next.1 - at.1);
            if command != "M" && next == at {
                continue;
            }
            // A minus sign parts two numbers as a space does.
            data += if command == " " && right < 0 { "" } else { command };
            data += &format_tenths(right);
            data += if down < 0 { "" } else { " " };
            data += &format_tenths(down);
            at = next;
            // A further move repeats the command before it.
            command = if command == "M" { "l" } else { " " };
        }
        data += if is_closed { "z" } else { "" };
    }
    data
}

/// A number of tenths as SVG writes it shortest: "12", "1.5", "-.5".
fn format_tenths(tenths: i32) -> String {
    let number = (f64::from(tenths) / 10.0).to_string();
    if tenths.abs() < 10 { number.replacen("0.", ".", 1) } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_relative_moves_in_tenths() {
        let ring: Ring = vec![(10.0, 0.04), (9.5, 0.0), (9.5, 0.01), (20.04, -1.26)];
        assert_eq!(path_data(std::slice::from_ref(&ring), true), "M10 0l-.5 0 10.5-1.3z");
        assert_eq!(path_data(&[ring], false), "M10 0l-.5 0 10.5-1.3");
        assert_eq!([0, 5, -5, 15, -20, 105].map(format_tenths), ["0", ".5", "-.5", "1.5", "-2", "10.5"]);
    }

    #[test]
    fn a_hole_is_no_part_of_an_area() {
        let square = |from: f64, to: f64| vec![(from, from), (to, from), (to, to), (from, to)];
        let rings = [square(0.0, 10.0), square(4.0, 6.0)];
        assert!(contains(&rings, (2.0, 5.0)) && !contains(&rings, (5.0, 5.0)) && !contains(&rings, (11.0, 5.0)));
    }
}
