//! What must not be known leaves no byte, in no revision either (docs/decisions/0092-whole-revisions.md).

use super::{Brought, Held, HeldRows, NewRow, RowChange, To, rows::Stamp};
use crate::{events, proposals, records::Noun};
use directory::{Location, Slug, safeguarding::SecretLines};
use serde::Deserialize;
use serde_json::Value;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// What has to go.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    /// Records of whose earlier revisions nothing may stay.
    silenced: BTreeSet<(Noun, String)>,
    /// Places that are listed still, where a service was that is confidential now.
    places: Vec<String>,
}

/// What is read of a service here.
#[derive(Debug, Deserialize)]
struct Door {
    confidential_address: bool,
    #[serde(default)]
    location_ids: Vec<String>,
}

fn door(body: &str) -> Option<Door> {
    serde_json::from_str(body).ok()
}

fn is_confidential(body: &str) -> bool {
    door(body).is_some_and(|door| door.confidential_address)
}

/// Whether this body makes a service confidential that was not, as far as anybody can read.
pub(super) fn becomes_confidential(noun: Noun, body: &str, held: &Held) -> bool {
    noun == Noun::Service && is_confidential(body) && !is_confidential(&held.body)
}

/// The places that a service ever named which becomes confidential by these changes.
pub(super) async fn doors(
    connection: &mut SqliteConnection,
    changes: &[RowChange],
    held: &HeldRows,
) -> sqlx::Result<BTreeSet<String>> {
    let mut doors = BTreeSet::new();
    for change in changes {
        let (To::Put(body), Some(before)) = (&change.to, held.get(change.noun, &change.id)) else { continue };
        if becomes_confidential(change.noun, body, before) {
            doors.extend(doors_of(connection, &change.id).await?);
        }
    }
    Ok(doors)
}

/// Finds what has to go with these rows: the earlier revisions of a service that becomes confidential, and those
/// of the places where it was, unless they are listed for others. A place that goes after that, or that has
/// gone before, keeps nothing: its row is emptied, for which rows may be added.
pub(super) async fn find(
    connection: &mut SqliteConnection,
    rows: &mut Vec<NewRow>,
    held: &HeldRows,
    silenced: &[(Noun, Slug)],
    doors: BTreeSet<String>,
) -> sqlx::Result<Secrets> {
    let mut secrets = Secrets::default();
    secrets.silenced.extend(silenced.iter().map(|(noun, id)| (*noun, id.to_string())));
    let confidential = rows.iter().filter(|row| {
        held.get(row.noun, &row.id).is_some_and(|before| becomes_confidential(row.noun, &row.body, before))
    });
    secrets.silenced.extend(confidential.map(|row| (row.noun, row.id.clone())));
    for row in rows.iter_mut().filter(|row| row.noun == Noun::Location && row.gone) {
        let before = held.get(row.noun, &row.id);
        if doors.contains(&row.id) || before.is_some_and(|held| held.is_secret) || is_blank(&row.body) {
            if let Some(blank) = blank(&row.body) {
                row.wipe(blank);
            }
            secrets.silenced.insert((row.noun, row.id.clone()));
        }
    }
    let written: BTreeSet<&str> =
        rows.iter().filter(|row| row.noun == Noun::Location).map(|row| row.id.as_str()).collect();
    let others: Vec<String> = doors.iter().filter(|id| !written.contains(id.as_str())).cloned().collect();
    secrets.places.extend(doors.iter().filter(|id| written.contains(id.as_str())).cloned());
    let stand = HeldRows::read(connection, others.iter().map(|id| (Noun::Location, id.as_str()))).await?;
    for id in others {
        match stand.get(Noun::Location, &id) {
            Some(place) if place.gone => {
                secrets.silenced.insert((Noun::Location, id.clone()));
                rows.extend(blank(&place.body).and_then(|blank| NewRow::emptied(id, blank, place)));
            }
            Some(_) => secrets.places.push(id),
            None => {}
        }
    }
    Ok(secrets)
}

/// All places that a service has ever named.
async fn doors_of(connection: &mut SqliteConnection, service: &str) -> sqlx::Result<Vec<String>> {
    let statement = "SELECT body FROM revision WHERE noun = 'service' AND record_id = $1 AND body IS NOT NULL";
    let bodies: Vec<String> = sqlx::query_scalar(statement).bind(service).fetch_all(connection).await?;
    Ok(bodies.iter().filter_map(|body| door(body)).flat_map(|door| door.location_ids).collect())
}

/// The body of a place with nothing in it; `None` when it is no place.
fn blank(body: &str) -> Option<String> {
    let place: Location = serde_json::from_str(body).ok()?;
    serde_json::to_string(&place.blank()).ok()
}

fn is_blank(body: &str) -> bool {
    blank(body).is_some_and(|blank| blank == body)
}

/// Takes out of the earlier revisions and the proposals what must not stay. Gives how many records lost some.
pub(super) async fn silence(
    connection: &mut SqliteConnection,
    secrets: &Secrets,
    kept: &[Brought<'_>],
    stamp: Stamp<'_>,
) -> sqlx::Result<usize> {
    for place in &secrets.places {
        sqlx::query("UPDATE location SET secret = 1 WHERE id = $1").bind(place).execute(&mut *connection).await?;
    }
    let mut silenced = 0;
    for (noun, id) in &secrets.silenced {
        let statement = "UPDATE revision SET body = NULL WHERE noun = $1 AND record_id = $2 AND body IS NOT NULL
             AND revision < (SELECT max(revision) FROM revision WHERE noun = $1 AND record_id = $2)";
        let emptied = sqlx::query(statement).bind(noun.table()).bind(id).execute(&mut *connection).await?;
        let brought = kept.iter().find(|brought| brought.noun == *noun && brought.id == *id);
        let said_now = brought.and_then(|brought| brought.body.as_deref()).unwrap_or_default();
        let proposed = proposals::silence(connection, *noun, id, said_now, stamp.now).await?;
        let emptied = emptied.rows_affected() + proposed;
        if emptied > 0 {
            silenced += 1;
            let detail = "what it said before is taken out: its address is confidential";
            events::add(connection, stamp, "silenced", Some((*noun, id)), detail).await?;
        }
    }
    Ok(silenced)
}

/// Takes out every earlier revision and every proposal in which an import said one of these lines, of whatever
/// record: an address may have stood in what others said before anybody knew that it is secret.
pub(crate) async fn silence_lines(connection: &mut SqliteConnection, lines: &SecretLines) -> sqlx::Result<()> {
    let statement = "SELECT noun, record_id, revision, body FROM revision r WHERE way = 'import' AND body IS NOT NULL
         AND revision < (SELECT max(revision) FROM revision WHERE noun = r.noun AND record_id = r.record_id)";
    let earlier: Vec<(String, String, i64, String)> = sqlx::query_as(statement).fetch_all(&mut *connection).await?;
    for (noun, id, revision, body) in earlier {
        if tells(&body, lines) {
            let statement = "UPDATE revision SET body = NULL WHERE noun = $1 AND record_id = $2 AND revision = $3";
            sqlx::query(statement).bind(noun).bind(id).bind(revision).execute(&mut *connection).await?;
        }
    }
    let statement = "SELECT number, coalesce(before, 'null'), coalesce(body, 'null') FROM proposal
         WHERE state <> 'open' AND origin <> 'folder'";
    let proposals: Vec<(i64, String, String)> = sqlx::query_as(statement).fetch_all(&mut *connection).await?;
    for (number, before, body) in proposals {
        if tells(&before, lines) || tells(&body, lines) {
            let statement = "UPDATE proposal SET before = NULL, body = NULL WHERE number = $1";
            sqlx::query(statement).bind(number).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Whether one of these lines stands in a text of a body.
fn tells(body: &str, lines: &SecretLines) -> bool {
    let mut texts = Vec::new();
    gather_texts(serde_json::from_str(body).unwrap_or_default(), &mut texts);
    texts.iter().any(|text| lines.are_in(text))
}

fn gather_texts(value: Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(all) => all.into_iter().for_each(|one| gather_texts(one, texts)),
        Value::Object(all) => all.into_iter().for_each(|(_, one)| gather_texts(one, texts)),
        _ => {}
    }
}
