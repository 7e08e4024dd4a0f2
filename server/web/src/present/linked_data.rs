//! What programs may read of a page: schema.org's terms in JSON-LD 1.1. It has no words for a doubt, so only what
//! is confirmed is said, and nothing of a service that is sensitive or whose address is secret.

use super::service::is_sensitive;
use app::model::HubsPage;
use directory::{AgeRange, ForWhom, Frequency, Location, Organization, Schedule, Service};
use schedule::hours::weekday_name;
use search::{Engine, catalogue::Area};
use serde_json::{Map, Value, json};

/// A thing of schema.org: what is not known of it is left out.
struct Thing(Map<String, Value>);

impl Thing {
    fn new(sort: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), sort.into())]))
    }

    fn with(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
        self
    }

    fn with_text(self, name: &str, text: &str) -> Self {
        self.with(name, (!text.is_empty()).then_some(text))
    }

    fn with_all(self, name: &str, things: Vec<Value>) -> Self {
        self.with(name, (!things.is_empty()).then_some(things))
    }

    fn document(mut self) -> String {
        self.0.insert("@context".to_owned(), "https://schema.org".into());
        Value::Object(self.0).to_string()
    }
}

impl From<Thing> for Value {
    fn from(thing: Thing) -> Self {
        Self::Object(thing.0)
    }
}

/// What programs may read of a service; `None` where nothing may be said. `site` is the site's own address, where
/// it is known.
pub fn of_service(engine: &Engine, service: &Service, site: Option<&str>) -> Option<String> {
    if !service.is_confirmed() || !may_be_told(engine, service) {
        return None;
    }
    let catalogue = &engine.catalogue;
    let facts = &catalogue.facts[catalogue.service_position(service.id.as_str())?];
    let kind = catalogue.terms.kinds.iter().find(|kind| kind.slug == service.kind);
    let thing = Thing::new("Service")
        .with_text("name", &service.name)
        .with_text("description", &service.summary)
        .with("serviceType", kind.map(|kind| kind.label.as_str()))
        .with("url", site.map(|site| format!("{site}/services/{}", service.id)))
        .with("provider", catalogue.organization(service.organization_id.as_str()).map(provider))
        .with_all("areaServed", areas(engine, &facts.area))
        .with("audience", audience(service.ages))
        .with("availableChannel", channel(service))
        .with_all("hoursAvailable", line_hours(service));
    Some(thing.document())
}

/// What programs may read of a building; `None` where nothing may be said.
pub fn of_place(engine: &Engine, location: &Location, site: Option<&str>) -> Option<String> {
    let mut services = engine.catalogue.services_at(location.id.as_str());
    if !location.is_confirmed() || !services.all(|service| may_be_told(engine, service)) {
        return None;
    }
    let street: Vec<&str> =
        [&location.address_1, &location.address_2].into_iter().map(String::as_str).filter(|l| !l.is_empty()).collect();
    let address = Thing::new("PostalAddress")
        .with_text("streetAddress", &street.join(", "))
        .with_text("addressLocality", &location.town)
        .with("postalCode", location.postcode.map(|postcode| postcode.to_string()))
        .with_text("addressCountry", "GB");
    let geo = location.point.map(
        |point| json!({ "@type": "GeoCoordinates", "latitude": point.latitude(), "longitude": point.longitude() }),
    );
    let has = |label: &str| json!({ "@type": "LocationFeatureSpecification", "name": label, "value": true });
    let thing = Thing::new("Place")
        .with_text("name", &location.name)
        .with("url", site.map(|site| format!("{site}/places/{}", location.id)))
        .with("address", Some(address))
        .with("geo", geo)
        .with_all("amenityFeature", location.access.iter().map(|access| has(access.label())).collect());
    Some(thing.document())
}

/// What programs may read of the Family Hub locator: the confirmed hubs and centres in their order. Only with the
/// site's own address, since a list is of addresses.
pub fn of_hubs(page: &HubsPage, site: Option<&str>) -> Option<String> {
    let site = site?;
    let hubs = page.sections.iter().flat_map(|section| &section.hubs).filter(|hub| hub.listing.confirmed);
    let item = |(position, hub): (u32, &app::model::Hub)| {
        let address = format!("{site}/services/{}", hub.listing.id);
        json!({ "@type": "ListItem", "position": position, "name": hub.listing.name, "url": address })
    };
    let items: Vec<Value> = (1..).zip(hubs).map(item).collect();
    (!items.is_empty()).then(|| Thing::new("ItemList").with_all("itemListElement", items).document())
}

/// Whether a service may be told of to everybody's machines.
fn may_be_told(engine: &Engine, service: &Service) -> bool {
    !is_sensitive(engine, service) && !service.confidential_address && service.for_whom != ForWhom::WorriedAboutSelf
}

fn provider(organization: &Organization) -> Thing {
    Thing::new("Organization").with_text("name", &organization.name).with("url", organization.url.as_deref())
}

/// The authority or its districts by name; nothing for the whole country, which no record names.
fn areas(engine: &Engine, area: &Area) -> Vec<Value> {
    let authority = &engine.catalogue.authority;
    let names: Vec<&str> = match area {
        Area::Nation => Vec::new(),
        Area::County => vec![&authority.name],
        Area::Districts(districts) => {
            districts.iter().map(|at| authority.districts[usize::from(*at)].name.as_str()).collect()
        }
    };
    names.into_iter().map(|name| json!({ "@type": "AdministrativeArea", "name": name })).collect()
}

fn audience(ages: AgeRange) -> Option<Thing> {
    let people =
        Thing::new("PeopleAudience").with("suggestedMinAge", ages.minimum()).with("suggestedMaxAge", ages.maximum());
    ages.is_stated().then_some(people)
}

/// How it is reached: its page, and the number that is confirmed.
fn channel(service: &Service) -> Option<Thing> {
    let phone =
        service.confirmed_phone().map(|phone| json!({ "@type": "ContactPoint", "telephone": phone.number.as_str() }));
    let known = phone.is_some() || service.url.is_some();
    known.then(|| Thing::new("ServiceChannel").with("servicePhone", phone).with("serviceUrl", service.url.as_deref()))
}

/// The hours of its line or office that hold every week, as they stand: none with a remark, which programs could
/// not read.
fn line_hours(service: &Service) -> Vec<Value> {
    let holds = |schedule: &&Schedule| {
        let weekly = schedule.frequency == Some(Frequency::Weekly) && schedule.interval <= 1;
        schedule.location_id.is_none() && schedule.confirmed && weekly && schedule.note.is_empty()
    };
    let hours = |schedule: &Schedule| {
        let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        let (opens, closes) = (time(schedule.opens_at?), time(schedule.closes_at?));
        let days: Vec<&str> = schedule.days.iter().map(|day| weekday_name(*day)).collect();
        let specification = Thing::new("OpeningHoursSpecification")
            .with("dayOfWeek", Some(days))
            .with("opens", Some(opens))
            .with("closes", Some(closes))
            .with("validFrom", schedule.valid_from.map(|day| day.to_string()))
            .with("validThrough", schedule.valid_to.map(|day| day.to_string()));
        (!schedule.days.is_empty()).then(|| specification.into())
    };
    service.schedules.iter().filter(holds).filter_map(hours).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county;

    const SITE: Option<&str> = Some("https://help.example.org");

    fn told(engine: &Engine, id: &str) -> Option<Value> {
        let said = of_service(engine, engine.catalogue.service(id).unwrap(), SITE)?;
        Some(serde_json::from_str(&said).unwrap())
    }

    #[test]
    fn a_service_says_what_its_record_holds_and_no_more() {
        let engine = county::engine();
        let said = told(engine, "education-engagement-team").unwrap();
        let service = engine.catalogue.service("education-engagement-team").unwrap();
        assert_eq!((&said["@context"], &said["@type"]), (&json!("https://schema.org"), &json!("Service")));
        assert_eq!(said["name"], json!(service.name));
        assert_eq!(said["url"], json!("https://help.example.org/services/education-engagement-team"));
        assert_eq!(said["areaServed"], json!([{ "@type": "AdministrativeArea", "name": "Worcestershire" }]));
        let phone = service.confirmed_phone().unwrap().number.as_str();
        assert_eq!(said["availableChannel"]["servicePhone"]["telephone"], json!(phone));
        let known = [
            "@context",
            "@type",
            "name",
            "description",
            "serviceType",
            "url",
            "provider",
            "areaServed",
            "audience",
            "availableChannel",
            "hoursAvailable",
        ];
        assert!(said.as_object().unwrap().keys().all(|name| known.contains(&name.as_str())), "{said}");
    }

    #[test]
    fn nothing_is_said_of_what_is_sensitive_secret_or_not_confirmed() {
        let engine = county::engine();
        for service in &engine.catalogue.listed.services {
            let Some(said) = of_service(engine, service, SITE) else { continue };
            assert!(
                service.is_confirmed() && !is_sensitive(engine, service) && !service.confidential_address,
                "{said}"
            );
            for phone in service.phones.iter().filter(|phone| !phone.confirmed) {
                let same = service.phones.iter().any(|other| other.confirmed && other.number == phone.number);
                assert!(same || !said.contains(phone.number.as_str()), "{} in {said}", phone.number);
            }
        }
        for id in ["wmwa-refuge-worcestershire", "childline", "samaritans"] {
            let Some(service) = engine.catalogue.service(id) else { continue };
            assert_eq!(of_service(engine, service, SITE).is_some(), may_be_told(engine, service), "{id}");
        }
        let sensitive = engine.catalogue.listed.services.iter().filter(|service| is_sensitive(engine, service));
        assert!(sensitive.clone().count() > 10);
        assert!(sensitive.map(|service| of_service(engine, service, SITE)).all(|said| said.is_none()));
    }

    #[test]
    fn a_building_is_told_of_only_where_its_address_is_confirmed() {
        let engine = county::engine();
        let mut told = 0;
        for location in &engine.catalogue.listed.locations {
            let Some(said) = of_place(engine, location, SITE) else { continue };
            let said: Value = serde_json::from_str(&said).unwrap();
            assert!(location.is_confirmed(), "{said}");
            assert_eq!(said["geo"]["latitude"].as_f64(), location.point.map(|point| point.latitude()));
            assert_eq!(said["address"]["postalCode"].as_str(), location.postcode.map(|p| p.to_string()).as_deref());
            told += 1;
        }
        assert!(told > 0);
    }
}
