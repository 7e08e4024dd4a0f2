//! `/services/{id}`, and its times for a calendar.

use super::{App, PageResult, page_head, sensitive_head};
use crate::{
    answer::{Cache, Page, attachment},
    errors::AppError,
    present::{
        linked_data, map_picture,
        service::{self, is_sensitive},
        sessions,
    },
    qr,
    query::Pairs,
};
use app::model::{Head, Share};
use axum::{
    extract::{Path, State},
    response::Response,
};
use schedule::calendar;
use search::Search;

pub(crate) async fn show(State(app): App, Path(id): Path<String>, Pairs(pairs): Pairs) -> PageResult {
    let found = app.engine.catalogue.service(&id).ok_or(AppError::NotFound("service"))?;
    let mut page = service::page(&app.engine, found, Some(app.clock.local()));
    page.why = service::why(&app.engine, found, &pairs);
    let search = Search::parse(&pairs, &app.engine.catalogue);
    page.save = search.saved_with(&found.id);
    let link = format!("{}/services/{}", app.public_url, found.id);
    page.share = Some(Share { qr: qr::picture(&link), link });
    page.back = (!search.is_empty()).then(|| search.url());
    page.sessions = sessions::any(&app.engine, found, app.clock.local().date());
    page.map = map_picture::of_service(&app, found);
    let head = if page.sensitive {
        sensitive_head(&app, "/services")
    } else {
        Head {
            own_path: format!("/services/{}", found.id),
            linked_data: linked_data::of_service(&app.engine, found, app.site.public_url.as_deref()),
            ..page_head(&app, &found.name, &found.summary, "/services")
        }
    };
    let head = Head { shortlist: true, ..head };
    // What was typed stands in the address, and nowhere that lasts.
    let cache = if page.sensitive || page.back.is_some() { Cache::Never } else { Cache::AMinute };
    Ok(Page::new(app::service(&app.site, &head, &page)).cache(cache))
}

/// The sessions of a service for a calendar. The file's name says nothing about it.
#[utoipa::path(
    get, path = "/services/{id}/sessions.ics", tag = "Calendar", operation_id = "sessions",
    params(("id" = String, Path, description = "A service, as it stands in its page's address")),
    responses(
        (status = 200, description = "Its sessions, with how they come round (RFC 5545)", body = String, content_type = "text/calendar"),
        (status = 400, description = "The address cannot be read", body = String, content_type = "text/html"),
        (status = 431, description = "The address is too long to be read"),
        (status = 404, description = "There is no such service, or it has no times that we know", body = String, content_type = "text/html"),
    )
)]
pub(crate) async fn sessions(State(app): App, Path(id): Path<String>) -> Result<Response, AppError> {
    let service = app.engine.catalogue.service(&id).ok_or(AppError::NotFound("service"))?;
    let events = sessions::events(&app.engine, service, app.clock.local().date(), &app.public_url);
    if events.is_empty() {
        return Err(AppError::NotFound("calendar"));
    }
    let cache = if is_sensitive(&app.engine, service) { Cache::Never } else { Cache::AMinute };
    let text = calendar::write_calendar(&app.site.name, app.clock.zone(), app.clock.now(), &events);
    Ok(attachment("text/calendar; charset=utf-8", "sessions.ics", cache, text))
}
