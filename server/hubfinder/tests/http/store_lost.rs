//! A store that is taken away, replaced or held while the site runs is noticed, and nobody is told that their
//! words were kept when they were not.

use crate::served::{PLACE, client, log, more, settings};
use hubfinder::{
    run::{self, Running},
    settings::Settings,
};
use reqwest::{Response, StatusCode};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};
use store::Store;
use tempfile::TempDir;

async fn own_server() -> (TempDir, Settings, Running) {
    let dir = tempfile::tempdir().unwrap();
    let settings = Settings { site: PLACE.path().join("site"), ..settings(dir.path()) };
    let running = run::start_with(settings.clone(), more()).await.unwrap();
    (dir, settings, running)
}

async fn ready(running: &Running) -> (StatusCode, serde_json::Value) {
    let answer = client().get(format!("http://{}/readyz", running.address())).send().await.unwrap();
    let status = answer.status();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
}

/// Waits until the site says of itself that it is not ready, or is again, and gives why.
async fn until_ready(running: &Running, wanted: bool) -> serde_json::Value {
    let begun = Instant::now();
    loop {
        let (status, said) = ready(running).await;
        if said["ready"] == wanted {
            assert_eq!(status, if wanted { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE });
            return said["why"].clone();
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "not noticed: {said}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn tell(running: &Running, words: &str, from: &str) -> Response {
    let form = format!("http://{}/feedback/services/wands-family-hub", running.address());
    client().post(form).header("x-forwarded-for", from).body(format!("words={words}")).send().await.unwrap()
}

async fn assert_not_kept(response: Response, words: &str) {
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let html = response.text().await.unwrap();
    assert!(html.contains("we do not have your message") && html.contains(&format!("{words}</textarea>")), "{html}");
}

/// How often the log tells of trouble with this store.
fn told(store: &Path) -> usize {
    let (said, store) = ("what visitors write is not kept, and they are told so", store.display().to_string());
    log().lines().filter(|line| line.contains(said) && line.contains(&store)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_removed_is_noticed_and_nobody_is_told_a_lie() {
    let (_dir, settings, running) = own_server().await;
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(format!("{}{ending}", settings.store.display())).unwrap();
    }
    // Before anybody looked, and after.
    assert_not_kept(tell(&running, "lapwing", "192.0.2.1").await, "lapwing").await;
    assert_eq!(until_ready(&running, false).await, "the store was removed");
    assert_not_kept(tell(&running, "lapwing", "192.0.2.1").await, "lapwing").await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(told(&settings.store), 1, "{}", log());
    let search = format!("http://{}/api/search?q=debt", running.address());
    assert_eq!(client().get(search).send().await.unwrap().status(), StatusCode::OK, "searches go on");
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_were_not_kept_do_not_count() {
    let (_dir, settings, running) = own_server().await;
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(format!("{}{ending}", settings.store.display())).unwrap();
    }
    for number in 0..25 {
        assert_not_kept(tell(&running, &format!("curlew {number}."), "192.0.2.1").await, &format!("curlew {number}."))
            .await;
    }
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_replaced_is_noticed() {
    let (dir, settings, running) = own_server().await;
    let other = dir.path().join("other.sqlite");
    Store::open(&other).await.unwrap().close().await;
    fs::rename(&other, &settings.store).unwrap();
    assert_not_kept(tell(&running, "dunlin", "192.0.2.1").await, "dunlin").await;
    assert_eq!(until_ready(&running, false).await, "the store was replaced");
    assert_eq!(told(&settings.store), 1, "{}", log());
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_is_removed_is_noticed() {
    let (_dir, settings, running) = own_server().await;
    fs::remove_file(format!("{}-wal", settings.store.display())).unwrap();
    assert_not_kept(tell(&running, "whimbrel", "192.0.2.1").await, "whimbrel").await;
    assert_eq!(until_ready(&running, false).await, "the store was removed");
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn words_stay_on_the_page_of_all_who_write_while_the_store_is_held_and_none_is_kept() {
    let (_dir, settings, running) = own_server().await;
    let other = sqlx::SqlitePool::connect(&format!("sqlite://{}", settings.store.display())).await.unwrap();
    let held = other.begin_with("BEGIN EXCLUSIVE").await.unwrap();
    let answers = (0..16).map(|n| {
        let (address, words) = (running.address(), format!("godwit {n}."));
        tokio::spawn(async move {
            let form = format!("http://{address}/feedback/services/wands-family-hub");
            let sent = client().post(form).header("x-forwarded-for", format!("198.51.{n}.1"));
            (sent.body(format!("words={words}")).send().await.unwrap(), words)
        })
    });
    for answer in answers.collect::<Vec<_>>() {
        let (answer, words) = answer.await.unwrap();
        assert_not_kept(answer, &words).await;
    }
    assert_eq!(until_ready(&running, false).await, "the store is held by another program");
    held.rollback().await.unwrap();
    until_ready(&running, true).await;
    assert!(log().contains("the store can be written again"), "{}", log());
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM feedback").fetch_one(&other).await.unwrap();
    assert_eq!(kept, 0, "what was told not to be kept was not");
    assert_eq!(tell(&running, "godwit", "192.0.2.1").await.status(), StatusCode::OK);
    other.close().await;
    running.stop().await.unwrap();
}
