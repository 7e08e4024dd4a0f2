//! Who keeps a record: after a steward's save a load proposes and does not write.

use super::{
    history::{alone_at_its_place, assert_history_is_whole, assert_nowhere, save, steward},
    *,
};
use directory::edit::Standing;
use store::{Base, Change, Decision, Noun, Proposal, Record, StoreError};

/// A store of the county whose first service a steward has saved with this summary; and that folder.
async fn kept() -> (TempDir, PathBuf, Store, Records) {
    let (dir, file) = loaded().await;
    let store = Store::open(&file).await.unwrap();
    let records = county();
    let mut service = records.listed.services[0].clone();
    service.summary = "By a steward.".to_owned();
    save(&store, service, 1).await;
    (dir, file, store, records)
}

async fn summary(store: &Store, records: &Records) -> String {
    let id = &records.listed.services[0].id;
    let services = store.listed().await.unwrap().services;
    services.into_iter().find(|service| service.id == *id).map(|service| service.summary).unwrap_or_default()
}

/// The open proposals: number, and for each field how it stands.
async fn open(store: &Store) -> Vec<(i64, Vec<(String, Standing)>)> {
    let fields = |proposal: Proposal| {
        let fields = proposal.fields.into_iter().map(|field| (field.field, field.standing)).collect();
        (proposal.number, fields)
    };
    store.proposals().await.unwrap().into_iter().map(fields).collect()
}

fn field(name: &str, standing: Standing) -> (String, Standing) {
    (name.to_owned(), standing)
}

#[tokio::test]
async fn a_load_leaves_a_stewards_record_and_proposes_what_is_new_once() {
    let (_dir, file, store, mut records) = kept().await;
    let written = store.load(&records, "").await.unwrap();
    assert_eq!((written.kept, written.proposals, written.rows.len()), (1, 0, 0), "the folder says nothing new");
    assert_eq!(summary(&store, &records).await, "By a steward.");

    records.listed.services[0].cost = "Free.".to_owned();
    let written = store.load(&records, "").await.unwrap();
    assert_eq!((written.kept, written.proposals), (1, 1), "{}", written.of_kept());
    assert!(written.of_kept().contains("1 proposal says what is new about them, see hubfinder proposals"));
    assert_eq!(open(&store).await, [(1, vec![field("cost", Standing::Clean)])]);
    assert_eq!(store.load(&records, "").await.unwrap().proposals, 0, "the same again is not new");

    records.listed.services[0].summary = "By the folder.".to_owned();
    assert_eq!(store.load(&records, "").await.unwrap().proposals, 1);
    let fields = vec![field("cost", Standing::Clean), field("summary", Standing::Conflict)];
    assert_eq!(open(&store).await, [(1, fields)], "it takes the place of the one before");

    assert_eq!(store.load(&county(), "").await.unwrap().proposals, 0);
    assert_eq!(open(&store).await, [], "the folder says again what it said");
    assert_eq!(store.load(&county(), "").await.unwrap().proposals, 0);
    assert_eq!(summary(&store, &records).await, "By a steward.");
    assert_history_is_whole(&file).await;
}

#[tokio::test]
async fn what_is_refused_is_not_proposed_again_until_it_is_another() {
    let (_dir, _file, store, mut records) = kept().await;
    records.listed.services[0].cost = "Free.".to_owned();
    store.load(&records, "").await.unwrap();
    store.register().decide(1, &Decision::Refuse, "", "it is not").await.unwrap();
    assert_eq!(store.load(&records, "").await.unwrap().proposals, 0);
    records.listed.services[0].cost = "Free, they say.".to_owned();
    assert_eq!(store.load(&records, "").await.unwrap().proposals, 1);
    assert_eq!(open(&store).await, [(2, vec![field("cost", Standing::Conflict)])]);
    let missing = store.register().decide(1, &Decision::Refuse, "", "").await.unwrap_err();
    assert!(matches!(missing, StoreError::NoProposal { number: 1 }), "{missing}");
}

#[tokio::test]
async fn a_steward_takes_all_of_a_proposal_or_some_of_its_fields() {
    let (_dir, file, store, mut records) = kept().await;
    records.listed.services[0].cost = "Free.".to_owned();
    records.listed.services[0].summary = "By the folder.".to_owned();
    store.load(&records, "").await.unwrap();
    let wrong = Decision::Take(Some(vec!["colour".to_owned()]));
    let said = store.register().decide(1, &wrong, "", "").await.unwrap_err().to_string();
    assert!(said.contains("changes no field 'colour'"), "{said}");
    let some = Decision::Take(Some(vec!["cost".to_owned()]));
    let written = store.register().decide(1, &some, "", "they say so").await.unwrap();
    assert_eq!(written.rows, [(Noun::Service, records.listed.services[0].id.to_string(), 3)]);
    assert_eq!(summary(&store, &records).await, "By a steward.");
    let id = records.listed.services[0].id.as_str();
    let newest = store.history(Noun::Service, id).await.unwrap().pop().unwrap();
    assert_eq!((newest.way.as_str(), newest.why.as_str()), ("proposal", "proposal 1 of folder: they say so"));
    assert_eq!(newest.fields.unwrap()["cost"], "Free.");

    records.listed.services[0].cost = "Two pounds.".to_owned();
    store.load(&records, "").await.unwrap();
    store.register().decide(2, &Decision::Take(None), "", "").await.unwrap();
    assert_eq!(store.load(&records, "").await.unwrap().kept, 1, "who took it keeps it");
    assert_history_is_whole(&file).await;
}

#[tokio::test]
async fn a_proposal_that_a_steward_has_followed_closes_itself() {
    let (_dir, _file, store, mut records) = kept().await;
    records.listed.services[0].cost = "Free.".to_owned();
    store.load(&records, "").await.unwrap();
    let mut service = records.listed.services[0].clone();
    service.summary = "By a steward.".to_owned();
    save(&store, service, 2).await;
    assert_eq!(open(&store).await, []);
    assert_eq!(store.load(&records, "").await.unwrap().proposals, 0);
}

#[tokio::test]
async fn a_record_that_leaves_the_folder_is_proposed_to_go() {
    let (_dir, file, store, mut records) = kept().await;
    let service = records.listed.services.remove(0);
    let written = store.load(&records, "").await.unwrap();
    assert_eq!((written.kept, written.gone, written.proposals), (1, 0, 1));
    assert_eq!(store.load(&records, "").await.unwrap().proposals, 0);
    assert!(store.proposals().await.unwrap()[0].gone);
    store.load(&county(), "").await.unwrap();
    assert_eq!(open(&store).await, [], "it came back");
    store.load(&records, "").await.unwrap();
    let number = store.proposals().await.unwrap()[0].number;
    assert_eq!(store.register().decide(number, &Decision::Take(None), "", "closed").await.unwrap().gone, 1);
    assert!(store.listed().await.unwrap().services.iter().all(|one| one.id != service.id));
    assert_history_is_whole(&file).await;
}

#[tokio::test]
async fn take_over_writes_over_stewards_and_the_folder_keeps_it_again() {
    let (_dir, file, store, mut records) = kept().await;
    records.listed.services[0].cost = "Free.".to_owned();
    store.load(&records, "").await.unwrap();
    let written = store.take_over(&records, "").await.unwrap();
    assert_eq!((written.kept, written.changed()), (0, 1));
    assert_eq!(open(&store).await, []);
    assert_eq!(summary(&store, &records).await, records.listed.services[0].summary);
    records.listed.services[0].cost = "Two pounds.".to_owned();
    assert_eq!(store.load(&records, "").await.unwrap().changed(), 1);
    let history = store.history(Noun::Service, records.listed.services[0].id.as_str()).await.unwrap();
    assert_eq!(history.iter().map(|one| one.way.as_str()).collect::<Vec<_>>(), ["load", "form", "take-over", "load"]);
    assert_history_is_whole(&file).await;
}

/// The place of a refuge that a steward has saved, and that its folder no longer gives: at once, or first the
/// place and then the mark.
#[tokio::test]
async fn a_secret_place_goes_although_a_steward_keeps_it() {
    for at_once in [true, false] {
        let (_dir, file) = empty_folder();
        let store = Store::open(&file).await.unwrap();
        let mut records = county();
        let at = alone_at_its_place(&records);
        store.load(&records, "").await.unwrap();
        let id = records.listed.services[at].location_ids[0].clone();
        let mut place = records.listed.locations.iter().find(|one| one.id == id).unwrap().clone();
        place.address_1 = "1 Zqlane".to_owned();
        let saved = Change::Put(Record::Location(Box::new(place)), Base::Revision(1));
        store.register().write(vec![saved], &steward(), "they moved").await.unwrap();

        let service = &mut records.listed.services[at];
        service.location_ids.clear();
        service.schedules.iter_mut().for_each(|one| one.location_id = None);
        service.confidential_address = at_once;
        records.listed.locations.retain(|one| one.id != id);
        let written = store.load(&records, "").await.unwrap();
        if !at_once {
            assert_eq!(written.kept, 1, "it may be a public place: that it goes is proposed");
            records.listed.services[at].confidential_address = true;
            store.load(&records, "").await.unwrap();
        }
        assert!(store.listed().await.unwrap().locations.iter().all(|one| one.id != id));
        assert_nowhere(&file, "Zqlane").await;
    }
}

#[tokio::test]
async fn an_address_that_must_not_be_known_goes_before_a_stewards_words() {
    let (_dir, file) = empty_folder();
    let store = Store::open(&file).await.unwrap();
    let mut records = county();
    let at = alone_at_its_place(&records);
    store.load(&records, "").await.unwrap();
    let mut service = records.listed.services[at].clone();
    service.summary = "Come to 1 Zqlane.".to_owned();
    save(&store, service, 1).await;
    let service = &mut records.listed.services[at];
    let place = service.location_ids.remove(0);
    service.schedules.iter_mut().for_each(|one| one.location_id = None);
    service.confidential_address = true;
    records.listed.locations.retain(|one| one.id != place);
    let written = store.load(&records, "").await.unwrap();
    assert_eq!((written.kept, written.silenced), (0, 2));
    assert_nowhere(&file, "Zqlane").await;
    assert_eq!(store.listed().await.unwrap(), in_order(records.clone()).listed);
    records.listed.services[at].summary = "Ring.".to_owned();
    assert_eq!(store.load(&records, "").await.unwrap().kept, 1, "a steward keeps it all the same");
}
