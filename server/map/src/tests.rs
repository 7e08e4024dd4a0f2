use super::{
    occupancy::BoundingBox,
    projection::is_inside,
    viewport::{ROUND_MILES, SCALE_STEP},
    *,
};
use app::{components::map_figure::MARKER_SHARE, model::KindTag};
use directory::{Point, Records, Shape, Sign, authority::Extent};
use std::{
    fs,
    path::PathBuf,
    sync::{LazyLock, OnceLock},
};

mod written;

const DY10: (f64, f64) = (52.3888, -2.2412);
const WORCESTER: (f64, f64) = (52.1936, -2.2216);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire")
}

fn authority() -> Authority {
    let text = fs::read_to_string(folder().join("authority.toml")).expect("the county's folder is in the repository");
    Authority::read(&text).expect("the county's authority.toml is clean")
}

fn map() -> &'static BaseMap {
    static MAP: OnceLock<BaseMap> = OnceLock::new();
    MAP.get_or_init(|| {
        let files = folder::read(&folder()).expect("the county's folder is in the repository");
        let rows = Records::read(&files).expect("the county's folder is clean").gazetteer;
        let codes: Vec<String> = authority().districts.into_iter().map(|district| district.code).collect();
        let inside = rows.postcodes.iter().filter(|row| row.ended.is_none() && codes.contains(&row.lad_code));
        BaseMap::read(&folder(), &authority(), &rows.towns)
            .expect("the county's outlines are clean")
            .with_settlements(&rows.settlements, inside.map(|row| row.point))
    })
}

fn point((latitude, longitude): (f64, f64)) -> Point {
    Point::new(latitude, longitude).expect("on earth")
}

fn kind(slug: &str) -> KindTag {
    KindTag {
        slug: slug.parse().expect("a slug"),
        label: slug.into(),
        letter: "H".into(),
        sign: None,
        shape: Shape::House,
    }
}

fn pin(number: usize, at: (f64, f64), slug: &str) -> Pin<'static> {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| (0..500).map(|number| format!("Place {number}")).collect());
    static KINDS: LazyLock<[KindTag; 2]> = LazyLock::new(|| ["family-hub", "youth"].map(kind));
    let kind = KINDS.iter().find(|kind| kind.slug == *slug).expect("one of the two");
    Pin {
        point: point(at),
        number: Some(number),
        url: "",
        name: &NAMES[number],
        phone: None,
        kind,
        miles: None,
        outlined: false,
    }
}

/// So many pins on a spiral about a place, each so many degrees further out.
fn spiral(many: usize, (latitude, longitude): (f64, f64), step: f64) -> Vec<Pin<'static>> {
    let at = |turn: f64| (latitude + turn.cos() * turn * step, longitude + turn.sin() * turn * step);
    (1..=many).map(|number| pin(number, at(number as f64), "family-hub")).collect()
}

fn area_count(name: &str, count: usize, at: (f64, f64)) -> AreaCount<'_> {
    AreaCount { point: point(at), name, count, href: "/".to_owned() }
}

fn assert_set_apart(picture: &MapPicture) {
    let least = picture.width * MARKER_SHARE - 0.01;
    for (at, one) in picture.markers.iter().enumerate() {
        assert!((0.0..=picture.width).contains(&one.x) && (0.0..=picture.height).contains(&one.y), "{one:?}");
        for other in &picture.markers[..at] {
            let far = (one.x - other.x).hypot(one.y - other.y);
            assert!(far >= least, "{} and {} are {far} apart", one.numbers, other.numbers);
        }
    }
}

#[test]
fn a_point_comes_back_from_the_plane() {
    let projection = Projection::new(authority().extent);
    for at in [DY10, WORCESTER, (51.95, -2.6), (52.47, -1.74)] {
        let (longitude, latitude) = projection.unproject(projection.project(point(at)));
        assert!((latitude - at.0).abs() < 1e-9 && (longitude - at.1).abs() < 1e-9);
    }
}

#[test]
fn the_plane_keeps_distances_and_has_north_up() {
    let projection = Projection::new(authority().extent);
    let [a, b] = [DY10, WORCESTER].map(|at| projection.project(point(at)));
    let miles = places::distance_between(point(DY10), point(WORCESTER));
    assert!(((a.x - b.x).hypot(a.y - b.y) / miles - 1.0).abs() < 0.005);
    assert!(a.y < b.y, "Kidderminster lies north of Worcester");
}

#[test]
fn services_of_one_building_share_a_marker() {
    let near = (DY10.0 + 0.0002, DY10.1);
    let mut pins: Vec<Pin<'_>> = (1..=2).map(|number| pin(number, DY10, "family-hub")).collect();
    pins.push(pin(3, near, "youth"));
    let request = MapRequest { pins: &pins, ..MapRequest::default() };
    let picture = map().draw(request);
    assert_eq!(picture.markers.len(), 1);
    assert_eq!(picture.markers[0].numbers, "1, 2, 3");
    assert_eq!(picture.markers[0].href, "#result-1");
    assert_eq!(picture.markers[0].name, "1: Place 1; 2: Place 2; 3: Place 3");
    let counts: Vec<_> = picture.legend.iter().map(|entry| (entry.kind.slug.as_str(), entry.count)).collect();
    assert_eq!(counts, [("family-hub", 1), ("youth", 1)]);

    pins.extend((4..=5).map(|number| pin(number, DY10, "youth")));
    let picture = map().draw(MapRequest { pins: &pins, ..MapRequest::default() });
    assert_eq!(picture.markers[0].numbers, "1, 2, 3 +2");
}

#[test]
fn a_marker_is_outlined_when_any_of_its_places_is() {
    let pins =
        [pin(1, DY10, "family-hub"), Pin { outlined: true, ..pin(2, DY10, "youth") }, pin(3, WORCESTER, "youth")];
    let picture = map().draw(MapRequest { pins: &pins, ..MapRequest::default() });
    let outlined: Vec<_> = picture.markers.iter().map(|marker| (marker.numbers.as_str(), marker.outlined)).collect();
    assert_eq!(outlined, [("1, 2", true), ("3", false)]);
}

#[test]
fn a_place_beyond_the_edge_is_not_drawn_and_is_said() {
    let pins = [pin(1, DY10, "family-hub"), pin(2, (51.5014, -0.1419), "family-hub")];
    let picture = map().draw(MapRequest { pins: &pins, ..MapRequest::default() });
    assert_eq!(picture.markers.len(), 1);
    assert_eq!(picture.sentence, "The map shows 1 place in Worcestershire. 1 more is beyond its edge.");
}

#[test]
fn markers_are_set_apart_within_the_picture() {
    for (many, step) in [(2, 1e-5), (9, 0.0004), (20, 0.002), (50, 0.004), (50, 0.0005), (70, 0.0001)] {
        let pins = spiral(many, WORCESTER, step);
        for (small, whole_county) in [(false, false), (false, true), (true, false), (true, true)] {
            let from = Some(point(WORCESTER));
            let picture = map().draw(MapRequest { pins: &pins, from, small, whole_county, ..MapRequest::default() });
            assert_set_apart(&picture);
            assert!(!picture.markers.is_empty());
        }
    }
}

#[test]
fn markers_that_have_room_stand_at_their_places() {
    let pins = [pin(1, (52.37, -2.24), "family-hub"), pin(2, (52.39, -2.27), "youth")];
    let request = MapRequest { pins: &pins, ..MapRequest::default() };
    let (picture, view) = (map().draw(request), map().viewport(&request));
    for (marker, pin) in picture.markers.iter().zip(&pins) {
        assert_eq!((marker.x, marker.y), view.to_picture(map().projection.project(pin.point)));
    }
}

#[test]
fn every_number_of_the_list_is_on_some_marker() {
    let pins = spiral(40, WORCESTER, 0.0005);
    let picture = map().draw(MapRequest { pins: &pins, whole_county: true, ..MapRequest::default() });
    for pin in &pins {
        assert!(picture.markers.iter().any(|marker| marker.name.contains(pin.name)), "{}", pin.name);
    }
}

#[test]
fn a_marker_stands_near_each_of_its_places() {
    for (many, step) in [(20, 0.002), (50, 0.004), (50, 0.0005), (70, 0.0001)] {
        let pins = spiral(many, WORCESTER, step);
        let request = MapRequest { pins: &pins, whole_county: true, ..MapRequest::default() };
        let (picture, view) = (map().draw(request), map().viewport(&request));
        for pin in &pins {
            let (x, y) = view.to_picture(map().projection.project(pin.point));
            let named = |marker: &&app::model::Marker| {
                marker.name.split("; ").any(|name| name.split_once(": ").is_some_and(|(_, name)| name == pin.name))
            };
            // Where a building is one of many the name does not list it; its neighbours speak for it.
            let Some(marker) = picture.markers.iter().find(named) else { continue };
            let far = (marker.x - x).hypot(marker.y - y) / (picture.width * MARKER_SHARE);
            assert!(far < 4.2, "{} stands {far} markers away", pin.name);
        }
    }
}

#[test]
fn the_scale_bar_is_as_long_as_it_says() {
    for step in [0.0, 0.001, 0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02] {
        for small in [false, true] {
            let pins = spiral(9, WORCESTER, step);
            let request = MapRequest { pins: &pins, small, ..MapRequest::default() };
            let (view, bar) = (map().viewport(&request), map().draw(request).scale.expect("a scale bar"));
            let miles = match bar.label.as_str() {
                "half a mile" => 0.5,
                label => label.split(' ').next().and_then(|number| number.parse().ok()).expect("a number"),
            };
            assert!(ROUND_MILES.contains(&miles));
            assert!((bar.length - miles * view.per_mile).abs() < 1e-6);
            assert!((79.9..160.1).contains(&bar.length), "{} for {}", bar.length, bar.label);
        }
    }
}

#[test]
fn a_picture_is_never_smaller_than_two_miles_nor_larger_than_the_county() {
    let one = [pin(1, DY10, "family-hub")];
    let near = map().viewport(&MapRequest { pins: &one, ..MapRequest::default() });
    assert!((2.0 - 1e-9..2.0 * SCALE_STEP).contains(&(near.width / near.per_mile)));
    let whole = map().viewport(&MapRequest { whole_county: true, ..MapRequest::default() });
    let far = [pin(1, (52.47, -2.68), "family-hub"), pin(2, (51.95, -1.74), "family-hub")];
    let far = map().viewport(&MapRequest { pins: &far, ..MapRequest::default() });
    assert!((far.per_mile - whole.per_mile).abs() < 1e-9);
    assert!(
        is_inside(&whole.padded_bounds(), map().extent.min()) && is_inside(&whole.padded_bounds(), map().extent.max())
    );
}

#[test]
fn the_whole_county_holds_its_districts_and_names_all_that_their_towns_leave_room_for() {
    let picture = map().draw(MapRequest { whole_county: true, ..MapRequest::default() });
    let named = |name: &str| picture.labels.iter().any(|label| label.text == name);
    for district in authority().districts {
        // The ground of Wyre Forest is full of the names of its three towns.
        let towns = ["Kidderminster", "Stourport-on-Severn", "Bewdley"];
        let is_full = district.slug.as_str() == "wyre-forest" && towns.into_iter().all(named);
        assert!(named(&district.name) || is_full, "{}: {:?}", district.name, picture.labels);
    }
    let closed = |class: &str| {
        picture.outlines.iter().filter(|outline| outline.class == class && outline.path.ends_with('z')).count()
    };
    assert_eq!((closed("county"), closed("district")), (1, 6), "{:?}", picture.outlines);
}

#[test]
fn the_drawing_is_small_and_made_of_numbers() {
    let pins = spiral(12, DY10, 0.0015);
    let near = MapRequest { pins: &pins, from: Some(point(DY10)), ..MapRequest::default() };
    let whole = MapRequest { whole_county: true, ..near };
    for (request, most) in [(near, 6_000), (whole, 15_000)] {
        let outlines = map().draw(request).outlines;
        assert_eq!(outlines[0].class, "county", "what is drawn first lies lowest");
        let bytes: usize = outlines.iter().map(|outline| outline.path.len()).sum();
        assert!(bytes < most, "{bytes} bytes");
        for outline in &*outlines {
            assert!(outline.path.chars().all(|c| "Mlz .-0123456789".contains(c)), "{outline:?}");
        }
    }
}

#[test]
fn the_sentence_says_how_many_and_which_is_nearest() {
    let hub = Pin { name: "Brookside Family Hub", ..pin(2, DY10, "family-hub") };
    let pins = [pin(1, (52.40, -2.23), "youth"), hub];
    let counts = [area_count("Evesham", 3, (52.0925, -1.9467)), area_count("Malvern", 2, (52.1121, -2.3252))];
    let away = [(0.9, pins[0]), (0.0, pins[1])].map(|(miles, pin)| Pin { miles: Some(miles), ..pin });
    let request =
        MapRequest { pins: &away, from: Some(point(DY10)), from_label: Some("DY10 3ED"), ..MapRequest::default() };
    assert_eq!(
        map().draw(request).sentence,
        "The map shows 2 places near DY10 3ED. The nearest is Brookside Family Hub, less than 0.1 miles away."
    );
    let request = MapRequest { pins: &pins, area_counts: &counts, whole_county: true, ..MapRequest::default() };
    let picture = map().draw(request);
    assert_eq!(
        picture.sentence,
        "The map shows 2 places in Worcestershire. 3 more are known only to Evesham and 2 to Malvern."
    );
    let labels: Vec<_> = picture.counted.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["3 in Evesham", "2 in Malvern"]);
    let picture = map().draw(MapRequest { area_counts: &counts[..1], ..MapRequest::default() });
    assert_eq!(picture.sentence, "The map shows no places in Worcestershire. 3 are known only to Evesham.");
}

#[test]
fn the_same_request_gives_the_same_picture() {
    let pins = spiral(30, WORCESTER, 0.0005);
    let request = MapRequest { pins: &pins, from: Some(point(DY10)), ..MapRequest::default() };
    assert_eq!(format!("{:?}", map().draw(request)), format!("{:?}", map().draw(request)));
}

#[test]
fn the_interactive_map_is_given_what_the_picture_shows() {
    let pins = [pin(1, DY10, "family-hub"), pin(2, WORCESTER, "youth")];
    let counts = [area_count("Worcester", 3, WORCESTER)];
    let request = MapRequest { pins: &pins, area_counts: &counts, from: Some(point(DY10)), ..MapRequest::default() };
    let given = |request: MapRequest<'_>| -> serde_json::Value {
        serde_json::from_str(&map().draw(request).moving).expect("is JSON")
    };
    let told = given(request);
    assert_eq!(told["places"][1]["at"], serde_json::json!([WORCESTER.0, WORCESTER.1]));
    assert_eq!(told["places"][0]["number"], 1);
    assert_eq!(told["counted"][0]["text"], "3 in Worcester");
    assert_eq!(told["kinds"]["youth"]["outline"], app::components::shape::mark_outline(pins[1].kind));
    let view: Vec<f64> = told["view"].as_array().expect("four edges").iter().filter_map(|edge| edge.as_f64()).collect();
    assert!(view[0] < WORCESTER.1 && view[2] > WORCESTER.1 && view[1] < WORCESTER.0 && view[3] > DY10.0, "{view:?}");

    let kinds = [kind("library"), KindTag { sign: Some(Sign::House), ..kind("family-hub") }];
    let source = Some(FeatureSource { url: "/map.geojson", kinds: &kinds, need_areas: true });
    let told = given(MapRequest { source, ..request });
    assert_eq!((&told["places"], &told["source"]), (&serde_json::json!([]), &"/map.geojson".into()));
    assert_eq!(told["kinds"]["library"]["letter"], "H");
    assert_eq!(told["kinds"]["family-hub"]["sign"], app::components::sign::strokes(Sign::House));
    assert!(told["kinds"]["family-hub"]["letter"].is_null(), "one of the two");
    assert_eq!(told["need_areas"], true);
}

#[test]
fn an_area_that_is_asked_for_is_all_in_view_and_no_more_than_its_shape_needs() {
    let area = Extent { west: -2.30, south: 52.36, east: -2.18, north: 52.42 };
    let view = map().viewport(&MapRequest { area: Some(area), ..MapRequest::default() });
    let [west, south, east, north] = map().projection.unproject_bounds(view.bounds());
    assert!(west <= area.west + 1e-9 && east >= area.east - 1e-9 && south <= area.south && north >= area.north);
    assert!((east - west) < 1.5 * (area.east - area.west));
    let earth = Extent { west: -180.0, south: -85.0, east: 180.0, north: 85.0 };
    let whole = map().viewport(&MapRequest { area: Some(earth), ..MapRequest::default() });
    assert!(whole.width / whole.per_mile < 80.0, "never wider than the picture of the whole authority");
}

#[test]
fn the_ground_has_every_district_and_river_in_degrees_and_is_small() {
    let json = map().ground().expect("numbers and names");
    assert!(json.len() < 170_000, "{} bytes", json.len());
    let ground: serde_json::Value = serde_json::from_slice(&json).expect("is JSON");
    let names: Vec<_> = ground["districts"].as_array().expect("a list").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Bromsgrove", "Malvern Hills", "Redditch", "Worcester", "Wychavon", "Wyre Forest"]);
    let extent = authority().extent;
    for line in ground["rivers"].as_array().expect("lines").iter().chain(ground["county"].as_array().expect("rings")) {
        for at in line.as_array().expect("points") {
            let (latitude, longitude) = (at[0].as_f64().expect("degrees"), at[1].as_f64().expect("degrees"));
            assert!((extent.south - 0.5..=extent.north + 0.5).contains(&latitude), "{at}");
            assert!((extent.west - 0.8..=extent.east + 0.8).contains(&longitude), "{at}");
        }
    }
    let settlements = ground["settlements"].as_array().expect("settlements").iter();
    let weights: Vec<u64> = settlements.filter_map(|settlement| settlement[3].as_u64()).collect();
    assert!(weights.len() > 600 && weights.is_sorted_by(|a, b| a >= b), "{}", weights.len());
    assert!(ground["built_up"].as_array().expect("rings").len() > 50);
}
