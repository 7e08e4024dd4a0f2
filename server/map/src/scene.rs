//! What every picture of one part of the plane shows, whatever stands in it: the ground, and where
//! names may stand. It takes most of a picture's time, and the pictures of a county show few
//! different parts ([`View::around`] keeps to a grid), so that each is made once and kept.

use super::{
    BaseMap, Name,
    drawing::{self, Crossings, Ring},
    labels::{BEYOND, LINE},
    plane::View,
    room::{Area, Room, distance, text_width},
    words,
};
use app::model::{MapOutline, ScaleBar};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

/// Most scenes that are kept, of two to eight kilobytes each.
const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(2_047);
/// Where a district's name is tried when its middle is taken or out of sight: so many places across
/// and down.
const LATTICE: (u8, u8) = (9, 13);
/// How many people a town has at least that is named in a picture more than so many miles wide.
const PEOPLE: [(f64, u32); 2] = [(25.0, 5_000), (10.0, 1_500)];

/// One part of the plane, ready.
#[derive(Debug)]
pub(super) struct Scene {
    /// Districts and rivers.
    pub(super) outlines: Arc<[MapOutline]>,
    /// Of each district in view, where its name may stand, best first.
    pub(super) districts: Vec<Tries>,
    /// The towns in view that are large enough to be named, as positions in the map's towns, with
    /// their places; most people first.
    pub(super) towns: Vec<(usize, (f64, f64))>,
    pub(super) scale: ScaleBar,
}

/// Where the name of a district may stand.
#[derive(Debug)]
pub(super) struct Tries {
    /// The district's position in the authority's order.
    pub(super) district: usize,
    /// Its middle, when that lies on its ground.
    middle: Option<(f64, f64)>,
    /// Other places on its ground where the name is in the picture, nearest to its middle first.
    others: Vec<Try>,
}

/// A place of the lattice where a name may stand.
#[derive(Debug)]
struct Try {
    column: u8,
    row: u8,
    /// Whether the whole name stands on the district's ground there.
    whole: bool,
}

impl Tries {
    /// The district's middle, or the place nearest to it where there is room; if it can be, where the
    /// whole name stands on its ground. `name` is the district's.
    pub(super) fn place(&self, name: &Name, room: &Room) -> Option<Area> {
        if let Some(middle) = self.middle.map(|at| text_area(name, at, room.unit)).filter(|area| room.is_free(area)) {
            return Some(middle);
        }
        let area = |at: &Try| text_area(name, lattice(at.column, at.row, room.width, room.height), room.unit);
        let mut by: Option<&Area> = None;
        let mut free = self.others.iter().map(|at| (area(at), at.whole)).filter(|(area, _)| {
            // What the place before this one met is likely to be met here too.
            if by.is_none_or(|by| !by.overlaps(area)) {
                by = room.taken().iter().find(|taken| taken.overlaps(area));
            }
            by.is_none()
        });
        let (first, whole) = free.next()?;
        let better = if whole { None } else { free.find(|(_, whole)| *whole) };
        Some(better.map_or(first, |(area, _)| area))
    }
}

/// A place of the lattice, columns and rows counted from 1.
fn lattice(column: u8, row: u8, width: f64, height: f64) -> (f64, f64) {
    let (across, down) = LATTICE;
    (width / f64::from(across + 1) * f64::from(column), height / f64::from(down + 1) * f64::from(row))
}

/// The scenes that were drawn last.
pub(super) struct Scenes(Mutex<LruCache<Key, Arc<Scene>>>);

type Key = ([u64; 4], Option<usize>);

impl std::fmt::Debug for Scenes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scenes")
    }
}

impl Default for Scenes {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(MOST)))
    }
}

impl Scenes {
    /// The scene of a view on the grid, in which one district may stand out.
    pub(super) fn of(&self, map: &BaseMap, view: &View, unit: f64, chosen: Option<usize>) -> Arc<Scene> {
        let key = (view.print(), chosen);
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(scene) = kept().get(&key) {
            return scene.clone();
        }
        let scene = Arc::new(Scene::new(map, view, unit, chosen));
        kept().put(key, scene.clone());
        scene
    }
}

impl Scene {
    pub(super) fn new(map: &BaseMap, view: &View, unit: f64, chosen: Option<usize>) -> Self {
        let base = drawing::base(map, view, chosen);
        let in_view = map.districts.iter().zip(&base.districts).enumerate().filter(|(_, (_, rings))| !rings.is_empty());
        let districts =
            in_view.map(|(district, (shapes, rings))| tries(district, &shapes.name, rings, view, unit)).collect();
        let miles = view.width / view.per_mile;
        let people = PEOPLE.iter().find(|(wide, _)| miles > *wide).map_or(1, |(_, people)| *people);
        let towns = map.towns.iter().enumerate().filter_map(|(town, found)| {
            let least = if found.ours { people } else { people * BEYOND };
            let at = view.place(found.name.at);
            (found.people >= least && view.holds(at)).then_some((town, at))
        });
        Self { outlines: base.outlines.into(), districts, towns: towns.collect(), scale: words::scale(view) }
    }
}

/// The box of a name about its middle.
pub(super) fn text_area(name: &Name, middle: (f64, f64), unit: f64) -> Area {
    Area::about(middle, text_width(name.letters, unit) + 4.0 * unit, LINE * unit)
}

fn tries(district: usize, name: &Name, rings: &[Ring], view: &View, unit: f64) -> Tries {
    let middle = view.place(name.at);
    let (across, down) = LATTICE;
    let apart = view.height / f64::from(down + 1);
    let mut others: Vec<(f64, Try)> = Vec::new();
    for (line, row) in Crossings::rows(rings, down, apart).iter().zip(1..) {
        for column in 1..=across {
            let at = lattice(column, row, view.width, view.height);
            let area = text_area(name, at, unit);
            if line.hold(at.0) && view.holds((area.left, area.top)) && view.holds((area.right, area.bottom)) {
                let whole = line.hold(area.left) && line.hold(area.right);
                others.push((distance(at, middle), Try { column, row, whole }));
            }
        }
    }
    // Those equally near stay as they are read.
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    Tries {
        district,
        middle: Some(middle).filter(|middle| Crossings::new(rings, middle.1).hold(middle.0)),
        others: others.into_iter().map(|(_, at)| at).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_rings_is_the_same_alone_and_among_rows() {
        let ring: Ring = vec![(10.0, 5.0), (90.0, 12.0), (70.0, 95.0), (40.0, 30.0), (20.0, 99.0)];
        let rows = Crossings::rows(std::slice::from_ref(&ring), 9, 10.0);
        for (row, line) in rows.iter().zip(1..) {
            let alone = Crossings::new(std::slice::from_ref(&ring), f64::from(line) * 10.0);
            for x in 0..100 {
                assert_eq!(row.hold(f64::from(x)), alone.hold(f64::from(x)), "line {line}, {x}");
            }
        }
        assert!(rows[4].hold(75.0) && !rows[8].hold(40.0));
    }
}
