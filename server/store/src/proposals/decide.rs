//! What a steward makes of a proposal.

use super::{COLUMNS, Decision, Row};
use crate::{
    StoreError, events,
    history::check_stands,
    record::{Record, fields},
    records::Noun,
    register::{self, Base, By, HeldRows, Outcome, Register, RowChange, Stamp, To, Way, Written, take_turn},
};
use directory::edit::{self, Fields};
use serde_json::Value;
use sqlx::{AssertSqlSafe, SqliteConnection};

impl Register {
    /// Decides an open proposal. `who` is the id of the person who does, or empty for a command. What is taken is a
    /// revision of the record like any other.
    pub async fn decide(&self, number: i64, decision: &Decision, who: &str, why: &str) -> Result<Written, StoreError> {
        let explain = |error| self.store.explain(error);
        let mut writing = self.store.pool.begin_with("BEGIN IMMEDIATE").await.map_err(explain)?;
        let seq = take_turn(&mut writing).await.map_err(explain)?;
        let statement = format!("SELECT {COLUMNS} FROM proposal WHERE state = 'open' AND number = $1");
        let row: Option<Row> = sqlx::query_as(AssertSqlSafe(statement))
            .bind(number)
            .fetch_optional(&mut *writing)
            .await
            .map_err(explain)?;
        let row = row.ok_or(StoreError::NoProposal { number })?;
        let noun = Noun::of_table(&row.noun).ok_or(StoreError::NoProposal { number })?;
        let by = By { way: Way::Proposal, who: who.to_owned() };
        let said = format!("proposal {number} of {}: {why}", row.origin);
        let mut written = Written::default();
        let mut state = "refused";
        if let Decision::Take(names) = decision {
            state = "taken";
            let change = self.taken(&mut writing, &row, noun, names.as_deref()).await?;
            let outcome = register::write(&mut writing, seq, vec![change], &by, &said, &[]).await.map_err(explain)?;
            if let Outcome::Written(done) = outcome {
                written = done;
            }
        }
        let now = events::now();
        let statement = "UPDATE proposal SET state = $1, decided_at = $2, why = $3, decided_by = $4 WHERE number = $5";
        let decide = sqlx::query(statement).bind(state).bind(&now).bind(why).bind(who).bind(number);
        decide.execute(&mut *writing).await.map_err(explain)?;
        let stamp = Stamp { seq, now: &now, by: &by, why };
        let about = Some((noun, row.record_id.as_str()));
        // Why is said in the proposal, from which a value can be taken out.
        let detail = format!("proposal {number} of {}", row.origin);
        events::add(&mut writing, stamp, state, about, &detail).await.map_err(explain)?;
        writing.commit().await.map_err(explain)?;
        if written.silenced > 0 {
            self.store.empty_journal().await.map_err(explain)?;
        }
        Ok(written)
    }

    /// The change that these fields of a proposal make of its record.
    async fn taken(
        &self,
        connection: &mut SqliteConnection,
        row: &Row,
        noun: Noun,
        names: Option<&[String]>,
    ) -> Result<RowChange, StoreError> {
        let explain = |error| self.store.explain(error);
        let id = row.record_id.clone();
        let held = HeldRows::read(connection, std::iter::once((noun, id.as_str()))).await.map_err(explain)?;
        let held = held.get(noun, &id).ok_or(StoreError::NoRecord { noun: noun.one(), id: id.clone() })?;
        let base = Base::Revision(held.revision);
        if row.gone {
            return Ok(RowChange { noun, id, base, to: To::Withdraw(None, None) });
        }
        let proposed = row.fields(&held.body);
        let mut record: Fields<Value> = fields(&held.body);
        for name in names.unwrap_or_default() {
            if !proposed.iter().any(|field| field.field == *name) {
                return Err(StoreError::NoField { number: row.number, field: name.clone() });
            }
        }
        for field in proposed.iter().filter(|field| names.is_none_or(|names| names.contains(&field.field))) {
            edit::set(&mut record, &field.field, field.new.as_ref());
        }
        let unfit = |error: serde_json::Error| StoreError::unfit(noun, &row.record_id, &error.to_string());
        let record = Record::from_fields(noun, &record).map_err(unfit)?;
        check_stands(connection, &record).await.map_err(explain)??;
        Ok(RowChange { noun, id, base, to: To::Put(record.body().map_err(unfit)?) })
    }
}
