//! Records as the store holds them before a writing.

use crate::records::Noun;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::HashMap;

/// Ids in one statement.
const BATCH: usize = 500;

/// One of them, withdrawn or not.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Held {
    id: String,
    pub(crate) body: String,
    pub(crate) revision: i64,
    pub(super) source: String,
    pub(super) changed_at: String,
    /// Whether it is withdrawn.
    pub(crate) gone: bool,
    /// Whether a steward keeps it.
    pub(super) is_stewards: bool,
    /// Whether its words go when it goes: a place where a service was that is confidential now.
    pub(super) is_secret: bool,
}

/// Some of them, by noun and id.
#[derive(Debug, Default)]
pub(crate) struct HeldRows(HashMap<Noun, HashMap<String, Held>>);

impl HeldRows {
    /// Reads those of these records that there are.
    pub(crate) async fn read<'i>(
        connection: &mut SqliteConnection,
        ids: impl Iterator<Item = (Noun, &'i str)>,
    ) -> sqlx::Result<Self> {
        let mut wanted: HashMap<Noun, Vec<&str>> = HashMap::new();
        for (noun, id) in ids {
            wanted.entry(noun).or_default().push(id);
        }
        let mut held = Self::default();
        for (noun, ids) in wanted {
            let rows = held.0.entry(noun).or_default();
            for batch in ids.chunks(BATCH) {
                let read: Vec<Held> = select(noun, batch).build_query_as().fetch_all(&mut *connection).await?;
                rows.extend(read.into_iter().map(|row| (row.id.clone(), row)));
            }
        }
        Ok(held)
    }

    pub(crate) fn get(&self, noun: Noun, id: &str) -> Option<&Held> {
        self.0.get(&noun)?.get(id)
    }
}

fn select(noun: Noun, ids: &[&str]) -> QueryBuilder<Sqlite> {
    let secret = if noun == Noun::Location { "secret = 1" } else { "1 = 0" };
    let mut query = QueryBuilder::new(format!(
        "SELECT id, body, revision, source, changed_at, withdrawn_at IS NOT NULL AS gone, \
         keeper = 'steward' AS is_stewards, {secret} AS is_secret FROM {} WHERE id IN (",
        noun.table()
    ));
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind((*id).to_owned());
    }
    query.push(")");
    query
}
