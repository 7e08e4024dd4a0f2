//! People who look after the list, what they are to it, and how they come in. Times are RFC 3339 in UTC.

mod ending;
mod factors;
mod happened;
mod sessions;
mod tickets;

pub use factors::FACTOR_TRIES;
pub use happened::{Happened, KeptOfPerson, KeptRole, PersonEvent};
pub use sessions::{OpenSession, SESSION_HOURS, Session};
pub use tickets::{CODE_TRIES, Ticket, TicketKind};

use super::{Store, StoreError, events};
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
    Spoilt {
        /// Whose.
        id: String,
        /// What cannot be read.
        why: String,
    },
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
            id: Secret::draw()?.into_id(),
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
            insert_role(writing, &person.id, role, (by, now)).await?;
            note(writing, (by, now), Happened::Invited, &person.id, &role.code()).await?;
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

    /// The ids of all who have an account, each with their address and how they want to be called, which may be empty.
    pub async fn names(&self) -> Result<Vec<(String, String, String)>, PeopleError> {
        let read =
            sqlx::query_as("SELECT id, email, name FROM person WHERE state <> 'gone'").fetch_all(&self.store.pool);
        Ok(read.await.map_err(|error| self.explain(error))?)
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
        let written = self.store.write_alone(async |writing| {
            insert_role(writing, &person.id, role, (by, now)).await?;
            note(writing, (by, now), Happened::RoleGiven, &person.id, &role.code()).await
        });
        written.await.map_err(|error| self.explain(error).into())
    }

    /// Calls somebody otherwise.
    pub async fn rename(&self, person: &str, name: &str, by: &str, now: DateTime<Utc>) -> Result<(), PeopleError> {
        let written = self.store.write_alone(async |writing| {
            let statement = "UPDATE person SET name = $1 WHERE id = $2 AND state <> 'gone'";
            sqlx::query(statement).bind(name.trim()).bind(person).execute(&mut *writing).await?;
            note(writing, (by, now), Happened::Renamed, person, "").await
        });
        written.await.map_err(|error| self.explain(error))?;
        // The name of before is a person's too.
        self.store.empty_journal().await.map_err(|error| self.explain(error).into())
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

/// Who does something, and when.
type By<'b> = (&'b str, DateTime<Utc>);

async fn insert_role(writing: &mut SqliteConnection, person: &str, role: &Role, (by, now): By<'_>) -> sqlx::Result<()> {
    let id: String = Secret::draw().map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))?.into_id();
    let statement = "INSERT INTO role (id, person_id, role, organization_id, district, given_by, given_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(statement)
        .bind(id)
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

/// Writes down what happened to somebody, without a name or an address.
async fn note(
    writing: &mut SqliteConnection,
    (by, now): By<'_>,
    what: Happened,
    person: &str,
    detail: &str,
) -> sqlx::Result<()> {
    events::add_about_person(writing, (&moment(now), by), what.as_str(), person, detail).await
}

#[cfg(test)]
mod tests;
