//! A load that is killed, or that meets another, leaves all of the old or all of the new: records and revisions.

use super::*;

#[tokio::test]
async fn two_first_starts_at_once_both_succeed() {
    let (_dir, file) = empty_folder();
    let children: Vec<Child> = (0..3).map(|_| spawn_load(&file)).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_whole(&file).await;
}

#[tokio::test]
async fn a_load_that_is_killed_at_any_moment_loses_nothing() {
    // How long a whole load takes, and when in it the file appears.
    let (_dir, file) = empty_folder();
    let started = Instant::now();
    let mut child = spawn_load(&file);
    while !file.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    let appears = started.elapsed();
    assert!(child.wait().unwrap().success());
    let (whole, writing) = (started.elapsed(), started.elapsed() - appears);

    let mut seen = [0; 3];
    for step in 0..18_u32 {
        let (_dir, file) = empty_folder();
        let mut child = spawn_load(&file);
        if step < 6 {
            std::thread::sleep(whole * step / 6);
        } else {
            // Most of the kills fall while the file is being written.
            while !file.exists() && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(writing * (step - 6) / 12);
        }
        child.kill().unwrap();
        child.wait().unwrap();

        let existed = file.exists();
        let store = Store::open(&file).await.unwrap();
        let loaded = store.is_loaded().await.unwrap();
        seen[usize::from(existed) + usize::from(loaded)] += 1;
        store.close().await;
        if loaded {
            assert_whole(&file).await;
        } else {
            let store = Store::open(&file).await.unwrap();
            assert_eq!(store.listed().await.unwrap(), Listed::default());
            store.close().await;
        }
        assert!(spawn_load(&file).wait().unwrap().success());
        assert_whole(&file).await;
    }
    println!("a load takes {whole:?}; killed before the file, while writing, after the end: {seen:?}");
    assert!(seen[1] > 0, "no kill fell while the store was being written: {seen:?}");
}

#[tokio::test]
async fn a_second_load_that_is_killed_leaves_all_of_its_revisions_or_none() {
    let (dir, file) = loaded().await;
    let changed = dir.path().join("data");
    copy_folder(&county_dir(), &changed);
    copy_folder(&county_dir().join("../national"), &dir.path().join("national"));
    let second = async || {
        let other = other_hand(&file).await;
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM revision WHERE seq = (SELECT max(seq) FROM revision)")
                .fetch_one(&other)
                .await
                .unwrap();
        let newest: i64 = sqlx::query_scalar("SELECT max(seq) FROM revision").fetch_one(&other).await.unwrap();
        other.close().await;
        (newest, count)
    };
    // How long a load takes, most of which is reading the folder.
    let services = fs::read_to_string(changed.join("services.csv")).unwrap();
    let every_row = |round: u32| services.replace(" family", &format!(" family {round}"));
    fs::write(changed.join("services.csv"), every_row(0)).unwrap();
    let started = Instant::now();
    assert!(spawn_load_of(&changed, &file).wait().unwrap().success());
    let whole = started.elapsed();
    let (mut newest, rows) = second().await;
    assert!(rows > 10, "{rows} rows changed");
    for step in 1..=10_u32 {
        fs::write(changed.join("services.csv"), every_row(step)).unwrap();
        let mut child = spawn_load_of(&changed, &file);
        std::thread::sleep(whole / 2 + whole * step / 20);
        child.kill().unwrap();
        child.wait().unwrap();
        Store::open(&file).await.unwrap().close().await;
        let (now, count) = second().await;
        assert_eq!(count, rows, "all of a writing, whichever is the last");
        assert!(now >= newest);
        newest = now;
        history::assert_history_is_whole(&file).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn first_openings_of_one_file_at_once_all_succeed() {
    for _ in 0..20 {
        let (_dir, file) = empty_folder();
        let opening: Vec<_> = (0..6)
            .map(|_| {
                tokio::spawn({
                    let file = file.clone();
                    async move { Store::open(&file).await }
                })
            })
            .collect();
        for opened in opening {
            opened.await.unwrap().unwrap().close().await;
        }
    }
}
