//! `hubfinder export`.

use super::{RecordOptions, say};
use clap::Args;
use directory::plural;
use exchange::{self, Format};
use std::path::PathBuf;
use store::Store;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder to write into, made where it is missing.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_TO")]
    to: PathBuf,
    /// How it is written.
    #[arg(long = "as", value_name = "FORMAT", env = "HUBFINDER_AS", default_value = "tables")]
    format: Format,
    #[command(flatten)]
    records: RecordOptions,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let Options { to, format, records } = options;
    let read = folder::read(&records.data)?;
    let (authority, terms) = directory::records::read_terms(&read)
        .map_err(|found| folder::FolderError::Problems(records.data.clone(), found.len()))?;
    let store = Store::open_existing(&records.store).await?;
    let listed = async { anyhow::Ok((store.listed().await?, store.changes().await?)) }.await;
    store.close().await;
    let (listed, changes) = listed?;
    let catalogue = search::catalogue::Catalogue::new(authority, terms, listed).with_changes(changes);
    let files = exchange::write(&catalogue, format, &to)?;
    let services = plural(catalogue.listed.services.len(), "service", "services");
    say(&format!("wrote {services} to {}: {}", to.display(), files.join(", ")))
}
