//! Opening times as other directories give them: in rows, as sentences, by day of the week.

use super::*;

/// The schedules of a service that gives its hours as one text, each in a line with its note.
async fn of_text(text: &str) -> Vec<String> {
    let (kept, _) = taken(json!({ "schedules": [{ "description": text }] })).await;
    kept.schedules.iter().map(|row| format!("{} {}", line(row), row.note).trim().to_owned()).collect()
}

#[tokio::test]
async fn hours_given_as_a_sentence_become_days_and_times() {
    for (text, expected) in [
        (
            "Mon - Thurs 9:15 AM – 4:45 PM; Fri 9:15 AM – 1 PM",
            &["Mon,Tue,Wed,Thu [] 09:15-16:45", "Fri [] 09:15-13:00"][..],
        ),
        ("Fri & Sat 8pm til 2am", &["Fri,Sat [] 20:00-23:59", "Sat,Sun [] 00:00-02:00"]),
        ("Weds 10 to noon, 1 to 3", &["Wed [] 10:00-12:00", "Wed [] 13:00-15:00"]),
        ("9.30–11.30am Tuesdays (term time only)", &["Tue [] 09:30-11:30 Term time only"]),
        ("11.30-1.30pm Mon/Wed/Fri", &["Mon,Wed,Fri [] 11:30-13:30"]),
        (
            "Every Mon 7-8.30pm except bank hols; 2nd Sat 10am-12 midday",
            &["Mon [] 19:00-20:30 Except bank hols", "Sat [2] 10:00-12:00"],
        ),
        (
            "Lines open 24/7 apart from Xmas day. Office by appointment",
            &["Mon,Tue,Wed,Thu,Fri,Sat,Sun [] 00:00-23:59 Lines open. Apart from Xmas day. Office by appointment"],
        ),
        ("Alternate Mondays 10-12", &[" [] ?-? Alternate Mondays 10-12"]),
    ] {
        let expected: Vec<&str> = expected.iter().map(|row| row.trim()).collect();
        assert_eq!(of_text(text).await, expected, "{text}");
    }
    // The hours of a line are not those of the door.
    let at = |text: &str| {
        json!([{"id": "sal", "schedules": [{"description": text}], "location": {"id": "loc-12", "name": "Hall",
        "addresses": [{"address_1": "1 Road", "city": "Kidderminster", "postal_code": "DY10 3ED"}]}}])
    };
    let (kept, _) = taken(json!({ "service_at_locations": at("Lines open 24/7") })).await;
    assert_eq!(kept.schedules[0].location_id, None);
    let (kept, report) = taken(json!({ "service_at_locations": at("Open 24/7") })).await;
    assert!(kept.schedules[0].location_id.is_some());
    assert!(!report.to_string().contains("not taken over"), "{report}");
    let (_, report) = taken(json!({"schedules": [{"description": "Alternate Mondays 10-12"}]})).await;
    let told = "not taken over: days and times of 'Alternate Mondays 10-12', which stay words, of 'Northfield club'";
    assert!(report.to_string().contains(told), "{report}");
}

#[tokio::test]
async fn what_is_said_of_one_places_hours_stays_with_that_place() {
    let at = |id: &str, text: &str| {
        json!({"id": format!("sal-{id}"), "schedules": [{"description": text}], "location": {"id": id, "name": id,
        "addresses": [{"address_1": format!("{} Road", id.len()), "city": "Kidderminster", "postal_code": "DY10 3ED"}]}})
    };
    let places = json!([at("loc-a", "Mon 9am-5pm"), at("loc-bb", "Tue 9am-5pm. Closed on Saturday.")]);
    let (kept, _) = taken(json!({ "service_at_locations": places })).await;
    let said: Vec<(String, &str)> = kept.schedules.iter().map(|row| (line(row), row.note.as_str())).collect();
    assert_eq!(said, [("Mon [] 09:00-17:00".into(), ""), ("Tue [] 09:00-17:00".into(), "Closed on Saturday.")]);
}

#[tokio::test]
async fn rows_of_the_standard_keep_their_local_times_dates_and_days_of_the_month() {
    let dates = |row: &Schedule| [row.valid_from, row.valid_to].map(|day| day.map(|day| day.to_string()));
    let (kept, _) = taken(json!({"schedules": [{"freq": "WEEKLY", "byday": ["MO", "WE"], "opens_at": "10:00:00Z",
        "closes_at": "12:30:00Z", "dtstart": "2026-09-07", "until": "2026-12-18"}]}))
    .await;
    assert_eq!(line(&kept.schedules[0]), "Mon,Wed [] 10:00-12:30", "a Z moves nothing, in summer neither");
    assert_eq!(dates(&kept.schedules[0]), [Some("2026-09-07".into()), Some("2026-12-18".into())]);
    let monthly = json!([{"freq": "MONTHLY", "byday": "1TU,3TU", "opens_at": "13:00", "closes_at": "15:00"}]);
    assert_eq!(lines_of(monthly).await, ["Tue [1, 3] 13:00-15:00"]);
    let (kept, _) = taken(
        json!({"schedules": [{"freq": "MONTHLY", "bymonthday": "-1", "opens_at": "18:00", "closes_at": "19:30"}]}),
    )
    .await;
    assert_eq!(line(&kept.schedules[0]), " [] 18:00-19:30");
    assert_eq!(
        (kept.schedules[0].note.as_str(), kept.schedules[0].frequency),
        ("On the last day of the month.", Some(Frequency::Monthly))
    );
    let always =
        json!({"valid_from": "2026-09-01", "byday": "SU,MO,TU,WE,TH,FR,SA", "opens_at": "00:00", "closes_at": "24:00"});
    let (kept, _) = taken(json!({ "schedules": [always] })).await;
    assert_eq!(kept.schedules[0].frequency, Some(Frequency::Weekly), "every day of the week is every week");
    assert!(line(&kept.schedules[0]).ends_with("00:00-23:59"));
    let fraction = json!([{"byday": "SA", "opens_at": "0.395833333", "closes_at": "0.5"}]);
    assert_eq!(lines_of(fraction).await, ["Sat [] 09:30-12:00"]);
    let event = "DTSTART:20261105T183000\nDTEND:20261105T200000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270325T235959";
    let (kept, _) = taken(json!({"schedules": [{ "description": event }]})).await;
    assert_eq!((line(&kept.schedules[0]).as_str(), kept.schedules[0].interval), ("Thu [] 18:30-20:00", 2));
    assert_eq!(dates(&kept.schedules[0]), [Some("2026-11-05".into()), Some("2027-03-25".into())]);
}

#[tokio::test]
async fn a_sheet_may_give_its_hours_in_one_column_or_by_day() {
    let place = Place::new().await;
    let mapping = "[columns]\nid = \"Ref\"\nname = \"Title\"\norganization = \"Title\"\npostcode = \"Postcode\"\n\
                   opening_hours = \"Hours\"\nmonday = \"Monday\"\ntuesday = \"Tuesday\"\nwednesday = \"Wednesday\"\n\
                   thursday = \"Thursday\"\nfriday = \"Friday\"\nsaturday = \"Saturday\"\nsunday = \"Sunday\"\n\
                   [defaults]\narea = \"county\"\nneeds = \"baby-groups\"\n";
    let header = "Ref,Title,Postcode,Hours,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday";
    let rows = "desk-1,Desk one,DY10 3ED,,0900-1700,0900-1900,CLOSED,0900-1700,0900-1600,,n/a\n\
                desk-2,Desk two,DY10 3ED,Mon-Fri 9am-5pm; Sat 10-12,,,,,,,\n\
                desk-3,Desk three,DY10 3ED,,9am-1pm,by appointment,9am-1pm,,,,\n";
    let source = place.file("desks.csv", format!("{header}\n{rows}"));
    let given = Options { mapping: Some(place.file("m.toml", mapping).into()), ..options(&source) };
    let report = place.import(&given).await.unwrap();
    let times = async |id: &str| {
        let kept = place.service(id).await.unwrap_or_else(|| panic!("{report}"));
        kept.schedules.iter().map(|row| format!("{} {}", line(row), row.note).trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        times("desk-1").await,
        ["Mon,Thu [] 09:00-17:00 Closed on Wednesday.", "Tue [] 09:00-19:00", "Fri [] 09:00-16:00"]
    );
    assert_eq!(times("desk-2").await, ["Mon,Tue,Wed,Thu,Fri [] 09:00-17:00", "Sat [] 10:00-12:00"]);
    assert_eq!(times("desk-3").await, ["[] ?-? Tuesday by appointment", "Mon,Wed [] 09:00-13:00"]);
    assert!(report.to_string().contains("days and times of 'Tuesday by appointment', which stay words"), "{report}");
}
