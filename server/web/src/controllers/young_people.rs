//! `/young-people`.

use super::{App, PageResult, page_head, with_islands};
use crate::{
    answer::{Cache, Nonce, Page},
    present::young,
};
use axum::extract::State;

/// Kept by no browser: who finds it on a shared phone would know who looked.
pub(crate) async fn show(State(app): App, nonce: Nonce) -> PageResult {
    let page = young::page(&app.engine, app.clock.local())?;
    let head = page_head(&app, "Young people", "Help that young people can ask for on their own.", "/young-people");
    let head = with_islands(head, &nonce);
    Ok(Page::new(app::young_people(&app.site, &head, &page)).islands(nonce).cache(Cache::Never))
}
