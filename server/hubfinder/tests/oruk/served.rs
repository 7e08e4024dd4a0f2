//! A real server over the county's records, on a port of its own.

use directory::Records;
use hubfinder::{run, settings::Settings};
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use std::{net::SocketAddr, path::PathBuf, sync::LazyLock, thread};

fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire")
}

/// The records that the feed is made from.
pub static COUNTY: LazyLock<Records> =
    LazyLock::new(|| folder::records(&folder::read(&data()).unwrap(), &data()).unwrap());

static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
    let (tell, told) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("site");
        std::fs::create_dir(&site).unwrap();
        for name in ["style.css", "leave.js", "icon.svg"] {
            std::fs::write(site.join(name), "x").unwrap();
        }
        let settings = Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            store: dir.path().join("store.sqlite"),
            index: dir.path().join("index"),
            data: data(),
            site,
            public_url: None,
            basemap: None,
            smtp: None,
            desk_without_mail: false,
            key_file: None,
            log: web::LogFormat::Text,
            now: None,
        };
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
            let running = run::start(settings).await.unwrap();
            tell.send(running.address()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    told.recv().unwrap()
});

/// The address of a path.
pub fn address(path: &str) -> String {
    format!("http://{}{path}", *SERVER)
}

pub fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

pub async fn fetch(path: &str) -> Response {
    client().get(address(path)).send().await.unwrap()
}

/// The JSON of an answer that must be there.
pub async fn json(path: &str) -> Value {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

/// All pages of a list. `query` begins with `?` or is empty.
pub async fn pages(list: &str, query: &str, per_page: usize) -> Vec<Value> {
    let mut pages = Vec::new();
    loop {
        let joint = if query.is_empty() { '?' } else { '&' };
        let number = pages.len() + 1;
        let page = json(&format!("{list}{query}{joint}per_page={per_page}&page={number}")).await;
        let last = page["last_page"] == true;
        pages.push(page);
        assert!(pages.len() < 1_000, "{list} has no last page");
        if last {
            return pages;
        }
    }
}

/// Everything of a list, by walking its pages.
pub async fn everything(list: &str, query: &str) -> Vec<Value> {
    let pages = pages(list, query, 100).await;
    pages.iter().flat_map(|page| page["contents"].as_array().unwrap().clone()).collect()
}

/// The ids of entries, in their order.
pub fn ids(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}
