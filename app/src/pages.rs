//! One function a page: from a ready model to the whole document.

mod error;
mod family;
mod home;
mod hubs;
mod need;
mod needs;
mod place;
mod search;
mod service;
mod urgent;

use crate::{
    document::document,
    model::{
        ErrorPage, FamilyPage, Head, HomePage, HubsPage, NeedPage, NeedsPage, PlacePage, SearchPage, ServicePage, Site,
        UrgentPage,
    },
};

/// The first page, `/`.
pub fn home(site: &Site, head: &Head, page: &HomePage) -> String {
    document(site, head, || home::page(site, page))
}

/// The answer to a search, `/search`.
pub fn search(site: &Site, head: &Head, page: &SearchPage) -> String {
    document(site, head, || search::page(site, page))
}

/// One service, `/services/{id}`.
pub fn service(site: &Site, head: &Head, page: &ServicePage) -> String {
    document(site, head, || service::page(site, page))
}

/// One building and all that happens in it, `/places/{id}`.
pub fn place(site: &Site, head: &Head, page: &PlacePage) -> String {
    document(site, head, || place::page(site, page))
}

/// The Family Hub locator, `/hubs`.
pub fn hubs(site: &Site, head: &Head, page: &HubsPage) -> String {
    document(site, head, || hubs::page(site, page))
}

/// All needs, `/needs`.
pub fn needs(site: &Site, head: &Head, page: &NeedsPage) -> String {
    document(site, head, || needs::page(page))
}

/// One need, `/needs/{slug}`.
pub fn need(site: &Site, head: &Head, page: &NeedPage) -> String {
    document(site, head, || need::page(site, page))
}

/// Urgent help, `/urgent`.
pub fn urgent(site: &Site, head: &Head, page: &UrgentPage) -> String {
    document(site, head, || urgent::page(page))
}

/// A whole family at once, `/professionals/family`.
pub fn family(site: &Site, head: &Head, page: &FamilyPage) -> String {
    document(site, head, || family::page(site, page))
}

/// Not found, too long, or something broke.
pub fn error(site: &Site, head: &Head, page: &ErrorPage) -> String {
    document(site, head, || error::page(site, page))
}
