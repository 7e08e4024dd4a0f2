//! Pages: each is a component, and a function that renders it and the document around it to a string.

mod about;
mod accessibility;
mod booklet;
mod county_map;
mod desk;
mod developers;
mod districts;
mod embed;
mod error;
mod glossary;
mod holidays;
mod home;
mod hubs;
mod levels;
mod message;
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
#[cfg(test)]
mod tests;
mod urgent;
mod young;

use crate::{
    document::{Document, render_document},
    model::{
        AboutPage, AccessibilityPage, BookletPage, DevelopersPage, DistrictPage, DistrictsPage, ErrorPage,
        FeedbackPage, GlossaryPage, Head, HolidaysPage, HomePage, HubsPage, LevelsPage, MapPage, MessageForm,
        MessageSentPage, NeedPage, NeedsPage, OpenDataPage, PathwayPage, PlacePage, ProfessionalsPage, SearchPage,
        ServicePage, ShortlistPage, Site, UrgentPage, YoungPage,
    },
};
use leptos::prelude::*;

pub use desk::{
    desk_account, desk_code, desk_end_account, desk_enter, desk_invited, desk_leave, desk_notice, desk_people,
    desk_recovery, desk_second, desk_sign_in, desk_work,
};
pub use embed::embed;

use about::About;
use accessibility::Accessibility;
use booklet::Booklet;
use county_map::Map;
use developers::Developers;
use districts::{District, Districts};
pub(crate) use error::ErrorMessage;
use glossary::Glossary;
use holidays::Holidays;
use home::Home;
use hubs::Hubs;
use levels::Levels;
use message::{AddService, Feedback, Letter, MessageThanks};
use need::Need;
use needs::Needs;
use open_data::OpenData;
use pathway::Pathway;
use place::Place;
use privacy::Privacy;
use professionals::Professionals;
use search::Search;
use service::Service;
use shortlist::Shortlist;
use urgent::Urgent;
use young::YoungPeople;

/// Renders the document around the main part of a page.
fn render<V: IntoView>(site: &Site, head: &Head, main: impl FnOnce() -> V) -> String {
    render_document(|| view! { <Document site head main=main() /> })
}

/// The first page, `/`.
pub fn home(site: &Site, head: &Head, page: &HomePage) -> String {
    render(site, head, || view! { <Home site page /> })
}

/// The answer to a search, `/search`.
pub fn search(site: &Site, head: &Head, page: &SearchPage) -> String {
    render(site, head, || view! { <Search site page /> })
}

/// One service, `/services/{id}`.
pub fn service(site: &Site, head: &Head, page: &ServicePage) -> String {
    render(site, head, || view! { <Service site page /> })
}

/// One building and all that happens in it, `/places/{id}`.
pub fn place(site: &Site, head: &Head, page: &PlacePage) -> String {
    render(site, head, || view! { <Place site page /> })
}

/// The Family Hub locator, `/hubs`.
pub fn hubs(site: &Site, head: &Head, page: &HubsPage) -> String {
    render(site, head, || view! { <Hubs site page /> })
}

/// The map of the whole authority, `/map`.
pub fn map(site: &Site, head: &Head, page: &MapPage) -> String {
    render(site, head, || view! { <Map site page /> })
}

/// All districts, `/districts`.
pub fn districts(site: &Site, head: &Head, page: &DistrictsPage) -> String {
    render(site, head, || view! { <Districts site page /> })
}

/// One district, `/districts/{slug}`.
pub fn district(site: &Site, head: &Head, page: &DistrictPage) -> String {
    render(site, head, || view! { <District site page /> })
}

/// All needs, `/needs`.
pub fn needs(site: &Site, head: &Head, page: &NeedsPage) -> String {
    render(site, head, || view! { <Needs site page /> })
}

/// One need, `/needs/{slug}`.
pub fn need(site: &Site, head: &Head, page: &NeedPage) -> String {
    render(site, head, || view! { <Need site page /> })
}

/// Urgent help, `/urgent`.
pub fn urgent(site: &Site, head: &Head, page: &UrgentPage) -> String {
    render(site, head, || view! { <Urgent page /> })
}

/// The page for a conversation with a family, `/professionals`.
pub fn professionals(site: &Site, head: &Head, page: &ProfessionalsPage) -> String {
    render(site, head, || view! { <Professionals site page /> })
}

/// The levels of need, `/professionals/levels-of-need`.
pub fn levels(site: &Site, head: &Head, page: &LevelsPage) -> String {
    render(site, head, || view! { <Levels site page /> })
}

/// The early help pathway, `/professionals/pathway`.
pub fn pathway(site: &Site, head: &Head, page: &PathwayPage) -> String {
    render(site, head, || view! { <Pathway page /> })
}

/// The files that anybody may take away, `/open-data`.
pub fn open_data(site: &Site, head: &Head, page: &OpenDataPage) -> String {
    render(site, head, || view! { <OpenData site page /> })
}

/// The shortlist that goes home with a family, `/shortlist`.
pub fn shortlist(site: &Site, head: &Head, page: &ShortlistPage) -> String {
    render(site, head, || view! { <Shortlist site page /> })
}

/// 'Is this right?' for a service or a place, `/feedback/services/{id}`.
pub fn feedback(site: &Site, head: &Head, page: &FeedbackPage) -> String {
    render(site, head, || view! { <Feedback page /> })
}

/// How to add a service, `/add-a-service`.
pub fn add_a_service(site: &Site, head: &Head, form: &MessageForm) -> String {
    render(site, head, || view! { <AddService site form /> })
}

/// A word to those who look after the list, `/contact`.
pub fn contact(site: &Site, head: &Head, form: &MessageForm) -> String {
    render(site, head, || view! { <Letter site form /> })
}

/// The thanks for a message, at the address of its form.
pub fn message_sent(site: &Site, head: &Head, page: &MessageSentPage) -> String {
    render(site, head, || view! { <MessageThanks page /> })
}

/// Holiday activities and food, `/holiday-activities`.
pub fn holidays(site: &Site, head: &Head, page: &HolidaysPage) -> String {
    render(site, head, || view! { <Holidays site page /> })
}

/// The booklet to print, `/booklet` and `/booklet/{district}`.
pub fn booklet(site: &Site, head: &Head, page: &BookletPage) -> String {
    render(site, head, || view! { <Booklet site page /> })
}

/// How other sites and programs use the directory, `/developers`.
pub fn developers(site: &Site, head: &Head, page: &DevelopersPage) -> String {
    render(site, head, || view! { <Developers page /> })
}

/// Not found, too long, or something broke.
pub fn error(site: &Site, head: &Head, page: &ErrorPage) -> String {
    render(site, head, || view! { <ErrorMessage site page /> })
}

/// For young people, `/young-people`.
pub fn young_people(site: &Site, head: &Head, page: &YoungPage) -> String {
    render(site, head, || view! { <YoungPeople site page /> })
}

/// What words mean, `/glossary`.
pub fn glossary(site: &Site, head: &Head, page: &GlossaryPage) -> String {
    render(site, head, || view! { <Glossary site page /> })
}

/// About this site, `/about`.
pub fn about(site: &Site, head: &Head, page: &AboutPage) -> String {
    render(site, head, || view! { <About site page /> })
}

/// What is and is not kept, `/privacy`.
pub fn privacy(site: &Site, head: &Head) -> String {
    render(site, head, || view! { <Privacy site /> })
}

/// The accessibility statement, `/accessibility`.
pub fn accessibility(site: &Site, head: &Head, page: &AccessibilityPage) -> String {
    render(site, head, || view! { <Accessibility site page /> })
}
