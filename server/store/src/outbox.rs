//! Mails that wait to be sent. A mail is taken for a while by whoever sends it (a lease), so that several servers may
//! look for mails at once and each mail is sent by one of them; where that one ends on the way, another takes it when
//! the while is over. What a mail said goes when it has been sent or given up. Times are RFC 3339 in UTC.

use super::{Store, StoreError};
use chrono::{DateTime, Days, SecondsFormat, TimeDelta, Utc};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::collections::HashMap;

/// How long whoever took a mail has to send it. Longer than a sending may last, so that nobody else begins meanwhile.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);
/// What became of a mail is known for so many days.
const KEPT_DAYS: u64 = 90;

/// The mails of a store. It can neither read nor write records.
#[derive(Debug, Clone)]
pub struct Outbox {
    store: Store,
}

/// A mail that is to be sent. It cannot be printed, so that no log holds it.
#[derive(Clone)]
pub struct NewMail<'m> {
    /// What it is about, once, such as `invite.` and the id of a ticket: letters, digits, dots and hyphens.
    pub key: &'m str,
    /// The id of whom it is to; `None` for somebody without an account.
    pub person: Option<&'m str>,
    /// Where it goes.
    pub address: &'m str,
    /// Its one line.
    pub subject: &'m str,
    /// What it says, plain text.
    pub body: &'m str,
    /// After this it is of no use, and is not sent.
    pub ends_at: Option<DateTime<Utc>>,
}

/// A mail that has been taken to be sent. Printing it shows neither its address nor its words.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenMail {
    /// What it is about, once.
    pub key: String,
    /// Where it goes.
    pub address: String,
    /// Its one line.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// How often it has been taken, with this time.
    pub tries: i64,
    /// After this it is of no use.
    pub ends_at: Option<DateTime<Utc>>,
    /// Until when it is this taker's: what is written of it counts only while nobody else has taken it.
    taken_until: String,
}

impl std::fmt::Debug for TakenMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TakenMail").field("tries", &self.tries).finish_non_exhaustive()
    }
}

/// How a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// It is to be sent, or sent again.
    Waiting,
    /// The mail server took it.
    Sent,
    /// The mail server will never take it.
    Refused,
    /// It was tried often enough, or too late.
    GivenUp,
}

impl MailState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Refused, Self::GivenUp];

    /// As the store keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::GivenUp => "given-up",
        }
    }
}

/// What is known of a mail, without what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMail {
    /// What it is about, once.
    pub key: String,
    /// The id of whom it is to; `None` for somebody without an account.
    pub person: Option<String>,
    /// Its one line; empty when it has been sent.
    pub subject: String,
    /// How it stands.
    pub state: MailState,
    /// How often it was tried.
    pub tries: i64,
    /// What the mail server said last, without the address; empty where it has said nothing.
    pub answer: String,
    /// When it was written, RFC 3339 in UTC.
    pub made_at: String,
    /// When it was sent, RFC 3339 in UTC.
    pub sent_at: Option<String>,
}

const KEPT: &str = "SELECT key, person_id, subject, state, tries, answer, made_at, sent_at FROM outbox";

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Store {
    /// The mails of this store.
    pub fn outbox(&self) -> Outbox {
        Outbox { store: self.clone() }
    }
}

impl Outbox {
    /// Has a mail sent as soon as may be. One whose key is there already changes nothing. Gives whether it is new.
    pub async fn add(&self, mail: &NewMail<'_>, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut is_new = false;
        let written = self.store.write_alone(async |writing| {
            let statement =
                "INSERT INTO outbox (key, person_id, address, subject, body, state, next_at, ends_at, made_at)
                 VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $6) ON CONFLICT (key) DO NOTHING";
            let done = sqlx::query(statement)
                .bind(mail.key)
                .bind(mail.person)
                .bind(mail.address)
                .bind(mail.subject)
                .bind(mail.body)
                .bind(moment(now))
                .bind(mail.ends_at.map(moment))
                .execute(writing)
                .await?;
            is_new = done.rows_affected() > 0;
            Ok(())
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(is_new)
    }

    /// Takes the mail that has waited longest of those that are due, for [`LEASE`]; `None` when none is. It writes
    /// only where there is one, so that it may be asked every few seconds.
    pub async fn take(&self, now: DateTime<Utc>) -> Result<Option<TakenMail>, StoreError> {
        let due = "SELECT key FROM outbox WHERE state = 'waiting' AND next_at <= $1
             AND (taken_until IS NULL OR taken_until <= $1) ORDER BY next_at, made_at, key LIMIT 1";
        loop {
            let found: sqlx::Result<Option<String>> =
                sqlx::query_scalar(due).bind(moment(now)).fetch_optional(&self.store.pool).await;
            let Some(key) = found.map_err(|error| self.explain(error))? else { return Ok(None) };
            if let Some(taken) = self.take_one(&key, now).await? {
                return Ok(Some(taken));
            }
            // Another server was quicker: look for the next one.
        }
    }

    async fn take_one(&self, key: &str, now: DateTime<Utc>) -> Result<Option<TakenMail>, StoreError> {
        let mut taken = None;
        let written = self.store.write_alone(async |writing| {
            let statement = "UPDATE outbox SET taken_until = $1, tries = tries + 1 WHERE key = $2
                 AND state = 'waiting' AND next_at <= $3 AND (taken_until IS NULL OR taken_until <= $3)
                 RETURNING key, address, subject, body, tries, ends_at, taken_until";
            let row = sqlx::query(statement)
                .bind(moment(now + LEASE))
                .bind(key)
                .bind(moment(now))
                .fetch_optional(writing)
                .await?;
            taken = row.as_ref().map(taken_mail);
            Ok(())
        });
        written.await.map_err(|error| self.explain(error))?;
        Ok(taken)
    }

    /// The mail server took it. Gives whether it was still this taker's; so do the others.
    pub async fn mark_sent(&self, mail: &TakenMail, answer: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let statement = "UPDATE outbox SET state = 'sent', sent_at = $1, answer = $2, address = '', subject = '',
             body = '', taken_until = NULL WHERE key = $3 AND state = 'waiting' AND taken_until = $4";
        self.mark(mail, statement, &moment(now), answer).await
    }

    /// It is tried again from this moment on.
    pub async fn try_later(&self, mail: &TakenMail, answer: &str, next: DateTime<Utc>) -> Result<bool, StoreError> {
        let statement = "UPDATE outbox SET next_at = $1, answer = $2, taken_until = NULL
             WHERE key = $3 AND state = 'waiting' AND taken_until = $4";
        self.mark(mail, statement, &moment(next), answer).await
    }

    /// It never arrives: [`MailState::Refused`] or [`MailState::GivenUp`].
    pub async fn mark_failed(&self, mail: &TakenMail, state: MailState, answer: &str) -> Result<bool, StoreError> {
        let statement = "UPDATE outbox SET state = $1, answer = $2, address = '', body = '', taken_until = NULL
             WHERE key = $3 AND state = 'waiting' AND taken_until = $4";
        self.mark(mail, statement, state.as_str(), answer).await
    }

    async fn mark(
        &self,
        mail: &TakenMail,
        statement: &'static str,
        first: &str,
        answer: &str,
    ) -> Result<bool, StoreError> {
        let mut was_mine = false;
        let written = self.store.write_alone(async |writing| {
            let marking = sqlx::query(statement).bind(first).bind(answer).bind(&mail.key).bind(&mail.taken_until);
            was_mine = marking.execute(writing).await?.rows_affected() > 0;
            Ok(())
        });
        written.await.map_err(|error| self.explain(error))?;
        // What was said must not stay in the journal either.
        self.store.empty_journal().await.map_err(|error| self.explain(error))?;
        Ok(was_mine)
    }

    /// The newest mail to each person, by their id.
    pub async fn newest_of_each(&self) -> Result<HashMap<String, KeptMail>, StoreError> {
        let mails = self.kept(&format!("{KEPT} WHERE person_id IS NOT NULL ORDER BY made_at, key"), None).await?;
        Ok(mails.into_iter().filter_map(|mail| Some((mail.person.clone()?, mail))).collect())
    }

    /// The mails to one person, oldest first.
    pub async fn of_person(&self, person: &str) -> Result<Vec<KeptMail>, StoreError> {
        self.kept(&format!("{KEPT} WHERE person_id = $1 ORDER BY made_at, key"), Some(person)).await
    }

    /// Mails that did not arrive, newest first.
    pub async fn not_arrived(&self) -> Result<Vec<KeptMail>, StoreError> {
        let those = "WHERE state IN ('refused', 'given-up') ORDER BY made_at DESC, key";
        self.kept(&format!("{KEPT} {those}"), None).await
    }

    async fn kept(&self, statement: &str, about: Option<&str>) -> Result<Vec<KeptMail>, StoreError> {
        // Each statement stands above, word for word.
        let mut asked = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
        if let Some(about) = about {
            asked = asked.bind(about.to_owned());
        }
        let rows = asked.fetch_all(&self.store.pool).await.map_err(|error| self.explain(error))?;
        Ok(rows.iter().map(kept_mail).collect())
    }

    /// Deletes what is known of mails that have been done with for 90 days. Gives their number.
    pub async fn forget_old(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let before = now.checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or(now);
        let statement = "DELETE FROM outbox WHERE state <> 'waiting' AND made_at <= $1";
        let done = sqlx::query(statement).bind(moment(before)).execute(&self.store.pool).await;
        Ok(done.map_err(|error| self.explain(error))?.rows_affected())
    }

    fn explain(&self, error: sqlx::Error) -> StoreError {
        self.store.explain(error)
    }
}

/// Takes back what waits to be sent to somebody: what it would let them in by has ended.
pub(super) async fn take_back(writing: &mut SqliteConnection, person: &str) -> sqlx::Result<()> {
    let statement = "DELETE FROM outbox WHERE person_id = $1 AND state = 'waiting'";
    sqlx::query(statement).bind(person).execute(writing).await.map(drop)
}

/// Deletes all that is known of mails to somebody.
pub(super) async fn forget_person(writing: &mut SqliteConnection, person: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM outbox WHERE person_id = $1").bind(person).execute(writing).await.map(drop)
}

fn taken_mail(row: &SqliteRow) -> TakenMail {
    let ends_at: Option<String> = row.get("ends_at");
    TakenMail {
        key: row.get("key"),
        address: row.get("address"),
        subject: row.get("subject"),
        body: row.get("body"),
        tries: row.get("tries"),
        ends_at: ends_at.and_then(|at| at.parse().ok()),
        taken_until: row.get("taken_until"),
    }
}

fn kept_mail(row: &SqliteRow) -> KeptMail {
    let state: String = row.get("state");
    KeptMail {
        key: row.get("key"),
        person: row.get("person_id"),
        subject: row.get("subject"),
        // The column holds no other word.
        state: MailState::ALL.into_iter().find(|known| known.as_str() == state).unwrap_or(MailState::GivenUp),
        tries: row.get("tries"),
        answer: row.get("answer"),
        made_at: row.get("made_at"),
        sent_at: row.get("sent_at"),
    }
}

#[cfg(test)]
mod tests;
