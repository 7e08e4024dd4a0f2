//! What a record has been: its revisions, how it stood on a day, back to one of them, and a value taken out of
//! all of them.

use super::{
    Store, StoreError, events,
    record::{Record, fields},
    records::Noun,
    register::{self, Base, By, HeldRows, Outcome, Register, RowChange, Stamp, To, take_turn},
};
use directory::edit::Fields;
use serde_json::Value;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// A record as it once was, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Its number: 1, 2, 3 without a gap.
    pub revision: i64,
    /// When it was written, RFC 3339 in UTC.
    pub at: String,
    /// How: the word of a [`Way`](super::Way).
    pub way: String,
    /// The source that brought it, or the id of a person; empty for a command.
    pub who: String,
    /// What whoever wrote it said about it.
    pub why: String,
    /// Whether the record was withdrawn then.
    pub gone: bool,
    /// What it said; `None` when that was taken out.
    pub fields: Option<Fields<Value>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    revision: i64,
    body: Option<String>,
    gone: bool,
    way: String,
    who: String,
    why: String,
    at: String,
}

impl From<Row> for Revision {
    fn from(row: Row) -> Self {
        let Row { revision, body, gone, way, who, why, at } = row;
        Self { revision, at, way, who, why, gone, fields: body.as_deref().map(fields) }
    }
}

/// What became of a value that was to be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redacted {
    /// How many revisions held it.
    pub revisions: usize,
    /// Whether the record held it still, and is another now.
    pub record: bool,
}

impl Store {
    /// The revisions of a record, the oldest first; none when there was never such a record.
    pub async fn history(&self, noun: Noun, id: &str) -> Result<Vec<Revision>, StoreError> {
        let statement = "SELECT revision, body, gone = 1 AS gone, way, who, why, at FROM revision
             WHERE noun = $1 AND record_id = $2 ORDER BY revision";
        let rows: sqlx::Result<Vec<Row>> =
            sqlx::query_as(statement).bind(noun.table()).bind(id).fetch_all(&self.pool).await;
        Ok(rows.map_err(|error| self.explain(error))?.into_iter().map(Revision::from).collect())
    }

    /// The revision that stood just before a moment (RFC 3339 in UTC), such as the midnight after a day; `None`
    /// when there was none yet.
    pub async fn as_it_stood(&self, noun: Noun, id: &str, before: &str) -> Result<Option<Revision>, StoreError> {
        let statement = "SELECT revision, body, gone = 1 AS gone, way, who, why, at FROM revision
             WHERE noun = $1 AND record_id = $2 AND at < $3 ORDER BY revision DESC LIMIT 1";
        let row: sqlx::Result<Option<Row>> =
            sqlx::query_as(statement).bind(noun.table()).bind(id).bind(before).fetch_optional(&self.pool).await;
        Ok(row.map_err(|error| self.explain(error))?.map(Revision::from))
    }
}

impl Register {
    /// Writes a record as it was in an earlier revision: a new revision with the old words. `base` is the revision
    /// that whoever wants this has seen.
    pub async fn revert(
        &self,
        (noun, id): (Noun, &str),
        base: Base,
        to: i64,
        by: &By,
        why: &str,
    ) -> Result<Outcome, StoreError> {
        let explain = |error| self.store.explain(error);
        let mut writing = self.store.pool.begin_with("BEGIN IMMEDIATE").await.map_err(explain)?;
        let seq = take_turn(&mut writing).await.map_err(explain)?;
        let held = HeldRows::read(&mut writing, std::iter::once((noun, id))).await.map_err(explain)?;
        held.get(noun, id).ok_or_else(|| StoreError::NoRecord { noun: noun.one(), id: id.to_owned() })?;
        let statement = "SELECT body, gone = 1 FROM revision WHERE noun = $1 AND record_id = $2 AND revision = $3";
        let row: Option<(Option<String>, bool)> = sqlx::query_as(statement)
            .bind(noun.table())
            .bind(id)
            .bind(to)
            .fetch_optional(&mut *writing)
            .await
            .map_err(explain)?;
        let (body, gone) = match row {
            Some((Some(body), gone)) => (body, gone),
            _ => return Err(StoreError::NoRevision { noun: noun.one(), id: id.to_owned(), revision: to }),
        };
        let unfit = |error: serde_json::Error| StoreError::unfit(noun, id, &error.to_string());
        let record = Record::read(noun, &body).map_err(unfit)?;
        let body = record.body().map_err(unfit)?;
        if !gone {
            check_stands(&mut writing, &record).await.map_err(explain)??;
        }
        let to = if gone { To::Gone(body) } else { To::Put(body) };
        let change = RowChange { noun, id: id.to_owned(), base, to };
        let outcome = register::write(&mut writing, seq, vec![change], by, why, &[]).await.map_err(explain)?;
        writing.commit().await.map_err(explain)?;
        self.store.empty_journal().await.map_err(explain)?;
        Ok(outcome)
    }

    /// Takes a value out of a record, of all its revisions and of what was proposed for it, so that no byte of it
    /// stays. A revision that is no record without it loses all its words; a record as it is now must be changed
    /// before.
    pub async fn redact(&self, noun: Noun, id: &str, value: &str, by: &By, why: &str) -> Result<Redacted, StoreError> {
        let explain = |error| self.store.explain(error);
        if value.trim().is_empty() || why.contains(value) || id.contains(value) {
            let what = "the value to take out must not be empty, nor stand in the id or in the words that say why";
            return Err(StoreError::unfit(noun, id, what));
        }
        let mut writing = self.store.pool.begin_with("BEGIN IMMEDIATE").await.map_err(explain)?;
        let seq = take_turn(&mut writing).await.map_err(explain)?;
        let held = HeldRows::read(&mut writing, std::iter::once((noun, id))).await.map_err(explain)?;
        let held = held.get(noun, id).ok_or_else(|| StoreError::NoRecord { noun: noun.one(), id: id.to_owned() })?;
        let mut changes = Vec::new();
        if let Some(without) = without(noun, &held.body, value) {
            let body = without.ok_or_else(|| {
                StoreError::unfit(noun, id, "it cannot be without this value: change it first, then run this again")
            })?;
            let to = if held.gone { To::Gone(body) } else { To::Put(body) };
            changes.push(RowChange { noun, id: id.to_owned(), base: Base::Revision(held.revision), to });
        }
        let is_in_record = !changes.is_empty();
        register::write(&mut writing, seq, changes, by, why, &[]).await.map_err(explain)?;
        let revisions = take_out(&mut writing, noun, id, value).await.map_err(explain)?;
        let now = events::now();
        let stamp = Stamp { seq, now: &now, by, why };
        let detail = format!("a value is taken out of {revisions} of its revisions: {why}");
        events::add(&mut writing, stamp, "redacted", Some((noun, id)), &detail).await.map_err(explain)?;
        writing.commit().await.map_err(explain)?;
        self.store.empty_journal().await.map_err(explain)?;
        Ok(Redacted { revisions, record: is_in_record })
    }
}

/// Takes a value out of what was written and proposed of a record. Gives how many revisions held it.
async fn take_out(connection: &mut SqliteConnection, noun: Noun, id: &str, value: &str) -> sqlx::Result<usize> {
    let statement = "UPDATE event SET detail = replace(detail, $1, '') WHERE noun = $2 AND record_id = $3";
    sqlx::query(statement).bind(value).bind(noun.table()).bind(id).execute(&mut *connection).await?;
    let mut held = 0;
    for (table, key, columns) in
        [("revision", "revision", ["body", "body"]), ("proposal", "number", ["before", "body"])]
    {
        let [first, second] = columns;
        let statement = format!("SELECT {key}, {first}, {second}, why FROM {table} WHERE noun = $1 AND record_id = $2");
        let rows: Vec<(i64, Option<String>, Option<String>, String)> =
            sqlx::query_as(AssertSqlSafe(statement)).bind(noun.table()).bind(id).fetch_all(&mut *connection).await?;
        for (number, first_body, second_body, why) in rows {
            let mut is_changed = why.contains(value);
            let mut clean = |body: Option<String>| match body.as_deref().and_then(|body| without(noun, body, value)) {
                Some(clean) => {
                    is_changed = true;
                    clean
                }
                None => body,
            };
            let (first_body, second_body) = (clean(first_body), clean(second_body));
            if !is_changed {
                continue;
            }
            held += usize::from(table == "revision");
            let statement = format!(
                "UPDATE {table} SET {first} = $1, {second} = $2, why = $3 WHERE noun = $4 AND record_id = $5 AND {key} = $6"
            );
            sqlx::query(AssertSqlSafe(statement))
                .bind(first_body)
                .bind(second_body)
                .bind(why.replace(value, ""))
                .bind(noun.table())
                .bind(id)
                .bind(number)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(held)
}

/// A body without a value: `None` when it does not hold it, and `Some(None)` when it is no record without it.
fn without(noun: Noun, body: &str, value: &str) -> Option<Option<String>> {
    let whole: Value = serde_json::from_str(body).ok()?;
    // A text that was nothing else is empty, or missing where it may be.
    let [missing, empty] = [Value::Null, Value::String(String::new())].map(|nothing| {
        let mut whole = whole.clone();
        let held = remove(&mut whole, value, &nothing);
        (held > 0).then_some(whole)
    });
    let read = |whole: Value| Record::read(noun, &whole.to_string()).and_then(|record| record.body()).ok();
    Some(read(missing?).or_else(|| read(empty?)))
}

/// Takes a text out of all texts of a value. Gives how many held it.
fn remove(inside: &mut Value, value: &str, nothing: &Value) -> usize {
    match inside {
        Value::String(text) if text.contains(value) => {
            let left = text.replace(value, "");
            let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
            *inside = if left.is_empty() { nothing.clone() } else { Value::String(left) };
            1
        }
        Value::Number(number) if number.to_string() == value => {
            *inside = Value::Null;
            1
        }
        Value::Array(all) => all.iter_mut().map(|one| remove(one, value, nothing)).sum(),
        Value::Object(all) => all.values_mut().map(|one| remove(one, value, nothing)).sum(),
        _ => 0,
    }
}

/// Whether what a record names is listed: its organisation and its places.
pub(super) async fn check_stands(
    connection: &mut SqliteConnection,
    record: &Record,
) -> sqlx::Result<Result<(), StoreError>> {
    let names = record.names();
    let held = HeldRows::read(connection, names.iter().map(|(noun, id)| (*noun, id.as_str()))).await?;
    let missing = names.iter().find(|(noun, id)| held.get(*noun, id.as_str()).is_none_or(|row| row.gone));
    Ok(match missing {
        None => Ok(()),
        Some((noun, id)) => {
            let why = format!("its {} '{id}' is not listed: put that back first", noun.one());
            Err(StoreError::unfit(record.noun(), record.id().as_str(), &why))
        }
    })
}
