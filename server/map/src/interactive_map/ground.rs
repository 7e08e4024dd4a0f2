//! The ground of the interactive map: the outlines, built-up areas, rivers and settlements that pictures are
//! drawn from, as JSON in degrees. Made once at the start and served as a built file.

use crate::{BaseMap, multiscale::Polyline};
use geo::Coord;
use serde::Serialize;

#[derive(Serialize)]
struct Ground<'a> {
    /// West, south, east, north of the authority.
    extent: [f64; 4],
    county: Vec<LatLons>,
    districts: Vec<District<'a>>,
    rivers: Vec<LatLons>,
    built_up: Vec<LatLons>,
    /// The largest first.
    settlements: Vec<Settlement<'a>>,
}

#[derive(Serialize)]
struct District<'a> {
    name: &'a str,
    at: LatLon,
    rings: Vec<LatLons>,
}

/// Its name, latitude, longitude, and how large it counts: its people, fewer outside the authority. Without field
/// names, which would be half of the file.
type Settlement<'a> = (&'a str, f64, f64, u32);

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
    let settlements = map.settlements.iter().map(|settlement| {
        let [latitude, longitude] = lat_lon(settlement.name.at);
        (settlement.name.text.as_str(), latitude, longitude, settlement.weight())
    });
    serde_json::to_vec(&Ground {
        extent: map.projection.unproject_bounds(map.extent),
        county: lat_lons(map.county.finest()),
        districts: districts.collect(),
        rivers: lat_lons(map.rivers.finest()),
        built_up: lat_lons(map.built_up.finest()),
        settlements: settlements.collect(),
    })
}
