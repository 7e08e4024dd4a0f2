//! A record as a form holds it says what the tables say, and a wrong value what the check says.

use super::county;
use directory::{FieldProblem, Listed, RecordForm, Records, Service};
use std::sync::LazyLock;

static RECORDS: LazyLock<Records> = LazyLock::new(|| Records::read(&county()).unwrap());

fn read(form: &RecordForm) -> Result<Listed, Vec<FieldProblem>> {
    form.read(&RECORDS.listed, &RECORDS.authority, &RECORDS.terms)
}

fn service(fits: impl Fn(&Service) -> bool) -> RecordForm {
    RecordForm::of_service(RECORDS.listed.services.iter().find(|service| fits(service)).unwrap())
}

/// What is wrong after these fields were typed.
fn wrong(mut form: RecordForm, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    form.take(typed.iter().copied());
    let problems = read(&form).unwrap_err();
    problems.iter().map(|problem| (problem.field.clone().unwrap_or_default(), problem.to_string())).collect()
}

#[test]
fn every_record_of_the_county_comes_out_of_its_form_as_it_went_in() {
    let Listed { sources, organizations, locations, services } = &RECORDS.listed;
    for one in services {
        assert_eq!(read(&RecordForm::of_service(one)).unwrap().services, vec![one.clone()]);
    }
    for one in organizations {
        assert_eq!(read(&RecordForm::of_organization(one)).unwrap().organizations, vec![one.clone()]);
    }
    for one in locations {
        assert_eq!(read(&RecordForm::of_location(one)).unwrap().locations, vec![one.clone()]);
    }
    for one in sources {
        assert_eq!(read(&RecordForm::of_source(one)).unwrap().sources, vec![one.clone()]);
    }
}

#[test]
fn what_is_typed_is_taken_and_what_is_not_sent_stays() {
    let mut form = service(|service| service.phones.len() == 2);
    let numbers = form.parts[0].rows.clone();
    let typed = [
        ("summary", " Two lines\r\nof text "),
        ("id", "another"),
        ("colour", "red"),
        ("phones.1.remove", "yes"),
        ("phones.5.number", " 01905  520032 "),
        ("phones.5.status", "check"),
        ("phones.9999999.number", "1"),
        ("cats.0.number", "1"),
        ("phones.x.number", "1"),
    ];
    form.take(typed.into_iter());
    let service = read(&form).unwrap().services.remove(0);
    assert_eq!((service.summary.as_str(), &service.id), ("Two lines\nof text", &form.id));
    let kept: Vec<&str> = service.phones.iter().map(|phone| phone.number.as_str()).collect();
    assert_eq!(kept, [numbers[0][0].as_str(), "01905 520032"]);
}

#[test]
fn a_wrong_value_is_told_at_its_field_in_the_words_of_the_check() {
    let hub = || service(|service| service.id.as_str() == "worcestershire-family-hubs");
    assert_eq!(
        wrong(hub(), &[("kind", "castle"), ("name", "")]),
        [("name".to_owned(), "is empty. To mend it: fill it in, or take the row out.".to_owned())],
        "what cannot be read is told first"
    );
    let known = wrong(hub(), &[("kind", "castle"), ("organization_id", "nobody")]);
    assert_eq!(
        known[0],
        ("kind".into(), "'castle' is not a kind we know. To mend it: use a slug of kinds.csv.".into())
    );
    assert_eq!(known[1].0, "organization_id");
    let row = wrong(hub(), &[("phones.4.number", "01905"), ("phones.4.status", "check")]);
    assert_eq!(row.len(), 1);
    assert!(row[0].0 == "phones.4.number" && row[0].1.starts_with("'01905' is not a telephone number."), "{row:?}");
    let times = [("schedules.2.byday", "MO"), ("schedules.2.opens_at", "12:00"), ("schedules.2.closes_at", "9am")];
    let times = wrong(hub(), &[&times[..], &[("schedules.2.status", "check")]].concat());
    assert_eq!(times[0].0, "schedules.2.closes_at");
    let place = wrong(hub(), &[("service_at_locations.3.location_id", "nowhere")]);
    assert_eq!(place[0].0, "service_at_locations.3.location_id");
    assert!(place[0].1.contains("is not in locations.csv"), "{place:?}");
}

#[test]
fn an_address_that_must_stay_secret_is_refused_whoever_types_it() {
    let refuge = service(|service| service.confidential_address);
    let place = wrong(refuge.clone(), &[("service_at_locations.0.location_id", "cranham-primary-school")]);
    assert!(place[0].1.contains("has a confidential address and so no place"), "{place:?}");
    let typed = [("confidential_address", "no"), ("service_at_locations.0.location_id", "cranham-primary-school")];
    let door = wrong(refuge, &typed);
    assert!(door.iter().any(|(field, said)| field.is_empty() && said.contains("about abuse")), "{door:?}");
}

#[test]
fn the_name_of_an_organisation_is_read_with_the_services_that_it_runs() {
    let open =
        RECORDS.listed.services.iter().find(|service| {
            !service.location_ids.is_empty() && !RECORDS.authority.public_addresses.contains(&service.id)
        });
    let owner = &open.unwrap().organization_id;
    let owner = RECORDS.listed.organizations.iter().find(|one| one.id == *owner).unwrap();
    let said = wrong(RecordForm::of_organization(owner), &[("name", "Refuge from domestic abuse")]);
    assert!(said[0].0.is_empty() && said[0].1.contains("about abuse and has a place"), "{said:?}");
}
