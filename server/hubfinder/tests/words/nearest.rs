//! The nearest of a kind, over the borders of districts too.

use super::{ENGINE, search};
use directory::Group;
use places::{Found, distance_between};

/// What a form finds, nearest first: the service, its distance, and whether it serves the place.
fn nearest(near: &str, kind: &str) -> Vec<(&'static str, f64, bool)> {
    let (search, answer) = search(&[("near", near), ("kind", kind), ("sort", "nearest")]);
    let merged = ENGINE.merge_groups(&answer, search.sort, usize::MAX);
    let doors = merged.into_iter().filter(|found| found.group == Group::Near);
    let with_distance = doors.filter_map(|found| {
        let service = ENGINE.catalogue.entries[found.entry as usize].service as usize;
        Some((ENGINE.catalogue.listed.services[service].id.as_str(), found.distance?, found.serves_place))
    });
    with_distance.collect()
}

/// The distance to the nearest door of a kind that is known to a point.
fn least(near: &str, kind: &str) -> f64 {
    let Found::Place(place) = ENGINE.gazetteer.find(near) else { panic!("{near}") };
    let kind = ENGINE.catalogue.kind_position(kind);
    let of_kind = ENGINE.catalogue.entries.iter().filter(|entry| {
        let facts = &ENGINE.catalogue.facts[entry.service as usize];
        Some(facts.kind) == kind && entry.precision == Some(directory::Precision::Point) && !facts.worried_about_self
    });
    let miles = of_kind.filter_map(|entry| Some(distance_between(entry.point?, place.point.unwrap())));
    miles.fold(f64::INFINITY, f64::min)
}

#[test]
fn the_nearest_of_a_kind_is_the_nearest_wherever_the_border_runs() {
    for kind in ["library", "childrens-centre", "family-hub", "food"] {
        assert!(ENGINE.catalogue.kind_position(kind).is_some(), "{kind}");
        for near in
            ["Tenbury Wells", "Clifton upon Teme", "Bredon", "Feckenham", "Hartlebury", "Broadway", "Rock", "WR6 6YH"]
        {
            let found = nearest(near, kind);
            let least = least(near, kind);
            assert!(least.is_finite(), "no {kind} stands at a known point");
            let first = found.first().unwrap_or_else(|| panic!("no {kind} near {near}"));
            assert!((first.1 - least).abs() < 1e-6, "{kind} near {near}: {first:?}, but one is {least} away");
            assert!(found.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{kind} near {near}: {found:?}");
        }
    }
}

#[test]
fn doors_over_the_border_come_and_are_known_to_serve_another_place() {
    let serves_elsewhere = ["Tenbury Wells", "Clifton upon Teme", "Feckenham", "Bredon", "Broadway"]
        .into_iter()
        .flat_map(|near| nearest(near, "childrens-centre"))
        .filter(|(_, _, serves)| !serves);
    assert!(serves_elsewhere.count() > 0, "no children's centre of another district comes");
}
