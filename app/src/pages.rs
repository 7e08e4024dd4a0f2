//! One function a page: from a ready model to the whole document.

mod about;
mod accessibility;
mod add;
mod booklet;
mod developers;
mod districts;
mod embed;
mod error;
mod feedback;
mod glossary;
mod holidays;
mod home;
mod hubs;
mod levels;
mod map;
mod need;
mod needs;
mod open_data;
mod pathway;
mod place;
mod privacy;
mod professionals;
mod search;
mod service;
mod shortlist;
mod urgent;
mod young;

use crate::{
    document::{document, written},
    model::{
        AboutPage, AccessibilityPage, BookletPage, DevelopersPage, DistrictPage, DistrictsPage, ErrorPage,
        FeedbackPage, FeedbackSentPage, GlossaryPage, Head, HolidaysPage, HomePage, HubsPage, LevelsPage, MapPage,
        NeedPage, NeedsPage, OpenDataPage, PathwayPage, PlacePage, ProfessionalsPage, SearchPage, ServicePage,
        ShortlistPage, Site, UrgentPage, YoungPage,
    },
};

pub use embed::embed;

/// The first page, `/`.
pub fn home(site: &Site, head: &Head, page: &HomePage) -> String {
    document(site, head, || home::page(site, page))
}

/// The answer to a search, `/search`.
pub fn search(site: &Site, head: &Head, page: &SearchPage) -> String {
    written(site, head, search::page(site, page))
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

/// The map of the whole authority, `/map`.
pub fn map(site: &Site, head: &Head, page: &MapPage) -> String {
    document(site, head, || map::page(site, page))
}

/// All districts, `/districts`.
pub fn districts(site: &Site, head: &Head, page: &DistrictsPage) -> String {
    document(site, head, || districts::all(site, page))
}

/// One district, `/districts/{slug}`.
pub fn district(site: &Site, head: &Head, page: &DistrictPage) -> String {
    document(site, head, || districts::one(site, page))
}

/// All needs, `/needs`.
pub fn needs(site: &Site, head: &Head, page: &NeedsPage) -> String {
    document(site, head, || needs::page(site, page))
}

/// One need, `/needs/{slug}`.
pub fn need(site: &Site, head: &Head, page: &NeedPage) -> String {
    document(site, head, || need::page(site, page))
}

/// Urgent help, `/urgent`.
pub fn urgent(site: &Site, head: &Head, page: &UrgentPage) -> String {
    document(site, head, || urgent::page(page))
}

/// The page for a conversation with a family, `/professionals`.
pub fn professionals(site: &Site, head: &Head, page: &ProfessionalsPage) -> String {
    document(site, head, || professionals::page(site, page))
}

/// The levels of need, `/professionals/levels-of-need`.
pub fn levels(site: &Site, head: &Head, page: &LevelsPage) -> String {
    document(site, head, || levels::page(site, page))
}

/// The early help pathway, `/professionals/pathway`.
pub fn pathway(site: &Site, head: &Head, page: &PathwayPage) -> String {
    document(site, head, || pathway::page(page))
}

/// The files that anybody may take away, `/open-data`.
pub fn open_data(site: &Site, head: &Head, page: &OpenDataPage) -> String {
    document(site, head, || open_data::page(site, page))
}

/// The shortlist that goes home with a family, `/shortlist`.
pub fn shortlist(site: &Site, head: &Head, page: &ShortlistPage) -> String {
    document(site, head, || shortlist::page(site, page))
}

/// 'Is this right?' for a service or a place, `/feedback/services/{id}`.
pub fn feedback(site: &Site, head: &Head, page: &FeedbackPage) -> String {
    document(site, head, || feedback::form(site, page))
}

/// The thanks for it, at the same address.
pub fn feedback_sent(site: &Site, head: &Head, page: &FeedbackSentPage) -> String {
    document(site, head, || feedback::sent(page))
}

/// Holiday activities and food, `/holiday-activities`.
pub fn holidays(site: &Site, head: &Head, page: &HolidaysPage) -> String {
    document(site, head, || holidays::page(site, page))
}

/// The booklet to print, `/booklet` and `/booklet/{district}`.
pub fn booklet(site: &Site, head: &Head, page: &BookletPage) -> String {
    document(site, head, || booklet::page(site, page))
}

/// How other sites and programs use the directory, `/developers`.
pub fn developers(site: &Site, head: &Head, page: &DevelopersPage) -> String {
    document(site, head, || developers::page(page))
}

/// Not found, too long, or something broke.
pub fn error(site: &Site, head: &Head, page: &ErrorPage) -> String {
    document(site, head, || error::page(site, page))
}

/// For young people, `/young-people`.
pub fn young_people(site: &Site, head: &Head, page: &YoungPage) -> String {
    document(site, head, || young::page(site, page))
}

/// What words mean, `/glossary`.
pub fn glossary(site: &Site, head: &Head, page: &GlossaryPage) -> String {
    document(site, head, || glossary::page(site, page))
}

/// About this site, `/about`.
pub fn about(site: &Site, head: &Head, page: &AboutPage) -> String {
    document(site, head, || about::page(site, page))
}

/// What is and is not kept, `/privacy`.
pub fn privacy(site: &Site, head: &Head) -> String {
    document(site, head, || privacy::page(site))
}

/// The accessibility statement, `/accessibility`.
pub fn accessibility(site: &Site, head: &Head, page: &AccessibilityPage) -> String {
    document(site, head, || accessibility::page(site, page))
}

/// How to add a service, `/add-a-service`.
pub fn add_a_service(site: &Site, head: &Head) -> String {
    document(site, head, || add::page(site))
}
