//! `hubfinder serve`.

use super::ServeOptions;
use crate::settings::Settings;

/// Runs the server until it is told to stop.
pub(super) async fn run(options: ServeOptions) -> anyhow::Result<()> {
    crate::run::serve(settings(options)).await
}

pub(super) fn settings(options: ServeOptions) -> Settings {
    let ServeOptions { listen, records, index, site, public_url, log, now } = options;
    let index = index.unwrap_or_else(|| {
        let mut name = records.store.clone().into_os_string();
        name.push(".index");
        name.into()
    });
    Settings { listen, store: records.store, index, data: records.data, site, public_url, log, now }
}
