//! The one place where a record changes. Every load, import, command and proposal that is taken comes here: in one
//! transaction a change is checked against the revision it was made from, and the record, its revision, the event
//! and the count of writings are written. Nothing else writes a record's words; whether an address may be known
//! (`merge`), and whose a record is after a take-over (`load`), are set beside it in the same transaction.

mod change;
mod held;
mod rows;
mod secrecy;

use super::{
    Store, StoreError, begin_write_moment, events,
    history::check_stands,
    proposals,
    record::{self, Record},
    records::Noun,
    set_meta,
};
pub use change::{Base, By, Change, Conflict, GoneWhy, Outcome, Way, Written};
pub(super) use change::{RowChange, To};
use directory::Slug;
use folder::Fingerprint;
pub(super) use held::{Held, HeldRows};
pub(super) use rows::{NewRow, Stamp};
pub(super) use secrecy::silence_lines;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// Whose records those of an authority's folder are.
pub(super) const FOLDER: &str = "folder";
/// Whose records those are that a steward made here. No import can be called so.
pub const BY_HAND: &str = "by hand";

/// The records of a store, to be written.
#[derive(Debug, Clone)]
pub struct Register {
    pub(super) store: Store,
}

impl Store {
    /// The records, to be written.
    pub fn register(&self) -> Register {
        Register { store: self.clone() }
    }
}

impl Register {
    /// Writes all of these changes, each of another record, or none. `why` is what whoever writes says about it,
    /// and may be empty. Fails when a record would name an organisation or a place that is not listed then.
    pub async fn write(&self, changes: Vec<Change>, by: &By, why: &str) -> Result<Outcome, StoreError> {
        let put = |change: &Change| if let Change::Put(record, _) = change { Some(record.clone()) } else { None };
        let put: Vec<Record> = changes.iter().filter_map(put).collect();
        let changes = changes.into_iter().map(RowChange::new).collect::<sqlx::Result<Vec<_>>>();
        let written = async {
            let mut writing = self.store.pool.begin_with("BEGIN IMMEDIATE").await?;
            let seq = take_turn(&mut writing).await?;
            let outcome = write(&mut writing, seq, changes?, by, why, &[]).await?;
            if let Outcome::Written(written) = &outcome {
                for record in &put {
                    if let Err(error) = check_stands(&mut writing, record).await? {
                        return Ok(Err(error));
                    }
                }
                writing.commit().await?;
                if written.silenced > 0 {
                    self.store.empty_journal().await?;
                }
            }
            Ok(Ok(outcome))
        };
        written.await.map_err(|error| self.store.explain(error))?
    }
}

/// A change that stopped before a steward's record.
pub(super) struct Brought<'h> {
    pub(super) noun: Noun,
    pub(super) id: String,
    /// `None` when its source no longer gives it.
    pub(super) body: Option<String>,
    /// The record as it stands.
    pub(super) held: &'h Held,
}

/// What becomes of the changes.
#[derive(Default)]
struct Sorted<'h> {
    rows: Vec<NewRow>,
    kept: Vec<Brought<'h>>,
    conflicts: Vec<Conflict>,
    added: usize,
    gone: usize,
}

/// Writes changes in a transaction that has taken its turn ([`take_turn`]) and that the caller ends: with a commit
/// when all is written, and without one when there is a conflict. Of the records in `silenced`, and of those that
/// become confidential, no earlier revision keeps a word.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    seq: i64,
    changes: Vec<RowChange>,
    by: &By,
    why: &str,
    silenced: &[(Noun, Slug)],
) -> sqlx::Result<Outcome> {
    let held = HeldRows::read(connection, changes.iter().map(|change| (change.noun, change.id.as_str()))).await?;
    let doors = secrecy::doors(connection, &changes, &held).await?;
    let mut sorted = Sorted::default();
    for change in changes {
        let row = held.get(change.noun, &change.id);
        sorted.add(change, row, by, &doors);
    }
    if !sorted.conflicts.is_empty() {
        return Ok(Outcome::Conflict(sorted.conflicts));
    }
    let Sorted { mut rows, kept, added, gone, .. } = sorted;
    let secrets = secrecy::find(connection, &mut rows, &held, silenced, doors).await?;
    let now = if rows.is_empty() { events::now() } else { begin_write_moment(connection).await? };
    let stamp = Stamp { seq, now: &now, by, why };
    rows::write(connection, &rows, stamp).await?;
    let mut written = Written { added, gone, kept: kept.len(), ..Written::default() };
    written.silenced = secrecy::silence(connection, &secrets, &kept, stamp).await?;
    written.proposals = proposals::bring(connection, kept, stamp).await?;
    if by.way.is_stewards() {
        proposals::settle(connection, &rows, &now).await?;
    }
    if !rows.is_empty() {
        add_to_version(connection, &rows).await?;
    }
    written.rows = rows.into_iter().map(|row| (row.noun, row.id, row.revision)).collect();
    if !written.rows.is_empty() || written.kept > 0 {
        let about = match written.rows.as_slice() {
            [(noun, id, _)] => Some((*noun, id.as_str())),
            _ => None,
        };
        events::add(connection, stamp, by.way.word(), about, &written.summary()).await?;
    }
    Ok(Outcome::Written(written))
}

impl<'h> Sorted<'h> {
    fn add(&mut self, change: RowChange, held: Option<&'h Held>, by: &By, doors: &BTreeSet<String>) {
        let RowChange { noun, id, base, to } = change;
        let is_as_it_was = match base {
            Base::Any => true,
            Base::New => held.is_none(),
            Base::Revision(revision) => held.is_some_and(|held| held.revision == revision),
        };
        if !is_as_it_was {
            let yours = if let To::Put(body) = &to { Some(record::fields(body)) } else { None };
            let listed = held.filter(|held| !held.gone);
            let now = listed.map(|held| record::fields(&held.body));
            let revision = held.map_or(0, |held| held.revision);
            self.conflicts.push(Conflict { noun, id, revision, now, yours });
            return;
        }
        if let Some(held) = held
            && held.is_stewards
            && by.way.yields()
            && let Some(body) = yielding(noun, &id, &to, held, doors)
        {
            self.kept.push(Brought { noun, id, body, held });
            return;
        }
        let Some(row) = NewRow::new(noun, id, to, held, by) else { return };
        self.added += usize::from(held.is_none());
        self.gone += usize::from(row.gone && held.is_some());
        self.rows.push(row);
    }
}

/// What a source brings for a record that a steward keeps, where it has to stop there: `None` where an address
/// must not be known, which comes before everything: a service that becomes confidential, and a place where such
/// a service was (`doors`) that its source no longer gives.
fn yielding(noun: Noun, id: &str, to: &To, held: &Held, doors: &BTreeSet<String>) -> Option<Option<String>> {
    match to {
        To::Withdraw(..) if noun == Noun::Location && (held.is_secret || doors.contains(id)) => None,
        To::Put(body) if secrecy::becomes_confidential(noun, body, held) => None,
        To::Put(body) => Some(Some(body.clone())),
        To::Withdraw(..) => Some(None),
        To::Gone(_) => None,
    }
}

/// Counts one more writing, and gives its number. Whoever writes records does this first: it holds the row of the
/// count until the end of the transaction, so that on any database those who write take turns.
pub(super) async fn take_turn(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    let statement = "INSERT INTO meta (key, value) VALUES ('seq', '1') ON CONFLICT (key)
         DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT) RETURNING CAST(value AS BIGINT)";
    sqlx::query_scalar(statement).fetch_one(connection).await
}

/// The print of the records becomes another by what was written.
async fn add_to_version(connection: &mut SqliteConnection, rows: &[NewRow]) -> sqlx::Result<()> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT value FROM meta WHERE key = 'version'").fetch_optional(&mut *connection).await?;
    let mut print = Fingerprint::default();
    print.add(before.unwrap_or_default().as_bytes());
    for row in rows {
        print.add(row.noun.table().as_bytes());
        print.add(row.id.as_bytes());
        print.add(if row.gone { b"" } else { row.body.as_bytes() });
    }
    set_meta(connection, "version", &print.to_string()).await
}
