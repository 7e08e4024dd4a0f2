//! Who is signed in. A session is a secret in a cookie, of which only the hash is kept, with neither an address
//! of a machine nor a browser.

use super::{People, PeopleError, moment};
use chrono::{DateTime, TimeDelta, Utc};
use desk::{Person, PersonState, Secret};
use sqlx::Row;

/// Hours after which an unused session ends.
pub const SESSION_HOURS: i64 = 8;
/// Hours after which every session ends.
const LONGEST_HOURS: i64 = 24 * 30;
/// What session hashes are bound to.
const BOUND_TO: &str = "session";

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: Person,
    /// Whether their second factor was given in this session.
    pub is_strong: bool,
}

impl People {
    /// Signs somebody in, who is active from then on. `strong` says that the second factor was given.
    pub async fn begin_session(&self, person: &str, strong: bool, now: DateTime<Utc>) -> Result<Secret, PeopleError> {
        let secret = Secret::draw()?;
        let written = self.store.write_alone(async |writing| {
            let came =
                "UPDATE person SET state = 'active', seen_on = $1 WHERE id = $2 AND state IN ('invited', 'active')";
            let done = sqlx::query(came).bind(now.date_naive().to_string()).bind(person).execute(&mut *writing).await?;
            if done.rows_affected() == 0 {
                return Err(sqlx::Error::RowNotFound);
            }
            let ended = "DELETE FROM session WHERE ends_at <= $1";
            sqlx::query(ended).bind(moment(now)).execute(&mut *writing).await?;
            let statement = "INSERT INTO session (hash, person_id, made_at, seen_at, ends_at, strong_at)
                 VALUES ($1, $2, $3, $3, $4, $5)";
            sqlx::query(statement)
                .bind(secret.hash(BOUND_TO))
                .bind(person)
                .bind(moment(now))
                .bind(moment(now + TimeDelta::hours(LONGEST_HOURS)))
                .bind(strong.then(|| moment(now)))
                .execute(&mut *writing)
                .await
                .map(drop)
        });
        match written.await {
            Ok(()) => Ok(secret),
            Err(sqlx::Error::RowNotFound) => Err(PeopleError::Nobody(person.to_owned())),
            Err(error) => Err(self.explain(error).into()),
        }
    }

    /// Who the secret of a cookie is, if the session goes on. A session that is used is good for another
    /// [`SESSION_HOURS`]; that is written at most once in ten minutes.
    pub async fn session(&self, secret: &Secret, now: DateTime<Utc>) -> Result<Option<Session>, PeopleError> {
        let hash = secret.hash(BOUND_TO);
        let statement =
            "SELECT person_id, seen_at, strong_at FROM session WHERE hash = $1 AND ends_at > $2 AND seen_at > $3";
        let row = sqlx::query(statement)
            .bind(&hash)
            .bind(moment(now))
            .bind(moment(now - TimeDelta::hours(SESSION_HOURS)))
            .fetch_optional(&self.store.pool)
            .await
            .map_err(|error| self.explain(error))?;
        let Some(row) = row else { return Ok(None) };
        let person = self.find(&row.get::<String, _>("person_id")).await?;
        let Some(person) = person.filter(|person| person.state == PersonState::Active) else { return Ok(None) };
        if row.get::<String, _>("seen_at") <= moment(now - TimeDelta::minutes(10)) {
            let seen = "UPDATE session SET seen_at = $1 WHERE hash = $2";
            let written = self.store.write_alone(async |writing| {
                sqlx::query(seen).bind(moment(now)).bind(&hash).execute(writing).await.map(drop)
            });
            written.await.map_err(|error| self.explain(error))?;
        }
        Ok(Some(Session { person, is_strong: row.get::<Option<String>, _>("strong_at").is_some() }))
    }

    /// Signs out.
    pub async fn end_session(&self, secret: &Secret) -> Result<(), PeopleError> {
        let written = self.store.write_alone(async |writing| {
            let statement = "DELETE FROM session WHERE hash = $1";
            sqlx::query(statement).bind(secret.hash(BOUND_TO)).execute(writing).await.map(drop)
        });
        written.await.map_err(|error| self.explain(error).into())
    }
}
