//! Signing in and out: an address, then a code; or a link. A GET spends nothing, since programs that look through
//! mails follow links; a POST does.

use super::{
    Desk, OfDesk, called,
    fields::Fields,
    frame, mails, notice, page,
    signed::{cookie, own_path, with_cookie},
    visitor,
};
use crate::{
    answer::Page,
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    quota::Peer,
    state::AppState,
};
use ::desk::Secret;
use app::model::desk::{CodePage, EnterPage, SignInPage};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};

const NO_ADDRESS: &str = "Please write your e-mail address, such as name@example.org.";
const WRONG_CODE: &str = "That code does not let you in. It may have a slip in it, be older than 15 minutes, or have been tried five times. Please look again, or ask for a new one.";
const TOO_MANY_ASKED: &str = "There have been many sign-ins from your network just now. Please wait ten minutes, or ask an administrator to read you a code by telephone.";
const TOO_MANY: &str = "There have been many wrong codes from your network just now. Please wait ten minutes.";

fn value<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    pairs.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// `GET /desk/sign-in`.
pub(super) async fn show(State(app): App, pairs: Pairs) -> PageResult {
    let form = SignInPage { to: own_path(value(&pairs, "to")).to_owned(), ..SignInPage::default() };
    Ok(page(app::desk_sign_in(&app.site, &frame("Sign in"), &form)))
}

/// `POST /desk/sign-in`: the same answer for every address, whether it has an account or not. It does not wait until
/// the address is looked up, so that the time that it takes tells nothing either.
pub(super) async fn ask(
    State(app): App,
    Extension(desk): OfDesk,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let (email, to) = (fields.get("email").to_owned(), own_path(fields.get("to")).to_owned());
    if !email.contains('@') {
        let form = SignInPage { to, email, problem: Some(NO_ADDRESS.to_owned()) };
        return Ok(page(app::desk_sign_in(&app.site, &frame("Sign in"), &form)));
    }
    if let Some(outbox) = &desk.outbox {
        let Some(admission) = desk.asked_codes.admit(visitor(peer, &headers), app.clock.now()) else {
            let form = SignInPage { to, email, problem: Some(TOO_MANY_ASKED.to_owned()) };
            let page = page(app::desk_sign_in(&app.site, &frame("Sign in"), &form));
            return Ok(page.status(StatusCode::TOO_MANY_REQUESTS));
        };
        admission.keep();
        tokio::spawn(mails::send_code(app.clone(), desk.clone(), outbox.clone(), email.clone()));
    }
    Ok(code_page(&app, &desk, email, to, None))
}

fn code_page(app: &AppState, desk: &Desk, email: String, to: String, problem: Option<&str>) -> Page {
    let form = CodePage { to, email, by_mail: desk.outbox.is_some(), problem: problem.map(str::to_owned) };
    page(app::desk_code(&app.site, &frame("Type your code"), &form))
}

/// `POST /desk/code`.
pub(super) async fn type_code(
    State(app): App,
    Extension(desk): OfDesk,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, AppError> {
    let (email, to) = (fields.get("email").to_owned(), own_path(fields.get("to")).to_owned());
    let now = app.clock.now();
    let Some(admission) = desk.wrong_codes.admit(visitor(peer, &headers), now) else {
        let page = code_page(&app, &desk, email, to, Some(TOO_MANY));
        return Ok(page.status(StatusCode::TOO_MANY_REQUESTS).into_response());
    };
    let code = Secret::typed(fields.get("code"));
    match desk.people.spend_code(&email, &code, now).await? {
        Some(person) => begin(&app, &desk, &person, &to, &headers).await,
        None => {
            admission.keep();
            Ok(code_page(&app, &desk, email, to, Some(WRONG_CODE)).into_response())
        }
    }
}

/// `GET /desk/enter/{ticket}`: asks, and changes nothing.
pub(super) async fn look_at_link(
    State(app): App,
    Extension(desk): OfDesk,
    Path(ticket): Path<String>,
    pairs: Pairs,
) -> PageResult {
    let key = Secret::typed(value(&pairs, "key"));
    let Some(person) = desk.people.look_at_link(&ticket, &key, app.clock.now()).await? else {
        return Ok(used_up(&app));
    };
    let name = desk.people.find(&person).await?.as_ref().map(called).unwrap_or_default();
    let form = EnterPage { name, action: format!("/desk/enter/{ticket}"), key: key.reveal().to_owned() };
    Ok(page(app::desk_enter(&app.site, &frame("Sign in"), &form)))
}

/// `POST /desk/enter/{ticket}`.
pub(super) async fn press_link(
    State(app): App,
    Extension(desk): OfDesk,
    Path(ticket): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, AppError> {
    let key = Secret::typed(fields.get("key"));
    match desk.people.spend_link(&ticket, &key, app.clock.now()).await? {
        Some(person) => begin(&app, &desk, &person, "/desk", &headers).await,
        None => Ok(used_up(&app).into_response()),
    }
}

fn used_up(app: &AppState) -> Page {
    let sentences =
        ["It may have been used already, or be too old. Nothing has happened.", "You can ask for a new one."];
    notice(app, StatusCode::GONE, "This link does not work any more", &sentences, ("/desk/sign-in", "Sign in"))
}

/// Signs somebody in, and whoever was signed in before in this browser out.
async fn begin(app: &AppState, desk: &Desk, person: &str, to: &str, headers: &HeaderMap) -> Result<Response, AppError> {
    if let Some(before) = cookie(headers, app) {
        desk.people.end_session(&before).await?;
    }
    let secret = desk.people.begin_session(person, false, app.clock.now()).await?;
    Ok(with_cookie(app, Some(&secret), Redirect::to(to)))
}

/// `POST /desk/sign-out`.
pub(super) async fn sign_out(
    State(app): App,
    Extension(desk): OfDesk,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    if let Some(secret) = cookie(&headers, &app) {
        desk.people.end_session(&secret).await?;
    }
    Ok(with_cookie(&app, None, Redirect::to("/desk/sign-in")))
}
