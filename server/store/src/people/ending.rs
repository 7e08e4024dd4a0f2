//! How roles and accounts end. Whatever lets somebody in ends in the same transaction.

use super::{By, Happened, People, PeopleError, factors, moment, note};
use crate::outbox;
use chrono::{DateTime, Utc};
use desk::{Person, PersonState, Role};
use directory::Slug;
use sqlx::SqliteConnection;

impl People {
    /// Ends a role of somebody, with their sessions and tickets. One that has ended already changes nothing.
    pub async fn end_role(
        &self,
        person: &Person,
        role: &Role,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), PeopleError> {
        let is_administrator = *role == Role::Administrator;
        self.end_something(person, is_administrator, async |writing| {
            let statement = "UPDATE role SET ended_by = $1, ended_at = $2 WHERE person_id = $3 AND role = $4
                 AND COALESCE(organization_id, '') = $5 AND COALESCE(district, '') = $6 AND ended_at IS NULL";
            let done = sqlx::query(statement)
                .bind(by)
                .bind(moment(now))
                .bind(&person.id)
                .bind(role.kind().as_str())
                .bind(role.organization().map_or("", Slug::as_str))
                .bind(role.district().map_or("", Slug::as_str))
                .execute(&mut *writing)
                .await?;
            if done.rows_affected() == 0 {
                return Ok(());
            }
            end_access(writing, &person.id).await?;
            note(writing, (by, now), Happened::RoleEnded, &person.id, &role.code()).await
        })
        .await
    }

    /// Ends an account: its roles, its sessions and its tickets end, its name and address are deleted. What it
    /// did stays under its id.
    pub async fn end(&self, person: &Person, by: &str, now: DateTime<Utc>) -> Result<(), PeopleError> {
        self.end_something(person, true, async |writing| {
            let roles = "UPDATE role SET ended_by = $1, ended_at = $2 WHERE person_id = $3 AND ended_at IS NULL";
            sqlx::query(roles).bind(by).bind(moment(now)).bind(&person.id).execute(&mut *writing).await?;
            let gone = "UPDATE person SET state = 'gone', email = NULL, name = '', gone_at = $1
                 WHERE id = $2 AND state <> 'gone'";
            let done = sqlx::query(gone).bind(moment(now)).bind(&person.id).execute(&mut *writing).await?;
            if done.rows_affected() == 0 {
                return Ok(());
            }
            end_access(writing, &person.id).await?;
            factors::delete(writing, &person.id).await?;
            outbox::forget_person(writing, &person.id).await?;
            note(writing, (by, now), Happened::Ended, &person.id, "").await
        })
        .await?;
        self.store.empty_journal().await.map_err(|error| self.explain(error).into())
    }

    /// Whether an account can be used. Pausing it ends its sessions and tickets.
    pub async fn set_paused(
        &self,
        person: &Person,
        paused: bool,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), PeopleError> {
        let (state, what) = match paused {
            true => (PersonState::Paused, Happened::Paused),
            false => (PersonState::Active, Happened::Resumed),
        };
        self.end_something(person, paused, async |writing| {
            let statement = "UPDATE person SET state = $1 WHERE id = $2 AND state <> 'gone'";
            sqlx::query(statement).bind(state.as_str()).bind(&person.id).execute(&mut *writing).await?;
            if paused {
                end_access(writing, &person.id).await?;
            }
            note(writing, (by, now), what, &person.id, "").await
        })
        .await
    }

    /// Writes, unless it would take away the last administrator: that is looked at inside the same transaction.
    async fn end_something(
        &self,
        person: &Person,
        takes_administrator: bool,
        write: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<()>,
    ) -> Result<(), PeopleError> {
        let mut is_last = false;
        let written = self.store.write_alone(async |writing| {
            if takes_administrator && is_last_administrator(writing, &person.id).await? {
                is_last = true;
                return Err(sqlx::Error::RowNotFound);
            }
            write(writing).await
        });
        match written.await {
            Err(_) if is_last => Err(PeopleError::LastAdministrator(person.email.clone())),
            written => written.map_err(|error| self.explain(error).into()),
        }
    }

    /// Signs somebody out everywhere else than in the session of this secret.
    pub async fn end_other_sessions(
        &self,
        person: &str,
        kept: &desk::Secret,
        now: DateTime<Utc>,
    ) -> Result<(), PeopleError> {
        let by: By<'_> = (person, now);
        let written = self.store.write_alone(async |writing| {
            let statement = "DELETE FROM session WHERE person_id = $1 AND hash <> $2";
            sqlx::query(statement)
                .bind(person)
                .bind(kept.hash(super::sessions::BOUND_TO))
                .execute(&mut *writing)
                .await?;
            note(writing, by, Happened::SessionsEnded, person, "").await
        });
        written.await.map_err(|error| self.explain(error).into())
    }
}

/// Whether this is an administrator, and nobody else who can sign in or has been invited is.
async fn is_last_administrator(writing: &mut SqliteConnection, person: &str) -> sqlx::Result<bool> {
    let statement = "SELECT DISTINCT person_id FROM role JOIN person ON person.id = person_id
         WHERE role = 'administrator' AND ended_at IS NULL AND state IN ('invited', 'active')";
    let administrators: Vec<String> = sqlx::query_scalar(statement).fetch_all(writing).await?;
    Ok(administrators == [person])
}

/// Ends whatever lets somebody in.
pub(super) async fn end_access(writing: &mut SqliteConnection, person: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM session WHERE person_id = $1").bind(person).execute(&mut *writing).await?;
    sqlx::query("DELETE FROM ticket WHERE person_id = $1").bind(person).execute(&mut *writing).await?;
    outbox::take_back(writing, person).await
}
