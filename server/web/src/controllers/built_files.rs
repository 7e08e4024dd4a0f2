//! `/assets/{name}.{hash}.{ending}` and `/favicon.*`: the built files.

use super::App;
use crate::errors::AppError;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Uri},
    response::Response,
};

/// A name under `/assets/` is of this content for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// `/favicon.ico` has no hash.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

pub(crate) async fn show(State(app): App, request: Request) -> Result<Response, AppError> {
    app.files.serve(request, FOR_EVER).await
}

/// The icon, where browsers look for one by themselves.
pub(crate) async fn icon(State(app): App, mut request: Request) -> Result<Response, AppError> {
    let address = app.files.icon().and_then(|address| Uri::try_from(address).ok());
    *request.uri_mut() = address.ok_or(AppError::NotFound("file"))?;
    app.files.serve(request, A_DAY).await
}
