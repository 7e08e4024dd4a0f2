//! `/needs` and `/needs/{slug}`: each need is a virtual Family Hub.

use super::{App, PageResult, page_head, sensitive_head, with_islands};
use crate::{
    answer::{Cache, Nonce, Page},
    errors::AppError,
    present::needs,
    query::Pairs,
};
use app::model::Head;
use axum::extract::{Path, State};
use search::Search;

pub(crate) async fn list(State(app): App) -> PageResult {
    let page = needs::all(&app.engine);
    let sentence = "What families can get help with: what it looks like, what you can do today, and who to ask.";
    Ok(Page::new(app::needs(&app.site, &page_head(&app, "What would help?", sentence, "/needs"), &page)))
}

/// `GET /needs/{slug}?near=&age=`: the place stands in the address and nowhere else.
pub(crate) async fn show(State(app): App, nonce: Nonce, Path(slug): Path<String>, Pairs(pairs): Pairs) -> PageResult {
    let need = app.engine.catalogue.need(&slug).ok_or(AppError::NotFound("need"))?;
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let page = needs::one(&app.engine, need, &asked, app.clock.local())?;
    let head = if need.sensitive {
        sensitive_head(&app, "/needs")
    } else {
        Head { own_path: format!("/needs/{}", need.slug), ..page_head(&app, &need.label, &need.description, "/needs") }
    };
    let cache = if need.sensitive { Cache::Never } else { Cache::AMinute };
    let head = with_islands(Head { shortlist: true, ..head }, &nonce);
    Ok(Page::new(app::need(&app.site, &head, &page)).islands(nonce).cache(cache))
}
