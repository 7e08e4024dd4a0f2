//! `hubfinder import settlements`.

use super::{postcodes::extent, progress::Progress, write_whole};
use crate::commands::{DATA, say};
use anyhow::Context;
use clap::Args;
use directory::{Settlement, authority::Extent, plural, table, table::Record};
use exchange::import::{
    settlements::{self, Read, Refusal},
    tables::Tables,
};
use std::path::PathBuf;

/// Problems that are printed.
const SHOWN: usize = 20;

#[derive(Debug, Args)]
pub(in crate::commands) struct Options {
    /// What was downloaded: the zip, its folder, or one CSV file of it.
    #[arg(value_name = "SOURCE", env = "HUBFINDER_SOURCE")]
    source: PathBuf,
    /// The authority's folder.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
    data: PathBuf,
    /// Takes the settlements within these edges, in degrees: west,south,east,north
    /// [default: the map's edges in authority.toml]. Those in one of the authority's districts are always
    /// taken; the others are known, so that none of ours is taken for them.
    #[arg(long, value_name = "EXTENT", env = "HUBFINDER_WITHIN", value_parser = extent, allow_hyphen_values = true)]
    within: Option<Extent>,
    /// Reads and reports, and writes nothing.
    #[arg(long, env = "HUBFINDER_DRY_RUN")]
    dry_run: bool,
}

pub(super) fn run(options: &Options) -> anyhow::Result<()> {
    let Options { source, data, within, dry_run } = options;
    let name = source.display();
    let (authority, _) = directory::records::read_terms(&folder::read(data)?)
        .map_err(|problems| folder::FolderError::Problems(data.clone(), problems.len()))?;
    let mut tables = Tables::open(source)?;
    let whole = tables.list().iter().map(|table| table.bytes).sum();
    let mut progress = Progress::new("settlements", whole);
    let extent = within.unwrap_or(authority.extent);
    let taken = match settlements::read(&mut tables, &authority, extent, |bytes| progress.add(bytes)) {
        Ok(taken) => taken,
        Err(error) => {
            if let Refusal::Rows { problems, .. } = &error {
                problems.iter().take(SHOWN).try_for_each(|problem| say(&problem.to_string()))?;
            }
            anyhow::bail!("{name} was not taken in and nothing has changed: {error}");
        }
    };
    drop(progress);
    report(&name.to_string(), &authority, &taken)?;
    if *dry_run {
        return say("nothing was written: this was a dry run");
    }
    let target = data.join(Settlement::FILE);
    let bytes = table::write(&taken.settlements)?;
    write_whole(&target, &bytes).with_context(|| {
        format!("{} cannot be written, and nothing has changed: let this account write the folder", target.display())
    })?;
    say(&format!("wrote {} ({} KB)", target.display(), bytes.len().div_ceil(1_000)))?;
    say("a hubfinder that is running knows them after its next start")
}

fn report(name: &str, authority: &directory::Authority, taken: &Read) -> anyhow::Result<()> {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    say(&format!(
        "read {} in {} of {name}",
        plural(number(taken.rows), "row", "rows"),
        plural(number(taken.tables), "table", "tables")
    ))?;
    let inside = number(taken.districts.values().sum());
    say(&format!(
        "taken: {} in {} and {} around it; left out: {} farther away and {} that came twice",
        plural(inside, "settlement", "settlements"),
        authority.name,
        taken.settlements.len() - inside,
        taken.outside,
        taken.repeated
    ))?;
    for district in &authority.districts {
        match taken.districts.get(&district.slug) {
            Some(&some) => say(&format!("  {}: {}", district.name, plural(number(some), "settlement", "settlements")))?,
            None => say(&format!(
                "  {}: none. Compare its name with the source: names change when districts do",
                district.name
            ))?,
        }
    }
    Ok(())
}
