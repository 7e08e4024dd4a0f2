//! The page for young people.

use crate::{
    document::{all, document, first, holds, words},
    served::{COUNTY, fetch, header},
};
use scraper::ElementRef;
use serde_json::Value;

#[tokio::test]
async fn no_browser_keeps_it() {
    assert_eq!(header(fetch("/young-people").await.headers(), "cache-control"), "no-store");
}

#[tokio::test]
async fn it_says_who_may_ask_alone_in_the_countys_words() {
    let page = document("/young-people").await;
    assert!(words(first(&page, "main")).contains("over the age of 13"), "the county's own words");
    for district in &COUNTY.authority.districts {
        first(&page, &format!("a[href='/services/{}']", COUNTY.authority.teams[&district.slug]));
    }
    let routes: Vec<String> = all(&page, "main li").into_iter().map(words).collect();
    for (from, service) in [("From 13: ", "reach4wellbeing"), ("From 16: ", "nhs-talking-therapies-hw")] {
        let link = words(first(&page, &format!("li > a[href='/services/{service}']")));
        assert!(routes.iter().any(|route| route.starts_with(&format!("{from}{link}"))), "{service}: {routes:?}");
    }
    assert!(words(first(&page, "main")).contains("01905 520032"), "whom to ring, since no team's number is known");
}

#[tokio::test]
async fn lines_can_be_rung_or_texted_confirmed_ones_first() {
    let page = document("/young-people").await;
    let ways = all(&page, "section:has(#now) .reach-way");
    let position = |href: &str| ways.iter().position(|way| holds(*way, &format!("a[href='{href}']")));
    for way in ["tel:08001111", "tel:116123", "tel:116000", "sms:116000", "sms:85258", "sms:07507331750"] {
        assert!(position(way).is_some(), "{way}");
    }
    for text_only in ["tel:85258", "tel:07507331750"] {
        assert_eq!(position(text_only), None, "{text_only}");
    }
    let is_unsure = |way: &ElementRef<'_>| words(*way).contains("not confirmed, may have changed");
    let first_unsure = ways.iter().position(is_unsure).unwrap();
    assert!(position("tel:116000").unwrap() < first_unsure, "confirmed lines stand first");
    let crisis: Vec<_> = ways.iter().filter(|way| holds(**way, "a[href='sms:85258']")).collect();
    assert_eq!(crisis.len(), 2, "one number, two words to text");
    assert_eq!(
        crisis.into_iter().filter(|way| is_unsure(way)).count(),
        1,
        "Shout's own page confirms it, nobody YoungMinds'"
    );
}

#[tokio::test]
async fn youth_work_stands_by_district_with_the_ages_of_its_records() {
    let page = document("/young-people").await;
    let in_clubs = |id: &str| all(&page, &format!("section:has(#clubs) a[href='/services/{id}']")).len();
    for service in COUNTY.listed.services.iter().filter(|s| s.kind == "youth") {
        let to_them = service.audience.contains(&directory::service::Audience::YoungPeople);
        assert_eq!(in_clubs(service.id.as_str()) > 0, to_them, "{}", service.id);
    }
    let clubs = words(first(&page, "section:has(#clubs)"));
    assert!(clubs.contains("Ages 13 to 19 (up to 24 with a learning difficulty)"));
    assert!(clubs.contains("(to 25 with additional needs)"));
    assert_eq!(in_clubs("ymca-worcestershire-youth"), 2, "one that serves two districts stands under both");
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
    let page = document("/young-people").await;
    let harmful = COUNTY.listed.services.iter().filter(|s| s.for_whom == directory::ForWhom::WorriedAboutSelf);
    for service in harmful {
        assert!(all(&page, &format!("a[href='/services/{}']", service.id)).is_empty(), "{}", service.id);
    }
}
