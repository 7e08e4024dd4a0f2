//! `hubfinder import districts`.

use super::write_whole;
use crate::commands::{DATA, say};
use anyhow::Context;
use clap::Args;
use directory::plural;
use directory::{Authority, Point, PostcodePoint};
use exchange::import::districts;
use geo::{Area, BooleanOps, BoundingRect, Contains, Intersects, MultiPolygon, unary_union};
use map::boundaries::{self, Outline, Plane};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The file of the folder that is written.
const FILE: &str = "districts.geojson";
/// How far a line may stray, in metres: less than a third of what the finest map shows.
const STRAY: f64 = 20.0;
/// Points of all districts together: about 150 KB.
const MOST_POINTS: usize = 6_000;
/// An overlap or a gap smaller than so many square metres is rounding.
const LEAST_MISFIT: f64 = 1_000.0;

#[derive(Debug, Args)]
pub(in crate::commands) struct Options {
    /// What was downloaded: all districts of the country as GeoJSON, in degrees.
    #[arg(value_name = "FILE", env = "HUBFINDER_FILE")]
    file: PathBuf,
    /// The authority's folder.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
    data: PathBuf,
    /// Reads and reports, and writes nothing.
    #[arg(long, env = "HUBFINDER_DRY_RUN")]
    dry_run: bool,
}

pub(super) fn run(options: &Options) -> anyhow::Result<()> {
    let Options { file, data, dry_run } = options;
    let name = file.display();
    let unchanged = "nothing has changed";
    let records = folder::records(&folder::read(data)?, data)?;
    let authority = &records.authority;
    let read = districts::read(file, authority).map_err(|unfit| anyhow::anyhow!("{name} {unfit}; {unchanged}"))?;
    let simple = boundaries::simplify(&read.outlines, STRAY, MOST_POINTS).map_err(|broken| {
        let (east, north) = (f64::from(broken.at.0) / 1e6, f64::from(broken.at.1) / 1e6);
        let district = &authority.districts[broken.outline].name;
        anyhow::anyhow!(
            "{name} has a broken ring for {district}: its lines cross near {east}, {north}. Download the boundaries \
             again; {unchanged}"
        )
    })?;
    let ours = plural(authority.districts.len(), "is a district", "are districts");
    say(&format!(
        "read {} of {name}: {ours} of {} (by {})",
        plural(read.features, "feature", "features"),
        authority.name,
        read.property
    ))?;
    let flat = Plane::about(&read.outlines);
    let solid = |outlines: &[Outline]| outlines.iter().map(|outline| flat.polygons(outline)).collect::<Vec<_>>();
    let (before, after) = (solid(&read.outlines), solid(&simple.outlines));
    for (number, district) in authority.districts.iter().enumerate() {
        let points = |outlines: &[Outline]| boundaries::count_points(&outlines[number..=number]);
        let (was, is) = (before[number].unsigned_area(), after[number].unsigned_area());
        say(&format!(
            "  {}: {} became {}; {:.1} square km became {:.1} ({:+.2} %)",
            district.name,
            plural(points(&read.outlines), "point", "points"),
            points(&simple.outlines),
            was / 1e6,
            is / 1e6,
            (is / was - 1.0) * 100.0
        ))?;
    }
    let left_out = plural(simple.left_out, "small island or hole was", "small islands or holes were");
    say(&format!("lines stray by about {:.0} m at most; {left_out} left out", simple.stray))?;
    report_fit(authority, &before)?;
    report_postcodes(&records.gazetteer.postcodes, authority, &simple.outlines)?;
    if *dry_run {
        return say("nothing was written: this was a dry run");
    }
    let text = geojson(authority, &simple.outlines).to_string();
    let target = data.join(FILE);
    write_whole(&target, text.as_bytes()).with_context(|| {
        format!("{} cannot be written, and {unchanged}: let this account write the folder", target.display())
    })?;
    say(&format!("wrote {} ({} KB)", target.display(), text.len().div_ceil(1_000)))?;
    say("a hubfinder that is running draws them after its next start")
}

/// Says where neighbours overlap and where ground lies between them.
fn report_fit(authority: &Authority, districts: &[MultiPolygon]) -> anyhow::Result<()> {
    let square = |metres: f64| format!("{:.3} square km", metres / 1e6);
    let mut fits = true;
    for (number, one) in districts.iter().enumerate() {
        for (other_number, other) in districts.iter().enumerate().skip(number + 1) {
            let near = one.bounding_rect().zip(other.bounding_rect()).is_some_and(|(a, b)| a.intersects(&b));
            let shared = if near { one.intersection(other).unsigned_area() } else { 0.0 };
            if shared > LEAST_MISFIT {
                fits = false;
                let names = (&authority.districts[number].name, &authority.districts[other_number].name);
                say(&format!("  {} and {} overlap by {}", names.0, names.1, square(shared)))?;
            }
        }
    }
    let whole: MultiPolygon = unary_union(districts);
    let gaps = whole.0.iter().flat_map(|polygon| polygon.interiors());
    for gap in gaps.map(|gap| geo::Polygon::new(gap.clone(), Vec::new()).unsigned_area()) {
        if gap > LEAST_MISFIT {
            fits = false;
            say(&format!("  {} in their midst belongs to none of them", square(gap)))?;
        }
    }
    if fits { say("neighbours meet without overlaps or gaps") } else { Ok(()) }
}

/// Says how many postcodes the new outlines put into another district than their own code does.
fn report_postcodes(postcodes: &[PostcodePoint], authority: &Authority, outlines: &[Outline]) -> anyhow::Result<()> {
    let degrees = |outline: &Outline| {
        let line = |ring: &boundaries::Ring| {
            ring.iter().map(|vertex| (f64::from(vertex.0) / 1e6, f64::from(vertex.1) / 1e6)).collect()
        };
        let polygon = |rings: &Vec<boundaries::Ring>| {
            let (outer, holes) = rings.split_first()?;
            Some(geo::Polygon::new(line(outer), holes.iter().map(line).collect()))
        };
        MultiPolygon(outline.iter().filter_map(polygon).collect())
    };
    let outlines: Vec<MultiPolygon> = outlines.iter().map(degrees).collect();
    let inside =
        |outline: &MultiPolygon, point: Point| outline.contains(&geo::Point::new(point.longitude(), point.latitude()));
    let (mut all, mut outside) = (0, 0);
    for postcode in postcodes.iter().filter(|postcode| postcode.ended.is_none()) {
        let district = authority.districts.iter().position(|district| district.code == postcode.lad_code);
        if let Some(district) = district {
            all += 1;
            outside += usize::from(!inside(&outlines[district], postcode.point));
        }
    }
    say(&format!(
        "{} of {} lie outside the new outline of their own district (their code counts, not the outline)",
        plural(outside, "postcode", "postcodes"),
        plural(all, "", "").trim()
    ))
}

/// The folder's file: RFC 7946, outer rings anticlockwise.
fn geojson(authority: &Authority, outlines: &[Outline]) -> Value {
    let features = authority.districts.iter().zip(outlines).map(|(district, outline)| {
        let polygons: Vec<Value> = outline
            .iter()
            .map(|rings| rings.iter().enumerate().map(|(number, ring)| closed(ring, number == 0)).collect())
            .collect();
        let geometry = match <[Value; 1]>::try_from(polygons) {
            Ok([only]) => json!({"type": "Polygon", "coordinates": only}),
            Err(polygons) => json!({"type": "MultiPolygon", "coordinates": polygons}),
        };
        json!({
            "type": "Feature",
            "properties": {"slug": district.slug, "lad_code": district.code, "name": district.name},
            "geometry": geometry,
        })
    });
    json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()})
}

/// A ring's positions, the first again at the end, in its right turn.
fn closed(ring: &[boundaries::Vertex], anticlockwise: bool) -> Value {
    let next = ring.iter().cycle().skip(1);
    let twice: i64 =
        ring.iter().zip(next).map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum();
    let position = |vertex: &boundaries::Vertex| json!([f64::from(vertex.0) / 1e6, f64::from(vertex.1) / 1e6]);
    let mut positions: Vec<Value> = ring.iter().chain(ring.first()).map(position).collect();
    if (twice > 0) != anticlockwise {
        positions.reverse();
    }
    Value::Array(positions)
}
