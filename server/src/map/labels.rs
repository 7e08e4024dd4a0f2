//! Names of districts and towns, and the labels of what is known only to one.

use super::{
    BaseMap, Counted, Name, Town,
    drawing::{Ring, contains},
    plane::{Plane, View},
    room::{Area, Room, around, distance, text_width},
    words,
};
use app::model::{CountedLabel, MapLabel};
use std::cmp::Reverse;

/// Most towns that are named.
const MOST_TOWNS: usize = 14;
/// Height of a line of text in markers' units, and how far its base line lies under its middle.
const LINE: f64 = 13.0;
const BASE_LINE: f64 = 3.5;
/// How many people a town has at least that is named in a picture more than so many miles wide.
const PEOPLE: [(f64, u32); 2] = [(25.0, 5_000), (10.0, 1_500)];
/// How many times as many a town beyond the authority has.
pub(super) const BEYOND: u32 = 6;
/// A town of a district's name is not named again this near to it, in markers' units.
const SAME: f64 = 60.0;
/// How far a counted label may stand from its place, in widths of a marker, and the steps outward in
/// which it is tried, in markers' units.
const COUNTED_REACH: f64 = 3.0;
const COUNTED_STEP: f64 = 4.0;
/// Where a district's name is tried when its middle is taken or out of sight: so many places across
/// and down.
const LATTICE: (u32, u32) = (9, 13);

/// Sets the labels of what is known only to a town or district, each as near to it as there is room,
/// the largest count first. One that has no room near its place is left out rather than set where it
/// cannot be read: the picture's sentence counts it, and the page's list has it.
pub(super) fn counted(all: &[Counted], plane: &Plane, view: &View, room: &mut Room) -> Vec<CountedLabel> {
    let mut labels = Vec::new();
    let mut all: Vec<&Counted> = all.iter().collect();
    all.sort_by_key(|counted| Reverse(counted.count));
    let reach = COUNTED_REACH * room.apart();
    for counted in all {
        let at = view.place(plane.flat(counted.point));
        if !view.holds(at) {
            continue;
        }
        let text = words::counted(counted);
        let letters = text.chars().count() as f64;
        let (width, height) = ((letters * 6.0 + 16.0) * room.unit, 26.0 * room.unit);
        let within = |(x, y): (f64, f64)| {
            let (half, tall) = (width / 2.0, height / 2.0);
            (x.clamp(half, (room.width - half).max(half)), y.clamp(tall, (room.height - tall).max(tall)))
        };
        let mut places = around(at, COUNTED_STEP * room.unit, reach).map(within);
        let Some((x, y)) = places.find(|place| room.is_free(&Area::about(*place, width, height))) else { continue };
        room.take(Area::about((x, y), width, height));
        labels.push(CountedLabel { x, y, text, href: counted.href.clone() });
    }
    labels
}

/// Names the districts in view and then towns, most people first, where there is room.
pub(super) fn names(map: &BaseMap, view: &View, seen: &[Vec<Ring>], room: &mut Room) -> Vec<MapLabel> {
    let mut labels: Vec<MapLabel> = Vec::new();
    for (district, rings) in map.districts.iter().zip(seen).filter(|(_, rings)| !rings.is_empty()) {
        if let Some(place) = district_place(&district.name, rings, view, room) {
            labels.push(set(&district.name.text, place, "district", room));
        }
    }
    let districts = labels.len();
    let miles = view.width / view.per_mile;
    let people = PEOPLE.iter().find(|(wide, _)| miles > *wide).map_or(1, |(_, people)| *people);
    for Town { name: town, people: live, ours } in &map.towns {
        let least = if *ours { people } else { people * BEYOND };
        if *live < least {
            continue;
        }
        if labels.len() >= districts + MOST_TOWNS {
            break;
        }
        let at = view.place(town.at);
        let same = |label: &MapLabel| label.text == town.text && distance((label.x, label.y), at) < SAME * room.unit;
        if !view.holds(at) || labels.iter().any(same) {
            continue;
        }
        // Over its place, then under and above what stands there.
        let tries = [0.0, 1.0, -1.0, 2.0, -2.0].map(|lines| (at.0, at.1 + lines * LINE * room.unit));
        if let Some(place) = tries.into_iter().find(|place| room.is_free(&text_area(&town.text, *place, room))) {
            labels.push(set(&town.text, place, "town", room));
        }
    }
    labels
}

/// The district's middle, or the place nearest to it where there is room; if it can be,
/// where the whole name stands on its ground.
fn district_place(name: &Name, rings: &[Ring], view: &View, room: &Room) -> Option<(f64, f64)> {
    let middle = view.place(name.at);
    if contains(rings, middle) && room.is_free(&text_area(&name.text, middle, room)) {
        return Some(middle);
    }
    let (across, down) = LATTICE;
    let share = |step: u32, steps: u32, length: f64| length * f64::from(step + 1) / f64::from(steps + 1);
    let mut places: Vec<(f64, f64)> = (0..down)
        .flat_map(|row| (0..across).map(move |column| (column, row)))
        .map(|(column, row)| (share(column, across, view.width), share(row, down, view.height)))
        .collect();
    places.sort_by(|a, b| distance(*a, middle).total_cmp(&distance(*b, middle)));
    let mut partly = None;
    for place in places {
        let area = text_area(&name.text, place, room);
        if !room.is_free(&area) || !contains(rings, place) {
            continue;
        }
        if [area.left, area.right].into_iter().all(|x| contains(rings, (x, place.1))) {
            return Some(place);
        }
        partly.get_or_insert(place);
    }
    partly
}

fn text_area(text: &str, middle: (f64, f64), room: &Room) -> Area {
    Area::about(middle, text_width(text, room.unit) + 4.0 * room.unit, LINE * room.unit)
}

fn set(text: &str, middle: (f64, f64), class: &'static str, room: &mut Room) -> MapLabel {
    room.take(text_area(text, middle, room));
    MapLabel { x: middle.0, y: middle.1 + BASE_LINE * room.unit, text: text.to_owned(), class }
}
