//! `/`.

use super::{App, PageResult, page_head, with_islands};
use crate::{
    answer::{Nonce, Page},
    present,
};
use app::model::HomePage;
use axum::extract::State;
use search::Search;

pub(crate) async fn show(State(app): App, nonce: Nonce) -> PageResult {
    let catalogue = &app.engine.catalogue;
    let page = HomePage {
        form: present::form(&Search::default(), catalogue),
        needs: present::needs_by_group(&catalogue.terms),
        districts: catalogue.authority.districts.iter().map(|d| (d.slug.clone(), d.name.clone())).collect(),
        services: catalogue.listed.services.len(),
        confirmed: catalogue.facts.iter().filter(|facts| facts.confirmed).count(),
    };
    let sentence = format!("Find help for families near you in {}, by phone or online.", catalogue.authority.name);
    let head = with_islands(page_head(&app, "", &sentence, "/"), &nonce);
    Ok(Page::new(app::home(&app.site, &head, &page)).islands(nonce))
}
