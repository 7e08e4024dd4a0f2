//! `/openapi.json` and the page that is made from it.

use crate::served::{fetch, json};
use reqwest::StatusCode;
use serde_json::Value;

async fn description() -> Value {
    json("/openapi.json").await
}

#[tokio::test]
async fn every_address_for_machines_is_described_and_answers() {
    let described = description().await;
    assert_eq!(described["openapi"], "3.1.0");
    assert!(described["info"].get("license").is_none(), "the program's licence is not that of the records");
    let paths = described["paths"].as_object().unwrap();
    for path in ["/api/search", "/api/suggest", "/map.geojson", "/oruk", "/oruk/services", "/healthz", "/readyz"] {
        assert!(paths.contains_key(path), "{path}");
    }
    assert!(paths.len() >= 23, "{}", paths.len());
    for (path, item) in paths {
        let get = &item["get"];
        for name in ["summary", "operationId"] {
            assert!(!get[name].as_str().unwrap_or_default().is_empty(), "{path} has no {name}");
        }
        assert!(get["responses"].get("200").is_some(), "{path}");
        // What stands in a path has an example that is really there.
        let parameters = get["parameters"].as_array().into_iter().flatten();
        let real = parameters.filter(|parameter| parameter["in"] == "path").fold(path.clone(), |path, parameter| {
            let name = parameter["name"].as_str().unwrap();
            path.replace(&format!("{{{name}}}"), parameter["example"].as_str().unwrap())
        });
        assert_eq!(fetch(&real).await.status(), StatusCode::OK, "{real}");
    }
}

/// The operations that every feed of Open Referral UK 3.0 has, by the paths of the standard's own description.
const OF_THE_STANDARD: [&str; 9] = [
    "/",
    "/services",
    "/services/{id}",
    "/taxonomies",
    "/taxonomies/{id}",
    "/taxonomy_terms",
    "/taxonomy_terms/{id}",
    "/service_at_locations",
    "/service_at_locations/{id}",
];

#[tokio::test]
async fn the_feed_names_a_description_of_itself_with_the_paths_of_the_standard() {
    let named = json("/oruk").await["openapi_url"].as_str().unwrap().to_owned();
    let described = json(&named[named.find("/oruk").unwrap()..]).await;
    assert_eq!(described["info"]["x-hsds-version"], "HSDS-UK-3.0");
    let server = described["servers"][0]["url"].as_str().unwrap();
    assert_eq!(format!("{server}/openapi.json"), named);
    let paths = described["paths"].as_object().unwrap();
    for path in OF_THE_STANDARD {
        assert!(paths[path].get("get").is_some(), "{path}");
    }
    assert!(paths.keys().all(|path| !path.contains("oruk") && !path.contains("/api/")), "{:?}", paths.keys());
    // The validator cuts a slash off the end of the server's address and puts a path behind it.
    let base = &server[server.find("/oruk").unwrap()..];
    for path in paths.keys().filter(|path| !path.contains('{')) {
        for slash in ["", "/"] {
            let path = format!("{base}{path}{slash}").replace("//", "/");
            assert_eq!(fetch(&path).await.status(), StatusCode::OK, "{path}");
        }
    }
}

/// What an example has that a real answer has not, however deep. Of a list the one most like it counts.
fn invented(example: &Value, real: &Value, path: &str) -> Vec<String> {
    match (example, real) {
        (Value::Object(example), Value::Object(real)) => {
            let of = |(name, value): (&String, &Value)| match real.get(name) {
                Some(real) => invented(value, real, &format!("{path}/{name}")),
                None => vec![format!("{path} has no {name}")],
            };
            example.iter().flat_map(of).collect()
        }
        (Value::Array(example), Value::Array(real)) => {
            let of = |example: &Value| {
                let all = real.iter().map(|real| invented(example, real, &format!("{path}/0")));
                all.min_by_key(Vec::len).unwrap_or_default()
            };
            example.iter().flat_map(of).collect()
        }
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn an_example_has_the_shape_of_a_real_answer() {
    let described = description().await;
    for (path, real) in [
        ("/api/search", "/api/search?need=infant-feeding&age=0.5&within=3&near=WR9+9EQ"),
        ("/api/suggest", "/api/suggest?q=feeding"),
        ("/map.geojson", "/map.geojson?near=WR9+9EQ"),
        ("/data/services.geojson", "/data/services.geojson"),
        ("/data/services.json", "/data/services.json"),
        ("/oruk/services", "/oruk/services?per_page=1000"),
    ] {
        let contents = described["paths"][path]["get"]["responses"]["200"]["content"].as_object().unwrap();
        let example = contents.values().find_map(|content| content.get("example")).unwrap();
        let real = json(real).await;
        assert_eq!(invented(example, &real, path), Vec::<String>::new());
        if path == "/api/search" || path == "/map.geojson" {
            // Every name is always there, so that the example has them all.
            assert_eq!(invented(&real, example, path), Vec::<String>::new());
        }
    }
    let one = &described["paths"]["/oruk/services/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
    assert_eq!(
        one["example"],
        described["paths"]["/oruk/services"]["get"]["responses"]["200"]["content"]["application/json"]["example"]["contents"]
            [0]
    );
    let refused = &described["paths"]["/oruk/services"]["get"]["responses"]["400"]["content"]["application/json"];
    let real: Value = serde_json::from_str(&fetch("/oruk/services?page=two").await.text().await.unwrap()).unwrap();
    assert_eq!(refused["example"], real);
}

#[test]
fn an_invented_name_in_an_example_is_found() {
    let real = serde_json::json!({ "a": [{ "b": 1 }], "c": null });
    assert!(invented(&real, &real, "").is_empty());
    for example in [serde_json::json!({ "d": 1 }), serde_json::json!({ "a": [{ "e": 1 }] })] {
        assert_eq!(invented(&example, &real, "").len(), 1, "{example}");
    }
}

#[tokio::test]
async fn every_parameter_of_the_search_is_one_that_it_reads() {
    let described = description().await;
    for path in ["/api/search", "/map.geojson"] {
        let parameters = described["paths"][path]["get"]["parameters"].as_array().unwrap();
        assert!(parameters.len() > 15, "{path}");
        for name in parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()) {
            // These take any text; `exact` and `explain` are on or off.
            if ["q", "near", "exact", "explain"].contains(&name) {
                continue;
            }
            let answer = json(&format!("/api/search?{name}=zzz")).await;
            assert_eq!(answer["ignored"][0]["parameter"], name, "{answer}");
        }
    }
}

#[tokio::test]
async fn the_page_for_developers_tells_of_every_address_and_how_to_use_the_data() {
    let response = fetch("/developers").await;
    assert_eq!(response.status(), StatusCode::OK);
    let html = response.text().await.unwrap();
    for path in description().await["paths"].as_object().unwrap().keys() {
        assert!(html.contains(&format!("<code>{path}</code>")), "{path}");
    }
    for words in ["&lt;iframe src=", "/embed", "/districts/wychavon/changes.atom", "href=\"/open-data\"", "curl '"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(fetch("/open-data").await.text().await.unwrap().contains("href=\"/developers\""));
}
