//! `/holiday-activities`.

use super::{Routes, answer::Page, query::Pairs, state::AppState};
use crate::present::holidays::{self, Asked};
use app::model::Head;
use axum::{extract::State, routing::get};
use std::sync::Arc;

pub(super) fn routes() -> Routes {
    Routes::new().route("/holiday-activities", get(page))
}

async fn page(State(app): State<Arc<AppState>>, Pairs(pairs): Pairs) -> Page {
    let page = holidays::page(&app.engine, &Asked::read(&pairs, &app.engine), app.clock.local().date());
    let head = Head {
        title: "Holiday activities and food".to_owned(),
        description: "Things to do in the school holidays, with something to eat: who can go and how to book."
            .to_owned(),
        path: "/holiday-activities".to_owned(),
        ..Head::default()
    };
    Page::new(app::holidays(&app.site, &head, &page))
}
