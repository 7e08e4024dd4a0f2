//! The rows that a writing leaves: the record as it is, and its revision.

use super::{BY_HAND, By, FOLDER, GoneWhy, Held, To, Way};
use crate::records::Noun;
use directory::Slug;
use sqlx::{QueryBuilder, SqliteConnection};

/// Rows in one statement; with eleven values each, far below SQLite's limit of 32,766 values.
const BATCH: usize = 500;

/// What all rows of one writing have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp<'s> {
    pub(crate) seq: i64,
    pub(crate) now: &'s str,
    pub(crate) by: &'s By,
    pub(crate) why: &'s str,
}

/// A record as it is to stand.
#[derive(Debug)]
pub(crate) struct NewRow {
    pub(crate) noun: Noun,
    pub(crate) id: String,
    pub(crate) revision: i64,
    pub(crate) body: String,
    /// Whether it is withdrawn.
    pub(crate) gone: bool,
    why: Option<GoneWhy>,
    successor: Option<Slug>,
    source: String,
    keeper: &'static str,
    /// When the body became what it is; `None` is now.
    changed_at: Option<String>,
}

impl NewRow {
    /// What a change makes of what is held; `None` when that is so already.
    pub(super) fn new(noun: Noun, id: String, to: To, held: Option<&Held>, by: &By) -> Option<Self> {
        let (body, gone, why, successor) = match to {
            To::Put(body) => (body, false, None, None),
            To::Gone(body) => (body, true, None, None),
            To::Withdraw(why, successor) => (held?.body.clone(), true, why, successor),
        };
        let source = match (by.way, held) {
            // What is gone belongs to nobody.
            (Way::Import, Some(held)) if !gone && held.gone => by.who.clone(),
            (Way::Load | Way::TakeOver, _) if !gone => FOLDER.to_owned(),
            (_, Some(held)) => held.source.clone(),
            (Way::Load | Way::TakeOver, None) => FOLDER.to_owned(),
            (Way::Import, None) => by.who.clone(),
            (_, None) => BY_HAND.to_owned(),
        };
        let is_same_body = held.is_some_and(|held| held.body == body && held.gone == gone);
        if is_same_body && held.is_some_and(|held| held.source == source) {
            return None;
        }
        let keeper = match held {
            _ if by.way.is_stewards() => "steward",
            Some(held) if held.is_stewards && by.way != Way::TakeOver => "steward",
            _ => "source",
        };
        let revision = held.map_or(0, |held| held.revision) + 1;
        let changed_at = held.filter(|_| is_same_body).map(|held| held.changed_at.clone());
        Some(Self { noun, id, revision, body, gone, why, successor, source, keeper, changed_at })
    }

    /// A place that has gone before, with nothing in it any more; `None` when that is so already.
    pub(super) fn emptied(id: String, blank: String, held: &Held) -> Option<Self> {
        (held.body != blank).then(|| Self {
            noun: Noun::Location,
            id,
            revision: held.revision + 1,
            body: blank,
            gone: true,
            why: None,
            successor: None,
            source: held.source.clone(),
            keeper: if held.is_stewards { "steward" } else { "source" },
            changed_at: None,
        })
    }

    /// Leaves nothing of what it said.
    pub(super) fn wipe(&mut self, blank: String) {
        (self.body, self.gone) = (blank, true);
    }
}

/// Writes the rows, and a revision for each.
pub(super) async fn write(connection: &mut SqliteConnection, rows: &[NewRow], stamp: Stamp<'_>) -> sqlx::Result<()> {
    for of_noun in rows.chunk_by(|one, next| one.noun == next.noun) {
        for batch in of_noun.chunks(BATCH) {
            put(connection, batch[0].noun, batch, stamp).await?;
            append(connection, batch, stamp).await?;
        }
    }
    Ok(())
}

async fn put(connection: &mut SqliteConnection, noun: Noun, rows: &[NewRow], stamp: Stamp<'_>) -> sqlx::Result<()> {
    let table = noun.table();
    let mut insert = QueryBuilder::new(format!(
        "INSERT INTO {table} (id, body, changed_at, source, withdrawn_at, revision, seq, keeper, gone_why, successor) "
    ));
    insert.push_values(rows, |mut values, row| {
        values
            .push_bind(&row.id)
            .push_bind(&row.body)
            .push_bind(row.changed_at.as_deref().unwrap_or(stamp.now))
            .push_bind(&row.source)
            .push_bind(row.gone.then_some(stamp.now))
            .push_bind(row.revision)
            .push_bind(stamp.seq)
            .push_bind(row.keeper)
            .push_bind(row.why.map(GoneWhy::word))
            .push_bind(row.successor.as_ref().map(Slug::as_str));
    });
    insert.push(
        " ON CONFLICT (id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at,
         source = excluded.source, withdrawn_at = excluded.withdrawn_at, revision = excluded.revision,
         seq = excluded.seq, keeper = excluded.keeper, gone_why = excluded.gone_why, successor = excluded.successor",
    );
    if noun == Noun::Service {
        // What a steward said about an address was said of the source it came from.
        insert.push(", address = CASE WHEN service.source = excluded.source THEN service.address ELSE 'as given' END");
    }
    insert.build().execute(connection).await.map(drop)
}

async fn append(connection: &mut SqliteConnection, rows: &[NewRow], stamp: Stamp<'_>) -> sqlx::Result<()> {
    let mut insert =
        QueryBuilder::new("INSERT INTO revision (noun, record_id, revision, body, gone, way, who, why, at, seq) ");
    insert.push_values(rows, |mut values, row| {
        values
            .push_bind(row.noun.table())
            .push_bind(&row.id)
            .push_bind(row.revision)
            .push_bind(&row.body)
            .push_bind(i64::from(row.gone))
            .push_bind(stamp.by.way.word())
            .push_bind(&stamp.by.who)
            .push_bind(stamp.why)
            .push_bind(stamp.now)
            .push_bind(stamp.seq);
    });
    insert.build().execute(connection).await.map(drop)
}
