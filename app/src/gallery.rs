//! The gallery: every component in every state on one page, for reviewers. Ids of the parts are met
//! more than once on it, as on no other page.

use crate::{
    components::{
        card::{Card, CardList, CardNote, HeadingLevel},
        contact::SiteContact,
        feedback::FeedbackLink,
        first_contacts::FirstContacts,
        form::{FilterSheet, HubForm, MapForm, NeedForm, SearchForm, ShortSearchForm, YoungForm},
        glossary::{GlossaryLink, GlossaryText},
        hub::{HubList, HubRows},
        icon::{self, Icon},
        language::LanguageBox,
        map_figure::{FoldedMap, MapFigure},
        phone::{FallbackPhone, FallbackPhoneFirst, Phone, PhoneLink},
        protection::ProtectionPanel,
        qr::QrCode,
        reach::ReachLines,
        results::ResultSection,
        row::RowList,
        samples,
        save::SaveButton,
        shape::KindMark,
        sidebar::Sidebar,
        textarea::TextArea,
        understood::{ChipList, HiddenResults, SearchNotes},
        urgent::{QuietLine, UrgentPanel},
        visit::{Address, OpeningHours},
        ways::Ways,
        web::WebLink,
        week::{BriefWeek, DoorWords, FoldedWeek, WeekTable},
    },
    document::{Document, render_document},
    model::{
        Door, DoorState, ErrorPage, Head, Hub, KindTag, Layer, Listing, MapPicture, NearestHelp, NeedAreas, PhoneLine,
        ReachLine, ResultGroup, SearchPage, Site, UrgentHelp, Verb, Way, Week,
    },
    pages::ErrorMessage,
};
use directory::{Shape, Sign};
use leptos::prelude::*;

/// The gallery's page, in the document of an invented site. It names the files of `target/site` by
/// their plain names.
pub fn gallery() -> String {
    let site = &samples::site();
    let head = Head { title: "Gallery".to_owned(), islands: true, shortlist: true, no_index: true, ..Head::default() };
    render_document(|| view! { <Document site head=&head main=view! { <Gallery site /> } /> })
}

#[component]
fn Gallery<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <h1>"Gallery"</h1>
        {small_parts(site)}
        {listings(site)}
        {forms()}
        {searches(site)}
        {buildings(site)}
        {maps(site)}
    }
}

/// A component in one state. It holds what it shows, since the models of a state last no longer.
fn state(name: &'static str, shown: impl IntoView) -> AnyView {
    view! { <section class="group"><h2>{name}</h2>{shown}</section> }.into_any()
}

fn small_parts(site: &Site) -> Vec<AnyView> {
    let icons = [icon::PHONE, icon::PIN, icon::SEARCH, icon::CROSS, icon::MESSAGE, icon::ARROW];
    let shapes = [
        Shape::Circle,
        Shape::Square,
        Shape::Diamond,
        Shape::Triangle,
        Shape::Pentagon,
        Shape::Hexagon,
        Shape::House,
        Shape::Star,
    ];
    let with_letter = shapes.map(|shape| KindTag { shape, sign: None, ..samples::kind() });
    let with_sign = Sign::ALL.map(|(sign, _)| KindTag { sign: Some(sign), ..samples::kind() });
    let kinds: Vec<KindTag> = with_letter.into_iter().chain(with_sign).collect();
    let (phone, unconfirmed) = (samples::phone(), samples::unconfirmed_phone());
    let texts = PhoneLine { rings: false, takes_texts: true, ..samples::phone() };
    let (qr, full) = (samples::qr(), samples::reach_line());
    let bare = ReachLine { ring: None, web: None, confirmed: false, ..samples::reach_line() };
    let lines = [full, bare];
    let error = ErrorPage {
        heading: "We could not find that page".to_owned(),
        sentence: "It may have moved.".to_owned(),
        request_id: Some("0123".to_owned()),
    };
    vec![
        state("Icons", icons.into_iter().map(|shape| view! { <Icon shape /> }).collect_view()),
        state(
            "Kinds",
            kinds
                .iter()
                .map(|kind| view! { <p class="card-meta"><span class="kind"><KindMark kind /></span></p> })
                .collect_view(),
        ),
        state("Number", view! { <PhoneLink number=&phone.number /> }),
        state("Phone line", view! { <Phone line=&phone /> }),
        state("Phone line, not confirmed", view! { <Phone line=&unconfirmed /> }),
        state("Phone line for texts alone", view! { <Phone line=&texts /> }),
        state("Fallback line before an unconfirmed number", view! { <FallbackPhoneFirst site /> }),
        state("Fallback line alone", view! { <FallbackPhone site /> }),
        state("Ways to reach a line", view! { <ReachLines lines=&lines /> }),
        state("Link elsewhere", view! { <WebLink address="https://www.example.org" words="A site" /> }),
        state("Link to an address that is no web address", view! { <WebLink address="javascript:0" words="A site" /> }),
        state("Text with terms", view! { <GlossaryText site text="Early help, and an EHC plan." /> }),
        state("Term", view! { <GlossaryLink site slug="early-help" words="Early help" /> }),
        state("Save", view! { <SaveButton ids="a,b" id="b" name="Brookside Family Hub" /> }),
        state("Is this right?", view! { <FeedbackLink sort="services" id="brookside-family-hub" /> }),
        state(
            "Several lines of text",
            view! { <TextArea name="words" value="Typed" longest=10 required=true described_by=String::new() invalid=false /> },
        ),
        state(
            "Several lines of text, not taken",
            view! { <TextArea name="words" value="" longest=10 required=true described_by=String::new() invalid=true /> },
        ),
        state("QR code", view! { <QrCode picture=&qr name="QR code" /> }),
        state("Contact of the site", view! { <SiteContact site /> }),
        state("Error", view! { <ErrorMessage site page=&error /> }),
    ]
}

fn listings(site: &Site) -> Vec<AnyView> {
    let full = Listing {
        serves: vec!["Sleep".to_owned(), "2 years".to_owned()],
        reasons: vec!["need 1.0".to_owned(), "near 0.8".to_owned()],
        ..samples::listing(1)
    };
    let unconfirmed = Listing {
        confirmed: false,
        ask_first: true,
        phone: Some(samples::unconfirmed_phone()),
        ages_note: "up to 24 with a learning difficulty".to_owned(),
        ..samples::listing(2)
    };
    let unreachable = samples::unreachable_listing();
    let email = Listing {
        ways: vec![Way {
            verb: Verb::Email,
            address: "mailto:hub@example.org".to_owned(),
            words: "hub@example.org".to_owned(),
        }],
        phone: None,
        web: None,
        email: Some("hub@example.org".to_owned()),
        ..samples::listing(3)
    };
    let far = Listing { distance: None, about_miles: Some(15), for_whom: "Women", ..samples::listing(4) };
    let ways = samples::ways();
    let of_names = ResultGroup {
        listings: vec![samples::listing(5), far.clone(), unreachable.clone(), unreachable.clone()],
        total: 4,
        ..ResultGroup::default()
    };
    let saved = [full.id.to_string()];
    let (one, cover) = ([full.clone()], samples::cover());
    vec![
        state("Card, full", view! { <Card site listing=&full /> }),
        state("Card, not confirmed", view! { <Card site listing=&unconfirmed /> }),
        state("Card, not reachable", view! { <Card site listing=&unreachable /> }),
        state("Card, by e-mail", view! { <Card site listing=&email /> }),
        state("Card, only its town known, for women", view! { <Card site listing=&far /> }),
        state("Buttons of a service", view! { <Ways site name="Shout" ways=&ways ask_first=false /> }),
        state("Buttons, the county first", view! { <Ways site name="Shout" ways=&ways ask_first=true /> }),
        state("Buttons, nothing of its own known", view! { <Ways site name="Shout" ways=&[] ask_first=false /> }),
        state("What a page of cards says once", view! { <CardNote site /> }),
        state(
            "Results, some far and some known by name only",
            view! { <ResultSection site id="far" heading="Near you" more="near you" group=&of_names /> },
        ),
        state(
            "Cards under a heading of the third level",
            view! { <CardList site listings=&one level=HeadingLevel::Fourth /> },
        ),
        state("Dense rows", view! { <RowList site listings=vec![&full, &unconfirmed, &unreachable] saved=&saved /> }),
        state("First contacts", view! { <FirstContacts site cover=&cover /> }),
    ]
}

fn forms() -> Vec<AnyView> {
    let (form, chosen) = (samples::form(), samples::search_page().form);
    let layers = [Layer { kind: samples::kind(), count: 3, chosen: true }];
    vec![
        state("Form of the first page", view! { <ShortSearchForm form=&form /> }),
        state("Form", view! { <SearchForm form=&form asked=false /> }),
        state("Form with choices", view! { <SearchForm form=&chosen asked=true /> }),
        state("Filters", view! { <FilterSheet form=&form /> }),
        state("Filters, some chosen", view! { <FilterSheet form=&chosen /> }),
        state("Form for a hub", view! { <HubForm form=&chosen /> }),
        state("Form of a need", view! { <NeedForm form=&form need="sleep" /> }),
        state("Form for young people", view! { <YoungForm form=&form /> }),
        state("Form of the map", view! { <MapForm form=&form layers=&layers hidden=&[] view=Some("1,2,3,4") /> }),
    ]
}

fn searches(site: &Site) -> Vec<AnyView> {
    let page = samples::search_page();
    let (danger, quiet, help) = (samples::urgent_help(), samples::urgent_line(), samples::nearest_help());
    let language = samples::language_help();
    let few = UrgentHelp { lines: vec![samples::text_line()], smaller: Vec::new(), ..samples::urgent_help() };
    let plain = SearchPage::default();
    let empty = ResultGroup { empty: Some("Nothing is within 2 miles.".to_owned()), ..ResultGroup::default() };
    let unknown = NearestHelp { hub: None, team: None, ..samples::nearest_help() };
    vec![
        state("Box in another language", view! { <LanguageBox site help=&language /> }),
        state("Urgent panel", view! { <UrgentPanel help=&danger /> }),
        state("Urgent panel with few lines", view! { <UrgentPanel help=&few /> }),
        state("Quiet line", view! { <QuietLine line=&quiet /> }),
        state("A child who may not be safe", view! { <ProtectionPanel words="Do not wait." lines=&danger.lines /> }),
        state("Chips", view! { <ChipList chips=&page.chips /> }),
        state("Notes", view! { <SearchNotes page=&page /> }),
        state("Notes of a plain search", view! { <SearchNotes page=&plain /> }),
        state(
            "Results with pages",
            view! { <ResultSection site id="near" heading="Near you" more="near you" group=&page.near /> },
        ),
        state(
            "Results on another page",
            view! { <ResultSection site id="anywhere" heading="By phone" more="by phone" group=&page.anywhere /> },
        ),
        state(
            "Results, empty",
            view! { <ResultSection site id="empty" heading="Near you" more="near you" group=&empty /> },
        ),
        state("What filters hide", view! { <HiddenResults hidden=&page.hidden /> }),
        state("Sidebar", view! { <Sidebar site help=&help /> }),
        state("Sidebar, nobody known", view! { <Sidebar site help=&unknown /> }),
    ]
}

fn buildings(site: &Site) -> Vec<AnyView> {
    let doors = [
        samples::door(),
        Door { words: "Shut now, opens at 9am".to_owned(), state: DoorState::Shut },
        Door { words: "Hours not known: ring first".to_owned(), state: DoorState::Unknown },
    ];
    let week = Week { undated: samples::week().days.swap_remove(0).sessions, ..samples::week() };
    let hub = samples::hub(1);
    let bare = Hub { week: Week::default(), visit: None, ..samples::hub(2) };
    let unknown = Hub { week: Week::default(), visit: samples::service().places.pop(), ..samples::hub(3) };
    let rows = [hub.clone(), bare.clone()];
    let all = [hub, bare, unknown];
    let places = samples::service().places;
    let hours = places.iter().flat_map(|place| place.hours.clone()).collect::<Vec<_>>();
    vec![
        state("Doors", doors.iter().map(|door| view! { <p><DoorWords door /></p> }).collect_view()),
        state("Week, table", view! { <WeekTable week=&week /> }),
        state("Week, folded", view! { <FoldedWeek week=&week /> }),
        state("Week, brief", view! { <BriefWeek week=&week /> }),
        state("Opening hours", view! { <OpeningHours hours=&hours /> }),
        state("Address", places.iter().map(|place| view! { <Address place /> }).collect_view()),
        state("Hubs", view! { <HubList site hubs=&all /> }),
        state("Hubs as rows", view! { <HubRows hubs=&rows /> }),
    ]
}

fn maps(site: &Site) -> Vec<AnyView> {
    let areas = NeedAreas { count: 1, switch: "/hubs".to_owned(), words: "A red outline means…".to_owned() };
    let mut outlined = MapPicture { need_areas: Some(areas), ..samples::map() };
    outlined.markers.iter_mut().for_each(|marker| marker.outlined = true);
    let plain = samples::map();
    vec![
        state("Map", view! { <MapFigure site map=&plain /> }),
        state("Map, areas of greatest need shown", view! { <FoldedMap site map=&outlined /> }),
    ]
}

#[cfg(test)]
mod tests {
    use crate::snapshot::assert_page;

    #[test]
    fn every_component_in_every_state() {
        assert_page("gallery", &super::gallery());
    }
}
