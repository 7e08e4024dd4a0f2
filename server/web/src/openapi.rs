//! The description of our answers for machines (OpenAPI 3.1), from the handlers themselves.

use super::state::AppState;
use exchange::oruk::ids::Id;
use serde_json::{Value, json};
use std::sync::OnceLock;
use utoipa::{
    OpenApi,
    openapi::{License, Server},
};

/// Where the feed stands.
const FEED: &str = "/oruk";
/// The profile of the standard and its version, as descriptions of a feed name it.
const PROFILE_VERSION: &str = "HSDS-UK-3.0";

/// Groups of addresses, in the order of the page for developers.
#[derive(OpenApi)]
#[openapi(
    tags(
        (name = "Search", description = "The search of the site, as JSON. A wrong value is left out and said, \
            never an error."),
        (name = "Open Referral UK", description = "Every record in the national standard for such \
            directories, Open Referral UK 3.0 (HSDS-UK). A wrong value is an error that says how to mend it."),
        (name = "Files", description = "The whole directory as a file, to keep."),
        (name = "Changes", description = "What is new or has changed, for feed readers."),
        (name = "Calendar", description = "When a service happens, for a calendar."),
        (name = "Watching", description = "For whoever keeps the site running."),
    )
)]
struct Groups;

/// A description that holds the groups and no address yet.
pub(crate) fn groups() -> utoipa::openapi::OpenApi {
    Groups::openapi()
}

/// What machines can ask for.
pub(crate) struct ApiDescription {
    api: utoipa::openapi::OpenApi,
    of_site: OnceLock<Value>,
    of_feed: OnceLock<Value>,
}

impl ApiDescription {
    /// Of these addresses.
    pub(crate) fn new(api: utoipa::openapi::OpenApi) -> Self {
        Self { api, of_site: OnceLock::new(), of_feed: OnceLock::new() }
    }

    /// As this site has them, with values to try that it holds itself; made when it is first asked for.
    pub(crate) fn of_site(&self, app: &AppState) -> &Value {
        self.of_site.get_or_init(|| describe(self.api.clone(), app))
    }

    /// Of the feed alone, with addresses as the standard names them: under the server `/oruk`. The validator of
    /// Open Referral UK takes the addresses that it asks from here.
    pub(crate) fn of_feed(&self, app: &AppState) -> &Value {
        self.of_feed.get_or_init(|| feed_alone(self.of_site(app), &app.public_url))
    }
}

fn describe(mut api: utoipa::openapi::OpenApi, app: &AppState) -> Value {
    let authority = &app.engine.catalogue.authority;
    let attributions: Vec<&str> = authority.attributions.iter().map(|line| line.text.as_str()).collect();
    api.info.title = format!("{}: open data", authority.site_name);
    api.info.description = Some(format!("{}\n\n{}", authority.notice, attributions.join("\n\n")));
    // What the macro found is the licence of the program and not of the records.
    api.info.license = authority.open_data.as_ref().map(|stated| {
        let mut licence = License::new(&stated.licence);
        licence.url.clone_from(&stated.licence_url);
        licence
    });
    api.info.contact = None;
    // Nobody needs a key.
    api.security = Some(Vec::new());
    api.servers = Some(vec![Server::new(&app.public_url)]);
    let mut described = serde_json::to_value(api).expect("the description is JSON by its own types");
    for (path, parameter, value) in real_values(app) {
        give_example(&mut described, path, parameter, &value);
    }
    described
}

fn feed_alone(of_site: &Value, public_url: &str) -> Value {
    let mut described = of_site.clone();
    let paths = of_site["paths"].as_object().into_iter().flatten();
    let of_feed = paths.filter_map(|(path, operations)| {
        let path = path.strip_prefix(FEED)?;
        Some((if path.is_empty() { "/".to_owned() } else { path.to_owned() }, operations.clone()))
    });
    described["paths"] = of_feed.collect::<serde_json::Map<_, _>>().into();
    described["servers"] = json!([{ "url": format!("{public_url}{FEED}") }]);
    described["info"]["x-hsds-version"] = PROFILE_VERSION.into();
    described
}

/// Of each parameter that takes only what the records hold, one such value.
fn real_values(app: &AppState) -> Vec<(&'static str, &'static str, String)> {
    let (catalogue, feed) = (&app.engine.catalogue, app.feed());
    let listed = &catalogue.listed;
    let services = || feed.services().map(|at| &listed.services[at as usize]);
    let with_times = services().find(|service| !service.schedules.is_empty());
    let at_place = feed.at_locations.first().map(|&at| &catalogue.entries[at as usize]);
    let at_place = at_place.and_then(|entry| {
        let location = &listed.locations[entry.location? as usize];
        Some(Id::service_at_location(listed.services[entry.service as usize].id.as_str(), location.id.as_str()))
    });
    let organization = feed.organizations.first().map(|&at| &listed.organizations[at as usize].id);
    let organization = organization.map(|id| Id::organization(id.as_str()).to_string());
    let service = services().next().map(|service| Id::service(service.id.as_str()).to_string());
    let taxonomy = feed.taxonomies.all.first().map(|taxonomy| taxonomy.id.to_string());
    let term = feed.taxonomies.terms.first().map(|term| term.id.to_string());
    let places = feed.at_locations.iter().filter_map(|&at| catalogue.entries[at as usize].location);
    let postcode = places.filter_map(|at| listed.locations[at as usize].postcode).next();
    let postcode = postcode.map(|postcode| postcode.to_string());
    let need = catalogue.terms.needs.first().map(|need| need.slug.to_string());
    let kind = catalogue.terms.kinds.first().map(|kind| kind.slug.to_string());
    let district = catalogue.authority.districts.first().map(|district| district.slug.to_string());
    [
        ("/oruk/services/{id}", "id", service),
        ("/oruk/service_at_locations/{id}", "id", at_place.map(|id| id.to_string())),
        ("/oruk/service_at_locations", "postcode", postcode.clone()),
        ("/oruk/organizations/{id}", "id", organization),
        ("/oruk/taxonomies/{id}", "id", taxonomy),
        ("/oruk/taxonomy_terms/{id}", "id", term),
        ("/services/{id}/sessions.ics", "id", with_times.map(|service| service.id.to_string())),
        ("/api/search", "near", postcode.clone()),
        ("/api/search", "need", need.clone()),
        ("/api/search", "kind", kind.clone()),
        ("/api/search", "district", district.clone()),
        ("/map.geojson", "near", postcode),
        ("/map.geojson", "need", need),
        ("/map.geojson", "kind", kind),
        ("/map.geojson", "district", district.clone()),
        ("/districts/{slug}/changes.atom", "slug", district),
    ]
    .into_iter()
    .filter_map(|(path, parameter, value)| Some((path, parameter, value?)))
    .collect()
}

/// Sets the example of one parameter.
fn give_example(described: &mut Value, path: &str, parameter: &str, value: &str) {
    let parameters = described["paths"][path]["get"]["parameters"].as_array_mut().into_iter().flatten();
    for found in parameters.filter(|found| found["name"] == parameter) {
        let many = found["schema"]["type"] == "array";
        found["example"] = if many { vec![value].into() } else { value.into() };
    }
}
