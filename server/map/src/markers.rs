//! Markers: one a building, set apart so that each can be read and pressed.

use super::{
    Pin, Request,
    plane::{Plane, View},
    room::{Badge, Room, distance},
    words,
};
use app::model::Marker;
use geo::Coord;

/// Pins that are no further apart than this many miles stand at one building: 30 metres.
const ONE_BUILDING: f64 = 0.030 / 1.609_344;
/// Most numbers that a marker shows.
const MOST_NUMBERS: usize = 3;
/// Rounds in which markers push each other apart.
const ROUNDS: usize = 12;
/// How far a marker may stand from its place, in widths of a marker. Where that is not enough, as in
/// a town centre on the picture of a county, buildings share a marker.
const REACH: f64 = 1.6;
/// Bytes of an ordinary marker's name, so that it grows seldom.
const NAME: usize = 64;
/// The golden angle: markers at one point leave it in directions that are all different.
const GOLDEN: f64 = 2.399_963_229_728_653;

/// The pins of one building, in the order of the list.
#[derive(Debug)]
pub(super) struct Building<'a> {
    pub(super) pins: Vec<&'a Pin<'a>>,
    at: Coord,
    /// Where it is in the picture.
    place: (f64, f64),
}

/// The buildings in view, and how many are beyond its edges.
pub(super) fn buildings<'a>(request: &Request<'a>, plane: &Plane, view: &View) -> (Vec<Building<'a>>, usize) {
    let mut buildings: Vec<Building<'a>> = Vec::with_capacity(request.pins.len());
    for pin in request.pins {
        let at = plane.flat(pin.point);
        match buildings.iter_mut().find(|other| distance(other.at.x_y(), at.x_y()) <= ONE_BUILDING) {
            Some(building) => building.pins.push(pin),
            None => buildings.push(Building { pins: vec![pin], at, place: view.place(at) }),
        }
    }
    let all = buildings.len();
    buildings.retain(|building| view.holds(building.place));
    let beyond = all - buildings.len();
    (buildings, beyond)
}

/// Sets the markers, in the order of the list: those that come first stay nearest to their places.
pub(super) fn set(buildings: &[Building<'_>], room: &mut Room) -> Vec<Marker> {
    let mut groups: Vec<Group<'_>> = Vec::with_capacity(buildings.len());
    for (building, pushed) in buildings.iter().zip(push_apart(buildings, room)) {
        let badge = Badge::new(&words::numbers(building.pins(), MOST_NUMBERS));
        let reach = REACH * room.apart();
        let free = room.for_marker(badge);
        let place = Some(free.whole.nearest(pushed))
            .filter(|place| distance(*place, building.place) <= reach && free.holds(*place))
            .or_else(|| free.nearest(building.place, room.step(), reach));
        match place {
            Some(place) => {
                room.take_marker(place, badge);
                groups.push(Group { place, most: MOST_NUMBERS, buildings: vec![building] });
            }
            None => join(&mut groups, building, room),
        }
    }
    room.close_markers();
    groups.iter().filter_map(Group::marker).collect()
}

impl<'a> Building<'a> {
    fn pins(&self) -> impl Iterator<Item = &'a Pin<'a>> {
        self.pins.iter().copied()
    }
}

/// Buildings that share a marker.
struct Group<'a> {
    place: (f64, f64),
    /// Most numbers that its badge has room for.
    most: usize,
    buildings: Vec<&'a Building<'a>>,
}

/// Joins a building to the nearest marker, rather to one whose badge has room to grow.
fn join<'a>(groups: &mut Vec<Group<'a>>, building: &'a Building<'a>, room: &mut Room) {
    let badge = |group: &Group<'_>, most: usize| Badge::new(&words::numbers(group.pins().chain(building.pins()), most));
    let choice = |(at, group): (usize, &Group<'_>)| {
        let far = distance(group.place, building.place) / room.apart();
        if room.may_grow(at, badge(group, group.most)) {
            (far, at, group.most)
        } else {
            (far + if room.may_grow(at, badge(group, 1)) { 0.5 } else { 1.5 }, at, 1)
        }
    };
    match groups.iter().enumerate().map(choice).min_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, at, most)) => {
            room.grow(at, badge(&groups[at], most));
            groups[at].most = most;
            groups[at].buildings.push(building);
        }
        None => {
            let badge = Badge::new(&words::numbers(building.pins(), MOST_NUMBERS));
            let place = room.whole(badge).nearest(building.place);
            room.take_marker(place, badge);
            groups.push(Group { place, most: MOST_NUMBERS, buildings: vec![building] });
        }
    }
}

impl<'a> Group<'a> {
    fn pins(&self) -> impl Iterator<Item = &'a Pin<'a>> {
        self.buildings.iter().flat_map(|building| building.pins())
    }

    fn marker(&self) -> Option<Marker> {
        let first = self.pins().next()?;
        let mut name = String::with_capacity(NAME);
        for (at, building) in self.buildings.iter().enumerate() {
            name.push_str(if at > 0 { "; " } else { "" });
            words::building(&mut name, &building.pins);
        }
        Some(Marker {
            x: self.place.0,
            y: self.place.1,
            numbers: words::numbers(self.pins(), self.most),
            href: first.href(),
            name,
            letter: first.kind.letter.clone(),
            shape: first.kind.shape,
            outlined: self.pins().any(|pin| pin.outlined),
        })
    }
}

/// Lets markers that overlap push each other apart by halves, a few rounds.
fn push_apart(buildings: &[Building<'_>], room: &Room) -> Vec<(f64, f64)> {
    let (apart, whole) = (room.apart(), room.whole(Badge::new("1")));
    let mut places: Vec<(f64, f64)> = buildings.iter().map(|building| whole.nearest(building.place)).collect();
    for _ in 0..ROUNDS {
        let mut still = true;
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                if let Some((x, y)) = push(places[one], places[other], apart, one + other) {
                    places[one] = (places[one].0 - x / 2.0, places[one].1 - y / 2.0);
                    places[other] = (places[other].0 + x / 2.0, places[other].1 + y / 2.0);
                    still = false;
                }
            }
            if let Some((x, y)) = room.from.and_then(|from| push(from, places[one], room.apart_from_here(), one)) {
                places[one] = (places[one].0 + x, places[one].1 + y);
                still = false;
            }
            places[one] = whole.nearest(places[one]);
        }
        if still {
            break;
        }
    }
    places
}

/// By how much the second is to move for both to be so far apart; `None` when they are.
fn push(a: (f64, f64), b: (f64, f64), apart: f64, turn: usize) -> Option<(f64, f64)> {
    if (a.0 - b.0).abs() >= apart || (a.1 - b.1).abs() >= apart {
        return None;
    }
    let far = distance(a, b);
    if far >= apart {
        return None;
    }
    // A little more than needed, so that rounding does not begin it again.
    let more = apart - far + 1e-6;
    let (x, y) = match far {
        0.0..0.01 => (turn as f64 * GOLDEN).sin_cos(),
        _ => ((b.0 - a.0) / far, (b.1 - a.1) / far),
    };
    Some((x * more, y * more))
}
