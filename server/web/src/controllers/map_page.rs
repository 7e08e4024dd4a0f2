//! `/map`.

use super::{App, PageResult};
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
    let head = Head {
        title: "Map".to_owned(),
        description: format!("Family help in {} on a map.", app.site.authority),
        path: "/map".to_owned(),
        own_path: "/map".to_owned(),
        islands: true,
        nonce: nonce.as_str().to_owned(),
        no_index: !pairs.is_empty(),
        ..Head::default()
    };
    Ok(Page::new(app::map(&app.site, &head, &page)).islands(nonce).cache(Cache::AMinute))
}
