//! The answer to a search.

use crate::{
    components::{
        card::CardNote,
        first_contacts::FirstContacts,
        form::{FilterSheet, SearchForm},
        language::LanguageBox,
        map_figure::FoldedMap,
        phone::PhoneLink,
        results::ResultSection,
        sidebar::Sidebar,
        understood::{ChipList, HiddenResults, SearchNotes},
        urgent::{QuietLine, UrgentPanel},
    },
    model::{SearchPage, Site},
    words,
};
use leptos::prelude::*;

#[component]
pub(super) fn Search<'a>(site: &'a Site, page: &'a SearchPage) -> impl IntoView {
    let has_place = page.place.as_ref().is_some_and(|place| place.found);
    let near_heading = if has_place { "Near you" } else { "Places to go" };
    let near_more = if has_place { "near you" } else { "places to go" };
    // Whom to begin with stands in the group that comes first, or before both where it is the answer.
    let near_leads = !page.anywhere_first && !page.near.listings.is_empty();
    let help = |leads: bool| page.nearest_help.as_ref().filter(|_| leads && !page.help_first);
    let near = view! {
        <ResultSection
            site
            id="near-heading"
            heading=near_heading
            more=near_more
            group=&page.near
            help=help(near_leads)
        />
    };
    let anywhere = view! {
        <ResultSection
            site
            id="anywhere-heading"
            heading="By phone or online"
            more="by phone or online"
            group=&page.anywhere
            help=help(!near_leads)
        />
    };
    view! {
        <h1 class="asked-heading">{heading(page)}</h1>
        {page.language.as_ref().map(|help| view! { <LanguageBox site help /> })}
        {page.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <div class="finder">
            <SearchForm form=&page.form asked=page.asked />
            <FilterSheet form=&page.form />
            {site.assets.filters.as_deref().map(|address| view! { <script src=address defer></script> })}
            {page.map.as_ref().map(|map| view! { <div class="finder-map"><FoldedMap site map /></div> })}
            <div class="answer-main">
                <ChipList chips=&page.chips />
                <SearchRemarks site page />
                {page.nearest_help.as_ref().filter(|_| page.help_first).map(|help| view! { <Sidebar site help /> })}
                {page.cover.as_ref().map(|cover| view! { <FirstContacts site cover /> })}
                {if page.anywhere_first { vec![anywhere, near] } else { vec![near, anywhere] }}
                {(page.total > 0).then(|| view! { <CardNote site /> })}
                <HiddenResults hidden=&page.hidden />
                {(page.total == 0).then(|| view! { <NothingFound site /> })}
            </div>
        </div>
    }
}

/// What has to be said of the answer before it.
#[component]
fn SearchRemarks<'a>(site: &'a Site, page: &'a SearchPage) -> impl IntoView {
    view! {
        <div class="notes">
            <SearchNotes page />
            {page.quiet.as_ref().map(|line| view! { <QuietLine line /> })}
            {page.out_of_scope.then(|| view! { <OutOfScope site /> })}
            {page.only_general.then(|| view! {
                <p>"We did not find those words. These people help with most things, or know who does."</p>
            })}
        </div>
    }
}

/// "12 services for WR9 9EQ, Wychavon may help": what a search is answered with, in a line.
fn heading(page: &SearchPage) -> String {
    if !page.asked {
        return "Find help".to_owned();
    }
    if page.total == 0 {
        return "Nothing fits all of that. Here is what you can do.".to_owned();
    }
    let place = page.place.as_ref().filter(|place| place.found).map(|place| {
        let district = place.district.as_deref().filter(|district| *district != place.label);
        let district = district.map(|district| format!(", {district}")).unwrap_or_default();
        format!(" for {}{district}", place.label)
    });
    format!("{}{} may help", words::services(page.total), place.unwrap_or_default())
}

#[component]
fn NothingFound<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <section class="nothing" aria-labelledby="nothing-heading">
            <h2 id="nothing-heading">"Talk to somebody"</h2>
            <p>
                "Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback />
                ". They can tell you who helps with this."
            </p>
            <p>
                "Or "<a href="/search">"start again with fewer words"</a>", or "<a href="/needs">"choose from all needs"</a>"."
            </p>
        </section>
    }
}

#[component]
fn OutOfScope<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <p class="note">
            "This may be something else the council does. Look at the site of "
            <a href=site.council_url.as_str() rel="noreferrer">{site.council.as_str()}</a>"."
        </p>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, Ignored, PlaceUnderstood, ResultGroup, SearchPage, UrgentHelp},
    };

    fn rendered(page: &SearchPage) -> String {
        crate::search(&samples::site(), &Head { islands: true, ..Head::default() }, page)
    }

    #[test]
    fn a_search_without_script_holds_everything() {
        let html = rendered(&SearchPage {
            form: samples::form(),
            chips: vec![samples::chip()],
            near: ResultGroup { listings: vec![samples::listing(1)], total: 1, ..ResultGroup::default() },
            map: Some(samples::map()),
            total: 1,
            asked: true,
            ..SearchPage::default()
        });
        assert_eq!(html.matches("<h1").count(), 1);
        for words in [
            "id=\"result-1\"",
            "0.8 miles",
            "Ages 0 to 19",
            "tel:01905520032",
            "/services/brookside-family-hub",
            "Age 14",
            "<leptos-island",
        ] {
            assert!(html.contains(words), "{words}");
        }
    }

    #[test]
    fn danger_stands_before_everything_else() {
        let html = rendered(&SearchPage {
            form: samples::form(),
            urgent: Some(UrgentHelp {
                label: "Domestic abuse".to_owned(),
                lead: "It is not your fault.".to_owned(),
                lines: vec![samples::urgent_line()],
                smaller: Vec::new(),
                leaves_trace: false,
            }),
            ..SearchPage::default()
        });
        assert!(html.find("Domestic abuse").unwrap() < html.find("<form").unwrap());
    }

    #[test]
    fn nothing_found_is_never_a_dead_end() {
        let html = rendered(&SearchPage { form: samples::form(), asked: true, ..SearchPage::default() });
        assert!(html.contains("Talk to somebody"));
        assert!(html.contains("tel:01905520032"));
    }

    #[test]
    fn no_field_of_a_search_can_be_used_to_attack() {
        let mut form = samples::form();
        form.q = ATTACK.to_owned();
        form.near = ATTACK.to_owned();
        let html = rendered(&SearchPage {
            form,
            chips: vec![crate::model::Chip { label: ATTACK.to_owned(), remove: ATTACK.to_owned() }],
            ignored: vec![Ignored { parameter: ATTACK.to_owned(), value: ATTACK.to_owned(), why: ATTACK.to_owned() }],
            place: Some(PlaceUnderstood {
                label: ATTACK.to_owned(),
                district: Some(ATTACK.to_owned()),
                note: Some(ATTACK.to_owned()),
                typed: Some(ATTACK.to_owned()),
                others: vec![(ATTACK.to_owned(), ATTACK.to_owned())],
                which: Some(ATTACK.to_owned()),
                found: true,
            }),
            near: ResultGroup { listings: vec![samples::attacked_listing()], total: 1, ..ResultGroup::default() },
            total: 1,
            asked: true,
            ..SearchPage::default()
        });
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains(ATTACK), "{html}");
    }
}
