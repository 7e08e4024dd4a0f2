//! `/desk/second`: the second factor of administrators and stewards, where the site has a key file. It is set the first
//! time one comes, and asked for each time after that.

use super::{
    Desk, OfDesk,
    fields::Fields,
    page,
    signed::{Entered, Signed, own_path, with_cookie},
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    qr,
    query::Pairs,
    state::AppState,
};
use ::desk::{Factor, FactorKey, Secret};
use app::model::desk::{DeskFrame, NewFactor, RecoveryPage, SecondPage};
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};

const WRONG: &str = "That code is not right, or was used already. Wait for the next one, and look whether your telephone's clock is right.";
/// Digits of a code that a telephone counts.
const DIGITS: usize = 6;

fn key(desk: &Desk) -> Result<&FactorKey, AppError> {
    desk.factor_key.as_ref().ok_or(AppError::NotFound("page"))
}

/// The factor that somebody has, or the one that is offered in this session and is kept once they type its code.
async fn factor(desk: &Desk, signed: &Signed) -> Result<(Factor, String, bool), AppError> {
    let key = key(desk)?;
    let kept = desk.people.factor(&signed.person.id).await?;
    let is_set = kept.is_some();
    let serial = kept.unwrap_or_else(|| signed.secret.hash("factor"));
    Ok((key.factor(&signed.person.id, &serial), serial, is_set))
}

/// A page without a menu: one is not in yet.
fn frame(title: &str) -> DeskFrame {
    DeskFrame { title: title.to_owned(), ..DeskFrame::default() }
}

/// `GET /desk/second`.
pub(super) async fn show(
    State(app): App,
    Extension(desk): OfDesk,
    Entered(signed): Entered,
    pairs: Pairs,
) -> Result<Response, AppError> {
    let to = pairs.0.iter().find(|(name, _)| name == "to").map_or("", |(_, to)| to);
    let (factor, _, is_set) = factor(&desk, &signed).await?;
    if signed.is_strong {
        return Ok(Redirect::to(own_path(to)).into_response());
    }
    Ok(render(&app, &signed, &factor, is_set, own_path(to), None)?.into_response())
}

fn render(
    app: &AppState,
    signed: &Signed,
    factor: &Factor,
    is_set: bool,
    to: &str,
    problem: Option<&str>,
) -> PageResult {
    let new = (!is_set).then(|| NewFactor {
        picture: qr::picture(&factor.address(&app.site.name, &signed.person.email)),
        secret: factor.secret_in_groups(),
    });
    let title = if is_set { "Your second factor" } else { "Set a second factor" };
    let shown = SecondPage { to: to.to_owned(), new, problem: problem.map(str::to_owned) };
    Ok(page(app::desk_second(&app.site, &frame(title), &shown)))
}

/// `POST /desk/second`.
pub(super) async fn give(
    State(app): App,
    Extension(desk): OfDesk,
    Entered(signed): Entered,
    fields: Fields,
) -> Result<Response, AppError> {
    let (factor, serial, is_set) = factor(&desk, &signed).await?;
    let to = own_path(fields.get("to"));
    let code = Secret::typed(fields.get("code"));
    let (now, person) = (app.clock.now(), &signed.person.id);
    let step = factor.step_of(code.reveal(), now.timestamp());
    if !is_set {
        let Some(step) = step else {
            // Whoever sets a factor guesses at nothing: the secret is before them.
            return Ok(render(&app, &signed, &factor, is_set, to, Some(WRONG))?.into_response());
        };
        let codes = desk.people.set_factor(person, &serial, step, &signed.secret, now).await?;
        let Some(codes) = codes else { return Ok(Redirect::to("/desk/second").into_response()) };
        let codes = codes.iter().map(Secret::reveal_in_groups).collect();
        let shown = RecoveryPage { codes, to: to.to_owned() };
        return Ok(page(app::desk_recovery(&app.site, &frame("Keep these codes"), &shown)).into_response());
    }
    let is_taken = match step {
        Some(step) => desk.people.use_factor(person, step, &signed.secret, now).await?,
        None if code.reveal().len() == DIGITS => false,
        None => desk.people.use_recovery(person, &code, &signed.secret, now).await?,
    };
    if is_taken {
        return Ok(Redirect::to(to).into_response());
    }
    if desk.people.miss_factor(&signed.secret).await? {
        Ok(render(&app, &signed, &factor, is_set, to, Some(WRONG))?.into_response())
    } else {
        Ok(with_cookie(&app, None, Redirect::to("/desk/sign-in")))
    }
}
