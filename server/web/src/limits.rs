//! How long an address, a body and an answer may be.

use super::errors::AppError;
use axum::{
    extract::Request,
    http::header::CONTENT_LENGTH,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// Bytes of the longest address: room for 10,000 typed characters and every filter.
pub(super) const LONGEST_ADDRESS: usize = 16 * 1024;
/// Bytes of the largest body.
pub(super) const LARGEST_BODY: usize = 64 * 1024;
/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Refuses what is too long, or is not UTF-8 where it is decoded, and gives up on what takes too
/// long. A body that does not say how long it is is measured where it is read.
pub(super) async fn limit(request: Request, next: Next) -> Response {
    let uri = request.uri();
    if uri.path_and_query().is_some_and(|all| all.as_str().len() > LONGEST_ADDRESS) {
        return AppError::AddressTooLong.into_response();
    }
    if percent_encoding::percent_decode_str(uri.path()).decode_utf8().is_err() {
        return AppError::BadAddress.into_response();
    }
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST_BODY) {
        return AppError::BodyTooLarge.into_response();
    }
    within(PATIENCE, next.run(request)).await
}

async fn within(patience: Duration, answer: impl Future<Output = Response>) -> Response {
    tokio::time::timeout(patience, answer).await.unwrap_or_else(|_| AppError::Busy.into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn an_answer_that_takes_too_long_is_given_up() {
        let response = within(Duration::from_millis(1), std::future::pending()).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
