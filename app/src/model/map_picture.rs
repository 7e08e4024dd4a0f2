//! The map as a picture: everything already projected to the picture's own units.

pub mod page;

use super::listing::KindTag;
use std::sync::Arc;

/// One server-drawn map.
#[derive(Debug, Clone, Default)]
pub struct MapPicture {
    /// Width of the view box.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// Outlines of the county, its districts, what is built up and rivers, clipped to the view, the lowest first.
    pub outlines: Arc<[MapOutline]>,
    /// Names of settlements and districts.
    pub labels: Vec<MapLabel>,
    /// Places, in the order of the list.
    pub markers: Vec<Marker>,
    /// Services known only to a town or a district.
    pub counted: Vec<CountedLabel>,
    /// Other places that are listed, without a link: units from the left and from the top.
    pub nearby: Vec<(f64, f64)>,
    /// Whether a built-up area is in sight, which the legend then explains.
    pub has_built_up: bool,
    /// Where the search is from, and what it is called.
    pub from: Option<(f64, f64)>,
    /// How long a round distance is.
    pub scale: Option<ScaleBar>,
    /// Kinds on the map.
    pub legend: Vec<LegendEntry>,
    /// What the map shows, in words: "Seven places; the nearest is …".
    pub sentence: String,
    /// Areas of greatest need, for those who plan by them; `None` where nobody asked for them.
    pub need_areas: Option<NeedAreas>,
    /// The picture's data as JSON, for the interactive map (`public/map/hubmap.js` says what is in it).
    /// Empty when there is nothing to move.
    pub moving: String,
}

/// The red outlines of places in areas of greatest need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedAreas {
    /// How many places on this map lie in one.
    pub count: usize,
    /// The same page without them.
    pub switch: String,
    /// What an outline means.
    pub words: String,
}

/// An outline on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapOutline {
    /// What it is, for the style: `county`, `district`, `chosen`, `built` or `river`.
    pub class: &'static str,
    /// Its lines as the data of an SVG path.
    pub path: String,
}

/// A name on the map.
#[derive(Debug, Clone)]
pub struct MapLabel {
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
    /// The name.
    pub text: String,
    /// Whose name it is, for the style: `town`, `village` or `district`.
    pub class: &'static str,
}

/// A place on the map: a link with the mark of its kind and its numbers in the list.
#[derive(Debug, Clone)]
pub struct Marker {
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
    /// Its number in the list ("3"), or several of one building ("3, 4").
    pub numbers: String,
    /// Where the link goes: a list item (`#result-3`) or a page.
    pub href: String,
    /// Its name for people who do not see it: "3: Brookside Family Hub, 0.8 miles".
    pub name: String,
    /// Its kind, that of the first of several.
    pub kind: KindTag,
    /// Whether it has the red outline of a place in an area of greatest need.
    pub outlined: bool,
}

/// How many services are known only to this town or district.
#[derive(Debug, Clone)]
pub struct CountedLabel {
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
    /// "3 in Evesham".
    pub text: String,
    /// A search for them.
    pub href: String,
}

/// A scale bar.
#[derive(Debug, Clone)]
pub struct ScaleBar {
    /// Length in units.
    pub length: f64,
    /// "2 miles".
    pub label: String,
}

/// One row of the legend.
#[derive(Debug, Clone)]
pub struct LegendEntry {
    /// The kind.
    pub kind: KindTag,
    /// How many of its places are on the map.
    pub count: usize,
}
