//! What happened to accounts, and all that is kept of one person.

use super::{People, PeopleError};
use crate::KeptMail;
use desk::Person;
use sqlx::Row;

/// What happened to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It was made, with a first role.
    Invited,
    /// It got another role.
    RoleGiven,
    /// A link and a code were drawn for it.
    CodeDrawn,
    /// Its owner signed in.
    SignedIn,
    /// Its owner is called otherwise.
    Renamed,
    /// All sessions but one ended.
    SessionsEnded,
    /// A role ended.
    RoleEnded,
    /// It got a second factor.
    FactorSet,
    /// A recovery code stood in for the second factor.
    RecoveryUsed,
    /// Its second factor was taken away, so that a new one can be set.
    FactorReset,
    /// It cannot be used for a while.
    Paused,
    /// It can be used again.
    Resumed,
    /// It ended.
    Ended,
}

impl Happened {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Invited,
        Self::RoleGiven,
        Self::CodeDrawn,
        Self::SignedIn,
        Self::Renamed,
        Self::SessionsEnded,
        Self::RoleEnded,
        Self::FactorSet,
        Self::RecoveryUsed,
        Self::FactorReset,
        Self::Paused,
        Self::Resumed,
        Self::Ended,
    ];

    /// As the store keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "person-invited",
            Self::RoleGiven => "role-given",
            Self::CodeDrawn => "code-drawn",
            Self::SignedIn => "signed-in",
            Self::Renamed => "person-renamed",
            Self::SessionsEnded => "sessions-ended",
            Self::RoleEnded => "role-ended",
            Self::FactorSet => "factor-set",
            Self::RecoveryUsed => "recovery-used",
            Self::FactorReset => "factor-reset",
            Self::Paused => "person-paused",
            Self::Resumed => "person-resumed",
            Self::Ended => "person-ended",
        }
    }

    /// From how the store keeps it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == text)
    }
}

/// An event, by ids.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PersonEvent {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who did it: the id of a person, or [`COMMAND`](super::COMMAND).
    pub who: String,
    /// What: [`Happened`], or how a record was written.
    pub what: String,
    /// What it was about: `person`, or the noun of a record.
    pub noun: Option<String>,
    /// The id of that person or record.
    pub record_id: Option<String>,
    /// More of it, such as the role. It holds no name and no address.
    pub detail: String,
}

/// A role that somebody has or had.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptRole {
    /// Its kind.
    pub role: String,
    /// The organisation of a provider.
    pub organization_id: Option<String>,
    /// The district of a steward.
    pub district: Option<String>,
    /// When it was given, RFC 3339 in UTC.
    pub given_at: String,
    /// When it ended.
    pub ended_at: Option<String>,
}

/// All that is kept of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptOfPerson {
    /// When they were invited, RFC 3339 in UTC.
    pub made_at: String,
    /// The day on which they signed in last.
    pub seen_on: Option<String>,
    /// Their roles.
    pub roles: Vec<KeptRole>,
    /// What they did, and what was done to their account, oldest first.
    pub events: Vec<PersonEvent>,
    /// What became of mails to them, oldest first.
    pub mails: Vec<KeptMail>,
}

impl People {
    /// The newest events about accounts, newest first.
    pub async fn events(&self, most: u32) -> Result<Vec<PersonEvent>, PeopleError> {
        let statement = "SELECT at, who, what, noun, record_id, detail FROM event
             WHERE noun = 'person' ORDER BY number DESC LIMIT $1";
        let read = sqlx::query_as(statement).bind(i64::from(most)).fetch_all(&self.store.pool).await;
        read.map_err(|error| self.explain(error).into())
    }

    /// All that is kept of somebody, for themselves.
    pub async fn kept_of(&self, person: &Person) -> Result<KeptOfPerson, PeopleError> {
        let mails = self.store.outbox().of_person(&person.id).await?;
        let read = async {
            let mut reading = self.store.pool.begin().await?;
            let row = sqlx::query("SELECT made_at, seen_on FROM person WHERE id = $1")
                .bind(&person.id)
                .fetch_one(&mut *reading)
                .await?;
            let roles = "SELECT role, organization_id, district, given_at, ended_at FROM role
                 WHERE person_id = $1 ORDER BY given_at, id";
            let events = "SELECT at, who, what, noun, record_id, detail FROM event
                 WHERE who = $1 OR (noun = 'person' AND record_id = $1) ORDER BY number";
            Ok(KeptOfPerson {
                made_at: row.get("made_at"),
                seen_on: row.get("seen_on"),
                roles: sqlx::query_as(roles).bind(&person.id).fetch_all(&mut *reading).await?,
                events: sqlx::query_as(events).bind(&person.id).fetch_all(&mut *reading).await?,
                mails,
            })
        };
        read.await.map_err(|error| self.explain(error).into())
    }
}
