//! 'Is this right?', from the form to the steward.

use crate::served::{PLACE, ask, client, fetch, header, log, more, said, settings};
use chrono::{DateTime, Utc};
use hubfinder::run;
use reqwest::{Method, Response, StatusCode};
use store::{About, Inbox, Message, NewMessage, Store};

const PAGE: &str = "/feedback/services/wands-family-hub";
const ATTACK: &str = "\"'></textarea></title></script><script>alert(1)</script>&<!>";

/// Sends the form as a browser does that comes from `address`.
async fn send(address: &str, fields: &[(&str, &str)]) -> Response {
    send_from("same-origin", address, fields).await
}

async fn send_from(site: &str, address: &str, fields: &[(&str, &str)]) -> Response {
    ask(Method::POST, PAGE)
        .header("x-forwarded-for", address)
        .header("sec-fetch-site", site)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(serde_urlencoded::to_string(fields).unwrap())
        .send()
        .await
        .unwrap()
}

async fn inbox() -> Inbox {
    Store::open(&settings(PLACE.path()).store).await.unwrap().into_inbox()
}

/// What the store keeps of messages that hold these words.
async fn stored_messages(words: &str) -> Vec<Message> {
    let mut messages = inbox().await.messages().await.unwrap();
    messages.retain(|message| message.words.contains(words));
    messages
}

#[tokio::test]
async fn a_message_reaches_the_steward_and_nobody_else() {
    let response = send("192.0.2.1", &[("words", "The number rings out, zebra."), ("contact", "a@example.org")]).await;
    let html = said(response, StatusCode::OK).await;
    assert!(html.contains("We have your message about") && html.contains("do not read this as an emergency"), "{html}");
    assert!(!html.contains("zebra") && !html.contains("class=\"urgent"), "{html}");
    let messages = stored_messages("zebra").await;
    assert_eq!(messages.len(), 1);
    assert_eq!((messages[0].about.as_str(), messages[0].about_id.as_str()), ("service", "wands-family-hub"));
    assert_eq!(messages[0].contact.as_deref(), Some("a@example.org"));
    assert_eq!(messages[0].sent_at, "2026-03-02T09:30:00Z");
    let log = log();
    for private in ["zebra", "a@example.org", "192.0.2.1", "wands-family-hub"] {
        assert!(!log.contains(private), "{private} in {log}");
    }
}

#[tokio::test]
async fn the_form_stands_for_services_and_places_and_nothing_else() {
    for path in [PAGE, "/feedback/places/wands-westland-first-school"] {
        let html = said(fetch(path).await, StatusCode::OK).await;
        assert!(html.contains("<title>Is this right? - ") && html.contains("noindex"), "{html}");
        assert!(html.contains(&format!("action=\"{path}\" method=\"post\"")), "{html}");
        assert!(html.contains("Nobody reads this straight away"), "{html}");
    }
    for path in ["/feedback/services/nowhere", "/feedback/needs/sleep", "/feedback/places/wands-family-hub"] {
        assert_eq!(fetch(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for (page, form) in [
        ("/services/wands-family-hub", PAGE),
        ("/places/wands-westland-first-school", "/feedback/places/wands-westland-first-school"),
    ] {
        assert!(fetch(page).await.text().await.unwrap().contains(&format!("href=\"{form}\"")), "{page}");
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_kept_once() {
    let once = "0123456789abcdef0123456789abcdef";
    for _ in 0..2 {
        let response = send("192.0.2.2", &[("words", "It has closed, walrus."), ("once", once)]).await;
        assert!(said(response, StatusCode::OK).await.contains("We have your message"));
    }
    assert_eq!(stored_messages("walrus").await.len(), 1);
    let html = fetch(PAGE).await.text().await.unwrap();
    assert_ne!(drawn(&html), drawn(&fetch(PAGE).await.text().await.unwrap()), "each form has its own");
}

fn drawn(html: &str) -> String {
    let at = html.find("name=\"once\" value=\"").unwrap() + 19;
    html[at..at + 32].to_owned()
}

#[tokio::test]
async fn what_was_typed_comes_back_when_it_cannot_be_kept() {
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[("words", " \r\n "), ("contact", "ostrich@example.org")], "Please write what is wrong."),
        (&[("words", "an ostrich"), ("extra", "http://spam.example")], "a box that must stay empty"),
        (&[("words", "an ostrich"), ("contact", &"9".repeat(201))], "too long for us by 1 letter."),
        (&[], "Please write what is wrong."),
    ];
    for (fields, problem) in cases {
        let html = said(send("192.0.2.3", fields).await, StatusCode::OK).await;
        assert!(html.contains(problem) && html.contains("role=\"alert\""), "{problem}: {html}");
        for (name, value) in fields.iter().filter(|(name, _)| *name != "extra") {
            assert!(html.contains(value.trim()), "{name} is lost: {html}");
        }
        assert!(!html.contains("spam.example"), "the box is empty again");
    }
    let long = format!("ostrich {}", "x".repeat(2_000));
    let html = said(send("192.0.2.3", &[("words", &long)]).await, StatusCode::OK).await;
    assert!(html.contains("too long for us by 8 letters") && html.contains(&long), "{html}");
    let response = send("192.0.2.3", &[("words", &"x".repeat(70_000))]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(stored_messages("ostrich").await.is_empty());
}

#[tokio::test]
async fn another_sites_page_cannot_send_for_somebody() {
    for site in ["cross-site", "same-site"] {
        let response = send_from(site, "192.0.2.4", &[("words", "a heron")]).await;
        let html = said(response, StatusCode::FORBIDDEN).await;
        assert!(html.contains("by way of another site") && html.contains("a heron</textarea>"), "{html}");
    }
    assert!(stored_messages("heron").await.is_empty());
    let response = send_from("none", "192.0.2.4", &[("words", "a heron")]).await;
    assert_eq!(response.status(), StatusCode::OK);
    // An old browser does not say where it comes from.
    let old = ask(Method::POST, PAGE).header("origin", "null").body("words=a+heron").send().await.unwrap();
    assert_eq!(old.status(), StatusCode::OK);
    assert_eq!(stored_messages("heron").await.len(), 2);
}

#[tokio::test]
async fn too_many_messages_from_one_address_wait_and_lose_nothing() {
    for _ in 0..10 {
        assert_eq!(send("192.0.2.5", &[("words", "a puffin")]).await.status(), StatusCode::OK);
    }
    let html = said(send("192.0.2.5", &[("words", "the last puffin")]).await, StatusCode::TOO_MANY_REQUESTS).await;
    assert!(html.contains("again in ten minutes") && html.contains("the last puffin</textarea>"), "{html}");
    assert_eq!(send("192.0.2.6", &[("words", "a puffin")]).await.status(), StatusCode::OK);
    assert_eq!(stored_messages("puffin").await.len(), 11);
}

#[tokio::test]
async fn words_that_mean_danger_bring_the_urgent_panel_also_when_something_else_is_wrong() {
    let words = "Nobody answers and he hits me, seagull.";
    let html = said(send("192.0.2.7", &[("words", words)]).await, StatusCode::OK).await;
    assert!(html.contains("class=\"urgent brief\"") && html.contains("href=\"tel:999\""), "{html}");
    assert!(html.contains("do not read this as an emergency"), "{html}");
    assert!(stored_messages("seagull").await[0].urgent);
    assert_eq!(inbox().await.messages().await.unwrap().iter().position(|message| message.urgent), Some(0));
    let html = said(send("192.0.2.7", &[("words", words), ("extra", "x")]).await, StatusCode::OK).await;
    assert!(html.contains("class=\"urgent brief\""), "{html}");
}

#[tokio::test]
async fn an_attack_is_text_and_stays_text() {
    let html =
        said(send("192.0.2.8", &[("words", ATTACK), ("contact", ATTACK), ("extra", ATTACK)]).await, StatusCode::OK)
            .await;
    assert!(!html.contains("<script>alert") && html.contains("&lt;/textarea&gt;"), "{html}");
    assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    let response = send("192.0.2.8", &[("words", &format!("vulture {ATTACK}\0\u{1b}[2J"))]).await;
    assert!(!said(response, StatusCode::OK).await.contains("alert(1)"));
    assert_eq!(stored_messages("vulture").await[0].words, format!("vulture {ATTACK}[2J"));
}

#[tokio::test]
async fn a_server_deletes_old_contacts_when_it_starts() {
    let dir = tempfile::tempdir().unwrap();
    let own = hubfinder::settings::Settings {
        store: dir.path().join("own.sqlite"),
        index: dir.path().join("own.index"),
        ..settings(PLACE.path())
    };
    let moment = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc);
    let inbox = Store::open(&own.store).await.unwrap().into_inbox();
    let about = About::Place("wands-westland-first-school".parse().unwrap());
    // The server's clock says 2 March 2026, 09:30: 90 days after the first of these.
    for (once, sent) in [("a", "2025-12-02T09:30:00Z"), ("b", "2025-12-02T09:30:01Z")] {
        let message = NewMessage { once, about: &about, words: "gone", contact: "c@example.org", urgent: false };
        inbox.keep(&message, moment(sent)).await.unwrap();
    }
    inbox.end().await;
    let running = run::start_with(own.clone(), more()).await.unwrap();
    let at = format!("http://{}/feedback/places/wands-westland-first-school", running.address());
    assert_eq!(header(client().get(at).send().await.unwrap().headers(), "cache-control"), "no-store");
    running.stop().await.unwrap();
    let inbox = Store::open(&own.store).await.unwrap().into_inbox();
    let contacts: Vec<_> = inbox.messages().await.unwrap().into_iter().map(|message| message.contact).collect();
    assert_eq!(contacts, [None, Some("c@example.org".to_owned())]);
}
