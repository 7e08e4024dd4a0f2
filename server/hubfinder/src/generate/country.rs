//! The ground of an invented directory: districts in rows, towns in them, postcodes around these.

use super::Plan;
use directory::{PostcodePoint, Town as TownRow, table};
use std::fmt::Write;

/// Edges of the country in degrees: about those of Great Britain.
pub(super) const SOUTH: f64 = 50.2;
pub(super) const NORTH: f64 = 58.6;
pub(super) const WEST: f64 = -5.2;
pub(super) const EAST: f64 = 1.6;
/// Districts across and down. Fewer than 254 in all, which is what a gazetteer tells apart.
const ACROSS: usize = 12;
const DOWN: usize = 16;
pub(super) const DISTRICTS: usize = ACROSS * DOWN;
/// Size of a district in degrees.
const WIDTH: f64 = (EAST - WEST) / ACROSS as f64;
const HEIGHT: f64 = (NORTH - SOUTH) / DOWN as f64;
/// Services for each town.
const SERVICES_A_TOWN: usize = 40;
/// So many postcodes share an outward code at most: ten digits with two letters.
pub(super) const INWARD_CODES: usize = 6_760;
/// How far from a town's middle its doors and postcodes lie at most, in degrees.
const TOWN_RADIUS: f64 = 0.06;
/// First letters that no postcode area has.
const AREA_LETTERS: [char; 3] = ['Q', 'V', 'X'];

const BEGINNINGS: [&str; 30] = [
    "Ash", "Brad", "Cross", "Dun", "East", "Fen", "Green", "Hart", "Ing", "King", "Lang", "Mar", "New", "Oak", "Pen",
    "Red", "South", "Thorn", "Up", "Wal", "West", "Wood", "Black", "Broad", "Clay", "Cold", "Dray", "Elm", "Fair",
    "Graf",
];
const MIDDLES: [&str; 6] = ["", "ing", "er", "le", "en", "al"];
const ENDS: [&str; 14] = [
    "bury", "ford", "ham", "ley", "ton", "wick", "worth", "field", "combe", "stead", "mouth", "bridge", "well", "dale",
];
/// Towns that the syllables give.
const MOST_TOWNS: usize = BEGINNINGS.len() * MIDDLES.len() * ENDS.len();
/// Postcodes that there is room for in the country with the most towns.
pub(super) const MOST_POSTCODES: usize = MOST_TOWNS * INWARD_CODES;

pub(super) struct Town {
    pub(super) name: String,
    pub(super) district: usize,
    /// How many postcodes it has.
    pub(super) postcodes: usize,
    outward: String,
    latitude: f64,
    longitude: f64,
}

/// The towns of the country; every district has one before any has a second.
pub(super) fn towns(plan: &Plan, random: &mut fastrand::Rng) -> Vec<Town> {
    let for_services = plan.services / SERVICES_A_TOWN;
    let for_postcodes = plan.postcodes.div_ceil(INWARD_CODES);
    let count = for_services.max(for_postcodes).clamp(DISTRICTS, MOST_TOWNS);
    let mut names: Vec<String> = Vec::with_capacity(MOST_TOWNS);
    for beginning in BEGINNINGS {
        for middle in MIDDLES {
            names.extend(ENDS.iter().map(|end| format!("{beginning}{middle}{end}")));
        }
    }
    random.shuffle(&mut names);
    let areas: Vec<String> =
        AREA_LETTERS.iter().flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}"))).collect();
    let town = |(number, name): (usize, String)| {
        let district = number % DISTRICTS;
        let (west, south) = corner(district);
        Town {
            name,
            district,
            // The first towns take what does not part evenly.
            postcodes: plan.postcodes / count + usize::from(number < plan.postcodes % count),
            outward: format!("{}{}", areas[number % areas.len()], 1 + number / areas.len()),
            latitude: south + HEIGHT * (0.15 + 0.7 * random.f64()),
            longitude: west + WIDTH * (0.15 + 0.7 * random.f64()),
        }
    };
    names.into_iter().take(count).enumerate().map(town).collect()
}

impl Town {
    /// A point in it, likelier near its middle: latitude, longitude.
    pub(super) fn point(&self, random: &mut fastrand::Rng) -> (f64, f64) {
        let (sin, cos) = (random.f64() * std::f64::consts::TAU).sin_cos();
        let out = TOWN_RADIUS * random.f64() * random.f64();
        (self.latitude + out * sin, self.longitude + 1.6 * out * cos)
    }

    /// The postcode of a number below [`INWARD_CODES`].
    pub(super) fn postcode(&self, number: usize) -> String {
        let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
        format!("{} {}{}{}", self.outward, number / 676 % 10, letter(number / 26), letter(number))
    }
}

/// The south-western corner of a district: west, south.
fn corner(district: usize) -> (f64, f64) {
    (WEST + WIDTH * (district % ACROSS) as f64, SOUTH + HEIGHT * (district / ACROSS) as f64)
}

/// The middle of a district: latitude, longitude.
pub(super) fn middle(district: usize) -> (f64, f64) {
    let (west, south) = corner(district);
    (south + HEIGHT / 2.0, west + WIDTH / 2.0)
}

pub(super) fn district_slug(district: usize) -> String {
    format!("district-{}", district + 1)
}

pub(super) fn district_name(district: usize) -> String {
    format!("District {}", district + 1)
}

pub(super) fn district_code(district: usize) -> String {
    format!("X07{:06}", district + 1)
}

/// `towns.csv`.
pub(super) fn town_rows(towns: &[Town], random: &mut fastrand::Rng) -> String {
    let mut rows = table::header::<TownRow>();
    for (number, town) in towns.iter().enumerate() {
        let (district, people) = (district_slug(town.district), 3_000 + random.u32(..90_000));
        let _ = writeln!(rows, "{number},{},{:.5},{:.5},{people},{district}", town.name, town.latitude, town.longitude);
    }
    rows
}

/// `postcodes.csv`.
pub(super) fn postcode_rows(towns: &[Town], random: &mut fastrand::Rng) -> String {
    let mut rows = table::header::<PostcodePoint>();
    for town in towns {
        let code = district_code(town.district);
        for number in 0..town.postcodes {
            let (latitude, longitude) = town.point(random);
            let _ = writeln!(rows, "{},{latitude:.6},{longitude:.6},{code},", town.postcode(number));
        }
    }
    rows
}

/// `districts.geojson`: rectangles that share their edges.
pub(super) fn outlines() -> String {
    let outline = |district: usize| {
        let (west, south) = corner(district);
        let (east, north) = (west + WIDTH, south + HEIGHT);
        let (slug, code, name) = (district_slug(district), district_code(district), district_name(district));
        let ring = format!("[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
        format!(
            r#"{{"type":"Feature","properties":{{"slug":"{slug}","lad_code":"{code}","name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#
        )
    };
    let outlines: Vec<String> = (0..DISTRICTS).map(outline).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, outlines.join(","))
}
