//! `/assets/{name}.{hash}.{ending}`, and the icons under the names by which browsers and phones look for them.

use super::App;
use crate::{
    assets::{ICON, SMALL_ICON, TOUCH_ICON},
    errors::AppError,
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Uri},
    response::Response,
};

/// A name under `/assets/` is of this content for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The names that browsers look for have no hash.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

pub(crate) async fn show(State(app): App, request: Request) -> Result<Response, AppError> {
    app.files.serve(request, FOR_EVER).await
}

/// An icon, where browsers and phones look for one by themselves.
pub(crate) async fn icon(State(app): App, mut request: Request) -> Result<Response, AppError> {
    let name = match request.uri().path() {
        "/favicon.ico" => SMALL_ICON,
        "/apple-touch-icon.png" => TOUCH_ICON,
        _ => ICON,
    };
    let address = app.files.address(name).and_then(|address| Uri::try_from(address).ok());
    *request.uri_mut() = address.ok_or(AppError::NotFound("file"))?;
    app.files.serve(request, A_DAY).await
}
