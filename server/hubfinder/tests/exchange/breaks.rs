//! The end of the process and the end of the disk in the middle of an import.

use crate::county::{Place, ROW, data, sheet};
use directory::Listed;
use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use store::Store;

/// Rows enough that the writing takes a while.
fn many_rows(count: usize) -> String {
    (0..count).map(|n| ROW.replace("stay-1", &format!("stay-{n}"))).collect()
}

fn import(store: &Path, options: &exchange::Options) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hubfinder"));
    command.args(["import", "services", &options.source, "--name", "neighbours", "--mapping"]);
    command.arg(options.mapping.as_ref().unwrap());
    command.args(["--store".as_ref(), store.as_os_str(), "--data".as_ref(), data().as_os_str()]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

async fn listed(store: &Path) -> Listed {
    let store = Store::open(store).await.unwrap();
    let listed = store.listed().await.unwrap();
    store.close().await;
    listed
}

#[tokio::test]
async fn a_kill_at_any_moment_leaves_the_old_records_or_the_new() {
    let place = Place::new().await;
    let options = sheet(&place, &many_rows(400));
    let (before, file) = (place.listed().await, place.dir.path().join("hubfinder.sqlite"));
    place.store.close().await;
    let copy = place.dir.path().join("copy.sqlite");
    std::fs::copy(&file, &copy).unwrap();

    let started = Instant::now();
    assert!(import(&copy, &options).output().unwrap().status.success());
    let whole = started.elapsed();
    let after = listed(&copy).await;
    assert_eq!(after.services.len(), before.services.len() + 400);

    for step in 1..=6_u32 {
        let mut child = import(&file, &options).spawn().unwrap();
        std::thread::sleep(whole * step / 6);
        child.kill().unwrap();
        child.wait().unwrap();
        let now = listed(&file).await;
        assert!(now.services == before.services || now.services == after.services, "killed at step {step}");
    }
    assert!(import(&file, &options).output().unwrap().status.success());
    assert_eq!(listed(&file).await.services, after.services);
}

#[tokio::test]
async fn a_full_disk_leaves_the_store_as_it_was_and_the_next_import_works() {
    let place = Place::new().await;
    let options = sheet(&place, &many_rows(3_000));
    let (before, file) = (place.listed().await, place.dir.path().join("hubfinder.sqlite"));
    place.store.close().await;
    let size = file.metadata().unwrap().len();

    // No file may grow past the store as it is now: as on a full disk, writing fails in the middle.
    // The signal that would end the process is ignored, so that it sees the error itself.
    let blocks = size / 512 + 64;
    let program = import(&file, &options);
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
    limited.arg(program.get_program()).args(program.get_args());
    let output = limited.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("hubfinder: the ") && said.lines().count() == 1, "{said}");

    assert_eq!(listed(&file).await, before);
    std::thread::sleep(Duration::from_millis(10));
    assert!(import(&file, &options).output().unwrap().status.success());
    assert_eq!(listed(&file).await.services.len(), before.services.len() + 3_000);
}
