//! The data of the interactive map, as JSON for `public/map/hubmap.js`: the picture's own view, places and
//! labels, with true points in place of a picture's units.

pub(super) mod ground;

use super::{MapRequest, descriptions};
use app::{
    components::{
        shape::{class, letter_y, mark_outline},
        sign::strokes,
    },
    model::KindTag,
};
use directory::Point;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct InteractiveMap<'a> {
    /// West, south, east, north, in degrees.
    view: [f64; 4],
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<LatLon>,
    /// How each kind's mark is drawn, by the kind's id.
    kinds: BTreeMap<&'a str, KindMark<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wider: Option<&'a str>,
    /// Whether features of the source that say `need_area` have the red outline.
    #[serde(skip_serializing_if = "is_false")]
    need_areas: bool,
    places: Vec<Place<'a>>,
    counted: Vec<CountLabel<'a>>,
}

/// Latitude and longitude, as Leaflet takes them.
type LatLon = [f64; 2];

#[derive(Serialize)]
struct KindMark<'a> {
    label: &'a str,
    class: &'static str,
    outline: &'static str,
    #[serde(flatten)]
    inside: MarkInside<'a>,
}

/// What stands in a mark: a sign, or a letter so far down.
#[derive(Serialize)]
#[serde(untagged)]
enum MarkInside<'a> {
    Sign { sign: &'static str },
    Letter { letter: &'a str, y: &'static str },
}

#[derive(Serialize)]
struct Place<'a> {
    at: LatLon,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    name: &'a str,
    href: String,
    /// Only a confirmed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    outlined: bool,
}

#[derive(Serialize)]
struct CountLabel<'a> {
    at: LatLon,
    text: String,
    href: &'a str,
}

/// The data of a request whose picture shows `view` (west, south, east, north, in degrees).
pub(super) fn data(request: &MapRequest<'_>, view: [f64; 4]) -> String {
    let pins = if request.source.is_some() { &[] } else { request.pins };
    let source_kinds = request.source.map_or(&[][..], |source| source.kinds);
    let places = pins.iter().map(|pin| Place {
        at: lat_lon(pin.point),
        kind: pin.kind.slug.as_str(),
        number: pin.number,
        name: pin.name,
        href: pin.href(),
        phone: pin.phone,
        outlined: pin.outlined,
    });
    let counted = request.area_counts.iter().map(|area_count| CountLabel {
        at: lat_lon(area_count.point),
        text: descriptions::describe_area_count(area_count),
        href: &area_count.href,
    });
    let data = InteractiveMap {
        // To about ten metres.
        view: view.map(|degrees| (degrees * 1e4).round() / 1e4),
        from: request.from.map(lat_lon),
        kinds: source_kinds.iter().chain(pins.iter().map(|pin| pin.kind)).map(kind_mark).collect(),
        source: request.source.map(|source| source.url),
        wider: request.wider,
        need_areas: request.source.is_some_and(|source| source.need_areas),
        places: places.collect(),
        counted: counted.collect(),
    };
    // Strings and numbers only: there is nothing that could fail.
    serde_json::to_string(&data).unwrap_or_default()
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_false(flag: &bool) -> bool {
    !flag
}

fn lat_lon(point: Point) -> LatLon {
    [point.latitude(), point.longitude()]
}

fn kind_mark(kind: &KindTag) -> (&str, KindMark<'_>) {
    let inside = match kind.sign {
        Some(sign) => MarkInside::Sign { sign: strokes(sign) },
        None => MarkInside::Letter { letter: &kind.letter, y: letter_y(kind.shape) },
    };
    let mark = KindMark { label: &kind.label, class: class(kind.shape), outline: mark_outline(kind), inside };
    (kind.slug.as_str(), mark)
}
