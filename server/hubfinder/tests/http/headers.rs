//! The headers of every answer, HEAD and compression.

use crate::served::{ask, fetch, header};
use reqwest::{Method, StatusCode};

#[tokio::test]
async fn security_headers_stand_on_every_answer() {
    let paths = ["/test/page", "/nowhere", "/test/page?q=%FF", "/test/panics", "/healthz", "/favicon.svg", "/test/x"];
    for path in paths {
        let response = fetch(path).await;
        let headers = response.headers();
        assert_eq!(header(headers, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(headers, "x-frame-options"), "DENY", "{path}");
        assert_eq!(header(headers, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header(headers, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header(headers, "cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(header(headers, "permissions-policy").starts_with("geolocation=(self), "), "{path}");
        assert_eq!(header(headers, "x-request-id").len(), 32, "{path}");
        let policy = header(headers, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("nonce"), "{path}: {policy}");
        for cookie_or_promise in ["set-cookie", "strict-transport-security", "access-control-allow-origin"] {
            assert_eq!(header(headers, cookie_or_promise), "", "{path}");
        }
    }
}

#[tokio::test]
async fn a_page_with_islands_has_a_nonce_that_is_used_once() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let response = fetch("/test/islands").await;
        let policy = header(response.headers(), "content-security-policy").to_owned();
        let nonce = response.text().await.unwrap();
        assert_eq!(nonce.len(), 32);
        assert!(policy.contains(&format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; ")), "{policy}");
        seen.push(nonce);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn open_data_is_for_every_site_and_fails_in_json() {
    let response = fetch("/api/test").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(response.headers(), "access-control-allow-origin"), "*");
    assert_eq!(header(response.headers(), "cross-origin-resource-policy"), "cross-origin");
    assert_eq!(header(response.headers(), "content-type"), "application/json");
    let body: serde_json::Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    assert!(body["error"].as_str().unwrap().starts_with("We could not find that place."), "{body}");
}

#[tokio::test]
async fn what_was_searched_for_is_kept_in_no_cache() {
    assert_eq!(header(fetch("/test/page").await.headers(), "cache-control"), "private, max-age=60");
    assert_eq!(header(fetch("/test/page?q=debt").await.headers(), "cache-control"), "no-store");
    assert_eq!(header(fetch("/test/islands").await.headers(), "cache-control"), "no-store");
}

#[tokio::test]
async fn head_gives_the_headers_alone() {
    for (path, status) in [("/test/page", 200), ("/nowhere", 404), ("/sitemap.xml", 200)] {
        let whole = fetch(path).await;
        let head = ask(Method::HEAD, path).send().await.unwrap();
        assert_eq!(head.status().as_u16(), status);
        for name in ["content-type", "content-length", "cache-control", "content-security-policy"] {
            assert_eq!(header(head.headers(), name), header(whole.headers(), name), "{path} {name}");
        }
        assert!(head.bytes().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn long_text_is_compressed_for_those_who_take_it() {
    let whole = fetch("/test/page").await.bytes().await.unwrap().len();
    for (accepted, encoding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let response = ask(Method::GET, "/test/page").header("accept-encoding", accepted).send().await.unwrap();
        assert_eq!(header(response.headers(), "content-encoding"), encoding);
        assert!(header(response.headers(), "vary").contains("accept-encoding"), "{accepted}");
        let length = response.bytes().await.unwrap().len();
        assert!(
            if encoding.is_empty() { length == whole } else { length < whole / 4 },
            "{accepted}: {length} of {whole}"
        );
    }
    let response = ask(Method::GET, "/healthz").header("accept-encoding", "br").send().await.unwrap();
    assert_eq!(header(response.headers(), "content-encoding"), "");
    let response = ask(Method::GET, "/nowhere").header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(header(response.headers(), "content-encoding"), "gzip");
}
