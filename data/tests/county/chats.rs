//! Web chats, which a folder may have.

use crate::{county, read};
use directory::{Records, Service};

/// The services of the county once it has these rows of `chats.csv`.
fn with_chats(rows: &str) -> Result<Vec<Service>, Vec<directory::Problem>> {
    let mut folder = county();
    folder.insert("chats.csv", format!("service_id,url,hours_note,status,source_ids\n{rows}").into_bytes());
    Records::read(&folder).map(|records| records.listed.services)
}

#[test]
fn a_chat_belongs_to_its_service_and_is_a_way_to_reach_it() {
    let services = with_chats("childline,https://chat.example.org/,any time,check,\n").unwrap();
    let childline = services.iter().find(|service| service.id == *"childline").unwrap();
    assert_eq!(childline.chats[0].address.as_str(), "https://chat.example.org/");
    assert_eq!((childline.chats[0].hours_note.as_str(), childline.chats[0].confirmed), ("any time", false));
    let alone = Service { phones: Vec::new(), url: None, email: None, location_ids: Vec::new(), ..childline.clone() };
    assert!(alone.can_be_reached());
    assert!(alone.public_texts().any(|text| text == "https://chat.example.org/"));
}

#[test]
fn a_chat_that_leads_nowhere_is_named_with_its_line() {
    for (row, column) in
        [("childline,javascript:alert(1),,current,", "url"), ("nobody,https://a.example,,current,", "service_id")]
    {
        let problems = with_chats(&format!("{row}\n")).unwrap_err();
        let named = |p: &directory::Problem| p.file == "chats.csv" && p.line == 2 && p.column == column;
        assert!(problems.iter().any(named), "{row}: {problems:#?}");
    }
}

#[test]
fn a_folder_without_chats_is_whole_and_the_example_has_one() {
    assert!(!county().has("chats.csv"));
    let example = Records::read(&read("example").with_national(&read("national"))).unwrap();
    assert_eq!(example.listed.services.iter().map(|service| service.chats.len()).sum::<usize>(), 1);
}
