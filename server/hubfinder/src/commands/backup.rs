//! `hubfinder backup` and `hubfinder restore`.

use super::{StoreOption, say};
use clap::Args;
use std::path::PathBuf;
use store::Store;

#[derive(Debug, Args)]
pub(super) struct BackupOptions {
    /// The file to write: a new one.
    #[arg(value_name = "FILE", env = "HUBFINDER_FILE")]
    file: PathBuf,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// A file that hubfinder backup wrote.
    #[arg(value_name = "FILE", env = "HUBFINDER_FILE")]
    file: PathBuf,
    #[command(flatten)]
    store: StoreOption,
}

/// Writes a checked copy of a store.
pub(super) async fn back_up(options: BackupOptions) -> anyhow::Result<()> {
    let BackupOptions { file, store: StoreOption { store: path } } = options;
    let store = Store::open_existing(&path).await?;
    let done = store.back_up(&file).await;
    store.close().await;
    done?;
    say(&format!(
        "copied {} to {}; it holds messages of visitors: keep it as you keep the store",
        path.display(),
        file.display()
    ))
}

/// Puts a copy in the place of a store.
pub(super) async fn restore(options: RestoreOptions) -> anyhow::Result<()> {
    let RestoreOptions { file, store: StoreOption { store: path } } = options;
    let aside = store::restore(&file, &path).await?;
    say(&format!("{} now holds what was in {}", path.display(), file.display()))?;
    match aside {
        Some(aside) => {
            say(&format!("what it was before stands in {}: remove it when you need it no more", aside.display()))
        }
        None => Ok(()),
    }
}
