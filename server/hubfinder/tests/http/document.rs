//! Pages as parsed documents, so that a test asks for elements and not for letters.

use crate::served::fetch;
use reqwest::StatusCode;
use scraper::{ElementRef, Html, Selector};

/// A page that must be there.
pub async fn document(path: &str) -> Html {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    Html::parse_document(&response.text().await.unwrap())
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Every element that a CSS selector finds in a page, in their order.
pub fn all<'d>(page: &'d Html, css: &str) -> Vec<ElementRef<'d>> {
    page.select(&selector(css)).collect()
}

/// The first element that a CSS selector finds in a page; it must be there.
pub fn first<'d>(page: &'d Html, css: &str) -> ElementRef<'d> {
    page.select(&selector(css)).next().unwrap_or_else(|| panic!("no {css} in {}", page.html()))
}

/// Whether an element holds one that a CSS selector finds.
pub fn holds(element: ElementRef<'_>, css: &str) -> bool {
    element.select(&selector(css)).next().is_some()
}

/// The words of an element, with one space between them.
pub fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
