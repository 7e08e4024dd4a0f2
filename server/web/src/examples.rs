//! Examples in the description of the API: invented throughout, with numbers that Ofcom keeps for
//! drama and addresses that IANA keeps for examples.

use serde_json::{Value, json};

/// A service as a page of the feed holds it.
pub(super) fn service() -> Value {
    json!({
        "id": "6f9619ff-8b86-5d01-b42d-00cf4fc964ff",
        "name": "Example Family Hub",
        "description": "Feeding help, stay and play and health visitors.",
        "url": "https://hub.example.org",
        "status": "active",
        "minimum_age": 0,
        "maximum_age": 19,
        "alert": "Not confirmed: ring or look first.",
        "confirmed": false,
        "last_modified": "2026-11-22T08:00:00Z",
        "organization": {
            "id": "2c5ea4c0-4067-5fe9-8bad-9b1deb4d3b7d",
            "name": "Example Trust",
            "description": "Runs 1 service in Family Hub Finder.",
        },
    })
}

/// A page that holds one entry.
pub(super) fn page(entry: Value) -> Value {
    json!({
        "total_items": 1,
        "total_pages": 1,
        "page_number": 1,
        "size": 1,
        "first_page": true,
        "last_page": true,
        "empty": false,
        "contents": [entry],
    })
}

/// What is said of a wrong parameter.
pub(super) fn refusal() -> Value {
    json!({
        "error": "We cannot answer with this value of 'page'. Write a whole number from 1 to 1000000.",
        "parameter": "page",
        "value": "two",
        "mend": "Write a whole number from 1 to 1000000.",
    })
}

/// The answer to a search.
pub(super) fn search() -> Value {
    json!({
        "total": 1,
        "page": 1,
        "per_page": 20,
        "urgent": false,
        "understood": { "ages": [0.5], "place": null, "needs": ["infant-feeding"], "words": "" },
        "widened_to_miles": null,
        "ignored": [{ "parameter": "within", "value": "3", "why": "Choose 1, 2, 5, 10 or 20 miles." }],
        "results": [{
            "id": "example-family-hub",
            "name": "Example Family Hub",
            "kind": "family-hub",
            "needs": ["infant-feeding"],
            "age_min": 0,
            "age_max": 19,
            "district": "example-district",
            "group": "near",
            "distance_miles": null,
            "precision": "point",
            "referral": { "self": true, "self_from_age": null, "parent": true, "professional": null },
            "levels": [],
            "access": ["step-free", "baby-changing"],
            "languages": [],
            "cost": "free",
            "confirmed": false,
            "phone": "01632 960123",
            "phone_confirmed": false,
            "source_date": "2025",
            "assured_date": null,
            "summary": "Feeding help, stay and play and health visitors.",
            "url": "/services/example-family-hub",
        }],
    })
}

/// What is offered while somebody types.
pub(super) fn suggestions() -> Value {
    json!({
        "suggestions": [{
            "kind": "need",
            "label": "Feeding your baby",
            "value": "infant-feeding",
            "url": "/search?need=infant-feeding",
            "words": "",
        }],
    })
}

/// Services on the map.
pub(super) fn map() -> Value {
    feature(json!({
        "service": "example-family-hub",
        "location": "example-school",
        "name": "Example Family Hub",
        "place": "Example School, 1 Example Road, Exampleton",
        "kind": "family-hub",
        "needs": ["infant-feeding"],
        "district": "example-district",
        "access": ["step-free", "baby-changing"],
        "languages": [],
        "confirmed": false,
        "phone": "01632 960123",
        "phone_confirmed": false,
        "need_area": null,
        "distance_miles": 0.8,
        "url": "/services/example-family-hub",
    }))
}

/// The services on the map, in a file.
pub(super) fn open_map() -> Value {
    feature(json!({
        "id": "example-family-hub",
        "name": "Example Family Hub",
        "organisation": "Example Trust",
        "kind": "Family Hub",
        "needs": "Feeding your baby",
        "phone": "01632 960123",
        "phone_confirmed": "no",
        "place": "Example School",
        "record_confirmed": "no",
        "page": "/services/example-family-hub",
    }))
}

fn feature(properties: Value) -> Value {
    json!({
        "type": "FeatureCollection",
        "features": [{
            "type": "Feature",
            "id": "example-family-hub--example-school",
            "geometry": { "type": "Point", "coordinates": [-2.0, 52.0] },
            "properties": properties,
        }],
    })
}

/// The whole feed in one file.
pub(super) fn whole() -> Value {
    let mut whole = page(service());
    whole["version"] = exchange::oruk::VERSION.into();
    whole["profile"] = exchange::oruk::PROFILE.into();
    whole["publisher"] = "Example Council".into();
    whole["notice"] = "Not confirmed yet: please ring or look first.".into();
    whole["attribution"] = json!(["Contains OS data © Crown copyright and database right."]);
    whole["last_modified"] = "2026-11-22T08:00:00Z".into();
    whole
}
