//! The shortlist: as a page, as text, and the times of a service for a calendar.

use super::{
    Routes,
    answer::{Cache, Page, data, file},
    errors::AppError,
    pages::head,
    query::Pairs,
    state::AppState,
};
use crate::present::{service::is_sensitive, sessions, shortlist};
use app::model::Head;
use axum::{
    extract::{Path, State},
    response::Response,
    routing::get,
};
use schedule::calendar;
use std::sync::Arc;

type App = State<Arc<AppState>>;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/shortlist", get(page))
        .route("/shortlist.txt", get(text))
        .route("/services/{id}/sessions.ics", get(times))
}

async fn page(State(app): App, Pairs(pairs): Pairs) -> Page {
    let page = shortlist::page(&app, &pairs);
    let sentence = "Services you chose, to print, text or e-mail.";
    let head = Head { shortlist: true, no_index: !pairs.is_empty(), ..head("Shortlist", sentence, "/shortlist") };
    Page::new(app::shortlist(&app.site, &head, &page))
}

async fn text(State(app): App, Pairs(pairs): Pairs) -> Response {
    let page = shortlist::page(&app, &pairs);
    data("text/plain; charset=utf-8", Cache::Never, app::shortlist_text(&app.site, &page))
}

/// The sessions of a service for a calendar. The file's name says nothing about it.
#[utoipa::path(
    get, path = "/services/{id}/sessions.ics", tag = "Calendar", operation_id = "sessions",
    params(("id" = String, Path, description = "A service, as it stands in its page's address")),
    responses(
        (status = 200, description = "Its sessions, with how they come round (RFC 5545)", body = String, content_type = "text/calendar"),
        (status = 400, description = "The address cannot be read", body = String, content_type = "text/html"),
        (status = 404, description = "There is no such service, or it has no times that we know", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn times(State(app): App, Path(id): Path<String>) -> Result<Response, AppError> {
    let service = app.engine.catalogue.service(&id).ok_or(AppError::NotFound("service"))?;
    let events = sessions::events(&app.engine, service, app.clock.local().date(), &app.public_url);
    if events.is_empty() {
        return Err(AppError::NotFound("calendar"));
    }
    let cache = if is_sensitive(&app.engine, service) { Cache::Never } else { Cache::AMinute };
    let text = calendar::write_calendar(&app.site.name, app.clock.zone(), app.clock.now(), &events);
    Ok(file("text/calendar; charset=utf-8", "sessions.ics", cache, text))
}
