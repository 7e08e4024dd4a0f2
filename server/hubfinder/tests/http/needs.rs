//! Needs as pages.

use crate::served::{COUNTY, fetch, header};
use reqwest::StatusCode;

async fn page(path: &str) -> String {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.text().await.unwrap()
}

fn main_part(html: &str) -> &str {
    html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap()
}

#[tokio::test]
async fn every_need_says_what_it_is_like_what_to_do_and_what_happens_then() {
    for need in &COUNTY.terms.needs {
        let html = page(&format!("/needs/{}", need.slug)).await;
        for heading in ["What it can look like", "What you can do today", "What happens when you ask"] {
            assert!(html.contains(heading), "{heading} in {}", need.slug);
        }
        let ways = ["href=\"tel:", "href=\"sms:", "> page of "];
        let answers = main_part(&html).split_once("class=\"cards\"").map_or("", |(_, cards)| cards);
        assert!(ways.iter().any(|way| answers.contains(way)), "{}: whom to ask", need.slug);
    }
}

#[tokio::test]
async fn a_sensitive_need_is_kept_nowhere_and_its_head_gives_nothing_away() {
    for need in COUNTY.terms.needs.iter().filter(|need| need.sensitive) {
        let response = fetch(&format!("/needs/{}", need.slug)).await;
        assert_eq!(header(response.headers(), "cache-control"), "no-store", "{}", need.slug);
        let html = response.text().await.unwrap();
        let head = html.split("</head>").next().unwrap();
        assert!(head.contains("<title>Help for families - "), "{}", need.slug);
        assert!(head.contains("Somebody who can help.") && !head.contains("og:"), "{}", need.slug);
        assert!(!head.contains(&need.label) && !head.contains(need.slug.as_str()), "{head}");
    }
    let plain = fetch("/needs/sleep").await;
    assert_eq!(header(plain.headers(), "cache-control"), "private, max-age=60");
    assert!(plain.text().await.unwrap().contains("<title>Sleep - "));
}

#[tokio::test]
async fn a_place_stays_in_the_address_and_brings_who_is_near() {
    let response = fetch("/needs/infant-feeding?near=DY10+3ED&age=0.5").await;
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    let html = response.text().await.unwrap();
    assert!(html.contains("Who can help near DY10 3ED"), "{html}");
    assert!(html.contains("Brookside Family Hub") && html.contains(" miles</span>"));
    assert!(html.contains("Your early help team"));
    assert!(html.contains("href=\"/needs/pregnancy?near=DY10+3ED&amp;age=0.5\""), "related needs keep the place");
    let many = page("/needs/child-mental-health?near=DY10+3ED").await;
    assert!(many.contains("/search?near=DY10+3ED&amp;need=child-mental-health"), "and so does the way to the rest");
    assert!(!html.split("</head>").next().unwrap().contains("DY10"), "but no title");
}

#[tokio::test]
async fn help_stands_by_kind_with_the_levels_its_records_state() {
    let html = page("/needs/family-support-worker").await;
    let teams = html.split("Early help teams</h3>").nth(1).unwrap();
    let teams = teams.split("class=\"help-group\"").next().unwrap();
    assert!(teams.contains("href=\"/glossary#level-of-need\""), "{teams}");
    assert!(teams.contains("Some extra help (2), A lot of extra help (3)"), "{teams}");
}

#[tokio::test]
async fn a_wrong_place_or_age_gives_the_page_and_says_what_was_left_out() {
    for query in ["near=zzzz", "age=140", "near=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "q=x&page=9&need=nothing"] {
        let html = page(&format!("/needs/sleep?{query}")).await;
        assert!(html.contains("What you can do today"), "{query}");
        assert!(!html.contains("<script>alert"), "{query}");
    }
    let html = page("/needs/sleep?age=140").await;
    assert!(html.contains("We left this out of your search") && html.contains("140"));
    assert!(!page("/needs/sleep?page=9").await.contains("We left this out"), "what is not for this page is no matter");
}

#[tokio::test]
async fn who_is_hurt_is_never_sent_to_a_line_for_people_who_do_harm() {
    let worried: Vec<_> =
        COUNTY.listed.services.iter().filter(|s| s.for_whom == directory::ForWhom::WorriedAboutSelf).collect();
    assert_eq!(worried.len(), 2);
    for need in &COUNTY.terms.needs {
        let html = page(&format!("/needs/{}?near=WR1+2EP&age=14", need.slug)).await;
        for service in &worried {
            assert!(!html.contains(&format!("/services/{}\"", service.id)), "{} on {}", service.id, need.slug);
        }
    }
}

#[tokio::test]
async fn a_need_that_is_a_danger_begins_with_urgent_lines() {
    for (need, line) in [
        ("domestic-abuse", "0800 980 3331"),
        ("self-harm-and-suicide", "116 123"),
        ("sexual-abuse", "0800 1111"),
        ("child-protection", "0808 800 5000"),
        ("exploitation", "0800 1111"),
        ("homelessness", "01905 722589"),
    ] {
        let html = page(&format!("/needs/{need}")).await;
        let panel = html.split("class=\"urgent brief\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(panel.contains("href=\"tel:999\""), "{need}");
        assert!(panel.contains(line), "{line} for {need}: {panel}");
        assert!(html.find("class=\"urgent brief\"").unwrap() < html.find("What you can do today").unwrap());
    }
    assert!(!page("/needs/sleep").await.contains("urgent brief"));
}
