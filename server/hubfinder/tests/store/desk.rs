//! What the desk asks of the store: records to look for, what people propose, confirmations.

use super::{
    history::{alone_at_its_place, save},
    *,
};
use directory::Slug;
use store::{
    Base, By, Change, Decision, GoneWhy, How, KeptRecord, Noun, Outcome, ProposalState, Record, RecordQuery,
    RecordState, StoreError, Way,
};

fn form(who: &str) -> By {
    By { way: Way::Form, who: who.to_owned() }
}

async fn find(store: &Store, words: &str, state: Option<RecordState>) -> Vec<KeptRecord> {
    let query = RecordQuery { words: words.to_owned(), state, take: 1_000, ..RecordQuery::default() };
    let found = store.find_records(&query).await.unwrap();
    assert_eq!(found.rows.len(), found.total);
    found.rows
}

#[tokio::test]
async fn records_are_found_by_words_id_and_organisation_also_when_they_are_withdrawn() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let records = county();
    let hub = records.listed.services.iter().find(|one| one.id.as_str() == "wands-family-hub").unwrap();
    let by_name = find(&store, "WANDS family", None).await;
    assert_eq!((by_name[0].noun, by_name[0].id.as_str()), (Noun::Service, "wands-family-hub"));
    assert_eq!(by_name[0].name(), hub.name);
    let of_one = find(&store, hub.organization_id.as_str(), None).await;
    let run_by =
        |one: &&KeptRecord| one.fields.get("organization_id").is_some_and(|id| *id == *hub.organization_id.as_str());
    let theirs = records.listed.services.iter().filter(|one| one.organization_id == hub.organization_id).count();
    assert_eq!(of_one.iter().filter(run_by).count(), theirs);
    assert!(find(&store, "organization_id", None).await.is_empty(), "the name of a field is no word of a record");
    assert!(find(&store, "100%_", None).await.is_empty(), "signs of the database mean themselves");
    assert!(find(&store, "wands \" \\ hub", None).await.iter().any(|one| one.id == "wands-family-hub"));

    let count = records.listed.services.len();
    let all = RecordQuery { noun: Some(Noun::Service), skip: count - 1, take: 20, ..RecordQuery::default() };
    let last = store.find_records(&all).await.unwrap();
    assert_eq!((last.rows.len(), last.total), (1, count));

    let withdraw = Change::Withdraw {
        noun: Noun::Service,
        id: hub.id.clone(),
        base: Base::Revision(1),
        why: Some(GoneWhy::Merged),
        successor: Some("worcestershire-family-hubs".parse().unwrap()),
    };
    store.register().write(vec![withdraw], &form("anna"), "one of two").await.unwrap();
    let gone = find(&store, "wands-family-hub", Some(RecordState::Withdrawn)).await.remove(0);
    assert_eq!(
        (gone.gone_why.as_deref(), gone.successor.as_deref()),
        (Some("merged"), Some("worcestershire-family-hubs"))
    );
    assert!(gone.gone && gone.kept && gone.revision == 2);
    for state in [RecordState::Confirmed, RecordState::Unconfirmed, RecordState::Kept] {
        assert!(!find(&store, "", Some(state)).await.iter().any(|one| one.id == "wands-family-hub"));
    }
    let [confirmed, not] = [RecordState::Confirmed, RecordState::Unconfirmed];
    let (confirmed, not) = (find(&store, "", Some(confirmed)).await, find(&store, "", Some(not)).await);
    assert!(confirmed.iter().all(|one| one.is_confirmed() == Some(true)));
    assert!(!not.is_empty() && not.iter().all(|one| one.is_confirmed() == Some(false)));
    assert_eq!(store.record(Noun::Service, "wands-family-hub").await.unwrap(), Some(gone));
    assert_eq!(store.record(Noun::Service, "nobody").await.unwrap(), None);
}

#[tokio::test]
async fn what_a_person_proposes_is_one_proposal_until_somebody_decides_it() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let mut service = county().listed.services.remove(0);
    let id = service.id.to_string();
    service.cost = "Free".to_owned();
    let number = store.register().propose(&Record::Service(Box::new(service.clone())), 1, "bea").await.unwrap();
    service.cost = "Free on Mondays".to_owned();
    let again = store.register().propose(&Record::Service(Box::new(service.clone())), 1, "bea").await.unwrap();
    assert_eq!(again, number);
    let open = store.proposals().await.unwrap();
    assert_eq!((open.len(), open[0].person(), open[0].state), (1, Some("bea"), ProposalState::Open));
    assert_eq!(open[0].fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), ["cost"]);
    assert_eq!(store.record(Noun::Service, &id).await.unwrap().unwrap().revision, 1, "a proposal is not in the record");

    store.register().decide(number, &Decision::Refuse, "anna", "they charge now").await.unwrap();
    let decided = store.proposal(number).await.unwrap().unwrap();
    assert_eq!((decided.state, decided.decided_by.as_str()), (ProposalState::Refused, "anna"));
    assert_eq!(decided.why, "they charge now");
    assert!(decided.decided_at.is_some() && store.proposals().await.unwrap().is_empty());
    let missing = store.register().propose(&Record::Service(Box::new(service)), 7, "bea").await.unwrap_err();
    assert!(matches!(missing, StoreError::NoRevision { revision: 7, .. }), "{missing}");
    assert_eq!(store.proposal(99).await.unwrap(), None);
}

#[tokio::test]
async fn a_record_on_what_is_not_listed_is_not_written() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let records = county();
    let service = records.listed.services[alone_at_its_place(&records)].clone();
    let mut lost = service.clone();
    lost.organization_id = "nobody".parse().unwrap();
    let change = Change::Put(Record::Service(Box::new(lost)), Base::Revision(1));
    let said = store.register().write(vec![change], &form("anna"), "").await.unwrap_err().to_string();
    assert!(said.contains("its organisation 'nobody' is not listed"), "{said}");
    assert_eq!(store.history(Noun::Service, service.id.as_str()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_revert_from_an_older_page_writes_nothing() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let mut service = county().listed.services.remove(0);
    service.cost = "Free".to_owned();
    save(&store, service.clone(), 1).await;
    let id = service.id.as_str();
    let revert = store.register().revert((Noun::Service, id), Base::Revision(1), 1, &form("anna"), "x").await.unwrap();
    assert!(matches!(revert, Outcome::Conflict(_)), "{revert:?}");
    assert_eq!(store.history(Noun::Service, id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_confirmation_changes_no_record_and_is_kept_once() {
    let (_dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let id: Slug = "wands-family-hub".parse().unwrap();
    let before = (store.version().await.unwrap(), store.record(Noun::Service, id.as_str()).await.unwrap());
    for day in ["2026-03-01", "2026-03-02", "2026-03-02"] {
        let day = day.parse().unwrap();
        store.register().confirm((Noun::Service, id.as_str()), 1, day, How::Phone, "anna").await.unwrap();
    }
    let kept = store.confirmations(Noun::Service, id.as_str()).await.unwrap();
    assert_eq!(kept.iter().map(|one| one.on_day.as_str()).collect::<Vec<_>>(), ["2026-03-02", "2026-03-01"]);
    assert_eq!((kept[0].how.as_str(), kept[0].who.as_str(), kept[0].revision), ("phone", "anna", 1));
    assert_eq!((store.version().await.unwrap(), store.record(Noun::Service, id.as_str()).await.unwrap()), before);
}
