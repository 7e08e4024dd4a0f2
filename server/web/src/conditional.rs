//! Answers that a program may hold already (RFC 9110, section 13).

use super::answer::{Cache, data};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use folder::Fingerprint;

/// Data with its tag and, where it is known, when it last changed; 304 without it for whoever says
/// that they hold it. The tag is weak: the bytes on the way may be compressed.
pub(super) fn answer(
    asked: &HeaderMap,
    content_type: &'static str,
    cache: Cache,
    modified: Option<DateTime<Utc>>,
    body: Vec<u8>,
) -> Response {
    let mut print = Fingerprint::default();
    print.add(&body);
    printed(asked, content_type, cache, modified, print, || body.into())
}

/// The same for an answer that is known by a print before it is made: a long one, made only for
/// whoever does not hold it.
pub(super) fn printed(
    asked: &HeaderMap,
    content_type: &'static str,
    cache: Cache,
    modified: Option<DateTime<Utc>>,
    print: Fingerprint,
    body: impl FnOnce() -> Body,
) -> Response {
    let tag = format!("\"{print}\"");
    let held =
        if asked.contains_key(header::IF_NONE_MATCH) { has_tag(asked, &tag) } else { is_as_new(asked, modified) };
    let mut response = if held {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, cache.header());
        response
    } else {
        let mut response = data(content_type, cache, "");
        *response.body_mut() = body();
        response
    };
    if let Ok(tag) = HeaderValue::try_from(format!("W/{tag}")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    let written = modified.map(|modified| modified.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some(value) = written.and_then(|written| HeaderValue::try_from(written).ok()) {
        response.headers_mut().insert(header::LAST_MODIFIED, value);
    }
    response
}

/// Whether `If-None-Match` names the tag (compared weakly, RFC 9110, section 13.1.2).
pub(super) fn has_tag(asked: &HeaderMap, tag: &str) -> bool {
    let lists = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// Whether `If-Modified-Since` is not before the change, to the second.
fn is_as_new(asked: &HeaderMap, modified: Option<DateTime<Utc>>) -> bool {
    let since = asked.get(header::IF_MODIFIED_SINCE).and_then(|since| since.to_str().ok());
    let since = since.and_then(|since| DateTime::parse_from_rfc2822(since).ok());
    since.zip(modified).is_some_and(|(since, modified)| since.timestamp() >= modified.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::try_from(value).unwrap())])
    }

    fn status(asked: &HeaderMap) -> StatusCode {
        let modified = DateTime::parse_from_rfc3339("2026-03-02T09:30:00Z").unwrap().to_utc();
        answer(asked, "application/json", Cache::Ask, Some(modified), b"{}".to_vec()).status()
    }

    #[test]
    fn whoever_holds_it_is_told_so() {
        let first = answer(&HeaderMap::new(), "application/json", Cache::Ask, None, b"{}".to_vec());
        let tag = first.headers()[header::ETAG].to_str().unwrap();
        assert!(tag.starts_with("W/\""), "{tag}");
        assert_eq!(status(&asked(header::IF_NONE_MATCH, &format!("\"x\", {tag}"))), StatusCode::NOT_MODIFIED);
        assert_eq!(status(&asked(header::IF_NONE_MATCH, "W/\"x\"")), StatusCode::OK);
    }

    #[test]
    fn the_moment_of_a_change_counts_to_the_second() {
        for (since, wanted) in [
            ("Mon, 02 Mar 2026 09:30:00 GMT", StatusCode::NOT_MODIFIED),
            ("Mon, 02 Mar 2026 09:29:59 GMT", StatusCode::OK),
            ("yesterday", StatusCode::OK),
        ] {
            assert_eq!(status(&asked(header::IF_MODIFIED_SINCE, since)), wanted, "{since}");
        }
    }
}
