//! What the parameters mean: each answer against what the whole feed says by itself.

use crate::{
    rules,
    served::{COUNTY, everything, fetch, ids, json, pages},
};
use reqwest::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;

async fn services() -> Vec<Value> {
    everything("/oruk/services", "?full=true").await
}

async fn places() -> Vec<Value> {
    everything("/oruk/service_at_locations", "?full=true").await
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A query gives exactly those of `all` that hold, and some but not all of them.
async fn gives(of: &str, query: &str, all: &[Value], holds: impl Fn(&Value) -> bool) {
    let found = everything(of, query).await;
    let wanted: Vec<Value> = all.iter().filter(|entry| holds(entry)).cloned().collect();
    assert_eq!(ids(&found), ids(&wanted), "{query}");
    assert!(!found.is_empty() && found.len() < all.len(), "{query} tells nothing: {} of {}", found.len(), all.len());
}

#[tokio::test]
async fn ages_are_contained_and_not_overlapped() {
    let all = services().await;
    let youngest = |s: &Value| s["minimum_age"].as_u64();
    let oldest = |s: &Value| s["maximum_age"].as_u64();
    gives("/oruk/services", "?minimum_age=11", &all, |s| youngest(s).is_some_and(|age| age >= 11)).await;
    gives("/oruk/services", "?maximum_age=11", &all, |s| oldest(s).is_some_and(|age| age <= 11)).await;
    gives("/oruk/services", "?minimum_age=5&maximum_age=18.5", &all, |s| {
        youngest(s).is_some_and(|age| age >= 5) && oldest(s).is_some_and(|age| age <= 18)
    })
    .await;
}

#[tokio::test]
async fn a_term_brings_those_that_have_it_and_a_heading_those_under_it() {
    let all = services().await;
    let terms = everything("/oruk/taxonomy_terms", "").await;
    let term = |name: &str| terms.iter().find(|term| term["term"] == name).unwrap();
    let id = |term: &Value| term["id"].as_str().unwrap().to_owned();
    let has = |service: &Value, wanted: &str| {
        list(&service["attributes"]).iter().any(|attribute| {
            attribute["taxonomy_term"]["id"] == wanted || attribute["taxonomy_term"]["parent_id"] == wanted
        })
    };
    for name in ["infant-feeding", "family-hub", "heading-pregnancy-and-babies", "worried-about-self"] {
        let id = id(term(name));
        gives("/oruk/services", &format!("?taxonomy_term_id={id}"), &all, |s| has(s, &id)).await;
    }
    let (one, other) = (id(term("infant-feeding")), id(term("youth")));
    let both = format!("?taxonomy_term_id={one}&taxonomy_term_id={other}");
    gives("/oruk/services", &both, &all, |s| has(s, &one) || has(s, &other)).await;
    let levels = term("level-2")["taxonomy_id"].as_str().unwrap();
    gives("/oruk/services", &format!("?taxonomy_id={levels}"), &all, |s| {
        list(&s["attributes"]).iter().any(|attribute| attribute["taxonomy_term"]["taxonomy_id"] == levels)
    })
    .await;
    let unknown = "?taxonomy_term_id=6f9619ff-8b86-5d01-b42d-00cf4fc964ff";
    let page = json(&format!("/oruk/services{unknown}")).await;
    assert_eq!((&page["total_items"], &page["empty"]), (&0.into(), &true.into()));
}

#[tokio::test]
async fn times_and_days_are_those_of_one_schedule() {
    let all = services().await;
    let any = |service: &Value, holds: &dyn Fn(&Value) -> bool| list(&service["schedules"]).iter().any(holds);
    let time = |schedule: &Value, name: &str| schedule[name].as_str().map(str::to_owned);
    let on = |schedule: &Value, day: &str| schedule["byday"].as_str().is_some_and(|days| days.contains(day));
    gives("/oruk/services", "?day=SA", &all, |s| any(s, &|schedule| on(schedule, "SA"))).await;
    gives("/oruk/services", "?start_time=10:00", &all, |s| {
        any(s, &|schedule| time(schedule, "opens_at").is_some_and(|at| at.as_str() >= "10:00:00"))
    })
    .await;
    gives("/oruk/services", "?end_time=17:00:00", &all, |s| {
        any(s, &|schedule| time(schedule, "closes_at").is_some_and(|at| at.as_str() <= "17:00:00"))
    })
    .await;
    gives("/oruk/services", "?day=monday&start_time=09:00&end_time=17:00", &all, |s| {
        any(s, &|schedule| {
            on(schedule, "MO")
                && time(schedule, "opens_at").is_some_and(|at| at.as_str() >= "09:00:00")
                && time(schedule, "closes_at").is_some_and(|at| at.as_str() <= "17:00:00")
        })
    })
    .await;
}

#[tokio::test]
async fn services_at_places_are_asked_for_as_services_are() {
    let all = places().await;
    let youth = everything("/oruk/taxonomy_terms", "").await;
    let youth = youth.iter().find(|term| term["term"] == "library").unwrap()["id"].as_str().unwrap().to_owned();
    let list_of = "/oruk/service_at_locations";
    for query in ["minimum_age=11", "maximum_age=11", &format!("taxonomy_term_id={youth}"), "search=library"] {
        let services = everything("/oruk/services", &format!("?{query}")).await;
        let wanted = ids(&services);
        gives(list_of, &format!("?{query}"), &all, |place| wanted.contains(&place["service"]["id"].as_str().unwrap()))
            .await;
    }
    // A day is one of this place or of the service itself, and not of another of its places.
    let here = |place: &Value, schedule: &Value| {
        schedule["service_at_location_id"].as_str().is_none_or(|id| place["id"] == id)
    };
    let on = |schedule: &Value| schedule["byday"].as_str().is_some_and(|days| days.contains("SA"));
    gives(list_of, "?day=SA", &all, |place| {
        list(&place["service"]["schedules"]).iter().any(|schedule| on(schedule) && here(place, schedule))
    })
    .await;
}

#[tokio::test]
async fn words_must_all_stand_in_the_record() {
    let all = services().await;
    let found = everything("/oruk/services", "?search=breastfeeding").await;
    assert!(found.len() > 2 && found.len() < all.len() / 4, "{}", found.len());
    for service in &found {
        let whole = all.iter().find(|s| s["id"] == service["id"]).unwrap().to_string().to_lowercase();
        assert!(whole.contains("breastfe"), "{whole}");
    }
    let fewer = everything("/oruk/services", "?search=breastfeeding+helpline").await;
    let more: BTreeSet<&str> = ids(&found).into_iter().collect();
    assert!(!fewer.is_empty() && fewer.len() < found.len() && ids(&fewer).iter().all(|id| more.contains(id)));
    for nothing in ["zzzzqqq", "...", "breastfeeding+zzzzqqq"] {
        assert_eq!(json(&format!("/oruk/services?search={nothing}")).await["total_items"], 0, "{nothing}");
    }
    // Plain words: nothing is understood, so that a sentence about harm brings no panel here.
    let place = everything("/oruk/service_at_locations", "?search=Kidderminster").await;
    assert!(place.iter().any(|place| place["location"].to_string().contains("Kidderminster")));
}

#[tokio::test]
async fn a_postcode_brings_the_services_whose_area_holds_it() {
    let all = places().await;
    let serves = |place: &Value, names: &[&str]| {
        list(&place["service"]["service_areas"]).iter().any(|area| names.contains(&area["name"].as_str().unwrap()))
    };
    let county = COUNTY.authority.name.as_str();
    gives("/oruk/service_at_locations", "?postcode=wr99eq", &all, |p| serves(p, &["National", county, "Wychavon"]))
        .await;
    // A postcode of the rim is outside the county: only what serves the whole country is for it.
    let outside = everything("/oruk/service_at_locations", "?postcode=GL20+5AB").await;
    assert!(outside.iter().all(|place| {
        let id = &place["id"];
        serves(all.iter().find(|p| p["id"] == *id).unwrap(), &["National"])
    }));
}

#[tokio::test]
async fn a_distance_is_in_metres_from_the_postcode() {
    let all = places().await;
    let here = all.iter().find(|place| place.to_string().contains("\"WR9 9EQ\"")).unwrap();
    let point =
        |place: &Value| Some((place["location"]["latitude"].as_f64()?, place["location"]["longitude"].as_f64()?));
    let from = point(here).unwrap();
    let metres = |place: &Value| {
        let (latitude, longitude) = point(place)?;
        let (a, b) = (from.0.to_radians(), latitude.to_radians());
        let (up, across) = ((b - a) / 2.0, (longitude - from.1).to_radians() / 2.0);
        let h = up.sin().powi(2) + a.cos() * b.cos() * across.sin().powi(2);
        Some(2.0 * 6_371_008.8 * h.sqrt().asin())
    };
    for distance in [0, 5_000, 10_000, 20_000] {
        let found = everything("/oruk/service_at_locations", &format!("?postcode=WR9+9EQ&proximity={distance}")).await;
        let found: BTreeSet<&str> = ids(&found).into_iter().collect();
        let edge = |place: &Value| metres(place).map(|away| away - f64::from(distance));
        for place in &all {
            let id = place["id"].as_str().unwrap();
            match edge(place) {
                // Our sphere and the server's may differ by a few metres in twenty kilometres.
                Some(beyond) if beyond.abs() < 30.0 && distance > 0 => {}
                Some(beyond) => assert_eq!(found.contains(id), beyond <= 30.0, "{distance}: {beyond} {place}"),
                None => assert!(!found.contains(id), "{place}"),
            }
        }
        assert!(!found.is_empty(), "{distance}");
    }
}

#[tokio::test]
async fn only_what_changed_since_is_given() {
    for list in ["/oruk/services", "/oruk/service_at_locations", "/oruk/organizations"] {
        let all = json(list).await["total_items"].clone();
        for long_ago in ["2020-01-01", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00%2B01:00"] {
            assert_eq!(json(&format!("{list}?modified_after={long_ago}")).await["total_items"], all, "{list}");
        }
        assert_eq!(json(&format!("{list}?modified_after=2999-01-01")).await["total_items"], 0, "{list}");
    }
    let service = &json("/oruk/services?per_page=1").await["contents"][0];
    let modified = service["last_modified"].as_str().unwrap();
    let since = json(&format!("/oruk/services?per_page=1&modified_after={modified}")).await;
    assert_eq!(since["contents"][0]["id"], service["id"], "the moment itself counts");
}

#[tokio::test]
async fn an_organisation_brings_its_own_services() {
    let all = services().await;
    let id = all[0]["organization"]["id"].as_str().unwrap();
    gives("/oruk/services", &format!("?organization_id={id}"), &all, |s| s["organization"]["id"] == id).await;
}

#[tokio::test]
async fn lines_hold_everything_without_pages() {
    for list in ["/oruk/services", "/oruk/service_at_locations", "/oruk/organizations"] {
        let all = everything(list, "").await;
        let text = fetch(&format!("{list}?format=ndjson&per_page=1")).await.text().await.unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines, all, "{list}");
    }
    let text = fetch("/oruk/services?format=ndjson&full=true&minimum_age=11").await.text().await.unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert_eq!(line, json(&format!("/oruk/services/{}", line["id"].as_str().unwrap())).await);
    }
}

#[tokio::test]
async fn pages_of_a_question_add_up_too() {
    let pages = pages("/oruk/services", "?maximum_age=25", 3).await;
    assert!(pages.len() > 3);
    assert_eq!(rules::pages(&pages, 3), Vec::<String>::new());
    let after = json("/oruk/services?maximum_age=25&per_page=3&page=9999").await;
    assert_eq!((&after["empty"], &after["size"], &after["last_page"]), (&true.into(), &0.into(), &false.into()));
}

#[tokio::test]
async fn what_is_wrong_is_said_with_its_name_value_and_remedy() {
    for (path, parameter, value) in [
        ("/oruk/services?page=0", "page", "0"),
        ("/oruk/services?per_page=many", "per_page", "many"),
        ("/oruk/services?minimum_age=old", "minimum_age", "old"),
        ("/oruk/services?day=someday", "day", "someday"),
        ("/oruk/services?start_time=9am", "start_time", "9am"),
        ("/oruk/services?taxonomy_id=needs", "taxonomy_id", "needs"),
        ("/oruk/services?postcode=WR9+9EQ", "postcode", "WR9 9EQ"),
        ("/oruk/service_at_locations?postcode=nowhere", "postcode", "nowhere"),
        ("/oruk/service_at_locations?postcode=ZZ1+1ZZ", "postcode", "ZZ1 1ZZ"),
        ("/oruk/service_at_locations?proximity=5000", "proximity", "5000"),
        ("/oruk/organizations?modified_after=soon", "modified_after", "soon"),
        ("/oruk/taxonomies?format=xml", "format", "xml"),
    ] {
        let response = fetch(path).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{path}");
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        assert_eq!((&body["parameter"], &body["value"]), (&parameter.into(), &value.into()), "{path}");
        assert!(body["mend"].as_str().unwrap().ends_with('.'), "{body}");
    }
}
