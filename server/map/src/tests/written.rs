//! What is written on a map: at its true place, once, and over nothing else.

use super::*;

#[test]
fn names_keep_clear_of_markers_and_of_each_other() {
    let pins = spiral(12, WORCESTER, 0.002);
    let mut picture = map().draw(MapRequest { pins: &pins, from: Some(point(WORCESTER)), ..MapRequest::default() });
    let unit = picture.width * MARKER_SHARE / 26.0;
    // Those are judged at their own size by `a_wide_picture_has_more_names`.
    picture.labels.retain(|label| label.class != labels::WIDE_CLASS);
    assert!(!picture.labels.is_empty());
    let area = |label: &app::model::MapLabel| {
        BoundingBox::centred_at((label.x, label.y - 3.5 * unit), occupancy::text_width(&label.text, unit), 11.0 * unit)
    };
    for (at, label) in picture.labels.iter().enumerate() {
        let clear = |marker: &app::model::Marker| {
            !area(label).overlaps(&BoundingBox::centred_at((marker.x, marker.y), 25.0 * unit, 25.0 * unit))
        };
        assert!(picture.markers.iter().all(clear), "{label:?}");
        assert!(picture.labels[..at].iter().all(|other| !area(label).overlaps(&area(other))), "{label:?}");
    }
}

#[test]
fn a_counted_label_stands_where_it_can_be_read_or_not_at_all() {
    let counts: Vec<AreaCount<'_>> = (1..=9).map(|count| area_count("Worcester", count, WORCESTER)).collect();
    let area = |label: &app::model::CountedLabel, unit: f64| {
        BoundingBox::centred_at((label.x, label.y), (label.text.len() as f64 * 6.0 + 14.0) * unit, 24.0 * unit)
    };
    let set = |pins: &[Pin<'_>]| {
        let picture =
            map().draw(MapRequest { pins, area_counts: &counts, whole_county: true, ..MapRequest::default() });
        let unit = picture.width * MARKER_SHARE / 26.0;
        for (at, label) in picture.counted.iter().enumerate() {
            let body = |at| BoundingBox::centred_at(at, 25.0 * unit, 25.0 * unit);
            let clear = |marker: &app::model::Marker| !area(label, unit).overlaps(&body((marker.x, marker.y)));
            assert!(picture.markers.iter().all(clear), "{label:?} lies under a marker");
            let apart = |other| !area(label, unit).overlaps(&area(other, unit));
            assert!(picture.counted[..at].iter().all(apart), "{label:?} lies under another");
        }
        picture
    };
    let alone = set(&[]);
    assert_eq!(alone.counted[0].text, "9 in Worcester", "the largest count is nearest");
    let crowded = set(&spiral(400, WORCESTER, 0.002));
    assert!(crowded.counted.len() < alone.counted.len(), "{} labels among markers", crowded.counted.len());
    assert!(crowded.sentence.ends_with("8 to Worcester and 28 to other places."), "{}", crowded.sentence);
}

/// Pictures of every sort: the county, around a search, of one place, with markers in a town's middle.
fn pictures() -> Vec<MapPicture> {
    let (worcester, kidderminster) = (spiral(12, WORCESTER, 0.002), spiral(30, DY10, 0.004));
    let counts = [area_count("Worcester", 21, WORCESTER), area_count("Evesham", 3, (52.0925, -1.9467))];
    let whole = MapRequest { whole_county: true, area_counts: &counts, ..MapRequest::default() };
    let near = MapRequest { pins: &kidderminster, from: Some(point(DY10)), ..MapRequest::default() };
    let requests = [
        whole,
        MapRequest { pins: &worcester, ..whole },
        MapRequest { district: Some(4), ..MapRequest::default() },
        near,
        MapRequest { pins: &worcester, ..MapRequest::default() },
        MapRequest { pins: &worcester[..1], small: true, ..MapRequest::default() },
        MapRequest { pins: &kidderminster[..1], nearby: &NEARBY, small: true, ..MapRequest::default() },
    ];
    requests.into_iter().map(|request| map().draw(request)).collect()
}

static NEARBY: LazyLock<Vec<Point>> =
    LazyLock::new(|| [(52.392, -2.245), (52.3888, -2.2413), (52.40, -2.23), WORCESTER].map(point).to_vec());

/// The view that a settlement's own place in a picture is found by.
fn assert_at_its_place(request: MapRequest<'_>) {
    let (picture, view) = (map().draw(request), map().viewport(&request));
    let unit = view.marker_unit();
    for label in picture.labels.iter().filter(|label| label.class != "district") {
        let width = occupancy::text_width(&label.text, unit) + 4.0 * unit;
        let touches = |settlement: &Settlement| {
            let (x, y) = view.to_picture(settlement.name.at);
            (label.x - x).abs() < width / 2.0 && (label.y - 3.5 * unit - y).abs() < 20.5 * unit
        };
        let mut own = map().settlements.iter().filter(|settlement| settlement.name.text == label.text);
        assert!(own.any(touches), "{label:?} is not at its place");
    }
}

#[test]
fn a_name_stands_at_its_true_place_and_once() {
    let pins = spiral(30, WORCESTER, 0.003);
    for small in [false, true] {
        for pins in [&pins[..0], &pins[..1], &pins] {
            assert_at_its_place(MapRequest { pins, small, from: Some(point(WORCESTER)), ..MapRequest::default() });
            assert_at_its_place(MapRequest { pins, small, whole_county: true, ..MapRequest::default() });
        }
    }
    for picture in pictures() {
        assert!(picture.labels.len() > 2, "{:?}", picture.labels);
        for (at, label) in picture.labels.iter().enumerate() {
            let same = |other: &app::model::MapLabel| other.text == label.text;
            assert!(!picture.labels[..at].iter().any(same), "{} is named twice", label.text);
            let in_count = |count: &app::model::CountedLabel| count.text.ends_with(&format!(" in {}", label.text));
            assert!(!picture.counted.iter().any(in_count), "{} is named beside its count", label.text);
        }
    }
}

#[test]
fn nothing_that_is_written_lies_over_another() {
    for picture in pictures() {
        let unit = picture.width * MARKER_SHARE / 26.0;
        let names = picture.labels.iter().filter(|label| label.class != labels::WIDE_CLASS).map(|label| {
            BoundingBox::centred_at(
                (label.x, label.y - 3.5 * unit),
                occupancy::text_width(&label.text, unit),
                12.0 * unit,
            )
        });
        let counts = picture.counted.iter().map(|label| {
            let width = (label.text.len() as f64 * 6.0 + 14.0) * unit;
            BoundingBox::centred_at((label.x, label.y), width, 24.0 * unit)
        });
        let markers = picture
            .markers
            .iter()
            .map(|marker| BoundingBox::centred_at((marker.x, marker.y), 25.0 * unit, 25.0 * unit));
        let (written, markers): (Vec<BoundingBox>, Vec<BoundingBox>) =
            (names.chain(counts).collect(), markers.collect());
        for (at, one) in written.iter().enumerate() {
            assert!(!written[..at].iter().chain(&markers).any(|other| one.overlaps(other)), "{one:?}");
        }
    }
}

#[test]
fn a_wide_picture_has_more_names_that_its_smaller_markers_leave_room_for() {
    let towns = [WORCESTER, DY10, (52.3069, -1.9415), (52.3352, -2.0593), (52.1114, -2.3295), (52.0926, -1.9474)];
    let pins: Vec<Pin<'_>> = (1..).zip(towns).map(|(number, at)| pin(number, at, "youth")).collect();
    let picture = map().draw(MapRequest { pins: &pins, whole_county: true, ..MapRequest::default() });
    let named = |name: &str| picture.labels.iter().any(|label| label.text == name);
    for town in ["Worcester", "Kidderminster", "Redditch", "Bromsgrove", "Malvern", "Evesham"] {
        assert!(named(town), "{town}: {:?}", picture.labels);
    }
    let unit = picture.width * MARKER_SHARE / 26.0 * labels::WIDE;
    let markers: Vec<BoundingBox> = picture
        .markers
        .iter()
        .map(|marker| BoundingBox::centred_at((marker.x, marker.y), 25.0 * unit, 25.0 * unit))
        .collect();
    for label in picture.labels.iter().filter(|label| label.class == labels::WIDE_CLASS) {
        let middle = (label.x, label.y - 3.5 * unit);
        let area = BoundingBox::centred_at(middle, occupancy::text_width(&label.text, unit), 12.0 * unit);
        assert!(!markers.iter().any(|marker| marker.overlaps(&area)), "{label:?}");
    }
}

#[test]
fn a_count_stands_at_its_own_town_or_not_at_all() {
    let counts = [area_count("Worcester", 21, WORCESTER), area_count("Redditch", 16, (52.3069, -1.9415))];
    let request = MapRequest { area_counts: &counts, whole_county: true, ..MapRequest::default() };
    let view = map().viewport(&request);
    let alone = map().draw(request);
    assert_eq!(alone.counted.len(), 2);
    for (label, count) in alone.counted.iter().zip(&counts) {
        let (x, y) = view.to_picture(map().projection.project(count.point));
        assert!((label.x - x).abs() < 1e-9 && (label.y - y).abs() < 1e-9, "{label:?}");
    }
    let there = [pin(1, WORCESTER, "youth")];
    let beside = map().draw(MapRequest { pins: &there, ..request });
    let texts: Vec<&str> = beside.counted.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(texts, ["16 in Redditch"], "a marker stands in Worcester");
    assert!(
        beside.labels.iter().any(|label| label.text == "Worcester"),
        "which then has its name: {:?}",
        beside.labels
    );
    assert!(beside.sentence.contains("21 more are known only to Worcester"), "{}", beside.sentence);
}

#[test]
fn the_map_of_one_place_shows_what_is_around_it() {
    let pins = [pin(1, DY10, "family-hub")];
    let request = MapRequest { pins: &pins, nearby: &NEARBY, small: true, ..MapRequest::default() };
    let picture = map().draw(request);
    assert!(picture.has_built_up && picture.outlines.iter().any(|outline| outline.class == "built"));
    assert!(picture.labels.iter().any(|label| label.class != "district"), "{:?}", picture.labels);
    assert_eq!(picture.nearby.len(), 2, "neither one under the marker nor one out of sight: {:?}", picture.nearby);
    assert!(picture.legend.is_empty(), "its own mark stands by its name");
    assert_eq!(picture.sentence, "The map shows Place 1 and what is around it.");
    let view = map().viewport(&request);
    assert!(view.width / view.per_mile >= 3.0 - 1e-9);
}

#[test]
fn built_up_shapes_are_where_people_live_and_take_few_bytes() {
    let whole = MapRequest { whole_county: true, ..MapRequest::default() };
    let of_built = |request: MapRequest<'_>| -> usize {
        let picture = map().draw(request);
        picture.outlines.iter().filter(|outline| outline.class == "built").map(|outline| outline.path.len()).sum()
    };
    let bytes = of_built(whole);
    assert!((500..4_000).contains(&bytes), "the county: {bytes} bytes");
    for (town, at) in [("Kidderminster", DY10), ("Worcester", WORCESTER), ("Redditch", (52.3069, -1.9415))] {
        for miles in [0.0, 0.004, 0.012] {
            let pins = spiral(9, at, miles);
            let bytes = of_built(MapRequest { pins: &pins, ..MapRequest::default() });
            assert!((100..4_000).contains(&bytes), "{town}: {bytes} bytes");
            let bytes = of_built(MapRequest { pins: &pins[..1], small: true, ..MapRequest::default() });
            assert!((20..2_000).contains(&bytes), "{town}, one place: {bytes} bytes");
        }
    }
}

#[test]
fn a_town_that_two_sources_name_is_one() {
    let named = |name: &str| map().settlements.iter().filter(|settlement| settlement.name.text == name).count();
    assert_eq!((named("Droitwich"), named("Droitwich Spa"), named("Worcester"), named("Hanbury")), (1, 0, 1, 1));
    let people =
        |name: &str| map().settlements.iter().find(|settlement| settlement.name.text == name).expect(name).people;
    assert!(people("Worcester") > people("Redditch") && people("Redditch") > people("Hanbury"));
}
