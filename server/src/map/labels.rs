//! Names of districts and towns, and the labels of what is known only to one.

use super::{
    BaseMap, Counted,
    plane::{Plane, View},
    room::{Area, Room, distance},
    scene::{Scene, text_area},
    words,
};
use app::model::{CountedLabel, MapLabel};
use std::sync::Arc;

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
    let mut labels: Vec<MapLabel> = Vec::new();
    for tries in &scene.districts {
        let name = &map.districts[tries.district].name.text;
        if let Some(area) = tries.place(name, room) {
            labels.push(set(name, area, "district", room));
        }
    }
    let districts = labels.len();
    for &(town, at) in &scene.towns {
        let town = &map.towns[town].name.text;
        if labels.len() >= districts + MOST_TOWNS {
            break;
        }
        let same = |label: &MapLabel| label.text == *town && distance((label.x, label.y), at) < SAME * room.unit;
        if labels.iter().any(same) {
            continue;
        }
        // Over its place, then under and above what stands there.
        let mut tries = [0.0, 1.0, -1.0, 2.0, -2.0]
            .into_iter()
            .map(|lines| text_area(town, (at.0, at.1 + lines * LINE * room.unit), room.unit));
        if let Some(area) = tries.find(|area| room.is_free(area)) {
            labels.push(set(town, area, "town", room));
        }
    }
    labels
}

fn set(text: &Arc<str>, area: Area, class: &'static str, room: &mut Room) -> MapLabel {
    room.take(area);
    let (x, y) = area.middle();
    MapLabel { x, y: y + BASE_LINE * room.unit, text: text.clone(), class }
}
