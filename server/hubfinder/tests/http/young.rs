//! The page for young people.

use crate::served::{COUNTY, fetch, header};
use reqwest::StatusCode;
use serde_json::Value;

async fn page() -> String {
    let response = fetch("/young-people").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    response.text().await.unwrap()
}

#[tokio::test]
async fn it_says_who_may_ask_alone_in_the_countys_words() {
    let html = page().await;
    assert!(html.contains("over the age of 13"), "the county's own words");
    for district in &COUNTY.authority.districts {
        assert!(html.contains(&format!("href=\"/services/{}\"", COUNTY.authority.teams[&district.slug])));
    }
    assert!(html.contains("From 13: </strong><a href=\"/services/reach4wellbeing\""), "{html}");
    assert!(html.contains("From 16: </strong><a href=\"/services/nhs-talking-therapies-hw\""));
    assert!(html.contains("01905 520032"), "whom to ring, since no team's number is known");
}

#[tokio::test]
async fn lines_can_be_rung_or_texted_confirmed_ones_first() {
    let html = page().await;
    let now = html.split("id=\"now\"").nth(1).unwrap().split("</section>").next().unwrap();
    for way in ["tel:08001111", "tel:116123", "tel:116000", "sms:116000", "sms:85258", "sms:07507331750"] {
        assert!(now.contains(&format!("href=\"{way}\"")), "{way} in {now}");
    }
    assert!(!now.contains("tel:85258") && !now.contains("tel:07507331750"), "texts only");
    let sure = now.rfind("tel:116000").unwrap();
    let unsure = now.find("not confirmed, may have changed").unwrap();
    assert!(sure < unsure, "confirmed lines stand first");
    let ways = now.split("class=\"reach-way\"").skip(1).map(|way| way.split("</p>").next().unwrap());
    let crisis: Vec<&str> = ways.filter(|way| way.contains("sms:85258")).collect();
    assert_eq!(crisis.len(), 2);
    assert!(crisis.iter().all(|way| way.contains("not confirmed, may have changed")), "{crisis:?}");
}

#[tokio::test]
async fn youth_work_stands_by_district_with_the_ages_of_its_records() {
    let html = page().await;
    let clubs = html.split("id=\"clubs\"").nth(1).unwrap().split("id=\"things\"").next().unwrap();
    for service in COUNTY.listed.services.iter().filter(|s| s.kind == "youth") {
        let to_them = service.audience.contains(&directory::service::Audience::YoungPeople);
        assert_eq!(clubs.contains(&format!("/services/{}\"", service.id)), to_them, "{}", service.id);
    }
    assert!(clubs.contains("Ages 13 to 19 (up to 24 with a learning difficulty)"));
    assert!(clubs.contains("(to 25 with additional needs)"));
    let ymca = clubs.matches("/services/ymca-worcestershire-youth\"").count();
    assert_eq!(ymca, 2, "one that serves two districts stands under both");
}

#[tokio::test]
async fn nobody_younger_than_an_age_is_told_that_they_may_ask_alone() {
    let ids = async |age: &str| -> Vec<String> {
        let answer = fetch(&format!("/api/search?age={age}&refer=self&per_page=50&need=child-mental-health")).await;
        let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        answer["results"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids("14").await.contains(&"reach4wellbeing".to_owned()));
    assert!(!ids("10").await.contains(&"reach4wellbeing".to_owned()));
}

#[tokio::test]
async fn it_offers_no_line_for_people_who_do_harm() {
    let html = page().await;
    for service in COUNTY.listed.services.iter().filter(|s| s.for_whom == directory::ForWhom::WorriedAboutSelf) {
        assert!(!html.contains(&format!("/services/{}\"", service.id)));
    }
}
