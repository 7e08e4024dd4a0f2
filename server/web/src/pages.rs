//! Pages for people.

use super::{
    Routes,
    answer::{Cache, Nonce, Page},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use crate::present::{self, hubs, map_picture, place, search_page, service, sessions, urgent};
use app::model::{Head, HomePage};
use axum::{
    extract::{Path, State},
    routing::get,
};
use search::Search;
use std::sync::Arc;

pub(super) type App = State<Arc<AppState>>;
pub(super) type Answered = Result<Page, AppError>;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(home))
        .route("/search", get(search_page))
        .route("/services/{id}", get(service_page))
        .route("/places/{id}", get(place_page))
        .route("/hubs", get(hubs_page))
        .route("/urgent", get(urgent_page))
}

pub(super) fn head(title: &str, description: &str, path: &str) -> Head {
    Head { title: title.to_owned(), description: description.to_owned(), path: path.to_owned(), ..Head::default() }
}

/// A head of a page that holds islands.
pub(super) fn with_islands(head: Head, nonce: &Nonce) -> Head {
    Head { islands: true, nonce: nonce.as_str().to_owned(), ..head }
}

async fn home(State(app): App, nonce: Nonce) -> Answered {
    let catalogue = &app.engine.catalogue;
    let page = HomePage {
        form: present::form(&Search::default(), catalogue),
        needs: present::needs_by_group(&catalogue.terms),
        districts: catalogue.authority.districts.iter().map(|d| (d.slug.clone(), d.name.clone())).collect(),
        services: catalogue.listed.services.len(),
        confirmed: catalogue.facts.iter().filter(|facts| facts.confirmed).count(),
    };
    let sentence = format!("Find help for families near you in {}, by phone or online.", catalogue.authority.name);
    let head = with_islands(head("", &sentence, "/"), &nonce);
    Ok(Page::new(app::home(&app.site, &head, &page)).islands(nonce))
}

async fn search_page(State(app): App, nonce: Nonce, Pairs(pairs): Pairs) -> Answered {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let now = app.clock.local();
    let answer = app.engine.search_for(&asked, now, search_page::most_shown(&asked))?;
    let mut page = search_page::page(&app.engine, &asked, &answer, now);
    page.map = map_picture::of_search(&app, &asked, &answer, &page);
    let head = head("Help for families", "Help for families, near you and by phone or online.", "/search");
    let head = with_islands(Head { no_index: true, shortlist: true, ..head }, &nonce);
    Ok(Page::new(app::search(&app.site, &head, &page)).islands(nonce).cache(Cache::Never))
}

async fn service_page(State(app): App, Path(id): Path<String>, Pairs(pairs): Pairs) -> Answered {
    let found = app.engine.catalogue.service(&id).ok_or(AppError::NotFound("service"))?;
    let mut page = service::page(&app.engine, found);
    page.why = service::why(&app.engine, found, &pairs);
    page.save = Search::parse(&pairs, &app.engine.catalogue).saved_with(&found.id);
    page.sessions = sessions::any(&app.engine, found, app.clock.local().date());
    page.map = map_picture::of_places(&app, &found.location_ids, &found.name, Some(&found.kind));
    // A page about abuse or self-harm says nothing of it where a browser or a chat would show it.
    let head = if page.sensitive {
        head("Help for families", "Somebody who can help.", "/services")
    } else {
        head(&found.name, &found.summary, "/services")
    };
    let head = Head { shortlist: true, ..head };
    let cache = if page.sensitive { Cache::Never } else { Cache::AMinute };
    Ok(Page::new(app::service(&app.site, &head, &page)).cache(cache))
}

async fn place_page(State(app): App, Path(id): Path<String>, Pairs(pairs): Pairs) -> Answered {
    let found = app.engine.catalogue.location(&id).ok_or(AppError::NotFound("place"))?;
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let mut page = place::page(&app.engine, found, app.clock.local());
    page.map = map_picture::of_place(&app, found, asked.need_areas);
    let sentence = format!("What happens at {} and when.", found.name);
    let head = Head { shortlist: true, ..head(&found.name, &sentence, "/places") };
    Ok(Page::new(app::place(&app.site, &head, &page)))
}

async fn hubs_page(State(app): App, nonce: Nonce, Pairs(pairs): Pairs) -> Answered {
    let asked = Search::parse(&pairs, &app.engine.catalogue);
    let mut page = hubs::page(&app.engine, &asked, app.clock.local());
    page.map = map_picture::of_hubs(&app, &asked, &page);
    let sentence = "Family Hubs and children's centres, and how to reach them.";
    let head = with_islands(Head { shortlist: true, ..head("Family Hubs", sentence, "/hubs") }, &nonce);
    Ok(Page::new(app::hubs(&app.site, &head, &page)).islands(nonce))
}

async fn urgent_page(State(app): App) -> Answered {
    let page = urgent::page(&app.engine, app.clock.local());
    let head = head("Urgent help", "Numbers to ring now.", "/urgent");
    Ok(Page::new(app::urgent(&app.site, &head, &page)).cache(Cache::Never))
}
