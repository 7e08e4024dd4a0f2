//! The steward's base map: given out by ranges, and named in the policy when it is another host's.

use crate::served::{PLACE, ask, client, fetch, header, more, settings};
use hubfinder::run::{self, Running};
use map::basemap::{Archive, Basemap, Tiles};
use reqwest::{RequestBuilder, StatusCode};
use std::path::Path;

const ADDRESS: &str = "/map/basemap.pmtiles";

/// With the files of the interactive map, as the site has them.
async fn server_with(basemap: Basemap) -> Running {
    let mut settings = settings(PLACE.path());
    let site = tempfile::tempdir().unwrap();
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    for (from, to) in
        [(PLACE.path().join("site"), ""), (PLACE.path().join("site/pkg"), "pkg"), (public.join("map"), "map")]
    {
        let to = site.path().join(to);
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    settings.site = site.path().to_owned();
    settings.basemap = Some(basemap);
    run::start_with(settings, more()).await.unwrap()
}

fn get(running: &Running, path: &str) -> RequestBuilder {
    client().get(format!("http://{}{path}", running.address()))
}

#[tokio::test]
async fn a_pmtiles_file_is_given_out_by_ranges_and_never_compressed() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("map.pmtiles");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/square.pmtiles");
    let bytes = std::fs::read(fixture).unwrap();
    std::fs::write(&file, &bytes).unwrap();
    let running = server_with(Basemap::Archive(Archive::open(&file).unwrap())).await;
    let asked = |range: &str| {
        get(&running, ADDRESS).header("range", format!("bytes={range}")).header("accept-encoding", "gzip, br")
    };

    let whole = get(&running, ADDRESS).header("accept-encoding", "gzip, br").send().await.unwrap();
    assert_eq!(whole.status(), StatusCode::OK);
    let headers = whole.headers().clone();
    assert_eq!(header(&headers, "content-type"), "application/vnd.pmtiles");
    assert_eq!((header(&headers, "content-encoding"), header(&headers, "accept-ranges")), ("", "bytes"));
    assert_eq!(header(&headers, "cache-control"), "public, max-age=3600");
    assert_eq!(whole.bytes().await.unwrap(), bytes);
    let tag = header(&headers, "etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}: a piece is only joined to another by a strong tag");

    for (range, from, to) in [
        ("0-126", 0, 127),
        ("100-", 100, bytes.len()),
        ("-16", bytes.len() - 16, bytes.len()),
        ("0-9999", 0, bytes.len()),
    ] {
        let part = asked(range).send().await.unwrap();
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(header(part.headers(), "content-range"), format!("bytes {from}-{}/{}", to - 1, bytes.len()));
        assert_eq!((header(part.headers(), "etag"), header(part.headers(), "content-encoding")), (&*tag, ""));
        assert_eq!(part.bytes().await.unwrap(), bytes[from..to]);
    }
    for range in ["9999-", "5-4", "x-y"] {
        assert_eq!(asked(range).send().await.unwrap().status(), StatusCode::RANGE_NOT_SATISFIABLE, "{range}");
    }

    let known = get(&running, ADDRESS).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    for (had, status) in [(tag.as_str(), StatusCode::PARTIAL_CONTENT), ("\"another\"", StatusCode::OK)] {
        assert_eq!(asked("0-9").header("if-range", had).send().await.unwrap().status(), status, "{had}");
    }

    // Another file in its place has another tag: no piece of it is taken for one of the first.
    std::fs::write(&file, [&bytes[..], b"more"].concat()).unwrap();
    assert_eq!(asked("0-9").header("if-range", &tag).send().await.unwrap().status(), StatusCode::OK);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(asked("0-9").send().await.unwrap().status(), StatusCode::INTERNAL_SERVER_ERROR);
    running.stop().await.unwrap();
}

#[tokio::test]
async fn without_a_base_map_there_is_none_to_fetch_and_no_other_host_in_the_policy() {
    assert_eq!(fetch(ADDRESS).await.status(), StatusCode::NOT_FOUND);
    for path in ["/", "/hubs", "/search?near=WR1+1AA", "/privacy"] {
        let response = fetch(path).await;
        let policy = header(response.headers(), "content-security-policy").to_owned();
        assert!(policy.contains("img-src 'self' data:;") && !policy.contains("http"), "{path}: {policy}");
    }
    assert_eq!(ask(reqwest::Method::HEAD, ADDRESS).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_with_a_map_may_load_pictures_from_the_tile_server_and_nothing_else() {
    let tiles = Tiles::new("https://tiles.example.org/a/{z}/{x}/{y}.png?key=1", "© Example").unwrap();
    let running = server_with(Basemap::Tiles(tiles)).await;
    for (path, allowed) in [
        ("/hubs", true),
        ("/map", true),
        ("/search?near=WR1+1AA", true),
        ("/", false),
        ("/urgent", false),
        ("/api/search", false),
    ] {
        let response = get(&running, path).send().await.unwrap();
        let policy = header(response.headers(), "content-security-policy").to_owned();
        let named: Vec<&str> = policy.split(';').filter(|part| part.contains("example.org")).map(str::trim).collect();
        let expected: &[&str] = if allowed { &["img-src 'self' data: https://tiles.example.org"] } else { &[] };
        assert_eq!(named, expected, "{path}");
    }
    let page = get(&running, "/hubs").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("data-basemap=\"{&quot;attribution&quot;:&quot;© Example&quot;"), "{page}");
    assert!(page.contains("come from tiles.example.org"), "{page}");
    let page = get(&running, "/privacy").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("come from tiles.example.org"), "{page}");
    assert!(!page.contains("Nobody else's script, map"), "{page}");
    running.stop().await.unwrap();
}
