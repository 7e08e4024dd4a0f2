//! For young people.

use super::{
    Routes,
    answer::{Cache, Nonce, Page},
    pages::{Answered, App, head, with_islands},
};
use crate::present::young;
use axum::routing::get;

pub(super) fn routes() -> Routes {
    Routes::new().route("/young-people", get(page))
}

/// Kept by no browser: who finds it on a shared phone would know who looked.
async fn page(app: App, nonce: Nonce) -> Answered {
    let page = young::page(&app.engine, app.clock.local())?;
    let head = head("Young people", "Help that young people can ask for on their own.", "/young-people");
    let head = with_islands(head, &nonce);
    Ok(Page::new(app::young_people(&app.site, &head, &page)).islands(nonce).cache(Cache::Never))
}
