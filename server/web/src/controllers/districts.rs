//! `/districts` and `/districts/{slug}`.

use super::{App, page_head};
use crate::{
    answer::Page,
    errors::AppError,
    present::{districts, hubs, map_picture},
    query::Pairs,
};
use app::model::Head;
use axum::extract::{Path, State};
use search::Search;

pub(crate) async fn list(State(app): App, Pairs(pairs): Pairs) -> Page {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let now = app.clock.local();
    let mut page = districts::all(&app.engine, now);
    let hubs = hubs::page(&app.engine, &Search::default(), now);
    page.map = map_picture::of_districts(&app, &hubs, asked.need_areas);
    let sentence = format!("Help for families in each district of {}.", app.engine.catalogue.authority.name);
    let head = page_head(&app, "Look where you live", &sentence, "/districts");
    Page::new(app::districts(&app.site, &head, &page))
}

pub(crate) async fn show(State(app): App, Path(slug): Path<String>, Pairs(pairs): Pairs) -> Result<Page, AppError> {
    let authority = &app.engine.catalogue.authority;
    let at = app.engine.catalogue.district_position(&slug).ok_or(AppError::NotFound("district"))?;
    let district = &authority.districts[usize::from(at)];
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let mut page = districts::page(&app.engine, district, app.clock.local());
    let neighbours = app.map.neighbours(usize::from(at)).iter().map(|at| &authority.districts[*at]);
    page.neighbours = neighbours.map(|other| (other.name.clone(), districts::url(other))).collect();
    page.map = map_picture::of_district(&app, &district.slug, &page, asked.need_areas);
    let title = format!("Help for families in {}", district.name);
    let sentence = format!("Hubs, people to ring and what is on this week in {}.", district.name);
    let own_path = format!("/districts/{}", district.slug);
    let head = Head { own_path, ..page_head(&app, &title, &sentence, "/districts") };
    Ok(Page::new(app::district(&app.site, &head, &page)))
}
