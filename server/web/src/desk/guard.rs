//! What may be sent to the desk: only what a page of ours sends.

use super::Desk;
use crate::errors::AppError;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap,
        header::{HeaderName, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses whatever could change something and does not come from a page of ours.
pub(super) async fn refuse_what_comes_from_elsewhere(
    State(desk): State<Arc<Desk>>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() || is_from_here(request.headers(), &desk.public_url) {
        return next.run(request).await;
    }
    let refused = AppError::Refused {
        heading: "Nothing was changed",
        sentence: "This did not come from a page of the desk. Go back, load the page again, and press the button once more.",
    };
    refused.into_response()
}

/// Whether a page of ours sent this: the browser says so (Fetch Metadata), or it says nothing, being old, and the
/// origin is our own address. The host is not asked for, since proxies rewrite it.
fn is_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    match headers.get(SEC_FETCH_SITE) {
        Some(site) => site == "same-origin",
        None => headers.get(ORIGIN).is_some_and(|origin| origin == public_url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_send() {
        let is_from_here = |pairs: &[(&'static str, &str)]| {
            let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
            is_from_here(&headers, "https://help.example.org")
        };
        assert!(is_from_here(&[("sec-fetch-site", "same-origin")]));
        assert!(is_from_here(&[("origin", "https://help.example.org")]));
        for site in ["cross-site", "same-site", "none", "", "Same-Origin"] {
            let said = [("sec-fetch-site", site), ("origin", "https://help.example.org")];
            assert!(!is_from_here(&said), "{site}");
        }
        for origin in
            ["null", "https://help.example.org.evil.example", "http://help.example.org", "https://evil.example"]
        {
            assert!(!is_from_here(&[("origin", origin)]), "{origin}");
        }
        assert!(!is_from_here(&[]) && !is_from_here(&[("host", "help.example.org")]));
    }
}
