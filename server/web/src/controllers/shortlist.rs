//! `/shortlist`, as a page and as text.

use super::{App, untold_head};
use crate::{
    answer::{Cache, Page, data},
    present::shortlist,
    query::Pairs,
};
use app::model::Head;
use axum::{extract::State, response::Response};

pub(crate) async fn show(State(app): App, Pairs(pairs): Pairs) -> Page {
    let page = shortlist::page(&app, &pairs);
    let sentence = "Services you chose, to print, text or e-mail.";
    let head =
        Head { shortlist: true, no_index: !pairs.is_empty(), ..untold_head(&app, "Shortlist", sentence, "/shortlist") };
    Page::new(app::shortlist(&app.site, &head, &page))
}

pub(crate) async fn text(State(app): App, Pairs(pairs): Pairs) -> Response {
    let page = shortlist::page(&app, &pairs);
    data("text/plain; charset=utf-8", Cache::Never, app::shortlist_text(&app.site, &page))
}
