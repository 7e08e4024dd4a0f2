//! The ground of the interactive map: the outlines, rivers and towns that pictures are drawn from, as
//! JSON in degrees. Made once at the start and served as a built file.

use crate::{BaseMap, labels::OUTSIDE_FACTOR, multiscale::Polyline};
use geo::Coord;
use serde::Serialize;

#[derive(Serialize)]
struct Ground<'a> {
    /// West, south, east, north of the authority.
    extent: [f64; 4],
    county: Vec<LatLons>,
    districts: Vec<District<'a>>,
    rivers: Vec<LatLons>,
    /// Most people first.
    towns: Vec<Town<'a>>,
}

#[derive(Serialize)]
struct District<'a> {
    name: &'a str,
    at: LatLon,
    rings: Vec<LatLons>,
}

#[derive(Serialize)]
struct Town<'a> {
    name: &'a str,
    at: LatLon,
    /// How large it counts: its people, fewer for a town outside the authority.
    weight: u32,
}

/// Latitude and longitude, as Leaflet writes them, to about ten metres.
type LatLon = [f64; 2];
/// A ring or a line.
type LatLons = Vec<LatLon>;

/// The ground of the interactive map as JSON.
pub(crate) fn to_json(map: &BaseMap) -> serde_json::Result<Vec<u8>> {
    let lat_lon = |coord: Coord| -> LatLon {
        let (longitude, latitude) = map.projection.unproject(coord);
        [latitude, longitude].map(|degrees| (degrees * 1e4).round() / 1e4)
    };
    let lat_lons = |lines: &[Polyline]| -> Vec<LatLons> {
        lines.iter().map(|line| line.points.coords().map(|coord| lat_lon(*coord)).collect()).collect()
    };
    let districts = map.districts.iter().map(|district| District {
        name: &district.name.text,
        at: lat_lon(district.name.at),
        rings: lat_lons(district.shapes.finest()),
    });
    let towns = map.towns.iter().map(|town| Town {
        name: &town.name.text,
        at: lat_lon(town.name.at),
        weight: if town.is_inside { town.people } else { town.people / OUTSIDE_FACTOR },
    });
    let mut towns: Vec<Town<'_>> = towns.collect();
    towns.sort_by_key(|town| std::cmp::Reverse(town.weight));
    serde_json::to_vec(&Ground {
        extent: map.projection.unproject_bounds(map.extent),
        county: lat_lons(map.county.finest()),
        districts: districts.collect(),
        rivers: lat_lons(map.rivers.finest()),
        towns,
    })
}
