//! The booklet: small pages to print, that can be read on a screen too.

use crate::{
    components::{
        card::{result_id, trust_words},
        map_figure::MapFigure,
        phone::{FallbackPhone, FallbackPhoneFirst, Phone, PhoneLink},
        qr::QrCode,
        urgent::UrgentLines,
        web::{WebLink, without_scheme},
    },
    model::{BookletChapter, BookletEntry, BookletPage, LiveLink, Site},
    words,
};
use leptos::prelude::*;

#[component]
pub(super) fn Booklet<'a>(site: &'a Site, page: &'a BookletPage) -> impl IntoView {
    let others = page
        .others
        .iter()
        .map(|(path, name)| view! { <li><a class="pill" href=path.as_str()>{name.as_str()}</a></li> })
        .collect_view();
    view! {
        <div class="booklet">
            <BookletCover site page />
            <nav class="screen-only booklet-others" aria-label="Other booklets">
                <p>"To print it, use the print button of your browser. The pages are A5: half a sheet of A4. Booklets for:"</p>
                <ul class="pills" role="list">{others}</ul>
            </nav>
            <SafetyLeaf site page />
            <AskingLeaf site page />
            {page.chapters.iter().map(|one| view! { <ChapterLeaf site chapter=one /> }).collect_view()}
            <NotesLeaf site page />
        </div>
    }
}

#[component]
fn BookletCover<'a>(site: &'a Site, page: &'a BookletPage) -> impl IntoView {
    view! {
        <section class="leaf leaf-cover">
            <p class="leaf-site">{site.name.as_str()}</p>
            <h1>{format!("Help for families in {}", page.area)}</h1>
            <p class="lead">"Whom to ring, where to go, and how to ask."</p>
            <p>
                {format!("Made on {} from what we knew that day.", page.day)}" "{site.notice.as_str()}
            </p>
            <p>"A number that is not confirmed may have changed. It says so beside it."</p>
            <p>"Not sure where to start? Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></p>
            <LiveCode link=&page.live words="The newest booklet" name="This booklet on the web" />
        </section>
    }
}

#[component]
fn SafetyLeaf<'a>(site: &'a Site, page: &'a BookletPage) -> impl IntoView {
    view! {
        <section class="leaf" aria-labelledby="safety">
            <h2 id="safety">"If somebody is in danger"</h2>
            <p>"You do not need to be sure before you ring."</p>
            <div class="urgent"><UrgentLines lines=&site.urgent /></div>
            <LiveCode link=&page.urgent_live words="More numbers" name="Urgent help on the web" />
        </section>
    }
}

#[component]
fn AskingLeaf<'a>(site: &'a Site, page: &'a BookletPage) -> impl IntoView {
    view! {
        <section class="leaf" aria-labelledby="asking">
            <h2 id="asking">"How to ask"</h2>
            <ol>
                <li>"Choose one number in this booklet. It does not have to be the right one."</li>
                <li>"Say it in your own words: “I need some help. My child is … years old. What worries me is …”"</li>
                <li>"Ask what happens next, and when. Write it down."</li>
                <li>"If they cannot help, ask them who can."</li>
            </ol>
            <p>
                "You can ask somebody to ring with you or for you, such as a teacher, a health visitor or a friend."
            </p>
            {(!page.teams.is_empty()).then(|| view! {
                <h3>"The team for where you live"</h3>
                <ul class="entries" role="list">{page.teams.iter().map(|one| view! { <Entry site entry=one /> }).collect_view()}</ul>
            })}
        </section>
    }
}

#[component]
fn ChapterLeaf<'a>(site: &'a Site, chapter: &'a BookletChapter) -> impl IntoView {
    let entries = chapter.entries.iter().map(|one| view! { <Entry site entry=one /> }).collect_view();
    let helplines = chapter.helplines.iter().map(|one| view! { <Entry site entry=one /> }).collect_view();
    view! {
        <section class="leaf" aria-labelledby=format!("chapter-{}", chapter.slug)>
            <h2 id=format!("chapter-{}", chapter.slug)>{chapter.title.as_str()}</h2>
            {(!chapter.lead.is_empty()).then(|| view! { <p>{chapter.lead.as_str()}</p> })}
            {chapter.map.as_ref().map(|map| view! { <MapFigure site map /> })}
            <ul class="entries" role="list">{entries}</ul>
            {(!chapter.helplines.is_empty()).then(|| view! {
                <h3>"By phone, wherever you live"</h3>
                <ul class="entries" role="list">{helplines}</ul>
            })}
            <LiveCode link=&chapter.live words="Newest list" name="This chapter on the web" />
        </section>
    }
}

#[component]
fn Entry<'a>(site: &'a Site, entry: &'a BookletEntry) -> impl IntoView {
    let listing = &entry.listing;
    let number = listing.number.map(|number| view! { <span class="number">{number}</span> " " });
    let addresses = entry
        .addresses
        .iter()
        .map(|(address, confirmed)| {
            let unsure = (!confirmed).then(|| view! { " " <span class="unsure">"(not confirmed)"</span> });
            view! { <p>{address.as_str()}{unsure}</p> }
        })
        .collect_view();
    let asks = words::referral(&listing.referral).map(|ways| format!(" Who can ask: {ways}."));
    let web = (listing.phone.is_none()).then_some(listing.web.as_deref()).flatten();
    view! {
        <li class="entry" id=result_id(listing)>
            <p class="entry-name">
                {number} <a href=listing.url.as_str()>{listing.name.as_str()}</a>
            </p>
            <p>{listing.summary.as_str()}</p>
            <p>{words::ages(listing.ages)}"." {asks}</p>
            {addresses}
            {listing.ask_first.then(|| view! { <FallbackPhoneFirst site /> })}
            {listing.phone.as_ref().map(|line| view! { <Phone line /> })}
            {web.map(|at| view! { <p><WebLink address=at words=without_scheme(at) /></p> })}
            {listing.unreachable.then(|| view! { <FallbackPhone site /> })}
            <p class="trust">{trust_words(listing)}</p>
        </li>
    }
}

/// A QR code and the address that it holds.
#[component]
fn LiveCode<'a>(link: &'a LiveLink, words: &'static str, name: &'static str) -> impl IntoView {
    view! {
        <div class="live">
            {link.code.as_ref().map(|code| view! { <QrCode picture=code name /> })}
            <p>{words}": " <a href=link.url.as_str()>{without_scheme(&link.url).to_owned()}</a></p>
        </div>
    }
}

#[component]
fn NotesLeaf<'a>(site: &'a Site, page: &'a BookletPage) -> impl IntoView {
    view! {
        <section class="leaf leaf-notes" aria-labelledby="notes">
            <h2 id="notes">"Your notes"</h2>
            <p>"Whom you rang, on which day, and what they said."</p>
            <div class="rules" aria-hidden="true"></div>
            <p class="count">{format!("{}. {} Made on {}.", site.name, site.operator.words, page.day)}</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{BookletChapter, BookletEntry, BookletPage, Head, LiveLink, PhoneLine, QrPicture},
    };

    fn live(path: &str) -> LiveLink {
        let code = QrPicture { size: 29, path: "M4 4h7v1h-7z".to_owned() };
        LiveLink { url: format!("https://help.example.org{path}"), code: Some(code) }
    }

    fn page(entry: BookletEntry) -> BookletPage {
        BookletPage {
            area: "Wyre Forest".to_owned(),
            day: "26 November 2026".to_owned(),
            others: vec![("/booklet".to_owned(), "Worcestershire".to_owned())],
            live: live("/booklet/wyre-forest"),
            urgent_live: live("/urgent"),
            teams: Vec::new(),
            chapters: vec![BookletChapter {
                slug: "hubs".to_owned(),
                title: "Family Hubs".to_owned(),
                lead: "One place to start.".to_owned(),
                map: Some(samples::map()),
                entries: vec![entry],
                helplines: Vec::new(),
                live: live("/search?kind=family-hub"),
            }],
        }
    }

    fn rendered(page: &BookletPage) -> String {
        crate::booklet(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page(
            "booklet",
            &rendered(&page(BookletEntry { listing: samples::listing(1), addresses: Vec::new() })),
        );
    }

    #[test]
    fn a_booklet_is_dated_and_says_what_is_not_confirmed() {
        let listing = samples::listing_with(|listing| {
            listing.confirmed = false;
            listing.phone = listing.phone.take().map(|phone| PhoneLine { confirmed: false, ..phone });
        });
        let html =
            rendered(&page(BookletEntry { listing, addresses: vec![("Borrington Road, DY10 3ED".into(), false)] }));
        for words in [
            "Help for families in Wyre Forest",
            "Made on 26 November 2026",
            "(not confirmed, may have changed)",
            "Borrington Road, DY10 3ED <span class=\"unsure\">(not confirmed)",
            "Not confirmed: ring or look first.",
            "If somebody is in danger",
            "How to ask",
            "help.example.org/booklet/wyre-forest",
            "aria-label=\"This booklet on the web\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn nothing_in_a_record_is_executed() {
        let entry = BookletEntry { listing: samples::attacked_listing(), addresses: vec![(ATTACK.into(), true)] };
        assert!(!rendered(&page(entry)).contains("<script>alert"));
    }
}
