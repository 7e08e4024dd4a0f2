//! Facts that were wrong once and must not come back.

use crate::county;
use directory::Records;

/// The county's children's company ended on 30 September 2024, and its addresses with it.
#[test]
fn no_record_names_the_company_that_ended_or_gives_an_address_of_it() {
    let records = Records::read(&county()).unwrap();
    for organization in &records.listed.organizations {
        assert!(!organization.name.contains("Children First"), "{}", organization.id);
    }
    for service in &records.listed.services {
        let said = [&service.name, &service.eligibility, &service.how_to_get_help, &service.summary];
        assert!(said.iter().all(|words| !words.contains("Children First")), "{}", service.id);
        let old_address = service.email.as_deref().is_some_and(|email| email.contains("worcschildrenfirst"));
        assert!(!old_address, "{} gives an address of it", service.id);
    }
}

/// The council's branch pages of June 2026.
#[test]
fn every_library_building_has_the_hours_of_june_2026_and_what_is_known_about_getting_in() {
    let records = Records::read(&county()).unwrap();
    let building = |id: &str| records.listed.locations.iter().find(|place| place.id.as_str() == id);
    let libraries = records.listed.services.iter().filter(|service| service.kind.as_str() == "library");
    let mut count = 0;
    for (library, building) in libraries.filter_map(|library| Some((library, building(library.id.as_str())?))) {
        assert!(!building.access.is_empty(), "{}", library.id);
        assert!(!library.schedules.is_empty(), "{}", library.id);
        let are_those =
            library.schedules.iter().all(|hours| hours.confirmed && ["staffed", ""].contains(&hours.note.as_str()));
        assert!(are_those, "{}", library.id);
        count += 1;
    }
    assert_eq!(count, 23);
}
