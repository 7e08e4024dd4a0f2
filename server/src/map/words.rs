//! What a map says in words: its sentence, its markers' names and its scale.

use super::{
    Counted, Pin, Request,
    markers::Building,
    plane::{BAR, ROUND_MILES, View},
};
use crate::places::{miles_between, miles_words};
use app::model::ScaleBar;
use directory::Point;
use std::fmt::Write;

/// Most services that a marker's name lists.
const MOST_NAMES: usize = 6;
/// Most towns and districts that the sentence names.
const MOST_TOWNS: usize = 3;

/// The longest round distance that the scale bar has room for.
pub(super) fn scale(view: &View) -> ScaleBar {
    let fits = |miles: &f64| miles * view.per_mile <= BAR.1 + 1e-6;
    let miles = ROUND_MILES.into_iter().rfind(fits).unwrap_or(ROUND_MILES[0]);
    let label = match miles {
        0.5 => "half a mile".to_owned(),
        1.0 => "1 mile".to_owned(),
        _ => format!("{miles} miles"),
    };
    ScaleBar { length: miles * view.per_mile, label }
}

/// "3", "3, 4", "3, 4, 5 +2" with at most so many; empty when none has a number.
pub(super) fn numbers(pins: &[&Pin], most: usize) -> String {
    let numbers: Vec<String> = pins.iter().filter_map(|pin| pin.number).map(|number| number.to_string()).collect();
    let shown = numbers.len().min(most);
    let mut words = numbers[..shown].join(", ");
    if numbers.len() > shown {
        let _ = write!(words, " +{}", numbers.len() - shown);
    }
    words
}

/// What a building's marker is called: "3: Brookside Family Hub; 4: Stay and play, 0.8 miles".
pub(super) fn building(pins: &[&Pin], from: Option<Point>) -> String {
    let mut words = String::new();
    for (at, pin) in pins.iter().take(MOST_NAMES).enumerate() {
        if at > 0 {
            words.push_str("; ");
        }
        if let Some(number) = pin.number {
            let _ = write!(words, "{number}: ");
        }
        words.push_str(&pin.name);
    }
    if pins.len() > MOST_NAMES {
        let _ = write!(words, " and {} more", pins.len() - MOST_NAMES);
    }
    if let (Some(from), Some(pin)) = (from, pins.first()) {
        let _ = write!(words, ", {}", miles_words(miles_between(from, pin.point)));
    }
    words
}

/// "3 in Evesham".
pub(super) fn counted(counted: &Counted) -> String {
    format!("{} in {}", counted.count, place_of(counted))
}

/// The name of the town or district.
pub(super) fn place_of(counted: &Counted) -> &str {
    let rest = counted.text.strip_prefix(&counted.count.to_string());
    rest.and_then(|rest| rest.strip_prefix(" in ")).unwrap_or(&counted.text)
}

/// What the map shows, for those who do not see it.
pub(super) fn sentence(authority: &str, request: &Request<'_>, buildings: &[Building<'_>], beyond: usize) -> String {
    let where_ = match (request.from, request.from_label) {
        (Some(_), Some(label)) => format!("near {label}"),
        (Some(_), None) => "near where you searched from".to_owned(),
        (None, _) => format!("in {authority}"),
    };
    let mut words = match buildings.len() {
        0 => format!("The map shows no places {where_}."),
        1 => format!("The map shows 1 place {where_}."),
        many => format!("The map shows {many} places {where_}."),
    };
    if let Some(from) = request.from {
        let pins = buildings.iter().flat_map(|building| &building.pins);
        let far = pins.map(|pin| (pin, miles_between(from, pin.point)));
        if let Some((pin, miles)) = far.min_by(|a, b| a.1.total_cmp(&b.1)) {
            let _ = write!(words, " The nearest is {}, {} away.", pin.name, miles_words(miles));
        }
    }
    match beyond {
        0 => {}
        1 => words.push_str(" 1 more is beyond its edge."),
        many => {
            let _ = write!(words, " {many} more are beyond its edge.");
        }
    }
    only_to(&mut words, request.counted, !buildings.is_empty());
    words
}

/// "4 more are known only to Evesham, 3 to Malvern and 4 to other places": where most are comes first.
fn only_to(words: &mut String, counted: &[Counted], more: bool) {
    let mut parts: Vec<(usize, &str)> = counted.iter().map(|one| (one.count, place_of(one))).collect();
    parts.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    if parts.len() > MOST_TOWNS {
        let rest = parts.drain(MOST_TOWNS - 1..).map(|(count, _)| count).sum();
        parts.push((rest, "other places"));
    }
    for (at, (count, place)) in parts.iter().enumerate() {
        let _ = match at {
            0 => {
                let (more, verb) = (if more { " more" } else { "" }, if *count == 1 { "is" } else { "are" });
                write!(words, " {count}{more} {verb} known only to {place}")
            }
            _ if at + 1 == parts.len() => write!(words, " and {count} to {place}"),
            _ => write!(words, ", {count} to {place}"),
        };
    }
    if !parts.is_empty() {
        words.push('.');
    }
}
