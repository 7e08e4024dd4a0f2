//! What others show and follow: the search box for frames, and the feeds of changes.

use crate::{
    document::{all, document, first, words},
    served::{ask, fetch, header},
};
use atom_syndication::Feed;
use reqwest::{Method, StatusCode};

#[tokio::test]
async fn only_the_search_box_may_stand_in_a_frame_and_it_has_no_script() {
    let response = fetch("/embed?near=WR9+9EQ").await;
    assert_eq!(response.status(), StatusCode::OK);
    let headers = response.headers().clone();
    let policy = header(&headers, "content-security-policy");
    assert_eq!(
        policy,
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *"
    );
    assert_eq!(header(&headers, "x-frame-options"), "");
    assert_eq!(header(&headers, "referrer-policy"), "no-referrer");
    assert_eq!(header(&headers, "cache-control"), "no-store");
    assert_eq!(header(&headers, "set-cookie"), "");
    let page = document("/embed?near=WR9+9EQ").await;
    assert!(all(&page, "script").is_empty());
    first(&page, "input[value='WR9 9EQ']");
    assert!(words(first(&page, "body")).contains("Near you"));
    for page in ["/", "/search?q=debt", "/embed/", "/embed?q=%FF"] {
        assert_eq!(header(fetch(page).await.headers(), "x-frame-options"), "DENY", "{page}");
    }
}

#[tokio::test]
async fn the_box_begins_alone_and_keeps_what_its_site_chose() {
    let page = document("/embed").await;
    let alone = words(first(&page, "body"));
    assert!(alone.contains("Find help for families") && !alone.contains("Near you"), "{alone}");
    let page = document("/embed?need=infant-feeding&age=0.5&near=DY10+3ED").await;
    for (name, value) in [("need", "infant-feeding"), ("age", "0.5")] {
        first(&page, &format!("input[type='hidden'][name='{name}'][value='{value}']"));
    }
    let cards = all(&page, ".card").len();
    assert!((1..=8).contains(&cards), "{cards}");
    let more = all(&document("/embed?near=DY10+3ED&per_page=50").await, ".card").len();
    assert!((9..=20).contains(&more), "{more}");
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
    let all: Feed = response.text().await.unwrap().parse().unwrap();
    assert_eq!(all.entries.len(), 100);
    let moments: Vec<_> = [all.updated].into_iter().chain(all.entries.iter().map(|entry| entry.updated)).collect();
    assert!(moments.windows(2).all(|pair| pair[0] >= pair[1]), "{moments:?}");
    let links = |feed: &Feed| -> Vec<String> {
        feed.entries.iter().flat_map(|entry| entry.links.iter().map(|link| link.href.clone())).collect()
    };
    let leads_to = |links: &[String], service: &str| links.iter().any(|link| link.ends_with(&format!("/{service}")));
    assert!(!leads_to(&links(&all), "respect-phoneline"), "a feed has no way to know who reads it");
    let again = ask(Method::GET, "/changes.atom").header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);

    let district = fetch("/districts/wychavon/changes.atom").await.text().await.unwrap();
    let district = links(&district.parse().unwrap());
    assert!(leads_to(&district, "wands-family-hub"), "{district:?}");
    assert!(!leads_to(&district, "childline"), "a line of the whole country");
    assert!(!leads_to(&district, "brookside-family-hub"), "a hub of another district");
    let nowhere = fetch("/districts/nowhere/changes.atom").await;
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(nowhere.headers(), "content-type"), "application/json");
}

/// As map programs read a file of another site (GDAL's /vsicurl).
#[tokio::test]
async fn a_part_of_a_file_is_given_and_never_compressed() {
    for path in ["/data/services.csv", "/data/services.geojson"] {
        let whole = fetch(path).await;
        assert_eq!(header(whole.headers(), "accept-ranges"), "bytes", "{path}");
        let whole = whole.bytes().await.unwrap();
        let part = ask(Method::GET, path).header("range", "bytes=100-4099").header("accept-encoding", "gzip, br");
        let part = part.send().await.unwrap();
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT, "{path}");
        assert_eq!(header(part.headers(), "content-range"), format!("bytes 100-4099/{}", whole.len()));
        assert_eq!(header(part.headers(), "content-encoding"), "");
        assert_eq!(part.bytes().await.unwrap(), whole[100..4100], "{path}");
        let beyond = ask(Method::GET, path).header("range", "bytes=99999999-").send().await.unwrap();
        assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE, "{path}");
        let head = ask(Method::HEAD, path).header("range", "bytes=0-9").send().await.unwrap();
        assert_eq!(head.status(), StatusCode::OK, "{path}: a part is of GET alone");
    }
}

#[tokio::test]
async fn spreadsheets_maps_and_clients_of_the_standard_get_what_they_read() {
    for path in ["/oruk/services/?page=1", "/oruk/taxonomies/"] {
        assert_eq!(fetch(path).await.status(), StatusCode::OK, "{path}");
    }
    let csv = fetch("/data/services.csv").await.bytes().await.unwrap();
    assert!(csv.starts_with("\u{feff}id,".as_bytes()), "without the mark a spreadsheet takes £ for two letters");
    let map = fetch("/data/services.geojson").await.text().await.unwrap();
    let map: serde_json::Value = serde_json::from_str(&map).unwrap();
    let of = |name: &str| {
        map["features"].as_array().unwrap().iter().map(|one| one["properties"][name].clone()).collect::<Vec<_>>()
    };
    for name in ["minimum_age", "maximum_age"] {
        let ages: Vec<_> = of(name).into_iter().filter(|age| !age.is_null()).collect();
        assert!(ages.len() > 5 && ages.iter().all(serde_json::Value::is_number), "{name}: {ages:?}");
    }
    assert!(of("access").iter().any(|access| access.as_str().is_some_and(|access| access.contains("Lift; "))));
}
