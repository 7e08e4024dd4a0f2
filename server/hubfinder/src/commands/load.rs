//! `hubfinder load`.

use super::{RecordOptions, say};
use crate::loading::{check_folder, count_records, forget_index_beside};
use clap::Args;
use directory::{Listed, Records, Slug, plural};
use folder::FolderError;
use std::collections::HashSet;
use store::{Noun, Store, StoreError};

/// How many services or places may go at once before somebody must say that this is meant.
const FEW: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    records: RecordOptions,
    /// Loads the folder also when it is another authority's than the store's, and when most of the services or
    /// places that the store has from a folder are not in it: they go.
    #[arg(long, env = "HUBFINDER_REMOVE_MANY")]
    remove_many: bool,
    /// Loads the folder also over the records that stewards keep: from then on the folder keeps them again. What
    /// the stewards wrote stays in the history of each.
    #[arg(long, env = "HUBFINDER_TAKE_OVER")]
    take_over: bool,
}

/// Replaces the store's records by the folder's.
pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let RecordOptions { store: file, data: dir } = options.records;
    // The folder first: a folder with problems must not leave an empty store behind.
    let (folder, judged) = check_folder(&dir)?;
    let records = judged.map_err(|problems| FolderError::Problems(dir.clone(), problems.len()))?;
    let store = Store::open(&file).await?;
    let done = async {
        if !options.remove_many
            && let Some(why) = reason_to_ask(&store, &records).await?
        {
            anyhow::bail!(
                "{} was not loaded into {}: {why}. If that is meant, run hubfinder load again with --remove-many",
                dir.display(),
                file.display(),
            );
        }
        let print = folder::fingerprint(&folder);
        let written = match options.take_over {
            true => store.take_over(&records, &print).await?,
            false => store.load(&records, &print).await?,
        };
        anyhow::Ok(written)
    }
    .await;
    store.close().await;
    let written = done?;
    forget_index_beside(&file);
    say(&format!("loaded {} from {} into {}", count_records(&records), dir.display(), file.display()))?;
    say(&format!("records: {}", written.summary()))?;
    if written.kept > 0 {
        say(&written.of_kept())?;
    }
    say("a hubfinder that is running shows the services at once, and what else has changed after its next start")
}

/// Why somebody must say that a load is meant: the records are another authority's, or most of what the store
/// has from a folder would go. What all authorities share stands in both, so the number that stays alone does
/// not tell another authority's folder.
async fn reason_to_ask(store: &Store, records: &Records) -> Result<Option<String>, StoreError> {
    let name = &records.authority.name;
    if let Some(before) = store.authority().await?.filter(|before| before != name) {
        return Ok(Some(format!("it holds the records of {before}, and these are of {name}")));
    }
    let Listed { services, locations, .. } = &records.listed;
    let services = services.iter().map(|service| &service.id);
    let locations = locations.iter().map(|location| &location.id);
    let most_services_go = most_go(Noun::Service, &store.folder_ids(Noun::Service).await?, services);
    let most_places_go = most_go(Noun::Location, &store.folder_ids(Noun::Location).await?, locations);
    let going = most_services_go.or(most_places_go);
    Ok(going.map(|going| format!("{going} that it has from a folder are not in this one")))
}

/// What would go, when that is more than half of it: "296 of 326 services".
fn most_go<'i>(noun: Noun, before: &HashSet<String>, after: impl Iterator<Item = &'i Slug>) -> Option<String> {
    let after: HashSet<&str> = after.map(Slug::as_str).collect();
    let going = before.iter().filter(|id| !after.contains(id.as_str())).count();
    (going > FEW && going * 2 > before.len())
        .then(|| format!("{going} of {}", plural(before.len(), noun.one(), noun.words())))
}
