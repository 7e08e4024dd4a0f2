//! `hubfinder import`: takes in data as others publish it. Each import is all or nothing.

mod districts;
mod postcodes;
mod progress;

use clap::Subcommand;

/// What is taken in.
#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Puts the outlines of the districts into the authority's folder, simplified for the screen.
    ///
    /// Reads the district boundaries of the Office for National Statistics as they are published as
    /// GeoJSON, of any year and any of its generalisations. Lines that districts share stay shared.
    Districts(districts::Options),
    /// Puts postcodes into the store, in place of those of earlier imports.
    ///
    /// Reads OS Code-Point Open and the ONS Postcode Directory or Statistics Lookup (ONSPD, NSPL) as
    /// they are published. They stand before the folder's own postcodes; 'hubfinder load' keeps them.
    /// Ended postcodes stay known as ended.
    Postcodes(postcodes::Options),
}

/// Takes in what was asked for.
pub(super) async fn run(what: Import) -> anyhow::Result<()> {
    match what {
        Import::Districts(options) => tokio::task::spawn_blocking(move || districts::run(&options)).await?,
        Import::Postcodes(options) => postcodes::run(options).await,
    }
}
