//! Pages for people who work with families.

use super::{
    Routes,
    answer::{Cache, Page, file},
    errors::AppError,
    pages::head,
    query::Pairs,
    state::AppState,
};
use crate::present::professionals;
use app::model::Head;
use axum::{
    extract::State,
    response::{Redirect, Response},
    routing::get,
};
use schedule::calendar;
use std::sync::Arc;

type App = State<Arc<AppState>>;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/professionals", get(conversation))
        // Where the form stood before it answered by itself.
        .route("/professionals/family", get(async || Redirect::permanent("/professionals")))
        .route("/professionals/levels-of-need", get(levels))
        .route("/professionals/pathway", get(pathway))
        .route("/professionals/pathway/review.ics", get(review))
}

async fn conversation(State(app): App, Pairs(pairs): Pairs) -> Result<Page, AppError> {
    let asked = professionals::read(&pairs, &app.engine.catalogue);
    let page = professionals::page(&app.engine, &asked, app.clock.local())?;
    let sentence = "The whole family in one search: few contacts that meet most of it, to print or send.";
    let head = head("Help for a whole family", sentence, "/professionals");
    let head = Head { shortlist: true, no_index: page.found.is_some(), ..head };
    Ok(Page::new(app::professionals(&app.site, &head, &page)))
}

async fn levels(State(app): App) -> Page {
    let page = professionals::levels(&app.engine, app.clock.local());
    let sentence = "The levels of need: what each looks like and what to do.";
    let head = head("Levels of need", sentence, "/professionals/levels-of-need");
    Page::new(app::levels(&app.site, &head, &page))
}

async fn pathway(State(app): App, Pairs(pairs): Pairs) -> Page {
    let page = professionals::pathway(&app.engine, &pairs, app.clock.local());
    let sentence = "Early help step by step, and the days on which to review a plan.";
    let head = head("The early help pathway", sentence, "/professionals/pathway");
    Page::new(app::pathway(&app.site, &head, &page))
}

/// The days of review for a calendar.
async fn review(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let events = professionals::review_events(&app.engine, &pairs, &app.public_url);
    let events = events.ok_or(AppError::NotFound("calendar"))?;
    let text = calendar::write_calendar(&app.site.name, app.clock.zone(), app.clock.now(), &events);
    Ok(file("text/calendar; charset=utf-8", "review-days.ics", Cache::Never, text))
}
