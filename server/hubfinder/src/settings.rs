//! What `hubfinder serve` is told at its start.

use chrono::{DateTime, Utc};
use desk::FactorKey;
use folder::make_private;
use map::basemap::Basemap;
use post::Smtp;
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
    /// The mail server; with it and a key file there is a desk.
    pub smtp: Option<Smtp>,
    /// Whether there is a desk without mail, on which those who look after the list sign in with codes that a command draws.
    pub desk_without_mail: bool,
    /// The file with the key that second factors are made of; without it the desk asks for none.
    pub key_file: Option<PathBuf>,
    /// How the log is written.
    pub log: LogFormat,
    /// What the clock says, for tests; `None` is the machine's own.
    pub now: Option<DateTime<Utc>>,
}

impl Settings {
    /// Whether there is a desk.
    pub(crate) fn has_desk(&self) -> bool {
        self.desk_without_mail || self.smtp.is_some()
    }

    /// Refuses a desk that others could listen in on, and one of which a part is missing.
    pub(crate) fn check_desk(&self) -> anyhow::Result<()> {
        if !self.has_desk() {
            anyhow::ensure!(
                self.key_file.is_none(),
                "--key-file alone turns no desk on: give --smtp and --mail-from too, or --desk-without-mail to try it out on this machine"
            );
            return Ok(());
        }
        anyhow::ensure!(
            self.smtp.is_none() || self.key_file.is_some(),
            "--smtp turns the desk on, which needs a second factor for those who sign in by mail: give --key-file FILE, which 'hubfinder person key FILE' makes"
        );
        let is_near = self.listen.ip().is_loopback();
        anyhow::ensure!(
            is_near || !self.desk_without_mail,
            "--desk-without-mail is for trying out on this machine alone: give --listen 127.0.0.1:{}, or leave it out",
            self.listen.port()
        );
        let is_plain = |url: &&str| !url.starts_with("https://") && !is_of_this_machine(url);
        if let Some(url) = self.public_url.as_deref().filter(is_plain) {
            anyhow::bail!(
                "the desk is not given out over plain http at {url}: give --public-url https://…, or leave it out"
            );
        }
        anyhow::ensure!(
            is_near || self.public_url.is_some(),
            "links in mails of the desk need the site's own address: give --public-url https://…"
        );
        Ok(())
    }

    /// The key of second factors, where a file with one is named.
    pub(crate) fn factor_key(&self) -> anyhow::Result<Option<FactorKey>> {
        let Some(file) = &self.key_file else { return Ok(None) };
        let shown = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| {
            anyhow::anyhow!(
                "the key file {shown} cannot be read ({error}): make one with 'hubfinder person key {shown}'"
            )
        })?;
        let key = FactorKey::parse(&text).ok_or_else(|| {
            anyhow::anyhow!("the key file {shown} does not hold 64 hexadecimal digits: put back a copy of the file, or make another with 'hubfinder person key'")
        })?;
        // Another account's file works as well with the rights that it has.
        let _ = make_private(file);
        Ok(Some(key))
    }
}

/// Whether a public address is of this machine: `http://127.0.0.1:3000`.
fn is_of_this_machine(url: &str) -> bool {
    let host = url.strip_prefix("http://").unwrap_or(url);
    let with_port = if host.ends_with(']') || !host.contains(':') { format!("{host}:80") } else { host.to_owned() };
    let with_address = with_port.replace("localhost:", "127.0.0.1:");
    with_address.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_machine_is_known() {
        for own in
            ["http://127.0.0.1:3000", "http://localhost", "http://localhost:80", "http://[::1]", "http://[::1]:3000"]
        {
            assert!(is_of_this_machine(own), "{own}");
        }
        for other in ["http://help.example.org", "http://192.0.2.1:3000", "http://localhost.example.org:80"] {
            assert!(!is_of_this_machine(other), "{other}");
        }
    }
}
