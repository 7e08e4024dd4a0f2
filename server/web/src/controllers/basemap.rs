//! `/map/basemap.pmtiles`: the steward's map file, by ranges. It is read from disk piece by piece.

use super::App;
use crate::errors::AppError;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use map::basemap::Basemap;
use tower::ServiceExt;
use tower_http::services::ServeFile;

const CONTENT_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.pmtiles");
/// The steward may change the file; pieces of two files never mix, for each has its tag.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

pub(crate) async fn show(State(app): App, mut request: Request) -> Result<Response, AppError> {
    let Some(Basemap::Archive(archive)) = &app.basemap else { return Err(AppError::NotFound("file")) };
    let file = ServeFile::new(archive.file());
    let send = |request: Request| {
        let sent = file.clone().oneshot(request);
        async move { sent.await.map(|response| response.map(Body::new)) }
    };
    // A piece of what the browser had before is only right when that is still the same
    // (RFC 9110, section 13.1.5); otherwise it gets the whole.
    if let Some(had) = request.headers_mut().remove(header::IF_RANGE) {
        let mut head = Request::new(Body::empty());
        *head.method_mut() = Method::HEAD;
        let Ok(head) = send(head).await;
        if head.headers().get(header::ETAG) != Some(&had) {
            request.headers_mut().remove(header::RANGE);
        }
    }
    let Ok(mut response) = send(request).await;
    if response.status().is_server_error() || response.status() == StatusCode::NOT_FOUND {
        return Err(AppError::Internal(anyhow::anyhow!("the base map {} is gone", archive.file().display())));
    }
    response.headers_mut().insert(header::CONTENT_TYPE, CONTENT_TYPE);
    response.headers_mut().insert(header::CACHE_CONTROL, AN_HOUR);
    Ok(response.into_response())
}
