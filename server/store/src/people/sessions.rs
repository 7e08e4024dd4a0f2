//! Who is signed in. A session is a secret in a cookie, of which only the hash is kept, with neither an address
//! of a machine nor a browser.

use super::{Happened, People, PeopleError, moment, note};
use chrono::{DateTime, TimeDelta, Utc};
use desk::{Person, PersonState, Secret};
use sqlx::Row;

/// Hours after which a session ends in which nothing was saved.
pub const SESSION_HOURS: i64 = 8;
/// Hours after which every session ends.
const LONGEST_HOURS: i64 = 24 * 30;
/// What session hashes are bound to.
pub(super) const BOUND_TO: &str = "session";

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: Person,
    /// Whether their second factor was given in this session.
    pub is_strong: bool,
}

/// A session that goes on, for a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// When it began, RFC 3339 in UTC.
    pub made_at: String,
    /// When something was last saved in it, RFC 3339 in UTC.
    pub seen_at: String,
    /// Whether it is the one that was asked from.
    pub is_this: bool,
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
                .await?;
            note(writing, (person, now), Happened::SignedIn, person, "").await
        });
        match written.await {
            Ok(()) => Ok(secret),
            Err(sqlx::Error::RowNotFound) => Err(PeopleError::Nobody(person.to_owned())),
            Err(error) => Err(self.explain(error).into()),
        }
    }

    /// Who the secret of a cookie is, if the session goes on. Writes nothing.
    pub async fn session(&self, secret: &Secret, now: DateTime<Utc>) -> Result<Option<Session>, PeopleError> {
        let statement = "SELECT person_id, strong_at FROM session WHERE hash = $1 AND ends_at > $2 AND seen_at > $3";
        let row = sqlx::query(statement)
            .bind(secret.hash(BOUND_TO))
            .bind(moment(now))
            .bind(last_use(now))
            .fetch_optional(&self.store.pool)
            .await
            .map_err(|error| self.explain(error))?;
        let Some(row) = row else { return Ok(None) };
        let person = self.find(&row.get::<String, _>("person_id")).await?;
        let person = person.filter(|person| person.state == PersonState::Active);
        let is_strong = row.get::<Option<String>, _>("strong_at").is_some();
        Ok(person.map(|person| Session { person, is_strong }))
    }

    /// Says that something is being saved in a session: it goes on for another [`SESSION_HOURS`].
    pub async fn use_session(&self, secret: &Secret, now: DateTime<Utc>) -> Result<(), PeopleError> {
        let written = self.store.write_alone(async |writing| {
            let statement = "UPDATE session SET seen_at = $1 WHERE hash = $2 AND seen_at < $1";
            sqlx::query(statement).bind(moment(now)).bind(secret.hash(BOUND_TO)).execute(writing).await.map(drop)
        });
        written.await.map_err(|error| self.explain(error).into())
    }

    /// Where somebody is signed in, oldest first; `this` is the secret of the session that asks.
    pub async fn open_sessions(
        &self,
        person: &str,
        this: &Secret,
        now: DateTime<Utc>,
    ) -> Result<Vec<OpenSession>, PeopleError> {
        let statement = "SELECT hash, made_at, seen_at FROM session
             WHERE person_id = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY made_at, hash";
        let rows = sqlx::query(statement)
            .bind(person)
            .bind(moment(now))
            .bind(last_use(now))
            .fetch_all(&self.store.pool)
            .await
            .map_err(|error| self.explain(error))?;
        let this = this.hash(BOUND_TO);
        let open = |row: &sqlx::sqlite::SqliteRow| OpenSession {
            made_at: row.get("made_at"),
            seen_at: row.get("seen_at"),
            is_this: row.get::<String, _>("hash") == this,
        };
        Ok(rows.iter().map(open).collect())
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

/// A session that was last used at this moment, or before, is over.
fn last_use(now: DateTime<Utc>) -> String {
    moment(now - TimeDelta::hours(SESSION_HOURS))
}
