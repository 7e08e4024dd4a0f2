//! `hubfinder serve`.

use super::ServeOptions;
use crate::{loading::index_beside, settings::Settings};
use map::basemap::{Archive, Basemap, Tiles};

/// Runs the server until it is told to stop.
pub(super) async fn run(options: ServeOptions) -> anyhow::Result<()> {
    crate::run::serve(settings(options)?).await
}

pub(super) fn settings(options: ServeOptions) -> anyhow::Result<Settings> {
    let ServeOptions {
        listen,
        records,
        index,
        site,
        public_url,
        basemap,
        tiles,
        tiles_attribution,
        mail,
        desk_without_mail,
        key_file,
        log,
        now,
    } = options;
    let basemap = match (basemap, tiles) {
        (Some(file), _) => Some(Basemap::Archive(Archive::open(&file)?)),
        (None, Some(url)) => {
            let tiles = Tiles::new(&url, &tiles_attribution.unwrap_or_default());
            Some(Basemap::Tiles(tiles.map_err(anyhow::Error::msg)?))
        }
        (None, None) => None,
    };
    let index = index.unwrap_or_else(|| index_beside(&records.store));
    Ok(Settings {
        listen,
        store: records.store,
        index,
        data: records.data,
        site,
        public_url,
        basemap,
        smtp: mail.smtp()?,
        desk_without_mail,
        key_file,
        log,
        now,
    })
}
