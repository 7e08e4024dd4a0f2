//! What visitors tell the stewards. The only part of the store that a running server writes.

use super::{Store, StoreError, events};
use chrono::{DateTime, Days, SecondsFormat, Utc};
use directory::Slug;
use folder::Fingerprint;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// A contact is deleted when it has been kept for so many days.
pub const CONTACT_DAYS: u64 = 90;

/// How long a message waits for those before it. With the store's own patience it is less than any answer of
/// the site may take, so that whoever wrote is told, with their words still on the page.
const LONGEST_QUEUE: Duration = Duration::from_secs(3);

/// The messages of a store. It can neither read nor write records.
#[derive(Debug, Clone)]
pub struct Inbox {
    store: Store,
    /// Messages are written one after the other: those that wait hold no connection.
    turn: Arc<Semaphore>,
}

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A service.
    Service(Slug),
    /// A building.
    Place(Slug),
    /// A service that is not listed and should be.
    Addition,
    /// The site, or whatever else somebody writes about.
    Site,
}

impl About {
    /// What the columns `about` and `about_id` hold.
    fn columns(&self) -> (&'static str, &str) {
        match self {
            Self::Service(id) => ("service", id.as_str()),
            Self::Place(id) => ("place", id.as_str()),
            Self::Addition => ("addition", ""),
            Self::Site => ("site", ""),
        }
    }
}

/// A message that comes in.
#[derive(Debug, Clone)]
pub struct NewMessage<'m> {
    /// What was drawn for its form: a message that is sent twice is kept once.
    pub once: &'m str,
    /// What it is about.
    pub about: &'m About,
    /// What was written.
    pub words: &'m str,
    /// Who sent it and how to reach them; empty when they did not say.
    pub contact: &'m str,
    /// Whether the words read as danger.
    pub urgent: bool,
}

/// What came of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageOutcome {
    /// A record was changed by it.
    Changed,
    /// There was nothing to change.
    Nothing,
    /// Somebody else was told of it.
    PassedOn,
}

impl MessageOutcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Changed, Self::Nothing, Self::PassedOn];

    /// The word for it in the store and in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Nothing => "nothing",
            Self::PassedOn => "passed-on",
        }
    }

    /// From its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A message as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Message {
    /// Its number, never given twice.
    pub number: i64,
    /// `service`, `place`, `addition` or `site`.
    pub about: String,
    /// The id of that service or place, which may be gone by now; empty for the others.
    pub about_id: String,
    /// What was written.
    pub words: String,
    /// Who sent it and how to reach them, until that is deleted.
    pub contact: Option<String>,
    /// Whether the words read as danger.
    pub urgent: bool,
    /// When it came, RFC 3339 in UTC.
    pub sent_at: String,
    /// When a steward had done with it.
    pub closed_at: Option<String>,
    /// What came of it: the word of a [`MessageOutcome`]; `None` while it is open, and where it was closed by a
    /// command.
    pub outcome: Option<String>,
    /// What whoever closed it says about it.
    pub answer: String,
    /// The id of the person who closed it; empty for a command.
    pub closed_by: String,
}

fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Inbox {
    pub(super) fn new(store: Store) -> Self {
        Self { store, turn: Arc::new(Semaphore::new(1)) }
    }

    /// Keeps a message that came at this moment. The same form with the same words a second time changes
    /// nothing. When this fails, or is dropped before its end, nothing was kept.
    pub async fn keep(&self, message: &NewMessage<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
        let held = || StoreError::Held { path: self.store.path.display().to_string() };
        let _turn = timeout(LONGEST_QUEUE, self.turn.acquire()).await.map_err(|_| held())?;
        self.insert(message, now).await.map_err(|error| self.explain(error))?;
        // What went into a file that is no longer there is lost.
        self.store.check_place()
    }

    async fn insert(&self, message: &NewMessage<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
        let (about, id) = message.about.columns();
        let mut said = Fingerprint::default();
        for part in [about, id, message.words, message.contact] {
            said.add(part.as_bytes());
        }
        let statement = "INSERT INTO feedback (once, about, about_id, words, contact, urgent, sent_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (once) DO NOTHING";
        let insert = sqlx::query(statement)
            .bind(format!("{} {said}", message.once))
            .bind(about)
            .bind(id)
            .bind(message.words)
            .bind((!message.contact.is_empty()).then_some(message.contact))
            .bind(message.urgent)
            .bind(written(now));
        self.store.write_alone(async |writing| insert.execute(writing).await.map(drop)).await
    }

    /// All messages: those that read as danger first, then in the order in which they came.
    pub async fn messages(&self) -> Result<Vec<Message>, StoreError> {
        let statement = "SELECT number, about, about_id, words, contact, urgent, sent_at, closed_at, outcome, answer,
             closed_by FROM feedback ORDER BY urgent DESC, number";
        sqlx::query_as(statement).fetch_all(&self.store.pool).await.map_err(|error| self.explain(error))
    }

    /// Closes a message with what came of it, what a steward says about that, and who they are. Its contact is
    /// deleted. Gives whether it was open.
    pub async fn answer(
        &self,
        number: i64,
        outcome: MessageOutcome,
        answer: &str,
        who: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut was_open = false;
        let close = self.store.write_alone(async |writing| {
            let statement =
                "UPDATE feedback SET closed_at = $1, contact = NULL, outcome = $2, answer = $3, closed_by = $4
                 WHERE number = $5 AND closed_at IS NULL";
            let close = sqlx::query(statement).bind(written(now)).bind(outcome.word()).bind(answer).bind(who);
            was_open = close.bind(number).execute(&mut *writing).await?.rows_affected() > 0;
            if was_open {
                events::note(writing, who, "message", None, &format!("message {number}: {}", outcome.word())).await?;
            }
            Ok(())
        });
        close.await.map_err(|error| self.explain(error))?;
        self.store.empty_journal().await.map_err(|error| self.explain(error))?;
        Ok(was_open)
    }

    /// Marks open messages as done and deletes their contacts. Gives the numbers of those that
    /// were open.
    pub async fn close(&self, numbers: &[i64], now: DateTime<Utc>) -> Result<Vec<i64>, StoreError> {
        let close = async {
            let mut closed = Vec::new();
            for number in numbers {
                let statement =
                    "UPDATE feedback SET closed_at = ?1, contact = NULL WHERE number = ?2 AND closed_at IS NULL";
                let done = sqlx::query(statement).bind(written(now)).bind(number).execute(&self.store.pool).await?;
                closed.extend((done.rows_affected() > 0).then_some(*number));
            }
            self.store.empty_journal().await?;
            Ok(closed)
        };
        close.await.map_err(|error| self.explain(error))
    }

    /// Deletes the messages that are done. Gives their number.
    pub async fn purge(&self) -> Result<u64, StoreError> {
        let purge = async {
            let done =
                sqlx::query("DELETE FROM feedback WHERE closed_at IS NOT NULL").execute(&self.store.pool).await?;
            self.store.empty_journal().await?;
            Ok(done.rows_affected())
        };
        purge.await.map_err(|error| self.explain(error))
    }

    /// Deletes contacts that have been kept for [`CONTACT_DAYS`]. Gives their number.
    pub async fn forget_contacts(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let before = now.checked_sub_days(Days::new(CONTACT_DAYS)).unwrap_or(now);
        let forget = async {
            let statement = "UPDATE feedback SET contact = NULL WHERE contact IS NOT NULL AND sent_at <= ?1";
            let done = sqlx::query(statement).bind(written(before)).execute(&self.store.pool).await?;
            if done.rows_affected() > 0 {
                self.store.empty_journal().await?;
            }
            Ok(done.rows_affected())
        };
        forget.await.map_err(|error| self.explain(error))
    }

    /// Writes what is outstanding into the one file and lets it go.
    pub async fn end(self) {
        self.store.pool.close().await;
    }

    fn explain(&self, error: sqlx::Error) -> StoreError {
        self.store.explain(error)
    }
}
