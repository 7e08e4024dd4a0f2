//! Noting that somebody asked whether a record is right, and it was. It changes nothing in the record.

use super::{
    Desk, OfDesk, Signed,
    acts::{Ask, RecordPath, base_of, changed_meanwhile, form, options},
    at_hand::{Answer, failed, record_to, refused, see_other, url_of},
    fields::Fields,
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    state::AppState,
};
use ::desk::Action;
use app::model::desk::{ActPage, DeskField, DeskFieldKind, DeskForm};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use chrono::NaiveDate;
use store::{How, KeptRecord, Noun};

const WAYS: [(&str, &str); 4] = [
    ("phone", "I rang them"),
    ("email", "I wrote to them"),
    ("visit", "I was there"),
    ("page", "I read their own page, and asked nobody"),
];

fn confirm_page<'a>(
    app: &'a AppState,
    signed: &'a Signed,
    record: &'a KeptRecord,
    [(how, how_problem), (day, day_problem)]: [(&str, Option<&str>); 2],
    problems: Vec<String>,
) -> Ask<'a> {
    let fields = vec![
        DeskField {
            name: "how".to_owned(),
            label: "How did you ask?".to_owned(),
            value: how.to_owned(),
            problem: how_problem.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Radios(options(&WAYS)),
            ..DeskField::default()
        },
        DeskField {
            name: "day".to_owned(),
            label: "On which day?".to_owned(),
            value: day.to_owned(),
            problem: day_problem.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Day,
            ..DeskField::default()
        },
    ];
    let form = DeskForm { problems, ..form(record, "confirm", fields, "It is right") };
    let about = vec![
        "This notes that somebody asked, and that the record was right as it is. It changes nothing in it: where something is wrong, change that first.".to_owned(),
    ];
    let page = ActPage { about, form: Some(form), ..ActPage::default() };
    Ask { app, signed, record, heading: "I have asked: it is right", page }
}

/// A record that is listed, and that the one who asks may confirm.
async fn listed(desk: &Desk, signed: &Signed, path: &(String, String)) -> Result<KeptRecord, AppError> {
    let record = record_to(desk, signed, Action::Confirm, path).await?;
    if record.gone { Err(refused()) } else { Ok(record) }
}

/// `GET /desk/{noun}/{id}/confirm`.
pub(super) async fn ask_to_confirm(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
) -> PageResult {
    let record = listed(&desk, &signed, &path).await?;
    let today = app.clock.local().date().to_string();
    Ok(confirm_page(&app, &signed, &record, [("", None), (&today, None)], Vec::new()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn confirm(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
    fields: Fields,
) -> Answer {
    let record = listed(&desk, &signed, &path).await?;
    let (how, day) = (fields.get("how"), fields.get("day").trim());
    let (chosen, read) = (How::of_word(how), day.parse::<NaiveDate>().ok());
    let day_problem = match read {
        None => Some("Write a day that exists, such as 2026-03-03."),
        Some(read) if read > app.clock.local().date() => Some("That day is still to come."),
        Some(_) => None,
    };
    let (mut problems, mut status) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
    if base_of(&fields) != record.revision {
        status = StatusCode::CONFLICT;
        problems.push(changed_meanwhile(&desk, &signed, &record).await?);
    } else if let (Some(chosen), Some(read), None) = (chosen, read, day_problem) {
        let what: (Noun, &str) = (record.noun, &record.id);
        let register = desk.store.register();
        register.confirm(what, record.revision, read, chosen, &signed.person.id).await.map_err(failed)?;
        return Ok(see_other(&format!("{}?done=confirmed", url_of(record.noun, &record.id))));
    }
    let how_problem = chosen.is_none().then_some("Choose one.");
    let typed = [(how, how_problem), (day, day_problem)];
    Ok(confirm_page(&app, &signed, &record, typed, problems).show(status).into_response())
}
