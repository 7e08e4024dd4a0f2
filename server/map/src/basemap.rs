//! What a steward may put under the markers of the interactive map, in place of our own outlines:
//! one PMTiles file that this server gives out, or the address of somebody's tile server.

mod archive;
mod tiles;

pub use archive::{Archive, ArchiveError};
pub use tiles::Tiles;

/// The choice; without one the map has our own outlines and asks nobody else for anything.
#[derive(Debug, Clone)]
pub enum Basemap {
    /// Vector tiles in one file, served from here.
    Archive(Archive),
    /// Picture tiles from another host, which then learns which part of the map people look at.
    Tiles(Tiles),
}

impl Basemap {
    /// The origin of another host that pages with a map may load pictures from.
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::Archive(_) => None,
            Self::Tiles(tiles) => Some(tiles.origin()),
        }
    }

    /// The other host by its name alone, as people read it.
    pub fn host(&self) -> Option<&str> {
        let origin = self.origin()?;
        Some(origin.split_once("://").map_or(origin, |(_, host)| host))
    }

    /// The line that the licence of the map's data asks for; empty when nobody says one.
    pub fn attribution(&self) -> &str {
        match self {
            Self::Archive(archive) => archive.attribution(),
            Self::Tiles(tiles) => tiles.attribution(),
        }
    }
}
