//! What a load or an import would have a record say that a steward keeps (docs/decisions/0091-who-keeps-a-record.md).

mod decide;
mod of_people;

use super::{
    Store, StoreError,
    record::{as_written_now, fields},
    records::Noun,
    register::{Brought, HeldRows, NewRow, Stamp},
};
use directory::edit::{self, Standing};
use serde_json::Value;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// A proposal: what somebody who may not write a record would have it say.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its number, never given twice.
    pub number: i64,
    /// What it is about.
    pub noun: Noun,
    /// The id of that record.
    pub id: String,
    /// Who makes it: `folder`, or the name of an import.
    pub origin: String,
    /// The revision of the record when it was made.
    pub base: i64,
    /// Whether it is that the record should go.
    pub gone: bool,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// The fields that it would change.
    pub fields: Vec<ProposedField>,
    /// What has become of it.
    pub state: ProposalState,
    /// When that was, RFC 3339 in UTC; `None` while it is open.
    pub decided_at: Option<String>,
    /// The id of the person who decided; empty for a command, and where it closed by itself.
    pub decided_by: String,
    /// What they say about it.
    pub why: String,
}

impl Proposal {
    /// The id of the person who makes it; `None` where a source does.
    pub fn person(&self) -> Option<&str> {
        self.origin.strip_prefix(OF_PERSON)
    }
}

/// What the origin of a proposal begins with that a person makes: before their id. No import can be called so.
const OF_PERSON: &str = "person:";

/// What has become of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// Nobody has decided it.
    Open,
    /// Taken, or some of it.
    Taken,
    /// Refused.
    Refused,
    /// Nothing is left to decide: the record says it already, or its source no longer does.
    Closed,
}

impl ProposalState {
    fn of_word(word: &str) -> Self {
        match word {
            "open" => Self::Open,
            "taken" => Self::Taken,
            "refused" => Self::Refused,
            _ => Self::Closed,
        }
    }
}

/// A field that would change. A value that is missing is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedField {
    /// Its name.
    pub field: String,
    /// What its origin gave before.
    pub before: Option<Value>,
    /// What the record says now.
    pub now: Option<Value>,
    /// What its origin gives now.
    pub new: Option<Value>,
    /// How they stand to each other.
    pub standing: Standing,
}

/// What a steward makes of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Writes these of its fields into the record; `None` are all.
    Take(Option<Vec<String>>),
    /// Leaves the record as it is.
    Refuse,
}

/// A row of the table.
#[derive(Debug, sqlx::FromRow)]
struct Row {
    number: i64,
    noun: String,
    record_id: String,
    origin: String,
    base: i64,
    before: Option<String>,
    body: Option<String>,
    gone: bool,
    state: String,
    made_at: String,
    decided_at: Option<String>,
    decided_by: String,
    why: String,
}

/// The columns of a [`Row`].
const COLUMNS: &str = "number, noun, record_id, origin, base, before, body, gone = 1 AS gone, state, made_at,
     decided_at, decided_by, why";

impl Row {
    /// What it would change of a record that says this now.
    fn fields(&self, now: &str) -> Vec<ProposedField> {
        let (Some(before), Some(body)) = (&self.before, &self.body) else { return Vec::new() };
        let (before, now, new) = (fields(before), fields(now), fields(body));
        let each = edit::differences(&before, &new).into_iter().map(|difference| ProposedField {
            field: difference.field.to_owned(),
            before: difference.from.cloned(),
            now: now.get(difference.field).cloned(),
            new: difference.to.cloned(),
            standing: edit::standing(difference.from, now.get(difference.field), difference.to),
        });
        each.collect()
    }

    /// Whether a record says all of it already.
    fn is_so(&self, body: &str, gone: bool) -> bool {
        match self.gone {
            true => gone,
            false => !gone && self.fields(body).iter().all(|field| field.standing == Standing::AlreadySo),
        }
    }
}

impl Store {
    /// The open proposals, in the order in which they were made.
    pub async fn proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        let read = async {
            let mut reading = self.pool.begin().await?;
            let statement = format!("SELECT {COLUMNS} FROM proposal WHERE state = 'open' ORDER BY number");
            let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(statement)).fetch_all(&mut *reading).await?;
            let ids = rows.iter().filter_map(|row| Some((Noun::of_table(&row.noun)?, row.record_id.as_str())));
            let held = HeldRows::read(&mut reading, ids).await?;
            Ok(rows.into_iter().filter_map(|row| proposal(row, &held)).collect())
        };
        read.await.map_err(|error| self.explain(error))
    }

    /// One proposal, decided or not.
    pub async fn proposal(&self, number: i64) -> Result<Option<Proposal>, StoreError> {
        let read = async {
            let mut reading = self.pool.begin().await?;
            let statement = format!("SELECT {COLUMNS} FROM proposal WHERE number = $1");
            let row: Option<Row> =
                sqlx::query_as(AssertSqlSafe(statement)).bind(number).fetch_optional(&mut *reading).await?;
            let Some((row, noun)) = row.and_then(|row| Noun::of_table(&row.noun).map(|noun| (row, noun))) else {
                return Ok(None);
            };
            let held = HeldRows::read(&mut reading, std::iter::once((noun, row.record_id.as_str()))).await?;
            Ok(proposal(row, &held))
        };
        read.await.map_err(|error| self.explain(error))
    }
}

fn proposal(row: Row, held: &HeldRows) -> Option<Proposal> {
    let noun = Noun::of_table(&row.noun)?;
    let fields = row.fields(&held.get(noun, &row.record_id)?.body);
    let Row { number, record_id: id, origin, base, gone, made_at, state, decided_at, decided_by, why, .. } = row;
    let state = ProposalState::of_word(&state);
    Some(Proposal { number, noun, id, origin, base, gone, made_at, fields, state, decided_at, decided_by, why })
}

/// What a source gave of a record the last time. `body` is `None` where it was taken out.
struct LastTime {
    body: Option<String>,
    gone: bool,
    open: Option<Row>,
}

/// Makes a proposal of what a source brings for records that it must leave alone, where that is not what it
/// brought the last time. There is one open proposal of a source for a record: a newer one takes its place.
/// Gives how many say something new.
pub(super) async fn bring(
    connection: &mut SqliteConnection,
    kept: Vec<Brought<'_>>,
    stamp: Stamp<'_>,
) -> sqlx::Result<usize> {
    let mut made = 0;
    for brought in kept {
        made += usize::from(bring_one(connection, &brought, stamp).await?);
    }
    Ok(made)
}

async fn bring_one(connection: &mut SqliteConnection, brought: &Brought<'_>, stamp: Stamp<'_>) -> sqlx::Result<bool> {
    let Brought { noun, id, body, held } = brought;
    let gone = body.is_none();
    let is_this = |other: Option<&String>, other_gone: bool| match body {
        None => other_gone,
        Some(body) => !other_gone && other.is_some_and(|other| as_written_now(*noun, other) == *body),
    };
    let last = last_time(connection, *noun, id, &stamp.by.who).await?;
    let is_now = is_this(Some(&held.body), held.gone);
    if let Some(open) = last.as_ref().and_then(|last| last.open.as_ref()) {
        if is_this(open.body.as_ref(), open.gone) && !is_now {
            return Ok(false);
        }
        let is_over = is_now || is_this(open.before.as_ref(), false);
        let statement =
            "UPDATE proposal SET body = $1, gone = $2, base = $3, made_at = $4, state = $5 WHERE number = $6";
        sqlx::query(statement)
            .bind(body)
            .bind(i64::from(gone))
            .bind(held.revision)
            .bind(stamp.now)
            .bind(if is_over { "closed" } else { "open" })
            .bind(open.number)
            .execute(connection)
            .await?;
        return Ok(!is_over);
    }
    if last.as_ref().is_some_and(|last| is_this(last.body.as_ref(), last.gone)) {
        return Ok(false);
    }
    let before = last.filter(|last| !last.gone).and_then(|last| last.body);
    let before = before.map_or_else(|| held.body.clone(), |before| as_written_now(*noun, &before));
    // What the record says already is kept too: it is what its source gave the last time.
    let state = if is_now { "closed" } else { "open" };
    let statement = "INSERT INTO proposal (noun, record_id, origin, base, before, body, gone, state, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    sqlx::query(statement)
        .bind(noun.table())
        .bind(id)
        .bind(&stamp.by.who)
        .bind(held.revision)
        .bind(before)
        .bind(body)
        .bind(i64::from(gone))
        .bind(state)
        .bind(stamp.now)
        .execute(connection)
        .await?;
    Ok(!is_now)
}

async fn last_time(
    connection: &mut SqliteConnection,
    noun: Noun,
    id: &str,
    origin: &str,
) -> sqlx::Result<Option<LastTime>> {
    let statement = format!(
        "SELECT {COLUMNS} FROM proposal WHERE noun = $1 AND record_id = $2 AND origin = $3 ORDER BY number DESC LIMIT 1"
    );
    let proposed: Option<Row> = sqlx::query_as(AssertSqlSafe(statement))
        .bind(noun.table())
        .bind(id)
        .bind(origin)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = proposed {
        let (body, gone) = (row.body.clone(), row.gone);
        return Ok(Some(LastTime { body, gone, open: Some(row).filter(|row| row.state == "open") }));
    }
    let statement = "SELECT body, gone = 1 FROM revision WHERE noun = $1 AND record_id = $2 AND who = $3
         AND way IN ('load', 'take-over', 'import') ORDER BY revision DESC LIMIT 1";
    let written: Option<(Option<String>, bool)> =
        sqlx::query_as(statement).bind(noun.table()).bind(id).bind(origin).fetch_optional(connection).await?;
    Ok(written.map(|(body, gone)| LastTime { body, gone, open: None }))
}

/// Closes open proposals about these records that ask for nothing any more.
pub(super) async fn settle(connection: &mut SqliteConnection, rows: &[NewRow], now: &str) -> sqlx::Result<()> {
    for row in rows {
        let statement = format!("SELECT {COLUMNS} FROM proposal WHERE noun = $1 AND record_id = $2 AND state = 'open'");
        let open: Vec<Row> = sqlx::query_as(AssertSqlSafe(statement))
            .bind(row.noun.table())
            .bind(&row.id)
            .fetch_all(&mut *connection)
            .await?;
        for proposal in open.iter().filter(|proposal| proposal.is_so(&row.body, row.gone)) {
            let statement = "UPDATE proposal SET state = 'closed', decided_at = $1 WHERE number = $2";
            sqlx::query(statement).bind(now).bind(proposal.number).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Closes what a source proposed, since all that it brings is taken over.
pub(super) async fn close_all(connection: &mut SqliteConnection, origin: &str, now: &str) -> sqlx::Result<()> {
    let statement = "UPDATE proposal SET state = 'closed', decided_at = $1 WHERE origin = $2 AND state = 'open'";
    sqlx::query(statement).bind(now).bind(origin).execute(connection).await.map(drop)
}

/// Takes all that was ever proposed for a record out of the store, but for what its source says now. Gives how
/// many proposals lost their words.
pub(super) async fn silence(
    connection: &mut SqliteConnection,
    noun: Noun,
    id: &str,
    said_now: &str,
    now: &str,
) -> sqlx::Result<u64> {
    let statement = "UPDATE proposal SET before = NULL, body = NULL, decided_at = coalesce(decided_at, $1),
             state = CASE WHEN state = 'open' THEN 'closed' ELSE state END
         WHERE noun = $2 AND record_id = $3 AND (before IS NOT NULL OR body IS NOT NULL)
         AND coalesce(body, '-') <> $4";
    let silence = sqlx::query(statement).bind(now).bind(noun.table()).bind(id).bind(said_now);
    let silenced = silence.execute(connection).await?;
    Ok(silenced.rows_affected())
}
