//! The whole feed, entity by entity.

use crate::{
    rules::{self, Entity},
    served::{COUNTY, everything, fetch, ids, json, pages},
};
use exchange::oruk::ids::Id;
use reqwest::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;

const LISTS: [(&str, Entity); 5] = [
    ("/oruk/services", Entity::Service),
    ("/oruk/service_at_locations", Entity::ServiceAtLocation),
    ("/oruk/organizations", Entity::Organization),
    ("/oruk/taxonomies", Entity::Taxonomy),
    ("/oruk/taxonomy_terms", Entity::TaxonomyTerm),
];

fn nothing_wrong(wrong: Vec<String>, of: &str) {
    assert!(wrong.is_empty(), "{of}:\n{}", wrong[..wrong.len().min(10)].join("\n"));
}

#[tokio::test]
async fn the_feed_says_what_it_is() {
    for path in ["/oruk", "/oruk/"] {
        let about = json(path).await;
        nothing_wrong(rules::about(&about), path);
        nothing_wrong(rules::empties(&about), path);
        let lines: Vec<&str> = COUNTY.authority.attributions.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            about["attribution"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect::<Vec<_>>(),
            lines
        );
        let described = about["openapi_url"].as_str().unwrap();
        assert!(described.ends_with("/openapi.json"), "{described}");
    }
}

#[tokio::test]
async fn the_pages_of_every_list_add_up_and_hold_nothing_empty() {
    for (list, sort) in LISTS {
        for per_page in [1_000, 50, 7] {
            let pages = pages(list, "", per_page).await;
            nothing_wrong(rules::pages(&pages, per_page), list);
            for page in &pages {
                nothing_wrong(rules::empties(page), list);
                let entries = page["contents"].as_array().unwrap();
                nothing_wrong(entries.iter().flat_map(|entry| rules::entity(sort, entry)).collect(), list);
            }
        }
        let usual = json(list).await;
        assert!(usual["size"].as_u64().unwrap() <= 50, "{list}");
    }
}

#[tokio::test]
async fn every_entry_has_a_page_of_its_own_with_all_of_it() {
    for (list, sort) in LISTS {
        for entry in everything(list, "").await {
            let id = entry["id"].as_str().unwrap();
            let path = format!("{list}/{id}");
            let whole = json(&path).await;
            nothing_wrong(rules::entity(sort, &whole), &path);
            nothing_wrong(rules::empties(&whole), &path);
            assert_eq!(whole["name"], entry["name"], "{path}");
            if sort == Entity::ServiceAtLocation {
                // The published description points here with the schema of a service.
                assert_eq!(
                    (&whole["name"], &whole["status"]),
                    (&whole["service"]["name"], &whole["service"]["status"])
                );
            }
        }
    }
}

#[tokio::test]
async fn the_feed_holds_every_record_once_under_an_id_made_from_its_slug() {
    let made = |ids: Vec<Id>| ids.into_iter().map(|id| id.to_string()).collect::<BTreeSet<_>>();
    let held = |entries: &[Value]| ids(entries).into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let services = everything("/oruk/services", "").await;
    let wanted = COUNTY.listed.services.iter().map(|service| Id::service(service.id.as_str()));
    assert_eq!(held(&services), made(wanted.collect()));

    let places = everything("/oruk/service_at_locations", "").await;
    let wanted = COUNTY.listed.services.iter().flat_map(|service| {
        service.location_ids.iter().map(|place| Id::service_at_location(service.id.as_str(), place.as_str()))
    });
    assert_eq!(held(&places), made(wanted.collect()));

    let running: BTreeSet<&str> = COUNTY.listed.services.iter().map(|s| s.organization_id.as_str()).collect();
    let organizations = everything("/oruk/organizations", "").await;
    assert_eq!(held(&organizations), made(running.into_iter().map(Id::organization).collect()));

    let terms = everything("/oruk/taxonomy_terms", "").await;
    let terms = &COUNTY.terms.needs.iter().filter(|need| terms.iter().any(|t| t["term"] == need.slug.as_str())).count();
    assert_eq!(*terms, COUNTY.terms.needs.len());
}

#[tokio::test]
async fn what_an_entity_names_is_in_the_feed_too() {
    let terms = everything("/oruk/taxonomy_terms", "").await;
    let terms: BTreeSet<&str> = ids(&terms).into_iter().collect();
    let places = everything("/oruk/service_at_locations", "").await;
    let places: BTreeSet<&str> = ids(&places).into_iter().collect();
    let organizations = everything("/oruk/organizations", "").await;
    let organizations: BTreeSet<&str> = ids(&organizations).into_iter().collect();
    for service in everything("/oruk/services", "?full=true").await {
        assert!(organizations.contains(service["organization"]["id"].as_str().unwrap()), "{service}");
        for attribute in list(&service["attributes"]) {
            assert!(terms.contains(attribute["taxonomy_term"]["id"].as_str().unwrap()), "{attribute}");
        }
        let own: Vec<&str> = list(&service["service_at_locations"]).iter().map(|p| p["id"].as_str().unwrap()).collect();
        assert!(own.iter().all(|id| places.contains(id)), "{service}");
        for schedule in list(&service["schedules"]) {
            let place = schedule["service_at_location_id"].as_str();
            assert!(place.is_none_or(|place| own.contains(&place)), "{service}");
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[tokio::test]
async fn what_is_not_confirmed_says_so() {
    let mut seen = 0;
    for service in everything("/oruk/services", "?full=true").await {
        let id = service["id"].as_str().unwrap();
        let record = COUNTY.listed.services.iter().find(|s| Id::service(s.id.as_str()).to_string() == id).unwrap();
        assert_eq!(service["confirmed"], record.is_confirmed());
        assert_eq!(service.get("alert").is_some(), !record.is_confirmed());
        for (contact, phone) in list(&service["contacts"]).iter().zip(&record.phones) {
            let said = contact["phones"][0]["description"].as_str().unwrap_or_default();
            assert_eq!(contact["phones"][0]["number"], phone.number.as_str());
            assert_eq!(said.contains("Not confirmed, may have changed."), !phone.confirmed, "{contact}");
            seen += usize::from(!phone.confirmed);
        }
    }
    assert!(seen > 10, "{seen}");
}

#[tokio::test]
async fn a_confidential_address_is_nowhere() {
    let hidden: Vec<&directory::Service> =
        COUNTY.listed.services.iter().filter(|service| service.confidential_address).collect();
    assert!(hidden.len() > 2);
    let places = everything("/oruk/service_at_locations", "").await;
    for service in hidden {
        let id = Id::service(service.id.as_str()).to_string();
        let whole = json(&format!("/oruk/services/{id}")).await;
        for field in ["service_at_locations", "latitude", "addresses", "location"] {
            assert!(whole.get(field).is_none(), "{whole}");
        }
        assert!(!whole.to_string().contains("postal_code"), "{whole}");
        assert!(places.iter().all(|place| place["service"]["id"] != id.as_str()));
    }
}

#[tokio::test]
async fn a_contact_is_a_line_and_never_a_person() {
    let mut seen = 0;
    for service in everything("/oruk/services", "?full=true").await {
        for contact in list(&service["contacts"]) {
            let fields: BTreeSet<&str> = contact.as_object().unwrap().keys().map(String::as_str).collect();
            assert!(fields.is_subset(&BTreeSet::from(["id", "title", "phones"])), "{contact}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[tokio::test]
async fn the_file_of_the_whole_feed_holds_what_its_addresses_give() {
    let response = fetch("/data/services.json").await;
    assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"services.json\"");
    assert_eq!(response.headers()["content-type"], "application/json");
    let whole: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    nothing_wrong(rules::pages(std::slice::from_ref(&whole), COUNTY.listed.services.len()), "the file");
    nothing_wrong(rules::empties(&whole), "the file");
    let about = json("/oruk").await;
    for name in ["version", "profile", "publisher", "notice", "attribution"] {
        assert_eq!(whole[name], about[name], "{name}");
    }
    assert!(whole.get("licence").is_none(), "the county has stated none");
    assert_eq!(whole["contents"].as_array().unwrap(), &everything("/oruk/services", "?full=true").await);
}

#[tokio::test]
async fn no_remark_of_an_editor_is_in_the_feed() {
    let feed = fetch("/oruk/services?format=ndjson&full=true").await.text().await.unwrap();
    let places = fetch("/oruk/service_at_locations?format=ndjson&full=true").await.text().await.unwrap();
    let listed = &COUNTY.listed;
    let remarks = listed.services.iter().map(|s| &s.note).chain(listed.locations.iter().map(|l| &l.note));
    let remarks = remarks.chain(listed.organizations.iter().map(|o| &o.note)).filter(|note| note.len() > 20);
    for remark in remarks {
        let written = serde_json::to_string(remark).unwrap();
        assert!(!feed.contains(written.trim_matches('"')) && !places.contains(written.trim_matches('"')), "{remark}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    for list in LISTS.map(|(list, _)| list) {
        for id in ["6f9619ff-8b86-5d01-b42d-00cf4fc964ff", "brookside-family-hub", "1"] {
            assert_eq!(fetch(&format!("{list}/{id}")).await.status(), StatusCode::NOT_FOUND, "{list} {id}");
        }
    }
}
