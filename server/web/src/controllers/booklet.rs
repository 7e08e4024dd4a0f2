//! `/booklet` and `/booklet/{district}`.

use super::{App, page_head};
use crate::{answer::Page, errors::AppError, present::booklet, state::AppState};
use app::model::Head;
use axum::extract::{Path, State};
use directory::District;

pub(crate) async fn show_whole(State(app): App) -> Page {
    render(&app, None)
}

pub(crate) async fn show_district(State(app): App, Path(slug): Path<String>) -> Result<Page, AppError> {
    let district = app.engine.catalogue.authority.district(&slug).ok_or(AppError::NotFound("page"))?;
    Ok(render(&app, Some(district)))
}

fn render(app: &AppState, district: Option<&District>) -> Page {
    let page = booklet::page(app, district);
    let title = format!("Help for families in {}: a booklet to print", page.area);
    let sentence = format!("Whom families in {} can ask, on small pages to print.", page.area);
    let own_path = district.map_or("/booklet".to_owned(), |district| format!("/booklet/{}", district.slug));
    let head = Head { own_path, ..page_head(app, &title, &sentence, "/booklet") };
    Page::new(app::booklet(&app.site, &head, &page))
}
