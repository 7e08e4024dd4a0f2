//! The site over HTTP: which address is answered by what, and what surrounds every answer.

mod answer;
mod api;
mod assets;
mod basemap;
mod booklet;
mod changes;
mod conditional;
mod connections;
mod developers;
mod districts;
mod embed;
mod encoding;
mod errors;
mod examples;
mod feedback;
mod headers;
mod health;
mod holidays;
mod limits;
mod logs;
mod map;
mod needs;
mod open_data;
mod openapi;
mod oruk;
mod pages;
mod professionals;
mod query;
mod quota;
mod shortlist;
mod sitemap;
mod standing;
mod state;
mod stream;
mod suggest;
mod wellknown;
mod young;

pub use answer::{Cache, Nonce, Page, data};
pub use assets::Files;
pub(crate) use connections::{GRACE, listen};
pub use errors::AppError;
pub use feedback::feedback;
pub use logs::log_to;
pub(crate) use logs::{Gathered, log_panics_without_words};
pub use query::Pairs;
pub use state::AppState;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer};

/// The routes of a part of the site.
pub type Routes = Router<Arc<AppState>>;

/// Every address that the site answers.
fn routes() -> Routes {
    Router::new()
        .merge(pages::routes())
        .merge(districts::routes())
        .merge(map::routes())
        .merge(professionals::routes())
        .merge(shortlist::routes())
        .merge(needs::routes())
        .merge(young::routes())
        .merge(standing::routes())
        .merge(api::routes())
        .merge(open_data::routes())
        .merge(suggest::routes())
        .merge(oruk::routes())
        .merge(changes::routes())
        .merge(developers::routes())
        .merge(embed::routes())
        .merge(holidays::routes())
        .merge(booklet::routes())
        .route("/assets/{file}", get(assets::asset))
        .route(basemap::ADDRESS, get(basemap::basemap))
        .route("/favicon.ico", get(assets::icon))
        .route("/favicon.svg", get(assets::icon))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/.well-known/security.txt", get(wellknown::security))
}

/// The whole site. `more` adds routes, for tests.
pub fn site(app: Arc<AppState>, more: Routes) -> Router {
    // The outermost stands first. The log counts what is really sent; the headers stand on every
    // answer, also on those of the limits and of a panic.
    let around = ServiceBuilder::new()
        .layer(from_fn(logs::record))
        .layer(from_fn_with_state(app.clone(), headers::guard))
        .layer(CompressionLayer::new().compress_when(encoding::worth_it()))
        .layer(from_fn_with_state(app.clone(), errors::dress))
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(from_fn(limits::limit))
        .layer(RequestBodyLimitLayer::new(limits::LARGEST_BODY));
    routes()
        .merge(more)
        .fallback(async || AppError::NotFound("page"))
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed)
        .layer(around)
        .with_state(app)
}
