use super::*;
use std::{fs, path::Path};

fn authority() -> Authority {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire/authority.toml");
    Authority::read(&fs::read_to_string(file).unwrap()).unwrap()
}

const SQUARE: &str = "[[-2.1,52.1],[-2.0,52.1],[-2.0,52.2],[-2.1,52.2],[-2.1,52.1]]";

fn feature(code: &str, geometry: &str) -> String {
    format!(
        r#"{{"geometry":{geometry},"type":"Feature","properties":{{"FID":1,"LAD24CD":"{code}","LAD24NM":"A","LONG":-2.1}}}}"#
    )
}

fn polygon(rings: &str) -> String {
    format!(r#"{{"coordinates":[{rings}],"type":"Polygon"}}"#)
}

/// A download: a member before the features, the districts of others, then ours.
fn download(change: impl Fn(usize, &str) -> Option<String>) -> String {
    let mut features =
        vec![feature("E06000001", &polygon(SQUARE)), feature("S12000033", r#"{"type":"Point","coordinates":[1,2]}"#)];
    for (number, district) in authority().districts.iter().enumerate() {
        features.extend(change(number, &district.code));
    }
    format!(
        r#"{{"type":"FeatureCollection","bbox":[-8.6,49.8,1.7,60.8],"crs":{{"type":"name"}},"features":[{}],"after":[1]}}"#,
        features.join(",\n")
    )
}

fn whole(_: usize, code: &str) -> Option<String> {
    Some(feature(code, &polygon(SQUARE)))
}

#[test]
fn a_byte_order_mark_before_the_boundaries_is_no_mistake() {
    let marked = format!("\u{feff}{}", download(whole));
    assert!(read_from(marked.as_bytes(), &authority()).is_ok());
}

fn refusal(text: &str) -> String {
    read_from(text.as_bytes(), &authority()).unwrap_err().to_string()
}

/// The download with the first district's feature in another form.
fn first(geometry: &str) -> String {
    refusal(&download(|number, code| if number == 0 { Some(feature(code, geometry)) } else { whole(number, code) }))
}

#[test]
fn the_authoritys_districts_are_taken_from_a_file_of_all() {
    let multi =
        format!(r#"{{"type":"MultiPolygon","coordinates":[[{SQUARE}],[{SQUARE},[[0,1,5],[1,1],[1,2],[0,1,5]]]]}}"#);
    let text = download(|number, code| Some(feature(code, &if number == 2 { multi.clone() } else { polygon(SQUARE) })));
    let read = read_from(text.as_bytes(), &authority()).unwrap();
    assert_eq!((read.features, &*read.property, read.outlines.len()), (8, "LAD24CD", 6));
    assert_eq!(
        read.outlines[0][0][0],
        [(-2_100_000, 52_100_000), (-2_000_000, 52_100_000), (-2_000_000, 52_200_000), (-2_100_000, 52_200_000)]
    );
    assert_eq!(read.outlines[2].iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_file_in_another_plane_or_of_other_districts_is_told_apart() {
    let metres = polygon("[[384900.5,254900],[384900,254950],[384950,254900],[384900.5,254900]]");
    assert!(first(&metres).starts_with(
        "is in the British National Grid or another plane, not in degrees (it has a point at 384900.5, 254900)"
    ));
    let said = refusal(&download(|_, _| None));
    assert!(
        said.contains("E07000234 Bromsgrove, ")
            && said.contains("its codes are like 'E06000001' (LAD24CD), 'S12000033' (LAD24CD)"),
        "{said}"
    );
    let said = refusal(&download(|number, code| (number != 1).then(|| feature(code, &polygon(SQUARE)))));
    assert!(said.starts_with("has no outline of E07000235 Malvern Hills: "), "{said}");
    let said = refusal(&download(|number, code| Some(format!("{0},{0}", whole(number, code).unwrap()))));
    assert!(said.starts_with("has two outlines of Bromsgrove"), "{said}");
}

#[test]
fn broken_rings_are_named_with_their_place() {
    for (rings, why) in [
        ("[[-2.1,52.1],[-2.0,52.1],[-2.1,52.1]]", "fewer than four points"),
        ("[[-2.1,52.1],[-2.0,52.1],[-2.0,52.2],[-2.1,52.2]]", "its last point is not its first"),
        ("[[-2.1,52.1],[-2.1,52.1],[-2.1,52.1],[-2.1,52.1]]", "it encloses nothing"),
    ] {
        let said = first(&polygon(rings));
        assert!(said.starts_with("has a broken ring for Bromsgrove near -2.1, 52.1: ") && said.contains(why), "{said}");
    }
    for geometry in
        ["null", r#"{"type":"Point","coordinates":[1,2]}"#, r#"{"type":"LineString","coordinates":[[1,2],[2,3]]}"#]
    {
        assert!(first(geometry).starts_with("has something for Bromsgrove that is not an outline"), "{geometry}");
    }
}

#[test]
fn what_is_not_geojson_is_refused() {
    let cut = download(whole);
    for text in
        ["", "<html>", "[]", "{\"features\":7}", "PK\u{3}\u{4}", &cut[..cut.len() / 2], &cut.replacen("[[", "[[[", 1)]
    {
        assert!(refusal(text).starts_with("is not GeoJSON ("), "{text}");
    }
    assert!(refusal("{}").starts_with("has no features"));
    let deep =
        format!("{{\"features\":[{{\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{}}}}}]}}", "[".repeat(100_000));
    assert!(refusal(&deep).starts_with("is not GeoJSON ("));
    assert_eq!(
        read(Path::new("/nowhere"), &authority()).unwrap_err().to_string(),
        "is not there: name the file that was downloaded"
    );
    assert_eq!(read(Path::new("/"), &authority()).unwrap_err().to_string(), "is not a plain file");
}
