//! The labels of a picture: names of settlements and districts, and counts of what is known only to one. Each
//! stands at its true place or not at all, and none over another; a name stands once.

use super::{
    AreaCount, BaseMap, PlaceName, Settlement, descriptions,
    ground::{Ring, contains},
    label_candidates::lattice_candidates,
    occupancy::{BoundingBox, MARKER_HALF, Occupancy, text_width},
    projection::Projection,
    viewport::Viewport,
};
use app::model::{CountedLabel, MapLabel};

/// Most settlements that are named.
const MOST_SETTLEMENTS: usize = 14;
/// Height of a line of text in markers' units, and how far its base line lies under its middle.
const LINE_HEIGHT: f64 = 13.0;
const BASE_LINE: f64 = 3.5;
/// How many people a settlement has at least that is named in a picture more than so many miles wide.
const LEAST_PEOPLE: [(f64, u32); 4] = [(25.0, 5_000), (10.0, 1_500), (6.0, 500), (3.5, 150)];
/// How large markers and names are in a wide picture, of what they are in a narrow one, and the class of names that
/// only a wide one shows; both as `50-map.css` has them.
pub(super) const WIDE: f64 = 0.6;
pub(super) const WIDE_CLASS: &str = "town map-wide";
/// How many people make a town, whose name is bold.
const TOWN_PEOPLE: u32 = 5_000;
/// How many times as many people a settlement outside the authority has.
pub(super) const OUTSIDE_FACTOR: u32 = 6;
/// Districts are named in a picture more than so many miles wide: in a nearer one their edges are out of sight.
const DISTRICT_MILES: f64 = 10.0;
/// Columns and rows of the candidates for a district's name, when its middle is taken or out of sight.
const LATTICE: (u8, u8) = (9, 13);
/// How far to the right of its place the middle of a settlement's name may lie, in its own widths, and how far
/// under it, in markers' units, the best first: on it, just clear of a marker that stands on it, or with its end or
/// its beginning there.
const CLEAR: f64 = MARKER_HALF + LINE_HEIGHT / 2.0 + 0.5;
const NAME_OFFSETS: [(f64, f64); 7] =
    [(0.0, 0.0), (0.0, CLEAR), (0.0, -CLEAR), (-0.45, 0.0), (0.45, 0.0), (-0.3, CLEAR), (0.3, CLEAR)];

/// Labels the counts of towns and districts, each at its own place, in the order given, and says whose have
/// one. One that has no room there is left out rather than set where it would be of another town: the
/// picture's sentence counts it, and the page's list has it.
pub(super) fn label_area_counts<'a>(
    area_counts: &[&'a AreaCount<'a>],
    projection: &Projection,
    viewport: &Viewport,
    occupancy: &mut Occupancy,
) -> (Vec<CountedLabel>, Vec<&'a str>) {
    let (mut labels, mut named) = (Vec::new(), Vec::new());
    for area_count in area_counts {
        let (x, y) = viewport.to_picture(projection.project(area_count.point));
        let text = descriptions::describe_area_count(area_count);
        let width = (text.chars().count() as f64 * 6.0 + 16.0) * occupancy.unit;
        let area = BoundingBox::centred_at((x, y), width, 26.0 * occupancy.unit);
        if occupancy.has_room_for_label(&area) {
            occupancy.add_label(area);
            named.push(area_count.name);
            labels.push(CountedLabel { x, y, text, href: area_count.href.clone() });
        }
    }
    (labels, named)
}

/// Labels the authority's visible settlements, those with most people first, then its districts, and then what
/// lies around it, where there is room. `named` have their name on the picture already.
pub(super) fn label_names(
    map: &BaseMap,
    viewport: &Viewport,
    district_names: &[Vec<NameCandidate>],
    named: &[&str],
    occupancy: &mut Occupancy,
) -> Vec<MapLabel> {
    let mut labels: Vec<MapLabel> = Vec::new();
    let is_named =
        |name: &str, labels: &[MapLabel]| named.contains(&name) || labels.iter().any(|label| label.text == name);
    let label_settlement = |settlement: &Settlement, labels: &mut Vec<MapLabel>, occupancy: &mut Occupancy| {
        let settlements = labels.iter().filter(|label| label.class != "district").count();
        if settlements >= MOST_SETTLEMENTS || is_named(&settlement.name.text, labels) {
            return;
        }
        if let Some(area) = find_room_for_settlement(&settlement.name, viewport, occupancy) {
            let class = if settlement.people >= TOWN_PEOPLE { "town" } else { "village" };
            labels.push(add_label(&settlement.name, area, class, occupancy));
        }
    };
    let (inside, outside): (Vec<&Settlement>, Vec<&Settlement>) =
        visible_settlements(map, viewport).partition(|settlement| settlement.is_inside);
    for settlement in inside {
        label_settlement(settlement, &mut labels, occupancy);
    }
    if miles_across(viewport) > DISTRICT_MILES {
        for (district, candidates) in map.districts.iter().zip(district_names) {
            if is_named(&district.name.text, &labels) {
                continue;
            }
            if let Some(area) = find_room_for_district(candidates, occupancy) {
                labels.push(add_label(&district.name, area, "district", occupancy));
            }
        }
    }
    for settlement in outside {
        label_settlement(settlement, &mut labels, occupancy);
    }
    labels
}

/// The best box at its place that has room.
fn find_room_for_settlement(name: &PlaceName, viewport: &Viewport, occupancy: &Occupancy) -> Option<BoundingBox> {
    let area = text_box(&name.text, viewport.to_picture(name.at), occupancy.unit);
    let width = area.right - area.left;
    let mut candidates = NAME_OFFSETS.into_iter().map(|(right, down)| area.moved(right * width, down * occupancy.unit));
    candidates.find(|candidate| occupancy.has_room_for_label(candidate))
}

/// Labels towns between the markers of a wide picture, which are smaller there, as the style sheet says (`WIDE`): a
/// county without its towns is read by nobody. A narrow picture does not show these.
pub(super) fn label_towns_between_markers(
    map: &BaseMap,
    viewport: &Viewport,
    named: &[&str],
    labels: &[MapLabel],
    occupancy: &Occupancy,
) -> Vec<MapLabel> {
    let mut occupancy = occupancy.shrunk(WIDE);
    let mut more: Vec<MapLabel> = Vec::new();
    for town in visible_settlements(map, viewport).filter(|town| town.is_inside && town.people >= TOWN_PEOPLE) {
        if named.contains(&town.name.text.as_str()) || labels.iter().any(|label| label.text == town.name.text) {
            continue;
        }
        if let Some(area) = find_room_for_settlement(&town.name, viewport, &occupancy) {
            more.push(add_label(&town.name, area, WIDE_CLASS, &mut occupancy));
        }
    }
    more
}

fn miles_across(viewport: &Viewport) -> f64 {
    viewport.width / viewport.per_mile
}

/// The settlements in a viewport that are large enough to be named there, the largest first.
fn visible_settlements<'m>(map: &'m BaseMap, viewport: &Viewport) -> impl Iterator<Item = &'m Settlement> {
    let miles = miles_across(viewport);
    let least = LEAST_PEOPLE.iter().find(|(width, _)| miles > *width).map_or(1, |(_, people)| *people);
    let seen = |settlement: &&Settlement| viewport.contains(viewport.to_picture(settlement.name.at));
    map.settlements.iter().take_while(move |settlement| settlement.weight() >= least).filter(seen)
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
