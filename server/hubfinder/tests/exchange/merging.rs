//! Records of others stand beside ours, and follow their source.

use crate::county::{Place, ROW, options, sheet};
use directory::{ServiceArea, Status};
use exchange::{Decisions, Options};
use store::{Base, By, Change, Noun, Record, Way};

const ID: &str = "stay-1";

#[tokio::test]
async fn a_row_of_a_spreadsheet_becomes_an_ordinary_record() {
    let place = Place::new().await;
    let before = place.listed().await.services.len();
    let report = place.import(&sheet(&place, ROW)).await.unwrap();
    assert_eq!(report.services(), (1, 0, 0, 0), "{report}");
    let listed = place.listed().await;
    assert_eq!(listed.services.len(), before + 1);
    let service = place.service(ID).await.unwrap();
    assert_eq!(service.needs, ["baby-groups"]);
    assert_eq!((service.status, service.phones[0].confirmed, service.assured_date), (Status::Check, false, None));
    assert_eq!(service.source_date.unwrap().to_string(), "2026-10-04");
    let location = listed.locations.iter().find(|location| location.id == service.location_ids[0]).unwrap();
    assert_eq!(location.district, "wyre-forest");
    assert!(location.point.is_some(), "a postcode that is known gives the point");
    let source = listed.sources.iter().find(|source| source.id == "neighbours").unwrap();
    assert_eq!((source.title.as_str(), source.licence.as_str()), ("The neighbours' list", "OGL v3"));
    assert_eq!(service.area, ServiceArea::Districts(vec!["wyre-forest".parse().unwrap()]));
}

#[tokio::test]
async fn a_second_import_changes_only_what_changed_and_marks_what_is_gone() {
    let place = Place::new().await;
    let other = ROW.replace("stay-1", "stay-2").replace("stay and play", "bumps and babies");
    place.import(&sheet(&place, &format!("{ROW}{other}"))).await.unwrap();
    let version = place.store.version().await.unwrap();
    let again = place.import(&sheet(&place, &format!("{ROW}{other}"))).await.unwrap();
    assert_eq!((again.services(), again.changes()), ((0, 0, 2, 0), 0), "{again}");
    assert_eq!(place.store.version().await.unwrap(), version);

    let report = place.import(&sheet(&place, &other.replace("960001", "960002"))).await.unwrap();
    assert_eq!(report.services(), (0, 1, 0, 1), "{report}");
    assert!(place.service(ID).await.is_none(), "what is withdrawn is not listed");
    assert_ne!(place.store.version().await.unwrap(), version);

    let report = place.import(&sheet(&place, &format!("{ROW}{other}"))).await.unwrap();
    assert_eq!(report.services(), (0, 2, 0, 0), "what comes back is there again: {report}");
    assert!(place.service(ID).await.is_some());
}

#[tokio::test]
async fn loading_the_folder_again_keeps_the_records_of_others() {
    let place = Place::new().await;
    place.import(&sheet(&place, ROW)).await.unwrap();
    let version = place.store.version().await.unwrap();
    place.store.load(&crate::county::COUNTY, "print").await.unwrap();
    assert!(place.service(ID).await.is_some());
    let loaded = place.store.version().await.unwrap();
    assert_ne!(loaded, version);
    place.import(&sheet(&place, &ROW.replace("960001", "960003"))).await.unwrap();
    place.store.load(&crate::county::COUNTY, "print").await.unwrap();
    assert_ne!(place.store.version().await.unwrap(), loaded, "the print tells other records of others apart");
}

#[tokio::test]
async fn a_stewards_record_stays_and_what_the_source_says_new_is_proposed() {
    let place = Place::new().await;
    place.import(&sheet(&place, ROW)).await.unwrap();
    let mut service = place.service(ID).await.unwrap();
    service.summary = "By a steward.".to_owned();
    let by = By { way: Way::Form, who: "anna".to_owned() };
    let put = Change::Put(Record::Service(Box::new(service)), Base::Revision(1));
    place.store.register().write(vec![put], &by, "").await.unwrap();

    let report = place.import(&sheet(&place, ROW)).await.unwrap();
    assert_eq!((report.services(), report.changes()), ((0, 0, 0, 0), 0), "{report}");
    assert_eq!((report.written.kept, report.written.proposals), (1, 0), "{report}");
    let other = ROW.replace("960001", "960002");
    let tried = place.import(&Options { dry_run: true, ..sheet(&place, &other) }).await.unwrap();
    assert!(tried.to_string().contains("kept       1 service"), "{tried}");
    assert!(place.store.proposals().await.unwrap().is_empty(), "a dry run proposes nothing");
    let report = place.import(&sheet(&place, &other)).await.unwrap();
    assert!(report.to_string().contains("1 proposal says what is new about them, see hubfinder proposals"), "{report}");
    let proposals = place.store.proposals().await.unwrap();
    let fields: Vec<&str> = proposals[0].fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!((proposals[0].origin.as_str(), fields), ("neighbours", vec!["phones"]));
    assert_eq!(place.service(ID).await.unwrap().summary, "By a steward.");

    let rest = place.import(&sheet(&place, &other.replace("stay-1", "stay-2"))).await.unwrap();
    assert_eq!((rest.services(), rest.written.kept), ((1, 0, 0, 0), 1), "it is not withdrawn either: {rest}");
    assert!(place.store.proposals().await.unwrap()[0].gone);
    let history = place.store.history(Noun::Service, ID).await.unwrap();
    let ways: Vec<(&str, &str)> = history.iter().map(|one| (one.way.as_str(), one.who.as_str())).collect();
    assert_eq!(ways, [("import", "neighbours"), ("form", "anna")]);
}

#[tokio::test]
async fn most_of_a_source_does_not_go_by_mistake() {
    let place = Place::new().await;
    let rows: String = (1..=8).map(|n| ROW.replace("stay-1", &format!("stay-{n}"))).collect();
    place.import(&sheet(&place, &rows)).await.unwrap();
    let report = place.import(&sheet(&place, ROW)).await.unwrap();
    assert!(report.why_not.as_deref().unwrap().contains("7 of the 8 services"), "{report}");
    assert!(place.service("stay-8").await.is_some());
    let decisions = Decisions { withdraw_many: true, ..Decisions::default() };
    let report = place.import(&Options { decisions, ..sheet(&place, ROW) }).await.unwrap();
    assert_eq!(report.services(), (0, 0, 1, 7), "{report}");
}

#[tokio::test]
async fn a_service_about_abuse_comes_in_without_its_address_until_a_steward_confirms() {
    let place = Place::new().await;
    let refuge = "safe-77,Rose House refuge,A refuge for women. We are at 12 Rose Lane. Ring any time.,Rose Trust,Little ones,\
                  Rose House,12 Rose Lane,Kidderminster,DY10 3ED,,,01632 960002,,,2026-10-04\n\
                  club-77,Rose House lunch club,Lunch for all.,Rose Trust,Little ones,\
                  Rose House,12 Rose Lane,Kidderminster,DY10 3ED,,,01632 960003,,,2026-10-04\n";
    let report = place.import(&sheet(&place, refuge)).await.unwrap();
    assert_eq!(report.withheld.len(), 1, "{report}");
    assert!(report.to_string().contains("--confirm-address safe-77"), "{report}");
    let service = place.service("safe-77").await.unwrap();
    assert!(service.location_ids.is_empty() && !service.summary.contains("Rose Lane"), "{service:?}");
    assert_eq!(service.phones[0].number.as_str(), "01632 960002", "its number stays");
    assert!(place.service("club-77").await.unwrap().location_ids.is_empty(), "nor does a neighbour at that door tell");
    let bytes = |name: &str| std::fs::read(place.dir.path().join(name)).unwrap_or_default();
    for file in ["hubfinder.sqlite", "hubfinder.sqlite-wal"] {
        let text = String::from_utf8_lossy(&bytes(file)).into_owned();
        assert!(!text.contains("Rose Lane"), "the address is in {file}");
    }
    let again = place.import(&sheet(&place, refuge)).await.unwrap();
    assert_eq!(again.changes(), 0, "{again}");

    let decisions = Decisions { confirm_address: vec!["safe-77".parse().unwrap()], ..Decisions::default() };
    let report = place.import(&Options { decisions, ..sheet(&place, refuge) }).await.unwrap();
    assert!(report.withheld.is_empty(), "{report}");
    assert_eq!(place.service("safe-77").await.unwrap().location_ids.len(), 1);
    let later = place.import(&sheet(&place, &refuge.replace("960002", "960004"))).await.unwrap();
    assert!(later.withheld.is_empty(), "once confirmed is confirmed: {later}");
}

#[tokio::test]
async fn the_same_service_of_two_directories_is_proposed_and_never_merged() {
    let place = Place::new().await;
    let here = place.service("brookside-family-hub").await.unwrap();
    let row =
        ROW.replace("Northfield stay and play", &here.name).replace("01632 960001", here.phones[0].number.as_str());
    let report = place.import(&sheet(&place, &row)).await.unwrap();
    let said = report.to_string();
    assert!(said.contains("looks like the same as") && said.contains("(brookside-family-hub)"), "{said}");
    assert_eq!(place.service("brookside-family-hub").await.unwrap(), here);
    assert!(place.service(ID).await.is_some());
}

#[tokio::test]
async fn an_id_that_is_ours_does_not_become_theirs() {
    let place = Place::new().await;
    let here = place.service("brookside-family-hub").await.unwrap();
    place.import(&sheet(&place, &ROW.replace("stay-1", "brookside-family-hub"))).await.unwrap();
    assert_eq!(place.service("brookside-family-hub").await.unwrap(), here);
    assert!(place.service("brookside-family-hub-neighbours").await.is_some());
    let again = place.import(&sheet(&place, &ROW.replace("stay-1", "brookside-family-hub"))).await.unwrap();
    assert_eq!(again.services(), (0, 0, 1, 0), "{again}");
}

#[tokio::test]
async fn terms_that_mean_nothing_here_and_services_for_elsewhere_are_told() {
    let place = Place::new().await;
    let rows = ROW.replace("Little ones", "Little ones;Basket weaving");
    let report = place.import(&sheet(&place, &rows)).await.unwrap();
    assert!(report.to_string().contains("means no need or kind here: Basket weaving (1 service)"), "{report}");
    let feed = r#"[{"id": "far-away-1", "name": "Far club", "status": "active", "organization": {"id": "o-1234a", "name": "O"},
                    "attributes": [{"taxonomy_term": {"name": "Baby groups"}}],
                    "service_areas": [{"name": "Somewhere else"}]},
                   {"id": "over-now-1", "name": "Over", "status": "inactive", "organization": {"id": "o-1234a", "name": "O"}}]"#;
    let report = place.import(&options(&place.file("feed.json", feed))).await.unwrap();
    let said = report.to_string();
    assert!(said.contains("'Far club' serves Somewhere else, which is outside Worcestershire"), "{said}");
    assert!(said.contains("'Over' is inactive") && report.services() == (0, 0, 0, 1), "{said}");
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let place = Place::new().await;
    let before = place.listed().await;
    let report = place.import(&Options { dry_run: true, ..sheet(&place, ROW) }).await.unwrap();
    assert_eq!(report.services(), (1, 0, 0, 0));
    assert!(report.to_string().ends_with("this was a dry run."), "{report}");
    assert_eq!(place.listed().await, before);
}

#[tokio::test]
async fn a_folder_of_open_referrals_tables_is_read() {
    let place = Place::new().await;
    for (name, text) in [
        ("organizations.csv", "id,name,description,website\no-12345,Northfield Trust,A charity,https://example.org\n"),
        (
            "services.csv",
            "id,organization_id,name,description,url,email,status,minimum_age,maximum_age,assured_date\n\
             s-12345,o-12345,Northfield club,<p>Play &amp; lunch</p>,,hello@example.org,active,3,11,2026-09-01\n",
        ),
        ("locations.csv", "id,location_type,name,latitude,longitude\nl-12345,physical,Hall,,\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\n\
             a-1,l-12345,1 Road,Kidderminster,Worcestershire,DY103ED,GB,physical\n",
        ),
        ("service_at_locations.csv", "id,service_id,location_id\nsl-1,s-12345,l-12345\n"),
        ("phones.csv", "id,service_id,service_at_location_id,number,description\np-1,,sl-1,(01632) 960 005,Office\n"),
        (
            "schedules.csv",
            "id,service_at_location_id,freq,interval,byday,opens_at,closes_at,valid_from\n\
             c-1,sl-1,MONTHLY,1,\"2TU\",10:00:00,11:30:00,2026-01-01\n",
        ),
        ("attributes.csv", "id,link_id,taxonomy_term_id\nx-1,s-12345,t-1\n"),
        ("taxonomy_terms.csv", "id,name\nt-1,Baby groups\n"),
    ] {
        place.file(&format!("hsds/{name}"), text);
    }
    let source = place.dir.path().join("hsds");
    let report = place.import(&options(source.to_str().unwrap())).await.unwrap();
    assert_eq!(report.services(), (1, 0, 0, 0), "{report}");
    let service = place.service("s-12345").await.unwrap();
    assert_eq!((service.summary.as_str(), service.ages.to_string().as_str()), ("Play & lunch", "3 to 11"));
    assert_eq!(service.phones[0].number.as_str(), "01632 960 005");
    assert_eq!((service.schedules[0].positions.clone(), service.location_ids.len()), (vec![2], 1));
}
