//! Pages that always stand.

use crate::served::{COUNTY, fetch};
use reqwest::StatusCode;

const PAGES: [&str; 6] = ["/glossary", "/about", "/privacy", "/accessibility", "/add-a-service", "/urgent"];

async fn page(path: &str) -> String {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.text().await.unwrap()
}

#[tokio::test]
async fn every_page_leads_to_them_and_each_has_words_for_a_shared_link() {
    let home = page("/").await;
    for path in PAGES {
        assert!(home.contains(&format!("href=\"{path}\"")), "{path}");
        let html = page(path).await;
        let head = html.split("</head>").next().unwrap();
        for property in ["og:title", "og:description", "og:site_name"] {
            let meta = head.split("<meta").find(|meta| meta.contains(property)).unwrap();
            assert!(!meta.contains("content=\"\""), "{property} of {path}: {meta}");
        }
    }
}

#[tokio::test]
async fn a_term_leads_to_what_it_means_and_where_that_comes_from() {
    let html = page("/glossary").await;
    for term in &COUNTY.terms.glossary {
        assert_eq!(html.matches(&format!("id=\"{}\"", term.slug)).count(), 1, "{}", term.slug);
    }
    assert!(html.contains("From: Worcestershire Early Help Strategy 2022 to 2025"));
    let need = page("/needs/send-advice").await;
    assert!(need.contains("<a href=\"/glossary#ehc-plan\" class=\"term\">EHC plan</a>"), "{need}");
}

#[tokio::test]
async fn an_address_that_the_council_has_not_named_is_not_made_up() {
    assert!(COUNTY.authority.contact.email.is_empty() && COUNTY.authority.contact.phone.is_none());
    for path in ["/about", "/privacy", "/accessibility", "/add-a-service"] {
        let html = page(path).await;
        assert!(html.contains("has not named an address for this site yet"), "{path}");
        assert!(!html.contains("mailto:"), "{path}");
    }
}

#[tokio::test]
async fn the_accessibility_statement_says_what_the_regulations_ask() {
    let html = page("/accessibility").await;
    for words in [
        "Web Content Accessibility Guidelines 2.2",
        "partly compliant",
        "What does not work yet",
        "How we tested it",
        "Accessibility Regulations 2018",
        "Equality and Human Rights Commission",
        "https://www.equalityadvisoryservice.com/",
        "has not looked at this statement yet",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[tokio::test]
async fn about_counts_what_is_there() {
    let html = page("/about").await;
    let confirmed = COUNTY.listed.services.iter().filter(|service| service.is_confirmed()).count();
    assert!(html.contains(&format!("{} services", COUNTY.listed.services.len())));
    assert!(html.contains(&format!("{confirmed} services are confirmed")));
    assert!(html.contains("Nobody has asked the providers yet"));
}
