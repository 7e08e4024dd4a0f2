//! `hubfinder load`.

use super::say;
use crate::loading::count_records;
use std::path::Path;
use store::Store;

/// Replaces the store's records by the folder's.
pub(super) async fn run(file: &Path, dir: &Path) -> anyhow::Result<()> {
    // The folder first: a folder with problems must not leave an empty store behind.
    let folder = folder::read(dir)?;
    let records = folder::records(&folder, dir)?;
    let store = Store::open(file).await?;
    let done = store.load(&records, &folder::fingerprint(&folder)).await;
    store.close().await;
    done?;
    say(&format!("loaded {} from {} into {}", count_records(&records), dir.display(), file.display()))?;
    say("a hubfinder that is running shows the services at once, and what else has changed after its next start")
}
