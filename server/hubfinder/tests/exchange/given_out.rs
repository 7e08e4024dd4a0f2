//! What came in goes out again, and what is withdrawn or must stay secret does not.

use crate::county::{Place, ROW, data, options, sheet};
use hubfinder::{run, settings::Settings};
use reqwest::Client;
use serde_json::json;
use std::time::Duration;

/// Every address that gives records to other programs, whole.
const GIVEN: [&str; 14] = [
    "/oruk/services?per_page=1000",
    "/oruk/services?per_page=1000&full=true",
    "/oruk/services?format=ndjson&full=true",
    "/oruk/service_at_locations?per_page=1000&full=true",
    "/oruk/service_at_locations?format=ndjson&full=true",
    "/oruk/organizations?per_page=1000&full=true",
    "/oruk/organizations?format=ndjson&full=true",
    "/data/services.json",
    "/data/services.csv",
    "/data/services.geojson",
    "/changes.atom",
    "/districts/wyre-forest/changes.atom",
    "/map.geojson?q=northfield+rose",
    "/api/search?q=northfield+rose&per_page=50",
];

/// Starts a server over a place's store and fetches a path from it.
struct Site {
    running: run::Running,
    client: Client,
}

impl Site {
    async fn over(place: &Place) -> Self {
        let site = place.dir.path().join("site");
        std::fs::create_dir_all(&site).unwrap();
        for name in ["style.css", "leave.js", "icon.svg"] {
            std::fs::write(site.join(name), "x").unwrap();
        }
        let settings = Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            store: place.dir.path().join("hubfinder.sqlite"),
            index: place.dir.path().join("index"),
            data: data(),
            site,
            public_url: None,
            basemap: None,
            smtp: None,
            desk_without_mail: false,
            key_file: None,
            log: web::LogFormat::Text,
            now: None,
        };
        let running = run::start(settings).await.unwrap();
        Self { running, client: Client::builder().no_proxy().build().unwrap() }
    }

    async fn text(&self, path: &str) -> (u16, String) {
        let response = self.client.get(format!("http://{}{path}", self.running.address())).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    /// The addresses that say any of these words.
    async fn say(&self, words: &[&str]) -> Vec<&'static str> {
        let mut saying = Vec::new();
        for path in GIVEN {
            let (status, text) = self.text(path).await;
            assert_eq!(status, 200, "{path}");
            if words.iter().any(|word| text.contains(word)) {
                saying.push(path);
            }
        }
        saying
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_or_secret_is_in_nothing_that_is_given_out() {
    let place = Place::new().await;
    let uuid = "b6a0ba2b-8d5c-4d6e-9f5a-0c8f7a1d2e34";
    let going = ROW.replace("stay-1", uuid);
    let staying = ROW.replace("stay-1", "stay-2").replace("stay and play", "bumps and babies");
    // The store counts in whole seconds, and the list of changes holds the newest only.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    let refuge = "safe-77,Rose House refuge,A refuge for women.,Rose Trust,Little ones,Rose House,12 Rose Lane,\
                  Kidderminster,DY10 3ED,,,01632 960002,,,2026-10-04\n";
    place.import(&sheet(&place, &format!("{going}{staying}{refuge}"))).await.unwrap();
    let site = Site::over(&place).await;
    let gone = ["Northfield stay and play", uuid];
    assert_eq!(site.say(&gone).await, GIVEN, "while it is given it is everywhere");
    assert_eq!(site.text(&format!("/oruk/services/{uuid}")).await.0, 200, "under the id that it came with");
    let secret = ["12 Rose Lane"];
    assert_eq!(site.say(&secret).await, [""; 0]);

    place.import(&sheet(&place, &format!("{staying}{refuge}"))).await.unwrap();
    let site = Site::over(&place).await;
    assert_eq!(site.say(&gone).await, [""; 0]);
    assert_eq!(site.say(&secret).await, [""; 0]);
    assert_eq!(site.text(&format!("/oruk/services/{uuid}")).await.0, 404);
    assert_eq!(site.say(&["Northfield bumps and babies"]).await, GIVEN, "what stays is still there");
}

#[tokio::test]
async fn a_list_changes_with_an_import_and_with_what_it_withdraws() {
    let place = Place::new().await;
    let loaded = place.store.changes().await.unwrap().loaded_at.unwrap();
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    place.import(&sheet(&place, &format!("{ROW}{}", ROW.replace("stay-1", "stay-2")))).await.unwrap();
    let imported = place.store.changes().await.unwrap().loaded_at.unwrap();
    assert!(imported > loaded, "{imported} {loaded}");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    place.import(&sheet(&place, ROW)).await.unwrap();
    let withdrawn = place.store.changes().await.unwrap().loaded_at.unwrap();
    assert!(withdrawn > imported, "{withdrawn} {imported}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_another_feed_are_kept_in_ours() {
    let place = Place::new().await;
    let (service, organization, location) = (
        "3c1f0f1e-52aa-4b0e-8f57-9c2f8f0b6a11",
        "7d0a6a3c-1111-4c7e-9d9a-2f9b1b7c5d22",
        "90b3a7e4-2222-4f2a-b9a5-6a1c8d3e4f33",
    );
    let feed = json!({ "contents": [{
        "id": service, "name": "Northfield play club", "status": "active", "description": "Play and lunch.",
        "organization": { "id": organization, "name": "Northfield Trust", "description": "x" },
        "attributes": [{ "taxonomy_term": { "name": "Baby groups" } }],
        "service_areas": [{ "name": "Worcestershire" }],
        "service_at_locations": [{ "id": "x", "location": { "id": location, "location_type": "physical",
            "name": "Northfield Hall", "addresses": [{ "address_1": "1 Long Road", "city": "Kidderminster",
                "postal_code": "DY10 3ED", "address_type": "physical" }] } }],
    }] });
    let file = place.file("feed.json", feed.to_string());
    let report = place.import(&options(&file)).await.unwrap();
    assert_eq!(report.services(), (1, 0, 0, 0), "{report}");
    let site = Site::over(&place).await;
    let (status, text) = site.text(&format!("/oruk/services/{service}")).await;
    assert_eq!(status, 200);
    let given: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(given["organization"]["id"], organization);
    assert_eq!(given["service_at_locations"][0]["location"]["id"], location);
    assert_eq!(site.text(&format!("/oruk/organizations/{organization}")).await.0, 200);
}
