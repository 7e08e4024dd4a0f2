//! Files that are no store of ours, or that cannot be read or written, are named and left as they are.

use super::*;

#[tokio::test]
async fn a_store_of_a_newer_hubfinder_is_left_alone() {
    let (_dir, file) = loaded().await;
    let other = other_hand(&file).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(&other)
    .await
    .unwrap();
    other.close().await;
    let said = refusal(&file).await;
    assert!(said.contains("was written by a newer hubfinder, whose change 9999"), "{said}");
}

#[tokio::test]
async fn the_database_of_another_program_is_left_alone() {
    let (_dir, file) = empty_folder();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let other = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("CREATE TABLE note (text TEXT)").execute(&other).await.unwrap();
    other.close().await;
    let before = fs::read(&file).unwrap();
    let said = refusal(&file).await;
    assert!(said.contains("is the database of another program"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn a_damaged_file_is_named_and_left_as_it_is() {
    let (_dir, file) = loaded().await;
    let whole = fs::read(&file).unwrap();
    let mut scratched = whole.clone();
    let middle = whole.len() / 2;
    scratched[middle..middle + 20_000].fill(0xA5);
    let cases: [(&str, Vec<u8>); 6] = [
        ("words", b"id,name\nwands,WANDS Family Hub\n".repeat(500)),
        ("a few bytes", b"hello".to_vec()),
        ("half a copy", whole[..middle / 4096 * 4096].to_vec()),
        ("a copy cut inside a page", whole[..middle + 17].to_vec()),
        ("the first page only", whole[..4096].to_vec()),
        ("scratched", scratched),
    ];
    for (name, bytes) in cases {
        fs::write(&file, &bytes).unwrap();
        let said = refusal(&file).await;
        assert!(said.contains("is damaged ("), "{name}: {said}");
        assert!(fs::read(&file).unwrap() == bytes, "{name} was written to");
    }
}

#[tokio::test]
async fn a_record_that_this_program_cannot_read_is_named() {
    let (_dir, file) = loaded().await;
    let other = other_hand(&file).await;
    sqlx::query("UPDATE service SET body = '{}' WHERE id = 'wands-family-hub'").execute(&other).await.unwrap();
    let store = Store::open(&file).await.unwrap();
    let said = store.listed().await.unwrap_err().to_string();
    assert!(said.starts_with("the service 'wands-family-hub' in the store"), "{said}");
    store.load(&county(), "").await.unwrap();
    assert!(store.listed().await.is_ok());
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let (_dir, file) = loaded().await;
    let folder = file.parent().unwrap();
    let said = refusal(folder).await;
    assert!(said.contains("cannot be opened or written"), "{said}");
    let said = refusal(&file.join("inside").join("a-file.sqlite")).await;
    assert!(said.contains("cannot be opened or written"), "{said}");

    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    allow(folder, 0o555);
    if fs::write(folder.join("probe"), "x").is_ok() {
        println!("skipped: this account may write anywhere");
        return;
    }
    let said = refusal(&folder.join("new.sqlite")).await;
    assert!(said.contains("cannot be opened or written"), "{said}");
    let said = refusal(&file).await;
    assert!(said.contains("cannot be opened or written"), "{said}");
    allow(folder, 0o755);
    allow(&file, 0o444);
    let said = refusal(&file).await;
    assert!(said.contains("cannot be opened or written"), "{said}");
}
