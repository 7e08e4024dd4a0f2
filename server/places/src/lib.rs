//! The gazetteer: what people type as a postcode, a part of one, a town, a village, an estate or a point,
//! and where that is. All in memory. What somebody typed is neither kept nor logged here.

mod aliases;
mod choice;
pub mod common_words;
mod distance;
mod edit_distance;
mod lookup;
mod mentions;
mod names;
mod notes;
mod postcode_spelling;
mod postcodes;
mod settlements;
#[cfg(test)]
mod tests;
mod words;

pub use aliases::read_aliases;
pub use directory::Alias;
pub use distance::{METRES_PER_MILE, distance_between};
pub use edit_distance::{edit_distance_within, words_within};

use directory::{Authority, GazetteerRows, Point, Postcode, PostcodePoint, Slug};
use names::{AreaKind, Name, Names};
use postcodes::{OUTSIDE, Postcodes};
use std::{cmp::Reverse, collections::HashSet, fmt, io, path::Path};

/// The distance in miles to the nearest postcode beyond which a point has no district.
const FURTHEST: f64 = 3.0;

/// The postcodes, towns, settlements, wards and districts of an authority and its rim.
pub struct Gazetteer {
    authority: String,
    /// Slug and name, by index.
    districts: Vec<(Slug, String)>,
    postcodes: Postcodes,
    names: Names,
    /// Words that mean something else than a place.
    other_words: HashSet<String>,
}

/// What was made of a typed place.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Somewhere.
    Place(Place),
    /// Nowhere we know.
    Unknown(Unknown),
}

/// Somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What to call it: "WR5 1DE", "WR5", "Droitwich", "North, Redditch".
    pub label: String,
    /// The whole postcode, when one was given.
    pub postcode: Option<Postcode>,
    /// Where distances are measured from. Always there at present.
    pub point: Option<Point>,
    /// What the point is of.
    pub area: AreaPrecision,
    /// Its district; `None` outside the authority and where it lies in several.
    pub district: Option<Slug>,
    /// Whether it, or any of it, lies inside the authority.
    pub inside: bool,
    /// What a misspelt place or mistyped postcode was taken for.
    pub understood_as: Option<String>,
    /// Other places it may be; each is understood when it is typed.
    pub alternatives: Vec<String>,
    /// A plain sentence or two for the public about how sure the place is.
    pub note: Option<String>,
}

/// What the point of a place is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaPrecision {
    /// The very point that was given.
    Point,
    /// One postcode, live or ended.
    Postcode,
    /// The middle of an outward code, a sector, a town, a ward, a district or the county.
    MiddleOfArea,
}

/// A typed place that is not known, or that several places are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What was typed, cut to 60 characters and without control characters. Not for logs.
    pub typed: String,
    /// A plain sentence for the public.
    pub why: String,
    /// Up to five names that look like it, or the places of its name; each is understood when it is typed.
    pub suggestions: Vec<String>,
    /// Whether it has the form of a postcode, which then lies outside or is mistyped.
    pub outside: bool,
    /// The name, where several places inside the authority have it: the question is which one is meant.
    pub which: Option<String>,
}

/// All postcodes of an authority and its rim, ready to be looked up.
pub struct KnownPostcodes(Postcodes);

impl KnownPostcodes {
    /// From their rows; a postcode's district is the one of its code.
    pub fn new(authority: &Authority, rows: Vec<PostcodePoint>) -> Self {
        let district = |code: &str| {
            let index = authority.districts.iter().position(|district| district.code == code);
            index.and_then(|index| u8::try_from(index).ok()).unwrap_or(OUTSIDE)
        };
        Self(Postcodes::new(rows, district))
    }

    /// From a file that [`write`](Self::write) made; `None` when it is missing, damaged, or of other
    /// rows or districts. `rows` is the store's stamp of them.
    pub fn read(file: &Path, authority: &Authority, rows: &str) -> Option<Self> {
        Postcodes::read(file, &stamp(authority, rows)).map(Self)
    }

    /// Writes the file that the next start reads in place of the rows.
    pub fn write(&self, file: &Path, authority: &Authority, rows: &str) -> io::Result<()> {
        self.0.write(file, &stamp(authority, rows))
    }

    /// Where the authority's own living postcodes are.
    pub fn inside(&self) -> impl Iterator<Item = Point> {
        self.0.inside()
    }
}

impl fmt::Debug for KnownPostcodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KnownPostcodes").finish_non_exhaustive()
    }
}

/// The stamp of packed postcodes: districts are numbers there, so their codes belong to it.
fn stamp(authority: &Authority, rows: &str) -> String {
    let codes: Vec<&str> = authority.districts.iter().map(|district| district.code.as_str()).collect();
    format!("{rows} {}", codes.join(" "))
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// Takes the rows of a folder; a postcode's district is the one of its code.
    pub fn new(authority: &Authority, mut rows: GazetteerRows) -> Self {
        let postcodes = KnownPostcodes::new(authority, std::mem::take(&mut rows.postcodes));
        Self::with_postcodes(authority, rows, postcodes)
    }

    /// Takes the rows of a folder and postcodes that are known already; those of the rows do not count.
    pub fn with_postcodes(
        authority: &Authority,
        mut rows: GazetteerRows,
        KnownPostcodes(postcodes): KnownPostcodes,
    ) -> Self {
        let names = Names::new(authority, &mut rows, postcodes.middle_of_all());
        let districts = authority.districts.iter().map(|d| (d.slug.clone(), d.name.clone())).collect();
        Self { authority: authority.name.clone(), districts, postcodes, names, other_words: HashSet::new() }
    }

    /// Adds nicknames; those of places that are not known are left out.
    pub fn with_aliases(mut self, aliases: &[Alias]) -> Self {
        self.names.add_aliases(aliases);
        self
    }

    /// Adds words that are known to mean something else than a place: none of them in a sentence is taken for
    /// a slip in the name of one. A place that has such a name is still found by it.
    pub fn with_other_words(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.other_words.extend(words);
        self
    }

    /// The district of the nearest live postcode within three miles of a point; `None` when there
    /// is none, or when that one is outside the authority.
    pub fn district_at(&self, point: Point) -> Option<Slug> {
        self.slug(self.postcodes.nearest(point, FURTHEST)?.district)
    }

    /// Places whose names begin with the letters, then those that hold them, inside before
    /// outside and larger before smaller; outward codes too. At most `n`; none for fewer than two
    /// letters.
    pub fn suggest(&self, typed: &str, n: usize) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let key = words::key(typed);
        if typed.chars().count() > lookup::LONGEST || key.chars().count() < 2 {
            return places;
        }
        let upper = key.replace(' ', "").to_ascii_uppercase();
        let mut ranked: Vec<(u8, bool, Reverse<u32>, &Name)> = Vec::new();
        for name in self.names.all() {
            let Some(at) = name.key.find(&key) else { continue };
            let area = self.names.area(name);
            // The settlements outside are known so that they are not mistaken, and offered to nobody.
            if area.kind == AreaKind::Settlement && !area.inside() {
                continue;
            }
            let first = &self.names.exact(&name.key)[0];
            if first.area != name.area && choice::one_place(self.names.area(first), area) {
                continue;
            }
            let position = match at {
                0 => 0,
                _ if name.key[..at].ends_with(' ') => 1,
                _ => 2,
            };
            ranked.push((position, !area.inside(), Reverse(area.population), name));
        }
        ranked.sort_by(|a, b| (a.0, a.1, a.2, &a.3.key).cmp(&(b.0, b.1, b.2, &b.3.key)));
        let codes = self.postcodes.outwards_from(&upper).filter_map(|outward| self.part(outward, None));
        for place in codes.chain(ranked.into_iter().map(|(.., name)| self.place_of_name(name))) {
            if places.len() == n {
                break;
            }
            if places.iter().all(|known| known.label != place.label) {
                places.push(place);
            }
        }
        places
    }

    fn slug(&self, district: u8) -> Option<Slug> {
        self.districts.get(usize::from(district)).map(|(slug, _)| slug.clone())
    }
}
