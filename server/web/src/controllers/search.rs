//! A search: the page `/search`, and the same as JSON and GeoJSON.

use super::{App, PageResult, untold_head, with_islands};
use crate::{
    answer::{Cache, Nonce, Page, data},
    errors::AppError,
    present::{
        api::{self, SearchAnswer, SearchParameters},
        counts, geo, map_picture, search_page,
    },
    query::Pairs,
};
use app::model::Head;
use axum::{extract::State, response::Response};
use exchange::oruk::answer::Refusal;

pub(crate) async fn show(State(app): App, nonce: Nonce, Pairs(pairs): Pairs) -> PageResult {
    let asked = app.hearing.hear(app.engine.parse_search(&pairs)).await;
    let now = app.clock.local();
    let answer = app.engine.search_for(&asked, now, search_page::most_shown(&asked))?;
    let mut page = search_page::page(&app.engine, &asked, &answer, now);
    counts::write_counts(&app.engine, &asked, &answer, now, &mut page.form)?;
    page.map = map_picture::of_search(&app, &asked, &answer, &page);
    search_page::say_each_once(&mut page);
    let sentence = "Help for families, near you and by phone or online.";
    let head = untold_head(&app, "Help for families", sentence, "/search");
    let head = with_islands(Head { no_index: true, shortlist: true, ..head }, &nonce);
    Ok(Page::new(app::search(&app.site, &head, &page)).islands(nonce).cache(Cache::Never))
}

/// A search, as the page `/search` makes it, both groups merged by one rank.
///
/// A wrong value is left out and named in `ignored`. Every name is always there; `null` where
/// nothing is known.
#[utoipa::path(
    get, path = "/api/search", tag = "Search", operation_id = "search",
    params(SearchParameters),
    responses(
        (status = 200, description = "What was found", body = SearchAnswer, example = json!(crate::examples::search())),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 431, description = "The address is too long to be read"),
    )
)]
pub(crate) async fn json(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let asked = app.hearing.hear(app.engine.parse_search(&pairs)).await;
    let answer = app.engine.search(&asked, app.clock.local())?;
    let json = serde_json::to_vec(&api::answer(&app.engine, &asked, &answer))?;
    Ok(data("application/json", Cache::Never, json))
}

/// The same search as GeoJSON (RFC 7946): one feature a service at a place that is known to a point.
#[utoipa::path(
    get, path = "/map.geojson", tag = "Search", operation_id = "map",
    params(SearchParameters),
    responses(
        (
            status = 200, description = "What was found", body = serde_json::Value,
            content_type = "application/geo+json", example = json!(crate::examples::map())
        ),
        (status = 400, description = "The address cannot be read", body = Refusal),
        (status = 431, description = "The address is too long to be read"),
    )
)]
pub(crate) async fn geojson(State(app): App, Pairs(pairs): Pairs) -> Result<Response, AppError> {
    let asked = app.hearing.hear(app.engine.parse_search(&pairs)).await;
    let answer = app.engine.search(&asked, app.clock.local())?;
    let json = geo::features(&app.engine, &asked, &answer, &app.links_from)?;
    Ok(data("application/geo+json", Cache::Never, json))
}
