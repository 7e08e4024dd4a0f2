//! What lets somebody in once: a link to press and a code to type, of which only hashes are kept. Spending is
//! one statement that changes one row or none, so that two who spend at once, at two servers, cannot both.

use super::{Happened, People, PeopleError, address, moment, note};
use chrono::{DateTime, TimeDelta, Utc};
use desk::{PersonState, Secret, Unreadable};
use sqlx::{Row, SqliteConnection};

/// How often a code may be typed. After that it is good for nothing; the link still is, which nobody can guess, so
/// that a stranger who guesses at an address does not lock its owner out.
pub const CODE_TRIES: i64 = 5;
/// Minutes for which a way to sign in is good.
const SIGN_IN_MINUTES: i64 = 15;
/// Days for which an invitation is good.
const INVITE_DAYS: i64 = 14;

/// What a ticket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketKind {
    /// The first time somebody comes.
    Invite,
    /// Every other time.
    SignIn,
}

impl TicketKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::SignIn => "sign-in",
        }
    }

    fn lasts(self) -> TimeDelta {
        match self {
            Self::Invite => TimeDelta::days(INVITE_DAYS),
            Self::SignIn => TimeDelta::minutes(SIGN_IN_MINUTES),
        }
    }
}

/// A ticket as it is drawn: the only moment in which its secrets are known here.
#[derive(Debug, Clone)]
pub struct Ticket {
    /// Its name, no secret: what the browser that asked for it keeps.
    pub id: String,
    /// What it is for.
    pub kind: TicketKind,
    /// Whom it lets in.
    pub person: String,
    /// Goes into the link of a mail.
    pub link: Secret,
    /// Stands in the mail too, and can be read out by telephone.
    pub code: Secret,
    /// Until when it is good.
    pub ends_at: DateTime<Utc>,
}

impl Ticket {
    pub(super) fn draw(kind: TicketKind, person: &str, now: DateTime<Utc>) -> Result<Self, Unreadable> {
        Ok(Self {
            id: Secret::draw()?.into_id(),
            kind,
            person: person.to_owned(),
            link: Secret::draw()?,
            code: Secret::draw_code()?,
            ends_at: now + kind.lasts(),
        })
    }
}

pub(super) async fn insert(writing: &mut SqliteConnection, ticket: &Ticket, now: DateTime<Utc>) -> sqlx::Result<()> {
    let statement = "INSERT INTO ticket (id, kind, person_id, link_hash, code_hash, made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(statement)
        .bind(&ticket.id)
        .bind(ticket.kind.as_str())
        .bind(&ticket.person)
        .bind(ticket.link.hash(&ticket.id))
        .bind(ticket.code.hash(&ticket.id))
        .bind(moment(now))
        .bind(moment(ticket.ends_at))
        .execute(writing)
        .await
        .map(drop)
}

impl People {
    /// Draws a way to sign in for somebody who may: `None` for an account that is paused or ended. Who has not
    /// come yet gets another invitation; the first stays good. Tickets that ended are deleted on the way. `by` is the
    /// id of who asks for it, or [`COMMAND`](super::COMMAND).
    pub async fn ticket(&self, person: &str, by: &str, now: DateTime<Utc>) -> Result<Option<Ticket>, PeopleError> {
        let Some(found) = self.find(person).await? else { return Ok(None) };
        let kind = match found.state {
            PersonState::Invited => TicketKind::Invite,
            PersonState::Active => TicketKind::SignIn,
            PersonState::Paused | PersonState::Gone => return Ok(None),
        };
        let ticket = Ticket::draw(kind, &found.id, now)?;
        let written = self.store.write_alone(async |writing| {
            let ended = "DELETE FROM ticket WHERE ends_at <= $1";
            sqlx::query(ended).bind(moment(now)).execute(&mut *writing).await?;
            note(writing, (by, now), Happened::CodeDrawn, &found.id, kind.as_str()).await?;
            insert(writing, &ticket, now).await
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(Some(ticket))
    }

    /// Whom the link of a ticket would let in, for a page that asks before anything is spent.
    pub async fn look_at_link(
        &self,
        id: &str,
        link: &Secret,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, PeopleError> {
        let statement =
            "SELECT person_id FROM ticket WHERE id = $1 AND link_hash = $2 AND used_at IS NULL AND ends_at > $3";
        let found = sqlx::query_scalar(statement)
            .bind(id)
            .bind(link.hash(id))
            .bind(moment(now))
            .fetch_optional(&self.store.pool)
            .await;
        found.map_err(|error| self.explain(error).into())
    }

    /// Spends a ticket by its link, and all others of the same person. Gives whom it lets in; `None` when it is
    /// wrong, used or over.
    pub async fn spend_link(&self, id: &str, link: &Secret, now: DateTime<Utc>) -> Result<Option<String>, PeopleError> {
        let mut entered: Option<String> = None;
        let spent = self.store.write_alone(async |writing| {
            let statement = "UPDATE ticket SET used_at = $1 WHERE id = $2 AND link_hash = $3 AND used_at IS NULL
                 AND ends_at > $1 RETURNING person_id";
            entered = sqlx::query_scalar(statement)
                .bind(moment(now))
                .bind(id)
                .bind(link.hash(id))
                .fetch_optional(&mut *writing)
                .await?;
            match &entered {
                Some(person) => spend_all(writing, person, now).await,
                None => Ok(()),
            }
        });
        spent.await.map_err(|error| self.explain(error))?;
        Ok(entered)
    }

    /// Spends the ticket of this address that has this code, and all others of the same person. The try counts for
    /// each ticket that is good. Gives whom it lets in; `None` when the address or the code is wrong, or the ticket
    /// used, over, or tried [`CODE_TRIES`] times before.
    pub async fn spend_code(
        &self,
        email: &str,
        code: &Secret,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, PeopleError> {
        // What is no address is nobody's.
        let Ok(email) = address(email) else { return Ok(None) };
        let mut entered = None;
        let spent = self.store.write_alone(async |writing| {
            let statement = "UPDATE ticket SET tries = tries + 1
                 WHERE person_id = (SELECT id FROM person WHERE email = $1 AND state IN ('invited', 'active'))
                 AND used_at IS NULL AND ends_at > $2 AND tries < $3 RETURNING id, person_id, code_hash";
            let tried =
                sqlx::query(statement).bind(&email).bind(moment(now)).bind(CODE_TRIES).fetch_all(&mut *writing).await?;
            let is_right =
                |row: &&sqlx::sqlite::SqliteRow| code.hash(row.get::<&str, _>("id")) == row.get::<&str, _>("code_hash");
            entered = tried.iter().find(is_right).map(|row| row.get::<String, _>("person_id"));
            match &entered {
                Some(person) => spend_all(writing, person, now).await,
                None => Ok(()),
            }
        });
        spent.await.map_err(|error| self.explain(error))?;
        Ok(entered)
    }
}

/// Whoever is in needs no other way in.
async fn spend_all(writing: &mut SqliteConnection, person: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    let statement = "UPDATE ticket SET used_at = $1 WHERE person_id = $2 AND used_at IS NULL";
    sqlx::query(statement).bind(moment(now)).bind(person).execute(writing).await.map(drop)
}
