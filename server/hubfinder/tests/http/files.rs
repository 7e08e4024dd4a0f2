//! The built files, and the files that machines look for.

use crate::{
    document::{document, first},
    served::{SERVER, ask, fetch, header, said},
};
use reqwest::{Method, StatusCode};
use serde_json::Value;

/// The address of a file as pages name it.
async fn address_of(start: &str) -> String {
    let html = fetch("/nowhere").await.text().await.unwrap();
    let at = html.find(start).unwrap();
    html[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_built_file_is_kept_for_good_and_compressed_once() {
    let style = address_of("/assets/style.").await;
    let mut tags = Vec::new();
    for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let request = || ask(Method::GET, &style).header("accept-encoding", accepted);
        let response = request().send().await.unwrap();
        let headers = response.headers().clone();
        assert_eq!(header(&headers, "content-type"), "text/css; charset=utf-8");
        assert_eq!(header(&headers, "cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(header(&headers, "content-encoding"), encoding);
        assert_eq!(header(&headers, "vary"), "accept-encoding");
        let length = response.bytes().await.unwrap().len();
        assert_eq!(header(&headers, "content-length"), length.to_string());
        assert!(if encoding.is_empty() { length == 6000 } else { length < 200 }, "{accepted}: {length}");

        let tag = header(&headers, "etag").to_owned();
        let known = format!("\"other\", W/{tag}");
        let again = request().header("if-none-match", known).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(header(again.headers(), "etag"), tag);
        assert!(again.bytes().await.unwrap().is_empty());
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "each form has a tag of its own");
    let any = ask(Method::GET, &style).header("accept-encoding", "br;q=0, *").send().await.unwrap();
    assert_eq!(header(any.headers(), "content-encoding"), "", "the plain form's tag is of the plain bytes");
    said(fetch(&style.replace("style.", "style.0")).await, StatusCode::NOT_FOUND).await;
    said(fetch("/assets/..%2Fhubfinder.sqlite").await, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn browsers_and_phones_find_the_icons_by_themselves() {
    let icons = [
        ("/favicon.svg", "image/svg+xml", "<svg"),
        ("/favicon.ico", "image/png", "32"),
        ("/apple-touch-icon.png", "image/png", "180"),
    ];
    for (path, content_type, begins) in icons {
        let response = fetch(path).await;
        assert_eq!(header(response.headers(), "content-type"), content_type, "{path}");
        assert_eq!(header(response.headers(), "cache-control"), "public, max-age=86400", "{path}");
        assert!(response.text().await.unwrap().starts_with(begins), "{path}");
    }
}

#[tokio::test]
async fn a_phone_is_told_a_name_and_icons_that_give_nothing_away() {
    let response = fetch("/manifest.webmanifest").await;
    assert_eq!(header(response.headers(), "content-type"), "application/manifest+json");
    assert_eq!(header(response.headers(), "cache-control"), "public, max-age=3600");
    let manifest: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    let said = |name: &str| manifest[name].as_str().unwrap().to_owned();
    assert_eq!((said("name"), said("short_name")), ("Family Hub Finder".to_owned(), "Family Hub".to_owned()));
    assert!(said("short_name").len() <= 12, "longer names are cut off under an icon");
    // Opened in the browser itself: there 'Leave this page' leaves nothing of ours behind.
    assert_eq!((said("display"), said("start_url"), said("scope")), ("browser".into(), "/".into(), "/".into()));
    let icons = manifest["icons"].as_array().unwrap();
    assert_eq!(icons.iter().map(|icon| icon["sizes"].as_str().unwrap()).collect::<Vec<_>>(), ["192x192", "512x512"]);
    for icon in icons {
        let icon = fetch(icon["src"].as_str().unwrap()).await;
        assert_eq!((icon.status(), header(icon.headers(), "content-type")), (StatusCode::OK, "image/png"));
    }
    let home = document("/").await;
    for link in ["link[rel='manifest']", "link[rel='apple-touch-icon']", "link[rel='icon'][sizes='32x32']"] {
        let address = first(&home, link).attr("href").unwrap();
        assert_eq!(fetch(address).await.status(), StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn watchers_and_search_engines_get_what_they_ask_for() {
    let ready: serde_json::Value = serde_json::from_str(&fetch("/readyz").await.text().await.unwrap()).unwrap();
    assert_eq!((&ready["ready"], &ready["services"]), (&true.into(), &338.into()));

    let robots = fetch("/robots.txt").await.text().await.unwrap();
    for searched in ["/search", "/api/", "/embed?", "/professionals?"] {
        assert!(robots.contains(&format!("Disallow: {searched}\n")), "{searched}: {robots}");
    }
    assert!(robots.contains(&format!("Sitemap: http://{}/sitemap.xml\n", *SERVER)), "{robots}");

    let sitemap = fetch("/sitemap.xml").await.text().await.unwrap();
    let places = ready["places"].as_u64().unwrap() as usize;
    for (under, count) in [("services/", 338), ("needs/", 57), ("places/", places), ("hubs<", 1), ("urgent<", 1)] {
        assert_eq!(sitemap.matches(&format!("<loc>http://{}/{under}", *SERVER)).count(), count, "{under}");
    }

    let security = fetch("/.well-known/security.txt").await.text().await.unwrap();
    assert!(security.contains(&format!("Contact: http://{}/contact\n", *SERVER)), "{security}");
    assert!(security.contains("Expires: 2027-03-02T09:30:00Z\n"), "{security}");
}
