//! What goes with every answer of the open data.

use crate::served::{address, client, fetch, json};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn a_service() -> String {
    format!("/oruk/services/{}", json("/oruk/services?per_page=1").await["contents"][0]["id"].as_str().unwrap())
}

#[tokio::test]
async fn every_site_may_read_every_answer_and_every_error() {
    let service = a_service().await;
    for (path, status) in [
        ("/oruk", 200),
        ("/oruk/", 200),
        ("/oruk/services", 200),
        (service.as_str(), 200),
        ("/oruk/services?format=ndjson", 200),
        ("/oruk/service_at_locations", 200),
        ("/oruk/organizations", 200),
        ("/oruk/taxonomies", 200),
        ("/oruk/taxonomy_terms", 200),
        ("/oruk/services?page=0", 400),
        ("/oruk/services?search=%FF", 400),
        ("/oruk/services/nobody", 404),
        ("/oruk/nothing", 404),
    ] {
        let response = fetch(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(header(&response, "access-control-allow-origin"), "*", "{path}");
        assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(header(&response, "set-cookie"), "", "{path}");
        let kind = if path.contains("ndjson") { "application/x-ndjson" } else { "application/json" };
        assert_eq!(header(&response, "content-type"), kind, "{path}");
        if status >= 400 {
            let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
            assert!(!body["error"].as_str().unwrap().is_empty(), "{path}");
        }
    }
    let sent = client().request(Method::POST, address("/oruk/services")).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&sent, "access-control-allow-origin"), "*");
}

#[tokio::test]
async fn what_is_held_already_is_not_sent_again() {
    let service = a_service().await;
    let one_of = async |list: &str| format!("{list}/{}", json(list).await["contents"][0]["id"].as_str().unwrap());
    let (taxonomy, term) = (one_of("/oruk/taxonomies").await, one_of("/oruk/taxonomy_terms").await);
    let (organization, place) = (one_of("/oruk/organizations").await, one_of("/oruk/service_at_locations").await);
    for path in [
        "/oruk",
        "/oruk/services",
        "/oruk/services?minimum_age=5",
        "/oruk/services?format=ndjson",
        "/oruk/services?format=ndjson&full=true",
        "/oruk/service_at_locations",
        "/oruk/organizations?format=ndjson",
        "/oruk/taxonomies",
        "/oruk/taxonomy_terms",
        &service,
        &organization,
        &place,
        &taxonomy,
        &term,
        "/openapi.json",
        "/data/services.json",
        "/data/services.csv",
        "/data/services.geojson",
    ] {
        let first = fetch(path).await;
        let tag = header(&first, "etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert!(header(&first, "last-modified").ends_with(" GMT"), "{path}");
        // An address that was taken out must not live on in a shared cache.
        let cache = "public, no-cache";
        assert_eq!(header(&first, "cache-control"), cache, "{path}");
        let again = client().get(address(path)).header("if-none-match", &tag).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(header(&again, "etag"), tag);
        assert_eq!(header(&again, "access-control-allow-origin"), "*");
        assert!(again.bytes().await.unwrap().is_empty());
        let other = client().get(address(path)).header("if-none-match", "W/\"0\"").send().await.unwrap();
        assert_eq!(other.status(), StatusCode::OK, "{path}");
    }
    let tag = async |path: &str| header(&fetch(path).await, "etag").to_owned();
    let lines = "/oruk/services?format=ndjson";
    for other in [
        "/oruk/organizations?format=ndjson",
        "/oruk/services?format=ndjson&full=true",
        "/oruk/services?format=ndjson&minimum_age=5",
    ] {
        assert_ne!(tag(lines).await, tag(other).await, "{other}");
    }
    for path in ["/oruk/services", service.as_str(), lines, "/data/services.json"] {
        let modified = header(&fetch(path).await, "last-modified").to_owned();
        assert!(modified.ends_with(" GMT"), "{path}: {modified}");
        let again = client().get(address(path)).header("if-modified-since", &modified).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        let long_ago = "Sat, 01 Jan 2000 00:00:00 GMT";
        let again = client().get(address(path)).header("if-modified-since", long_ago).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn what_was_searched_for_stays_in_no_cache() {
    for path in ["/oruk/services?search=debt", "/oruk/service_at_locations?postcode=WR9+9EQ"] {
        assert_eq!(header(&fetch(path).await, "cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_head_has_the_headers_alone() {
    let whole = fetch("/oruk/services").await;
    let head = client().request(Method::HEAD, address("/oruk/services")).send().await.unwrap();
    assert_eq!(head.status(), StatusCode::OK);
    for name in ["etag", "last-modified", "content-type", "access-control-allow-origin"] {
        assert_eq!(header(&head, name), header(&whole, name), "{name}");
    }
    assert!(head.bytes().await.unwrap().is_empty());
}
