//! `/embed`: a search box and a short list that other sites show in a frame. The one page that may
//! stand in a frame; it has no script and nothing of it is kept.

use super::{
    Routes,
    answer::{Cache, Page},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use crate::present::embed;
use axum::{extract::State, routing::get};
use search::Search;
use std::sync::Arc;

pub(super) fn routes() -> Routes {
    Routes::new().route("/embed", get(page))
}

async fn page(State(app): State<Arc<AppState>>, Pairs(pairs): Pairs) -> Result<Page, AppError> {
    let mut asked = Search::parse(&pairs, &app.engine.catalogue);
    asked.per_page = Some(asked.per_page.unwrap_or(embed::SHOWN).min(embed::MOST));
    let now = app.clock.local();
    let answer = (!asked.is_empty()).then(|| app.engine.search(&asked, now)).transpose()?;
    let page = embed::page(&app.engine, &asked, answer.as_ref(), now);
    Ok(Page::new(app::embed(&app.site, &page)).cache(Cache::Never).in_frames())
}
