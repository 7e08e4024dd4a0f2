//! What every page about records needs: the record, what somebody may do with it, and the page around.

use super::{Desk, Signed, page};
use crate::{answer::Page, errors::AppError, state::AppState};
use ::desk::{Action, Verdict};
use app::model::desk::{DeskMain, RecordLink, StateTag};
use axum::{
    http::{StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use directory::{FieldProblem, RecordForm, Slug};
use serde_json::Value;
use store::{KeptRecord, Noun, Record, StoreError};

/// A page, a redirect, or why there is none.
pub(super) type Answer = Result<Response, AppError>;

/// Renders a page of the desk. `path` is that of the menu's page which it belongs to.
pub(super) fn show(app: &AppState, signed: &Signed, (title, path): (&str, &str), main: &DeskMain) -> Page {
    page(app::desk_work(&app.site, &signed.frame(title, path), main))
}

/// Sends a browser on with a GET (RFC 9110, 303), so that to load the page again sends nothing again.
pub(super) fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// What the store's failure is to whoever asked.
pub(super) fn failed(error: impl Into<anyhow::Error>) -> AppError {
    let error = error.into();
    match error.downcast_ref::<StoreError>() {
        Some(StoreError::Held { .. }) => AppError::Busy,
        _ => AppError::Internal(error),
    }
}

/// The value of a name in a query string, without space around it; empty when there is none.
pub(super) fn asked_for<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
}

/// The noun of an address: "service".
pub(super) fn noun_of(word: &str) -> Result<Noun, AppError> {
    Noun::of_table(word).ok_or(AppError::NotFound("page"))
}

/// A record that the one who asks may see.
pub(super) async fn record(desk: &Desk, signed: &Signed, noun: &str, id: &str) -> Result<KeptRecord, AppError> {
    let noun = noun_of(noun)?;
    let record = desk.store.record(noun, id).await.map_err(failed)?.ok_or(AppError::NotFound(noun.one()))?;
    if may(signed, Action::See, &record) < Verdict::Yes {
        return Err(AppError::NotFound(noun.one()));
    }
    Ok(record)
}

/// A record with which the one who asks may do that at once. `path` is its noun and its id.
pub(super) async fn record_to(
    desk: &Desk,
    signed: &Signed,
    action: Action,
    (noun, id): &(String, String),
) -> Result<KeptRecord, AppError> {
    let record = record(desk, signed, noun, id).await?;
    if may(signed, action, &record) < Verdict::Yes { Err(refused()) } else { Ok(record) }
}

/// Whether somebody may do that with a record.
pub(super) fn may(signed: &Signed, action: Action, record: &KeptRecord) -> Verdict {
    let slug = |value: &Value| value.as_str().and_then(|text| text.parse::<Slug>().ok());
    let organization = match record.noun {
        Noun::Organization => record.id.parse().ok(),
        _ => record.fields.get("organization_id").and_then(slug),
    };
    let districts: Vec<Slug> = match record.noun {
        Noun::Location => record.fields.get("district").and_then(slug).into_iter().collect(),
        _ => record
            .fields
            .get("area")
            .and_then(|area| area.get("Districts")?.as_array())
            .map_or_else(Vec::new, |all| all.iter().filter_map(slug).collect()),
    };
    let record = ::desk::Record { organization: organization.as_ref(), districts: &districts, is_trusted: false };
    ::desk::may(&signed.person, action, &record)
}

/// Whether somebody may read what holds data of people: what the public wrote.
pub(super) fn sees_people(signed: &Signed) -> bool {
    ::desk::may(&signed.person, Action::SeePeople, &::desk::Record::default()) == Verdict::Yes
}

/// The address of a record's page at the desk.
pub(super) fn url_of(noun: Noun, id: &str) -> String {
    format!("/desk/{}/{id}", noun.table())
}

/// A record by its name.
pub(super) fn link(record: &KeptRecord) -> RecordLink {
    let url = url_of(record.noun, &record.id);
    RecordLink { name: record.name().to_owned(), noun: record.noun.one().to_owned(), url }
}

/// The state of a record in short words.
pub(super) fn states(record: &KeptRecord) -> Vec<StateTag> {
    let mut states = Vec::new();
    match record.is_confirmed() {
        _ if record.gone => states.push(StateTag { words: "withdrawn", care: true }),
        Some(true) => states.push(StateTag { words: "confirmed", care: false }),
        Some(false) => states.push(StateTag { words: "not confirmed", care: true }),
        None => {}
    }
    if record.kept {
        states.push(StateTag { words: "kept by stewards", care: false });
    }
    states
}

/// A record as a form holds it.
pub(super) fn form_of(record: &Record) -> RecordForm {
    match record {
        Record::Service(record) => RecordForm::of_service(record),
        Record::Organization(record) => RecordForm::of_organization(record),
        Record::Location(record) => RecordForm::of_location(record),
        Record::Source(record) => RecordForm::of_source(record),
    }
}

/// What is wrong with a record beside what else is listed: the sentences of the check.
pub(super) fn problems_of(app: &AppState, record: &Record) -> Vec<FieldProblem> {
    let catalogue = &app.engine.catalogue;
    form_of(record).read(&catalogue.listed, &catalogue.authority, &catalogue.terms).err().unwrap_or_default()
}

/// That somebody may not do that with a record.
pub(super) fn refused() -> AppError {
    AppError::Refused {
        heading: "That is not yours to do",
        sentence: "Your role does not allow this with this record. Ask somebody who looks after it.",
    }
}
