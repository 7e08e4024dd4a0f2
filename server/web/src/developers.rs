//! How others read the directory, and put a search box on their own site.

use super::{
    Routes,
    answer::{Cache, Page},
    openapi,
    state::AppState,
};
use crate::present::developers;
use app::model::Head;
use axum::{extract::State, routing::get};
use std::sync::Arc;

pub(super) fn routes() -> Routes {
    Routes::new().route("/developers", get(page)).route("/openapi.json", get(openapi::openapi))
}

async fn page(State(app): State<Arc<AppState>>) -> Page {
    let page = developers::page(&app.engine.catalogue.authority, &app.public_url, app.description());
    let head = Head {
        title: "For developers".to_owned(),
        description: "How other sites and programs can use this directory.".to_owned(),
        path: "/developers".to_owned(),
        ..Head::default()
    };
    Page::new(app::developers(&app.site, &head, &page)).cache(Cache::AnHour)
}
