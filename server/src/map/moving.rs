//! What the map that moves shows, as JSON for `public/map/hubmap.js`: the picture's own view, places
//! and labels, with true points in place of a picture's units.

use super::{Request, words};
use app::{
    components::shape::{class, letter_y, outline},
    model::KindTag,
};
use directory::Point;
use serde::Serialize;
use std::collections::BTreeMap;

/// Bytes of an ordinary answer, so that it grows seldom.
const ROOM: usize = 4 * 1024;

#[derive(Serialize)]
struct Moving<'a> {
    /// West, south, east, north.
    view: [f64; 4],
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<At>,
    kinds: BTreeMap<&'a str, Kind<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wider: Option<&'a str>,
    /// Whether features of the source that say `need_area` have the red outline.
    #[serde(skip_serializing_if = "is_no")]
    need_areas: bool,
    places: Vec<Place<'a>>,
    counted: Vec<Label<'a>>,
}

/// Latitude and longitude, as Leaflet writes them.
type At = [f64; 2];

/// How a kind's mark is drawn.
#[derive(Serialize)]
struct Kind<'a> {
    label: &'a str,
    letter: &'a str,
    class: &'static str,
    outline: &'static str,
    y: &'static str,
}

#[derive(Serialize)]
struct Place<'a> {
    at: At,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    name: &'a str,
    href: &'a str,
    #[serde(skip_serializing_if = "is_no")]
    outlined: bool,
}

#[derive(Serialize)]
struct Label<'a> {
    at: At,
    text: String,
    href: &'a str,
}

/// The data of a request whose picture shows `view` (west, south, east, north).
pub(super) fn data(request: &Request<'_>, view: [f64; 4]) -> String {
    let pins = if request.source.is_some() { &[] } else { request.pins };
    let kinds = request.source.map_or(&[][..], |source| source.kinds).iter();
    let moving = Moving {
        view: view.map(|degrees| (degrees * 1e4).round() / 1e4),
        from: request.from.map(at),
        kinds: kinds.chain(pins.iter().map(|pin| &pin.kind)).map(kind).collect(),
        source: request.source.map(|source| source.url),
        wider: request.wider,
        need_areas: request.source.is_some_and(|source| source.need_areas),
        places: pins
            .iter()
            .map(|pin| Place {
                at: at(pin.point),
                kind: pin.kind.slug.as_str(),
                number: pin.number,
                name: &pin.name,
                href: &pin.href,
                outlined: pin.outlined,
            })
            .collect(),
        counted: request
            .counted
            .iter()
            .map(|one| Label { at: at(one.point), text: words::counted(one), href: &one.href })
            .collect(),
    };
    let mut json = Vec::with_capacity(ROOM);
    // Strings and numbers only: there is nothing that could fail.
    let _ = serde_json::to_writer(&mut json, &moving);
    String::from_utf8(json).unwrap_or_default()
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_no(flag: &bool) -> bool {
    !flag
}

fn at(point: Point) -> At {
    [point.latitude(), point.longitude()]
}

fn kind(tag: &KindTag) -> (&str, Kind<'_>) {
    let kind = Kind {
        label: &tag.label,
        letter: &tag.letter,
        class: class(tag.shape),
        outline: outline(tag.shape),
        y: letter_y(tag.shape),
    };
    (tag.slug.as_str(), kind)
}
