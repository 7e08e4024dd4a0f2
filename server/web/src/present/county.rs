//! The county's records for tests of what pages show, with what a test changes in them.

use chrono::{NaiveDateTime, Weekday};
use directory::{Frequency, Listed, Records, Schedule};
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

/// Weekly confirmed hours on these days; times as the tables write them.
pub(super) fn schedule(days: &[Weekday], opens: &str, closes: &str) -> Schedule {
    Schedule {
        location_id: None,
        days: days.to_vec(),
        frequency: Some(Frequency::Weekly),
        interval: 1,
        positions: vec![],
        opens_at: directory::schedule::parse_time(opens).ok(),
        closes_at: directory::schedule::parse_time(closes).ok(),
        valid_from: None,
        valid_to: None,
        note: String::new(),
        confirmed: true,
    }
}

/// A local moment, such as `2026-11-26 09:30`.
pub(super) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}
