//! Feeds of others over HTTP: good ones, slow ones and wrong ones.

use crate::county::{Place, options};
use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::io::AsyncWriteExt;

/// A server that answers page `n` of a feed by a function of `n` and of how often it was asked.
async fn feed(answer: impl Fn(u64, u32, &HeaderMap) -> Response + Send + Sync + 'static) -> (String, Arc<AtomicU32>) {
    type Answer = Arc<dyn Fn(u64, u32, &HeaderMap) -> Response + Send + Sync>;
    let asked = Arc::new(AtomicU32::new(0));
    let state: (Answer, Arc<AtomicU32>) = (Arc::new(answer), asked.clone());
    async fn page(
        State((answer, asked)): State<(Answer, Arc<AtomicU32>)>,
        Query(query): Query<HashMap<String, String>>,
        headers: HeaderMap,
    ) -> Response {
        let page = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        answer(page, asked.fetch_add(1, Ordering::SeqCst), &headers)
    }
    let router = Router::new().route("/oruk/services", get(page)).with_state(state);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/oruk", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, asked)
}

fn service(number: u64) -> Value {
    json!({
        "id": format!("0000000{number}-aaaa-4aaa-8aaa-aaaaaaaaaaaa"),
        "name": format!("Club number {number}"),
        "description": "Play and lunch.",
        "status": "active",
        "organization": {"id": "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "name": "Northfield Trust", "description": "x"},
        "phones": [{"id": "p", "number": "01632 960010"}],
        "attributes": [{"taxonomy_term": {"name": "Baby groups"}}],
        "service_areas": [{"name": "Worcestershire"}]
    })
}

fn page(number: u64, pages: u64, total: u64) -> Value {
    json!({
        "total_items": total, "total_pages": pages, "page_number": number, "size": 1,
        "first_page": number == 1, "last_page": number == pages, "empty": false, "contents": [service(number)]
    })
}

fn answer(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

async fn refused(answer: impl Fn(u64, u32, &HeaderMap) -> Response + Send + Sync + 'static) -> String {
    let place = Place::new().await;
    let before = place.listed().await;
    let (address, _) = feed(answer).await;
    let said = place.import(&options(&address)).await.unwrap_err();
    assert_eq!(place.listed().await, before, "the store is as it was: {said}");
    assert!(!said.contains('\n'), "{said}");
    said
}

#[tokio::test]
async fn a_feed_of_several_pages_is_read_whole_and_then_only_asked_whether_it_changed() {
    let (address, asked) = feed(|n, _, headers| {
        let tag = format!("\"page-{n}\"");
        if headers.get(header::IF_NONE_MATCH).is_some_and(|held| held == tag.as_str()) {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let mut response = answer(&page(n, 3, 3));
        response.headers_mut().insert(header::ETAG, tag.parse().unwrap());
        response
    })
    .await;
    let place = Place::new().await;
    let report = place.import(&options(&address)).await.unwrap();
    assert_eq!(report.services(), (3, 0, 0, 0), "{report}");
    assert!(place.service("00000002-aaaa-4aaa-8aaa-aaaaaaaaaaaa").await.is_some(), "ids are kept");
    assert_eq!(asked.load(Ordering::SeqCst), 3);
    let report = place.import(&options(&address)).await.unwrap();
    assert!(report.to_string().ends_with("Nothing has changed."), "{report}");
    assert_eq!(asked.load(Ordering::SeqCst), 6);
    place.import(&options(&address)).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 9, "and so the next time too");
    let kept = place.dir.path().join("hubfinder.sqlite.import/neighbours");
    assert!(kept.join("marks.json").exists() && !kept.join("unfinished").exists(), "nothing of the feed lies about");
}

#[tokio::test]
async fn a_feed_that_breaks_off_is_read_on_from_there() {
    let (address, asked) = feed(|n, asked, _| {
        if n == 2 && asked < 4 { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { answer(&page(n, 2, 2)) }
    })
    .await;
    let place = Place::new().await;
    let before = place.listed().await;
    let said = place.import(&options(&address)).await.unwrap_err();
    assert!(said.contains("answered with 503: try again later"), "{said}");
    assert_eq!(place.listed().await, before);
    // Page 1 once and page 2 twice so far; the second run asks for page 2 only, and tries it again.
    assert_eq!(asked.load(Ordering::SeqCst), 3);
    let report = place.import(&options(&address)).await.unwrap();
    assert_eq!((report.services().0, asked.load(Ordering::SeqCst)), (2, 5), "{report}");
}

#[tokio::test]
async fn a_feed_that_gives_a_little_for_ever_is_left_after_its_time() {
    let (address, asked) = feed(|n, _, _| {
        std::thread::sleep(Duration::from_millis(100));
        answer(&page(n, 9_999, 9_999))
    })
    .await;
    let place = Place::new().await;
    let before = place.listed().await;
    let mut options = options(&address);
    options.patience.feed = Duration::from_millis(800);
    let said = place.import(&options).await.unwrap_err();
    assert!(said.starts_with("the feed was not read whole in ") && said.contains("nothing was taken over"), "{said}");
    assert!(asked.load(Ordering::SeqCst) < 20);
    assert_eq!(place.listed().await, before);
}

#[tokio::test]
async fn an_answer_that_comes_byte_by_byte_is_left_after_its_time() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/oruk", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n").await.unwrap();
        while stream.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    let place = Place::new().await;
    let mut options = options(&address);
    (options.patience.answer, options.patience.tries) = (Duration::from_millis(600), 1);
    let said = tokio::time::timeout(Duration::from_secs(20), place.import(&options)).await.unwrap().unwrap_err();
    assert!(said.contains(" did not answer ("), "{said}");
}

#[tokio::test]
async fn a_service_that_a_page_only_sums_up_is_asked_for() {
    let summary = json!({"total_items": 1, "total_pages": 1, "page_number": 1, "contents": [{"id": "abc-12345", "name": "Club"}]});
    let whole = json!({"id": "abc-12345", "name": "Club", "status": "active", "organization": {"id": "o-12345", "name": "Trust"},
        "attributes": [{"taxonomy_term": {"name": "Baby groups"}}], "service_areas": [{"name": "England"}]});
    let router = Router::new()
        .route("/oruk/services", get(move || async move { summary.to_string() }))
        .route("/oruk/services/{id}", get(move || async move { whole.to_string() }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/oruk/services/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let place = Place::new().await;
    let report = place.import(&options(&address)).await.unwrap();
    assert_eq!(report.services(), (1, 0, 0, 0), "{report}");
}

#[tokio::test]
async fn a_feed_that_goes_round_in_a_circle_is_refused() {
    let said = refused(|_, _, _| answer(&page(1, 5, 5))).await;
    assert!(said.contains("goes round in a circle"), "{said}");
}

#[tokio::test]
async fn a_feed_that_lies_about_its_total_is_refused() {
    let said = refused(|n, _, _| answer(&page(n, 2, 40))).await;
    assert!(said.contains("says that it has 40 services but gave 2"), "{said}");
    let said = refused(|n, _, _| answer(&page(n, 4_000_000_000, 40))).await;
    assert!(said.contains("4000000000 pages"), "{said}");
}

#[tokio::test]
async fn an_error_a_web_page_and_other_json_are_told_apart() {
    let said = refused(|_, _, _| StatusCode::INTERNAL_SERVER_ERROR.into_response()).await;
    assert!(said.contains("answered with 500"), "{said}");
    let said = refused(|_, _, _| StatusCode::NOT_FOUND.into_response()).await;
    assert!(said.contains("answered with 404: check the address"), "{said}");
    let said = refused(|_, _, _| "<!doctype html><p>Sign in".into_response()).await;
    assert!(said.contains("answered with a web page"), "{said}");
    let said = refused(|_, _, _| answer(&json!({"message": "no"}))).await;
    assert!(said.contains("there is no list in it"), "{said}");
    let said = refused(|_, _, _| "{\"contents\": [".into_response()).await;
    assert!(said.contains("no JSON of services"), "{said}");
}

#[tokio::test]
async fn a_feed_that_stalls_is_given_up() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((connection, _)) = listener.accept().await {
            held.push(connection);
        }
    });
    let place = Place::new().await;
    let before = place.listed().await;
    let said =
        tokio::time::timeout(Duration::from_secs(60), place.import(&options(&address))).await.unwrap().unwrap_err();
    assert!(said.contains("did not answer (it took too long)"), "{said}");
    assert_eq!(place.listed().await, before);
}

#[tokio::test]
async fn a_feed_that_says_unchanged_is_read_all_the_same_when_it_would_mean_something_else() {
    let conditional = Arc::new(AtomicU32::new(0));
    let counted = conditional.clone();
    let (address, asked) = feed(move |n, _, headers| {
        if headers.contains_key(header::IF_NONE_MATCH) {
            counted.fetch_add(1, Ordering::SeqCst);
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let mut response = answer(&page(n, 1, 1));
        response.headers_mut().insert(header::ETAG, "\"same\"".parse().unwrap());
        response
    })
    .await;
    let place = Place::new().await;
    let mut options = options(&address);
    let marks = place.dir.path().join("hubfinder.sqlite.import/neighbours/marks.json");
    // Whether the feed was read, or only asked whether it has changed.
    let is_read = async |options: &exchange::Options| {
        let before = (asked.load(Ordering::SeqCst), conditional.load(Ordering::SeqCst));
        place.import(options).await.unwrap();
        assert_eq!(asked.load(Ordering::SeqCst), before.0 + 1);
        conditional.load(Ordering::SeqCst) == before.1
    };
    assert!(is_read(&options).await && !is_read(&options).await);

    // Another program, whose rules of safeguarding may be others.
    let mut kept: Value = serde_json::from_slice(&std::fs::read(&marks).unwrap()).unwrap();
    kept["stamp"] = "of another program".into();
    std::fs::write(&marks, kept.to_string()).unwrap();
    assert!(is_read(&options).await && !is_read(&options).await, "another program");
    // As versions before this one left it.
    std::fs::write(&marks, kept["marks"].to_string()).unwrap();
    assert!(is_read(&options).await && !is_read(&options).await, "an older program");
    options.mapping = Some(place.file("m.toml", "for_anyone = []").into());
    assert!(is_read(&options).await && !is_read(&options).await, "a mapping");
    options.mapping = Some(place.file("m.toml", "for_anyone = [\"x\"]").into());
    assert!(is_read(&options).await && !is_read(&options).await, "another mapping");
    options.decisions.confirm_address.push("x".parse().unwrap());
    assert!(is_read(&options).await && !is_read(&options).await, "a decision of a steward");
    place.store.load(&crate::county::COUNTY, "print").await.unwrap();
    assert!(is_read(&options).await && !is_read(&options).await, "other records beside it");
    let (data, own) = (crate::county::data(), place.dir.path().join("data"));
    for (from, to) in [(data.join("../national"), place.dir.path().join("national")), (data, own.clone())] {
        std::fs::create_dir(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    options.data = own.clone();
    let toml = std::fs::read_to_string(own.join("authority.toml")).unwrap();
    std::fs::write(own.join("authority.toml"), format!("public_addresses = []\n{toml}")).unwrap();
    assert!(is_read(&options).await && !is_read(&options).await, "another setting of the authority");
}

#[tokio::test]
async fn an_address_that_is_confirmed_comes_in_though_the_feed_has_not_changed() {
    let refuge = json!({"contents": [{
        "id": "quiet-1", "name": "Women's Refuge", "description": "Beds.", "status": "active",
        "organization": {"id": "org-1", "name": "Trust"}, "service_areas": [{"name": "Worcestershire"}],
        "service_at_locations": [{"id": "sal-1", "location": {"id": "place-1", "location_type": "physical", "addresses": [
            {"address_1": "1 Zq Lane", "city": "Kidderminster", "postal_code": "DY10 3ED"}]}}]}]});
    let (address, _) = feed(move |_, _, headers| {
        if headers.contains_key(header::IF_NONE_MATCH) {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let mut response = answer(&refuge);
        response.headers_mut().insert(header::ETAG, "\"same\"".parse().unwrap());
        response
    })
    .await;
    let place = Place::new().await;
    let mut options = options(&address);
    assert_eq!(place.import(&options).await.unwrap().withheld.len(), 1);
    options.decisions.confirm_address.push("quiet-1".parse().unwrap());
    place.import(&options).await.unwrap();
    assert_eq!(place.service("quiet-1").await.unwrap().location_ids.len(), 1);
}

#[tokio::test]
async fn the_length_of_a_feed_counts_over_all_its_pages_and_over_a_break() {
    let length = page(1, 3, 3).to_string().len();
    let place = Place::new().await;
    let before = place.listed().await;
    let (address, asked) = feed(move |n, asked, _| {
        if n == 2 && asked < 3 { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { answer(&page(n, 3, 3)) }
    })
    .await;
    let mut options = options(&address);
    options.patience.largest = 5 * length / 2;
    let said = place.import(&options).await.unwrap_err();
    assert!(said.contains("answered with 503"), "{said}");
    let said = place.import(&options).await.unwrap_err();
    assert!(said.starts_with("the feed gave more than ") && said.contains("nothing was taken over"), "{said}");
    assert_eq!(place.listed().await, before);
    // Page 1 was kept from the first run, and all is asked for anew now.
    options.patience.largest = 4 * length;
    let before = asked.load(Ordering::SeqCst);
    assert_eq!(place.import(&options).await.unwrap().services().0, 3);
    assert_eq!(asked.load(Ordering::SeqCst), before + 3);
}
