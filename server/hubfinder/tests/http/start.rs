//! How a server starts and ends.

use crate::served::{PLACE, SERVER, client, header, more, settings};
use directory::{Point, PostcodePoint};
use hubfinder::{
    run::{self, Running},
    settings::Settings,
};
use places::{AreaPrecision, Found};
use std::{
    fs,
    io::{self, BufRead},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub async fn own_server(change: impl FnOnce(&mut Settings)) -> anyhow::Result<Running> {
    let mut settings = settings(PLACE.path());
    change(&mut settings);
    run::start_with(settings, more()).await
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    let running =
        own_server(|settings| settings.public_url = Some("https://help.example.org".to_owned())).await.unwrap();
    let at = |path: &str| client().get(format!("http://{}{path}", running.address()));
    let response = at("/healthz").send().await.unwrap();
    assert_eq!(header(response.headers(), "strict-transport-security"), "max-age=31536000");
    let robots = at("/robots.txt").send().await.unwrap().text().await.unwrap();
    assert!(robots.contains("Sitemap: https://help.example.org/sitemap.xml"), "{robots}");
    running.stop().await.unwrap();
}

/// A spreadsheet and a map program know no site that a path could belong to.
#[tokio::test]
async fn links_in_files_are_whole_where_the_sites_address_is_given_and_paths_where_it_is_not() {
    let running =
        own_server(|settings| settings.public_url = Some("https://help.example.org".to_owned())).await.unwrap();
    for path in ["/data/services.csv", "/data/services.geojson", "/map.geojson?kind=family-hub"] {
        let at = |address: std::net::SocketAddr| client().get(format!("http://{address}{path}")).send();
        let whole = at(running.address()).await.unwrap().text().await.unwrap();
        let bare = at(*SERVER).await.unwrap().text().await.unwrap();
        let page = "/services/wands-family-hub";
        assert!(whole.contains(&format!("https://help.example.org{page}")), "{path}");
        assert!(bare.contains(page) && !bare.contains(&format!("http://127.0.0.1{page}")), "{path}");
        assert_eq!(whole.replace("https://help.example.org", ""), bare, "{path}: nothing else differs");
    }
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

#[tokio::test]
async fn postcodes_are_kept_for_the_next_start_and_read_anew_when_they_are_others() {
    let dir = tempfile::tempdir().unwrap();
    let settings = Settings { site: settings(PLACE.path()).site, ..settings(dir.path()) };
    let known = async |code: &str| {
        let app = hubfinder::loading::build(&settings).await.unwrap();
        matches!(app.engine.gazetteer.find(code), Found::Place(place) if place.area == AreaPrecision::Postcode)
    };
    let kept = dir.path().join("hubfinder.sqlite.index/postcodes");
    assert!(known("WR5 1DE").await && !known("WR99 9ZZ").await);
    let first = fs::read(&kept).unwrap();
    let written = || fs::metadata(&kept).unwrap().modified().unwrap();
    let before = written();
    assert!(known("WR5 1DE").await);
    assert_eq!(written(), before, "a start with the same postcodes only reads it");

    let mut damaged = first.clone();
    damaged[first.len() / 2] ^= 1;
    for bytes in [damaged, Vec::new()] {
        fs::write(&kept, bytes).unwrap();
        assert!(known("WR5 1DE").await);
        assert!(fs::read(&kept).unwrap() == first, "what is damaged is made anew");
    }

    for code in ["WR99 9ZZ", "WR99 9ZY"] {
        let store = Store::open(&settings.store).await.unwrap();
        let mut import = store.import_postcodes().await.unwrap();
        let (postcode, point) = (code.parse().unwrap(), Point::new(52.2, -2.2).unwrap());
        import.add(&[PostcodePoint { postcode, point, lad_code: String::new(), ended: None }]).await.unwrap();
        import.finish().await.unwrap();
        store.close().await;
        assert!(known(code).await, "{code}");
    }
    assert!(!known("WR99 9ZZ").await && known("WR5 1DE").await);
}

/// The program with its store in a folder.
#[cfg(unix)]
fn program_in(dir: &std::path::Path) -> std::process::Child {
    let settings = settings(PLACE.path());
    Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["serve", "--listen", "127.0.0.1:0", "--store"])
        .arg(dir.join("store.sqlite"))
        .arg("--data")
        .arg(&settings.data)
        .arg("--site")
        .arg(&settings.site)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn a_first_start_that_is_killed_at_any_moment_is_made_good_by_the_next() {
    let address_of = |program: &mut std::process::Child| {
        let mut line = String::new();
        io::BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        line.trim().to_owned()
    };
    let dir = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let mut program = program_in(dir.path());
    assert!(address_of(&mut program).starts_with("http://127.0.0.1:"));
    let mut whole = started.elapsed();
    program.kill().unwrap();
    program.wait().unwrap();

    let (mut killed, mut tries) = (0, 0);
    while killed < 10 {
        tries += 1;
        assert!(tries < 40, "only {killed} of {tries} kills fell before the program was ready");
        let dir = tempfile::tempdir().unwrap();
        let mut program = program_in(dir.path());
        let slept = whole * (killed + 1) / 11;
        std::thread::sleep(slept);
        program.kill().unwrap();
        program.wait().unwrap();
        if !address_of(&mut program).is_empty() {
            // The machine has less to do than before: a start takes less time.
            whole = slept;
            continue;
        }
        killed += 1;

        let mut program = program_in(dir.path());
        let address = address_of(&mut program);
        let get = async |path: &str| {
            let answer = client().get(format!("{address}{path}")).send().await.unwrap();
            serde_json::from_str::<serde_json::Value>(&answer.text().await.unwrap()).unwrap()
        };
        let ready = get("readyz").await;
        assert_eq!((&ready["ready"], &ready["services"], &ready["places"]), (&true.into(), &338.into(), &104.into()));
        assert!(get("api/search?q=debt").await["total"].as_u64().unwrap() > 0, "after kill {killed}");
        program.kill().unwrap();
        program.wait().unwrap();
    }
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
    assert!(log.contains("ready at http://127.0.0.1:") && log.contains("with 338 services in "), "{log}");
}
