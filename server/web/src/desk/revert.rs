//! Bringing the words of an earlier revision back.

use super::{
    Desk, OfDesk, Signed,
    acts::{Ask, RecordPath, base_of, changed_meanwhile, form, why_field, why_problem},
    at_hand::{Answer, asked_for, failed, may, record, refused, see_other},
    fields::Fields,
    save::{Saved, save},
    words,
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use ::desk::{Action, Verdict};
use app::model::desk::{ActPage, DeskForm};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use store::{KeptRecord, Revision};

/// An earlier revision whose words are kept.
async fn earlier(desk: &Desk, record: &KeptRecord, number: &str) -> Result<Revision, AppError> {
    let history = desk.store.history(record.noun, &record.id).await.map_err(failed)?;
    let number: Option<i64> = number.parse().ok();
    let found = history.into_iter().find(|one| Some(one.revision) == number && one.fields.is_some());
    found.ok_or(AppError::NotFound("revision"))
}

fn revert_page<'a>(
    app: &'a AppState,
    signed: &'a Signed,
    record: &'a KeptRecord,
    to: &Revision,
    (why, problem): (&str, Option<&str>),
    problems: Vec<String>,
) -> Ask<'a> {
    let mut form =
        DeskForm { problems, ..form(record, "revert", vec![why_field(why, problem)], "Bring these words back") };
    form.hidden.push(("to".to_owned(), to.revision.to_string()));
    let differences =
        to.fields.as_ref().map(|fields| words::difference_rows(&record.fields, fields)).unwrap_or_default();
    let mut about = vec![format!(
        "The record says again what it said in revision {}, of {}. That is a new revision; what it says now stays in the history.",
        to.revision,
        words::moment(app, &to.at)
    )];
    about.extend((to.gone && !record.gone).then(|| "It was withdrawn then, and is so again.".to_owned()));
    about.extend((!to.gone && record.gone).then(|| "It was listed then, and is so again.".to_owned()));
    let page = ActPage { about, differences, form: Some(form), ..ActPage::default() };
    Ask { app, signed, record, heading: "Bring earlier words back", page }
}

/// `GET /desk/{noun}/{id}/revert?to=2`.
pub(super) async fn ask_to_revert(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    Pairs(asked): Pairs,
) -> PageResult {
    let record = record(&desk, &signed, &noun, &id).await?;
    if may(&signed, Action::Edit(::desk::Fields::Plain), &record) == Verdict::No {
        return Err(refused());
    }
    let to = earlier(&desk, &record, asked_for(&asked, "to")).await?;
    Ok(revert_page(&app, &signed, &record, &to, ("", None), Vec::new()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn revert(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record(&desk, &signed, &noun, &id).await?;
    let to = earlier(&desk, &record, fields.get("to")).await?;
    let why = fields.get("why").trim();
    let problem = why_problem(why);
    let (mut problems, mut status) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
    if problem.is_none() {
        match save(&app, &desk, &signed, &record, base_of(&fields), (&to, why)).await? {
            Saved::Done(address) => return Ok(see_other(&address)),
            Saved::Wrong(wrong) => problems = wrong,
            Saved::ChangedMeanwhile => {
                status = StatusCode::CONFLICT;
                problems.push(changed_meanwhile(&desk, &signed, &record).await?);
            }
        }
    }
    Ok(revert_page(&app, &signed, &record, &to, (why, problem), problems).show(status).into_response())
}
