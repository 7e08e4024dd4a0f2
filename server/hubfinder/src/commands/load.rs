//! `hubfinder load`.

use super::{RecordOptions, say};
use crate::loading::{check_folder, count_records};
use clap::Args;
use directory::{Listed, Slug, plural};
use folder::FolderError;
use std::collections::HashSet;
use store::{Noun, Store};

/// How many services or places may go at once before somebody must say that this is meant.
const FEW: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    records: RecordOptions,
    /// Loads the folder also when most of the services or places that the store has from a folder are not in
    /// it: they go.
    #[arg(long, env = "HUBFINDER_REMOVE_MANY")]
    remove_many: bool,
}

/// Replaces the store's records by the folder's.
pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let RecordOptions { store: file, data: dir } = options.records;
    // The folder first: a folder with problems must not leave an empty store behind.
    let (folder, judged) = check_folder(&dir)?;
    let records = judged.map_err(|problems| FolderError::Problems(dir.clone(), problems.len()))?;
    let store = Store::open(&file).await?;
    let done = async {
        if !options.remove_many {
            let Listed { services, locations, .. } = &records.listed;
            let services = services.iter().map(|service| &service.id);
            let locations = locations.iter().map(|location| &location.id);
            let most_services_go = most_go(Noun::Service, &store.folder_ids(Noun::Service).await?, services);
            let most_places_go = most_go(Noun::Location, &store.folder_ids(Noun::Location).await?, locations);
            if let Some(going) = most_services_go.or(most_places_go) {
                anyhow::bail!(
                    "{going} that {} has from a folder are not in {}: if that is meant, and this is not another \
                     authority's folder, run hubfinder load again with --remove-many",
                    file.display(),
                    dir.display()
                );
            }
        }
        store.load(&records, &folder::fingerprint(&folder)).await?;
        anyhow::Ok(())
    }
    .await;
    store.close().await;
    done?;
    say(&format!("loaded {} from {} into {}", count_records(&records), dir.display(), file.display()))?;
    say("a hubfinder that is running shows the services at once, and what else has changed after its next start")
}

/// What would go, when that is more than half of it: "296 of 326 services".
fn most_go<'i>(noun: Noun, before: &HashSet<String>, after: impl Iterator<Item = &'i Slug>) -> Option<String> {
    let after: HashSet<&str> = after.map(Slug::as_str).collect();
    let going = before.iter().filter(|id| !after.contains(id.as_str())).count();
    (going > FEW && going * 2 > before.len())
        .then(|| format!("{going} of {}", plural(before.len(), noun.one(), noun.words())))
}
