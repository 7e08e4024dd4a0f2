//! Nothing is lost: what is ours is emptied and nothing else, copies are whole, other accounts read nothing,
//! and what would throw records away asks first.

#![allow(clippy::unwrap_used)]

mod asked_first;
mod copies;
mod folders;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// An authority's folder of the repository.
fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name)
}

/// Copies the files of a folder into a new one.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// A folder for one test, with the files that a site needs in `site`.
fn place() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("site");
    fs::create_dir(&site).unwrap();
    for name in ["style.css", "leave.js", "icon.svg"] {
        fs::write(site.join(name), "x").unwrap();
    }
    dir
}

/// What the program said: whether it did what it was asked, its standard output, and its standard error.
fn hubfinder(arguments: &[&Path]) -> (bool, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_hubfinder")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.success(), text(done.stdout), text(done.stderr))
}

/// The words of a command line, of which some are paths.
macro_rules! line {
    ($($word:expr),* $(,)?) => { &[$(::std::path::Path::new(&$word)),*] };
}
use line;

/// A site that runs.
struct Site {
    program: Child,
    address: String,
}

impl Site {
    /// Serves a folder's records over a store.
    fn over(place: &Path, store: &Path, more: &[&Path]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
            .args(["serve", "--listen", "127.0.0.1:0", "--store"])
            .arg(store)
            .arg("--data")
            .arg(data("example"))
            .arg("--site")
            .arg(place.join("site"))
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = program.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
        assert!(line.starts_with("http://"), "it did not start: {:?}", program.wait());
        Self { program, address: line.trim().trim_end_matches('/').to_owned() }
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        client().get(format!("{}{path}", self.address)).send().await.unwrap()
    }

    async fn tell(&self, words: &str) -> reqwest::Response {
        let form = format!("{}/feedback/services/{}", self.address, some_service());
        client().post(form).body(serde_urlencoded::to_string([("words", words)]).unwrap()).send().await.unwrap()
    }

    fn stop(mut self) {
        assert!(Command::new("kill").arg(self.program.id().to_string()).status().unwrap().success());
        assert!(self.program.wait().unwrap().success());
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The id of a service of the example.
fn some_service() -> String {
    let dir = data("example");
    let records = folder::records(&folder::read(&dir).unwrap(), &dir).unwrap();
    records.listed.services[0].id.to_string()
}
