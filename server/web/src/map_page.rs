//! The map page.

use super::{
    Routes,
    answer::{Cache, Nonce, Page},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use crate::present::map_picture::page;
use app::model::Head;
use axum::{extract::State, routing::get};
use search::Search;
use std::sync::Arc;

pub(super) fn routes() -> Routes {
    Routes::new().route("/map", get(map))
}

async fn map(State(app): State<Arc<AppState>>, nonce: Nonce, Pairs(pairs): Pairs) -> Result<Page, AppError> {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let view = pairs.iter().rev().find(|(name, _)| name == "view").map(|(_, view)| view.as_str());
    let page = page::page(&app, &asked, view, app.clock.local())?;
    let head = Head {
        title: "Map".to_owned(),
        description: format!("Family help in {} on a map.", app.site.authority),
        path: "/map".to_owned(),
        islands: true,
        nonce: nonce.as_str().to_owned(),
        no_index: !pairs.is_empty(),
        ..Head::default()
    };
    Ok(Page::new(app::map(&app.site, &head, &page)).islands(nonce).cache(Cache::AMinute))
}
