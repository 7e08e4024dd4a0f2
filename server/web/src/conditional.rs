//! Conditional requests: whoever holds an answer already is told so (RFC 9110, section 13), and whoever
//! wants a part of one gets that (section 14).

use super::answer::{Cache, data};
use axum::{
    body::{Body, Bytes},
    extract::FromRequestParts,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::{
    TypedHeader,
    headers::{ContentRange, ETag, HeaderMapExt, IfModifiedSince, IfNoneMatch, IfRange, LastModified, Range},
};
use chrono::{DateTime, Utc};
use folder::Fingerprint;
use std::{
    convert::Infallible,
    ops::{self, Bound},
    time::SystemTime,
};

/// What a request says that its sender holds.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    if_none_match: Option<IfNoneMatch>,
    if_modified_since: Option<IfModifiedSince>,
    /// Which bytes it wants, and of which state.
    range: Option<Range>,
    if_range: Option<IfRange>,
}

impl<S: Sync> FromRequestParts<S> for Conditions {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        // What cannot be read counts as not said (section 13.1.3), where `TypedHeader` would refuse it.
        let headers = &parts.headers;
        Ok(Self {
            if_none_match: headers.typed_get(),
            if_modified_since: headers.typed_get(),
            // A part is defined for GET alone (section 14.2).
            range: headers.typed_get().filter(|_| parts.method == Method::GET),
            if_range: headers.typed_get(),
        })
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

impl Conditions {
    /// The bytes of so many that are asked for; `None` for all of them, an error where there are none such.
    /// Several parts at once are answered with the whole, as a server may (section 14.2).
    fn part(&self, length: u64, modified: Option<DateTime<Utc>>) -> Result<Option<ops::Range<u64>>, ()> {
        let modified = modified.map(|modified| LastModified::from(SystemTime::from(not_ahead(modified))));
        // Our tags are weak and prove no byte (section 13.1.5); a moment may.
        let is_of_another_state = |had: &IfRange| had.is_modified(None, modified.as_ref());
        let Some(range) = self.range.as_ref().filter(|_| !self.if_range.as_ref().is_some_and(is_of_another_state))
        else {
            return Ok(None);
        };
        let mut parts = range.satisfiable_ranges(length);
        let (Some((Bound::Included(start), end)), None) = (parts.next(), parts.next()) else { return Ok(None) };
        let end = match end {
            Bound::Included(last) => last.saturating_add(1).min(length),
            Bound::Excluded(end) => end.min(length),
            Bound::Unbounded => length,
        };
        match (start < length, start < end) {
            (true, true) => Ok(Some(start..end)),
            (true, false) => Ok(None),
            (false, _) => Err(()),
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
    let body = Bytes::from(body);
    let length = body.len() as u64;
    let part = conditions.part(length, modified);
    let bytes = match &part {
        Ok(Some(part)) => body.slice(part.start as usize..part.end as usize),
        Ok(None) => body,
        Err(()) => Bytes::new(),
    };
    let mut answer = answer_stream(conditions, content_type, cache, modified, fingerprint, || bytes.into());
    if answer.status() != StatusCode::OK {
        return answer;
    }
    answer.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let (status, said) = match part {
        Ok(None) => return answer,
        Ok(Some(part)) => (StatusCode::PARTIAL_CONTENT, ContentRange::bytes(part, length).ok()),
        Err(()) => (StatusCode::RANGE_NOT_SATISFIABLE, Some(ContentRange::unsatisfied_bytes(length))),
    };
    *answer.status_mut() = status;
    said.into_iter().for_each(|said| answer.headers_mut().typed_insert(said));
    answer
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

    #[tokio::test]
    async fn a_part_is_given_to_whoever_asks_for_one_part_of_what_is_still_so() {
        let modified = DateTime::parse_from_rfc3339("2026-03-02T09:30:00Z").unwrap().to_utc();
        for (range, if_range, status, told, body) in [
            ("bytes=0-3", "", 206, "bytes 0-3/10", "0123"),
            ("bytes=7-", "", 206, "bytes 7-9/10", "789"),
            ("bytes=-2", "", 206, "bytes 8-9/10", "89"),
            ("bytes=8-99", "", 206, "bytes 8-9/10", "89"),
            ("bytes=10-", "", 416, "bytes */10", ""),
            ("bytes=0-1,4-5", "", 200, "", "0123456789"),
            ("bytes=5-4", "", 200, "", "0123456789"),
            ("lines=1-2", "", 200, "", "0123456789"),
            ("bytes=0-3", "Mon, 02 Mar 2026 09:30:00 GMT", 206, "bytes 0-3/10", "0123"),
            ("bytes=0-3", "Mon, 02 Mar 2026 09:29:00 GMT", 200, "", "0123456789"),
            ("bytes=0-3", "W/\"x\"", 200, "", "0123456789"),
        ] {
            let mut request = Request::get("/").header(header::RANGE, range);
            if !if_range.is_empty() {
                request = request.header(header::IF_RANGE, if_range);
            }
            let mut parts = request.body(()).unwrap().into_parts().0;
            let conditions = Conditions::from_request_parts(&mut parts, &()).await.unwrap();
            let given = answer(&conditions, "text/csv", Cache::Revalidate, Some(modified), b"0123456789".to_vec());
            assert_eq!(given.status().as_u16(), status, "{range} {if_range}");
            assert_eq!(given.headers()[header::ACCEPT_RANGES], "bytes");
            let said = given.headers().get(header::CONTENT_RANGE).map_or("", |said| said.to_str().unwrap()).to_owned();
            assert_eq!(said, told, "{range} {if_range}");
            let bytes = axum::body::to_bytes(given.into_body(), 100).await.unwrap();
            assert_eq!(bytes, body.as_bytes(), "{range} {if_range}");
        }
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
