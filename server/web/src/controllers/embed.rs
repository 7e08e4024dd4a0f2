//! `/embed`: a search box and a short list that other sites show in a frame. The one page that may
//! stand in a frame; it has no script and nothing of it is kept.

use super::{App, PageResult};
use crate::{
    answer::{Cache, Page},
    present::embed,
    query::Pairs,
};
use axum::extract::State;

pub(crate) async fn show(State(app): App, Pairs(pairs): Pairs) -> PageResult {
    let mut asked = app.engine.parse_search(&pairs);
    asked.per_page = Some(asked.per_page.unwrap_or(embed::SHOWN).min(embed::MOST));
    let asked = app.hearing.hear(asked).await;
    let now = app.clock.local();
    let answer = (!asked.is_empty()).then(|| app.engine.search(&asked, now)).transpose()?;
    let page = embed::page(&app.engine, &asked, answer.as_ref(), now);
    Ok(Page::new(app::embed(&app.site, &page)).cache(Cache::Never).in_frames())
}
