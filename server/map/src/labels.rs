//! Names of districts and towns, and the labels of what is known only to one.

use super::{
    BaseMap, Counted, Name,
    plane::{Plane, View},
    room::{Area, Room, distance},
    scene::{Scene, text_area},
    words,
};
use app::model::{CountedLabel, MapLabel};

/// Most towns that are named.
const MOST_TOWNS: usize = 14;
/// Height of a line of text in markers' units, and how far its base line lies under its middle.
pub(super) const LINE: f64 = 13.0;
const BASE_LINE: f64 = 3.5;
/// How many times as many a town beyond the authority has.
pub(super) const BEYOND: u32 = 6;
/// A town of a district's name is not named again this near to it, in markers' units.
const SAME: f64 = 60.0;
/// How far a counted label may stand from its place, in widths of a marker, and the steps outward in
/// which it is tried, in markers' units.
const COUNTED_REACH: f64 = 3.0;
const COUNTED_STEP: f64 = 4.0;

/// Sets the labels of what is known only to a town or district, each as near to it as there is room,
/// the largest count first, as `all` are. One that has no room near its place is left out rather than
/// set where it cannot be read: the picture's sentence counts it, and the page's list has it.
pub(super) fn counted(all: &[&Counted<'_>], plane: &Plane, view: &View, room: &mut Room) -> Vec<CountedLabel> {
    let mut labels = Vec::with_capacity(all.len());
    let reach = COUNTED_REACH * room.apart();
    for counted in all {
        let at = view.place(plane.flat(counted.point));
        if !view.holds(at) {
            continue;
        }
        let text = words::counted(counted);
        let letters = text.chars().count() as f64;
        let size = ((letters * 6.0 + 16.0) * room.unit, 26.0 * room.unit);
        let Some((x, y)) = room.for_label(size, at, reach).nearest(at, COUNTED_STEP * room.unit, reach) else {
            continue;
        };
        room.take(Area::about((x, y), size.0, size.1));
        labels.push(CountedLabel { x, y, text, href: counted.href.clone() });
    }
    labels
}

/// Names the districts in view and then towns, most people first, where there is room.
pub(super) fn names(map: &BaseMap, scene: &Scene, room: &mut Room) -> Vec<MapLabel> {
    let mut labels: Vec<MapLabel> = Vec::with_capacity(scene.districts.len() + MOST_TOWNS);
    for tries in &scene.districts {
        let name = &map.districts[tries.district].name;
        if let Some(area) = tries.place(name, room) {
            labels.push(set(name, area, room));
        }
    }
    let districts = labels.len();
    for &(town, at) in &scene.towns {
        if labels.len() >= districts + MOST_TOWNS {
            break;
        }
        let name = &map.towns[town].name;
        let same = |label: &MapLabel| label.text == name.text && distance((label.x, label.y), at) < SAME * room.unit;
        if labels.iter().any(same) {
            continue;
        }
        if let Some(area) = beside(text_area(name, at, room.unit), room) {
            labels.push(set(name, area, room));
        }
    }
    labels
}

/// Where there is room for a town's name: over its place, or else under or above what stands there.
fn beside(over: Area, room: &Room) -> Option<Area> {
    if room.is_free(&over) {
        return Some(over);
    }
    const LINES: [f64; 5] = [0.0, 1.0, -1.0, 2.0, -2.0];
    let (mut tops, mut bottoms, mut free) = ([0.0; LINES.len()], [0.0; LINES.len()], 0_u32);
    for line in 0..LINES.len() {
        let down = LINES[line] * LINE * room.unit;
        (tops[line], bottoms[line]) = (over.top + down, over.bottom + down);
        free |= u32::from(room.holds(&Area { top: tops[line], bottom: bottoms[line], ..over })) << line;
    }
    for taken in room.taken() {
        if taken.left < over.right && over.left < taken.right {
            for line in 0..LINES.len() {
                free &= !(u32::from(taken.top < bottoms[line] && tops[line] < taken.bottom) << line);
            }
            if free == 0 {
                return None;
            }
        }
    }
    let line = free.trailing_zeros() as usize;
    (free != 0).then(|| Area { top: tops[line], bottom: bottoms[line], ..over })
}

fn set(name: &Name, area: Area, room: &mut Room) -> MapLabel {
    room.take(area);
    let (x, y) = area.middle();
    MapLabel { x, y: y + BASE_LINE * room.unit, text: name.text.clone(), class: name.class }
}
