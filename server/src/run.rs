//! A running server. For now it only gets the store ready.

use crate::{commands, folder, settings::Settings, store::Store};

/// Opens the store, fills it at the first start, and serves until told to stop.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let _ = tracing_subscriber::fmt().with_writer(std::io::stderr).try_init();
    let folder = folder::read(&settings.data)?;
    let store = Store::open(&settings.store).await?;
    let filled = commands::fill(&store, &folder, &settings.data).await;
    store.close().await;
    filled
}
