//! The ground of the map that moves: the outlines, rivers and towns that pictures are drawn from, as
//! JSON in degrees. Made once at the start and served as a built file.

use super::{BaseMap, labels::BEYOND, shapes::Line};
use geo::Coord;
use serde::Serialize;

#[derive(Serialize)]
struct Ground<'a> {
    /// West, south, east, north of the authority.
    extent: [f64; 4],
    county: Vec<Run>,
    districts: Vec<District<'a>>,
    rivers: Vec<Run>,
    /// Most people first.
    towns: Vec<Town<'a>>,
}

#[derive(Serialize)]
struct District<'a> {
    name: &'a str,
    at: At,
    rings: Vec<Run>,
}

#[derive(Serialize)]
struct Town<'a> {
    name: &'a str,
    at: At,
    /// How large it counts: its people, fewer for a town beyond the authority.
    weight: u32,
}

/// Latitude and longitude, as Leaflet writes them, to about ten metres.
type At = [f64; 2];
/// A ring or a line.
type Run = Vec<At>;

pub(super) fn json(map: &BaseMap) -> serde_json::Result<Vec<u8>> {
    let at = |place: Coord| -> At {
        let (longitude, latitude) = map.plane.round(place);
        [latitude, longitude].map(|degrees| (degrees * 1e4).round() / 1e4)
    };
    let runs = |lines: &[Line]| -> Vec<Run> {
        lines.iter().map(|line| line.points.coords().map(|place| at(*place)).collect()).collect()
    };
    let districts = map.districts.iter().map(|district| District {
        name: district.name.text.as_str(),
        at: at(district.name.at),
        rings: runs(district.shapes.finest()),
    });
    let towns = map.towns.iter().map(|town| Town {
        name: town.name.text.as_str(),
        at: at(town.name.at),
        weight: if town.ours { town.people } else { town.people / BEYOND },
    });
    let mut towns: Vec<Town<'_>> = towns.collect();
    towns.sort_by_key(|town| std::cmp::Reverse(town.weight));
    serde_json::to_vec(&Ground {
        extent: map.plane.edges(map.extent),
        county: runs(map.county.finest()),
        districts: districts.collect(),
        rivers: runs(map.rivers.finest()),
        towns,
    })
}
