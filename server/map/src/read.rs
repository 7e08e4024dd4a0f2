//! Reader of outlines: GeoJSON (RFC 7946) of districts and rivers.

use super::projection::Projection;
use directory::{Authority, Point};
use geo::{LineString, MultiLineString, MultiPolygon, Polygon};
use geojson::{Feature, GeoJson, GeometryValue, Position};
use std::path::{Path, PathBuf};

/// Why the map's files were not read: one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[error("{} {what}: {mend}", .file.display())]
pub struct MapError {
    file: PathBuf,
    what: String,
    mend: String,
}

/// What is wrong and how to mend it, before the file's name is added.
type Wrong = (String, String);

fn wrong(what: impl Into<String>, mend: impl Into<String>) -> Wrong {
    (what.into(), mend.into())
}

/// The outline of each of the authority's districts, in its order; none has one where the file lists no
/// feature, as in a folder that is begun. Fails when only some have one.
pub(super) fn districts(
    file: &Path,
    authority: &Authority,
    projection: &Projection,
) -> Result<Vec<MultiPolygon>, MapError> {
    read_districts(file, authority, projection).map_err(|(what, mend)| MapError { file: file.to_owned(), what, mend })
}

/// The rivers.
pub(super) fn rivers(file: &Path, projection: &Projection) -> Result<MultiLineString, MapError> {
    read_rivers(file, projection).map_err(|(what, mend)| MapError { file: file.to_owned(), what, mend })
}

fn read_districts(file: &Path, authority: &Authority, projection: &Projection) -> Result<Vec<MultiPolygon>, Wrong> {
    let mut outlines: Vec<MultiPolygon> = vec![MultiPolygon(Vec::new()); authority.districts.len()];
    let features = features(file, "put the outlines of the districts there as GeoJSON, or features that are []")?;
    if features.is_empty() {
        return Ok(outlines);
    }
    for (number, feature) in (1..).zip(features) {
        let Some(slug) = feature.property("slug").and_then(|slug| slug.as_str()) else {
            return Err(wrong(
                format!("has no \"slug\" in the properties of feature {number}"),
                "add the district's slug as authority.toml writes it",
            ));
        };
        let Some(at) = authority.districts.iter().position(|district| district.slug == slug) else {
            return Err(wrong(
                format!("has an outline of '{slug}', which authority.toml does not list"),
                "correct the slug or take the outline out",
            ));
        };
        let polygons = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
            Some(GeometryValue::Polygon { coordinates }) => vec![polygon(coordinates, slug, projection)?],
            Some(GeometryValue::MultiPolygon { coordinates }) => {
                coordinates.iter().map(|rings| polygon(rings, slug, projection)).collect::<Result<_, _>>()?
            }
            _ => {
                return Err(wrong(
                    format!("has something for '{slug}' that is not an outline"),
                    "give it a geometry of the type Polygon or MultiPolygon",
                ));
            }
        };
        outlines[at].0.extend(polygons);
    }
    match authority.districts.iter().zip(&outlines).find(|(_, outline)| outline.0.is_empty()) {
        Some((district, _)) => Err(wrong(
            format!("has no outline of '{}'", district.slug),
            format!("add a feature whose properties hold \"slug\": \"{}\"", district.slug),
        )),
        None => Ok(outlines),
    }
}

fn read_rivers(file: &Path, projection: &Projection) -> Result<MultiLineString, Wrong> {
    let mut rivers = Vec::new();
    let mend = "put the rivers there as GeoJSON, or a FeatureCollection whose features are []";
    for (number, feature) in (1..).zip(features(file, mend)?) {
        let what = format!("river {number}");
        let lines: Vec<&[Position]> = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
            Some(GeometryValue::LineString { coordinates }) => vec![coordinates],
            Some(GeometryValue::MultiLineString { coordinates }) => coordinates.iter().map(Vec::as_slice).collect(),
            _ => {
                return Err(wrong(
                    format!("has something for {what} that is not a line"),
                    "give it a geometry of the type LineString or MultiLineString",
                ));
            }
        };
        for line in lines {
            rivers.push(points(line, 2, &what, projection)?);
        }
    }
    Ok(MultiLineString(rivers))
}

fn features(file: &Path, mend: &str) -> Result<Vec<Feature>, Wrong> {
    let text = std::fs::read_to_string(file).map_err(|error| wrong(format!("cannot be read ({error})"), mend))?;
    match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => Ok(collection.features),
        Ok(_) => Err(wrong("is not a list of features", "make its type FeatureCollection")),
        Err(error) => Err(wrong(format!("is not GeoJSON ({error})"), "export it again as GeoJSON (RFC 7946)")),
    }
}

fn polygon(rings: &[Vec<Position>], slug: &str, projection: &Projection) -> Result<Polygon, Wrong> {
    let what = format!("'{slug}'");
    let mut rings = rings.iter().map(|ring| points(ring, 4, &what, projection)).collect::<Result<Vec<_>, _>>()?;
    if rings.is_empty() {
        return Err(wrong(format!("has an empty outline for {what}"), "export the district again"));
    }
    let exterior = rings.remove(0);
    Ok(Polygon::new(exterior, rings))
}

/// At least so many positions, in the projection.
fn points(positions: &[Position], least: usize, what: &str, projection: &Projection) -> Result<LineString, Wrong> {
    if positions.len() < least {
        return Err(wrong(
            format!("has only {} points for a line of {what}", positions.len()),
            format!("give at least {least}"),
        ));
    }
    let coord = |position: &Position| match *position.as_slice() {
        [longitude, latitude, ..] => Point::new(latitude, longitude).ok().map(|point| projection.project(point)),
        _ => None,
    };
    positions.iter().map(coord).collect::<Option<LineString>>().ok_or_else(|| {
        wrong(
            format!("has a point for {what} that is not on earth"),
            "write each as [longitude, latitude] in degrees (WGS84)",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BaseMap;
    use std::fs;

    #[test]
    fn outlines_that_are_wrong_are_told_with_their_file_and_how_to_mend_them() {
        let county_folder = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
        let text = fs::read_to_string(county_folder().join("authority.toml"))
            .expect("the county's folder is in the repository");
        let authority = Authority::read(&text).expect("the county's authority.toml is clean");
        let dir = tempfile::tempdir().expect("a folder");
        let read = |districts: &str, rivers: &str| {
            fs::write(dir.path().join("districts.geojson"), districts).expect("written");
            fs::write(dir.path().join("rivers.geojson"), rivers).expect("written");
            BaseMap::read(dir.path(), &authority, &[]).expect_err("is wrong").to_string()
        };
        let none = r#"{"type":"FeatureCollection","features":[]}"#;
        let feature = |properties: &str, geometry: &str| {
            format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},"geometry":{geometry}}}]}}"#
            )
        };
        let redditch = r#"{"slug":"redditch"}"#;
        let ring = |ring: &str| format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#);
        for (districts, word) in [
            ("nonsense".to_owned(), "is not GeoJSON"),
            (r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(), "make its type FeatureCollection"),
            (feature(redditch, &ring("[[-2,52],[-1,52],[-1,53],[-2,52]]")), "has no outline of 'bromsgrove'"),
            (feature("{}", &ring("[]")), "add the district's slug"),
            (feature(r#"{"slug":"narnia"}"#, &ring("[]")), "'narnia', which authority.toml does not list"),
            (feature(redditch, r#"{"type":"Point","coordinates":[1,2]}"#), "type Polygon or MultiPolygon"),
            (feature(redditch, &ring("[[1,52],[2,52],[1,52]]")), "give at least 4"),
            (feature(redditch, &ring("[[52,-200],[52,2],[53,2],[52,-200]]")), "not on earth"),
            (feature(redditch, &ring("[[1],[2],[3],[1]]")), ""),
        ] {
            let sentence = read(&districts, none);
            assert!(sentence.contains("districts.geojson") && sentence.contains(word), "{sentence}");
            assert!(!sentence.contains('\n'), "{sentence}");
        }
        let districts = fs::read_to_string(county_folder().join("districts.geojson")).expect("the county's outlines");
        let sentence = read(&districts, &feature("{}", r#"{"type":"Point","coordinates":[1,2]}"#));
        assert!(sentence.contains("rivers.geojson") && sentence.contains("LineString"), "{sentence}");
        fs::write(dir.path().join("districts.geojson"), none).expect("written");
        fs::write(dir.path().join("rivers.geojson"), none).expect("written");
        BaseMap::read(dir.path(), &authority, &[]).expect("a folder that is begun has no outlines yet");
        fs::remove_file(dir.path().join("rivers.geojson")).expect("removed");
        let sentence = BaseMap::read(dir.path(), &authority, &[]).expect_err("is missing").to_string();
        assert!(sentence.contains("rivers.geojson cannot be read"), "{sentence}");
    }
}
