//! Maps that are drawn here: the county or a neighbourhood as a picture whose markers are links.
//! It needs no script, no tiles and no other host, and it is what prints.
//!
//! Outlines are projected and simplified once at the start; a picture then clips them to its viewport,
//! sets its markers apart and finds room for names. The same request always gives the same picture.

pub mod basemap;
pub mod boundaries;
mod built_up;
mod descriptions;
mod ground;
mod ground_cache;
mod interactive_map;
mod label_candidates;
mod labels;
mod markers;
mod multiscale;
mod neighbours;
mod occupancy;
mod projection;
mod read;
mod request;
mod settlements;
#[cfg(test)]
mod tests;
mod viewport;

pub use read::MapError;
pub use request::{AreaCount, FeatureSource, MapRequest, Pin};

use app::model::{LegendEntry, MapPicture};
use built_up::PostcodeGrid;
use directory::{Authority, Point};
use geo::{BoundingRect, Coord, MultiPoint, Rect};
use ground::Ground;
use ground_cache::GroundCache;
use multiscale::MultiscaleLines;
use occupancy::Occupancy;
use projection::Projection;
use settlements::Settlement;
use std::{cmp::Reverse, path::Path, sync::Arc};
use viewport::{PictureSize, Viewport};

/// The picture's size where it stands beside a list.
const LARGE: PictureSize = PictureSize { width: 640.0, height: 520.0, least_miles: 2.0 };
/// Its size on the page of one place: wide enough to show where in its town that is.
const SMALL: PictureSize = PictureSize { width: 360.0, height: 240.0, least_miles: 3.0 };

/// What every picture is drawn from: outlines and names, projected once.
#[derive(Debug)]
pub struct BaseMap {
    authority: String,
    projection: Projection,
    extent: Rect,
    districts: Vec<DistrictShapes>,
    /// The districts that share a boundary with each, as positions in the authority's order.
    neighbours: Vec<Vec<usize>>,
    county: MultiscaleLines,
    rivers: MultiscaleLines,
    built_up: MultiscaleLines,
    /// Most people first.
    settlements: Vec<Settlement>,
    ground_cache: GroundCache,
}

/// A district with its outline and its middle.
#[derive(Debug)]
struct DistrictShapes {
    name: PlaceName,
    shapes: MultiscaleLines,
    bounds: Option<Rect>,
}

/// A name and where it belongs in the plane.
#[derive(Debug)]
struct PlaceName {
    text: String,
    at: Coord,
}

/// The outlines of the districts, and the rivers: files of an authority's folder.
const DISTRICTS: &str = "districts.geojson";
const RIVERS: &str = "rivers.geojson";

/// All that is wrong with the files that [`BaseMap::read`] reads.
pub fn check_files(folder: &Path, authority: &Authority) -> Vec<MapError> {
    let projection = Projection::new(authority.extent);
    let districts = read::districts(&folder.join(DISTRICTS), authority, &projection).err();
    let rivers = read::rivers(&folder.join(RIVERS), &projection).err();
    districts.into_iter().chain(rivers).collect()
}

impl BaseMap {
    /// Reads `districts.geojson` and `rivers.geojson` of an authority's folder. Fails with a sentence
    /// for whoever keeps the folder when one is missing or is not what it should be.
    pub fn read(folder: &Path, authority: &Authority, towns: &[directory::Town]) -> Result<Self, MapError> {
        let projection = Projection::new(authority.extent);
        let outlines = read::districts(&folder.join(DISTRICTS), authority, &projection)?;
        let rivers = read::rivers(&folder.join(RIVERS), &projection)?;
        let (shapes, county) = multiscale::simplify_districts(&outlines, &projection);
        let districts = authority
            .districts
            .iter()
            .zip(&outlines)
            .zip(shapes)
            .map(|((district, outline), shapes)| DistrictShapes {
                name: PlaceName { text: district.name.clone(), at: projection.project(district.point()) },
                shapes,
                bounds: outline.bounding_rect(),
            })
            .collect();
        Ok(Self {
            authority: authority.name.clone(),
            extent: projection.project_extent(authority.extent),
            neighbours: neighbours::find_neighbours(&outlines),
            districts,
            county,
            rivers: MultiscaleLines::of_lines(&rivers),
            built_up: MultiscaleLines::default(),
            settlements: settlements::of_towns(towns, &projection),
            projection,
            ground_cache: GroundCache::default(),
        })
    }

    /// With the names of settlements (those of `settlements.csv`), and as built-up areas where the authority's
    /// living postcodes lie close together.
    pub fn with_settlements(
        mut self,
        settlements: &[directory::Settlement],
        postcodes: impl Iterator<Item = Point>,
    ) -> Self {
        let grid = PostcodeGrid::new(postcodes.map(|point| self.projection.project(point)));
        self.built_up = MultiscaleLines::of_built_up(&grid.areas());
        settlements::add(&mut self.settlements, settlements, &grid, &self.projection);
        self
    }

    /// The districts that share a boundary with this one, as positions in the authority's order.
    pub fn neighbours(&self, district: usize) -> &[usize] {
        self.neighbours.get(district).map_or(&[], Vec::as_slice)
    }

    /// Draws the picture. Pins beyond its edges are left out and counted in its sentence.
    pub fn draw(&self, request: MapRequest<'_>) -> MapPicture {
        let viewport = self.viewport(&request);
        let unit = viewport.marker_unit();
        let ground = match request.area {
            // Just what somebody looks at: it is off the grid, and nobody's business afterwards.
            Some(_) => Arc::new(Ground::draw(self, &viewport, request.district)),
            None => self.ground_cache.get_or_draw(self, &viewport, request.district),
        };
        let scale = descriptions::scale_bar(&viewport);
        let from = request.from.map(|point| viewport.to_picture(self.projection.project(point)));
        let from = from.filter(|&at| viewport.contains(at));

        // What stands first in this order has its place first.
        let mut occupancy = Occupancy::new(&viewport, unit, from, &scale);
        let (buildings, beyond_edge) = markers::group_by_building(&request, &self.projection, &viewport);
        let markers = markers::add_markers(&buildings, &mut occupancy);
        let nearby = markers::draw_nearby(request.nearby, &self.projection, &viewport, &markers, unit);
        nearby.iter().for_each(|&dot| occupancy.reserve_dot(dot));
        let mut area_counts: Vec<&AreaCount<'_>> = request.area_counts.iter().collect();
        area_counts.sort_by_key(|area_count| Reverse(area_count.count));
        let (counted, named) = labels::label_area_counts(&area_counts, &self.projection, &viewport, &mut occupancy);
        let mut labels = labels::label_names(self, &viewport, &ground.district_names, &named, &mut occupancy);
        labels.extend(labels::label_towns_between_markers(self, &viewport, &named, &labels, &occupancy));

        let name = self.name_of(request.district);
        MapPicture {
            width: viewport.width,
            height: viewport.height,
            outlines: ground.outlines.clone(),
            labels,
            markers,
            counted,
            nearby,
            has_built_up: ground.has_built_up(),
            from,
            scale: Some(scale),
            // The mark of the one place stands by its name on the page.
            legend: if request.small { Vec::new() } else { build_legend(&buildings) },
            sentence: descriptions::describe_picture(name, &request, &buildings, beyond_edge, &area_counts),
            need_areas: None,
            moving: interactive_map::data(
                &request,
                self.projection.unproject_bounds(self.shown_bounds(&request, &viewport)),
            ),
        }
    }

    /// Districts, rivers, built-up areas and settlements as JSON, for the interactive map.
    pub fn ground(&self) -> serde_json::Result<Vec<u8>> {
        interactive_map::ground::to_json(self)
    }

    /// The name of a district, or of the authority.
    fn name_of(&self, district: Option<usize>) -> &str {
        district.and_then(|at| self.districts.get(at)).map_or(&self.authority, |district| &district.name.text)
    }

    /// The viewport of all that is requested, as far as it lies in the authority's extent, with a margin.
    fn viewport(&self, request: &MapRequest<'_>) -> Viewport {
        let size = if request.small { SMALL } else { LARGE };
        if let Some(area) = request.area {
            return Viewport::fitted_to(self.projection.project_extent(area), self.extent, size);
        }
        if let Some(bounds) = request.district.and_then(|at| self.districts.get(at)?.bounds) {
            return Viewport::around_district(bounds, self.extent, size);
        }
        match self.requested_bounds(request) {
            Some(bounds) if !request.whole_county => Viewport::around_bounds(bounds, self.extent, size),
            _ => Viewport::around_authority(self.extent, size),
        }
    }

    /// What the interactive map shows at first: the picture's part of the plane, or all of the authority without
    /// the picture's margins, since its screen has another shape.
    fn shown_bounds(&self, request: &MapRequest<'_>, viewport: &Viewport) -> Rect {
        let is_all = request.whole_county && request.area.is_none() && request.district.is_none();
        if is_all { self.extent } else { viewport.bounds() }
    }

    /// The bounds of all pins and where the search is from, as far as they lie in the authority's extent; of the counts
    /// where there is no pin, since a picture of them all would be of the whole county; `None` when nothing is.
    fn requested_bounds(&self, request: &MapRequest<'_>) -> Option<Rect> {
        let pins = request.pins.iter().map(|pin| pin.point);
        let counts = request.area_counts.iter().filter(|_| request.pins.is_empty()).map(|area_count| area_count.point);
        let points = pins.chain(request.from).chain(counts);
        let coords = points.map(|point| self.projection.project(point));
        let inside: MultiPoint = coords.filter(|at| projection::is_inside(&self.extent, *at)).collect();
        inside.bounding_rect()
    }
}

/// The legend: kinds in the order they are first seen, with the number of buildings that hold one.
fn build_legend(buildings: &[markers::Building<'_>]) -> Vec<LegendEntry> {
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
