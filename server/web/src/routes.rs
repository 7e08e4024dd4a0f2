//! Every address that the site answers, by resource, but for the forms to the stewards, which stand in
//! `controllers::messages` since they write to the store. What machines can ask for is described where it
//! is handled (`routes!`); the rest are pages for people and files that browsers look for.

use crate::{
    Routes,
    assets::BASEMAP_ADDRESS,
    controllers::{
        basemap, booklet, built_files, changes, developers, districts, embed, health, holidays, home, hubs,
        information, manifest, map_page, needs, open_data, open_referral, places, professionals, search, security_txt,
        services, shortlist, sitemap, suggest, urgent, young_people,
    },
    openapi,
};
use axum::{response::Redirect, routing::get};
use exchange::oruk::entity::{Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes, and the description of those for machines.
pub(crate) fn all() -> (Routes, OpenApi) {
    OpenApiRouter::with_openapi(openapi::groups())
        .route("/", get(home::show))
        // A search.
        .route("/search", get(search::show))
        .routes(routes!(search::json))
        .routes(routes!(search::geojson))
        .routes(routes!(suggest::suggest))
        // Services and where they happen.
        .route("/services/{id}", get(services::show))
        .routes(routes!(services::sessions))
        .route("/places/{id}", get(places::show))
        .route("/hubs", get(hubs::show))
        .route("/districts", get(districts::list))
        .route("/districts/{slug}", get(districts::show))
        .route("/map", get(map_page::show))
        .route(BASEMAP_ADDRESS, get(basemap::show))
        // What troubles a family.
        .route("/needs", get(needs::list))
        .route("/needs/{slug}", get(needs::show))
        .route("/urgent", get(urgent::show))
        .route("/young-people", get(young_people::show))
        .route("/holiday-activities", get(holidays::show))
        // For people who work with families.
        .route("/professionals", get(professionals::show))
        .route("/professionals.txt", get(professionals::text))
        // Where the form stood before it answered by itself.
        .route("/professionals/family", get(async || Redirect::permanent("/professionals")))
        .route("/professionals/levels-of-need", get(professionals::levels_of_need))
        .route("/professionals/pathway", get(professionals::pathway))
        .route("/professionals/pathway/review.ics", get(professionals::review_days))
        .route("/shortlist", get(shortlist::show))
        .route("/shortlist.txt", get(shortlist::text))
        .route("/booklet", get(booklet::show_whole))
        .route("/booklet/{district}", get(booklet::show_district))
        // About the site.
        .route("/glossary", get(information::glossary))
        .route("/about", get(information::about))
        .route("/privacy", get(information::privacy))
        .route("/accessibility", get(information::accessibility))
        // For other sites and programs.
        .route("/embed", get(embed::show))
        .route("/open-data", get(open_data::show))
        .routes(routes!(open_data::csv))
        .routes(routes!(open_data::geo_json))
        .routes(routes!(open_data::open_referral))
        .routes(routes!(changes::of_all))
        .routes(routes!(changes::of_district))
        .routes(routes!(open_referral::about))
        .route("/oruk/", get(open_referral::about))
        .route("/oruk/openapi.json", get(developers::feed))
        // Some readers of the standard ask for lists with a slash at the end.
        .route("/oruk/services/", get(open_referral::list::<Service>))
        .route("/oruk/service_at_locations/", get(open_referral::list::<ServiceAtLocation>))
        .route("/oruk/organizations/", get(open_referral::list::<Organization>))
        .route("/oruk/taxonomies/", get(open_referral::list::<Taxonomy>))
        .route("/oruk/taxonomy_terms/", get(open_referral::list::<TaxonomyTerm>))
        .routes(open_referral::list_route::<Service>())
        .routes(open_referral::one_route::<Service>())
        .routes(open_referral::list_route::<ServiceAtLocation>())
        .routes(open_referral::one_route::<ServiceAtLocation>())
        .routes(open_referral::list_route::<Organization>())
        .routes(open_referral::one_route::<Organization>())
        .routes(open_referral::list_route::<Taxonomy>())
        .routes(open_referral::one_route::<Taxonomy>())
        .routes(open_referral::list_route::<TaxonomyTerm>())
        .routes(open_referral::one_route::<TaxonomyTerm>())
        .route("/developers", get(developers::show))
        .routes(routes!(developers::openapi))
        // For the program's keeper, browsers and search engines.
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .route("/assets/{file}", get(built_files::show))
        .route("/favicon.ico", get(built_files::icon))
        .route("/favicon.svg", get(built_files::icon))
        .route("/apple-touch-icon.png", get(built_files::icon))
        .route("/manifest.webmanifest", get(manifest::show))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::show))
        .route("/.well-known/security.txt", get(security_txt::show))
        .split_for_parts()
}
