//! What a map says in words: its sentence, its markers' names and its scale.

use super::{
    Counted, Pin, Request,
    markers::Building,
    plane::{BAR, ROUND_MILES, View},
};
use app::model::ScaleBar;
use places::miles_words;

/// Most services that a marker's name lists.
const MOST_NAMES: usize = 6;
/// Bytes of an ordinary sentence, so that it grows seldom.
const SENTENCE: usize = 256;
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
pub(super) fn numbers<'a>(pins: impl Iterator<Item = &'a Pin<'a>>, most: usize) -> String {
    let mut words = String::new();
    let mut seen = 0;
    for number in pins.filter_map(|pin| pin.number) {
        if seen < most {
            words.push_str(if seen > 0 { ", " } else { "" });
            count(&mut words, number);
        }
        seen += 1;
    }
    if seen > most {
        words.push_str(" +");
        count(&mut words, seen - most);
    }
    words
}

/// Says a number.
pub(super) fn count(words: &mut String, number: usize) {
    words.push_str(itoa::Buffer::new().format(number));
}

/// Says what a building's marker is called: "3: Brookside Family Hub; 4: Stay and play, 0.8 miles".
pub(super) fn building(words: &mut String, pins: &[&Pin<'_>]) {
    for (at, pin) in pins.iter().take(MOST_NAMES).enumerate() {
        words.push_str(if at > 0 { "; " } else { "" });
        if let Some(number) = pin.number {
            count(words, number);
            words.push_str(": ");
        }
        words.push_str(pin.name);
    }
    if pins.len() > MOST_NAMES {
        words.push_str(" and ");
        count(words, pins.len() - MOST_NAMES);
        words.push_str(" more");
    }
    if let Some(miles) = pins.first().and_then(|pin| pin.miles) {
        words.extend([", ", &miles_words(miles)]);
    }
}

/// "3 in Evesham".
pub(super) fn counted(counted: &Counted<'_>) -> String {
    [itoa::Buffer::new().format(counted.count), " in ", counted.name].concat()
}

/// What the map shows, for those who do not see it. `most_first` is what is counted, where most are
/// first.
pub(super) fn sentence(
    authority: &str,
    request: &Request<'_>,
    buildings: &[Building<'_>],
    beyond: usize,
    most_first: &[&Counted<'_>],
) -> String {
    let mut words = String::with_capacity(SENTENCE);
    words.push_str("The map shows ");
    match buildings.len() {
        0 => words.push_str("no places "),
        1 => words.push_str("1 place "),
        many => {
            count(&mut words, many);
            words.push_str(" places ");
        }
    }
    match (request.from, request.from_label) {
        (Some(_), Some(label)) => words.extend(["near ", label]),
        (Some(_), None) => words.push_str("near where you searched from"),
        (None, _) => words.extend(["in ", authority]),
    }
    words.push('.');
    let pins = buildings.iter().flat_map(|building| &building.pins);
    let far = pins.filter_map(|pin| Some((pin, pin.miles?)));
    if let Some((pin, miles)) = far.min_by(|a, b| a.1.total_cmp(&b.1)) {
        words.extend([" The nearest is ", pin.name, ", ", &miles_words(miles), " away."]);
    }
    match beyond {
        0 => {}
        1 => words.push_str(" 1 more is beyond its edge."),
        many => {
            words.push(' ');
            count(&mut words, many);
            words.push_str(" more are beyond its edge.");
        }
    }
    only_to(&mut words, most_first, !buildings.is_empty());
    words
}

/// "4 more are known only to Evesham, 3 to Malvern and 4 to other places": where most are comes first.
fn only_to(words: &mut String, most_first: &[&Counted<'_>], more: bool) {
    let named = if most_first.len() > MOST_TOWNS { MOST_TOWNS - 1 } else { most_first.len() };
    let (named, others) = most_first.split_at(named);
    let others = (!others.is_empty()).then(|| (others.iter().map(|one| one.count).sum(), "other places"));
    let mut parts = named.iter().map(|one| (one.count, one.name)).chain(others).peekable();
    let mut first = true;
    while let Some((many, place)) = parts.next() {
        words.push_str(match (first, parts.peek()) {
            (true, _) => " ",
            (false, Some(_)) => ", ",
            (false, None) => " and ",
        });
        count(words, many);
        if first {
            words.push_str(if more { " more" } else { "" });
            words.push_str(if many == 1 { " is known only" } else { " are known only" });
        }
        words.extend([" to ", place]);
        first = false;
    }
    words.push_str(if first { "" } else { "." });
}
