//! What a request is called in the log and on the page that says that something broke.

use axum::http::{HeaderName, HeaderValue, Request};
use tower_http::request_id::{MakeRequestId, RequestId};

/// The header that carries it.
pub(crate) const REQUEST_ID_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Draws a request id of 32 hexadecimal digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DrawRequestId;

impl MakeRequestId for DrawRequestId {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        // A name to find a line by, not a secret.
        let id = format!("{:032x}", fastrand::u128(..));
        HeaderValue::try_from(id).ok().map(RequestId::new)
    }
}

/// Removes a request id that came from outside: whoever chose it could find its line in the log, or write
/// words into it.
pub(crate) fn remove_request_id<B>(mut request: Request<B>) -> Request<B> {
    request.headers_mut().remove(REQUEST_ID_HEADER);
    request
}

/// The id of a request that has passed the layers; empty elsewhere.
pub(crate) fn request_id_of<B>(request: &Request<B>) -> &str {
    let id = request.extensions().get::<RequestId>();
    id.and_then(|id| id.header_value().to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callers_id_is_not_taken_over() {
        for id in ["0123abcd-proxy", "my 14 year old"] {
            let request = Request::builder().header(REQUEST_ID_HEADER, id).body(()).unwrap();
            assert!(!remove_request_id(request).headers().contains_key(REQUEST_ID_HEADER), "{id}");
        }
    }

    #[test]
    fn each_request_has_an_id_of_its_own() {
        let draw = || DrawRequestId.make_request_id(&Request::new(())).unwrap().into_header_value();
        assert_eq!(draw().len(), 32);
        assert_ne!(draw(), draw());
    }
}
