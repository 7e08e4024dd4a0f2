//! `/professionals`: pages for people who work with families.

use super::{App, PageResult, page_head};
use crate::{
    AppState,
    answer::{Cache, Page, attachment, data},
    errors::AppError,
    present::professionals,
    query::Pairs,
};
use app::model::{Head, ProfessionalsPage};
use axum::{extract::State, response::Response};
use schedule::calendar;

pub(crate) async fn show(State(app): App, Pairs(pairs): Pairs) -> PageResult {
    let page = page(&app, &pairs).await?;
    let sentence = "The whole family in one search: few contacts that meet most of it, to print or send.";
    let head = page_head(&app, "Help for a whole family", sentence, "/professionals");
    let head = Head { shortlist: true, no_index: page.found.is_some(), ..head };
    Ok(Page::new(app::professionals(&app.site, &head, &page)))
}

/// The same as plain text, for an e-mail or a case note.
pub(crate) async fn text(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let page = page(&app, &pairs).await?;
    Ok(data("text/plain; charset=utf-8", Cache::Never, app::family_text(&app.site, &page)))
}

async fn page(app: &AppState, pairs: &[(String, String)]) -> Result<ProfessionalsPage, AppError> {
    let asked = app.hearing.hear(professionals::read(pairs, &app.engine, app.clock.local())).await;
    Ok(professionals::page(app, &asked)?)
}

pub(crate) async fn levels_of_need(State(app): App) -> Page {
    let page = professionals::levels(&app.engine, app.clock.local());
    let sentence = "The levels of need: what each looks like and what to do.";
    let head = page_head(&app, "Levels of need", sentence, "/professionals/levels-of-need");
    Page::new(app::levels(&app.site, &head, &page))
}

pub(crate) async fn pathway(State(app): App, Pairs(pairs): Pairs) -> Page {
    let page = professionals::pathway(&app.engine, &pairs, app.clock.local());
    let sentence = "Early help step by step, and the days on which to review a plan.";
    let head = page_head(&app, "The early help pathway", sentence, "/professionals/pathway");
    Page::new(app::pathway(&app.site, &head, &page))
}

/// The days of review for a calendar.
pub(crate) async fn review_days(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let events = professionals::review_events(&app.engine, &pairs, &app.public_url);
    let events = events.ok_or(AppError::NotFound("calendar"))?;
    let text = calendar::write_calendar(&app.site.name, app.clock.zone(), app.clock.now(), &events);
    Ok(attachment("text/calendar; charset=utf-8", "review-days.ics", Cache::Never, text))
}
