//! Records of refuges as they really come, and what only sounds like them: the one come in without an address,
//! the others keep theirs.

use crate::county::{Place, options};
use serde_json::{Value, json};

/// A service at a place of its own, in Kidderminster; `more` are further fields.
fn service(number: usize, name: &str, description: &str, more: &Value) -> Value {
    let mut service = json!({
        "id": format!("row-{number:02}"), "name": name, "description": description, "status": "active",
        "organization": {"id": format!("org-{number:02}"), "name": "Northfield Trust"},
        "attributes": [{"taxonomy_term": {"id": "t", "name": "Baby groups"}}],
        "service_areas": [{"name": "Worcestershire"}],
        "service_at_locations": [{"id": format!("at-{number:02}"), "location": {
            "id": format!("place-{number:02}"), "name": format!("Long House {number}"), "addresses": [
                {"address_1": format!("{} Zq Road", 100 + number), "city": "Kidderminster", "postal_code": "DY10 3ED"}]}}]
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        service[key] = value.clone();
    }
    service
}

/// Imports services in one feed and gives the names of those that keep a place.
async fn shown(services: &[(&str, &str, Value)]) -> Vec<String> {
    let place = Place::new().await;
    let rows: Vec<Value> = (0..)
        .zip(services)
        .map(|(number, (name, description, more))| service(number, name, description, more))
        .collect();
    let file = place.file("feed.json", json!({ "contents": rows }).to_string());
    let report = place.import(&options(&file)).await.unwrap();
    let kept = place.listed().await.services.into_iter().filter(|service| service.id.as_str().starts_with("row-"));
    let (with_place, without): (Vec<_>, Vec<_>) = kept.partition(|service| !service.location_ids.is_empty());
    assert_eq!(with_place.len() + without.len(), services.len(), "{report}");
    assert!(without.iter().all(|service| service.confidential_address), "{report}");
    with_place.into_iter().map(|service| service.name).collect()
}

#[tokio::test]
async fn a_refuge_is_heard_by_whatever_field_and_in_whatever_letters() {
    let none = json!({});
    let services = [
        (
            "Larchfield House",
            "Flats for women and their children who have had to leave a violent partner.",
            none.clone(),
        ),
        ("W.A. Hse 3 (DA)", "Dispersed unit, 4 bed, refer through the 24 hr line", none.clone()),
        (
            "Harbour Project",
            "Emergency beds for victims of so&#8209;called &#8216;honour&#8217; based abuse",
            none.clone(),
        ),
        ("The Willows", "We offer re\u{200b}fu\u{200b}ge spaces", none.clone()),
        ("R e f u g e   S u p p o r t   T e a m", "Move-on and resettlement from our houses", none.clone()),
        ("Orchard View", "Supported living", json!({"email": "refuge.manager@orchardview.example"})),
        ("Number Twelve", "Short stay housing", json!({"url": "https://www.numbertwelve.example/womens-safe-house/"})),
        ("Safe&nbsp;Accomodation Worcs North", "Part 4 duty provision", none.clone()),
        ("Juniper Trust", "Crisis accom for male survivors of DV (2 rooms, dogs fostered out)", none.clone()),
        ("Sanctuary bedspaces", "Shelter for those at risk from an ex\u{ad}partner, location withheld", none.clone()),
        ("Residential children's worker", "Plays with children living in our REFUDGE, term time", none.clone()),
        (
            "Maple Court",
            "&lt;p&gt;Women&amp;#39;s Aid &lt;b&gt;ref&lt;/b&gt;uge &amp;ndash; staffed&lt;/p&gt;",
            none.clone(),
        ),
        ("Roshni Ghar", "Ghar for South Asian women and girls escaping abuse at home", none.clone()),
        ("R\u{435}fug\u{435} outreach base", "Staff office, residents upstairs", none.clone()),
        ("Second stage housing", "Up to 9 months. Perpetrators must not be told of this project.", none.clone()),
        ("Swallow House", "Safe accom for families, 3 units", none.clone()),
        ("Fern House", "Bird refuge next door. Rooms for women and children", none.clone()),
    ];
    assert_eq!(shown(&services).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_only_sounds_like_a_refuge_keeps_its_address() {
    let none = json!({});
    let services = [
        ("Wetland Refuge and Bird Hide", "Boardwalk, buggy friendly, dogs on leads", none.clone()),
        ("Safe Haven Cafe", "Evening drop-in for anyone in emotional distress, 6pm to 11pm", none.clone()),
        ("Refuse and recycling: missed collections", "Book a bulky waste collection for your house", none.clone()),
        ("Safe Sleep for Babies", "Health visitor talk on where a baby should sleep", none.clone()),
        ("Sanctuary Housing repairs line", "Tenants of the association report a leak", none.clone()),
        ("Refugee Welcome Cafe", "English conversation, toys, hot lunch", none.clone()),
        ("Safe Places scheme", "Shops with the sticker will help a person who is lost", none.clone()),
        ("Hedgehog Sanctuary open day", "Meet rescued hogs, shelter-building for children", none.clone()),
        ("Donkey Refuge", "Ride a donkey", none.clone()),
        ("Shelter from the Storm", "Puppet show for under fives", none.clone()),
        ("Bus shelter art club", "Paint with us", none.clone()),
        ("Stay Safe online", "A talk for parents of teenagers", none),
    ];
    let names: Vec<&str> = services.iter().map(|(name, ..)| *name).collect();
    assert_eq!(shown(&services).await, names);
}
