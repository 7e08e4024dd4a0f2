//! People who look after the list, what they are to it, and how they come in. Times are RFC 3339 in UTC.

mod sessions;
mod tickets;

pub use sessions::{SESSION_HOURS, Session};
pub use tickets::{CODE_TRIES, Ticket, TicketKind};

use super::{Store, StoreError};
use chrono::{DateTime, SecondsFormat, Utc};
use desk::{Person, PersonState, Role, RoleKind, Secret, Unreadable, WrongRole};
use directory::Slug;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

/// Who gave a role that no person gave: somebody with the program's file on the machine.
pub const COMMAND: &str = "command";

/// The accounts of a store. It can neither read nor write records.
#[derive(Debug, Clone)]
pub struct People {
    store: Store,
}

/// What went wrong with an account.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] Unreadable),
    /// A role with something that does not go with it.
    #[error(transparent)]
    Role(#[from] WrongRole),
    /// Somebody else has this address.
    #[error("{0} has an account already: give it another role, or end it first")]
    AddressTaken(String),
    /// Not an address that mail goes to.
    #[error("'{0}' is not an e-mail address: write it as name@example.org")]
    NoAddress(String),
    /// Nobody has this id or address.
    #[error("nobody here has the address or id '{0}': see hubfinder person list")]
    Nobody(String),
    /// The last administrator cannot go.
    #[error("{0} is the only administrator: make somebody else one first, or nobody could look after the people")]
    LastAdministrator(String),
    /// What the store keeps of somebody is not what this program writes.
    #[error("what the store keeps of person '{id}' cannot be read ({why}): restore a copy from a backup")]
    Spoilt { id: String, why: String },
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An address as it is kept: without spaces around it, in lower case. Refuses what has no name, no `@` or no
/// dot behind it, and anything that would end a line of a mail's head.
fn address(text: &str) -> Result<String, PeopleError> {
    let address = text.trim().to_lowercase();
    let is_fine = |(name, host): (&str, &str)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    };
    let is_plain = !address.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'));
    if address.len() <= 254 && is_plain && address.split_once('@').is_some_and(is_fine) {
        Ok(address)
    } else {
        Err(PeopleError::NoAddress(text.to_owned()))
    }
}

impl Store {
    /// The accounts of this store.
    pub fn people(&self) -> People {
        People { store: self.clone() }
    }
}

impl People {
    /// Makes an account with one role, and a ticket that brings its owner in. `by` is the id of who invites, or
    /// [`COMMAND`].
    pub async fn invite(
        &self,
        email: &str,
        name: &str,
        role: &Role,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(Person, Ticket), PeopleError> {
        let email = address(email)?;
        if self.find(&email).await?.is_some() {
            return Err(PeopleError::AddressTaken(email));
        }
        let person = Person {
            id: Secret::draw()?.reveal().chars().take(16).collect(),
            email,
            name: name.trim().to_owned(),
            state: PersonState::Invited,
            roles: vec![role.clone()],
        };
        let ticket = Ticket::draw(TicketKind::Invite, &person.id, now)?;
        let written = self.store.write_alone(async |writing| {
            let statement = "INSERT INTO person (id, email, name, state, made_at) VALUES ($1, $2, $3, $4, $5)";
            sqlx::query(statement)
                .bind(&person.id)
                .bind(&person.email)
                .bind(&person.name)
                .bind(person.state.as_str())
                .bind(moment(now))
                .execute(&mut *writing)
                .await?;
            insert_role(writing, &person.id, role, by, now).await?;
            tickets::insert(writing, &ticket, now).await
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok((person, ticket))
    }

    /// Everybody with an account, those who left too, by when they came.
    pub async fn all(&self) -> Result<Vec<Person>, PeopleError> {
        let rows = sqlx::query("SELECT id, email, name, state FROM person ORDER BY made_at, id")
            .fetch_all(&self.store.pool)
            .await
            .map_err(|error| self.explain(error))?;
        let mut people = Vec::with_capacity(rows.len());
        for row in &rows {
            people.push(self.person_of(row).await?);
        }
        Ok(people)
    }

    /// Who has this id or address.
    pub async fn find(&self, id_or_email: &str) -> Result<Option<Person>, PeopleError> {
        let row = sqlx::query("SELECT id, email, name, state FROM person WHERE id = $1 OR email = $2")
            .bind(id_or_email)
            .bind(id_or_email.trim().to_lowercase())
            .fetch_optional(&self.store.pool)
            .await
            .map_err(|error| self.explain(error))?;
        match row {
            Some(row) => self.person_of(&row).await.map(Some),
            None => Ok(None),
        }
    }

    /// Gives somebody one more role. The same role twice is one.
    pub async fn give_role(
        &self,
        person: &Person,
        role: &Role,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), PeopleError> {
        if person.roles.contains(role) {
            return Ok(());
        }
        let written = self.store.write_alone(async |writing| insert_role(writing, &person.id, role, by, now).await);
        written.await.map_err(|error| self.explain(error).into())
    }

    /// Ends an account: its roles, its sessions and its tickets end, its name and address are deleted. What it
    /// did stays under its id.
    pub async fn end(&self, person: &Person, by: &str, now: DateTime<Utc>) -> Result<(), PeopleError> {
        if person.roles.contains(&Role::Administrator) && self.administrators().await? == 1 {
            return Err(PeopleError::LastAdministrator(person.email.clone()));
        }
        let written = self.store.write_alone(async |writing| {
            let roles = "UPDATE role SET ended_by = $1, ended_at = $2 WHERE person_id = $3 AND ended_at IS NULL";
            sqlx::query(roles).bind(by).bind(moment(now)).bind(&person.id).execute(&mut *writing).await?;
            let gone = "UPDATE person SET state = 'gone', email = NULL, name = '', gone_at = $1 WHERE id = $2";
            sqlx::query(gone).bind(moment(now)).bind(&person.id).execute(&mut *writing).await?;
            end_access(writing, &person.id).await
        });
        written.await.map_err(|error| self.explain(error))?;
        self.store.empty_journal().await.map_err(|error| self.explain(error).into())
    }

    /// Whether an account can be used. Pausing it ends its sessions and tickets.
    pub async fn set_paused(&self, person: &Person, paused: bool) -> Result<(), PeopleError> {
        let state = if paused { PersonState::Paused } else { PersonState::Active };
        let written = self.store.write_alone(async |writing| {
            let statement = "UPDATE person SET state = $1 WHERE id = $2 AND state <> 'gone'";
            sqlx::query(statement).bind(state.as_str()).bind(&person.id).execute(&mut *writing).await?;
            if paused { end_access(writing, &person.id).await } else { Ok(()) }
        });
        written.await.map_err(|error| self.explain(error).into())
    }

    /// How many administrators can sign in, or have been invited.
    async fn administrators(&self) -> Result<i64, PeopleError> {
        let statement = "SELECT count(DISTINCT person_id) FROM role JOIN person ON person.id = person_id
             WHERE role = 'administrator' AND ended_at IS NULL AND state IN ('invited', 'active')";
        let count = sqlx::query_scalar(statement).fetch_one(&self.store.pool).await;
        count.map_err(|error| self.explain(error).into())
    }

    async fn person_of(&self, row: &SqliteRow) -> Result<Person, PeopleError> {
        let id: String = row.get("id");
        let spoilt = |why: String| PeopleError::Spoilt { id: id.clone(), why };
        let state: String = row.get("state");
        let statement = "SELECT role, organization_id, district FROM role
             WHERE person_id = $1 AND ended_at IS NULL ORDER BY given_at, id";
        let rows =
            sqlx::query(statement).bind(&id).fetch_all(&self.store.pool).await.map_err(|error| self.explain(error))?;
        let mut roles = Vec::with_capacity(rows.len());
        for role in &rows {
            roles.push(role_of(role).map_err(spoilt)?);
        }
        Ok(Person {
            state: PersonState::parse(&state).ok_or_else(|| spoilt(format!("its state is '{state}'")))?,
            email: row.get::<Option<String>, _>("email").unwrap_or_default(),
            name: row.get("name"),
            roles,
            id,
        })
    }

    fn explain(&self, error: sqlx::Error) -> StoreError {
        self.store.explain(error)
    }
}

fn role_of(row: &SqliteRow) -> Result<Role, String> {
    let kind: String = row.get("role");
    let kind = RoleKind::parse(&kind).ok_or_else(|| format!("its role is '{kind}'"))?;
    let slug = |column: &str| -> Result<Option<Slug>, String> {
        let text: Option<String> = row.get(column);
        text.map(|text| text.parse().map_err(|_| format!("its {column} is '{text}'"))).transpose()
    };
    Role::new(kind, slug("organization_id")?, slug("district")?).map_err(|wrong| wrong.to_string())
}

async fn insert_role(
    writing: &mut SqliteConnection,
    person: &str,
    role: &Role,
    by: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let id = format!("{person}-{}-{}", role.kind(), moment(now));
    let statement = "INSERT INTO role (id, person_id, role, organization_id, district, given_by, given_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(statement)
        .bind(id + &role.organization().or(role.district()).map_or(String::new(), |whose| format!("-{whose}")))
        .bind(person)
        .bind(role.kind().as_str())
        .bind(role.organization().map(Slug::as_str))
        .bind(role.district().map(Slug::as_str))
        .bind(by)
        .bind(moment(now))
        .execute(writing)
        .await
        .map(drop)
}

/// Ends whatever lets somebody in.
async fn end_access(writing: &mut SqliteConnection, person: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM session WHERE person_id = $1").bind(person).execute(&mut *writing).await?;
    sqlx::query("DELETE FROM ticket WHERE person_id = $1").bind(person).execute(&mut *writing).await.map(drop)
}

#[cfg(test)]
mod tests;
