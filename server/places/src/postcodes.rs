//! The postcodes of an authority and its rim, by code and by place. A postcode takes 16 bytes and a live
//! one 4 more, so that a country's 1.7 million fit into some 35 MB.

mod cache;

use super::distance::distance_between;
use directory::{Point, Postcode, PostcodePoint};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The district of a postcode outside the authority.
pub(super) const OUTSIDE: u8 = u8::MAX;
/// The district of a postcode whose row names none, until that of its nearest neighbour is taken.
const UNKNOWN: u8 = u8::MAX - 1;
/// An outward code with fewer live postcodes than this is held in part: the file has a whole one
/// or only what lies inside the authority, and a whole one has hundreds.
const HELD_IN_PART_BELOW: usize = 100;
/// Side of a cell of the grid, in millionths of a degree.
const CELL: i32 = 20_000;
const CELLS_PER_ROW: u32 = 18_001;
/// Miles in a degree of latitude, a little less than the least there is.
const MILES_PER_DEGREE: f64 = 68.0;

/// A postcode and where it is.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// The outward code's index, then 13 bits for the inward code; sorted by it.
    key: u32,
    /// Millionths of a degree.
    latitude: i32,
    longitude: i32,
    district: u8,
    ended: bool,
}

impl Entry {
    fn point(&self) -> Point {
        let degrees = |micro: i32| f64::from(micro) / 1e6;
        Point::new(degrees(self.latitude), degrees(self.longitude)).expect("made from a point")
    }

    fn cell(&self) -> u32 {
        cell(self.latitude, self.longitude)
    }
}

/// The number of the grid's cell that holds a place in millionths of a degree.
fn cell(latitude: i32, longitude: i32) -> u32 {
    let row = (latitude.clamp(-90_000_000, 90_000_000) + 90_000_000) / CELL;
    let column = (longitude.clamp(-180_000_000, 180_000_000) + 180_000_000) / CELL;
    row.unsigned_abs() * CELLS_PER_ROW + column.unsigned_abs()
}

/// Degrees in millionths.
fn micro(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

/// An inward code as a number, in the order of the alphabet.
fn inward_code(inward: &str) -> u32 {
    let bytes = inward.as_bytes();
    u32::from(bytes[0] - b'0') * 676 + u32::from(bytes[1] - b'A') * 26 + u32::from(bytes[2] - b'A')
}

/// What is known of one postcode.
pub(super) struct Hit {
    pub(super) point: Point,
    pub(super) district: u8,
    pub(super) ended: bool,
}

/// The middle of an outward code or sector.
#[derive(Clone, Copy)]
pub(super) struct Middle {
    /// The median of the live postcodes inside the authority, of all when none is.
    pub(super) point: Point,
    /// The district that has nine in ten of them.
    pub(super) district: Option<u8>,
    /// Whether any lies inside.
    pub(super) inside: bool,
    /// Whether any lies outside.
    pub(super) outside: bool,
    /// Whether only a part of the outward code is held.
    pub(super) in_part: bool,
}

/// All postcodes.
#[derive(Serialize, Deserialize)]
pub(super) struct Postcodes {
    outwards: Vec<Box<str>>,
    entries: Vec<Entry>,
    /// Indices of live entries, sorted by cell.
    by_cell: Vec<u32>,
}

impl Postcodes {
    /// `district` gives the index for a row's code.
    pub(super) fn new(rows: Vec<PostcodePoint>, district: impl Fn(&str) -> u8) -> Self {
        let mut outwards: Vec<Box<str>> = Vec::new();
        for row in &rows {
            if outwards.last().is_none_or(|last| **last != *row.postcode.outward()) {
                outwards.push(row.postcode.outward().into());
            }
        }
        outwards.sort_unstable();
        outwards.dedup();
        outwards.shrink_to_fit();
        let mut entries = Vec::with_capacity(rows.len());
        entries.extend(rows.into_iter().filter_map(|row| {
            let outward = outwards.binary_search_by(|known| (**known).cmp(row.postcode.outward())).ok()?;
            Some(Entry {
                key: (u32::try_from(outward).ok()? << 13) | inward_code(row.postcode.inward()),
                latitude: micro(row.point.latitude()),
                longitude: micro(row.point.longitude()),
                district: if row.lad_code.is_empty() { UNKNOWN } else { district(&row.lad_code) },
                ended: row.ended.is_some(),
            })
        }));
        entries.sort_unstable_by_key(|entry| (entry.key, entry.ended));
        entries.dedup_by_key(|entry| entry.key);
        let mut by_cell: Vec<u32> =
            (0..).zip(&entries).filter(|(_, entry)| !entry.ended).map(|(index, _)| index).collect();
        by_cell.shrink_to_fit();
        by_cell.sort_unstable_by_key(|&index| entries[index as usize].cell());
        let mut postcodes = Self { outwards, entries, by_cell };
        for index in 0..postcodes.entries.len() {
            if postcodes.entries[index].district == UNKNOWN {
                let near = postcodes.nearest(postcodes.entries[index].point(), 3.0);
                postcodes.entries[index].district = near.map_or(OUTSIDE, |hit| hit.district);
            }
        }
        postcodes
    }

    fn outward(&self, outward: &str) -> Option<u32> {
        let index = self.outwards.binary_search_by(|known| (**known).cmp(outward)).ok()?;
        u32::try_from(index).ok()
    }

    /// Whether any postcode of an outward code (capital letters) is held.
    pub(super) fn knows(&self, outward: &str) -> bool {
        self.outward(outward).is_some()
    }

    /// Outward codes that begin with the letters, in order.
    pub(super) fn outwards_from<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let start = self.outwards.partition_point(|known| **known < *prefix);
        self.outwards[start..].iter().map(|outward| &**outward).take_while(move |outward| outward.starts_with(prefix))
    }

    /// One postcode, live or ended.
    pub(super) fn find(&self, postcode: &Postcode) -> Option<Hit> {
        let key = (self.outward(postcode.outward())? << 13) | inward_code(postcode.inward());
        let index = self.entries.binary_search_by_key(&key, |entry| entry.key).ok()?;
        let entry = &self.entries[index];
        Some(Hit { point: entry.point(), district: entry.district, ended: entry.ended })
    }

    fn between(&self, from: u32, to: u32) -> Range<usize> {
        self.entries.partition_point(|entry| entry.key < from)..self.entries.partition_point(|entry| entry.key < to)
    }

    fn sector(&self, first: u32, digit: u32) -> Range<usize> {
        self.between(first + digit * 676, first + (digit + 1) * 676)
    }

    /// Whether any postcode of a sector is held: `WR5` and `1`.
    pub(super) fn knows_sector(&self, outward: &str, digit: char) -> bool {
        let range = self.outward(outward).zip(digit.to_digit(10)).map(|(outward, d)| self.sector(outward << 13, d));
        range.is_some_and(|range| !range.is_empty())
    }

    /// The middle of an outward code, or of one of its sectors (`'1'` in `WR5 1`); `None` when no
    /// postcode of it is held.
    pub(super) fn middle(&self, outward: &str, sector: Option<char>) -> Option<Middle> {
        // The least key of the outward code.
        let first = self.outward(outward)? << 13;
        let whole = self.between(first, first + (1 << 13));
        let in_part = self.entries[whole.clone()].iter().filter(|entry| !entry.ended).count() < HELD_IN_PART_BELOW;
        let range = sector.and_then(|digit| digit.to_digit(10)).map_or(whole, |digit| self.sector(first, digit));
        let held = &self.entries[range];
        let live = held.iter().any(|entry| !entry.ended);
        let counted = || held.iter().filter(move |entry| !entry.ended || !live);
        let (mut total, mut tally) = (0usize, [0usize; 256]);
        for entry in counted() {
            total += 1;
            tally[usize::from(entry.district)] += 1;
        }
        let outside = tally[usize::from(OUTSIDE)];
        let inside = total > outside;
        let most = (0..OUTSIDE).max_by_key(|&district| tally[usize::from(district)])?;
        let district = (inside && !in_part && tally[usize::from(most)] * 10 >= total * 9).then_some(most);
        let of = |coordinate: fn(&Entry) -> i32| {
            median(counted().filter(|entry| !inside || entry.district != OUTSIDE).map(coordinate).collect())
        };
        let (latitude, longitude) = (of(|entry| entry.latitude)?, of(|entry| entry.longitude)?);
        let point = Point::new(f64::from(latitude) / 1e6, f64::from(longitude) / 1e6).ok()?;
        Some(Middle { point, district, inside, outside: outside > 0, in_part })
    }

    /// The points of all live postcodes inside the authority.
    pub(super) fn inside(&self) -> impl Iterator<Item = Point> {
        self.entries.iter().filter(|entry| !entry.ended && entry.district != OUTSIDE).map(Entry::point)
    }

    /// The median of all live postcodes inside the authority.
    pub(super) fn middle_of_all(&self) -> Option<Point> {
        let of = |coordinate: fn(&Entry) -> i32| {
            let inside = self.entries.iter().filter(|entry| !entry.ended && entry.district != OUTSIDE);
            median(inside.map(coordinate).collect())
        };
        let (latitude, longitude) = (of(|entry| entry.latitude)?, of(|entry| entry.longitude)?);
        Point::new(f64::from(latitude) / 1e6, f64::from(longitude) / 1e6).ok()
    }

    /// The nearest live postcode whose district is known, not further than `limit` miles.
    pub(super) fn nearest(&self, point: Point, limit: f64) -> Option<Hit> {
        [0.3, 1.0, limit].into_iter().filter(|&radius| radius <= limit).find_map(|radius| self.within(point, radius))
    }

    /// The nearest live postcode whose district is known, within `radius` miles.
    fn within(&self, point: Point, radius: f64) -> Option<Hit> {
        let squeeze = point.latitude().to_radians().cos().max(0.01);
        let (up, across) = (radius / MILES_PER_DEGREE, radius / MILES_PER_DEGREE / squeeze);
        let west = micro((point.longitude() - across).max(-180.0));
        let east = micro((point.longitude() + across).min(180.0));
        let south = micro((point.latitude() - up).max(-90.0));
        let north = micro((point.latitude() + up).min(90.0));
        let mut best: Option<(f64, &Entry)> = None;
        let mut row = south;
        loop {
            let (first, last) = (cell(row, west), cell(row, east));
            let start = self.by_cell.partition_point(|&index| self.entries[index as usize].cell() < first);
            for &index in &self.by_cell[start..] {
                let entry = &self.entries[index as usize];
                if entry.cell() > last {
                    break;
                }
                let north_south = f64::from(entry.latitude) / 1e6 - point.latitude();
                let east_west = (f64::from(entry.longitude) / 1e6 - point.longitude()) * squeeze;
                let squared_distance = north_south * north_south + east_west * east_west;
                if entry.district != UNKNOWN && best.is_none_or(|(least, _)| squared_distance < least) {
                    best = Some((squared_distance, entry));
                }
            }
            if cell(row, west) / CELLS_PER_ROW >= cell(north, west) / CELLS_PER_ROW {
                break;
            }
            row += CELL;
        }
        let (_, entry) = best?;
        (distance_between(point, entry.point()) <= radius).then(|| Hit {
            point: entry.point(),
            district: entry.district,
            ended: false,
        })
    }
}

fn median(mut values: Vec<i32>) -> Option<i32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable(middle).1)
}
