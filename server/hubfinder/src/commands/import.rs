//! `hubfinder import`: takes in data as others publish it. Each import is all or nothing.

mod districts;
mod postcodes;
mod progress;
mod services;
mod settlements;

use clap::Subcommand;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

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
    /// Puts the villages, hamlets and suburbs into the authority's folder, as 'settlements.csv'.
    ///
    /// Reads OS Open Names as it is published as CSV. Those outside the authority's districts are kept too,
    /// so that a search never takes one of ours for them.
    Settlements(settlements::Options),
    /// Puts services of another directory beside those that are here.
    ///
    /// Reads a folder of tables (our own, as 'hubfinder export' writes them, or Open Referral's), an
    /// Open Referral UK feed of version 1.0 or 3.0 (a web address, or a .json or .ndjson file), or any
    /// .csv file with a mapping. Where something is refused nothing is written.
    Services(services::Options),
}

/// Takes in what was asked for.
pub(super) async fn run(what: Import) -> anyhow::Result<()> {
    match what {
        Import::Districts(options) => tokio::task::spawn_blocking(move || districts::run(&options)).await?,
        Import::Postcodes(options) => postcodes::run(options).await,
        Import::Settlements(options) => tokio::task::spawn_blocking(move || settlements::run(&options)).await?,
        Import::Services(options) => services::run(options).await,
    }
}

/// Writes a file whole or not at all: beside its place first, then in one step into it.
fn write_whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = target.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, target)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
