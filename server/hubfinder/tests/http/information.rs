//! Information pages: glossary, about, privacy, accessibility.

use crate::{
    document::{all, document, first, words},
    served::{COUNTY, fetch},
};

const PAGES: [&str; 7] = ["/glossary", "/about", "/privacy", "/accessibility", "/add-a-service", "/contact", "/urgent"];

/// The words of a page.
async fn page(path: &str) -> String {
    words(first(&document(path).await, "main"))
}

#[tokio::test]
async fn every_page_leads_to_them_and_each_has_words_for_a_shared_link() {
    let home = document("/").await;
    for path in PAGES {
        first(&home, &format!("a[href='{path}']"));
        let page = document(path).await;
        for property in ["og:title", "og:description", "og:site_name"] {
            let meta = first(&page, &format!("head > meta[property='{property}']"));
            assert!(!meta.attr("content").unwrap().is_empty(), "{property} of {path}");
        }
    }
}

#[tokio::test]
async fn a_term_leads_to_what_it_means_and_where_that_comes_from() {
    let glossary = document("/glossary").await;
    for term in &COUNTY.terms.glossary {
        assert_eq!(all(&glossary, &format!("[id='{}']", term.slug)).len(), 1, "{}", term.slug);
    }
    assert!(words(first(&glossary, "main")).contains("From: Worcestershire Early Help Strategy 2022 to 2025"));
    let need = document("/needs/send-advice").await;
    assert_eq!(words(first(&need, "a.term[href='/glossary#ehc-plan']")), "EHC plan");
}

#[tokio::test]
async fn an_address_that_nobody_named_is_not_made_up_and_a_form_stands_in_its_place() {
    assert!(COUNTY.authority.contact.email.is_empty() && COUNTY.authority.contact.phone.is_none());
    for path in ["/about", "/privacy", "/accessibility", "/add-a-service"] {
        let page = document(path).await;
        first(&page, "main a[href='/contact']");
        assert!(all(&page, "a[href^='mailto:']").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn no_page_says_that_a_council_runs_the_site_until_one_does() {
    let authority = &COUNTY.authority;
    assert!(authority.operator.is_none());
    for path in ["/", "/about", "/privacy", "/accessibility", "/contact", "/booklet/wyre-forest"] {
        let page = document(path).await;
        let foot = words(first(&page, "footer.foot"));
        assert!(foot.contains("This is an independent trial of a directory."), "{path}: {foot}");
    }
    assert!(words(first(&document("/embed").await, "body")).contains("It is not run by Worcestershire County Council"));
    for path in ["/about", "/embed", "/privacy", "/accessibility", "/contact"] {
        let said = words(first(&document(path).await, "body"));
        for claim in ["Council looks after this list", "Council is responsible for this site", "From Worcestershire"] {
            assert!(!said.contains(claim), "{path}: {claim}");
        }
    }
    let feed: serde_json::Value = serde_json::from_str(&fetch("/oruk").await.text().await.unwrap()).unwrap();
    assert_eq!(feed["publisher"], authority.site_name.as_str());
}

#[tokio::test]
async fn the_accessibility_statement_says_what_the_regulations_ask() {
    let html = page("/accessibility").await;
    first(&document("/accessibility").await, "a[href='https://www.equalityadvisoryservice.com/']");
    for words in [
        "Web Content Accessibility Guidelines 2.2",
        "partly compliant",
        "What does not work yet",
        "How we tested it",
        "Accessibility Regulations 2018",
        "Equality and Human Rights Commission",
        "have not looked at this statement yet",
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
