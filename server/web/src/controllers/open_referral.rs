//! The read API of Open Referral UK 3.0, `/oruk`: for each entity a list and one by its id.

mod description;
mod entity;

pub(crate) use description::{list_route, one_route};

use super::App;
use crate::{
    answer::Cache,
    conditional::{self, Conditions},
    errors::AppError,
    query::Pairs,
    state::AppState,
    stream,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use chrono::{DateTime, Utc};
use entity::Entity;
use exchange::oruk::{
    Ask,
    answer::{About, Page},
    ask::Form,
    feed::Detail,
    ids::Id,
};
use serde::Serialize;
use std::sync::Arc;

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

/// What this feed is: the standard's version, and the lines that licences ask for.
#[utoipa::path(
    get, path = "/oruk", tag = "Open Referral UK", operation_id = "oruk_about",
    responses(
        (status = 200, description = "What this feed is", body = About),
        (status = 304, description = "You hold it already"),
    )
)]
pub(crate) async fn about(State(app): App, conditions: Conditions) -> Result<Response, AppError> {
    let about = About::new(&app.engine.catalogue.authority, Some(format!("{}/oruk/openapi.json", app.public_url)));
    json(&conditions, Cache::Revalidate, Some(app.started), &about)
}

/// A page of the records that were asked for, or all of them line by line.
pub(crate) async fn list<E: Entity>(
    State(app): App,
    conditions: Conditions,
    Pairs(pairs): Pairs,
) -> Result<Response, AppError> {
    let ask = Ask::read(&pairs, E::TAKES)?;
    let positions = E::select(&app, &ask)?;
    let detail = if ask.records.full { Detail::Full } else { Detail::Brief };
    let cache = if ask.is_private() { Cache::Never } else { Cache::Revalidate };
    match ask.records.format {
        Form::Json => {
            let page = Page::of(&positions, &ask.paging, |position| E::read(&app, position, detail));
            json(&conditions, cache, E::list_changed_at(&app), &page)
        }
        Form::Ndjson => Ok(lines::<E>(app, &conditions, cache, positions, detail)),
    }
}

/// Every record on a line of its own.
fn lines<E: Entity>(
    app: Arc<AppState>,
    conditions: &Conditions,
    cache: Cache,
    positions: Vec<u32>,
    detail: Detail,
) -> Response {
    let mut fingerprint = app.fingerprint();
    fingerprint.add(std::any::type_name::<E>().as_bytes());
    fingerprint.add(&[u8::from(detail == Detail::Full)]);
    positions.iter().for_each(|position| fingerprint.add(&position.to_le_bytes()));
    let changed_at = E::list_changed_at(&app);
    let lines = || {
        stream::pieces(positions.into_iter().filter_map(move |position| {
            // Our own entities have no map with keys that are not text, which is all that could fail.
            let mut line = serde_json::to_vec(&E::read(&app, position, detail)?).ok()?;
            line.push(b'\n');
            Some(line)
        }))
    };
    conditional::answer_stream(conditions, NDJSON, cache, changed_at, fingerprint, lines)
}

/// One record with all that is known of it.
async fn one<E: Entity>(State(app): App, conditions: Conditions, Path(id): Path<String>) -> Result<Response, AppError> {
    let position = Id::parse(&id).and_then(|id| E::position(app.feed(), id));
    let record = position.and_then(|position| E::read(&app, position, Detail::Full));
    let record = record.ok_or(AppError::NotFound(E::WORDS.noun))?;
    json(&conditions, Cache::Revalidate, record.changed_at(&app), &record)
}

fn json(
    conditions: &Conditions,
    cache: Cache,
    changed_at: Option<DateTime<Utc>>,
    value: &impl Serialize,
) -> Result<Response, AppError> {
    Ok(conditional::answer(conditions, JSON, cache, changed_at, serde_json::to_vec(value)?))
}
