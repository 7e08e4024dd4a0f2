//! What the map that moves shows, as JSON for `public/map/hubmap.js`: the picture's own view, places
//! and labels, with true points in place of a picture's units. Written straight, since every search
//! has it.

use super::{Pin, Request, words::count};
use app::{
    components::shape::{class, letter_y, outline},
    model::KindTag,
};
use directory::Point;
use std::fmt::Write;

/// Bytes of an ordinary answer, so that it grows seldom.
const ROOM: usize = 4 * 1024;

/// The data of a request whose picture shows `view` (west, south, east, north).
pub(super) fn data(request: &Request<'_>, view: [f64; 4]) -> String {
    let pins = if request.source.is_some() { &[] } else { request.pins };
    let mut json = String::with_capacity(ROOM);
    json.push_str("{\"view\":");
    let view = view.map(|degrees| (degrees * 1e4).round() / 1e4);
    list(&mut json, &view, |json, edge| degrees(json, *edge));
    if let Some(from) = request.from {
        json.push_str(",\"from\":");
        at(&mut json, from);
    }
    json.push_str(",\"kinds\":{");
    let of_source = request.source.map_or(&[][..], |source| source.kinds).iter();
    for (nth, kind) in kinds(of_source.chain(pins.iter().map(|pin| pin.kind))).into_iter().enumerate() {
        json.extend([if nth > 0 { ",\"" } else { "\"" }, kind.slug.as_str()]);
        json.push_str("\":{\"label\":\"");
        text(&mut json, &kind.label);
        json.push_str("\",\"letter\":\"");
        text(&mut json, &kind.letter);
        json.extend(["\",\"class\":\"", class(kind.shape), "\",\"outline\":\"", outline(kind.shape)]);
        json.extend(["\",\"y\":\"", letter_y(kind.shape), "\"}"]);
    }
    json.push('}');
    for (name, address) in
        [(",\"source\":\"", request.source.map(|source| source.url)), (",\"wider\":\"", request.wider)]
    {
        if let Some(address) = address {
            json.push_str(name);
            text(&mut json, address);
            json.push('"');
        }
    }
    if request.source.is_some_and(|source| source.need_areas) {
        json.push_str(",\"need_areas\":true");
    }
    json.push_str(",\"places\":");
    list(&mut json, pins, place);
    json.push_str(",\"counted\":");
    list(&mut json, request.counted, |json, counted| {
        json.push_str("{\"at\":");
        at(json, counted.point);
        json.push_str(",\"text\":\"");
        count(json, counted.count);
        json.push_str(" in ");
        text(json, counted.name);
        json.push_str("\",\"href\":\"");
        text(json, &counted.href);
        json.push_str("\"}");
    });
    json.push('}');
    json
}

fn list<T>(json: &mut String, all: &[T], one: impl Fn(&mut String, &T)) {
    for (nth, each) in all.iter().enumerate() {
        json.push(if nth > 0 { ',' } else { '[' });
        one(json, each);
    }
    json.push_str(if all.is_empty() { "[]" } else { "]" });
}

/// Each kind once, in the order of their ids.
fn kinds<'a>(all: impl Iterator<Item = &'a KindTag>) -> Vec<&'a KindTag> {
    let mut kinds: Vec<&KindTag> = Vec::new();
    for kind in all {
        if let Err(at) = kinds.binary_search_by(|other| other.slug.cmp(&kind.slug)) {
            kinds.insert(at, kind);
        }
    }
    kinds
}

fn place(json: &mut String, pin: &Pin<'_>) {
    json.push_str("{\"at\":");
    at(json, pin.point);
    json.extend([",\"kind\":\"", pin.kind.slug.as_str()]);
    if let Some(number) = pin.number {
        json.push_str("\",\"number\":");
        count(json, number);
        json.push_str(",\"name\":\"");
    } else {
        json.push_str("\",\"name\":\"");
    }
    text(json, pin.name);
    json.push_str("\",\"href\":\"");
    match pin.number {
        Some(number) => {
            json.push_str(Pin::RESULT);
            count(json, number);
        }
        None => text(json, pin.url),
    }
    json.push_str(if pin.outlined { "\",\"outlined\":true}" } else { "\"}" });
}

/// Latitude and longitude, as Leaflet takes them.
fn at(json: &mut String, point: Point) {
    list(json, &[point.latitude(), point.longitude()], |json, one| degrees(json, *one));
}

const MILLION: u32 = 1_000_000;

/// Degrees in the fewest digits that give them back. Those of a place have six digits after their
/// point at the most, nearly always.
fn degrees(json: &mut String, degrees: f64) {
    let millionths = (degrees.abs() * 1e6 + 0.5) as u32;
    if f64::from(millionths) / 1e6 != degrees.abs() {
        // A string takes whatever is written.
        let _ = write!(json, "{degrees}");
        return;
    }
    if degrees < 0.0 {
        json.push('-');
    }
    let mut number = itoa::Buffer::new();
    json.push_str(number.format(millionths / MILLION));
    json.push('.');
    // Tenths at the least, and one more before them, so that zeros stand in front.
    let (mut part, mut one) = (millionths % MILLION, MILLION);
    while one > 10 && part % 10 == 0 {
        (part, one) = (part / 10, one / 10);
    }
    json.push_str(&number.format(one + part)[1..]);
}

/// Text within quotation marks.
fn text(json: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        // A string takes whatever is written.
        let _ = write!(json, "{}\\u{:04x}", &rest[..at], rest.as_bytes()[at]);
        rest = &rest[at + 1..];
    }
    json.push_str(rest);
}

/// Where the first byte stands that text in JSON may not have as it is. Most text has none, so that
/// eight are looked at at once, without a branch for each.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let special = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    let (chunks, _) = bytes.as_chunks::<8>();
    let mut start = 0;
    for chunk in chunks {
        if chunk.iter().fold(false, |any, byte| any | special(*byte)) {
            break;
        }
        start += chunk.len();
    }
    bytes[start..].iter().position(|byte| special(*byte)).map(|within| start + within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: ?Sized>(write: impl Fn(&mut String, &T), value: &T) -> String {
        let mut json = String::new();
        write(&mut json, value);
        json
    }

    #[test]
    fn text_and_degrees_come_back_from_json_as_they_were() {
        for words in
            ["", "Brookside Family Hub", "“café” & <b>", "a long name \"b\" \\ c\n\u{1}\u{7f}", "\"", "\\u0041"]
        {
            let json = format!("\"{}\"", written(text, words));
            assert_eq!(serde_json::from_str::<String>(&json).expect(&json), words);
        }
        for number in [52.381795, -2.226258, 52.0, -0.5, 0.0, -2.000001, 179.999999, 52.38179512345, -1e-7, 1e-6] {
            let json = written(|json, number| degrees(json, *number), &number);
            assert_eq!(serde_json::from_str::<f64>(&json).expect(&json), number, "{json}");
        }
        assert_eq!(written(|json, number| degrees(json, *number), &-2.2050_f64), "-2.205");
    }
}
