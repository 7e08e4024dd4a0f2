//! Searches on the county's records, as pages and as JSON.

mod filters;
mod refused;

use crate::served::{COUNTY, fetch, header, said};
use directory::{AgeRange, ServiceArea};
use reqwest::StatusCode;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn record(id: &str) -> &'static directory::Service {
    COUNTY.listed.services.iter().find(|service| service.id.as_str() == id).unwrap()
}

async fn api(query: &str) -> Value {
    let response = fetch(&format!("/api/search?{query}")).await;
    assert_eq!(response.status(), StatusCode::OK, "{query}");
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

/// Every result of a search, by walking its pages.
async fn everything(query: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for page in 1.. {
        let answer = api(&format!("{query}&per_page=50&page={page}")).await;
        all.extend(answer["results"].as_array().unwrap().iter().cloned());
        if page * 50 >= answer["total"].as_u64().unwrap() {
            assert_eq!(answer["total"], all.len(), "{query}");
            break;
        }
    }
    all
}

/// A page of `/search`, with its entities read.
async fn page(query: &str) -> String {
    let response = fetch(&format!("/search?{query}")).await;
    assert_eq!(response.status(), StatusCode::OK, "{query}");
    assert_eq!(header(response.headers(), "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    plain(&response.text().await.unwrap())
}

fn plain(html: &str) -> String {
    let read = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    read.iter().fold(html.replace("<!>", ""), |html, (written, meant)| html.replace(written, meant))
}

fn cards(html: &str) -> impl Iterator<Item = &str> {
    html.split("class=\"card\"").skip(1).map(|rest| rest.split("</li><li id=").next().unwrap_or(rest))
}

/// The ids of those that a page knows by name only, in its one card of them.
pub(super) fn names(html: &str) -> Vec<&str> {
    let lists = html.split("class=\"names\"").skip(1).map(|rest| rest.split("</ul>").next().unwrap_or(rest));
    lists
        .flat_map(|list| list.split("href=\"/services/").skip(1))
        .map(|rest| rest.split(['"', '?']).next().unwrap_or(rest))
        .collect()
}

fn ids(answer: &Value) -> Vec<&str> {
    answer["results"].as_array().unwrap().iter().map(|result| result["id"].as_str().unwrap()).collect()
}

fn ages(result: &Value) -> (Option<u64>, Option<u64>) {
    (result["age_min"].as_u64(), result["age_max"].as_u64())
}

fn ages_in_words(result: &Value) -> String {
    match ages(result) {
        (None, None) => "Ages not stated".to_owned(),
        (Some(low), None) => format!("From age {low}"),
        (None, Some(high)) => format!("Up to age {high}"),
        (Some(low), Some(high)) if low == high => format!("Age {low}"),
        (Some(low), Some(high)) => format!("Ages {low} to {high}"),
    }
}

#[tokio::test]
async fn the_centre_at_a_postcode_is_first_however_it_is_typed() {
    let wanted = api("near=WR9%209EQ&kind=childrens-centre").await;
    let first = &wanted["results"][0];
    assert_eq!(
        (first["id"].as_str().unwrap(), first["distance_miles"].as_f64()),
        ("wands-childrens-centre", Some(0.0))
    );
    for typed in ["wr99eq", "WR9+9EQ", "wr9%20%209eq", "%20WR99EQ%20"] {
        let answer = api(&format!("near={typed}&kind=childrens-centre")).await;
        assert_eq!(answer["results"], wanted["results"], "{typed}");
        assert_eq!(answer["understood"], wanted["understood"], "{typed}");
        let html = page(&format!("near={typed}&kind=childrens-centre")).await;
        let card = cards(&html).next().unwrap();
        assert!(card.contains("WANDS Children's Centre") && card.contains("less than 0.1 miles"), "{typed}: {card}");
    }
}

#[tokio::test]
async fn a_town_part_of_a_postcode_and_a_slip_find_the_same_centre() {
    for typed in ["Droitwich", "WR9", "Droitwhich", "droitwich+spa", "WR9+9"] {
        let answer = api(&format!("near={typed}&kind=childrens-centre")).await;
        assert!(ids(&answer)[..3].contains(&"wands-childrens-centre"), "{typed}: {:?}", ids(&answer));
        assert_eq!(answer["understood"]["place"]["district"], "wychavon", "{typed}");
    }
    let html = page("near=Droitwhich&kind=childrens-centre").await;
    assert!(html.contains("You wrote “Droitwhich”. We looked near <strong>Droitwich</strong>"), "{html}");
    assert!(html.contains("value=\"Droitwhich\""), "what was typed stays in the field");
    assert!(!page("near=Droitwich&kind=childrens-centre").await.contains("You wrote"));
}

#[tokio::test]
async fn feeding_a_baby_in_kidderminster_gives_what_fits_and_who_to_ring() {
    let query = "near=DY10+3ED&need=infant-feeding&age=0.5";
    let results = everything(query).await;
    let six_months: directory::Age = "0.5".parse().unwrap();
    for result in &results {
        let service = record(result["id"].as_str().unwrap());
        assert!(service.ages.fit(six_months) != directory::AgeFit::Outside, "{result}");
        assert!(service.area.serves("wyre-forest"), "{result}");
        let needs = result["needs"].as_array().unwrap();
        assert!(needs.iter().any(|need| need == "infant-feeding"), "{result}");
    }
    let group_of = |id: &str| results.iter().find(|result| result["id"] == id).map(|result| &result["group"]);
    assert_eq!(group_of("brookside-family-hub").unwrap(), "near");
    for helpline in ["national-breastfeeding-helpline", "la-leche-league", "association-of-breastfeeding-mothers"] {
        assert_eq!(group_of(helpline).unwrap(), "anywhere");
    }
    let html = page(query).await;
    let (near, anywhere) = html.split_once("Near you").unwrap().1.split_once("By phone or online").unwrap();
    assert!(near.contains("Brookside Family Hub") && near.contains("less than 0.1 miles"), "{near}");
    let (_, beside) = near.split_once("People who can help you start").unwrap();
    assert!(beside.contains("Wyre Forest") && beside.contains("tel:01905520032"), "{beside}");
    assert!(beside.contains("2 of the 9 Family Hubs"), "{beside}");
    assert!(anywhere.contains("National Breastfeeding Helpline"));
    assert!(html.contains("class=\"map-picture\""), "the map is drawn without script");
}

#[tokio::test]
async fn a_place_outside_the_county_is_said_and_measured_from() {
    let answer = api("near=GL20+5AB&per_page=50").await;
    assert_eq!(answer["understood"]["place"]["postcode"], "GL20 5AB");
    assert_eq!(answer["understood"]["place"]["district"], Value::Null);
    let near: Vec<Value> = everything("near=GL20+5AB&group=near").await;
    assert!(!near.is_empty() && near.iter().all(|result| result["group"] == "near"));
    assert!(near.iter().any(|result| result["distance_miles"].as_f64().is_some_and(|miles| miles > 0.0)));
    let html = page("near=GL20+5AB").await;
    assert!(html.contains("outside Worcestershire"), "{html}");
    assert!(cards(&html).any(|card| card.contains("class=\"distance\"")));
}

#[tokio::test]
async fn a_place_that_nobody_knows_gives_phone_and_online_help_and_says_why() {
    for typed in ["SW1A+1AA", "ZZ99+9ZZ"] {
        let results = everything(&format!("near={typed}")).await;
        assert!(results.len() > 100);
        for result in &results {
            assert_eq!((&result["group"], &result["distance_miles"]), (&"anywhere".into(), &Value::Null), "{result}");
        }
        let said = &api(&format!("near={typed}")).await["ignored"][0];
        assert_eq!((&said["parameter"], said["value"].as_str()), (&"near".into(), Some(&*typed.replace('+', " "))));
        let html = page(&format!("near={typed}")).await;
        assert!(html.contains(&format!("We do not know {}.", typed.replace('+', " "))), "{html}");
        assert!(html.contains("By phone or online"));
    }
}

#[tokio::test]
async fn the_api_has_exactly_the_names_it_promises() {
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<String>>();
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    let whole = set(&["total", "page", "per_page", "urgent", "understood", "widened_to_miles", "ignored", "results"]);
    let result = set(&[
        "id",
        "name",
        "kind",
        "needs",
        "age_min",
        "age_max",
        "district",
        "group",
        "distance_miles",
        "precision",
        "referral",
        "levels",
        "access",
        "languages",
        "cost",
        "confirmed",
        "phone",
        "phone_confirmed",
        "source_date",
        "assured_date",
        "summary",
        "url",
    ]);
    for query in ["", "near=WR9+9EQ", "near=ZZ99+9ZZ&age=abc", "q=he+hits+me+DY10+3ED", "q=zzzz"] {
        let answer = api(&format!("{query}&per_page=50")).await;
        assert_eq!(names(&answer), whole);
        assert_eq!(names(&answer["understood"]), set(&["ages", "place", "needs", "words"]));
        if !answer["understood"]["place"].is_null() {
            assert_eq!(names(&answer["understood"]["place"]), set(&["label", "postcode", "district", "lat", "lon"]));
        }
        for left in answer["ignored"].as_array().unwrap() {
            assert_eq!(names(left), set(&["parameter", "value", "why"]));
        }
        for one in answer["results"].as_array().unwrap() {
            assert_eq!(names(one), result, "{query}");
            assert_eq!(names(&one["referral"]), set(&["self", "self_from_age", "parent", "professional"]));
            assert_eq!(one["phone"].is_null(), one["phone_confirmed"].is_null());
            assert_eq!(one["url"], format!("/services/{}", one["id"].as_str().unwrap()));
        }
    }
    let answer = api("age=3&age=pregnancy&age=0.5").await;
    assert_eq!(answer["understood"]["ages"], serde_json::json!([3, "pregnancy", 0.5]));
    assert_eq!(api("q=he+hits+me").await["urgent"], true);
    assert_eq!(api("q=stay+and+play").await["urgent"], false);
}

#[tokio::test]
async fn the_page_without_script_holds_every_result_of_the_api() {
    for query in [
        "near=WR9+9EQ&need=parenting-support",
        "near=DY10+3ED&need=infant-feeding&age=0.5",
        "near=B98+8AH&kind=childrens-centre",
        "q=debt&near=WR11+4EW",
    ] {
        let answer = api(&format!("{query}&per_page=50")).await;
        let html = page(&format!("{query}&per_page=50")).await;
        let all: Vec<&str> = cards(&html).collect();
        let names = names(&html);
        assert_eq!(all.len() + names.len(), answer["results"].as_array().unwrap().len(), "{query}");
        for result in answer["results"].as_array().unwrap() {
            if names.contains(&result["id"].as_str().unwrap()) {
                continue;
            }
            let mut wanted = vec![
                result["name"].as_str().unwrap().to_owned(),
                format!("href=\"{}", result["url"].as_str().unwrap()),
            ];
            wanted.extend(Some(ages_in_words(result)).filter(|ages| ages != "Ages not stated"));
            wanted.extend(result["phone"].as_str().map(str::to_owned));
            if let Some(miles) = result["distance_miles"].as_f64() {
                wanted.push(directory::Distance(miles).words());
            }
            if result["phone_confirmed"] == false {
                wanted.push("not confirmed, may have changed".to_owned());
            }
            if result["confirmed"] == false {
                wanted.push("Not confirmed: ring or look first.".to_owned());
            }
            let found = all.iter().any(|card| wanted.iter().all(|words| card.contains(words)));
            assert!(found, "{query}: no card has all of {wanted:?}");
        }
    }
}

#[tokio::test]
async fn a_centre_with_an_unconfirmed_number_says_to_ring_the_county_first() {
    let centre = record("wands-childrens-centre");
    let own = centre.phones[0].number.as_str();
    assert!(!centre.phones[0].confirmed);
    let html = page("near=WR9+9EQ&kind=childrens-centre").await;
    let service = plain(&fetch("/services/wands-childrens-centre").await.text().await.unwrap());
    for part in [cards(&html).next().unwrap(), service.split_once("Get in touch").unwrap().1] {
        let said = ["First ring the county's Family Hub line:", "Ring the county's Family Hub line first: "];
        let first = said.iter().find_map(|words| part.find(words)).unwrap();
        let own = part.find(own).unwrap();
        assert!(first < own && part[own..].contains("not confirmed, may have changed"), "{part}");
    }
    let hub = fetch("/services/wands-family-hub").await.text().await.unwrap();
    assert!(!hub.contains("Family Hub line first"));
}

#[tokio::test]
async fn the_map_holds_what_the_list_holds() {
    let query = "near=WR9+9EQ&kind=childrens-centre";
    let map: Value =
        serde_json::from_str(&fetch(&format!("/map.geojson?{query}")).await.text().await.unwrap()).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), everything(query).await.len());
    let points = features.iter().filter(|feature| !feature["geometry"].is_null());
    for feature in points {
        let lon = feature["geometry"]["coordinates"][0].as_f64().unwrap();
        let lat = feature["geometry"]["coordinates"][1].as_f64().unwrap();
        assert!((-2.7..-1.7).contains(&lon) && (51.9..52.5).contains(&lat), "{feature}");
    }
}

#[tokio::test]
async fn a_misspelling_is_searched_as_meant_and_says_so() {
    let html = page("q=brestfeeding").await;
    assert!(html.contains("We looked for “breastfeeding”"), "{html}");
    assert!(html.contains("Look for “brestfeeding” instead"));
    assert!(cards(&html).count() > 3);
}
