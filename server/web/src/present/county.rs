//! The county's records for tests of what pages show, with what a test changes in them.

use directory::{Listed, Records};
use search::Engine;
use std::{path::Path, sync::LazyLock};

static RECORDS: LazyLock<Records> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::records(&folder::read(&dir).unwrap(), &dir).unwrap()
});

static ENGINE: LazyLock<Engine> = LazyLock::new(|| changed(|_| ()));

/// The records as they are.
pub(super) fn engine() -> &'static Engine {
    &ENGINE
}

/// The records with a change.
pub(super) fn changed(change: impl FnOnce(&mut Listed)) -> Engine {
    let mut records = RECORDS.clone();
    change(&mut records.listed);
    Engine::in_memory(records, &[]).unwrap()
}
