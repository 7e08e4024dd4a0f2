//! The built files: style, scripts, wasm, icon. Read and compressed once at the start and served
//! from memory, under addresses that change with their content, so that browsers keep them for good.

mod memory;

use super::errors::AppError;
use anyhow::Context;
use app::model::{Assets, MapFiles};
use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use folder::Fingerprint;
use map::basemap::Basemap;
use memory::MemoryFolder;
use serde_json::json;
use std::{
    collections::HashMap,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// The address of a steward's own map file.
pub(crate) const BASEMAP_ADDRESS: &str = "/map/basemap.pmtiles";

const STYLE: &str = "style.css";
const COLOURS: &str = "colours.css";
const LEAVE: &str = "leave.js";
/// The site's mark alone, as lines and as a picture for browsers that draw none.
pub(crate) const ICON: &str = "icon.svg";
pub(crate) const SMALL_ICON: &str = "icon-32.png";
/// The mark with its ground, for the first screen of a phone.
pub(crate) const TOUCH_ICON: &str = "icon-180.png";
/// The same by its width, for the manifest.
const APP_ICONS: [(u16, &str); 2] = [(192, "icon-192.png"), (512, "icon-512.png")];
/// Beside a shared link.
const SHARE_PICTURE: &str = "share.png";
const ISLANDS: &str = "app.js";
const WASM: &str = "app_bg.wasm";
const SHORTLIST: &str = "shortlist.js";
const FILTERS: &str = "filters.js";
const MAP_BUTTON: &str = "open.js";
const MAP_DRIVER: &str = "hubmap.js";
const LEAFLET: &str = "leaflet.js";
const CLUSTERS: &str = "leaflet.markercluster.js";
const BASEMAP_LAYER: &str = "basemap.js";
const VECTOR_TILES: &str = "protomaps-leaflet.js";
/// In the order in which they are to count: ours last.
const MAP_SHEETS: [&str; 3] = ["leaflet.css", "leaflet.markercluster.css", "hubmap.css"];
/// Made at the start from an authority's outlines, see `BaseMap::ground`.
const GROUND: &str = "ground.json";

/// How a script or a style sheet of ours begins the name of a neighbour.
const NEIGHBOURS: [(&str, &str); 2] = [(".js", "from \"./"), (".css", "url(\"./")];

/// For files that are compressed once: near the best, at a tenth of the best one's time.
const BROTLI_QUALITY: i32 = 9;

/// The built files in memory.
#[derive(Debug, Default)]
pub struct Files {
    /// By their addresses, `/assets/style.0123456789abcdef.css`, and beside each its compressed forms.
    folder: MemoryFolder,
    /// From the name in the folder to the address.
    addresses: HashMap<String, String>,
}

impl Files {
    /// Reads the site's folder, its `pkg/`, where the browser half stands, and its `map/`, where the
    /// interactive map does. Fails when the style sheet, the leave script or the icon is missing; the
    /// browser half and the map may be.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut files = Self::default();
        files.insert_neighbours(contents(folder)?)?;
        for (name, bytes) in contents(&folder.join("pkg"))? {
            files.insert(&name, bytes)?;
        }
        files.insert_neighbours(contents(&folder.join("map"))?)?;
        for name in [STYLE, LEAVE, ICON] {
            anyhow::ensure!(
                files.addresses.contains_key(name),
                "the folder {} has no {name}: run 'make build' first, or name the folder of the site's files with --site",
                folder.display()
            );
        }
        Ok(files)
    }

    /// Adds what districts, rivers, built-up areas and settlements the interactive map draws, as JSON.
    pub fn add_ground(&mut self, json: Vec<u8>) -> anyhow::Result<()> {
        self.insert(GROUND, json)
    }

    /// Adds the authority's own colours as one more style sheet.
    pub fn add_colours(&mut self, css: String) -> anyhow::Result<()> {
        self.insert(COLOURS, css.into_bytes())
    }

    fn insert(&mut self, name: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let mut fingerprint = Fingerprint::default();
        fingerprint.add(&bytes);
        let path = format!("/assets/{stem}.{fingerprint}.{ending}");
        if content_type(ending).1 {
            for (ending, compressed) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
                if compressed.len() < bytes.len() {
                    self.folder.insert(format!("{path}.{ending}"), compressed);
                }
            }
        }
        self.addresses.insert(name.to_owned(), path.clone());
        self.folder.insert(path, bytes);
        Ok(())
    }

    /// Answers a request for an address under `/assets/`, in the smallest form that the browser takes.
    pub(crate) async fn serve(&self, request: Request, cache: HeaderValue) -> Result<Response, AppError> {
        let (_, ending) = request.uri().path().rsplit_once('.').unwrap_or_default();
        let (content_type, _) = content_type(ending);
        let folder = ServeDir::with_backend("/", self.folder.clone()).precompressed_br().precompressed_gzip();
        let Ok(mut response) = folder.oneshot(request).await;
        if response.status() == StatusCode::NOT_FOUND {
            return Err(AppError::NotFound("file"));
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, cache);
        // Also on 304 (RFC 9110, section 15.4.5), where `ServeDir` leaves it out.
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(guessed) = headers.get_mut(header::CONTENT_TYPE) {
            *guessed = HeaderValue::from_static(content_type);
        }
        Ok(response.into_response())
    }

    /// The address of a file by its name in the folder; `None` when it is not there.
    pub(crate) fn address(&self, name: &str) -> Option<String> {
        self.known(name)
    }

    /// The icons with their ground that are there: width in pixels, and address.
    pub(crate) fn app_icons(&self) -> Vec<(u16, String)> {
        APP_ICONS.into_iter().filter_map(|(width, name)| Some((width, self.known(name)?))).collect()
    }

    /// The addresses that pages name.
    pub fn addresses(&self) -> Assets {
        let needed = |name: &str| self.known(name).unwrap_or_default();
        Assets {
            style: needed(STYLE),
            colours: self.known(COLOURS),
            leave: needed(LEAVE),
            icon: needed(ICON),
            small_icon: self.known(SMALL_ICON),
            touch_icon: self.known(TOUCH_ICON),
            share_picture: self.known(SHARE_PICTURE),
            islands_js: self.known(ISLANDS),
            islands_wasm: self.known(WASM),
            shortlist: self.known(SHORTLIST),
            filters: self.known(FILTERS),
            map: self.map().map(Arc::new),
        }
    }

    /// Adds files that name each other: a script by `from "./list.js"`, a style sheet by `url("./face.woff2")`. The
    /// address of what is named is written in, so that a file's own address changes with that of its neighbours.
    fn insert_neighbours(&mut self, mut files: Vec<(String, Vec<u8>)>) -> anyhow::Result<()> {
        while let Some((first, _)) = files.first() {
            let (first, before) = (first.clone(), files.len());
            for (name, bytes) in std::mem::take(&mut files) {
                let begins = NEIGHBOURS.into_iter().find(|(ending, _)| name.ends_with(ending));
                let ours = begins.and_then(|(_, begins)| {
                    let text = std::str::from_utf8(&bytes).ok()?;
                    text.contains(begins).then(|| self.with_addresses(text, begins))
                });
                match ours {
                    None => self.insert(&name, bytes)?,
                    Some(Some(text)) => self.insert(&name, text.into_bytes())?,
                    Some(None) => files.push((name, bytes)),
                }
            }
            anyhow::ensure!(files.len() < before, "{first} names a file that does not stand beside it");
        }
        Ok(())
    }

    /// A text with the addresses of its neighbours, whose names begin so; `None` when one has none yet.
    fn with_addresses(&self, text: &str, begins: &str) -> Option<String> {
        let before_name = begins.trim_end_matches("./");
        let mut parts = text.split(begins);
        let mut out = parts.next()?.to_owned();
        for part in parts {
            let (neighbour, rest) = part.split_once('"')?;
            out.push_str(&format!("{before_name}{}\"{rest}", self.known(neighbour)?));
        }
        Some(out)
    }

    fn known(&self, name: &str) -> Option<String> {
        self.addresses.get(name).cloned()
    }

    /// What the interactive map needs; `None` when any of it is missing.
    fn map(&self) -> Option<MapFiles> {
        let known = |name: &str| self.known(name);
        Some(MapFiles {
            button: known(MAP_BUTTON)?,
            driver: known(MAP_DRIVER)?,
            leaflet: known(LEAFLET)?,
            clusters: known(CLUSTERS)?,
            sheets: MAP_SHEETS.into_iter().map(known).collect::<Option<Vec<_>>>()?.join(" "),
            ground: known(GROUND)?,
            basemap: None,
            elsewhere: None,
        })
    }

    /// What `layGround` needs of a steward's base map, as JSON; `None` when the site's folder lacks its
    /// scripts.
    pub(crate) fn basemap(&self, basemap: &Basemap) -> Option<String> {
        let layer = self.known(BASEMAP_LAYER)?;
        let attribution = basemap.attribution();
        let told = match basemap {
            Basemap::Tiles(tiles) => {
                json!({ "type": "tiles", "url": tiles.url(), "attribution": attribution, "layer": layer })
            }
            Basemap::Archive(archive) => json!({
                "type": "pmtiles", "url": BASEMAP_ADDRESS, "attribution": attribution, "layer": layer,
                "finest": archive.finest(), "library": self.known(VECTOR_TILES)?,
            }),
        };
        Some(told.to_string())
    }
}

/// The plain files of a folder by name.
fn contents(folder: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut contents = Vec::new();
    for path in list(folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let bytes = std::fs::read(&path)
            .with_context(|| format!("{} cannot be read: give hubfinder the right to", path.display()))?;
        contents.push((name.to_owned(), bytes));
    }
    Ok(contents)
}

/// The plain files of a folder; none when there is no such folder.
fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => anyhow::bail!("{} cannot be read ({error}): name a folder with --site", folder.display()),
    };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|p| p.is_file()).collect();
    paths.sort();
    Ok(paths)
}

/// What a file's ending says: its content type, and whether compressing it makes sense.
fn content_type(ending: &str) -> (&'static str, bool) {
    match ending {
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "wasm" => ("application/wasm", true),
        "json" => ("application/json", true),
        "md" | "txt" => ("text/plain; charset=utf-8", true),
        "png" => ("image/png", false),
        "ico" => ("image/x-icon", false),
        "woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    }
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: BROTLI_QUALITY, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use map::basemap::{Archive, Tiles};
    use serde_json::Value;

    #[test]
    fn a_folder_that_was_not_built_is_said_in_one_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let said = Files::read(&dir.path().join("nowhere")).unwrap_err().to_string();
        assert!(said.contains("has no style.css: run 'make build' first") && !said.contains('\n'), "{said}");
    }

    #[test]
    fn an_address_changes_with_the_content() {
        let dir = tempfile::tempdir().unwrap();
        let read = |css: &str| {
            for (name, text) in [(STYLE, css), (LEAVE, "x"), (ICON, "<svg/>")] {
                std::fs::write(dir.path().join(name), text).unwrap();
            }
            Files::read(dir.path()).unwrap().addresses()
        };
        let (before, after) = (read("a{}"), read("b{}"));
        assert!(before.style.starts_with("/assets/style.") && before.style.ends_with(".css"));
        assert_ne!(before.style, after.style);
        assert_eq!(before.leave, after.leave);
        assert_eq!(before.islands_js, None);
        assert_eq!(before.map, None);
    }

    #[test]
    fn a_base_map_is_told_with_the_addresses_of_its_scripts() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("map")).unwrap();
        for name in [STYLE, LEAVE, ICON, "map/basemap.js"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        let tiles = Tiles::new("https://example.org/{z}/{x}/{y}", "© \"Example\"").unwrap();
        let square = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/square.pmtiles");
        let (tiles, archive) = (Basemap::Tiles(tiles), Basemap::Archive(Archive::open(&square).unwrap()));
        let files = Files::read(dir.path()).unwrap();
        let told = |files: &Files, basemap| serde_json::from_str::<Value>(&files.basemap(basemap).unwrap()).unwrap();
        let layer = files.known(BASEMAP_LAYER).unwrap();
        let expected = json!({
            "type": "tiles", "url": "https://example.org/{z}/{x}/{y}", "attribution": "© \"Example\"", "layer": layer,
        });
        assert_eq!(told(&files, &tiles), expected);
        assert_eq!(files.basemap(&archive), None, "without its library our own ground is drawn");

        std::fs::write(dir.path().join("map").join(VECTOR_TILES), "1").unwrap();
        let files = Files::read(dir.path()).unwrap();
        let told = told(&files, &archive);
        assert_eq!(
            (&told["type"], &told["url"], &told["finest"]),
            (&json!("pmtiles"), &json!(BASEMAP_ADDRESS), &json!(10))
        );
        assert_eq!(told["library"], json!(files.known(VECTOR_TILES).unwrap()));
    }

    #[test]
    fn a_style_sheet_names_the_typeface_by_its_address() {
        let dir = tempfile::tempdir().unwrap();
        let css = "@font-face { src: url(\"./face.woff2\") format(\"woff2\") }";
        for (name, text) in [(STYLE, css), (LEAVE, ""), (ICON, ""), ("face.woff2", "1")] {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let before = Files::read(dir.path()).unwrap();
        std::fs::write(dir.path().join("face.woff2"), "2").unwrap();
        let after = Files::read(dir.path()).unwrap();
        assert_ne!(before.known(STYLE), after.known(STYLE), "its address changes with the typeface's");
        let face = after.known("face.woff2").unwrap();
        assert_eq!(after.with_addresses(css, "url(\"./").unwrap(), css.replace("./face.woff2", &face));
    }

    #[tokio::test]
    async fn a_script_names_its_neighbours_by_their_addresses() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("map")).unwrap();
        let files =
            [(STYLE, ""), (LEAVE, ""), (ICON, ""), ("map/a.js", "import {b} from \"./b.js\";"), ("map/b.js", "1")];
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let read = Files::read(dir.path()).unwrap();
        let (a, b) = (read.known("a.js").unwrap(), read.known("b.js").unwrap());
        let request = Request::get(a).body(Body::empty()).unwrap();
        let served = read.serve(request, HeaderValue::from_static("no-store")).await.unwrap();
        let script = to_bytes(served.into_body(), 1_000).await.unwrap();
        assert_eq!(script, format!("import {{b}} from \"{b}\";"));

        std::fs::remove_file(dir.path().join("map/b.js")).unwrap();
        let said = Files::read(dir.path()).unwrap_err().to_string();
        assert!(said.contains("a.js names a file"), "{said}");
    }
}
