//! `/desk/account`: one's own.

use super::{Desk, OfDesk, Signed, fields::Fields, in_words, notice, page, role_in_words, signed::with_cookie};
use crate::{
    answer::{Cache, Page, attachment},
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use app::model::desk::{AccountPage, SessionRow};
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use serde_json::json;
use store::{PeopleError, PersonEvent};

/// Letters that a name may have.
pub(super) const LONGEST_NAME: usize = 100;

/// Where one is told what was done: the word in the address, and what it says.
const DONE: [(&str, &str); 2] = [("name", "Your name is saved."), ("others", "You are signed out everywhere else.")];

/// `GET /desk/account`.
pub(super) async fn show(State(app): App, Extension(desk): OfDesk, signed: Signed, pairs: Pairs) -> PageResult {
    let done = pairs.0.iter().find(|(name, _)| name == "done");
    let done = done.and_then(|(_, word)| DONE.iter().find(|(known, _)| known == word));
    let name = signed.person.name.clone();
    render(&app, &desk, &signed, name, done.map(|(_, words)| *words), None).await
}

async fn render(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    name: String,
    done: Option<&str>,
    problem: Option<String>,
) -> Result<Page, AppError> {
    let moment = |text: &str| text.parse::<DateTime<Utc>>().map_or_else(|_| text.to_owned(), |at| in_words(app, at));
    let open = desk.people.open_sessions(&signed.person.id, &signed.secret, app.clock.now()).await?;
    let sessions = open.iter().map(|session| SessionRow {
        began: moment(&session.made_at),
        used: moment(&session.seen_at),
        is_this: session.is_this,
    });
    let account = AccountPage {
        name,
        email: signed.person.email.clone(),
        roles: signed.person.roles.iter().map(|role| role_in_words(app, role)).collect(),
        sessions: sessions.collect(),
        done: done.map(str::to_owned),
        problem,
    };
    Ok(page(app::desk_account(&app.site, &signed.frame("Your account", "/desk/account"), &account)))
}

/// What is wrong with a name, said to whoever typed it.
pub(super) fn problem_of_name(name: &str) -> Option<String> {
    let over = name.chars().count().saturating_sub(LONGEST_NAME);
    let letters = directory::plural(over, "letter", "letters");
    (over > 0).then(|| format!("That name is too long by {letters}. Please make it shorter."))
}

/// `POST /desk/account/name`.
pub(super) async fn rename(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    fields: Fields,
) -> Result<Response, AppError> {
    let name = fields.get("name").replace('\n', " ");
    if let Some(problem) = problem_of_name(&name) {
        return Ok(render(&app, &desk, &signed, name, None, Some(problem)).await?.into_response());
    }
    desk.people.rename(&signed.person.id, &name, &signed.person.id, app.clock.now()).await?;
    Ok(Redirect::to("/desk/account?done=name").into_response())
}

/// `POST /desk/account/end-others`.
pub(super) async fn end_others(State(app): App, Extension(desk): OfDesk, signed: Signed) -> Result<Redirect, AppError> {
    desk.people.end_other_sessions(&signed.person.id, &signed.secret, app.clock.now()).await?;
    Ok(Redirect::to("/desk/account?done=others"))
}

/// `GET /desk/account/my-data.json`: all that is kept of whoever asks.
pub(super) async fn my_data(Extension(desk): OfDesk, signed: Signed) -> Result<Response, AppError> {
    let person = &signed.person;
    let kept = desk.people.kept_of(person).await?;
    let event = |event: &PersonEvent| {
        json!({
            "at": event.at, "by": event.who, "what": event.what, "about": event.noun, "id": event.record_id,
            "detail": event.detail,
        })
    };
    let role = |role: &store::KeptRole| {
        json!({
            "role": role.role, "organisation": role.organization_id, "district": role.district,
            "given_at": role.given_at, "ended_at": role.ended_at,
        })
    };
    let mail = |mail: &store::KeptMail| {
        json!({
            "about": mail.key, "subject": mail.subject, "state": mail.state.as_str(), "answer": mail.answer,
            "made_at": mail.made_at, "sent_at": mail.sent_at,
        })
    };
    let data = json!({
        "id": person.id, "name": person.name, "email": person.email, "state": person.state.as_str(),
        "invited_at": kept.made_at, "last_signed_in_on": kept.seen_on,
        "roles": kept.roles.iter().map(role).collect::<Vec<_>>(),
        "mails": kept.mails.iter().map(mail).collect::<Vec<_>>(),
        "events": kept.events.iter().map(event).collect::<Vec<_>>(),
    });
    Ok(attachment("application/json", "my-data.json", Cache::Never, serde_json::to_vec_pretty(&data)?))
}

/// `GET /desk/account/leave`: asks first.
pub(super) async fn ask_to_leave(State(app): App, signed: Signed) -> PageResult {
    Ok(page(app::desk_leave(&app.site, &signed.frame("Leave the desk?", "/desk/account"))))
}

/// `POST /desk/account/leave`.
pub(super) async fn leave(State(app): App, Extension(desk): OfDesk, signed: Signed) -> Result<Response, AppError> {
    match desk.people.end(&signed.person, &signed.person.id, app.clock.now()).await {
        Err(PeopleError::LastAdministrator(_)) => {
            let sentence = "You are the only administrator. Make somebody else one first: nobody could look after the people without you.";
            let stays = app::model::desk::NoticePage {
                sentences: vec![sentence.to_owned()],
                next: Some(("/desk/account".to_owned(), "Back to your account".to_owned())),
            };
            let html = app::desk_notice(&app.site, &signed.frame("You cannot leave yet", "/desk/account"), &stays);
            Ok(page(html).status(StatusCode::CONFLICT).into_response())
        }
        ended => {
            ended?;
            let sentences = ["Your account has ended. Thank you for looking after the list."];
            let left = notice(&app, StatusCode::OK, "You have left", &sentences, ("/", "To the site"));
            Ok(with_cookie(&app, None, left))
        }
    }
}
