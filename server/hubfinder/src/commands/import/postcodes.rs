//! `hubfinder import postcodes`.

use super::progress::Progress;
use crate::commands::{RecordOptions, say};
use anyhow::Context;
use clap::Args;
use directory::plural;
use directory::{Authority, PostcodePoint, authority::Extent};
use exchange::import::{
    postcodes::{self, Area, Refusal, Tally},
    tables::Tables,
};
use std::{path::PathBuf, sync::mpsc};
use store::{ImportedPostcodes, Store};

/// Postcodes handed from the reading thread to the writing one at a time.
const BATCH: usize = 10_000;
/// Batches that may wait between the two: reading does not run ahead of the disk.
const WAITING: usize = 4;
/// Problems that are printed.
const SHOWN: usize = 20;

#[derive(Debug, Args)]
pub(in crate::commands) struct Options {
    /// What was downloaded: the zip, its folder, or one CSV file of it.
    #[arg(value_name = "SOURCE", env = "HUBFINDER_SOURCE")]
    source: PathBuf,
    #[command(flatten)]
    records: RecordOptions,
    /// Takes the postcodes within these edges, in degrees: west,south,east,north
    /// [default: the map's edges in authority.toml]. Those that carry the code of one of the
    /// authority's districts are always taken.
    #[arg(long, value_name = "EXTENT", env = "HUBFINDER_WITHIN", value_parser = extent, allow_hyphen_values = true)]
    within: Option<Extent>,
    /// Takes every postcode of the source.
    #[arg(long, env = "HUBFINDER_ALL", conflicts_with = "within")]
    all: bool,
    /// Reads and reports, and writes nothing.
    #[arg(long, env = "HUBFINDER_DRY_RUN")]
    dry_run: bool,
}

/// Reads edges in degrees: `west,south,east,north`.
pub(super) fn extent(text: &str) -> Result<Extent, String> {
    let numbers: Vec<f64> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    match numbers[..] {
        [west, south, east, north] if west < east && south < north && text.split(',').count() == 4 => {
            Ok(Extent { west, south, east, north })
        }
        _ => Err("write west,south,east,north in degrees, such as -2.7,51.9,-1.7,52.5".to_owned()),
    }
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let Options { source, records, within, all, dry_run } = options;
    let dir = records.data.clone();
    let folder = tokio::task::spawn_blocking(move || folder::read(&dir)).await??;
    let (authority, _) = directory::records::read_terms(&folder)
        .map_err(|problems| folder::FolderError::Problems(records.data.clone(), problems.len()))?;
    drop(folder);
    let area = if all { Area::All } else { Area::Within(within.unwrap_or(authority.extent)) };

    let (send, receive) = mpsc::sync_channel(WAITING);
    let reader = {
        let (authority, source) = (authority.clone(), source.clone());
        tokio::task::spawn_blocking(move || read(&source, &authority, area, &send))
    };
    let name = source.display();
    let store = if dry_run { None } else { Some(Store::open(&records.store).await?) };
    let written = write(store.as_ref(), receive, reader, &authority).await;
    if let Some(store) = store {
        store.close().await;
    }
    match written {
        Ok((tally, done)) => {
            report(&name.to_string(), &authority, &tally)?;
            match done {
                None => say("nothing was written: this was a dry run"),
                Some(done) => report_store(&records, done),
            }
        }
        Err(error) => {
            if let Some(Refusal::Rows { problems, .. }) = error.downcast_ref() {
                for problem in problems.iter().take(SHOWN) {
                    say(&problem.to_string())?;
                }
            }
            anyhow::bail!("{name} was not taken in and nothing has changed: {error}")
        }
    }
}

/// Reads the source on its own thread and sends what is taken.
fn read(
    source: &std::path::Path,
    authority: &Authority,
    area: Area,
    send: &mpsc::SyncSender<Vec<PostcodePoint>>,
) -> Result<Tally, Refusal> {
    let mut tables = Tables::open(source)?;
    let whole = tables.list().iter().map(|table| table.bytes).sum();
    let mut progress = Progress::new("postcodes", whole);
    let mut batch = Vec::with_capacity(BATCH);
    let hand_over = |batch: &mut Vec<PostcodePoint>| {
        // The other side went away only when it has a reason of its own to tell.
        send.send(std::mem::replace(batch, Vec::with_capacity(BATCH))).map_err(|_| "writing ended".to_owned())
    };
    let take = |postcode| {
        batch.push(postcode);
        if batch.len() == BATCH { hand_over(&mut batch) } else { Ok(()) }
    };
    let tally = postcodes::read(&mut tables, authority, area, take, |bytes| progress.add(bytes))?;
    hand_over(&mut batch).map_err(Refusal::Stopped)?;
    Ok(tally)
}

/// Writes what comes, and makes it so once the reading has ended well.
async fn write(
    store: Option<&Store>,
    receive: mpsc::Receiver<Vec<PostcodePoint>>,
    reader: tokio::task::JoinHandle<Result<Tally, Refusal>>,
    authority: &Authority,
) -> anyhow::Result<(Tally, Option<ImportedPostcodes>)> {
    let mut import = match store {
        Some(store) => Some(store.import_postcodes().await?),
        None => None,
    };
    // Nothing else runs in this program: to wait here holds nobody up.
    while let Ok(batch) = tokio::task::block_in_place(|| receive.recv()) {
        if let Some(import) = &mut import {
            import.add(&batch).await?;
        }
    }
    let tally = reader.await.context("reading ended badly")??;
    if tally.districts.is_empty() {
        let codes: Vec<&str> = authority.districts.iter().map(|district| district.code.as_str()).collect();
        anyhow::bail!(
            "none of its live postcodes lies in a district of authority.toml ({}): compare the codes, and the year \
             of the file",
            codes.join(", ")
        );
    }
    let done = match import {
        Some(import) => Some(import.finish().await?),
        None => None,
    };
    Ok((tally, done))
}

fn rows(number: u64, one: &str, many: &str) -> String {
    plural(usize::try_from(number).unwrap_or(usize::MAX), one, many)
}

fn report(name: &str, authority: &Authority, tally: &Tally) -> anyhow::Result<()> {
    let (read, tables) = (rows(tally.rows, "postcode", "postcodes"), rows(tally.tables, "table", "tables"));
    say(&format!("read {read} in {tables} of {name}"))?;
    say(&format!(
        "taken: {}, {} of them ended; left out: {} outside the area and {} whose place is not known",
        rows(tally.taken, "postcode", "postcodes"),
        rows(tally.ended, "", "").trim(),
        rows(tally.outside, "", "").trim(),
        rows(tally.without_place, "", "").trim(),
    ))?;
    for district in &authority.districts {
        match tally.districts.get(&district.code) {
            Some(&live) => say(&format!("  {}: {}", district.name, rows(live, "live postcode", "live postcodes")))?,
            None => say(&format!(
                "  {}: none. Compare its code {} with the source: codes change when districts do",
                district.name, district.code
            ))?,
        }
    }
    Ok(())
}

fn report_store(records: &RecordOptions, done: ImportedPostcodes) -> anyhow::Result<()> {
    let ImportedPostcodes { held, repeated, folder_only } = done;
    if repeated > 0 {
        say(&format!("{} came twice: the first row counts", rows(repeated, "postcode", "postcodes")))?;
    }
    if folder_only > 0 {
        say(&format!(
            "{} of {} not in the source and stay as they are",
            rows(folder_only, "live postcode", "live postcodes"),
            format_args!("{} {}", records.data.display(), if folder_only == 1 { "is" } else { "are" }),
        ))?;
    }
    say(&format!("{} now holds {}", records.store.display(), rows(held, "imported postcode", "imported postcodes")))?;
    say("a hubfinder that is running shows them after its next start")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_four_numbers_in_their_order() {
        let read = extent("-2.7, 51.9,-1.7,52.5").unwrap();
        assert_eq!((read.west, read.south, read.east, read.north), (-2.7, 51.9, -1.7, 52.5));
        for wrong in ["", "1,2,3", "1,2,3,4,5", "-1.7,51.9,-2.7,52.5", "a,b,c,d", "1,2,x,3,4"] {
            assert!(extent(wrong).is_err(), "{wrong}");
        }
    }
}
