//! The labels of a picture: names of districts and towns, and counts of what is known only to one.

use super::{
    AreaCount, BaseMap, PlaceName, Town, descriptions,
    ground::{Ring, contains},
    label_candidates::{distance, lattice_candidates},
    occupancy::{BoundingBox, Occupancy, text_width},
    projection::Projection,
    viewport::Viewport,
};
use app::model::{CountedLabel, MapLabel};

/// Most towns that are named.
const MOST_TOWNS: usize = 14;
/// Height of a line of text in markers' units, and how far its base line lies under its middle.
const LINE_HEIGHT: f64 = 13.0;
const BASE_LINE: f64 = 3.5;
/// How many people a town has at least that is named in a picture more than so many miles wide.
const LEAST_PEOPLE: [(f64, u32); 2] = [(25.0, 5_000), (10.0, 1_500)];
/// How many times as many people a town outside the authority has.
pub(super) const OUTSIDE_FACTOR: u32 = 6;
/// A town of a district's name is not named again this near to it, in markers' units.
const SAME_NAME_DISTANCE: f64 = 60.0;
/// How far the label of a count may stand from its place, in widths of a marker, and how far the rings of
/// its candidates are from each other, in markers' units.
const COUNT_REACH: f64 = 3.0;
const COUNT_STEP: f64 = 4.0;
/// Columns and rows of the candidates for a district's name, when its middle is taken or out of sight.
const LATTICE: (u8, u8) = (9, 13);
/// How many lines under its place a town's name may stand, the best first.
const TOWN_LINES: [f64; 5] = [0.0, 1.0, -1.0, 2.0, -2.0];

/// Labels the counts of towns and districts, each as near to its place as there is room, in the order
/// given. One that has no room is left out rather than set where it cannot be read: the picture's sentence
/// counts it, and the page's list has it.
pub(super) fn label_area_counts(
    area_counts: &[&AreaCount<'_>],
    projection: &Projection,
    viewport: &Viewport,
    occupancy: &mut Occupancy,
) -> Vec<CountedLabel> {
    let (step, reach) = (COUNT_STEP * occupancy.unit, COUNT_REACH * occupancy.marker_spacing());
    let mut labels = Vec::new();
    for area_count in area_counts {
        let at = viewport.to_picture(projection.project(area_count.point));
        if !viewport.contains(at) {
            continue;
        }
        let text = descriptions::describe_area_count(area_count);
        let size = ((text.chars().count() as f64 * 6.0 + 16.0) * occupancy.unit, 26.0 * occupancy.unit);
        let Some((x, y)) = occupancy.find_room_for_label(size, at, step, reach) else { continue };
        occupancy.add_label(BoundingBox::centred_at((x, y), size.0, size.1));
        labels.push(CountedLabel { x, y, text, href: area_count.href.clone() });
    }
    labels
}

/// Labels the visible districts and then towns, those with most people first, where there is room.
pub(super) fn label_names(
    map: &BaseMap,
    viewport: &Viewport,
    district_names: &[Vec<NameCandidate>],
    occupancy: &mut Occupancy,
) -> Vec<MapLabel> {
    let mut labels: Vec<MapLabel> = Vec::new();
    for (district, candidates) in map.districts.iter().zip(district_names) {
        if let Some(area) = find_room_for_district(candidates, occupancy) {
            labels.push(add_label(&district.name, area, "district", occupancy));
        }
    }
    let districts = labels.len();
    for town in visible_towns(map, viewport) {
        if labels.len() >= districts + MOST_TOWNS {
            break;
        }
        let at = viewport.to_picture(town.name.at);
        let is_named = labels.iter().any(|label| {
            label.text == town.name.text && distance((label.x, label.y), at) < SAME_NAME_DISTANCE * occupancy.unit
        });
        if is_named {
            continue;
        }
        let area = text_box(&town.name.text, at, occupancy.unit);
        let mut candidates = TOWN_LINES.into_iter().map(|lines| area.moved_down(lines * LINE_HEIGHT * occupancy.unit));
        if let Some(area) = candidates.find(|candidate| occupancy.has_room_for_label(candidate)) {
            labels.push(add_label(&town.name, area, "town", occupancy));
        }
    }
    labels
}

/// The towns in a viewport that are large enough to be named there, those with most people first.
fn visible_towns<'m>(map: &'m BaseMap, viewport: &Viewport) -> impl Iterator<Item = &'m Town> {
    let miles = viewport.width / viewport.per_mile;
    let least = LEAST_PEOPLE.iter().find(|(width, _)| miles > *width).map_or(1, |(_, people)| *people);
    map.towns.iter().filter(move |town| {
        let least = if town.is_inside { least } else { least * OUTSIDE_FACTOR };
        town.people >= least && viewport.contains(viewport.to_picture(town.name.at))
    })
}

/// A box that a district's name may have.
#[derive(Debug)]
pub(super) struct NameCandidate {
    area: BoundingBox,
    /// Whether it is the district's own middle, or has the whole name on the district's ground.
    is_good: bool,
}

/// The boxes that a district's name may have, the best first: around its middle, or else as near to it as may
/// be on the district's ground. They depend on the viewport alone, so the ground keeps them: to find them is
/// most of what the labels of a picture cost.
pub(super) fn district_name_candidates(name: &PlaceName, rings: &[Ring], viewport: &Viewport) -> Vec<NameCandidate> {
    if rings.is_empty() {
        return Vec::new();
    }
    let middle = viewport.to_picture(name.at);
    let area = text_box(&name.text, middle, viewport.marker_unit());
    let mut candidates = Vec::new();
    if contains(rings, middle) {
        candidates.push(NameCandidate { area, is_good: true });
    }
    for candidate in lattice_candidates(LATTICE, (viewport.width, viewport.height), middle) {
        if !contains(rings, candidate) {
            continue;
        }
        let area = text_box(&name.text, candidate, viewport.marker_unit());
        let is_good = contains(rings, (area.left, candidate.1)) && contains(rings, (area.right, candidate.1));
        candidates.push(NameCandidate { area, is_good });
    }
    candidates
}

/// The best box that has room: a good one, or else the first.
fn find_room_for_district(candidates: &[NameCandidate], occupancy: &Occupancy) -> Option<BoundingBox> {
    let mut with_room = candidates.iter().filter(|candidate| occupancy.has_room_for_label(&candidate.area));
    let first = with_room.next()?;
    let best = if first.is_good { first } else { with_room.find(|candidate| candidate.is_good).unwrap_or(first) };
    Some(best.area)
}

/// The box of a name around its middle.
fn text_box(text: &str, middle: (f64, f64), unit: f64) -> BoundingBox {
    BoundingBox::centred_at(middle, text_width(text, unit) + 4.0 * unit, LINE_HEIGHT * unit)
}

fn add_label(name: &PlaceName, area: BoundingBox, class: &'static str, occupancy: &mut Occupancy) -> MapLabel {
    occupancy.add_label(area);
    let (x, y) = area.middle();
    MapLabel { x, y: y + BASE_LINE * occupancy.unit, text: name.text.clone(), class }
}
