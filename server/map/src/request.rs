//! The request for a picture: what it is to show.

use app::model::KindTag;
use directory::{Point, authority::Extent};

/// What a picture is to show.
#[derive(Debug, Clone, Copy, Default)]
pub struct MapRequest<'a> {
    /// Places whose point is known, in the order of the list.
    pub pins: &'a [Pin<'a>],
    /// How many services are known only to a town or a district.
    pub area_counts: &'a [AreaCount<'a>],
    /// Other places that are listed, as dots without a link: what is around a picture of one place.
    pub nearby: &'a [Point],
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
    /// Where the interactive map has its places from, when they are more than the pins.
    pub source: Option<FeatureSource<'a>>,
    /// The map page with the same search but without its place, for 'Search this area'.
    pub wider: Option<&'a str>,
}

/// Features that the interactive map loads when it is opened.
#[derive(Debug, Clone, Copy)]
pub struct FeatureSource<'a> {
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
    /// A number of its own that is confirmed, as it is printed, for what opens on the interactive map.
    pub phone: Option<&'a str>,
    /// Its kind.
    pub kind: &'a KindTag,
    /// How many miles it is from where the search is from, when that is a point.
    pub miles: Option<f64>,
    /// Whether it has the red outline of a place in an area of greatest need.
    pub outlined: bool,
}

impl Pin<'_> {
    /// Where its link goes: `#result-3` or a page.
    pub(super) fn href(&self) -> String {
        match self.number {
            Some(number) => format!("#result-{number}"),
            None => self.url.to_owned(),
        }
    }
}

/// How many services are known only to a town or a district.
#[derive(Debug, Clone)]
pub struct AreaCount<'a> {
    /// The middle of the town or district.
    pub point: Point,
    /// Its name: "Evesham".
    pub name: &'a str,
    /// How many services, one or more.
    pub count: usize,
    /// A search for them.
    pub href: String,
}
