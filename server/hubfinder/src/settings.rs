//! What `hubfinder serve` is told at its start.

use chrono::{DateTime, Utc};
use map::basemap::Basemap;
use std::{net::SocketAddr, path::PathBuf};
use web::LogFormat;

/// Settings of a running server, from flags and environment variables.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen on; port 0 lets the system choose one.
    pub listen: SocketAddr,
    /// The store's file.
    pub store: PathBuf,
    /// The folder of the search index.
    pub index: PathBuf,
    /// The authority's folder.
    pub data: PathBuf,
    /// The folder of the site's files: style, scripts, icons.
    pub site: PathBuf,
    /// The address that people reach the site by, such as `https://help.example.org`, without a
    /// slash at its end; `None` is the one listened on.
    pub public_url: Option<String>,
    /// What stands under the markers of the interactive map; `None` is our own outlines.
    pub basemap: Option<Basemap>,
    /// How the log is written.
    pub log: LogFormat,
    /// What the clock says, for tests; `None` is the machine's own.
    pub now: Option<DateTime<Utc>>,
}
