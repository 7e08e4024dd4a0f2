//! `hubfinder import services`.

use crate::commands::{RecordOptions, say};
use crate::loading::{fill_empty_store, forget_index_beside};
use clap::Args;
use directory::Slug;
use exchange::{self, Decisions, Patience};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{io::IsTerminal, path::PathBuf};
use store::Store;

/// Addresses of a feed between two lines in a log.
const QUIET: u64 = 100;

#[derive(Debug, Args)]
pub(in crate::commands) struct Options {
    /// A folder of tables, a file, or the web address of a feed.
    #[arg(value_name = "SOURCE", env = "HUBFINDER_SOURCE")]
    source: String,
    /// What the columns and words of the source mean here: a TOML file, see docs/another-council.md.
    #[arg(long, value_name = "FILE", env = "HUBFINDER_MAPPING")]
    mapping: Option<PathBuf>,
    /// What the source is called here, such as 'neighbours-feed'. Give each source one name and keep
    /// to it: by it the next import knows its records again [default: after the host or the file].
    #[arg(long, value_name = "SOURCE-ID", env = "HUBFINDER_NAME")]
    name: Option<Slug>,
    /// Says what would change, and writes nothing.
    #[arg(long, env = "HUBFINDER_DRY_RUN")]
    dry_run: bool,
    /// Takes the rest where something is refused. Nothing is marked as withdrawn then.
    #[arg(long, env = "HUBFINDER_SKIP_REFUSED")]
    skip_refused: bool,
    /// Marks what the source no longer gives as withdrawn, also when that is most of it.
    #[arg(long, env = "HUBFINDER_WITHDRAW_MANY")]
    withdraw_many: bool,
    /// A service about abuse whose address may be known, because somebody there said so. May be given
    /// several times.
    #[arg(long, value_name = "ID", env = "HUBFINDER_CONFIRM_ADDRESS")]
    confirm_address: Vec<Slug>,
    #[command(flatten)]
    records: RecordOptions,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let Options { source, mapping, name, dry_run, skip_refused, withdraw_many, confirm_address, records } = options;
    let read = folder::read(&records.data)?;
    // What writes nothing makes no store either.
    let store = if dry_run { Store::open_existing(&records.store).await? } else { Store::open(&records.store).await? };
    let options = exchange::Options {
        source,
        mapping,
        name,
        dry_run,
        decisions: Decisions { skip_refused, withdraw_many, confirm_address },
        data: records.data.clone(),
        patience: Patience::default(),
    };
    let bar = bar();
    let progress = |done: u64, whole: u64| {
        bar.set_length(whole);
        bar.set_position(done);
        if bar.is_hidden() && done.is_multiple_of(QUIET) {
            super::super::complain(&format!("{done} of {whole} answers read"));
        }
    };
    let done = async {
        // An import into a new store stands beside the folder's own records, as at a first start.
        fill_empty_store(&store, &read, &records.data).await?;
        exchange::import_services(&store, &options, &progress).await
    }
    .await;
    bar.finish_and_clear();
    store.close().await;
    let report = done?;
    if !dry_run && (report.changes() > 0 || !report.written.rows.is_empty()) {
        forget_index_beside(&records.store);
    }
    say(&report.to_string())?;
    match report.why_not {
        Some(why) => anyhow::bail!(why),
        None => Ok(()),
    }
}

/// A bar on a terminal; hidden elsewhere, where quiet lines tell how far it is.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(5));
    // The template is fixed; were it ever wrong, indicatif's own would stand.
    if let Ok(style) = ProgressStyle::with_template("services {bar:30} {pos} of {len} answers in {elapsed}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
