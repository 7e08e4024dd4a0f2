//! The districts' outlines as the Office for National Statistics publishes them: GeoJSON of all
//! districts of the country, of any year and any of its generalisations. Features are read one by
//! one; only the authority's are kept.

mod features;

use directory::Authority;
use features::{Feature, Nested};
use map::boundaries::{Outline, Ring, Vertex};
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

/// The largest file that is read. All districts at full resolution are about a fifth of it.
const LARGEST_FILE: u64 = 1024 * 1024 * 1024;
/// Codes of other districts that a refusal names.
const MOST_CODES: usize = 3;

/// What was read.
#[derive(Debug)]
pub struct Districts {
    /// The outline of each of the authority's districts, in its order.
    pub outlines: Vec<Outline>,
    /// How many features the file has.
    pub features: usize,
    /// The property that holds the districts' codes: "LAD24CD".
    pub property: String,
}

/// Why a file was not read. Each prints a clause that follows the file's name.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the sentences are the documentation
pub enum Unfit {
    #[error("is not there: name the file that was downloaded")]
    Missing,
    #[error("cannot be read ({0})")]
    Unreadable(io::Error),
    #[error("is not a plain file")]
    NotAFile,
    #[error("is larger than {} MB: download a generalised set (BGC or BUC)", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    #[error("is not GeoJSON ({0}): download the boundaries again as GeoJSON")]
    NotGeoJson(String),
    #[error("has no features: make it a FeatureCollection, as the download is")]
    NoFeatures,
    #[error(
        "is in the British National Grid or another plane, not in degrees (it has a point at {0}, {1}): download \
         the boundaries as GeoJSON in WGS84 (EPSG:4326)"
    )]
    NotDegrees(f64, f64),
    #[error("holds none of the districts of authority.toml ({ours}); its codes are like {theirs}: compare them")]
    OtherCodes { ours: String, theirs: String },
    #[error("has no outline of {0}: take the set of the year whose codes authority.toml has")]
    Lacks(String),
    #[error("has two outlines of {0}: take one out")]
    Twice(String),
    #[error("has something for {0} that is not an outline: its geometry must be a Polygon or a MultiPolygon")]
    NotAnOutline(String),
    #[error("has a broken ring for {0} near {1}: {2}. Download the boundaries again")]
    BrokenRing(String, String, &'static str),
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads the outlines of the authority's districts.
pub fn read(file: &Path, authority: &Authority) -> Result<Districts, Unfit> {
    let metadata = file.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Unfit::Missing,
        _ => Unfit::Unreadable(error),
    })?;
    if !metadata.is_file() {
        return Err(Unfit::NotAFile);
    }
    if metadata.len() > LARGEST_FILE {
        return Err(Unfit::TooLarge);
    }
    read_from(File::open(file).map_err(Unfit::Unreadable)?, authority)
}

fn read_from(source: impl io::Read, authority: &Authority) -> Result<Districts, Unfit> {
    let mut outlines: Vec<Option<Outline>> = vec![None; authority.districts.len()];
    let (mut count, mut property, mut others) = (0, String::new(), Vec::new());
    let mut source = BufReader::with_capacity(1 << 16, source);
    // Some programs put a byte-order mark before the first brace.
    if source.fill_buf().map_err(Unfit::Unreadable)?.starts_with(BYTE_ORDER_MARK) {
        source.consume(BYTE_ORDER_MARK.len());
    }
    features::each(source, |feature| {
        count += 1;
        let codes = || feature.texts().filter(|(name, _)| name.to_ascii_lowercase().ends_with("cd"));
        let ours = |code: &str| authority.districts.iter().position(|district| district.code == code);
        let Some((name, at)) = feature.texts().find_map(|(name, code)| Some((name, ours(code)?))) else {
            if others.len() < MOST_CODES {
                others.extend(codes().next().map(|(name, code)| format!("'{code}' ({name})")));
            }
            return Ok(());
        };
        name.clone_into(&mut property);
        let label = &authority.districts[at].name;
        if outlines[at].is_some() {
            return Err(Unfit::Twice(label.clone()));
        }
        outlines[at] = Some(outline(feature, label)?);
        Ok(())
    })?;
    if count == 0 {
        return Err(Unfit::NoFeatures);
    }
    let named = |found: bool| {
        let districts = authority.districts.iter().zip(&outlines).filter(|(_, outline)| outline.is_some() == found);
        districts.map(|(district, _)| format!("{} {}", district.code, district.name)).collect::<Vec<_>>().join(", ")
    };
    if outlines.iter().all(Option::is_none) {
        let theirs =
            if others.is_empty() { "nothing in a property that ends in CD".to_owned() } else { others.join(", ") };
        return Err(Unfit::OtherCodes { ours: named(false), theirs });
    }
    let missing = named(false);
    if !missing.is_empty() {
        return Err(Unfit::Lacks(missing));
    }
    Ok(Districts { outlines: outlines.into_iter().flatten().collect(), features: count, property })
}

fn outline(feature: &Feature, name: &str) -> Result<Outline, Unfit> {
    let wrong = || Unfit::NotAnOutline(name.to_owned());
    let geometry = feature.geometry.as_ref().ok_or_else(wrong)?;
    let polygons = match (geometry.kind.as_str(), geometry.coordinates.as_ref().ok_or_else(wrong)?) {
        ("Polygon", Nested::Rings(rings)) => std::slice::from_ref(rings),
        ("MultiPolygon", Nested::Polygons(polygons)) => polygons,
        _ => return Err(wrong()),
    };
    polygons.iter().map(|rings| rings.iter().map(|positions| ring(positions, name)).collect()).collect()
}

/// A ring as vertices, without vertices that are the same as the one before.
fn ring(positions: &[[f64; 2]], name: &str) -> Result<Ring, Unfit> {
    let near = positions.first().map_or_else(|| "nowhere".to_owned(), |[east, north]| format!("{east}, {north}"));
    let broken = |why| Err(Unfit::BrokenRing(name.to_owned(), near.clone(), why));
    if let Some([east, north]) = positions.iter().find(|[east, north]| !(east.abs() <= 180.0 && north.abs() <= 90.0)) {
        return Err(Unfit::NotDegrees(*east, *north));
    }
    if positions.len() < 4 {
        return broken("it has fewer than four points");
    }
    if positions.first() != positions.last() {
        return broken("its last point is not its first");
    }
    let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
    let mut ring: Ring =
        positions.iter().map(|[east, north]| -> Vertex { (millionths(*east), millionths(*north)) }).collect();
    ring.dedup();
    ring.pop();
    if ring.len() < 3 { broken("it encloses nothing") } else { Ok(ring) }
}

#[cfg(test)]
mod tests;
