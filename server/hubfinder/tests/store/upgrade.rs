//! A store of version 0.2 goes on: its records become first revisions, and its messages stay.

use super::{history::assert_history_is_whole, *};
use serde::Serialize;
use sqlx::{AssertSqlSafe, SqlitePool, migrate::Migrator};
use store::Noun;

/// The last migration of version 0.2.
const LAST: i64 = 17;

/// An empty store as version 0.2 made it.
async fn store_of_0_2(dir: &Path) -> (PathBuf, SqlitePool) {
    let migrations = dir.join("migrations");
    fs::create_dir(&migrations).unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations");
    for entry in fs::read_dir(ours).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.split('_').next().unwrap().parse::<i64>().unwrap() <= LAST {
            fs::copy(&path, migrations.join(name)).unwrap();
        }
    }
    let file = dir.join("s.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    Migrator::new(migrations).await.unwrap().run(&pool).await.unwrap();
    (file, pool)
}

async fn insert<T: Serialize>(pool: &SqlitePool, noun: &str, records: &[T]) {
    for record in records {
        let mut body = serde_json::to_value(record).unwrap();
        // Fields that version 0.2 did not have.
        let fields = body.as_object_mut().unwrap();
        fields.remove("languages");
        fields.remove("access");
        fields.remove("chats");
        let id = fields["id"].as_str().unwrap().to_owned();
        let statement = format!("INSERT INTO {noun} (id, body, changed_at) VALUES ($1, $2, '2026-10-01T08:00:00Z')");
        sqlx::query(AssertSqlSafe(statement)).bind(id).bind(body.to_string()).execute(pool).await.unwrap();
    }
}

#[tokio::test]
async fn a_store_of_0_2_keeps_its_records_with_their_moments_and_its_messages() {
    let dir = tempfile::tempdir().unwrap();
    let (file, old) = store_of_0_2(dir.path()).await;
    let records = in_order(county());
    let Listed { sources, organizations, locations, services } = &records.listed;
    insert(&old, "source", sources).await;
    insert(&old, "organization", organizations).await;
    insert(&old, "location", locations).await;
    insert(&old, "service", services).await;
    let gone = services[5].id.as_str();
    for statement in [
        format!("UPDATE service SET source = 'neighbours', withdrawn_at = '2026-11-01T08:00:00Z' WHERE id = '{gone}'"),
        "INSERT INTO meta (key, value) VALUES ('version', 'print'), ('loaded_at', '2026-10-01T08:00:00Z'),
         ('written_at', '2026-10-01T08:00:00Z')"
            .to_owned(),
        "INSERT INTO feedback (once, about, about_id, words, contact, urgent, sent_at)
         VALUES ('x', 'place', 'y', 'The gate is shut.', 'a@example.org', 0, '2026-11-02T08:00:00Z')"
            .to_owned(),
    ] {
        sqlx::query(AssertSqlSafe(statement)).execute(&old).await.unwrap();
    }
    old.close().await;

    let store = Store::open(&file).await.unwrap();
    assert_eq!(store.version().await.unwrap(), "print", "nothing is another");
    let mut listed = records.listed.clone();
    let withdrawn = listed.services.remove(5);
    listed.locations.iter_mut().for_each(|one| one.access.clear());
    listed.services.iter_mut().for_each(|one| one.languages.clear());
    listed.services.iter_mut().for_each(|one| one.chats.clear());
    assert_eq!(store.listed().await.unwrap(), listed);
    let changes = store.changes().await.unwrap();
    assert_eq!(changes.loaded_at.unwrap().to_rfc3339(), "2026-10-01T08:00:00+00:00");
    assert!(changes.services.values().all(|at| at.to_rfc3339() == "2026-10-01T08:00:00+00:00"));
    assert_history_is_whole(&file).await;
    let history = store.history(Noun::Service, withdrawn.id.as_str()).await.unwrap();
    let first = &history[0];
    assert_eq!((history.len(), first.way.as_str(), first.who.as_str()), (1, "import", "neighbours"));
    assert!(first.gone && first.at == "2026-10-01T08:00:00Z");
    let inbox = store.clone().into_inbox();
    let messages = inbox.messages().await.unwrap();
    assert_eq!(
        (messages[0].words.as_str(), messages[0].contact.as_deref()),
        ("The gate is shut.", Some("a@example.org"))
    );

    store.load(&county(), "").await.unwrap();
    assert_eq!(store.listed().await.unwrap(), records.listed);
    assert_history_is_whole(&file).await;
}
