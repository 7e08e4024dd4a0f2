//! The markers of a picture: one a building, set apart so that each can be read and pressed.

use super::{
    MapRequest, Pin, descriptions,
    label_candidates::distance,
    occupancy::{Badge, Occupancy},
    projection::Projection,
    viewport::Viewport,
};
use app::model::Marker;
use directory::Point;
use geo::Coord;

/// Pins that are no further apart than this many miles stand at one building: 30 metres.
const ONE_BUILDING: f64 = 0.030 / 1.609_344;
/// Most numbers that a marker shows.
const MOST_NUMBERS: usize = 3;
/// Rounds in which markers push each other apart.
const ROUNDS: usize = 12;
/// How far a marker may stand from its place, in widths of a marker: so that it still touches it. Where that is
/// not enough, as in a town centre on the picture of a county, buildings share a marker.
const REACH: f64 = 0.75;
/// How near to the middle of a marker, in markers' units, a dot would be hidden by it.
const HIDES: f64 = 15.0;
/// The golden angle: markers at one point leave it in directions that are all different.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// The pins of one building, in the order of the list.
#[derive(Debug)]
pub(super) struct Building<'a> {
    pub(super) pins: Vec<&'a Pin<'a>>,
    /// Where it is in the plane.
    coord: Coord,
    /// Where it is in the picture.
    at: (f64, f64),
}

/// The buildings of a request that are in the viewport, and how many are beyond its edges.
pub(super) fn group_by_building<'a>(
    request: &MapRequest<'a>,
    projection: &Projection,
    viewport: &Viewport,
) -> (Vec<Building<'a>>, usize) {
    let mut buildings: Vec<Building<'a>> = Vec::new();
    for pin in request.pins {
        let coord = projection.project(pin.point);
        match buildings.iter_mut().find(|other| distance(other.coord.x_y(), coord.x_y()) <= ONE_BUILDING) {
            Some(building) => building.pins.push(pin),
            None => buildings.push(Building { pins: vec![pin], coord, at: viewport.to_picture(coord) }),
        }
    }
    let all = buildings.len();
    buildings.retain(|building| viewport.contains(building.at));
    let beyond_edge = all - buildings.len();
    (buildings, beyond_edge)
}

/// Adds the markers of buildings, in the order of the list: those that come first stay nearest to their
/// places.
pub(super) fn add_markers(buildings: &[Building<'_>], occupancy: &mut Occupancy) -> Vec<Marker> {
    let mut groups: Vec<MarkerGroup<'_>> = Vec::with_capacity(buildings.len());
    let reach = REACH * occupancy.marker_spacing();
    for (building, separated) in buildings.iter().zip(separate_markers(buildings, occupancy)) {
        let badge = Badge::new(&descriptions::list_numbers(building.pins(), MOST_NUMBERS));
        let separated = occupancy.clamp_marker(separated, badge);
        let is_near = distance(separated, building.at) <= reach;
        let position = if is_near && occupancy.has_room_for_marker(separated, badge) {
            Some(separated)
        } else {
            occupancy.find_room_for_marker(building.at, badge, reach)
        };
        match position {
            Some(at) => {
                occupancy.add_marker(at, badge);
                groups.push(MarkerGroup { at, most_numbers: MOST_NUMBERS, buildings: vec![building] });
            }
            None => join_nearest_group(&mut groups, building, occupancy),
        }
    }
    occupancy.reserve_markers();
    groups.iter().filter_map(MarkerGroup::marker).collect()
}

impl<'a> Building<'a> {
    fn pins(&self) -> impl Iterator<Item = &'a Pin<'a>> {
        self.pins.iter().copied()
    }
}

/// Buildings that share a marker.
struct MarkerGroup<'a> {
    at: (f64, f64),
    /// Most numbers that its badge has room for.
    most_numbers: usize,
    buildings: Vec<&'a Building<'a>>,
}

/// Joins a building to the nearest marker, rather to one whose badge has room to grow.
fn join_nearest_group<'a>(groups: &mut Vec<MarkerGroup<'a>>, building: &'a Building<'a>, occupancy: &mut Occupancy) {
    let joined_badge = |group: &MarkerGroup<'_>, most: usize| {
        Badge::new(&descriptions::list_numbers(group.pins().chain(building.pins()), most))
    };
    let choice = |(index, group): (usize, &MarkerGroup<'_>)| {
        let widths = distance(group.at, building.at) / occupancy.marker_spacing();
        if occupancy.has_room_for_badge(index, joined_badge(group, group.most_numbers)) {
            (widths, index, group.most_numbers)
        } else if occupancy.has_room_for_badge(index, joined_badge(group, 1)) {
            (widths + 0.5, index, 1)
        } else {
            (widths + 1.5, index, 1)
        }
    };
    match groups.iter().enumerate().map(choice).min_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, index, most_numbers)) => {
            occupancy.set_badge(index, joined_badge(&groups[index], most_numbers));
            groups[index].most_numbers = most_numbers;
            groups[index].buildings.push(building);
        }
        None => {
            let badge = Badge::new(&descriptions::list_numbers(building.pins(), MOST_NUMBERS));
            let at = occupancy.clamp_marker(building.at, badge);
            occupancy.add_marker(at, badge);
            groups.push(MarkerGroup { at, most_numbers: MOST_NUMBERS, buildings: vec![building] });
        }
    }
}

impl<'a> MarkerGroup<'a> {
    fn pins(&self) -> impl Iterator<Item = &'a Pin<'a>> {
        self.buildings.iter().flat_map(|building| building.pins())
    }

    fn marker(&self) -> Option<Marker> {
        let first = self.pins().next()?;
        let names: Vec<String> =
            self.buildings.iter().map(|building| descriptions::describe_building(&building.pins)).collect();
        Some(Marker {
            x: self.at.0,
            y: self.at.1,
            numbers: descriptions::list_numbers(self.pins(), self.most_numbers),
            href: first.href(),
            name: names.join("; "),
            kind: first.kind.clone(),
            outlined: self.pins().any(|pin| pin.outlined),
        })
    }
}

/// Where other listed places are: those in sight whose dot no marker hides, each once, in whole units.
pub(super) fn draw_nearby(
    places: &[Point],
    projection: &Projection,
    viewport: &Viewport,
    markers: &[Marker],
    unit: f64,
) -> Vec<(f64, f64)> {
    let hidden = |at: (f64, f64)| markers.iter().any(|marker| distance((marker.x, marker.y), at) < HIDES * unit);
    let mut dots: Vec<(f64, f64)> = Vec::new();
    for place in places {
        let (x, y) = viewport.to_picture(projection.project(*place));
        let dot = (x.round(), y.round());
        if viewport.contains(dot) && !hidden(dot) && !dots.contains(&dot) {
            dots.push(dot);
        }
    }
    dots
}

/// The positions of markers after those that overlap have pushed each other apart by halves, a few rounds.
fn separate_markers(buildings: &[Building<'_>], occupancy: &Occupancy) -> Vec<(f64, f64)> {
    let (spacing, badge) = (occupancy.marker_spacing(), Badge::new("1"));
    let mut positions: Vec<(f64, f64)> =
        buildings.iter().map(|building| occupancy.clamp_marker(building.at, badge)).collect();
    for _ in 0..ROUNDS {
        let mut is_settled = true;
        for one in 0..positions.len() {
            for other in one + 1..positions.len() {
                if let Some((x, y)) = push(positions[one], positions[other], spacing, one + other) {
                    positions[one] = (positions[one].0 - x / 2.0, positions[one].1 - y / 2.0);
                    positions[other] = (positions[other].0 + x / 2.0, positions[other].1 + y / 2.0);
                    is_settled = false;
                }
            }
            let from_origin = occupancy
                .search_origin
                .and_then(|origin| push(origin, positions[one], occupancy.origin_spacing(), one));
            if let Some((x, y)) = from_origin {
                positions[one] = (positions[one].0 + x, positions[one].1 + y);
                is_settled = false;
            }
            positions[one] = occupancy.clamp_marker(positions[one], badge);
        }
        if is_settled {
            break;
        }
    }
    positions
}

/// By how much the second is to move for both to be so far apart; `None` when they are. `turn` gives two
/// at one point a direction.
fn push(a: (f64, f64), b: (f64, f64), spacing: f64, turn: usize) -> Option<(f64, f64)> {
    let apart = distance(a, b);
    if apart >= spacing {
        return None;
    }
    // A little more than needed, so that rounding does not begin it again.
    let more = spacing - apart + 1e-6;
    let (x, y) = match apart {
        0.0..0.01 => (turn as f64 * GOLDEN_ANGLE).sin_cos(),
        _ => ((b.0 - a.0) / apart, (b.1 - a.1) / apart),
    };
    Some((x * more, y * more))
}
