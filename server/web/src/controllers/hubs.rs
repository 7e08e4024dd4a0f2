//! `/hubs`: the Family Hub locator.

use super::{App, PageResult, page_head, with_islands};
use crate::{
    answer::{Nonce, Page},
    present::{hubs, linked_data, map_picture},
    query::Pairs,
};
use app::model::Head;
use axum::extract::State;
use search::Search;

pub(crate) async fn show(State(app): App, nonce: Nonce, Pairs(pairs): Pairs) -> PageResult {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let mut page = hubs::page(&app.engine, &asked, app.clock.local());
    page.map = map_picture::of_hubs(&app, &asked, &page);
    let sentence = "Family Hubs and children's centres, and how to reach them.";
    let head = Head {
        shortlist: true,
        linked_data: linked_data::of_hubs(&page, app.site.public_url.as_deref()),
        ..page_head(&app, "Family Hubs", sentence, "/hubs")
    };
    let head = with_islands(head, &nonce);
    Ok(Page::new(app::hubs(&app.site, &head, &page)).islands(nonce))
}
