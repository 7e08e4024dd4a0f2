//! Maps that are drawn here: the county or a neighbourhood as a picture whose markers are links.
//! It needs no script, no tiles and no other host, and it is what prints.
//!
//! Outlines are projected and simplified once at the start; a picture then clips them to its view,
//! sets its markers apart and finds room for names. The same request always gives the same picture.

pub mod basemap;
pub mod boundaries;
mod drawing;
mod free;
mod ground;
mod labels;
mod markers;
mod moving;
mod neighbours;
mod plane;
mod read;
mod room;
mod scene;
mod shapes;
#[cfg(test)]
mod tests;
mod words;

pub use read::MapError;

use app::components::map::MARKER_SHARE;
use app::model::{KindTag, LegendEntry, MapPicture};
use directory::{Authority, Point, authority::Extent};
use geo::{BoundingRect, Coord, Rect};
use plane::{Plane, View};
use scene::{Scene, Scenes};
use shapes::Shapes;
use std::{cmp::Reverse, path::Path, sync::Arc};

/// The picture's size where it stands beside a list.
const LARGE: (f64, f64) = (640.0, 520.0);
/// Its size on the page of one place.
const SMALL: (f64, f64) = (360.0, 240.0);

/// What every picture is drawn from: outlines and names, projected once.
#[derive(Debug)]
pub struct BaseMap {
    authority: String,
    plane: Plane,
    extent: Rect,
    districts: Vec<NamedShapes>,
    /// The districts that share a boundary with each, as positions in the authority's order.
    neighbours: Vec<Vec<usize>>,
    county: Shapes,
    rivers: Shapes,
    /// Most people first.
    towns: Vec<Town>,
    scenes: Scenes,
}

/// A district with its outline and its middle.
#[derive(Debug)]
struct NamedShapes {
    name: Name,
    shapes: Shapes,
    edges: Option<Rect>,
}

/// A name and where it belongs, in miles of the plane.
#[derive(Debug)]
struct Name {
    text: String,
    /// Whose name it is: `district` or `town`.
    class: &'static str,
    /// How many letters it has.
    letters: f64,
    at: Coord,
}

impl Name {
    fn new(text: &str, class: &'static str, at: Coord) -> Self {
        Self { text: text.to_owned(), class, letters: text.chars().count() as f64, at }
    }
}

/// A town and how many people live there.
#[derive(Debug)]
struct Town {
    name: Name,
    people: u32,
    /// Whether it lies in one of the authority's districts.
    ours: bool,
}

/// What a picture is to show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// Places whose point is known, in the order of the list.
    pub pins: &'a [Pin<'a>],
    /// How many services are known only to a town or a district.
    pub counted: &'a [Counted<'a>],
    /// Where the search is from.
    pub from: Option<Point>,
    /// What that is called: "DY10 3ED".
    pub from_label: Option<&'a str>,
    /// Show all of the authority, however near together the pins are.
    pub whole_county: bool,
    /// Show this part, wherever the pins are.
    pub area: Option<Extent>,
    /// Show all of this district, by its position in the authority's order.
    pub district: Option<usize>,
    /// Draw it at 360 by 240 units in place of 640 by 520.
    pub small: bool,
    /// Where the map that moves has its places from, when they are more than the pins.
    pub source: Option<Source<'a>>,
    /// The map page with the same search but without its place, for 'Search this area'.
    pub wider: Option<&'a str>,
}

/// Features that the map that moves loads when it is opened.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Address of the GeoJSON.
    pub url: &'a str,
    /// The kinds that may be among them.
    pub kinds: &'a [KindTag],
    /// Whether those in areas of greatest need have their red outline.
    pub need_areas: bool,
}

/// A service at a place.
#[derive(Debug, Clone, Copy)]
pub struct Pin<'a> {
    /// Where it is.
    pub point: Point,
    /// Its number in the list; its link then goes there.
    pub number: Option<usize>,
    /// Where its link goes when it has no number.
    pub url: &'a str,
    /// Its plain name: "Brookside Family Hub". Number and distance are added here.
    pub name: &'a str,
    /// Its kind.
    pub kind: &'a KindTag,
    /// How many miles it is from where the search is from, when that is a point.
    pub miles: Option<f64>,
    /// Whether it has the red outline of a place in an area of greatest need.
    pub outlined: bool,
}

impl Pin<'_> {
    /// The address of a result in the list, but for its number.
    const RESULT: &'static str = "#result-";

    /// Where its link goes: `#result-3` or a page.
    fn href(&self) -> String {
        match self.number {
            Some(number) => [Self::RESULT, itoa::Buffer::new().format(number)].concat(),
            None => self.url.to_owned(),
        }
    }
}

/// Services that are known only to a town or a district.
#[derive(Debug, Clone)]
pub struct Counted<'a> {
    /// The middle of the town or district.
    pub point: Point,
    /// Its name: "Evesham".
    pub name: &'a str,
    /// How many services, one or more.
    pub count: usize,
    /// A search for them.
    pub href: String,
}

impl BaseMap {
    /// Reads `districts.geojson` and `rivers.geojson` of an authority's folder. Fails with a sentence
    /// for whoever keeps the folder when one is missing or is not what it should be.
    pub fn read(folder: &Path, authority: &Authority, towns: &[directory::Town]) -> Result<Self, MapError> {
        let plane = Plane::new(authority.extent);
        let outlines = read::districts(&folder.join("districts.geojson"), authority, &plane)?;
        let rivers = read::rivers(&folder.join("rivers.geojson"), &plane)?;
        let (shapes, county) = shapes::districts(&outlines, &plane);
        let districts = authority
            .districts
            .iter()
            .zip(&outlines)
            .zip(shapes)
            .map(|((district, outline), shapes)| NamedShapes {
                name: Name::new(&district.name, "district", plane.flat(district.point())),
                shapes,
                edges: outline.bounding_rect(),
            })
            .collect();
        let mut towns: Vec<Town> = towns
            .iter()
            .map(|town| Town {
                name: Name::new(&town.name, "town", plane.flat(town.point)),
                people: town.population,
                ours: town.district.is_some(),
            })
            .collect();
        towns.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.name.text.cmp(&b.name.text)));
        Ok(Self {
            authority: authority.name.clone(),
            extent: plane.extent(authority.extent),
            neighbours: neighbours::of(&outlines),
            districts,
            county,
            rivers: Shapes::lines(&rivers),
            towns,
            plane,
            scenes: Scenes::default(),
        })
    }

    /// The districts that share a boundary with this one, as positions in the authority's order.
    pub fn neighbours(&self, district: usize) -> &[usize] {
        self.neighbours.get(district).map_or(&[], Vec::as_slice)
    }

    /// Draws the picture. Pins beyond its edges are left out and counted in its sentence.
    pub fn picture(&self, request: Request<'_>) -> MapPicture {
        let view = self.view(&request);
        let unit = view.width * MARKER_SHARE / 26.0;
        let scene = match request.area {
            // Just what somebody looks at: it is off the grid, and nobody's business afterwards.
            Some(_) => Arc::new(Scene::new(self, &view, unit, request.district)),
            None => self.scenes.of(self, &view, unit, request.district),
        };

        let from = request.from.map(|point| view.place(self.plane.flat(point))).filter(|&at| view.holds(at));
        let mut room = room::Room::new(&view, unit, from, &scene.scale);
        let (buildings, beyond) = markers::buildings(&request, &self.plane, &view);
        let markers = markers::set(&buildings, &mut room);
        let mut most_first: Vec<&Counted<'_>> = request.counted.iter().collect();
        most_first.sort_by_key(|counted| Reverse(counted.count));
        let counted = labels::counted(&most_first, &self.plane, &view, &mut room);
        let labels = labels::names(self, &scene, &mut room);

        MapPicture {
            width: view.width,
            height: view.height,
            outlines: scene.outlines.clone(),
            labels,
            markers,
            counted,
            from,
            scale: Some(scene.scale.clone()),
            legend: legend(&buildings),
            sentence: words::sentence(self.name_of(request.district), &request, &buildings, beyond, &most_first),
            need_areas: None,
            moving: moving::data(&request, self.plane.edges(view.seen())),
        }
    }

    /// Districts, rivers and towns as JSON, for the map that moves.
    pub fn ground(&self) -> serde_json::Result<Vec<u8>> {
        ground::json(self)
    }

    /// The name of a district, or of the authority.
    fn name_of(&self, district: Option<usize>) -> &str {
        district.and_then(|at| self.districts.get(at)).map_or(&self.authority, |district| &district.name.text)
    }

    /// The box of all that is asked for, as far as it lies in the authority's extent, with a margin.
    fn view(&self, request: &Request<'_>) -> View {
        let size = if request.small { SMALL } else { LARGE };
        if let Some(area) = request.area {
            return View::of(self.plane.extent(area), self.extent, size);
        }
        let district = request.district.and_then(|at| self.districts.get(at)?.edges);
        match (district, request.whole_county) {
            (Some(edges), _) => View::of_area(edges, self.extent, size),
            (None, true) => View::around(None, self.extent, size),
            (None, false) => View::around(self.asked(request), self.extent, size),
        }
    }

    /// The box of all that is asked for and lies in the authority's extent.
    fn asked(&self, request: &Request<'_>) -> Option<Rect> {
        let points = request.pins.iter().map(|pin| pin.point).chain(request.from);
        let points = points.chain(request.counted.iter().map(|counted| counted.point));
        let flat = points.map(|point| self.plane.flat(point)).filter(|at| plane::inside(&self.extent, *at));
        let edges = flat.map(|at| (at, at)).reduce(|(low, high), (at, _)| {
            (Coord { x: low.x.min(at.x), y: low.y.min(at.y) }, Coord { x: high.x.max(at.x), y: high.y.max(at.y) })
        });
        edges.map(|(low, high)| Rect::new(low, high))
    }
}

/// Kinds in the order they are first seen, with the number of buildings that hold one.
fn legend(buildings: &[markers::Building<'_>]) -> Vec<LegendEntry> {
    let mut legend: Vec<LegendEntry> = Vec::new();
    for building in buildings {
        for (at, pin) in building.pins.iter().enumerate() {
            if building.pins[..at].iter().any(|before| before.kind.slug == pin.kind.slug) {
                continue;
            }
            match legend.iter_mut().find(|entry| entry.kind.slug == pin.kind.slug) {
                Some(entry) => entry.count += 1,
                None => legend.push(LegendEntry { kind: pin.kind.clone(), count: 1 }),
            }
        }
    }
    legend
}
