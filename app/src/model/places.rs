//! Buildings: what is known of one, its own page, and the Family Hub locator.

use super::{
    listing::{KindTag, Listing},
    map_picture::MapPicture,
    search::{Form, NearestHelp, PlaceUnderstood},
    week::{Door, Week},
};
use directory::{Access, Distance, OpeningTime, Slug};

/// One place of a service with its hours.
#[derive(Debug, Clone)]
pub struct PlaceVisit {
    /// The building.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Address lines.
    pub address: Vec<String>,
    /// Ways to get there; none without a point.
    pub directions: Vec<WayThere>,
    /// Other map sites that show it; none without a point.
    pub other_maps: Vec<WayThere>,
    /// What it is known to have.
    pub access: Vec<Access>,
    /// What else is known about getting in; empty when nothing is.
    pub accessibility: String,
    /// Whether the address is confirmed.
    pub confirmed: bool,
    /// When the service happens here.
    pub hours: Vec<OpeningTime>,
}

/// A link to directions that carries the destination only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayThere {
    /// "On foot"; of another map site its name.
    pub by: String,
    /// The address on a map site.
    pub url: String,
}

/// One building and all that happens in it.
#[derive(Debug, Clone)]
pub struct PlacePage {
    /// The building.
    pub place: PlaceVisit,
    /// Its district.
    pub district: (Slug, String),
    /// Whether its doors are open now.
    pub door: Door,
    /// What happens here in the seven days from today.
    pub week: Week,
    /// Days soon on which usual times may not hold, in words: "Friday 25 December is a bank holiday."
    pub exceptions: Vec<String>,
    /// What happens here, with hours.
    pub services: Vec<(Listing, Vec<OpeningTime>)>,
    /// Other buildings near that hold the same kinds of help, when this one is not known to be open.
    pub nearby: Vec<Nearby>,
    /// A small map.
    pub map: Option<MapPicture>,
}

/// Another building near.
#[derive(Debug, Clone)]
pub struct Nearby {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// What is there.
    pub kind: KindTag,
    /// How far it is.
    pub distance: Distance,
    /// Whether its doors are open now.
    pub door: Door,
}

/// The Family Hub locator.
#[derive(Debug, Clone)]
pub struct HubsPage {
    /// The form with the place only.
    pub form: Form,
    /// The place, when one was given.
    pub place: Option<PlaceUnderstood>,
    /// The district's team, when there is a place.
    pub nearest_help: Option<NearestHelp>,
    /// Which is the nearest that is open now, or what is known instead; only with a place.
    pub open_words: Option<String>,
    /// What is known of the hubs in words: "We know two of nine".
    pub hub_words: String,
    /// Nearest hubs and nearest centres with a place; without one, a section a district.
    pub sections: Vec<HubSection>,
    /// Whether each is shown with all that is known of it, or as a line of a list.
    pub full: bool,
    /// The map of them.
    pub map: Option<MapPicture>,
}

/// Hubs and centres under one heading.
#[derive(Debug, Clone)]
pub struct HubSection {
    /// "Children's centres", "Wychavon".
    pub heading: String,
    /// A page about it.
    pub url: Option<String>,
    /// What to know before going.
    pub note: String,
    /// They, nearest first with a place.
    pub hubs: Vec<Hub>,
}

/// A hub or centre with what somebody who goes there asks.
#[derive(Debug, Clone)]
pub struct Hub {
    /// The service.
    pub listing: Listing,
    /// Whether its door is open now.
    pub door: Door,
    /// What happens in the building in the seven days from today.
    pub week: Week,
    /// The building; `None` when no source says where it is.
    pub visit: Option<PlaceVisit>,
}
