//! `/places/{id}`: a building and all that happens in it.

use super::{App, PageResult, page_head};
use crate::{
    answer::Page,
    errors::AppError,
    present::{linked_data, map_picture, place},
};
use app::model::Head;
use axum::extract::{Path, State};

pub(crate) async fn show(State(app): App, Path(id): Path<String>) -> PageResult {
    let found = app.engine.catalogue.location(&id).ok_or(AppError::NotFound("place"))?;
    let mut page = place::page(&app.engine, found, app.clock.local());
    page.map = map_picture::of_place(&app, found);
    let sentence = format!("What happens at {} and when.", found.name);
    let head = Head {
        shortlist: true,
        own_path: format!("/places/{}", found.id),
        linked_data: linked_data::of_place(&app.engine, found, app.site.public_url.as_deref()),
        ..page_head(&app, &found.name, &sentence, "/places")
    };
    Ok(Page::new(app::place(&app.site, &head, &page)))
}
