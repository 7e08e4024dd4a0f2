//! Whole revisions: whatever writes a record leaves one, and what must not be known leaves none.

use super::*;
use directory::{Service, Slug};
use store::{Base, By, Change, GoneWhy, Noun, Outcome, Record, Way};

pub(crate) fn steward() -> By {
    By { way: Way::Form, who: "anna".to_owned() }
}

/// A service of the county that alone is at its one place.
pub(crate) fn alone_at_its_place(records: &Records) -> usize {
    let services = &records.listed.services;
    let users = |place: &Slug| services.iter().filter(|service| service.location_ids.contains(place)).count();
    let alone = |service: &Service| service.location_ids.len() == 1 && users(&service.location_ids[0]) == 1;
    services.iter().position(alone).unwrap()
}

/// Writes a service as a steward who knew a revision of it.
pub(crate) async fn save(store: &Store, service: Service, base: i64) -> Outcome {
    let change = Change::Put(Record::Service(Box::new(service)), Base::Revision(base));
    store.register().write(vec![change], &steward(), "they rang").await.unwrap()
}

/// The newest revision of each record is the record, and none is missing before it.
pub(crate) async fn assert_history_is_whole(file: &Path) {
    let other = other_hand(file).await;
    for table in ["source", "organization", "location", "service"] {
        let statement = format!(
            "SELECT count(*) FROM {table} LEFT JOIN revision r ON r.noun = '{table}' AND r.record_id = {table}.id
             AND r.revision = {table}.revision AND r.body = {table}.body AND r.seq = {table}.seq
             AND r.gone = ({table}.withdrawn_at IS NOT NULL)
             WHERE r.record_id IS NULL OR {table}.revision <>
             (SELECT count(*) FROM revision c WHERE c.noun = '{table}' AND c.record_id = {table}.id)"
        );
        let wrong: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&other).await.unwrap();
        assert_eq!(wrong, 0, "{table}");
    }
    other.close().await;
}

pub(crate) async fn assert_nowhere(file: &Path, words: &str) {
    for ending in ["", "-wal"] {
        let bytes = fs::read(format!("{}{ending}", file.display())).unwrap_or_default();
        let found = bytes.windows(words.len()).any(|part| part == words.as_bytes());
        assert!(!found, "'{words}' is in the store{ending}");
    }
}

#[tokio::test]
async fn whatever_writes_a_record_leaves_a_revision() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    let first = records.listed.services[0].clone();
    let id = first.id.as_str();
    records.listed.services[0].summary = "By the folder.".to_owned();
    let written = store.load(&records, "").await.unwrap();
    assert_eq!((written.added, written.changed(), written.gone), (0, 1, 0));
    let mut changed = records.listed.services[0].clone();
    changed.summary = "By a steward.".to_owned();
    assert!(matches!(save(&store, changed, 2).await, Outcome::Written(_)));
    let withdraw = Change::Withdraw {
        noun: Noun::Service,
        id: first.id.clone(),
        base: Base::Revision(3),
        why: Some(GoneWhy::Closed),
        successor: None,
    };
    store.register().write(vec![withdraw], &steward(), "closed in May").await.unwrap();
    assert!(store.listed().await.unwrap().services.iter().all(|service| service.id != first.id));
    let by = By::command();
    store.register().revert((Noun::Service, id), Base::Any, 1, &by, "open after all").await.unwrap();
    assert!(store.listed().await.unwrap().services.contains(&first));

    let history = store.history(Noun::Service, id).await.unwrap();
    let said: Vec<(i64, &str, &str, &str, bool)> =
        history.iter().map(|one| (one.revision, &*one.way, &*one.who, &*one.why, one.gone)).collect();
    assert_eq!(
        said,
        [
            (1, "load", "folder", "", false),
            (2, "load", "folder", "", false),
            (3, "form", "anna", "they rang", false),
            (4, "form", "anna", "closed in May", true),
            (5, "command", "", "open after all", false),
        ]
    );
    assert_eq!(history[0].fields, history[4].fields);
    assert_eq!(history[1].fields.as_ref().unwrap()["summary"], "By the folder.");
    assert_history_is_whole(&file).await;
    let events: i64 =
        sqlx::query_scalar("SELECT count(*) FROM event").fetch_one(&other_hand(&file).await).await.unwrap();
    assert_eq!(events, 5, "one for each writing");
}

#[tokio::test]
async fn what_is_taken_out_of_the_folder_keeps_its_history_and_goes_on_when_it_comes_back() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    let version = store.version().await.unwrap();
    let gone = records.listed.services.pop().unwrap();
    assert_eq!(store.load(&records, "").await.unwrap().gone, 1);
    let (fresh_dir, fresh) = empty_folder();
    let fresh = Store::open(&fresh).await.unwrap();
    fresh.load(&records, "").await.unwrap();
    assert_eq!(store.version().await.unwrap(), fresh.version().await.unwrap(), "as if it had never been there");
    drop(fresh_dir);
    assert_eq!(store.load(&records, "").await.unwrap().rows, []);
    store.load(&county(), "").await.unwrap();
    assert_eq!(store.version().await.unwrap(), version);
    let history = store.history(Noun::Service, gone.id.as_str()).await.unwrap();
    assert_eq!(history.iter().map(|one| one.gone).collect::<Vec<_>>(), [false, true, false]);
    assert_history_is_whole(&file).await;
}

#[tokio::test]
async fn a_record_as_it_stood_on_a_day() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let service = county().listed.services.remove(0);
    let mut changed = service.clone();
    changed.summary = "Later.".to_owned();
    save(&store, changed, 1).await;
    let other = other_hand(&file).await;
    for (revision, at) in [(1, "2026-02-01T10:00:00Z"), (2, "2026-03-03T23:59:59Z")] {
        sqlx::query("UPDATE revision SET at = $1 WHERE revision = $2")
            .bind(at)
            .bind(revision)
            .execute(&other)
            .await
            .unwrap();
    }
    let stood = async |before: &str| {
        let revision = store.as_it_stood(Noun::Service, service.id.as_str(), before).await.unwrap();
        revision.map(|revision| revision.revision)
    };
    assert_eq!(stood("2026-02-01T00:00:00Z").await, None);
    assert_eq!(stood("2026-03-03T00:00:00Z").await, Some(1));
    assert_eq!(stood("2026-03-04T00:00:00Z").await, Some(2));
}

#[tokio::test]
async fn of_two_savers_from_one_revision_exactly_one_wins() {
    let (_dir, file) = loaded().await;
    let (one, other) = (Store::open(&file).await.unwrap(), Store::open(&file).await.unwrap());
    let service = county().listed.services.remove(0);
    let with = |summary: String| Service { summary, ..service.clone() };
    for round in 1..=20_i64 {
        let (a, b) = (format!("a {round}"), format!("b {round}"));
        let (first, second) = tokio::join!(save(&one, with(a.clone()), round), save(&other, with(b.clone()), round));
        let (won, lost, outcome) = match (&first, &second) {
            (Outcome::Written(_), conflict) => (&a, &b, conflict),
            (conflict, Outcome::Written(_)) => (&b, &a, conflict),
            neither => panic!("{neither:?}"),
        };
        let Outcome::Conflict(conflicts) = outcome else { panic!("both won round {round}") };
        assert_eq!(conflicts[0].revision, round + 1);
        assert_eq!(conflicts[0].now.as_ref().unwrap()["summary"], won.as_str());
        assert_eq!(conflicts[0].yours.as_ref().unwrap()["summary"], lost.as_str());
    }
    assert_eq!(one.history(Noun::Service, service.id.as_str()).await.unwrap().len(), 21);
    assert_history_is_whole(&file).await;
}

#[tokio::test]
async fn a_conflict_of_one_record_leaves_all_as_they_were() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let services = county().listed.services;
    let put = |row: usize, base| {
        let changed = Service { summary: "Changed.".to_owned(), ..services[row].clone() };
        Change::Put(Record::Service(Box::new(changed)), base)
    };
    let version = store.version().await.unwrap();
    for (wrong, revision) in [(put(1, Base::Revision(7)), 1), (put(1, Base::New), 1)] {
        let changes = vec![put(0, Base::Revision(1)), wrong];
        let Outcome::Conflict(conflicts) = store.register().write(changes, &steward(), "").await.unwrap() else {
            panic!("it was written");
        };
        assert_eq!((conflicts.len(), conflicts[0].revision), (1, revision));
        assert_eq!(conflicts[0].id, services[1].id.as_str());
    }
    assert_eq!(store.version().await.unwrap(), version);
    assert_eq!(store.history(Noun::Service, services[0].id.as_str()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn of_a_service_that_becomes_confidential_no_earlier_byte_stays_nor_of_its_place() {
    let mut records = county();
    let at = alone_at_its_place(&records);
    let place = records.listed.services[at].location_ids[0].clone();
    let door = records.listed.locations.iter().position(|one| one.id == place).unwrap();
    records.listed.locations[door].address_1 = "1 Zqlane".to_owned();
    records.listed.services[at].summary = "We are at 1 Zqlane.".to_owned();
    let mut without_row = records.clone();
    without_row.listed.services[at].location_ids.clear();
    without_row.listed.services[at].schedules.iter_mut().for_each(|one| one.location_id = None);
    without_row.listed.services[at].summary = "Ring us.".to_owned();
    let mut marked = without_row.clone();
    marked.listed.services[at].confidential_address = true;
    let no_place = |records: &Records| {
        let mut records = records.clone();
        records.listed.locations.remove(door);
        records
    };
    // In whatever order a steward takes it out of the folder.
    for order in [
        vec![no_place(&marked)],
        vec![marked.clone(), no_place(&marked)],
        vec![no_place(&without_row), no_place(&marked)],
        vec![without_row.clone(), marked.clone(), no_place(&marked)],
    ] {
        let (_dir, file) = empty_folder();
        // As a running site has it open.
        let site = Store::open(&file).await.unwrap();
        let store = Store::open(&file).await.unwrap();
        store.load(&records, "").await.unwrap();
        for step in &order {
            store.load(step, "").await.unwrap();
        }
        assert_nowhere(&file, "Zqlane").await;
        let id = records.listed.services[at].id.as_str();
        let history = store.history(Noun::Service, id).await.unwrap();
        assert!(history.last().unwrap().fields.is_some() && history[0].fields.is_none(), "{history:?}");
        let back = store.register().revert((Noun::Service, id), Base::Any, 1, &By::command(), "x").await.unwrap_err();
        assert!(back.to_string().contains("has no revision 1 whose words are kept"), "{back}");
        let silenced = "SELECT count(*) FROM event WHERE what = 'silenced' AND record_id = $1";
        let events: i64 = sqlx::query_scalar(silenced).bind(id).fetch_one(&other_hand(&file).await).await.unwrap();
        assert_eq!(events, 1);
        assert_history_is_whole(&file).await;
        assert_eq!(site.listed().await.unwrap(), in_order(no_place(&marked)).listed);
    }
}

#[tokio::test]
async fn a_value_is_taken_out_of_all_revisions_and_of_the_record() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let service = county().listed.services.remove(0);
    let id = service.id.as_str();
    for (base, summary) in [(1, "Ask for Zqanna."), (2, "Ask for Zqanna or Bob."), (3, "Ask Zqanna at the door.")] {
        let changed = Service { summary: summary.to_owned(), note: "Zqanna".to_owned(), ..service.clone() };
        save(&store, changed, base).await;
    }
    let by = By::command();
    let said = store.register().redact(Noun::Service, id, "Zqanna", &by, "Zqanna asked").await.unwrap_err();
    assert!(said.to_string().contains("nor stand in the id or in the words"), "{said}");
    let noted = "INSERT INTO event (seq, at, who, what, noun, record_id, detail)
         VALUES (9, '2026-10-01T08:00:00Z', 'anna', 'refused', 'service', $1, 'Zqanna said so')";
    sqlx::query(noted).bind(id).execute(&other_hand(&file).await).await.unwrap();
    let redacted = store.register().redact(Noun::Service, id, "Zqanna", &by, "she asked").await.unwrap();
    assert_eq!((redacted.revisions, redacted.record), (3, true));
    assert_nowhere(&file, "Zqanna").await;
    let history = store.history(Noun::Service, id).await.unwrap();
    let summaries: Vec<&str> =
        history[1..].iter().map(|one| one.fields.as_ref().unwrap()["summary"].as_str().unwrap()).collect();
    assert_eq!(summaries, ["Ask for .", "Ask for or Bob.", "Ask at the door.", "Ask at the door."]);
    assert_history_is_whole(&file).await;
    let number = service.phones[0].number.as_str();
    let said = store.register().redact(Noun::Service, id, number, &by, "wrong").await.unwrap_err().to_string();
    assert!(said.contains("cannot be without this value: change it first") && !said.contains(number), "{said}");
}

#[tokio::test]
async fn events_are_kept_for_24_months_and_revisions_for_good() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let other = other_hand(&file).await;
    for statement in ["UPDATE event SET at = '2020-01-01T00:00:00Z'", "UPDATE revision SET at = '2020-01-01T00:00:00Z'"]
    {
        sqlx::query(statement).execute(&other).await.unwrap();
    }
    let service = county().listed.services.remove(0);
    save(&store, Service { summary: "Changed.".to_owned(), ..service.clone() }, 1).await;
    let events: Vec<(String, String, String)> =
        sqlx::query_as("SELECT what, record_id, detail FROM event").fetch_all(&other).await.unwrap();
    let detail = "0 new, 1 changed, 0 gone, 0 kept by stewards, 0 proposals".to_owned();
    assert_eq!(events, [("form".to_owned(), service.id.to_string(), detail)]);
    assert_eq!(store.history(Noun::Service, service.id.as_str()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_history_of_one_record_among_ten_thousand_revisions_is_found_by_its_key() {
    let (_dir, file) = loaded().await;
    let other = other_hand(&file).await;
    sqlx::query(
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
         INSERT INTO revision SELECT r.noun, r.record_id, n.i, r.body, 0, 'form', 'anna', '', r.at, 1
         FROM (SELECT * FROM revision WHERE noun = 'service' LIMIT 101) r, n",
    )
    .execute(&other)
    .await
    .unwrap();
    let revisions: i64 = sqlx::query_scalar("SELECT count(*) FROM revision").fetch_one(&other).await.unwrap();
    assert!(revisions > 10_000);
    let id: String = sqlx::query_scalar("SELECT record_id FROM revision WHERE revision = 100 LIMIT 1")
        .fetch_one(&other)
        .await
        .unwrap();
    let store = Store::open(&file).await.unwrap();
    assert_eq!(store.history(Noun::Service, &id).await.unwrap().len(), 100);
    let plan =
        "EXPLAIN QUERY PLAN SELECT body FROM revision WHERE noun = 'service' AND record_id = 'x' ORDER BY revision";
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(plan).fetch_all(&other).await.unwrap();
    let said: Vec<&str> = steps.iter().map(|(.., detail)| detail.as_str()).collect();
    assert!(said.iter().all(|step| step.contains("SEARCH") && !step.contains("TEMP B-TREE")), "{said:?}");
}
