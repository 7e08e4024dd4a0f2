//! What the log says, and what it never says.

use crate::served::{ask, fetch, header, line_of, log};
use reqwest::Method;

#[tokio::test]
async fn the_log_has_one_line_and_nothing_of_what_was_asked() {
    let request = ask(Method::GET, "/test/page?near=DY10+3ED&q=bruises")
        .header("user-agent", "Curious/1.0")
        .header("referer", "https://elsewhere.example/")
        .header("x-request-id", "chosen-by-a-caller-0123456789");
    let response = request.send().await.unwrap();
    let id = header(response.headers(), "x-request-id").to_owned();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let length = response.bytes().await.unwrap().len();
    let line: serde_json::Value = serde_json::from_str(&line_of(&id).await).unwrap();
    assert_eq!(line["span"]["method"], "GET");
    assert_eq!(line["span"]["route"], "/test/page");
    assert_eq!(line["span"]["id"], id);
    assert_eq!(line["status"], 200);
    assert_eq!(line["bytes"], length);
    assert!(line["milliseconds"].is_f64(), "{line}");
    fetch("/my-secret-path?q=bruises").await;
    fetch("/services/my-secret-path").await;
    fetch("/test/panics?q=bruises").await;
    let response = fetch("/test/broken?q=bruises").await;
    line_of(header(response.headers(), "x-request-id")).await;
    let log = log();
    assert!(log.contains("the database said no"), "{log}");
    for told in ["DY10", "bruises", "Curious", "elsewhere", "127.0.0.1\"", "my-secret-path", "chosen-by"] {
        assert!(!log.contains(told), "{told} in {log}");
    }
}
