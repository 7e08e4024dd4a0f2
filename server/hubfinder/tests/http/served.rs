//! A real server over the county's records, on a port of its own, and how to ask it.

use axum::routing::get;
use chrono::DateTime;
use directory::Records;
use hubfinder::{run, settings::Settings};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header::HeaderMap};
use std::{
    fs,
    io::{self, Write},
    net::SocketAddr,
    path::Path,
    sync::{LazyLock, Mutex, PoisonError},
    thread,
    time::Duration,
};
use tempfile::TempDir;
use web::{AppError, Cache, Nonce, Page, Pairs, Routes, log_to};

/// A folder with a filled store, an index and the site's files, for every server of these tests.
pub static PLACE: LazyLock<TempDir> = LazyLock::new(|| {
    log_to(web::LogFormat::Json, || Captured);
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("site/pkg")).unwrap();
    let style = "main { color: rebeccapurple }\n".repeat(200);
    for (name, text) in [
        ("style.css", style.as_str()),
        ("leave.js", "addEventListener('keydown', () => {})"),
        ("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("icon-32.png", "32"),
        ("icon-180.png", "180"),
        ("icon-192.png", "192"),
        ("icon-512.png", "512"),
        ("share.png", "picture"),
        ("pkg/app.js", "export default () => {}"),
        ("pkg/app_bg.wasm", "\0asm"),
    ] {
        fs::write(dir.path().join("site").join(name), text).unwrap();
    }
    let settings = settings(dir.path());
    on_its_own_runtime(async move { drop(hubfinder::loading::build(&settings).await.unwrap()) });
    dir
});

/// The records that every server of these tests serves.
pub static COUNTY: LazyLock<Records> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::records(&folder::read(&dir).unwrap(), &dir).unwrap()
});

/// One server for the tests that only ask.
pub static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
    let settings = settings(PLACE.path());
    let (tell, told) = std::sync::mpsc::channel();
    thread::spawn(move || {
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
            let running = run::start_with(settings, more()).await.unwrap();
            tell.send(running.address()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    told.recv().unwrap()
});

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Captured;

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn on_its_own_runtime(work: impl Future<Output = ()> + Send + 'static) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    thread::spawn(move || runtime.block_on(work)).join().unwrap();
}

pub fn settings(dir: &Path) -> Settings {
    Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        store: dir.join("hubfinder.sqlite"),
        index: dir.join("hubfinder.sqlite.index"),
        data: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire"),
        site: dir.join("site"),
        public_url: None,
        basemap: None,
        smtp: None,
        desk_without_mail: false,
        key_file: None,
        log: web::LogFormat::Json,
        now: Some(DateTime::parse_from_rfc3339("2026-03-02T09:30:00Z").unwrap().to_utc()),
    }
}

/// Routes that behave as pages do, well or badly.
pub fn more() -> Routes {
    async fn page(Pairs(pairs): Pairs) -> Page {
        let words = pairs.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
        Page::new(format!("<h1>Found</h1>{words}{}", "and more ".repeat(200)))
    }
    async fn islands(nonce: Nonce) -> Page {
        Page::new(nonce.as_str().to_owned()).islands(nonce).cache(Cache::Never)
    }
    async fn broken() -> Result<Page, AppError> {
        Err(anyhow::anyhow!("the database said no").into())
    }
    async fn panics(Pairs(pairs): Pairs) -> Page {
        panic!("{pairs:?}")
    }
    async fn slow() -> &'static str {
        tokio::time::sleep(Duration::from_millis(700)).await;
        "finished"
    }
    Routes::new()
        .route("/test/page", get(page))
        .route("/test/islands", get(islands))
        .route("/test/broken", get(broken))
        .route("/test/panics", get(panics))
        .route("/test/slow", get(slow))
        .route("/test/{number}", get(async |axum::extract::Path(number): axum::extract::Path<u8>| number.to_string()))
        .route("/api/test", get(async || AppError::NotFound("place")))
}

pub fn client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

pub fn ask(method: Method, path: &str) -> RequestBuilder {
    client().request(method, format!("http://{}{path}", *SERVER))
}

pub async fn fetch(path: &str) -> Response {
    ask(Method::GET, path).send().await.unwrap()
}

pub fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

pub async fn said(response: Response, status: StatusCode) -> String {
    assert_eq!(response.status(), status);
    assert_eq!(header(response.headers(), "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    let html = response.text().await.unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("class=\"leave\"") && html.contains("01905 520032"));
    html
}

/// All that has been logged.
pub fn log() -> String {
    String::from_utf8(LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap()
}

/// The log's line of a request, waited for: it is written when the last byte has gone.
pub async fn line_of(id: &str) -> String {
    for _ in 0..100 {
        let log = log();
        if let Some(line) = log.lines().find(|line| line.contains(id) && line.contains("\"answered\"")) {
            return line.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no line of {id} in the log");
}
