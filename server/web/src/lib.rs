//! The site over HTTP: which address is answered by what, and what surrounds every answer.

mod answer;
mod assets;
mod conditional;
mod connections;
mod controllers;
mod desk;
mod errors;
mod examples;
mod hearing;
mod layers;
mod limits;
mod logs;
mod openapi;
pub mod present;
mod qr;
mod query;
mod quota;
mod request_id;
mod routes;
mod security_headers;
mod state;
mod stream;

pub use self::desk::{Desk, desk};
pub use answer::{Cache, Nonce, Page, data};
pub use assets::Files;
pub use connections::{STOP_TIMEOUT, listen};
pub use controllers::messages::messages;
pub use errors::AppError;
pub use logs::{LogFormat, log_panics_without_words, log_to, log_to_standard_error};
pub use query::Pairs;
pub use state::AppState;

use axum::{Extension, Router};
use openapi::ApiDescription;
use std::sync::Arc;

/// The routes of a part of the site.
pub type Routes = Router<Arc<AppState>>;

/// The whole site. `more` adds routes that hold what no request may clone: the forms to the stewards with
/// their inbox, the desk, and those of tests.
pub fn site(app: Arc<AppState>, more: Routes) -> Router {
    let (routes, api) = routes::all();
    let site = routes
        .merge(more)
        .fallback(async || AppError::NotFound("page"))
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed)
        .layer(Extension(Arc::new(ApiDescription::new(api))));
    layers::add_layers(site, &app).with_state(app)
}
