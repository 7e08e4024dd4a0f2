//! Snapshots of the pages that have no test of their own beside them.

use super::*;
use crate::{
    components::samples,
    model::{EmbedPage, GlossaryEntry, HubSection, Layer, MapKind, MapRow, NeedTag, OnlyIn, OpenFile, Sent},
    snapshot::assert_page,
};

fn head() -> Head {
    Head {
        day: "26 November 2026".to_owned(),
        title: "A page".to_owned(),
        description: "About it.".to_owned(),
        path: "/search".to_owned(),
        islands: true,
        nonce: "abc".to_owned(),
        shortlist: true,
        no_index: true,
        ..Head::default()
    }
}

fn sleep() -> NeedTag {
    NeedTag { slug: samples::slug("sleep"), label: "Sleep".to_owned() }
}

#[test]
fn first_page() {
    let page = HomePage {
        form: samples::form(),
        needs: vec![("Family life".to_owned(), vec![sleep()])],
        districts: vec![(samples::slug("wychavon"), "Wychavon".to_owned())],
        services: 12,
        confirmed: 3,
    };
    assert_page("home", &home(&samples::site(), &Head::default(), &page));
}

#[test]
fn answer_to_a_search() {
    assert_page("search", &search(&samples::site(), &head(), &samples::search_page()));
}

#[test]
fn search_without_a_question() {
    let page = SearchPage { form: samples::form(), ..SearchPage::default() };
    assert_page("search_not_asked", &search(&samples::site(), &head(), &page));
}

#[test]
fn frame_of_another_site() {
    let page = EmbedPage {
        q: "sleep".to_owned(),
        kept: vec![("need".to_owned(), "sleep".to_owned())],
        found: samples::search_page(),
        ..EmbedPage::default()
    };
    assert_page("embed", &embed(&samples::site(), &page));
}

#[test]
fn one_service() {
    assert_page("service", &service(&samples::site(), &head(), &samples::service()));
}

#[test]
fn hub_locator() {
    let section = |heading: &str, hubs| HubSection {
        heading: heading.to_owned(),
        url: Some("/districts/wychavon".to_owned()),
        note: "Ask before you go.".to_owned(),
        hubs,
    };
    let page = HubsPage {
        form: samples::form(),
        place: Some(samples::place()),
        nearest_help: Some(samples::nearest_help()),
        open_words: Some("Brookside is open now.".to_owned()),
        hub_words: "We know where 2 of the 9 are.".to_owned(),
        sections: vec![section("Nearest hubs", vec![samples::hub(1)]), section("Wychavon", Vec::new())],
        full: true,
        map: Some(samples::map()),
    };
    assert_page("hubs", &hubs(&samples::site(), &head(), &page));
    assert_page("hubs_in_rows", &hubs(&samples::site(), &head(), &HubsPage { full: false, ..page }));
}

#[test]
fn map_of_the_authority() {
    let row = |number| MapRow {
        number,
        name: "Brookside Family Hub".to_owned(),
        url: "/services/brookside-family-hub".to_owned(),
        kind: samples::kind(),
        place: "Kidderminster".to_owned(),
        distance: None,
        phone: Some(samples::number()),
        confirmed: false,
    };
    let page = MapPage {
        asked: samples::search_page(),
        layers: vec![Layer { kind: samples::kind(), count: 3, chosen: true }],
        kept: vec![("q".to_owned(), "sleep".to_owned())],
        view: Some("-2.3,52.3,-2.2,52.4".to_owned()),
        map: samples::map(),
        moves: vec![("All of it".to_owned(), "/map".to_owned())],
        kinds: vec![MapKind { kind: samples::kind(), plural: "Family Hubs".to_owned(), rows: vec![row(Some(1))] }],
        here: 1,
        all: 4,
        more: Some("/map?page=2".to_owned()),
        back: None,
        only: vec![OnlyIn {
            id: "in-evesham".to_owned(),
            label: "1 in Evesham".to_owned(),
            at: (52.09, -1.95),
            rows: vec![row(None)],
        }],
        anywhere: 7,
        as_list: "/search?q=sleep".to_owned(),
    };
    assert_page("map", &map(&samples::site(), &head(), &page));
}

#[test]
fn all_needs() {
    let page =
        NeedsPage { groups: vec![("Family life".to_owned(), vec![(sleep(), "When nobody sleeps.".to_owned())])] };
    assert_page("needs", &needs(&samples::site(), &head(), &page));
}

#[test]
fn urgent_numbers() {
    let page = UrgentPage {
        lines: vec![samples::urgent_line()],
        dangers: vec![samples::urgent_help()],
        worried_about_self: vec![("Stop It Now".to_owned(), "/services/stop-it-now".to_owned(), false)],
    };
    assert_page("urgent", &urgent(&samples::site(), &head(), &page));
}

#[test]
fn thanks_for_a_message() {
    let record = Sent::Record { name: "Brookside".to_owned(), url: "/places/brookside".to_owned() };
    let page = MessageSentPage { sent: record, urgent: None };
    assert_page("message_sent", &message_sent(&samples::site(), &head(), &page));
}

#[test]
fn pages_about_the_site() {
    let site = samples::site();
    let page = AboutPage {
        services: 12,
        confirmed: 3,
        assured: 1,
        places: 5,
        sources: 4,
        unreachable: 2,
        words: vec!["It belongs to everybody.".to_owned()],
    };
    assert_page("about", &about(&site, &head(), &page));
    assert_page("privacy", &privacy(&site, &head()));
    assert_page("accessibility", &accessibility(&site, &head(), &AccessibilityPage { prepared: String::new() }));
}

#[test]
fn words_and_what_they_mean() {
    let term = GlossaryEntry {
        slug: samples::slug("early-help"),
        term: "Early help".to_owned(),
        meaning: "Help before it gets worse.".to_owned(),
        sources: vec!["The guidance".to_owned()],
    };
    assert_page("glossary", &glossary(&samples::site(), &head(), &GlossaryPage { terms: vec![term] }));
}

#[test]
fn files_to_take_away() {
    let file = OpenFile { url: "/open/services.csv", name: "Services", about: "One row a service." };
    let page = OpenDataPage { files: vec![file], services: 12, changed: "26 November 2026".to_owned(), licence: None };
    assert_page("open_data", &open_data(&samples::site(), &head(), &page));
}

#[test]
fn page_that_is_not_there() {
    let page = ErrorPage {
        heading: "We could not find that page".to_owned(),
        sentence: "It may have moved.".to_owned(),
        request_id: Some("0123".to_owned()),
    };
    assert_page("error", &error(&samples::site(), &head(), &page));
}
