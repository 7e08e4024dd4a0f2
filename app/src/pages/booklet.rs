//! The booklet: small pages to print, that can be read on a screen too.

use crate::{
    components::{
        card::result_id,
        map_figure::MapFigure,
        phone::PhoneLink,
        qr::QrCode,
        urgent::UrgentLines,
        web::{WebLink, without_scheme},
    },
    handover,
    model::{BookletChapter, BookletEntry, BookletPage, Listing, LiveLink, PhoneLine, Site},
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
            <LiveCode link=&page.live name="This booklet on the web" />
            <h1>{format!("Help for families in {}", page.area)}</h1>
            <p class="lead">"Whom to ring, where to go, and how to ask."</p>
            <p>"Not sure where to start? Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></p>
            <p>
                {format!("Made on {} from what we knew that day.", page.day)}" "{site.notice.as_str()}
            </p>
            <p>
                "What is “not confirmed” may have changed. Where ages, hours, an address or who can ask are not said, we do not know them."
            </p>
            <p class="live-url">"The newest booklet: "<a href=page.live.url.as_str()>{without_scheme(&page.live.url).to_owned()}</a></p>
        </section>
    }
}

#[component]
fn SafetyLeaf<'a>(site: &'a Site, page: &'a BookletPage) -> impl IntoView {
    view! {
        <section class="leaf" aria-labelledby="safety">
            <h2 id="safety">"If somebody is in danger"</h2>
            <LiveCode link=&page.urgent_live name="Urgent help on the web" />
            <p>"You do not need to be sure before you ring. More numbers: "<a href=page.urgent_live.url.as_str()>{without_scheme(&page.urgent_live.url).to_owned()}</a></p>
            <div class="urgent brief"><UrgentLines lines=&site.urgent /></div>
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
                <Teams site teams=&page.teams />
            })}
        </section>
    }
}

/// The early help teams: those whose number is not known in one paragraph.
#[component]
fn Teams<'a>(site: &'a Site, teams: &'a [BookletEntry]) -> impl IntoView {
    let (names, entries): (Vec<&BookletEntry>, Vec<&BookletEntry>) =
        teams.iter().partition(|entry| entry.listing.unreachable);
    view! {
        {(!entries.is_empty()).then(|| view! { <Entries entries /> })}
        {(!names.is_empty()).then(|| view! { <NamesOnly site entries=names /> })}
    }
}

#[component]
fn ChapterLeaf<'a>(site: &'a Site, chapter: &'a BookletChapter) -> impl IntoView {
    let (centres, others): (Vec<&BookletEntry>, Vec<&BookletEntry>) =
        chapter.entries.iter().partition(|entry| entry.listing.ask_first);
    let (names, entries): (Vec<&BookletEntry>, Vec<&BookletEntry>) =
        others.into_iter().partition(|entry| entry.listing.unreachable);
    view! {
        <section class="leaf" aria-labelledby=format!("chapter-{}", chapter.slug)>
            <LiveCode link=&chapter.live name="The newest list of this chapter on the web" />
            <h2 id=format!("chapter-{}", chapter.slug)>{chapter.title.as_str()}</h2>
            {(!chapter.lead.is_empty()).then(|| view! { <p>{chapter.lead.as_str()}</p> })}
            {chapter.map.as_ref().map(|map| view! { <MapFigure site map /> })}
            <Entries entries />
            {(!centres.is_empty()).then(|| view! { <RingFirst site entries=centres /> })}
            {(!names.is_empty()).then(|| view! { <NamesOnly site entries=names /> })}
            {(!chapter.helplines.is_empty()).then(|| view! {
                <h3>"By phone, wherever you live"</h3>
                <Entries entries=chapter.helplines.iter().collect() />
            })}
        </section>
    }
}

#[component]
fn Entries<'a>(entries: Vec<&'a BookletEntry>) -> impl IntoView {
    let items = entries.into_iter().map(|entry| view! { <Entry entry /> }).collect_view();
    view! { <ul class="entries" role="list">{items}</ul> }
}

/// One service: its name, one line about it, and in one paragraph the number, where, when and who can ask.
#[component]
fn Entry<'a>(entry: &'a BookletEntry) -> impl IntoView {
    let listing = &entry.listing;
    let web = (listing.phone.is_none()).then_some(listing.web.as_deref()).flatten();
    let no_hours_of_line = listing.phone.as_ref().is_none_or(|line| line.hours.is_empty());
    let hours: Vec<String> = entry.hours.iter().filter(|_| no_hours_of_line).take(2).map(handover::time).collect();
    let asks = words::referral(&listing.referral).map(|ways| format!("Who can ask: {ways}. "));
    // What its number or its name says once is not said again of its address.
    let number_unsure = listing.phone.as_ref().is_some_and(|line| !line.confirmed);
    let name_unsure = !listing.confirmed && !number_unsure;
    let addresses = entry
        .addresses
        .iter()
        .map(|(address, confirmed)| {
            let unsure = !confirmed && !name_unsure && !number_unsure;
            view! { <span>{address.as_str()}{unsure.then(|| view! { " "<NotConfirmed /> })}". "</span> }
        })
        .collect_view();
    view! {
        <li class="entry" id=result_id(listing)>
            <p class="entry-name">
                <EntryName listing /> {listing.ages.is_stated().then(|| view! { " "<span class="entry-ages">{words::ages(listing.ages)}</span> })}
                {name_unsure.then(|| view! { " "<NotConfirmed /> })}
            </p>
            <p>{listing.summary.as_str()}</p>
            <p class="entry-reach">
                {listing.phone.as_ref().map(|line| view! { <EntryPhone line /> ". " })}
                {web.map(|at| view! { <WebLink address=at words=without_scheme(at) /> ". " })}
                {addresses}
                {(!hours.is_empty()).then(|| format!("{}. ", hours.join("; ")))}
                {asks}
            </p>
        </li>
    }
}

#[component]
fn EntryName<'a>(listing: &'a Listing) -> impl IntoView {
    let number = listing.number.map(|number| view! { <span class="number">{number}</span> " " });
    view! { {number} <a href=listing.url.as_str()>{listing.name.as_str()}</a> }
}

#[component]
fn NotConfirmed() -> impl IntoView {
    view! { <span class="unsure">"(not confirmed)"</span> }
}

/// A number in a line of text.
#[component]
fn EntryPhone<'a>(line: &'a PhoneLine) -> impl IntoView {
    view! {
        <span class="phone-words">
            {(!line.label.is_empty()).then(|| format!("{}: ", line.label))}
            <PhoneLink number=&line.number />
            {(!line.confirmed).then(|| view! { " "<NotConfirmed /> })}
            {(!line.hours.is_empty()).then(|| format!(", {}", line.hours))}
        </span>
    }
}

/// Centres of which nobody has confirmed the number: the line to ring first stands above them all.
#[component]
fn RingFirst<'a>(site: &'a Site, entries: Vec<&'a BookletEntry>) -> impl IntoView {
    let items = entries
        .into_iter()
        .map(|entry| {
            let listing = &entry.listing;
            let address = entry.addresses.first().map(|(address, _)| format!(", {address}"));
            view! {
                <li class="entry" id=result_id(listing)>
                    <strong><EntryName listing /></strong>{address}". "
                    {listing.phone.as_ref().map(|line| view! {
                        <span class="phone-words"><PhoneLink number=&line.number />{(!line.confirmed).then(|| view! { " "<NotConfirmed /> })}</span>
                    })}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="ring-first">
            <p>
                "For each of these ring "{site.fallback_label.as_str()}" first: "<PhoneLink number=&site.fallback />
                ". Their own numbers and addresses are from a national register, and nobody has confirmed them."
            </p>
            <ul class="entries close-entries" role="list">{items}</ul>
        </div>
    }
}

/// Services of which no source says how to reach them.
#[component]
fn NamesOnly<'a>(site: &'a Site, entries: Vec<&'a BookletEntry>) -> impl IntoView {
    let last = entries.len() - 1;
    let names = entries
        .into_iter()
        .enumerate()
        .map(|(at, entry)| {
            let after = if at == last { "." } else { ", " };
            let ages = entry
                .listing
                .ages
                .is_stated()
                .then(|| format!(" ({})", words::ages(entry.listing.ages).to_lowercase()));
            view! { <EntryName listing=&entry.listing />{ages}{after} }
        })
        .collect_view();
    view! {
        <p class="names-only">
            "We know these by name only. To ask about them ring "{site.fallback_label.as_str()}", "<PhoneLink number=&site.fallback />": "
            {names}
        </p>
    }
}

/// The QR code of an address.
#[component]
fn LiveCode<'a>(link: &'a LiveLink, name: &'static str) -> impl IntoView {
    link.code.as_ref().map(|code| view! { <div class="live"><QrCode picture=code name /></div> })
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
            &rendered(&page(BookletEntry { listing: samples::listing(1), addresses: Vec::new(), hours: Vec::new() })),
        );
    }

    #[test]
    fn a_booklet_is_dated_and_says_what_is_not_confirmed() {
        let listing = samples::listing_with(|listing| {
            listing.confirmed = false;
            listing.phone = listing.phone.take().map(|phone| PhoneLine { confirmed: false, ..phone });
        });
        let html = rendered(&page(BookletEntry {
            listing,
            addresses: vec![("Borrington Road, DY10 3ED".into(), false)],
            hours: Vec::new(),
        }));
        for words in [
            "Help for families in Wyre Forest",
            "Made on 26 November 2026",
            "01905 520032</a> <span class=\"unsure\">(not confirmed)",
            "Borrington Road, DY10 3ED",
            "What is “not confirmed” may have changed.",
            "If somebody is in danger",
            "How to ask",
            "help.example.org/booklet/wyre-forest",
            "aria-label=\"This booklet on the web\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn the_line_to_ring_first_is_said_once_for_all_centres() {
        let centre = |name: &str| {
            let listing = samples::listing_with(|listing| {
                listing.name = name.to_owned();
                listing.ask_first = true;
                listing.phone = listing.phone.take().map(|phone| PhoneLine { confirmed: false, ..phone });
            });
            BookletEntry { listing, addresses: Vec::new(), hours: Vec::new() }
        };
        let mut booklet = page(centre("Oak Trees"));
        booklet.chapters[0].entries.push(centre("Willow Trees"));
        let html = rendered(&booklet);
        assert_eq!(html.matches("For each of these ring the county's Family Hub line first").count(), 1, "{html}");
        assert!(html.contains("Oak Trees") && html.contains("Willow Trees"), "{html}");
        assert_eq!(html.matches("(not confirmed)</span>").count(), 2, "each number says so");
    }

    #[test]
    fn what_has_no_number_is_a_name_among_others() {
        let unreachable =
            || BookletEntry { listing: samples::unreachable_listing(), addresses: Vec::new(), hours: Vec::new() };
        let mut booklet = page(unreachable());
        booklet.chapters[0].entries.push(unreachable());
        assert_eq!(rendered(&booklet).matches("We know these by name only.").count(), 1);
    }

    #[test]
    fn nothing_in_a_record_is_executed() {
        let entry = BookletEntry {
            listing: samples::attacked_listing(),
            addresses: vec![(ATTACK.into(), true)],
            hours: Vec::new(),
        };
        assert!(!rendered(&page(entry)).contains("<script>alert"));
    }
}
