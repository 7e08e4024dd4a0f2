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

/// Removes a request id that looks like no proxy's: it could hold words, and the log would too.
pub(crate) fn remove_malformed_request_id<B>(mut request: Request<B>) -> Request<B> {
    if request.headers().get(REQUEST_ID_HEADER).is_some_and(|id| !is_well_formed(id)) {
        request.headers_mut().remove(REQUEST_ID_HEADER);
    }
    request
}

fn is_well_formed(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    (8..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
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
    fn a_proxys_id_is_kept_only_when_it_looks_like_one() {
        for (id, kept) in [("0123abcd-proxy", true), ("my 14 year old", false), ("short", false)] {
            let request = Request::builder().header(REQUEST_ID_HEADER, id).body(()).unwrap();
            let headers = remove_malformed_request_id(request).headers().clone();
            assert_eq!(headers.get(REQUEST_ID_HEADER).is_some_and(|left| left == id), kept, "{id}");
            assert_eq!(headers.contains_key(REQUEST_ID_HEADER), kept, "{id}");
        }
    }

    #[test]
    fn each_request_has_an_id_of_its_own() {
        let draw = || DrawRequestId.make_request_id(&Request::new(())).unwrap().into_header_value();
        assert_eq!(draw().len(), 32);
        assert_ne!(draw(), draw());
    }
}
