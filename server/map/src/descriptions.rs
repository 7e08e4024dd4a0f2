//! Descriptions of a picture in words: its sentence, its markers' names and its scale.

use super::{
    AreaCount, MapRequest, Pin,
    markers::Building,
    viewport::{BAR_LENGTHS, ROUND_MILES, Viewport},
};
use app::model::ScaleBar;
use directory::Distance;

/// Most services that a marker's name lists.
const MOST_NAMES: usize = 6;
/// Most towns and districts that the sentence names.
const MOST_AREAS: usize = 3;

/// The scale bar: the longest round distance that it has room for.
pub(super) fn scale_bar(viewport: &Viewport) -> ScaleBar {
    let fits = |miles: &f64| miles * viewport.per_mile <= BAR_LENGTHS.1 + 1e-6;
    let miles = ROUND_MILES.into_iter().rfind(fits).unwrap_or(ROUND_MILES[0]);
    let label = match miles {
        0.5 => "half a mile".to_owned(),
        1.0 => "1 mile".to_owned(),
        _ => format!("{miles} miles"),
    };
    ScaleBar { length: miles * viewport.per_mile, label }
}

/// The numbers of some pins from the lowest, at most so many: "3", "3, 4", "3, 4, 5 +2"; empty when none has a number.
pub(super) fn list_numbers<'a>(pins: impl Iterator<Item = &'a Pin<'a>>, most: usize) -> String {
    let mut numbers: Vec<_> = pins.filter_map(|pin| pin.number).collect();
    numbers.sort_unstable();
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    if numbers.len() <= most {
        return numbers.join(", ");
    }
    format!("{} +{}", numbers[..most].join(", "), numbers.len() - most)
}

/// What a building's marker is called: "3: Brookside Family Hub; 4: Stay and play, 0.8 miles".
pub(super) fn describe_building(pins: &[&Pin<'_>]) -> String {
    let names: Vec<String> = pins.iter().take(MOST_NAMES).map(|pin| numbered_name(pin)).collect();
    let mut description = names.join("; ");
    if pins.len() > MOST_NAMES {
        description += &format!(" and {} more", pins.len() - MOST_NAMES);
    }
    if let Some(miles) = pins.first().and_then(|pin| pin.miles) {
        description += &format!(", {}", Distance(miles).words());
    }
    description
}

fn numbered_name(pin: &Pin<'_>) -> String {
    match pin.number {
        Some(number) => format!("{number}: {}", pin.name),
        None => pin.name.to_owned(),
    }
}

/// The label of a count: "3 in Evesham".
pub(super) fn describe_area_count(area_count: &AreaCount<'_>) -> String {
    format!("{} in {}", area_count.count, area_count.name)
}

/// The sentence that says what a picture shows, for those who do not see it. `area_counts` have the
/// largest first.
pub(super) fn describe_picture(
    authority: &str,
    request: &MapRequest<'_>,
    buildings: &[Building<'_>],
    beyond_edge: usize,
    area_counts: &[&AreaCount<'_>],
) -> String {
    if let ([building], true) = (buildings, request.small) {
        return format!("The map shows {} and what is around it.", building.pins[0].name);
    }
    let places = match buildings.len() {
        0 => "no places".to_owned(),
        1 => "1 place".to_owned(),
        many => format!("{many} places"),
    };
    let area = match (request.from, request.from_label) {
        (Some(_), Some(label)) => format!("near {label}"),
        (Some(_), None) => "near where you searched from".to_owned(),
        (None, _) => format!("in {authority}"),
    };
    let mut sentence = format!("The map shows {places} {area}.");
    let pins = buildings.iter().flat_map(|building| &building.pins);
    let distances = pins.filter_map(|pin| Some((pin, pin.miles?)));
    if let Some((pin, miles)) = distances.min_by(|a, b| a.1.total_cmp(&b.1)) {
        sentence += &format!(" The nearest is {}, {} away.", pin.name, Distance(miles).words());
    }
    match beyond_edge {
        0 => {}
        1 => sentence += " 1 more is beyond its edge.",
        many => sentence += &format!(" {many} more are beyond its edge."),
    }
    if !area_counts.is_empty() {
        sentence += &format!(" {}.", describe_area_counts(area_counts, !buildings.is_empty()));
    }
    sentence
}

/// The counts of towns and districts in words: "4 more are known only to Evesham, 3 to Malvern and 4 to
/// other places".
fn describe_area_counts(area_counts: &[&AreaCount<'_>], more: bool) -> String {
    let named = if area_counts.len() > MOST_AREAS { MOST_AREAS - 1 } else { area_counts.len() };
    let (named, others) = area_counts.split_at(named);
    let mut parts: Vec<(usize, &str)> = named.iter().map(|area_count| (area_count.count, area_count.name)).collect();
    if !others.is_empty() {
        parts.push((others.iter().map(|area_count| area_count.count).sum(), "other places"));
    }
    let mut words = String::new();
    for (at, (count, area)) in parts.iter().enumerate() {
        words += &match at {
            0 => {
                let (more, verb) = (if more { " more" } else { "" }, if *count == 1 { "is" } else { "are" });
                format!("{count}{more} {verb} known only to {area}")
            }
            _ if at + 1 == parts.len() => format!(" and {count} to {area}"),
            _ => format!(", {count} to {area}"),
        };
    }
    words
}
