//! `/map`.

use super::{App, PageResult, page_head, with_islands};
use crate::{
    answer::{Cache, Nonce, Page},
    present::map_picture::page,
    query::Pairs,
};
use app::model::Head;
use axum::extract::State;

pub(crate) async fn show(State(app): App, nonce: Nonce, Pairs(pairs): Pairs) -> PageResult {
    let asked = app.hearing.hear(app.engine.parse_search(&pairs)).await;
    let view = pairs.iter().rev().find(|(name, _)| name == "view").map(|(_, view)| view.as_str());
    let page = page::page(&app, &asked, view, app.clock.local())?;
    let sentence = format!("Family help in {} on a map.", app.site.authority);
    let head = Head { no_index: !pairs.is_empty(), ..page_head(&app, "Map", &sentence, "/map") };
    let head = with_islands(head, &nonce);
    Ok(Page::new(app::map(&app.site, &head, &page)).islands(nonce).cache(Cache::AMinute))
}
