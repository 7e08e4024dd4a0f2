//! That somebody asked whether a record is right, and it was. A confirmation changes no record: what it says, and
//! when that was last asked, are two things.

use super::{Store, StoreError, events, records::Noun, register::Register};
use chrono::NaiveDate;

/// How somebody asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They rang.
    Phone,
    /// They wrote.
    Email,
    /// They went there.
    Visit,
    /// They read the provider's own page, and asked nobody.
    Page,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Email, Self::Visit, Self::Page];

    /// The word for it in the store and in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Visit => "visit",
            Self::Page => "page",
        }
    }

    /// From its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.word() == word)
    }
}

/// One confirmation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Confirmation {
    /// What the record said then.
    pub revision: i64,
    /// The day on which somebody asked, YYYY-MM-DD.
    pub on_day: String,
    /// The word of a [`How`].
    pub how: String,
    /// The id of the person.
    pub who: String,
}

impl Store {
    /// The confirmations of a record, the newest first.
    pub async fn confirmations(&self, noun: Noun, id: &str) -> Result<Vec<Confirmation>, StoreError> {
        let statement = "SELECT revision, on_day, how, who FROM confirmation
             WHERE noun = $1 AND record_id = $2 ORDER BY on_day DESC, number DESC";
        let rows = sqlx::query_as(statement).bind(noun.table()).bind(id).fetch_all(&self.pool).await;
        rows.map_err(|error| self.explain(error))
    }
}

impl Register {
    /// Keeps that somebody asked on a day and a record was right as it is in this revision. The same once more is
    /// kept once.
    pub async fn confirm(
        &self,
        (noun, id): (Noun, &str),
        revision: i64,
        on_day: NaiveDate,
        how: How,
        who: &str,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO confirmation (noun, record_id, revision, on_day, how, who, at)
             SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1 FROM confirmation
             WHERE noun = $1 AND record_id = $2 AND revision = $3 AND on_day = $4 AND how = $5 AND who = $6)";
        let written = self.store.write_alone(async |writing| {
            sqlx::query(statement)
                .bind(noun.table())
                .bind(id)
                .bind(revision)
                .bind(on_day.to_string())
                .bind(how.word())
                .bind(who)
                .bind(events::now())
                .execute(&mut *writing)
                .await?;
            events::note(writing, who, "confirmed", Some((noun, id)), how.word()).await
        });
        written.await.map_err(|error| self.store.explain(error))
    }
}
