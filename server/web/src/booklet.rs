//! `/booklet` and `/booklet/{district}`.

use super::{Routes, answer::Page, errors::AppError, state::AppState};
use crate::present::booklet;
use app::model::Head;
use axum::{
    extract::{Path, State},
    routing::get,
};
use directory::District;
use std::sync::Arc;

type App = State<Arc<AppState>>;

pub(super) fn routes() -> Routes {
    Routes::new().route("/booklet", get(whole)).route("/booklet/{district}", get(of_district))
}

async fn whole(State(app): App) -> Page {
    page(&app, None)
}

async fn of_district(State(app): App, Path(slug): Path<String>) -> Result<Page, AppError> {
    let district = app.engine.catalogue.authority.district(&slug).ok_or(AppError::NotFound("page"))?;
    Ok(page(&app, Some(district)))
}

fn page(app: &AppState, district: Option<&District>) -> Page {
    let page = booklet::page(app, district);
    let head = Head {
        title: format!("Help for families in {}: a booklet to print", page.area),
        description: format!("Whom families in {} can ask, on small pages to print.", page.area),
        path: "/booklet".to_owned(),
        ..Head::default()
    };
    Page::new(app::booklet(&app.site, &head, &page))
}
