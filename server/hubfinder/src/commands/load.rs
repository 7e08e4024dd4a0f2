//! `hubfinder load`, and the loading at the first start.

use super::{check::holding, say};
use directory::Folder;
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
    say(&format!("loaded {} from {} into {}", holding(&records), dir.display(), file.display()))?;
    say("a hubfinder that is running shows the services at once, and what else has changed after its next start")
}

/// Loads the folder when the store holds nothing yet. When it holds something and the folder has
/// changed since, the log says so and the store stays as it is: it is the store that counts.
pub async fn fill(store: &Store, read: &Folder, dir: &Path) -> anyhow::Result<()> {
    if !store.is_loaded().await? {
        let records = folder::records(read, dir)?;
        store.load(&records, &folder::fingerprint(read)).await?;
        tracing::info!("loaded {} from {}", holding(&records), dir.display());
    } else if store.folder_fingerprint().await?.is_some_and(|print| print != folder::fingerprint(read)) {
        let dir = dir.display();
        tracing::warn!("the folder {dir} has changed since it was loaded; run hubfinder load to take it over");
    }
    Ok(())
}
