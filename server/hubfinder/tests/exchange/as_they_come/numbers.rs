//! Telephone numbers as other directories give them.

use super::*;

#[tokio::test]
async fn numbers_of_everybody_who_answers_are_kept_and_a_fax_is_never_rung() {
    let (kept, report) = taken(json!({"phones": [
        {"number": "07700 900123", "type": "text"}, {"number": "01632 960002", "type": "fax"},
        {"number": "01632 960003", "type": "textphone"}, {"number": "01632 960001", "type": "voice"}]}))
    .await;
    let numbers: Vec<(&str, bool)> =
        kept.phones.iter().map(|phone| (phone.number.as_str(), phone.takes_texts)).collect();
    assert_eq!(numbers, [("01632 960001", false), ("07700 900123", true), ("01632 960003", false)]);
    assert!(!kept.phones[1].rings() && kept.phones[2].label == "textphone");
    assert!(
        report.to_string().contains("not taken over: the fax number 01632 960002, of 'Northfield club'"),
        "{report}"
    );

    let address = json!([{"address_1": "1 Road", "city": "Kidderminster", "postal_code": "DY10 3ED"}]);
    let (kept, _) = taken(json!({
        "phones": [], "contacts": [{"name": "Ann Person", "phones": [{"number": "01632 960012"}]}],
        "organization": {"id": "bug-org", "name": "Northfield Trust", "phones": [{"number": "01632 960011"}]},
        "service_at_locations": [{"id": "sal", "phones": [{"number": "01632 960013"}],
            "contacts": [{"phones": [{"number": "01632 960014"}]}],
            "location": {"id": "loc-pw", "name": "Hall", "phones": [{"number": "01632 960015"}], "addresses": address}}]
    }))
    .await;
    let numbers: Vec<&str> = kept.phones.iter().map(|phone| phone.number.as_str()).collect();
    assert_eq!(numbers, ["01632 960012", "01632 960013", "01632 960014", "01632 960015"]);
    let (kept, _) = taken(json!({"phones": [{"number": "01632 960003", "type": "fax"}],
        "organization": {"id": "bug-org", "name": "Northfield Trust", "phones": [{"number": "01632 960011"}]}}))
    .await;
    assert_eq!(kept.phones[0].number.as_str(), "01632 960011", "the organisation's as a last resort");
}

#[tokio::test]
async fn tables_of_the_standard_keep_the_numbers_of_contacts_places_and_organisations() {
    let place = Place::new().await;
    for (name, text) in [
        ("organizations.csv", "id,name,url\n1,Hall Trust,\n2,Desk Trust,\n"),
        (
            "services.csv",
            "id,organization_id,name,description,status\n77,1,Monday toddlers,Play.,active\n78,2,Advice,Ask.,active\n79,1,Chess,Play.,active\n",
        ),
        ("locations.csv", "id,name,latitude,longitude\n5,Village Hall,,\n"),
        ("physical_addresses.csv", "id,location_id,address_1,city,postal_code\n1,5,1 Road,Kidderminster,DY10 3ED\n"),
        ("services_at_location.csv", "id,service_id,location_id\n1,77,5\n2,78,5\n"),
        ("service_areas.csv", "id,service_id,name\n1,79,Worcestershire\n"),
        ("contacts.csv", "id,service_id,name\nc1,78,Ann Person\n"),
        (
            "phones.csv",
            "id,location_id,service_id,organization_id,contact_id,number,type\n1,5,,,,01632 960001,voice\n\
             2,,,1,,01632 960002,voice\n3,,77,,,01632 960003,fax\n4,,,,c1,01632 960004,voice\n",
        ),
        (
            "regular_schedules.csv",
            "id,service_id,location_id,service_at_location_id,weekday,opens_at,closes_at\n1,77,5,,Monday,09:30,11:30\n\
             2,77,5,,Wednesday,14:00,16:00\n3,77,5,,Friday,01:00 PM,03:00 PM\n",
        ),
    ] {
        place.file(&format!("w11/{name}"), text);
    }
    let source = place.dir.path().join("w11");
    let mapping = place.file("m.toml", "[defaults]\nneeds = \"baby-groups\"\n");
    let given = Options { mapping: Some(mapping.into()), ..options(source.to_str().unwrap()) };
    let report = place.import(&given).await.unwrap();
    let numbers = async |id: &str| {
        let kept = place.service(id).await.unwrap();
        kept.phones.iter().map(|phone| phone.number.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("neighbours-77").await, ["01632 960001"], "{report}");
    assert_eq!(numbers("neighbours-78").await, ["01632 960004", "01632 960001"]);
    assert_eq!(numbers("neighbours-79").await, ["01632 960002"]);
    let times: Vec<String> = place.service("neighbours-77").await.unwrap().schedules.iter().map(line).collect();
    assert_eq!(times, ["Mon [] 09:30-11:30", "Wed [] 14:00-16:00", "Fri [] 13:00-15:00"]);
    assert!(report.to_string().contains("the fax number 01632 960003"), "{report}");

    // A wrong cell is named in its own table.
    place.file(
        "w11/physical_addresses.csv",
        "id,location_id,address_1,city,postal_code\n1,5,1 Road,Kidderminster,DY10\n",
    );
    let report = place.import(&given).await.unwrap().to_string();
    assert!(report.contains("physical_addresses.csv line 2, column postcode: 'DY10'"), "{report}");
    assert!(!report.contains("added"), "what was not written was not added: {report}");
}

#[tokio::test]
async fn telephone_numbers_in_every_form_come_in_and_words_are_told() {
    for (text, expected) in [
        ("+44 01632 960001", "01632 960001"),
        ("0044 1632 960001", "01632 960001"),
        ("\"+44 1632 960001\"", "01632 960001"),
        ("01632\u{2013}960001", "01632 960001"),
        ("01632\u{200b}960001", "01632960001"),
        ("Tel: 01632 960001", "01632 960001"),
        ("Text: 07700 900123", "07700 900123"),
        ("01632 960001 (option 2)", "01632 960001"),
        ("18001 01632 960001", "01632960001"),
        ("01632 960001 / 01632 960002", "01632 960001"),
        ("0845 46 47", "0845 46 47"),
    ] {
        let (kept, _) = taken(json!({"phones": [{"number": text}]})).await;
        assert_eq!(kept.phones[0].number.as_str(), expected, "{text}");
    }
    for text in ["N/A", "TBC"] {
        let (kept, report) = taken(json!({"phones": [{"number": text}]})).await;
        assert!(kept.phones.is_empty());
        assert!(
            report.to_string().contains(&format!("not taken over: '{text}', which is no telephone number")),
            "{report}"
        );
    }
    let place = Place::new().await;
    for text in ["07787 51295", "0300 123 456", "9260297961", "İİİİİİ ext 12"] {
        let report = import(&place, &[service("bug-1234", json!({"phones": [{"number": text}]}))]).await.to_string();
        assert!(
            report.contains("feed.json record 1, column phone:") && report.contains("is not a telephone number"),
            "{report}"
        );
    }
}

#[tokio::test]
async fn each_number_of_a_value_is_rung_texted_or_left_as_its_words_say() {
    for (text, rung, texted) in [
        ("(01632) 960 147", &["01632960147"][..], None),
        ("+44 (0)1632 960 832", &["01632960832"], None),
        ("01632.960.415", &["01632960415"], None),
        ("01632 960618 ext. 204, ask for Jo", &["01632960618"], None),
        ("01632 960111/2", &["01632960111", "01632960112"], None),
        ("07700 900263 or after 6pm 01632 960 113", &["07700900263", "01632960113"], None),
        ("Text SHOUT to 85258", &[], Some("85258")),
        ("Fax: 01632 960555", &[], None),
        ("Tel 01632 960556 Fax 01632 960557", &["01632960556"], None),
        ("oh eight hundred, double one double one", &[], None),
        ("O1632 96O 294", &["01632960294"], None),
        ("1632960477", &["01632960477"], None),
        ("0808\u{a0}157\u{2011}0191 (freephone, option 2), minicom 18001 then the number", &["08081570191"], None),
    ] {
        let (kept, report) = taken(json!({"phones": [{"number": text}]})).await;
        let of = |rings: bool| {
            let phones = kept.phones.iter().filter(move |phone| phone.rings() == rings);
            phones.map(|phone| phone.number.digits()).collect::<Vec<_>>()
        };
        assert_eq!(
            (of(true), of(false)),
            (rung.iter().map(|it| (*it).to_owned()).collect(), texted.map(str::to_owned).into_iter().collect()),
            "{text}: {report}"
        );
    }
    let (kept, _) = taken(json!({"phones": [{"number": "Text SHOUT to 85258"}]})).await;
    assert_eq!(kept.phones[0].word_to_text(), Some("SHOUT"));
    let place = Place::new().await;
    for text in ["1.63296E+09", "Registered charity 1080418, VAT 960 1234 77"] {
        let report = import(&place, &[service("bug-1234", json!({"phones": [{"number": text}]}))]).await.to_string();
        assert!(report.contains("column phone:"), "{text}: {report}");
    }
}
