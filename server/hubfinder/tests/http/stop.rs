//! The program ends when it is told to, whatever it waits for.

use crate::served::{PLACE, settings};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

fn program(store: &Path, data: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["serve", "--listen", "127.0.0.1:0", "--store"])
        .arg(store)
        .arg("--data")
        .arg(data)
        .arg("--site")
        .arg(PLACE.path().join("site"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Tells the program to end, and gives how it did. Fails when it takes longer than it may.
fn terminate(program: &mut Child) -> ExitStatus {
    assert!(Command::new("kill").arg(program.id().to_string()).status().unwrap().success());
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(25) {
        if let Some(ended) = program.try_wait().unwrap() {
            return ended;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    program.kill().unwrap();
    panic!("it did not end");
}

#[test]
fn a_start_that_hangs_on_a_file_ends_when_it_is_told_to() {
    let dir = TempDir::new().unwrap();
    let data = dir.path().join("data");
    let national = dir.path().join("national");
    let county = settings(dir.path()).data;
    for (from, to) in [(county.join("../national"), &national), (county, &data)] {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && !path.ends_with("rivers.geojson") {
                fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    // As a file on a disk that is gone: opening it waits for ever.
    assert!(Command::new("mkfifo").arg(data.join("rivers.geojson")).status().unwrap().success());
    let mut program = program(&dir.path().join("s.sqlite"), &data);
    std::thread::sleep(Duration::from_secs(3));
    assert!(program.try_wait().unwrap().is_none(), "it waits");
    assert!(terminate(&mut program).success());
    let mut log = String::new();
    program.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains("told to before it was ready"), "{log}");
}

#[test]
fn a_log_that_nobody_reads_stops_neither_the_site_nor_its_end() {
    let dir = TempDir::new().unwrap();
    let mut program = program(&dir.path().join("s.sqlite"), &settings(dir.path()).data);
    let mut line = String::new();
    let mut out = BufReader::new(program.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // A pipe holds 64 KB; these are several times as much.
    for asked in 0..3_000 {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let length = stream.read(&mut [0; 4096]).unwrap_or_default();
        assert!(length > 0, "request {asked} was not answered");
    }
    assert!(terminate(&mut program).success());
}
