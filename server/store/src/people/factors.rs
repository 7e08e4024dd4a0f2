//! Second factors, and the recovery codes that stand in for them.

use super::{Happened, People, PeopleError, ending::end_access, moment, note, sessions::BOUND_TO};
use chrono::{DateTime, Utc};
use desk::{Person, Secret};
use sqlx::SqliteConnection;

/// Recovery codes that somebody is given.
const RECOVERY_CODES: usize = 10;
/// How often a second factor may be typed wrong in a session; then the session ends.
pub const FACTOR_TRIES: i64 = 5;

impl People {
    /// The serial of somebody's second factor; `None` before they have set one.
    pub async fn factor(&self, person: &str) -> Result<Option<String>, PeopleError> {
        let statement = "SELECT serial FROM factor WHERE person_id = $1";
        let found = sqlx::query_scalar(statement).bind(person).fetch_optional(&self.store.pool).await;
        found.map_err(|error| self.explain(error).into())
    }

    /// Sets somebody's second factor, of which they typed the code of this step, and makes the session of this secret
    /// strong. Gives the recovery codes, which are shown once; `None` when they have a factor already.
    pub async fn set_factor(
        &self,
        person: &str,
        serial: &str,
        step: i64,
        session: &Secret,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<Secret>>, PeopleError> {
        let codes = (0..RECOVERY_CODES).map(|_| Secret::draw_code()).collect::<Result<Vec<_>, _>>()?;
        let mut is_set = false;
        let written = self.store.write_alone(async |writing| {
            let statement = "INSERT INTO factor (person_id, serial, last_step, made_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (person_id) DO NOTHING";
            let insert = sqlx::query(statement).bind(person).bind(serial).bind(step).bind(moment(now));
            is_set = insert.execute(&mut *writing).await?.rows_affected() == 1;
            if !is_set {
                return Ok(());
            }
            for code in &codes {
                let statement = "INSERT INTO recovery (hash, person_id) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
                sqlx::query(statement).bind(code.hash(person)).bind(person).execute(&mut *writing).await?;
            }
            strengthen(writing, session, now).await?;
            note(writing, (person, now), Happened::FactorSet, person, "").await
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(is_set.then_some(codes))
    }

    /// Takes the code of this step, unless it or a later one was taken before, and makes the session strong. Gives
    /// whether it was taken.
    pub async fn use_factor(
        &self,
        person: &str,
        step: i64,
        session: &Secret,
        now: DateTime<Utc>,
    ) -> Result<bool, PeopleError> {
        let mut is_taken = false;
        let written = self.store.write_alone(async |writing| {
            let statement = "UPDATE factor SET last_step = $1 WHERE person_id = $2 AND last_step < $1";
            let done = sqlx::query(statement).bind(step).bind(person).execute(&mut *writing).await?;
            is_taken = done.rows_affected() == 1;
            if is_taken { strengthen(writing, session, now).await } else { Ok(()) }
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(is_taken)
    }

    /// Takes a recovery code in place of a second factor, once. Gives whether it was taken.
    pub async fn use_recovery(
        &self,
        person: &str,
        code: &Secret,
        session: &Secret,
        now: DateTime<Utc>,
    ) -> Result<bool, PeopleError> {
        let mut is_taken = false;
        let written = self.store.write_alone(async |writing| {
            let statement = "UPDATE recovery SET used_at = $1 WHERE hash = $2 AND person_id = $3 AND used_at IS NULL";
            let update = sqlx::query(statement).bind(moment(now)).bind(code.hash(person)).bind(person);
            is_taken = update.execute(&mut *writing).await?.rows_affected() == 1;
            if !is_taken {
                return Ok(());
            }
            strengthen(writing, session, now).await?;
            note(writing, (person, now), Happened::RecoveryUsed, person, "").await
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(is_taken)
    }

    /// Counts a second factor that was typed wrong; the [`FACTOR_TRIES`]th ends the session. Gives whether it goes on.
    pub async fn miss_factor(&self, session: &Secret) -> Result<bool, PeopleError> {
        let mut goes_on = false;
        let written = self.store.write_alone(async |writing| {
            let hash = session.hash(BOUND_TO);
            let count = "UPDATE session SET factor_tries = factor_tries + 1 WHERE hash = $1";
            sqlx::query(count).bind(&hash).execute(&mut *writing).await?;
            let end = "DELETE FROM session WHERE hash = $1 AND factor_tries >= $2";
            let done = sqlx::query(end).bind(&hash).bind(FACTOR_TRIES).execute(&mut *writing).await?;
            goes_on = done.rows_affected() == 0;
            Ok(())
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(goes_on)
    }

    /// Takes away somebody's second factor and recovery codes, so that they set new ones when they next sign in. Their
    /// sessions and tickets end.
    pub async fn reset_factor(&self, person: &Person, by: &str, now: DateTime<Utc>) -> Result<(), PeopleError> {
        let written = self.store.write_alone(async |writing| {
            delete(writing, &person.id).await?;
            end_access(writing, &person.id).await?;
            note(writing, (by, now), Happened::FactorReset, &person.id, "").await
        });
        written.await.map_err(|error| self.explain(error).into())
    }
}

async fn strengthen(writing: &mut SqliteConnection, session: &Secret, now: DateTime<Utc>) -> sqlx::Result<()> {
    let statement = "UPDATE session SET strong_at = $1, factor_tries = 0 WHERE hash = $2";
    sqlx::query(statement).bind(moment(now)).bind(session.hash(BOUND_TO)).execute(writing).await.map(drop)
}

pub(super) async fn delete(writing: &mut SqliteConnection, person: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM factor WHERE person_id = $1").bind(person).execute(&mut *writing).await?;
    sqlx::query("DELETE FROM recovery WHERE person_id = $1").bind(person).execute(&mut *writing).await.map(drop)
}
