//! What others show and follow: the search box for frames, and the feeds of changes.

use crate::served::{ask, fetch, header};
use reqwest::{Method, StatusCode};

#[tokio::test]
async fn only_the_search_box_may_stand_in_a_frame_and_it_has_no_script() {
    let response = fetch("/embed?near=WR9+9EQ").await;
    assert_eq!(response.status(), StatusCode::OK);
    let headers = response.headers().clone();
    let policy = header(&headers, "content-security-policy");
    assert_eq!(
        policy,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *"
    );
    assert_eq!(header(&headers, "x-frame-options"), "");
    assert_eq!(header(&headers, "referrer-policy"), "no-referrer");
    assert_eq!(header(&headers, "cache-control"), "no-store");
    assert_eq!(header(&headers, "set-cookie"), "");
    let html = response.text().await.unwrap();
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("value=\"WR9 9EQ\"") && html.contains("Near you"), "{html}");
    for page in ["/", "/search?q=debt", "/embed/", "/embed?q=%FF"] {
        assert_eq!(header(fetch(page).await.headers(), "x-frame-options"), "DENY", "{page}");
    }
}

#[tokio::test]
async fn the_box_begins_alone_and_keeps_what_its_site_chose() {
    let html = fetch("/embed").await.text().await.unwrap();
    assert!(html.contains("Find help for families") && !html.contains("Near you"), "{html}");
    let html = fetch("/embed?need=infant-feeding&age=0.5&near=DY10+3ED").await.text().await.unwrap();
    for kept in ["name=\"need\" value=\"infant-feeding\"", "name=\"age\" value=\"0.5\""] {
        assert!(html.contains(&format!("type=\"hidden\" {kept}")), "{kept} in {html}");
    }
    let cards = |html: &str| html.matches("class=\"card\"").count();
    assert!((1..=8).contains(&cards(&html)), "{}", cards(&html));
    let more = fetch("/embed?near=DY10+3ED&per_page=50").await.text().await.unwrap();
    assert!((9..=20).contains(&cards(&more)), "{}", cards(&more));
}

#[tokio::test]
async fn in_a_frame_a_sensitive_service_is_named_by_its_kind_and_danger_has_its_panel() {
    let html = fetch("/embed?q=he+hits+me&near=WR5+1DE").await.text().await.unwrap();
    let (panel, results) = html.split_once("Near you").or_else(|| html.split_once("By phone or online")).unwrap();
    assert!(panel.contains("href=\"tel:999\"") && panel.contains("class=\"urgent brief\""), "{panel}");
    assert!(results.contains("Somebody who can help"), "{results}");
    assert!(!results.to_lowercase().contains("domestic abuse"), "{results}");
    assert!(!html.contains("/services/respect-phoneline"), "not for somebody who is hurt");
    assert!(html.contains("<title>Help for families</title>"));
}

#[tokio::test]
async fn changes_are_told_newest_first_for_all_and_for_each_district() {
    let response = fetch("/changes.atom").await;
    assert_eq!(header(response.headers(), "content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(header(response.headers(), "access-control-allow-origin"), "*");
    let tag = header(response.headers(), "etag").to_owned();
    let all = response.text().await.unwrap();
    assert_eq!(all.matches("<entry>").count(), 100);
    let moments: Vec<&str> = all.split("<updated>").skip(1).map(|rest| &rest[..20]).collect();
    assert!(moments.len() == 101 && moments.windows(2).all(|pair| pair[0] >= pair[1]), "{moments:?}");
    assert!(!all.contains("respect-phoneline"), "a feed has no way to know who reads it");
    let again = ask(Method::GET, "/changes.atom").header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);

    let district = fetch("/districts/wychavon/changes.atom").await.text().await.unwrap();
    assert!(district.contains("/services/wands-family-hub\""), "{district}");
    assert!(!district.contains("/services/childline\""), "a line of the whole country");
    assert!(!district.contains("/services/brookside-family-hub\""), "a hub of another district");
    let nowhere = fetch("/districts/nowhere/changes.atom").await;
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(nowhere.headers(), "content-type"), "application/json");
}
