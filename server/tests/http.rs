//! What surrounds every answer, seen from outside: headers, files, limits, failures, logs and the end.

#![allow(clippy::unwrap_used, clippy::panic)]

use axum::routing::get;
use chrono::DateTime;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header::HeaderMap};
use server::{
    http::{AppError, Cache, Nonce, Page, Pairs, Routes, log_to},
    run::{self, Running},
    settings::{LogFormat, Settings},
};
use std::{
    fs,
    io::{self, BufRead, Write},
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    sync::{LazyLock, Mutex, PoisonError},
    thread,
    time::Duration,
};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A folder with a filled store, an index and the site's files, for every server of these tests.
static PLACE: LazyLock<TempDir> = LazyLock::new(|| {
    log_to(LogFormat::Json, || Captured);
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("site/pkg")).unwrap();
    let style = "main { color: rebeccapurple }\n".repeat(200);
    for (name, text) in [
        ("style.css", style.as_str()),
        ("leave.js", "addEventListener('keydown', () => {})"),
        ("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("pkg/app.js", "export default () => {}"),
        ("pkg/app_bg.wasm", "\0asm"),
    ] {
        fs::write(dir.path().join("site").join(name), text).unwrap();
    }
    let settings = settings(dir.path());
    on_its_own_runtime(async move { drop(run::build(&settings).await.unwrap()) });
    dir
});

/// One server for the tests that only ask.
static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
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

fn settings(dir: &Path) -> Settings {
    Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        store: dir.join("hubfinder.sqlite"),
        index: dir.join("hubfinder.sqlite.index"),
        data: Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/worcestershire"),
        site: dir.join("site"),
        public_url: None,
        log: LogFormat::Json,
        now: Some(DateTime::parse_from_rfc3339("2026-03-02T09:30:00Z").unwrap().to_utc()),
    }
}

/// Routes that behave as pages do, well or badly.
fn more() -> Routes {
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

fn client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

fn ask(method: Method, path: &str) -> RequestBuilder {
    client().request(method, format!("http://{}{path}", *SERVER))
}

async fn fetch(path: &str) -> Response {
    ask(Method::GET, path).send().await.unwrap()
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

async fn said(response: Response, status: StatusCode) -> String {
    assert_eq!(response.status(), status);
    assert_eq!(header(response.headers(), "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    let html = response.text().await.unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("Leave this page") && html.contains("01905 520032"));
    html
}

/// The log's line of a request, waited for: it is written when the last byte has gone.
async fn line_of(id: &str) -> String {
    for _ in 0..100 {
        let log = String::from_utf8(LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap();
        if let Some(line) = log.lines().find(|line| line.contains(id) && line.contains("\"answered\"")) {
            return line.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no line of {id} in the log");
}

#[tokio::test]
async fn security_headers_stand_on_every_answer() {
    let paths = ["/test/page", "/nowhere", "/test/page?q=%FF", "/test/panics", "/healthz", "/favicon.svg", "/test/x"];
    for path in paths {
        let response = fetch(path).await;
        let headers = response.headers();
        assert_eq!(header(headers, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(headers, "x-frame-options"), "DENY", "{path}");
        assert_eq!(header(headers, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header(headers, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header(headers, "cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(header(headers, "permissions-policy").starts_with("geolocation=(self), "), "{path}");
        assert_eq!(header(headers, "x-request-id").len(), 32, "{path}");
        let policy = header(headers, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("nonce"), "{path}: {policy}");
        for cookie_or_promise in ["set-cookie", "strict-transport-security", "access-control-allow-origin"] {
            assert_eq!(header(headers, cookie_or_promise), "", "{path}");
        }
    }
}

#[tokio::test]
async fn a_page_with_islands_has_a_nonce_that_is_used_once() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let response = fetch("/test/islands").await;
        let policy = header(response.headers(), "content-security-policy").to_owned();
        let nonce = response.text().await.unwrap();
        assert_eq!(nonce.len(), 32);
        assert!(policy.contains(&format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; ")), "{policy}");
        seen.push(nonce);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn open_data_is_for_every_site_and_fails_in_json() {
    let response = fetch("/api/test").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(response.headers(), "access-control-allow-origin"), "*");
    assert_eq!(header(response.headers(), "cross-origin-resource-policy"), "cross-origin");
    assert_eq!(header(response.headers(), "content-type"), "application/json");
    let body: serde_json::Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    assert!(body["error"].as_str().unwrap().starts_with("We could not find that place."), "{body}");
}

#[tokio::test]
async fn what_was_searched_for_is_kept_in_no_cache() {
    assert_eq!(header(fetch("/test/page").await.headers(), "cache-control"), "private, max-age=60");
    assert_eq!(header(fetch("/test/page?q=debt").await.headers(), "cache-control"), "no-store");
    assert_eq!(header(fetch("/test/islands").await.headers(), "cache-control"), "no-store");
}

#[tokio::test]
async fn failures_have_our_page() {
    let html = said(fetch("/nowhere").await, StatusCode::NOT_FOUND).await;
    assert!(html.contains("We could not find that page") && html.contains("noindex"), "{html}");
    for path in ["/test/page?q=%FF", "/%FF", "/test/x", "/test/999"] {
        assert!(said(fetch(path).await, StatusCode::BAD_REQUEST).await.contains("We could not read that address"), "{path}");
    }
    let html = said(fetch(&format!("/test/page?q={}", "a".repeat(16 * 1024))).await, StatusCode::BAD_REQUEST).await;
    assert!(html.contains("too long"));
    let sent = ask(Method::POST, "/test/page").send().await.unwrap();
    assert_eq!(header(sent.headers(), "allow"), "GET,HEAD");
    said(sent, StatusCode::METHOD_NOT_ALLOWED).await;
    let sent = ask(Method::POST, "/test/page").body(vec![b'a'; 65 * 1024]).send().await.unwrap();
    said(sent, StatusCode::PAYLOAD_TOO_LARGE).await;
}

#[tokio::test]
async fn ten_thousand_letters_and_odd_characters_get_through() {
    let response = fetch(&format!("/test/page?q={}", "a".repeat(10_000))).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.text().await.unwrap().contains(&"a".repeat(10_000)));
    let text = fetch("/test/page?q=a+b%20caf%C3%A9%00%E2%80%AE&q=100%").await.text().await.unwrap();
    assert!(text.contains("q: a b café\0\u{202e}\nq: 100%\n"), "{text:?}");
}

#[tokio::test]
async fn what_breaks_is_a_calm_page_with_a_number_and_no_cause() {
    for path in ["/test/broken", "/test/panics?q=my-secret-words"] {
        let response = fetch(path).await;
        let id = header(response.headers(), "x-request-id").to_owned();
        let html = said(response, StatusCode::INTERNAL_SERVER_ERROR).await;
        assert!(html.contains("Something went wrong on our side") && html.contains(&id), "{html}");
        assert!(!html.contains("database") && !html.contains("secret"), "{html}");
    }
    assert_eq!(fetch("/healthz").await.text().await.unwrap(), "ok\n");
}

#[tokio::test]
async fn the_log_has_one_line_and_nothing_of_what_was_asked() {
    let request = ask(Method::GET, "/test/page?near=DY10+3ED&q=bruises")
        .header("user-agent", "Curious/1.0")
        .header("referer", "https://elsewhere.example/")
        .header("x-request-id", "proxy-0123456789");
    let response = request.send().await.unwrap();
    assert_eq!(header(response.headers(), "x-request-id"), "proxy-0123456789");
    let length = response.bytes().await.unwrap().len();
    let line: serde_json::Value = serde_json::from_str(&line_of("proxy-0123456789").await).unwrap();
    assert_eq!(line["method"], "GET");
    assert_eq!(line["route"], "/test/page");
    assert_eq!(line["status"], 200);
    assert_eq!(line["bytes"], length);
    assert!(line["milliseconds"].as_f64().unwrap() < 5_000.0, "{line}");
    fetch("/my-secret-path?q=bruises").await;
    fetch("/services/my-secret-path").await;
    fetch("/test/panics?q=bruises").await;
    let response = fetch("/test/broken?q=bruises").await;
    line_of(header(response.headers(), "x-request-id")).await;
    let log = String::from_utf8(LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap();
    assert!(log.contains("the database said no"), "{log}");
    for told in ["DY10", "bruises", "Curious", "elsewhere", "127.0.0.1\"", "my-secret-path"] {
        assert!(!log.contains(told), "{told} in {log}");
    }
}

#[tokio::test]
async fn head_gives_the_headers_alone() {
    for (path, status) in [("/test/page", 200), ("/nowhere", 404), ("/sitemap.xml", 200)] {
        let whole = fetch(path).await;
        let head = ask(Method::HEAD, path).send().await.unwrap();
        assert_eq!(head.status().as_u16(), status);
        for name in ["content-type", "content-length", "cache-control", "content-security-policy"] {
            assert_eq!(header(head.headers(), name), header(whole.headers(), name), "{path} {name}");
        }
        assert!(head.bytes().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn long_text_is_compressed_for_those_who_take_it() {
    let whole = fetch("/test/page").await.bytes().await.unwrap().len();
    for (accepted, encoding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let response = ask(Method::GET, "/test/page").header("accept-encoding", accepted).send().await.unwrap();
        assert_eq!(header(response.headers(), "content-encoding"), encoding);
        assert!(header(response.headers(), "vary").contains("accept-encoding"), "{accepted}");
        let length = response.bytes().await.unwrap().len();
        assert!(if encoding.is_empty() { length == whole } else { length < whole / 4 }, "{accepted}: {length} of {whole}");
    }
    let response = ask(Method::GET, "/healthz").header("accept-encoding", "br").send().await.unwrap();
    assert_eq!(header(response.headers(), "content-encoding"), "");
    let response = ask(Method::GET, "/nowhere").header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(header(response.headers(), "content-encoding"), "gzip");
}

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
    said(fetch(&style.replace("style.", "style.0")).await, StatusCode::NOT_FOUND).await;
    said(fetch("/assets/..%2Fhubfinder.sqlite").await, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn browsers_find_the_icon_by_themselves() {
    for path in ["/favicon.ico", "/favicon.svg"] {
        let response = fetch(path).await;
        assert_eq!(header(response.headers(), "content-type"), "image/svg+xml");
        assert_eq!(header(response.headers(), "cache-control"), "public, max-age=86400");
        assert!(response.text().await.unwrap().starts_with("<svg"));
    }
}

#[tokio::test]
async fn watchers_and_search_engines_get_what_they_ask_for() {
    let ready: serde_json::Value = serde_json::from_str(&fetch("/readyz").await.text().await.unwrap()).unwrap();
    assert_eq!((&ready["ready"], &ready["services"]), (&true.into(), &326.into()));

    let robots = fetch("/robots.txt").await.text().await.unwrap();
    assert!(robots.contains("Disallow: /search\n") && robots.contains("Disallow: /api/\n"));
    assert!(robots.contains(&format!("Sitemap: http://{}/sitemap.xml\n", *SERVER)), "{robots}");

    let sitemap = fetch("/sitemap.xml").await.text().await.unwrap();
    let places = ready["places"].as_u64().unwrap() as usize;
    for (under, count) in [("services/", 326), ("needs/", 54), ("places/", places), ("hubs<", 1), ("urgent<", 1)] {
        assert_eq!(sitemap.matches(&format!("<loc>http://{}/{under}", *SERVER)).count(), count, "{under}");
    }

    let security = fetch("/.well-known/security.txt").await.text().await.unwrap();
    assert!(security.contains("Contact: https://"), "{security}");
    assert!(security.contains("Expires: 2027-03-02T09:30:00Z\n"), "{security}");
}

async fn own_server(change: impl FnOnce(&mut Settings)) -> anyhow::Result<Running> {
    let mut settings = settings(PLACE.path());
    change(&mut settings);
    run::start_with(settings, more()).await
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    let running = own_server(|settings| settings.public_url = Some("https://help.example.org".to_owned())).await.unwrap();
    let at = |path: &str| client().get(format!("http://{}{path}", running.address()));
    let response = at("/healthz").send().await.unwrap();
    assert_eq!(header(response.headers(), "strict-transport-security"), "max-age=31536000");
    let robots = at("/robots.txt").send().await.unwrap().text().await.unwrap();
    assert!(robots.contains("Sitemap: https://help.example.org/sitemap.xml"), "{robots}");
    running.stop().await.unwrap();
}

#[tokio::test]
async fn stopping_finishes_requests_in_flight_and_takes_no_more() {
    let running = own_server(|_| ()).await.unwrap();
    let address = running.address();
    let slow = tokio::spawn(client().get(format!("http://{address}/test/slow")).send());
    tokio::time::sleep(Duration::from_millis(200)).await;
    running.stop().await.unwrap();
    assert_eq!(slow.await.unwrap().unwrap().text().await.unwrap(), "finished");
    assert!(client().get(format!("http://{address}/healthz")).send().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn an_idle_connection_does_not_hold_up_the_end() {
    let running = own_server(|_| ()).await.unwrap();
    let mut idle = tokio::net::TcpStream::connect(running.address()).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    assert!(idle.read(&mut [0; 4096]).await.unwrap() > 0);
    tokio::time::timeout(Duration::from_secs(3), running.stop()).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_taken_port_and_a_site_that_was_not_built_are_said_in_one_sentence() {
    let taken = *SERVER;
    let said = own_server(|settings| settings.listen = taken).await.unwrap_err().to_string();
    assert!(said.starts_with(&format!("port {} of 127.0.0.1 is taken by another program", taken.port())), "{said}");
    let said = own_server(|settings| settings.site = "nowhere".into()).await.unwrap_err().to_string();
    assert!(said.contains("run 'make build' first") && !said.contains('\n'), "{said}");
}

#[cfg(unix)]
#[test]
fn the_program_says_its_address_and_ends_well_when_it_is_told_to() {
    let settings = settings(PLACE.path());
    let mut program = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["serve", "--listen", "127.0.0.1:0", "--store"])
        .arg(&settings.store)
        .arg("--data")
        .arg(&settings.data)
        .arg("--site")
        .arg(&settings.site)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    io::BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("http://127.0.0.1:") && line.ends_with("/\n"), "{line}");
    assert!(Command::new("kill").arg(program.id().to_string()).status().unwrap().success());
    let ended = program.wait_with_output().unwrap();
    let log = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.success(), "{log}");
    assert!(log.contains("ready at http://127.0.0.1:") && log.contains("with 326 services in "), "{log}");
}
