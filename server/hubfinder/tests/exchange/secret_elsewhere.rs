//! A secret door of one source stays secret in what other sources say of it (decision 71).

use crate::{
    county::{Place, options},
    door::{at, service, shown},
};
use directory::{PhoneNumber, Service};
use exchange::{Decisions, Options, Report};
use serde_json::{Value, json};

async fn import_as(place: &Place, source: &str, services: &[Value], confirm_address: &[&str]) -> Report {
    let file = place.file(&format!("{source}.json"), json!({ "contents": services }).to_string());
    let confirm_address = confirm_address.iter().map(|id| id.parse().unwrap()).collect();
    let decisions = Decisions { confirm_address, ..Decisions::default() };
    place.import(&Options { name: Some(source.parse().unwrap()), decisions, ..options(&file) }).await.unwrap()
}

#[tokio::test]
async fn what_another_source_says_of_a_secret_door_is_taken_out_and_stays_out() {
    let place = Place::new().await;
    let mut theirs = service("rose-77", "Rose House", "Help for women at 107 Zq Lane. Ring us.");
    theirs["phones"] = json!([{"number": "01632 960044"}]);
    theirs["service_at_locations"] = json!([at("their-door", "Rose", "107 Zq Lane")]);
    let mut far = service("far-77", "Far club", "Lunch.");
    far["phones"] = json!([{"number": "01632 960045"}]);
    far["service_at_locations"] = json!([at("far-door", "Far hall", "1 Open Road")]);
    let theirs = [theirs, far];
    assert!(import_as(&place, "others", &theirs, &[]).await.withheld.is_empty());

    let refuge = [service("quiet-1", "Women's Refuge", "Beds.")];
    let report = import_as(&place, "neighbours", &refuge, &[]).await;
    assert_eq!(report.taken_out, [("Rose House".into(), "rose-77".parse().unwrap(), "others".into())], "{report}");
    let said = report.to_string();
    assert!(said.contains("import 'others' again with --confirm-address rose-77") && !said.contains("Zq"), "{said}");
    let text = shown(&place).await;
    assert!(!text.contains("Zq Lane") && text.contains("1 Open Road"), "only what is at that door");
    for file in ["hubfinder.sqlite", "hubfinder.sqlite-wal"] {
        let bytes = std::fs::read(place.dir.path().join(file)).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("Zq Lane"), "the address is in {file}");
    }
    // Their next import says it again.
    let report = import_as(&place, "others", &theirs, &[]).await;
    assert_eq!((report.withheld.len(), report.changes()), (1, 0), "{report}");
    assert_eq!(import_as(&place, "neighbours", &refuge, &[]).await.changes(), 0);
    // A steward who has asked decides, and nobody takes it out again.
    import_as(&place, "others", &theirs, &["rose-77"]).await;
    let report = import_as(&place, "neighbours", &refuge, &[]).await;
    assert!(report.taken_out.is_empty(), "{report}");
    assert_eq!(place.service("rose-77").await.unwrap().location_ids.len(), 1);
}

#[tokio::test]
async fn a_secret_service_is_known_by_its_number_page_or_e_mail_whatever_another_source_calls_it() {
    type Mark = fn(&mut Value);
    let cases: [(&str, Mark); 3] = [
        ("number", |s| s["phones"] = json!([{"number": "+44 1632 960044"}])),
        ("page", |s| s["url"] = "https://rose.example.org/help/".into()),
        ("e-mail", |s| s["email"] = "Rose@example.org".into()),
    ];
    for (case, mark) in cases {
        let place = Place::new().await;
        let mut refuge = service("quiet-1", "Women's Refuge", "Beds.");
        refuge["phones"] = json!([{"number": "01632 960044"}]);
        refuge["url"] = "https://rose.example.org/help".into();
        refuge["email"] = "rose@example.org".into();
        // Without a place: what the other source says of it is all that there is.
        refuge["service_at_locations"] = json!([]);
        let mut theirs = service("rose-77", "Rose House", "Help.");
        theirs["phones"] = json!([]);
        mark(&mut theirs);
        let (refuge, theirs) = ([refuge], [theirs]);
        import_as(&place, "others", &theirs, &[]).await;
        let report = import_as(&place, "neighbours", &refuge, &[]).await;
        assert_eq!(report.taken_out.len(), 1, "before, by its {case}: {report}");
        assert!(!shown(&place).await.contains("Zq Lane"), "{case}");

        let place = Place::new().await;
        import_as(&place, "neighbours", &refuge, &[]).await;
        let report = import_as(&place, "others", &theirs, &[]).await;
        assert_eq!(report.withheld.len(), 1, "afterwards, by its {case}: {report}");
        assert!(!shown(&place).await.contains("Zq Lane"), "{case}");
    }
}

#[tokio::test]
async fn a_switchboard_tells_nothing_and_the_folders_own_word_is_only_asked_about() {
    let place = Place::new().await;
    let clubs: Vec<Value> = (0..7).map(|n| service(&format!("club-{n}"), &format!("Club {n}"), "Lunch.")).collect();
    import_as(&place, "others", &clubs, &[]).await;
    let mut refuge = service("quiet-1", "Women's Refuge", "Beds.");
    refuge["service_at_locations"] = json!([]);
    let report = import_as(&place, "neighbours", &[refuge.clone()], &[]).await;
    assert!(report.taken_out.is_empty(), "seven services share its number: {report}");

    let listed = place.listed().await;
    let with_number = |number: &PhoneNumber| {
        listed.services.iter().filter(|one| one.phones.iter().any(|phone| phone.number == *number)).count()
    };
    let has_its_own = |one: &&Service| one.phones.first().is_some_and(|phone| with_number(&phone.number) == 1);
    let own = listed.services.iter().filter(has_its_own).find(|one| !one.location_ids.is_empty()).unwrap();
    refuge["phones"] = json!([{"number": own.phones[0].number.as_str()}]);
    let report = import_as(&place, "neighbours", &[refuge], &[]).await;
    let told = format!("look at the folder: '{}' ({})", own.name, own.id);
    assert!(report.to_string().contains(&told), "{report}");
    assert_eq!(place.service(own.id.as_str()).await.as_ref(), Some(own), "nothing of the folder's is changed");
}

#[tokio::test]
async fn what_a_neighbour_once_said_of_a_door_goes_when_its_refuge_comes_in_for_the_first_time() {
    let place = Place::new().await;
    let mut near = service("near-1", "Coffee morning", "Beside 107 Zq Lane.");
    near["service_at_locations"] = json!([at("hall", "Hall", "1 Open Road")]);
    import_as(&place, "others", &[near.clone()], &[]).await;
    near["description"] = "In the hall.".into();
    import_as(&place, "others", &[near], &[]).await;
    let refuge = [service("quiet-1", "Women's Refuge", "Beds.")];
    assert_eq!(import_as(&place, "neighbours", &refuge, &[]).await.withheld.len(), 1);
    for file in ["hubfinder.sqlite", "hubfinder.sqlite-wal"] {
        let bytes = std::fs::read(place.dir.path().join(file)).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("Zq Lane"), "the address is in {file}");
    }
}
