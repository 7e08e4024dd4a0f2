//! `hubfinder generate`: an invented directory of any size, for measuring.

use super::{DATA, say};
use crate::generate::{self, Plan};
use anyhow::Context;
use clap::Args;
use directory::plural;
use std::{fs, path::PathBuf};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// How many services, with those that stay from the folder.
    #[arg(long, value_name = "N", env = "HUBFINDER_SERVICES", default_value_t = 2_000)]
    services: usize,
    /// How many postcodes.
    #[arg(long, value_name = "N", env = "HUBFINDER_POSTCODES", default_value_t = 25_000)]
    postcodes: usize,
    /// The same seed makes the same directory.
    #[arg(long, value_name = "S", env = "HUBFINDER_SEED", default_value_t = 1)]
    seed: u64,
    /// The folder to take after.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
    data: PathBuf,
    /// Where to write it: a new folder.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_OUT")]
    out: PathBuf,
}

/// Writes the invented directory into a folder that is new or empty.
pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Options { services, postcodes, seed, data, out } = options;
    let unwritable = || format!("{} cannot be written: name a folder with --out that can be", out.display());
    let base = folder::read(&data)?;
    let records = folder::records(&base, &data)?;
    let files = generate::files(&base, &records, &Plan { services, postcodes, seed })?;
    fs::create_dir_all(&out).with_context(unwritable)?;
    anyhow::ensure!(
        fs::read_dir(&out).with_context(unwritable)?.next().is_none(),
        "{} is not empty: name a new folder with --out, so that nothing is lost",
        out.display()
    );
    let made = files.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
    for (name, bytes) in base.files().chain(made) {
        fs::write(out.join(name), bytes).with_context(unwritable)?;
    }
    let services = plural(services, "service", "services");
    say(&format!("made {services} and {} in {}", plural(postcodes, "postcode", "postcodes"), out.display()))
}
