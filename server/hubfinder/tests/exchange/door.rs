//! Safeguarding at the door: what comes in is read whole, and what must stay secret leaves no trace.

use crate::county::{Place, options};
use exchange::{Decisions, Options, Report};
use serde_json::{Value, json};
use store::Noun;

/// A service of a feed at a place of its own, in Kidderminster.
pub(crate) fn service(id: &str, name: &str, description: &str) -> Value {
    json!({
        "id": id, "name": name, "description": description, "status": "active",
        "organization": {"id": format!("org-{id}"), "name": "Northfield Trust"},
        "phones": [{"number": "01632 960001"}],
        "attributes": [{"taxonomy_term": {"id": "t", "name": "Baby groups"}}],
        "service_areas": [{"name": "Worcestershire"}],
        "service_at_locations": [at(&format!("place-{id}"), "Long House", &format!("{} Zq Lane", 100 + id.len()))]
    })
}

pub(crate) fn at(id: &str, name: &str, line: &str) -> Value {
    json!({"id": format!("sal-{id}"), "location": {"id": id, "location_type": "physical", "name": name, "addresses": [
        {"address_1": line, "city": "Kidderminster", "postal_code": "DY10 3ED", "address_type": "physical"}]}})
}

async fn import(place: &Place, services: &[Value]) -> Report {
    let file = place.file("feed.json", json!({ "contents": services }).to_string());
    place.import(&options(&file)).await.unwrap()
}

/// Everything that is listed, as text.
pub(crate) async fn shown(place: &Place) -> String {
    format!("{:?}", place.listed().await)
}

#[tokio::test]
async fn no_wording_of_a_refuge_lets_its_address_through() {
    type Change = fn(&mut Value);
    let cases: [(&str, Change); 26] = [
        ("in the description, with another need", |s| {
            s["description"] = "Emergency accommodation for women and children escaping domestic abuse.".into();
        }),
        ("survivors", |s| s["description"] = "A home for survivors of domestic violence.".into()),
        ("behind 400 letters", |s| s["description"] = format!("{}A refuge for women.", "We help. ".repeat(60)).into()),
        ("an entity in the organisation", |s| s["organization"]["name"] = "Women&#x27;s Aid".into()),
        ("another entity", |s| s["organization"]["name"] = "Women&apos;s Aid".into()),
        ("a third entity", |s| s["name"] = "Women&#8217;s Aid".into()),
        ("a soft hyphen", |s| s["name"] = "Ref\u{ad}uge".into()),
        ("a zero-width space", |s| s["name"] = "Women's Re\u{200b}fuge".into()),
        ("an encoded soft hyphen", |s| s["description"] = "A re&shy;fuge.".into()),
        ("one word", |s| s["name"] = "Safehouse".into()),
        ("the plural", |s| s["name"] = "Safe houses".into()),
        ("DV", |s| s["name"] = "DV outreach".into()),
        ("DVA", |s| s["name"] = "DVA support".into()),
        ("abusers", |s| s["name"] = "Domestic abusers' victims service".into()),
        ("forced marriage", |s| s["description"] = "For girls at risk of a forced marriage.".into()),
        ("slavery", |s| s["description"] = "Help after modern slavery.".into()),
        ("trafficking", |s| s["eligibility_description"] = "People who were trafficked.".into()),
        ("honour", |s| s["application_process"] = "Tell us of honour-based threats.".into()),
        ("only the category", |s| s["attributes"][0]["taxonomy_term"]["name"] = "Domestic violence".into()),
        ("only a second category", |s| {
            s["attributes"] =
                json!([{"taxonomy_term": {"name": "Baby groups"}}, {"taxonomy_term": {"name": "Refuges"}}]);
        }),
        ("only the place's name", |s| s["service_at_locations"][0]["location"]["name"] = "Rose Refuge".into()),
        ("only the e-mail address", |s| s["email"] = "help@northrefuge.example.org".into()),
        ("only the web address", |s| s["url"] = "https://www.northwomensaid.example.org".into()),
        ("only the organisation's description", |s| s["organization"]["description"] = "Ends domestic abuse.".into()),
        ("a field nobody knows", |s| s["alternate_name"] = "The refuge".into()),
        ("markup between the letters", |s| s["description"] = "A <b>safe</b>&nbsp;<i>house</i>.".into()),
    ];
    let place = Place::new().await;
    for (case, change) in cases {
        let mut refuge = service("quiet-1", "Rose House", "Help for families.");
        change(&mut refuge);
        let report = import(&place, &[refuge]).await;
        assert_eq!(report.withheld.len(), 1, "{case}: {report}");
        let text = shown(&place).await;
        assert!(!text.contains("Zq Lane") && !text.contains("Long House"), "{case}");
        let kept = place.service("quiet-1").await.unwrap();
        assert!(kept.location_ids.is_empty() && kept.confidential_address, "{case}: {kept:?}");
    }
    let open = import(&place, &[service("open-1", "Rose House", "Help for refugees with drug abuse.")]).await;
    assert!(open.withheld.is_empty(), "{open}");
    assert_eq!(place.service("open-1").await.unwrap().location_ids.len(), 1, "what is no such service keeps its door");
}

#[tokio::test]
async fn a_withheld_address_is_left_in_no_name_text_link_or_neighbour() {
    let place = Place::new().await;
    let mut refuge =
        service("quiet-1", "Women's Refuge, 107 Zq Lane, DY10 3ED", "Beds. We are at 107 Zq Lane. Ring us.");
    refuge["organization"]["name"] = "Rose Trust (107 Zq Lane)".into();
    refuge["url"] = "https://maps.example.org/?q=107+Zq+Lane".into();
    refuge["email"] = "house@107zqlane.example.org".into();
    refuge["phones"][0]["description"] = "At 107 Zq Lane".into();
    refuge["schedules"] =
        json!([{"byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "notes": "107 Zq Lane, back door"}]);
    // The same door under another id, with the house's name, and a text that names the street.
    let mut neighbour = service("club-77", "Drop-in two", "Lunch for all. Meets at 107 Zq Lane. Free.");
    neighbour["service_at_locations"] = json!([at("other-door", "Long House", "107, Zq Lane")]);
    let mut teller = service("told-77", "Advice", "We also visit 107 Zq lane. Ask us.");
    teller["service_at_locations"] = json!([at("far-away", "Hall", "1 Open Road")]);
    let report = import(&place, &[refuge.clone(), neighbour.clone(), teller.clone()]).await;
    assert_eq!((report.withheld.len(), report.without_place.len()), (1, 2), "{report}");
    let text = shown(&place).await.to_lowercase();
    for word in ["zq lane", "zqlane", "zq+lane", "long house", "dy10 3ed\", lat"] {
        assert!(!text.contains(word), "{word} is left: {text}");
    }
    let kept = place.service("quiet-1").await.unwrap();
    assert_eq!((kept.name.as_str(), kept.summary.as_str()), ("Women's Refuge", "Beds. Ring us."));
    assert_eq!((kept.url, kept.email, kept.phones[0].number.as_str()), (None, None, "01632 960001"));
    assert_eq!(place.service("club-77").await.unwrap().summary, "Lunch for all. Free.");
    let told = place.service("told-77").await.unwrap();
    assert_eq!((told.summary.as_str(), told.location_ids.len()), ("Ask us.", 1));
    let again = import(&place, &[refuge, neighbour, teller]).await;
    assert_eq!(again.changes(), 0, "{again}");
}

#[tokio::test]
async fn places_that_stay_tell_of_no_secret_door() {
    let place = Place::new().await;
    let refuge = service("quiet-1", "Women's Refuge", "Beds.");
    let mut club = service("club-77", "Lunch club", "Lunch for all.");
    club["service_at_locations"] = json!([at("hall", "Hall (behind 107 Zq Lane)", "1 Open Road")]);
    club["service_at_locations"][0]["location"]["accessibility"] =
        json!([{"description": "Ramp at the back. Use the gate of 107 Zq Lane."}]);
    import(&place, &[refuge, club]).await;
    let listed = place.listed().await;
    let hall = listed.locations.iter().find(|place| place.address_1 == "1 Open Road").unwrap();
    assert_eq!((hall.name.as_str(), hall.accessibility.as_str()), ("Hall", "Ramp at the back."));
}

#[tokio::test]
async fn the_organisation_of_a_refuge_without_a_place_is_cleaned_too() {
    let place = Place::new().await;
    let mut refuge = service("quiet-1", "Women's Refuge", "Beds.");
    refuge["service_at_locations"] = json!([]);
    refuge["organization"]["name"] = "Rose Trust (107 Zq Lane)".into();
    let report = import(&place, &[refuge]).await;
    assert!(report.withheld.is_empty(), "no address of its own was held back: {report}");
    assert!(place.service("quiet-1").await.unwrap().confidential_address);
    assert!(!shown(&place).await.contains("Zq Lane"));
}

#[tokio::test]
async fn an_address_that_only_stands_in_the_text_is_cut() {
    let place = Place::new().await;
    for text in [
        "A refuge. We are at 137 Zq Lane. Ring us.",
        "A refuge. Come to Zq Road behind the church. Ring us.",
        "A refuge. We are near DY10 3ED. Ring us.",
        "A refuge. Find us at 52.3881, -2.2460. Ring us.",
        "A refuge. ///filled.count.soap is our door. Ring us.",
        "A refuge. Flat 2, 14a Zq Close. Ring us.",
        "A refuge. Ask for Zq House. Ring us.",
    ] {
        let mut refuge = service("quiet-1", "Rose", text);
        refuge["service_at_locations"] = json!([]);
        import(&place, &[refuge]).await;
        assert_eq!(place.service("quiet-1").await.unwrap().summary, "A refuge. Ring us.", "{text}");
    }
}

#[tokio::test]
async fn the_history_of_a_refuge_and_of_whoever_named_it_tells_nothing() {
    let place = Place::new().await;
    let refuge = |name: &str, about: &str| service("late-1", name, about);
    let mut neighbour = service("near-1", "Northfield club", "Lunch next to 106 Zq Lane.");
    neighbour.as_object_mut().unwrap().remove("service_at_locations");
    import(&place, &[refuge("Rose House", "We are at 106 Zq Lane."), neighbour.clone()]).await;
    // Nobody names the street any more, and then it turns out to be secret.
    neighbour["description"] = json!("Lunch for all.");
    import(&place, &[refuge("Rose House", "Ring us."), neighbour.clone()]).await;
    import(&place, &[refuge("Rose House refuge", "Ring us."), neighbour]).await;
    for file in ["hubfinder.sqlite", "hubfinder.sqlite-wal"] {
        let bytes = std::fs::read(place.dir.path().join(file)).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("Zq Lane"), "the address is in {file}");
    }
    let history = place.store.history(Noun::Service, "near-1").await.unwrap();
    assert_eq!(history.iter().map(|one| one.fields.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn a_refuge_that_is_recognised_later_loses_its_page_and_every_byte_of_its_address() {
    let place = Place::new().await;
    let before = service("late-1", "Rose House", "Help for women.");
    import(&place, &[before]).await;
    let old = place.service("late-1").await.unwrap().location_ids[0].clone();
    let report = import(&place, &[service("late-1", "Rose House refuge", "Help for women.")]).await;
    assert_eq!(report.withheld.len(), 1, "{report}");
    let listed = place.listed().await;
    assert!(listed.locations.iter().all(|location| location.id != old), "its page and sitemap line go with it");
    for file in ["hubfinder.sqlite", "hubfinder.sqlite-wal"] {
        let bytes = std::fs::read(place.dir.path().join(file)).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("Zq Lane"), "the address is in {file}");
    }
    let again = import(&place, &[service("late-1", "Rose House refuge", "Help for women.")]).await;
    assert_eq!(again.changes(), 0, "{again}");
    // And it comes back where a steward has asked.
    let decisions = Decisions { confirm_address: vec!["late-1".parse().unwrap()], ..Decisions::default() };
    let file = place.file("feed.json", json!([service("late-1", "Rose House refuge", "Help for women.")]).to_string());
    place.import(&Options { decisions, ..options(&file) }).await.unwrap();
    assert_eq!(place.service("late-1").await.unwrap().location_ids, [old]);
}

#[tokio::test]
async fn services_for_people_who_do_harm_come_in_with_their_mark() {
    let place = Place::new().await;
    let cases = [
        ("Respect Phoneline", "National helpline for people worried about their own abusive behaviour."),
        ("Stop it now", "Confidential helpline."),
        ("Choose change", "A programme for people who use violence at home."),
        ("Perpetrator programme", "Twenty weeks."),
        ("Domestic abusers programme", "For men."),
        ("Men's group", "Do you want to stop abusing your partner?"),
        ("Caring Dads", "For fathers where there was domestic abuse."),
        ("Line", "For anyone troubled by sexual thoughts about children."),
        ("Turn round", "For men who have been violent at home."),
        ("Behaviour change course", "For families with domestic abuse."),
    ];
    let services: Vec<Value> =
        cases.iter().enumerate().map(|(n, (name, text))| service(&format!("harm-{n}"), name, text)).collect();
    let report = import(&place, &services).await;
    assert_eq!(report.does_harm.len(), cases.len(), "{report}");
    for (n, (name, _)) in cases.iter().enumerate() {
        let kept = place.service(&format!("harm-{n}")).await.unwrap();
        assert_eq!(kept.for_whom, directory::ForWhom::WorriedAboutSelf, "{name}");
    }
    // A number that is known, a term of ours under another id, and a steward who knows better.
    let mut by_number = service("harm-a", "National line", "Ring us.");
    by_number["phones"] = json!([{"number": "+44 808 802 4040"}]);
    let mut by_term = service("harm-b", "Line", "Ring us.");
    by_term["attributes"] = json!([{"taxonomy_term": {"id": "x", "name": "worried-about-self"}},
        {"taxonomy_term": {"name": "Baby groups"}}]);
    let place = Place::new().await;
    let file = place.file("feed.json", json!([by_number, by_term, services[3]]).to_string());
    let mapping = place.file("m.toml", "for_anyone = [\"harm-3\"]");
    let report = place.import(&Options { mapping: Some(mapping.into()), ..options(&file) }).await.unwrap();
    for (id, worried) in [("harm-a", true), ("harm-b", true), ("harm-3", false)] {
        let kept = place.service(id).await.unwrap();
        assert_eq!(kept.for_whom == directory::ForWhom::WorriedAboutSelf, worried, "{id}: {report}");
    }
}

#[tokio::test]
async fn what_another_council_calls_confirmed_is_ours_to_confirm() {
    let place = Place::new().await;
    let dir = place.dir.path().join("theirs");
    let header = "id,organization_id,name,kind,needs,minimum_age,maximum_age,ages_note,audience,for_whom,who_can_refer,\
                  self_referral_age,levels_of_need,area,online,phone_only,languages,cost,eligibility,how_to_get_help,summary,url,email,\
                  status,assured_date,confidential_address,source_ids,source_date,reliability,note\n";
    let row = |id: &str, name: &str| {
        format!(
            "{id},trust,{name},community,baby-groups,,,,,,,,,county,,,,,,,Play.,,,current,2026-11-01,,list,,own-page,\n"
        )
    };
    let rows =
        [row("their-club", "Their club"), row("their-line", "Perpetrator line"), row("their-refuge", "Their refuge")];
    place.file("theirs/services.csv", format!("{header}{}", rows.concat()));
    place.file("theirs/organizations.csv", "id,name,url,note,source_ids\ntrust,Northfield Trust,,,list\n");
    place
        .file("theirs/sources.csv", "id,title,address,date,licence,read_on,note\nlist,Their list,,2026,,2026-11-01,\n");
    place.file(
        "theirs/locations.csv",
        "id,name,address_1,address_2,town,postcode,latitude,longitude,district,imd2019_decile,imd2025_decile,\
         access,accessibility,status,source_ids,note\n\
         their-hall,Their hall,1 Zq Lane,,Kidderminster,,,,wyre-forest,,,,,current,list,\n",
    );
    place.file(
        "theirs/service_at_locations.csv",
        "id,service_id,location_id,note,source_ids\nx,their-refuge,their-hall,,\n",
    );
    place.file(
        "theirs/phones.csv",
        "service_id,number,label,hours_note,text_number,status,source_ids\ntheir-club,01632 960001,,,,current,list\n",
    );
    place.file(
        "theirs/schedules.csv",
        "service_id,location_id,byday,freq,interval,bysetpos,opens_at,closes_at,valid_from,valid_to,note,status\n\
         their-club,,MO,WEEKLY,1,,09:00,10:00,,,,current\n",
    );
    let options = options(dir.to_str().unwrap());
    let report = place.import(&options).await.unwrap();
    assert_eq!(report.services(), (3, 0, 0, 0), "{report}");
    let club = place.service("their-club").await.unwrap();
    assert!(
        !club.is_confirmed()
            && club.assured_date.is_none()
            && !club.phones[0].confirmed
            && !club.schedules[0].confirmed
    );
    assert_eq!(place.service("their-line").await.unwrap().for_whom, directory::ForWhom::WorriedAboutSelf);
    assert!(place.service("their-refuge").await.unwrap().location_ids.is_empty(), "{report}");
    assert!(!shown(&place).await.contains("Zq Lane"));
    let again = place.import(&options).await.unwrap();
    assert_eq!(again.changes(), 0, "{again}");
    // Letters that nobody sees, and formulas, do not come through our own tables either.
    for (bad, said) in [("Their\u{202e} club", "U+202E"), ("=1+1", "a spreadsheet formula"), ("a\u{7}b", "U+0007")] {
        place.file("theirs/services.csv", format!("{header}{}", row("their-club", bad)));
        let report = place.import(&options).await.unwrap().to_string();
        assert!(report.contains("services.csv line 2, column name") && report.contains(said), "{report}");
    }
}
