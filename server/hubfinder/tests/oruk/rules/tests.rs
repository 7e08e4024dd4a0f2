//! What the rules find wrong, and what they let stand.

use super::*;
use serde_json::json;

const ID: &str = "6f9619ff-8b86-5d01-b42d-00cf4fc964ff";

fn service() -> Value {
    json!({
        "id": ID, "name": "A", "status": "active", "url": "https://a.example/b", "email": "a@b.example",
        "minimum_age": 3, "assured_date": "2026-01-31", "last_modified": "2026-01-31T10:00:00Z",
        "organization": { "id": ID, "name": "B", "description": "C" },
        "schedules": [{ "id": ID, "freq": "WEEKLY", "opens_at": "09:00:00" }],
        "service_at_locations": [{ "id": ID, "location": { "id": ID, "location_type": "physical", "addresses": [{
            "id": ID, "address_1": "1 A Road", "city": "B", "state_province": "C", "postal_code": "AA1 1AA",
            "country": "GB", "address_type": "physical",
        }] } }],
        "contacts": [{ "id": ID, "phones": [{ "id": ID, "number": "01632 960123" }] }],
    })
}

#[test]
fn a_good_service_has_nothing_wrong() {
    assert_eq!(entity(Entity::Service, &service()), Vec::<String>::new());
    assert_eq!(empties(&service()), Vec::<String>::new());
}

#[test]
fn a_missing_field_is_found_however_deep() {
    for (inside, name) in [
        ("", "id"),
        ("", "name"),
        ("", "status"),
        ("", "organization"),
        ("/organization", "description"),
        ("/service_at_locations/0/location", "location_type"),
        ("/service_at_locations/0/location/addresses/0", "postal_code"),
        ("/contacts/0/phones/0", "number"),
    ] {
        let mut broken = service();
        broken.pointer_mut(inside).unwrap().as_object_mut().unwrap().remove(name);
        let wrong = entity(Entity::Service, &broken);
        assert_eq!(wrong.len(), 1, "{inside} {name}: {wrong:?}");
        assert!(wrong[0].contains(name), "{wrong:?}");
    }
}

#[test]
fn a_badly_written_value_is_found() {
    for (field, value) in [
        ("/id", json!("brookside")),
        ("/id", json!("6f9619ff8b865d01b42d00cf4fc964ff")),
        ("/status", json!("open")),
        ("/url", json!("www.a.example")),
        ("/url", json!("https://a.example/a b")),
        ("/email", json!("a at b.example")),
        ("/minimum_age", json!("3")),
        ("/assured_date", json!("31/01/2026")),
        ("/assured_date", json!("2026-02-30")),
        ("/last_modified", json!("2026-01-31 10:00")),
        ("/schedules/0/freq", json!("DAILY")),
        ("/schedules/0/opens_at", json!("9am")),
        ("/service_at_locations", json!({})),
        ("/organization", json!("B")),
    ] {
        let mut broken = service();
        *broken.pointer_mut(field).unwrap() = value.clone();
        assert!(!entity(Entity::Service, &broken).is_empty(), "{field} {value}");
    }
}

#[test]
fn an_empty_value_is_found_wherever_it_stands() {
    for empty in [json!(null), json!(""), json!(" "), json!([]), json!({})] {
        let mut broken = service();
        broken["contacts"][0]["title"] = empty.clone();
        assert_eq!(empties(&broken).len(), 1, "{empty}");
    }
    assert!(empties(&json!({ "contents": [], "empty": true })).is_empty());
}

fn two_pages() -> Vec<Value> {
    let page = |number: u64, ids: &[&str]| {
        json!({
            "total_items": 3, "total_pages": 2, "page_number": number, "size": ids.len(),
            "first_page": number == 1, "last_page": number == 2, "empty": false,
            "contents": ids.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
        })
    };
    vec![page(1, &["a", "b"]), page(2, &["c"])]
}

#[test]
fn good_pages_add_up() {
    assert_eq!(pages(&two_pages(), 2), Vec::<String>::new());
    let none = json!({
        "total_items": 0, "total_pages": 1, "page_number": 1, "size": 0, "first_page": true, "last_page": true,
        "empty": true, "contents": [],
    });
    assert_eq!(pages(&[none], 2), Vec::<String>::new());
}

#[test]
fn pages_that_do_not_add_up_are_found() {
    for (field, value) in [
        ("/0/total_items", json!(4)),
        ("/1/total_items", json!(4)),
        ("/1/total_pages", json!(3)),
        ("/1/page_number", json!(1)),
        ("/0/size", json!(1)),
        ("/1/first_page", json!(true)),
        ("/0/last_page", json!(true)),
        ("/1/last_page", json!(false)),
        ("/0/empty", json!(true)),
        ("/1/contents/0/id", json!("a")),
        ("/1/contents", json!([])),
        ("/0/contents", json!(null)),
    ] {
        let mut broken = Value::Array(two_pages());
        *broken.pointer_mut(field).unwrap() = value.clone();
        assert!(!pages(broken.as_array().unwrap(), 2).is_empty(), "{field} {value}");
    }
    assert!(!pages(&two_pages()[..1], 2).is_empty(), "a page is missing");
}

#[test]
fn a_feed_that_does_not_say_its_version_is_found() {
    let good = json!({ "version": "HSDS-UK-3.0", "profile": "https://a.example", "openapi_url": "https://a.example" });
    assert_eq!(about(&good), Vec::<String>::new());
    for name in ["version", "profile", "openapi_url"] {
        let mut broken = good.clone();
        broken.as_object_mut().unwrap().remove(name);
        assert!(!about(&broken).is_empty(), "{name}");
    }
}
