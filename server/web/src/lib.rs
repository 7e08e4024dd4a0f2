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
mod map_page;
mod needs;
mod open_data;
mod openapi;
mod oruk;
mod pages;
pub mod present;
mod professionals;
mod qr;
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
pub use connections::{GRACE, listen};
pub use errors::AppError;
pub use feedback::feedback;
pub use logs::{Gathered, LogFormat, log_panics_without_words, log_to};
pub use query::Pairs;
pub use state::AppState;

use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::get,
};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// The routes of a part of the site.
pub type Routes = Router<Arc<AppState>>;

/// Every address that the site answers.
fn routes() -> Routes {
    Router::new()
        .merge(pages::routes())
        .merge(districts::routes())
        .merge(map_page::routes())
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
    routes()
        .merge(more)
        .fallback(async || AppError::NotFound("page"))
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(from_fn_with_state(app.clone(), around))
        .with_state(app)
}

/// What surrounds every answer. In one function, since each layer of its own costs a request more
/// than what it does.
async fn around(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let record = logs::Record::begin(&request);
    let guard = headers::Guard::of(request.uri());
    let wanted = encoding::Wanted::of(request.headers());
    let response = limits::limit(request, next).await;
    let response = errors::dress(&app, response, guard.open, record.id());
    let mut response = wanted.encode(response).await;
    // On every answer, also on those of the limits and of a panic.
    guard.protect(&app, &mut response);
    // What else can be answered now is made before this is sent (decision 48).
    tokio::task::yield_now().await;
    // What is really sent.
    record.follow(response)
}
