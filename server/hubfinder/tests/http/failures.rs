//! What cannot be answered.

use crate::served::{SERVER, ask, fetch, header, said};
use reqwest::{Method, StatusCode};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn failures_have_our_page() {
    let html = said(fetch("/nowhere").await, StatusCode::NOT_FOUND).await;
    assert!(html.contains("We could not find that page") && html.contains("noindex"), "{html}");
    for path in ["/test/page?q=%FF", "/%FF", "/test/x", "/test/999"] {
        assert!(
            said(fetch(path).await, StatusCode::BAD_REQUEST).await.contains("We could not read that address"),
            "{path}"
        );
    }
    let html = said(fetch(&format!("/test/page?q={}", "a".repeat(16 * 1024))).await, StatusCode::BAD_REQUEST).await;
    assert!(html.contains("too long"));
    let sent = ask(Method::POST, "/test/page").send().await.unwrap();
    assert_eq!(header(sent.headers(), "allow"), "GET,HEAD");
    said(sent, StatusCode::METHOD_NOT_ALLOWED).await;
    let sent = ask(Method::POST, "/test/page").body(vec![b'a'; 65 * 1024]).send().await.unwrap();
    said(sent, StatusCode::PAYLOAD_TOO_LARGE).await;
}

#[tokio::test]
async fn ten_thousand_letters_and_odd_characters_get_through() {
    let response = fetch(&format!("/test/page?q={}", "a".repeat(10_000))).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.text().await.unwrap().contains(&"a".repeat(10_000)));
    let text = fetch("/test/page?q=a+b%20caf%C3%A9%00%E2%80%AE&q=100%").await.text().await.unwrap();
    assert!(text.contains("q: a b café\0\u{202e}\nq: 100%\n"), "{text:?}");
}

#[tokio::test]
async fn what_breaks_is_a_calm_page_with_a_number_and_no_cause() {
    for path in ["/test/broken", "/test/panics?q=my-secret-words"] {
        let response = fetch(path).await;
        let id = header(response.headers(), "x-request-id").to_owned();
        let html = said(response, StatusCode::INTERNAL_SERVER_ERROR).await;
        assert!(html.contains("Something went wrong on our side") && html.contains(&id), "{html}");
        assert!(!html.contains("said no") && !html.contains("secret"), "{html}");
    }
    assert_eq!(fetch("/healthz").await.text().await.unwrap(), "ok\n");
}

/// The status line of the answer to a head as it is written here.
async fn answer_to(head: &str) -> String {
    let mut stream = TcpStream::connect(*SERVER).await.unwrap();
    stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("referrer-policy: no-referrer"), "{answer}");
    answer.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_request_names_one_host() {
    for (head, status) in [
        ("GET /healthz HTTP/1.1\r\nhost: a\r\n", "HTTP/1.1 200 OK"),
        ("GET /healthz HTTP/1.1\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET /healthz HTTP/1.1\r\nhost: a\r\nhost: b\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET /healthz HTTP/1.1\r\nhost: a\r\nHost: a\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET /healthz HTTP/1.0\r\n", "HTTP/1.0 200 OK"),
        ("GET /healthz HTTP/1.0\r\nhost: a\r\nhost: b\r\n", "HTTP/1.0 400 Bad Request"),
    ] {
        assert_eq!(answer_to(head).await, status, "{head}");
    }
}
