//! The map page and what the interactive map is given.

use crate::served::{fetch, header, said};
use reqwest::StatusCode;
use serde_json::Value;

async fn page(query: &str) -> String {
    let response = fetch(&format!("/map?{query}")).await;
    assert_eq!(response.status(), StatusCode::OK, "{query}");
    if !query.is_empty() {
        assert_eq!(header(response.headers(), "cache-control"), "no-store");
    }
    response.text().await.unwrap().replace("&amp;", "&")
}

async fn features(query: &str) -> Vec<Value> {
    let response = fetch(&format!("/map.geojson?{query}")).await;
    let all: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    all["features"].as_array().unwrap().clone()
}

/// The name of each row that has a pin, by its number.
fn rows(html: &str) -> Vec<(usize, &str)> {
    let row = |part: &'_ str| -> usize { part.split('"').next().unwrap().parse().unwrap() };
    html.split("id=\"result-")
        .skip(1)
        .map(|part| {
            let name = part.split("data-is=\"name\"").nth(1).unwrap();
            let name = name.split('>').nth(1).unwrap().split('<').next().unwrap();
            (row(part), name)
        })
        .collect()
}

#[tokio::test]
async fn the_list_has_the_numbers_of_the_features() {
    for query in ["kind=family-hub", "near=DY10+3ED", "need=infant-feeding&age=0.5", ""] {
        let html = page(query).await;
        let features = features(query).await;
        let rows = rows(&html);
        assert!(!rows.is_empty(), "{query}");
        assert_eq!(rows.len(), features.len().min(100), "{query}");
        for (number, name) in rows {
            let told = features[number - 1]["properties"]["name"].as_str().unwrap();
            let plain = name.replace("&#x27;", "'").replace("&#39;", "'");
            assert_eq!(plain, told, "{query}");
        }
    }
}

#[tokio::test]
async fn the_filters_are_those_of_the_search() {
    let html = page("kind=youth&day=tue&district=wychavon&age=99&sort=name").await;
    assert_eq!(rows(&html), [], "nothing is pinned that nobody placed");
    assert!(html.contains("1 in Pershore") && html.contains("/services/pershore-riverside-youth-centre"));
    assert!(html.contains("age: “99”"), "what was left out is said");
    assert!(html.contains("name=\"sort\" value=\"name\""), "what has no field is kept");
    assert!(html.contains("href=\"/map?"), "chips lead back to the map");
    assert!(html.contains("href=\"/search?kind=youth&district=wychavon&day=tue&sort=name\""));
}

#[tokio::test]
async fn a_view_shows_its_part_of_the_map_and_a_wrong_one_all_of_it() {
    let all = page("page=1").await;
    let part = page("view=52.39,-2.24,13").await;
    assert!(!rows(&part).is_empty() && rows(&part).len() < rows(&all).len());
    assert!(part.contains("in this part of the map"));
    let wrong = page("view=48.2,16.4,12").await;
    assert_eq!(rows(&wrong).len(), rows(&all).len());
    assert!(wrong.contains("This is not a part of our map"));
    for odd in ["view=", "view=NaN,NaN,NaN", "view=%3Cscript%3E", "page=9999", "view=52.39,-2.24,1e9"] {
        let html = page(odd).await;
        assert!(html.contains("<h1>Map of family help</h1>") && !html.contains("<script>al"), "{odd}");
    }
}

#[tokio::test]
async fn what_is_known_to_a_town_or_district_only_has_no_pin() {
    let html = page("kind=youth").await;
    let pinned = rows(&html).len();
    let is_only = |part: &&str| part.split('>').next().is_some_and(|tag| tag.contains("class=\"only\""));
    let only: Vec<&str> = html.split("<section").filter(is_only).collect();
    assert!(only.len() > 4, "{} towns and districts", only.len());
    assert_eq!(pinned, features("kind=youth").await.len());
    for part in only {
        assert!(part.contains("id=\"in-") && part.contains("data-at=\"") && part.contains("/services/"));
    }
}

#[tokio::test]
async fn one_district_is_shown_whole_however_few_fit() {
    let html = page("kind=youth&district=wychavon&day=tue").await;
    assert!(html.contains("The map shows no places in Wychavon. 1 is known only to Pershore."), "{html}");
    assert!(page("kind=youth").await.contains("The map shows no places in Worcestershire."));
}

#[tokio::test]
async fn words_that_mean_danger_put_the_urgent_panel_on_the_map_page_too() {
    let html = page("q=he+hits+me").await;
    assert!(html.contains("class=\"urgent brief\""));
    assert!(!html.contains("worried-about-self"));
}

#[tokio::test]
async fn the_map_is_in_the_menu_and_may_be_kept_when_nothing_was_asked() {
    let response = fetch("/map").await;
    assert_eq!(header(response.headers(), "cache-control"), "private, max-age=60");
    let html = response.text().await.unwrap();
    assert!(html.contains("<a href=\"/map\" aria-current=\"page\">Map</a>"));
    said(fetch("/map/nowhere").await, StatusCode::NOT_FOUND).await;
}
