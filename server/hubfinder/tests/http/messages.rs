//! 'Add a service' and 'Write to us', from the form to the steward.

use crate::{
    document::{all, first, words},
    served::{PLACE, ask, fetch, header, log, said, settings},
};
use app::model::ADDITION_FIELDS;
use reqwest::{Method, Response, StatusCode};
use scraper::Html;
use store::{Message, Store};

async fn send(path: &str, address: &str, fields: &[(&str, &str)]) -> Response {
    ask(Method::POST, path)
        .header("x-forwarded-for", address)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(serde_urlencoded::to_string(fields).unwrap())
        .send()
        .await
        .unwrap()
}

/// What the store keeps of messages that hold these words.
async fn stored_messages(words: &str) -> Vec<Message> {
    let inbox = Store::open(&settings(PLACE.path()).store).await.unwrap().into_inbox();
    let mut messages = inbox.messages().await.unwrap();
    messages.retain(|message| message.words.contains(words));
    messages
}

#[tokio::test]
async fn a_service_to_add_reaches_the_steward_and_who_sent_it_stands_apart() {
    let fields = [
        ("service", "Otter Cooking Club"),
        ("does", "Dads and their children cook.\r\nFor a child who was hurt at home."),
        ("ages", "5 to 11"),
        ("you", "I run it"),
        ("contact", "otter@example.org"),
    ];
    let html = said(send("/add-a-service", "192.0.2.41", &fields).await, StatusCode::OK).await;
    assert!(html.contains("It is not in the list yet.") && !html.contains("Otter"), "{html}");
    assert!(!html.contains("class=\"urgent"), "what a service does is no danger of whoever writes: {html}");
    let messages = stored_messages("Otter").await;
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert_eq!((message.about.as_str(), message.about_id.as_str(), message.urgent), ("addition", "", false));
    assert!(message.words.starts_with("What is it called? Otter Cooking Club\nWhat does it do"), "{message:?}");
    assert!(message.words.ends_with("\nFor which ages? 5 to 11") && !message.words.contains("I run it"));
    assert_eq!(message.contact.as_deref(), Some("I run it; otter@example.org"));
    assert!(!log().contains("tter"));
}

#[tokio::test]
async fn a_word_about_the_site_reaches_the_steward_and_danger_brings_the_panel() {
    let html =
        said(send("/contact", "192.0.2.42", &[("words", "The map is hard to read, beaver.")]).await, StatusCode::OK)
            .await;
    assert!(html.contains("We have your message.") && !html.contains("class=\"urgent"), "{html}");
    assert_eq!(stored_messages("beaver").await[0].about, "site");
    let html = said(send("/contact", "192.0.2.42", &[("words", "he hits me, badger")]).await, StatusCode::OK).await;
    assert!(html.contains("class=\"urgent brief\""), "{html}");
    assert!(stored_messages("badger").await[0].urgent);
}

#[tokio::test]
async fn both_say_who_does_not_read_them_at_once_and_keep_no_copy() {
    for (path, heading) in [("/add-a-service", "Add a service"), ("/contact", "Write to us")] {
        let response = fetch(path).await;
        assert_eq!(header(response.headers(), "cache-control"), "no-store", "{path}");
        let page = Html::parse_document(&response.text().await.unwrap());
        assert_eq!(words(first(&page, "h1")), heading);
        assert!(all(&page, "meta[name='robots']").is_empty(), "{path}");
        first(&page, &format!("form[action='{path}'][method='post'] input[name='once']"));
    }
    let page = Html::parse_document(&fetch("/contact").await.text().await.unwrap());
    let help = words(first(&page, "#help-yourself + ul"));
    assert!(help.contains("999") && help.contains("01905 520032"), "{help}");
    assert!(words(first(&page, "main")).contains("It is not run by Worcestershire County Council"));
}

#[tokio::test]
async fn what_is_missing_or_too_long_is_said_at_its_field_and_all_that_was_typed_is_still_there() {
    let long = "x".repeat(151);
    let fields = [("does", "We sing, ferret."), ("organisation", &long), ("when", "Hall & <b>field</b>\r\nMondays")];
    let html = said(send("/add-a-service", "192.0.2.43", &fields).await, StatusCode::OK).await;
    let page = Html::parse_document(&html);
    let summary: Vec<String> = all(&page, "#problem li a").into_iter().map(words).collect();
    assert_eq!(
        summary,
        ["Please write what it is called.", "“Who runs it?” is too long for us by 1 letter. Please make it shorter."]
    );
    for link in all(&page, "#problem li a") {
        let field = link.attr("href").unwrap();
        assert_eq!(first(&page, field).attr("aria-invalid"), Some("true"), "{field}");
        let described = first(&page, field).attr("aria-describedby").unwrap();
        assert!(described.starts_with(&format!("{}-problem", &field[1..])), "{described}");
        assert_eq!(words(first(&page, &format!("{field}-problem"))), words(link));
    }
    assert_eq!(all(&page, "[aria-invalid]").len(), 2);
    assert_eq!(first(&page, "#organisation").attr("value"), Some(long.as_str()));
    assert_eq!(words(first(&page, "#when")), "Hall & <b>field</b> Mondays");
    assert_eq!(all(&page, "[name='extra'], [name='once']").len(), 2);
    for field in &ADDITION_FIELDS {
        first(&page, &format!("label[for='{}']", field.name));
    }
    assert!(stored_messages("ferret").await.is_empty());
}

#[tokio::test]
async fn all_forms_share_what_one_address_may_send() {
    let fields = [("service", "Stoat club"), ("does", "We meet.")];
    for _ in 0..5 {
        assert_eq!(send("/add-a-service", "192.0.2.44", &fields).await.status(), StatusCode::OK);
        assert_eq!(send("/contact", "192.0.2.44", &[("words", "a stoat")]).await.status(), StatusCode::OK);
    }
    let html = said(send("/add-a-service", "192.0.2.44", &fields).await, StatusCode::TOO_MANY_REQUESTS).await;
    assert!(html.contains("again in ten minutes") && html.contains("value=\"Stoat club\""), "{html}");
    let form = send("/contact", "192.0.2.45", &[("words", "a mole"), ("extra", "x")]).await;
    assert!(said(form, StatusCode::OK).await.contains("a box that must stay empty"));
    assert!(stored_messages("a mole").await.is_empty());
}
