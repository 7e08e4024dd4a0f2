//! What a request must say, and how long an address, a body and an answer may be.

use super::errors::AppError;
use axum::{
    extract::Request,
    http::{Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// Bytes of the longest address: room for 10,000 typed characters and every filter.
pub(crate) const LONGEST_ADDRESS: usize = 16 * 1024;
/// Bytes of the largest body.
pub(crate) const LARGEST_BODY: usize = 64 * 1024;
/// The longest that an answer may take.
pub(crate) const LONGEST_ANSWER: Duration = Duration::from_secs(10);

/// Refuses a request that does not name one host (RFC 9112, section 3.2), and an address that is too long or
/// is not UTF-8 once it is decoded.
pub(crate) async fn check_request(request: Request, next: Next) -> Response {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    if hosts > 1 || (hosts == 0 && request.version() == Version::HTTP_11) {
        return AppError::BadAddress.into_response();
    }
    let uri = request.uri();
    if uri.path_and_query().is_some_and(|all| all.as_str().len() > LONGEST_ADDRESS) {
        return AppError::AddressTooLong.into_response();
    }
    if percent_encoding::percent_decode_str(uri.path()).decode_utf8().is_err() {
        return AppError::BadAddress.into_response();
    }
    next.run(request).await
}
