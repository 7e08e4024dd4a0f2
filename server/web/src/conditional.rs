//! Conditional requests: whoever holds an answer already is told so (RFC 9110, section 13).

use super::answer::{Cache, data};
use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::{
    TypedHeader,
    headers::{ETag, HeaderMapExt, IfModifiedSince, IfNoneMatch, LastModified},
};
use chrono::{DateTime, Utc};
use folder::Fingerprint;
use std::{convert::Infallible, time::SystemTime};

/// What a request says that its sender holds.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    if_none_match: Option<IfNoneMatch>,
    if_modified_since: Option<IfModifiedSince>,
}

impl<S: Sync> FromRequestParts<S> for Conditions {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        // What cannot be read counts as not said (section 13.1.3), where `TypedHeader` would refuse it.
        Ok(Self { if_none_match: parts.headers.typed_get(), if_modified_since: parts.headers.typed_get() })
    }
}

impl Conditions {
    /// Whether the sender holds what has this tag and was changed last at this moment, to the second.
    fn are_held(&self, tag: &ETag, modified: Option<DateTime<Utc>>) -> bool {
        match (&self.if_none_match, &self.if_modified_since, modified) {
            (Some(tags), _, _) => !tags.precondition_passes(tag),
            (None, Some(since), Some(modified)) => !since.is_modified(modified.into()),
            _ => false,
        }
    }
}

/// Data with its tag and, where it is known, when it last changed; 304 without it for whoever holds it.
pub(crate) fn answer(
    conditions: &Conditions,
    content_type: &'static str,
    cache: Cache,
    modified: Option<DateTime<Utc>>,
    body: Vec<u8>,
) -> Response {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(&body);
    answer_stream(conditions, content_type, cache, modified, fingerprint, || body.into())
}

/// A long answer that is known by its fingerprint before it is made, and made only for whoever does
/// not hold it.
pub(crate) fn answer_stream(
    conditions: &Conditions,
    content_type: &'static str,
    cache: Cache,
    modified: Option<DateTime<Utc>>,
    fingerprint: Fingerprint,
    body: impl FnOnce() -> Body,
) -> Response {
    // Weak, since the bytes on the way may be compressed.
    let tag: ETag = format!("W/\"{fingerprint}\"").parse().expect("hexadecimal digits in quotes are a tag");
    let answer = if conditions.are_held(&tag, modified) {
        (StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, cache.header())]).into_response()
    } else {
        data(content_type, cache, "").map(|_| body())
    };
    let modified = modified.map(|modified| TypedHeader(LastModified::from(SystemTime::from(not_ahead(modified)))));
    (TypedHeader(tag), modified, answer).into_response()
}

/// A moment as it may be told: never later than now (RFC 9110, section 8.8.2.1). Writings of the store that
/// come quicker than one a second are stamped ahead of the clock, so that no two share a stamp.
pub(crate) fn not_ahead(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.min(Utc::now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, Request};

    async fn status(name: HeaderName, value: &str) -> StatusCode {
        let request = Request::builder().header(name, value).body(()).unwrap();
        let conditions = Conditions::from_request_parts(&mut request.into_parts().0, &()).await.unwrap();
        let modified = DateTime::parse_from_rfc3339("2026-03-02T09:30:00Z").unwrap().to_utc();
        answer(&conditions, "application/json", Cache::Revalidate, Some(modified), b"{}".to_vec()).status()
    }

    #[tokio::test]
    async fn whoever_holds_it_is_told_so() {
        let first = answer(&Conditions::default(), "application/json", Cache::Revalidate, None, b"{}".to_vec());
        let tag = first.headers()[header::ETAG].to_str().unwrap();
        assert!(tag.starts_with("W/\""), "{tag}");
        assert_eq!(status(header::IF_NONE_MATCH, &format!("\"x\", {tag}")).await, StatusCode::NOT_MODIFIED);
        assert_eq!(status(header::IF_NONE_MATCH, "*").await, StatusCode::NOT_MODIFIED);
        assert_eq!(status(header::IF_NONE_MATCH, "W/\"x\"").await, StatusCode::OK);
    }

    #[test]
    fn what_was_stamped_ahead_of_the_clock_is_told_as_now() {
        let ahead = Utc::now() + chrono::TimeDelta::seconds(8);
        let told = answer(&Conditions::default(), "application/json", Cache::Revalidate, Some(ahead), b"{}".to_vec());
        let told = DateTime::parse_from_rfc2822(told.headers()[header::LAST_MODIFIED].to_str().unwrap()).unwrap();
        assert!(told <= Utc::now(), "{told}");
        assert_eq!(not_ahead(DateTime::UNIX_EPOCH), DateTime::UNIX_EPOCH);
    }

    #[tokio::test]
    async fn the_moment_of_a_change_counts_to_the_second_in_each_form_of_a_date() {
        for (since, wanted) in [
            ("Mon, 02 Mar 2026 09:30:00 GMT", StatusCode::NOT_MODIFIED),
            ("Mon, 02 Mar 2026 09:29:59 GMT", StatusCode::OK),
            // As RFC 850 wrote it.
            ("Monday, 02-Mar-26 09:30:00 GMT", StatusCode::NOT_MODIFIED),
            ("Monday, 02-Mar-26 09:29:59 GMT", StatusCode::OK),
            // As C's asctime() writes it.
            ("Mon Mar  2 09:30:00 2026", StatusCode::NOT_MODIFIED),
            ("Mon Mar  2 09:29:59 2026", StatusCode::OK),
            ("yesterday", StatusCode::OK),
        ] {
            assert_eq!(status(header::IF_MODIFIED_SINCE, since).await, wanted, "{since}");
        }
    }
}
