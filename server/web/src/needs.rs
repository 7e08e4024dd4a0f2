//! Needs, each a virtual Family Hub.

use super::{
    Routes,
    answer::{Cache, Nonce, Page},
    errors::AppError,
    pages::{Answered, App, head, with_islands},
    query::Pairs,
};
use crate::present::needs;
use app::model::Head;
use axum::{extract::Path, routing::get};
use search::Search;

pub(super) fn routes() -> Routes {
    Routes::new().route("/needs", get(all)).route("/needs/{slug}", get(one))
}

async fn all(app: App) -> Answered {
    let page = needs::all(&app.engine);
    let sentence = "What families can get help with: what it looks like, what you can do today, and who to ask.";
    Ok(Page::new(app::needs(&app.site, &head("What would help?", sentence, "/needs"), &page)))
}

/// `GET /needs/{slug}?near=&age=`: the place stands in the address and nowhere else.
async fn one(app: App, nonce: Nonce, Path(slug): Path<String>, Pairs(pairs): Pairs) -> Answered {
    let need = app.engine.catalogue.need(&slug).ok_or(AppError::NotFound("need"))?;
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let page = needs::one(&app.engine, need, &asked, app.clock.local())?;
    // A page about abuse or self-harm says nothing of it where a browser or a chat would show it.
    let head = if need.sensitive {
        head("Help for families", "Somebody who can help.", "/needs")
    } else {
        head(&need.label, &need.description, "/needs")
    };
    let cache = if need.sensitive { Cache::Never } else { Cache::AMinute };
    let head = with_islands(Head { shortlist: true, ..head }, &nonce);
    Ok(Page::new(app::need(&app.site, &head, &page)).islands(nonce).cache(cache))
}
