//! Files as they come: times, days, numbers, places, prices and text in every form, and a report that
//! says what was dropped and sends a steward to the true cause.

mod numbers;
mod opening_hours;

use crate::county::{Place, ROW, options, sheet};
use directory::{Frequency, Schedule, Service};
use exchange::{Decisions, Options, Report};
use serde_json::{Value, json};

fn service(id: &str, more: Value) -> Value {
    let mut service = json!({
        "id": id, "name": "Northfield club", "description": "A weekly group for families.", "status": "active",
        "organization": {"id": "bug-org", "name": "Northfield Trust"},
        "phones": [{"number": "01632 960001"}],
        "attributes": [{"taxonomy_term": {"id": "t", "name": "Baby groups"}}],
        "service_at_locations": [{"id": format!("sal-{id}"), "location": {"id": format!("loc-{id}"), "name": "Hall",
            "addresses": [{"address_1": "1 Road", "city": "Kidderminster", "postal_code": "DY10 3ED"}]}}]
    });
    for (key, value) in more.as_object().unwrap() {
        service[key] = value.clone();
    }
    service
}

async fn taken(more: Value) -> (Service, Report) {
    let place = Place::new().await;
    let report = import(&place, &[service("bug-1234", more)]).await;
    let kept = place.service("bug-1234").await.unwrap_or_else(|| panic!("{report}"));
    (kept, report)
}

async fn import(place: &Place, services: &[Value]) -> Report {
    let file = place.file("feed.json", json!({ "contents": services }).to_string());
    place.import(&options(&file)).await.unwrap()
}

/// Days, positions and times of a schedule in one line.
fn line(schedule: &Schedule) -> String {
    let time = |time: Option<chrono::NaiveTime>| time.map_or("?".to_owned(), |time| time.format("%H:%M").to_string());
    let days: Vec<String> = schedule.days.iter().map(ToString::to_string).collect();
    format!("{} {:?} {}-{}", days.join(","), schedule.positions, time(schedule.opens_at), time(schedule.closes_at))
}

async fn lines_of(schedules: Value) -> Vec<String> {
    let (kept, _) = taken(json!({ "schedules": schedules })).await;
    kept.schedules.iter().map(line).collect()
}

#[tokio::test]
async fn times_with_am_and_pm_are_read_as_they_are_meant() {
    for (opens, closes, expected) in [
        ("01:30 PM", "04:00 PM", "13:30-16:00"),
        ("10:00 AM", "12:30 PM", "10:00-12:30"),
        ("06:00 PM", "08:00 PM", "18:00-20:00"),
        ("01:30PM", "3pm", "13:30-15:00"),
        ("9am", "noon", "09:00-12:00"),
        ("9.15 a.m.", "1.45 p.m.", "09:15-13:45"),
        ("0930", "1130", "09:30-11:30"),
        ("09:00:00", "10:30:00", "09:00-10:30"),
        ("9:05", "17:00", "09:05-17:00"),
        ("12:15 pm", "1 PM", "12:15-13:00"),
        ("09:00+01:00", "10:00Z", "09:00-10:00"),
        ("7 pm", "11:59 pm", "19:00-23:59"),
    ] {
        let row = json!([{"byday": "TU", "freq": "WEEKLY", "opens_at": opens, "closes_at": closes}]);
        assert_eq!(lines_of(row).await, [format!("Tue [] {expected}")], "{opens} {closes}");
    }
    let (_, report) = taken(json!({"schedules": [{"byday": "TU", "opens_at": "09:00Z"}]})).await;
    assert!(report.to_string().contains("not taken over: the zone of its times"), "{report}");
}

#[tokio::test]
async fn days_of_version_1_and_lists_of_days_are_kept() {
    for (days, expected) in [
        (json!({"weekday": "Monday"}), "Mon"),
        (json!({"weekday": 4}), "Thu"),
        (json!({"weekday": ["Tuesday", "Friday"]}), "Tue,Fri"),
        (json!({"weekday": "7"}), "Sun"),
        (json!({"byday": ["MO", "WE"]}), "Mon,Wed"),
        (json!({"byday": "Mon-Wed"}), "Mon,Tue,Wed"),
        (json!({"byday": "monday, thursday"}), "Mon,Thu"),
        (json!({"freq": "DAILY"}), "Mon,Tue,Wed,Thu,Fri,Sat,Sun"),
        (json!({"weekday": "Weekdays"}), "Mon,Tue,Wed,Thu,Fri"),
        (json!({"weekday": [1, 3]}), "Mon,Wed"),
    ] {
        let mut row = days.clone();
        row["opens_at"] = "10:00".into();
        row["closes_at"] = "12:00".into();
        let (kept, _) = taken(json!({ "regular_schedules": [row] })).await;
        assert_eq!(line(&kept.schedules[0]), format!("{expected} [] 10:00-12:00"), "{days}");
        let weekly = days["freq"] == "DAILY" || days.get("weekday").is_some();
        assert_eq!(kept.schedules[0].frequency == Some(Frequency::Weekly), weekly, "{days}");
    }
}

#[tokio::test]
async fn ended_fortnightly_and_mixed_monthly_sessions_are_said_as_they_are() {
    let dates = |row: &Schedule| [row.valid_from, row.valid_to].map(|day| day.map(|day| day.to_string()));
    for (from, until) in [("2019-01-08", "2019-12-17"), ("20190108", "20191217T000000Z")] {
        let (kept, _) =
            taken(json!({"schedules": [{"byday": "TU", "freq": "WEEKLY", "opens_at": "10:00", "dtstart": from, "until": until}]})).await;
        assert_eq!(dates(&kept.schedules[0]), [Some("2019-01-08".into()), Some("2019-12-17".into())]);
    }
    let (kept, _) =
        taken(json!({"schedules": [{"byday": "TU", "freq": "WEEKLY", "interval": 2, "dtstart": "2026-11-03"}]})).await;
    assert_eq!((kept.schedules[0].interval, &dates(&kept.schedules[0])[0]), (2, &Some("2026-11-03".into())));
    let monthly = |row: Value| json!([row]);
    assert_eq!(
        lines_of(monthly(json!({"freq": "MONTHLY", "byday": "1MO,3FR", "opens_at": "10:00", "closes_at": "12:00"})))
            .await,
        ["Mon [1] 10:00-12:00", "Fri [3] 10:00-12:00"]
    );
    assert_eq!(lines_of(monthly(json!({"freq": "MONTHLY", "byday": "TU", "bysetpos": 3}))).await, ["Tue [3] ?-?"]);
    let (kept, _) = taken(json!({"schedules": [{"freq": "MONTHLY", "byday": "TU,WE,TH", "bysetpos": "3"}]})).await;
    assert_eq!(kept.schedules[0].note, "On the third of these days in a month: Tuesday, Wednesday, Thursday.");
    let (kept, _) = taken(json!({"schedules": [{"freq": "MONTHLY", "bymonthday": "15", "opens_at": "10:00"}]})).await;
    assert_eq!(kept.schedules[0].note, "On the 15th day of the month.");
}

#[tokio::test]
async fn midnight_and_over_night_come_in() {
    let at = |opens: &str, closes: &str| json!([{"byday": "SA,SU", "freq": "WEEKLY", "opens_at": opens, "closes_at": closes}]);
    assert_eq!(lines_of(at("18:00", "00:00")).await, ["Sat,Sun [] 18:00-23:59"]);
    assert_eq!(lines_of(at("18:00", "24:00")).await, ["Sat,Sun [] 18:00-23:59"]);
    assert_eq!(lines_of(at("00:00", "00:00")).await, ["Sat,Sun [] 00:00-23:59"]);
    assert_eq!(lines_of(at("6 pm", "midnight")).await, ["Sat,Sun [] 18:00-23:59"]);
    assert_eq!(lines_of(at("20:00", "08:00")).await, ["Sat,Sun [] 20:00-23:59", "Mon,Sun [] 00:00-08:00"]);
    let place = Place::new().await;
    let wrong = service("bug-1234", json!({ "schedules": at("11:00", "05:00") }));
    let report = import(&place, &[wrong]).await.to_string();
    assert!(report.contains("'05:00' is not after the opening time. To mend it: put the later time"), "{report}");
}

#[tokio::test]
async fn a_place_is_found_by_its_point_town_or_the_area_it_serves() {
    let district = async |location: Value, areas: Value| {
        let place = Place::new().await;
        let mut given = service("bug-1234", json!({ "service_areas": areas }));
        given["service_at_locations"][0]["location"] = location;
        let report = import(&place, &[given]).await;
        let listed = place.listed().await;
        let kept = listed.services.iter().find(|service| service.id == "bug-1234");
        let at = kept.and_then(|service| service.location_ids.first()).cloned();
        let at = at.and_then(|id| listed.locations.iter().find(|location| location.id == id).cloned());
        at.map(|location| location.district.to_string()).ok_or_else(|| report.to_string())
    };
    let none = json!([]);
    let bare = |more: Value| {
        let mut location = json!({"id": "loc-12345", "name": "Hall", "addresses": [{"address_1": "1 Road", "city": "", "postal_code": ""}]});
        for (key, value) in more.as_object().unwrap() {
            location[key] = value.clone();
        }
        location
    };
    let town = |town: &str| bare(json!({"addresses": [{"address_1": "1 Road", "city": town, "postal_code": ""}]}));
    let pointed = bare(json!({"latitude": 52.3880, "longitude": -2.2450}));
    assert_eq!(district(pointed, none.clone()).await.as_deref(), Ok("wyre-forest"));
    for name in ["Worcester, Worcestershire", "Worcester", "Worcester Worcestershire", "City Centre, Worcester"] {
        assert_eq!(district(town(name), none.clone()).await.as_deref(), Ok("worcester"), "{name}");
    }
    let line = bare(
        json!({"addresses": [{"address_1": "1 Road", "address_2": "Kidderminster", "city": "", "postal_code": ""}]}),
    );
    assert_eq!(district(line, none.clone()).await.as_deref(), Ok("wyre-forest"));
    assert_eq!(district(bare(json!({})), json!([{"name": "Redditch"}])).await.as_deref(), Ok("redditch"));
    let spaced = bare(json!({"addresses": [{"address_1": "1 Road", "city": "", "postal_code": "DY10\u{200b} 3ED"}]}));
    assert_eq!(district(spaced, none.clone()).await.as_deref(), Ok("wyre-forest"));
    let said = district(town("Manchester"), none).await.unwrap_err();
    assert!(said.contains("left out: the place 'Hall, Manchester' of 'Northfield club' is in no district"), "{said}");
    assert!(!said.contains("says neither where it is"), "not a second line that is false: {said}");
}

#[tokio::test]
async fn half_years_prices_and_text_of_others_are_kept() {
    let (kept, _) = taken(json!({"minimum_age": 1.5, "maximum_age": 4.5})).await;
    assert_eq!(
        (kept.ages.to_string().as_str(), kept.ages_note.as_str()),
        ("1 to 4", "From 18 months to 4 years 6 months.")
    );
    let (kept, report) = taken(json!({
        "name": "Caf&eacute; &amp; play",
        "description": "#### Notes\n\nCosts &pound;3 &ndash; We&#8217;re **friendly**. It&#x27;s free&hellip;\n\n* [Book here](https://example.org/book)",
        "fees_description": "&pound;3.50",
        "cost_options": [{"amount": 35, "currency": "GBP", "amount_description": "per 1 hour session", "option": "Under 18s"},
            {"amount": 20, "valid_to": "2022-12-31"}],
        "funding": [{"source": "The Northfield Fund"}], "url": "HTTPS://Example.org/x", "email": "mailto:info\u{200b}@example.org"
    })).await;
    assert_eq!((kept.name.as_str(), kept.cost.as_str()), ("Café & play", "£3.50, £35 per 1 hour session (Under 18s)"));
    assert_eq!(kept.summary, "Notes: Costs £3 – We’re friendly. It's free… Book here");
    assert_eq!((kept.url.as_deref(), kept.email.as_deref()), (Some("https://Example.org/x"), Some("info@example.org")));
    assert!(report.to_string().contains("no place here for: funding (1 service)"), "{report}");
    let place = Place::new().await;
    for (more, column) in [
        (json!({"email": "a@b.example?cc=evil@x.example&body=hi"}), "column email"),
        (json!({"url": "https://good.example@evil.example"}), "column url"),
        (json!({"name": "=HYPERLINK(\"http://example.org\")"}), "is a spreadsheet formula"),
    ] {
        let report = import(&place, &[service("bug-1234", more)]).await.to_string();
        assert!(report.contains(column), "{report}");
    }
}

#[tokio::test]
async fn a_record_is_as_old_as_its_sources_and_not_as_the_last_change_in_a_database() {
    let moment = "2026-11-29T19:17:26Z";
    let sources =
        json!([{"title": "A page", "date": "2023", "licence": "OGL"}, {"title": "Another", "date": "2021-05"}]);
    let (kept, _) = taken(json!({"last_modified": moment, "confirmed": true, "sources": sources})).await;
    assert_eq!((kept.source_date.unwrap().to_string().as_str(), kept.source_ids.len()), ("2023", 3));
    assert!(!kept.phones.is_empty() && kept.status == directory::Status::Check);
    let (kept, _) = taken(json!({ "last_modified": moment })).await;
    assert_eq!(kept.source_date, None, "a change is no source");
    let (kept, _) = taken(json!({"last_modified": moment, "assured_date": "2025-03-04"})).await;
    assert_eq!((kept.source_date.unwrap().to_string().as_str(), kept.assured_date), ("2025-03-04", None));
}

#[tokio::test]
async fn ids_that_fold_alike_stay_apart_in_whatever_order_they_come() {
    let place = Place::new().await;
    let club = |id: &str, hall: &str, road: &str, org: &str| {
        let mut club = service(id, json!({"organization": {"id": org, "name": org}}));
        club["service_at_locations"][0]["location"]["id"] = hall.into();
        club["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = road.into();
        club
    };
    let clubs =
        [club("club-one", "Hall A", "1 First Road", "Org 1"), club("club-two", "hall-a", "2 Second Road", "org-1")];
    import(&place, &clubs).await;
    let listed = place.listed().await;
    let road = |id: &str| {
        let service = listed.services.iter().find(|service| service.id == id).unwrap();
        let place = listed.locations.iter().find(|location| location.id == service.location_ids[0]).unwrap();
        (place.address_1.clone(), service.organization_id.clone())
    };
    assert_eq!((road("club-one").0.as_str(), road("club-two").0.as_str()), ("1 First Road", "2 Second Road"));
    assert_ne!(road("club-one").1, road("club-two").1);
    let [one, two] = clubs;
    assert_eq!(import(&place, &[two, one]).await.changes(), 0);
}

#[tokio::test]
async fn sheets_split_by_semicolons_tabs_or_a_named_sign_are_read() {
    for (sign, first) in [(";", ""), ("\t", ""), ("|", ""), (",", "sep=,\n"), (";", "sep=;\n"), (";", "\"sep=;\"\n")] {
        let place = Place::new().await;
        let options = sheet(&place, ROW);
        let text = std::fs::read_to_string(&options.source).unwrap().replace(',', sign);
        place.file("list.csv", format!("{first}{text}"));
        let report = place.import(&options).await.unwrap();
        assert_eq!(report.services(), (1, 0, 0, 0), "{sign:?} {first:?} {report}");
        place.file("list.csv", format!("{first}{}", text.replace("DY10 3ED", "DY10")));
        let decisions = Decisions { skip_refused: true, ..Decisions::default() };
        let report = place.import(&Options { decisions, ..options }).await.unwrap().to_string();
        let line = if first.is_empty() { 2 } else { 3 };
        assert!(report.contains(&format!("list.csv line {line}, column postcode")), "{report}");
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_page_is_named_by_its_record_and_in_lines_by_its_line() {
    let place = Place::new().await;
    let (right, wrong) = (service("bug-1234", json!({})), service("bug-5678", json!({"minimum_age": "many"})));
    let said = import(&place, &[right.clone(), wrong.clone()]).await.to_string();
    assert!(said.contains("refused: feed.json record 2, column minimum_age: 'many'"), "{said}");
    let file = place.file("feed.ndjson", format!("{right}\n\n{wrong}\n"));
    let said = place.import(&options(&file)).await.unwrap().to_string();
    assert!(said.contains("refused: feed.ndjson line 3, column minimum_age: 'many'"), "{said}");
}

#[tokio::test]
async fn somebody_elses_form_is_named_in_one_sentence() {
    let place = Place::new().await;
    let outpost = json!({"totalElements": 2, "content": [
        {"id": 1, "name": "Club", "locations": [{"address_1": "1 Road", "postal_code": "DY10 3ED"}]},
        {"id": 2, "name": "Other", "locations": []}]});
    let file = place.file("feed.json", outpost.to_string());
    let said = place.import(&options(&file)).await.unwrap_err();
    assert!(said.starts_with("feed.json: is not Open Referral: its places stand under `locations`"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[tokio::test]
async fn languages_and_what_a_building_has_are_kept_by_their_names_and_never_the_opposite() {
    let place = Place::empty().await;
    let with = |id: &str, access: Value| {
        service(
            id,
            json!({
                "languages": [{"code": "pol"}, {"name": "British Sign Language"}, {"language": "Urdu"}, {"name": "Elvish"}],
                "service_at_locations": [{"id": format!("at-{id}"), "location": {
                    "id": format!("hall-{id}"), "location_type": "physical", "name": format!("Hall {id}"),
                    "addresses": [{"address_1": "1 Road", "city": "Kidderminster", "postal_code": "DY10 3ED"}],
                    "accessibility": access,
                }}],
            }),
        )
    };
    let several = json!([{"description": "Lift"}, {"description": "Wheelchair access", "details": "Ramp at the side"}]);
    let none = json!([{"description": "No lift. There is no accessible toilet."}]);
    let report = import(&place, &[with("one", several), with("two", none)]).await;
    let listed = place.listed().await;
    let codes: Vec<_> = listed.services[0].languages.iter().map(|language| language.code()).collect();
    assert_eq!(codes, ["pl", "bfi", "ur"]);
    assert!(report.to_string().contains("the language 'Elvish'"), "{report}");
    let hall = |name: &str| listed.locations.iter().find(|hall| hall.name == name).unwrap();
    let one = hall("Hall one");
    assert_eq!(one.access, [directory::Access::Lift]);
    assert_eq!(one.accessibility, "Wheelchair access, Ramp at the side", "what is told of it may be that it is shut");
    let two = hall("Hall two");
    assert_eq!((two.access.len(), two.accessibility.as_str()), (0, "No lift. There is no accessible toilet."));
}
