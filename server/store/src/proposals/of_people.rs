//! What people propose who may not write a record by themselves.

use super::OF_PERSON;
use crate::{StoreError, events, record::Record, register::Register};

impl Register {
    /// Proposes what somebody may not write by themselves. `base` is the revision that they have seen. Whoever
    /// proposes anew what they have proposed before, before anybody decided it, has one proposal still. Gives its
    /// number.
    pub async fn propose(&self, record: &Record, base: i64, who: &str) -> Result<i64, StoreError> {
        let explain = |error| self.store.explain(error);
        let (noun, id) = (record.noun(), record.id().as_str());
        let body = record.body().map_err(|error| StoreError::unfit(noun, id, &error.to_string()))?;
        let before = self.store.history(noun, id).await?.into_iter().find(|revision| revision.revision == base);
        let before = before.and_then(|revision| Record::from_fields(noun, &revision.fields?).ok()?.body().ok());
        let before =
            before.ok_or_else(|| StoreError::NoRevision { noun: noun.one(), id: id.to_owned(), revision: base })?;
        let mut number = 0;
        let written = self.store.write_alone(async |writing| {
            let statement = "INSERT INTO proposal (noun, record_id, origin, base, before, body, gone, state, made_at)
                 VALUES ($1, $2, $3, $4, $5, $6, 0, 'open', $7)
                 ON CONFLICT (noun, record_id, origin) WHERE state = 'open' DO UPDATE SET base = excluded.base,
                 before = excluded.before, body = excluded.body, gone = 0, made_at = excluded.made_at
                 RETURNING number";
            number = sqlx::query_scalar(statement)
                .bind(noun.table())
                .bind(id)
                .bind(format!("{OF_PERSON}{who}"))
                .bind(base)
                .bind(&before)
                .bind(&body)
                .bind(events::now())
                .fetch_one(&mut *writing)
                .await?;
            events::note(writing, who, "proposed", Some((noun, id)), &format!("proposal {number}")).await
        });
        written.await.map_err(explain)?;
        Ok(number)
    }
}
