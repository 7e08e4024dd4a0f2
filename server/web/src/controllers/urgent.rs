//! `/urgent`.

use super::{App, PageResult, page_head};
use crate::{
    answer::{Cache, Page},
    present::urgent,
};
use axum::extract::State;

pub(crate) async fn show(State(app): App) -> PageResult {
    let page = urgent::page(&app.engine, app.clock.local());
    let head = page_head(&app, "Urgent help", "Numbers to ring now.", "/urgent");
    Ok(Page::new(app::urgent(&app.site, &head, &page)).cache(Cache::Never))
}
