//! `/holiday-activities`.

use super::{App, page_head};
use crate::{
    answer::Page,
    present::holidays::{self, HolidayFilters},
    query::Pairs,
};
use axum::extract::State;

pub(crate) async fn show(State(app): App, Pairs(pairs): Pairs) -> Page {
    let page = holidays::page(&app.engine, &HolidayFilters::read(&pairs, &app.engine), app.clock.local().date());
    let sentence = "Things to do in the school holidays, with something to eat: who can go and how to book.";
    let head = page_head(&app, "Holiday activities and food", sentence, "/holiday-activities");
    Page::new(app::holidays(&app.site, &head, &page))
}
