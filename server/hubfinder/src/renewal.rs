//! A running site follows its store: what another program writes there is read, indexed and shown
//! without a new start. Requests in flight keep what they began with.

use crate::loading::forget_index;
use anyhow::Context;
use chrono::{DateTime, Utc};
use directory::{Listed, Slug, plural};
use search::{
    catalogue::{Catalogue, Changes},
    index::IndexFolder,
};
use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{ChangedRows, RecordChanges, Store};
use web::AppState;

/// Between two looks at the store's print, one row of it.
const PAUSE: Duration = Duration::from_millis(250);
/// After records that could not be taken over, unless they change again.
const PATIENCE: Duration = Duration::from_secs(30);

/// A store that is followed.
#[derive(Debug)]
pub struct Renewal {
    store: Store,
    /// The print of the records that are shown.
    version: String,
    /// The folder of the index that was made of the records at the start, as long as that is there.
    index: Option<IndexFolder>,
    /// What went wrong last, with which records and when.
    failed: Option<(String, String, Instant)>,
}

impl Renewal {
    /// Of a site that shows the records of this print, with the folder that their index is kept in.
    pub fn new(store: Store, version: String, index: Option<IndexFolder>) -> Self {
        Self { store, version, index, failed: None }
    }

    /// Follows the store for ever and hands each renewed site to `show`. What cannot be taken over
    /// is told to the log once, and what was shown stays.
    pub async fn follow(mut self, mut app: Arc<AppState>, show: impl Fn(Arc<AppState>)) {
        loop {
            tokio::time::sleep(PAUSE).await;
            if let Some(renewed) = self.renewed(&app).await {
                let old = std::mem::replace(&mut app, Arc::new(renewed));
                show(app.clone());
                // To let go of a hundred thousand records takes a moment too.
                tokio::task::spawn_blocking(move || drop(old));
            }
        }
    }

    /// The site with the records that the store holds now, when they are others.
    async fn renewed(&mut self, app: &Arc<AppState>) -> Option<AppState> {
        let version = match self.store.version().await {
            Ok(version) if version == self.version => return None,
            Ok(version) => version,
            Err(error) => return self.complain(String::new(), &error),
        };
        if self.failed.as_ref().is_some_and(|(failed, _, at)| *failed == version && at.elapsed() < PATIENCE) {
            return None;
        }
        let begun = Instant::now();
        let renewed = match self.read(app).await {
            Ok(renewed) => renewed,
            Err(error) => return self.complain(version, &error),
        };
        tracing::info!(
            "{} changed in the store and shown now, in {} ms",
            plural(renewed.services, "service has", "services have"),
            begun.elapsed().as_millis()
        );
        (self.version, self.failed) = (renewed.app.version.clone(), None);
        if let Some(index) = self.index.take() {
            tokio::task::spawn_blocking(move || forget_index(&index));
        }
        Some(renewed.app)
    }

    async fn read(&self, app: &Arc<AppState>) -> anyhow::Result<Renewed> {
        let changes = self.store.changes_since(Some(app.engine.catalogue.changes().seq)).await?;
        if let Some(renewed) = take_over(app, changes, false).await? {
            return Ok(renewed);
        }
        // Something has gone, or come back as it was: only the whole store tells what.
        let changes = self.store.changes_since(None).await?;
        take_over(app, changes, true).await?.context("an id stands twice in a table of the store: run hubfinder load")
    }

    /// Tells the log what is wrong, once.
    fn complain<T>(&mut self, version: String, error: &dyn std::fmt::Display) -> Option<T> {
        let said = error.to_string();
        if self.failed.as_ref().is_none_or(|(_, before, _)| *before != said) {
            tracing::error!("what has changed in the store is not shown, the site goes on as it was: {said}");
        }
        self.failed = Some((version, said, Instant::now()));
        None
    }
}

/// A site with other records.
struct Renewed {
    app: AppState,
    /// How many services differ.
    services: usize,
}

/// Puts the changes in place, away from the threads that answer. `None` when records have gone that
/// the changes do not name.
async fn take_over(app: &Arc<AppState>, changes: RecordChanges, whole: bool) -> anyhow::Result<Option<Renewed>> {
    let app = app.clone();
    let work = move || {
        let old = &app.engine.catalogue;
        let mut change_times = if whole { Changes::default() } else { old.changes().clone() };
        (change_times.seq, change_times.loaded_at) = (changes.seq, changes.loaded_at);
        set_change_times(&mut change_times.services, &changes.services);
        set_change_times(&mut change_times.organizations, &changes.organizations);
        set_change_times(&mut change_times.locations, &changes.locations);
        let version = changes.version.clone();
        let Some((listed, changed)) = with_record_changes(&old.listed, changes, whole) else { return Ok(None) };
        let catalogue = Catalogue::new(old.authority.clone(), old.terms.clone(), listed).with_changes(change_times);
        let engine = app.engine.updated(catalogue)?;
        Ok(Some(Renewed { app: app.renewed(engine, version), services: changed }))
    };
    tokio::task::spawn_blocking(work).await?
}

/// The records with what was written, and how many services differ from before.
fn with_record_changes(old: &Listed, changes: RecordChanges, whole: bool) -> Option<(Listed, usize)> {
    let (sources, _) = merge_rows(&old.sources, changes.sources, whole, |source| &source.id)?;
    let (organizations, _) =
        merge_rows(&old.organizations, changes.organizations, whole, |organization| &organization.id)?;
    let (locations, _) = merge_rows(&old.locations, changes.locations, whole, |location| &location.id)?;
    let (services, changed) = merge_rows(&old.services, changes.services, whole, |service| &service.id)?;
    Some((Listed { sources, organizations, locations, services }, changed))
}

fn set_change_times<T>(change_times: &mut HashMap<Slug, DateTime<Utc>>, rows: &ChangedRows<T>) {
    change_times.extend(rows.rows.iter().filter_map(|row| Some((row.id.clone(), row.changed_at?))));
}

/// The records of one noun with what was written, in the order of their ids, and how many differ
/// from before. `old` is in that order too; `whole` says that the rows are all there
/// are. `None` when the number of records is not the store's.
fn merge_rows<T: Clone + PartialEq>(
    old: &[T],
    changed_rows: ChangedRows<T>,
    whole: bool,
    id: impl Fn(&T) -> &Slug,
) -> Option<(Vec<T>, usize)> {
    let before = |wanted: &Slug| old.binary_search_by(|record| id(record).cmp(wanted)).ok().map(|at| &old[at]);
    let mut changed = 0;
    let mut rows: HashMap<Slug, Option<T>> = HashMap::with_capacity(changed_rows.rows.len());
    for row in changed_rows.rows {
        changed += usize::from(before(&row.id) != row.record.as_ref());
        rows.insert(row.id, row.record);
    }
    if whole {
        changed += old.iter().filter(|record| !rows.contains_key(id(record))).count();
    }
    let unchanged = old.iter().filter(|record| !whole && !rows.contains_key(id(record))).cloned();
    let mut all: Vec<T> = unchanged.collect();
    all.extend(rows.into_values().flatten());
    all.sort_by(|a, b| id(a).cmp(id(b)));
    (all.len() == changed_rows.listed).then_some((all, changed))
}
