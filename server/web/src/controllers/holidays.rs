//! `/holiday-activities`.

use super::App;
use crate::{
    answer::Page,
    present::holidays::{self, HolidayFilters},
    query::Pairs,
};
use app::model::Head;
use axum::extract::State;

pub(crate) async fn show(State(app): App, Pairs(pairs): Pairs) -> Page {
    let page = holidays::page(&app.engine, &HolidayFilters::read(&pairs, &app.engine), app.clock.local().date());
    let head = Head {
        title: "Holiday activities and food".to_owned(),
        description: "Things to do in the school holidays, with something to eat: who can go and how to book."
            .to_owned(),
        path: "/holiday-activities".to_owned(),
        own_path: "/holiday-activities".to_owned(),
        ..Head::default()
    };
    Page::new(app::holidays(&app.site, &head, &page))
}
