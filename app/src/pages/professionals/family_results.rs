//! What was found for a family: what covers most, then a part for each child and need. Where neither is asked for,
//! both groups of results as they are.

use crate::{
    components::{
        phone::PhoneLink,
        row::RowList,
        understood::{HiddenResults, SearchNotes},
        urgent::{QuietLine, UrgentPanel},
    },
    handover::family,
    model::{FamilyAnswer, FamilyPart, Listing, ProfessionalsPage, ResultGroup, SearchPage, Site},
    words,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn FamilyResults<'a>(site: &'a Site, page: &'a ProfessionalsPage, found: &'a SearchPage) -> impl IntoView {
    let shown: Vec<&Listing> = match &page.family {
        Some(family) => listings_of(family).collect(),
        None => found.near.listings.iter().chain(&found.anywhere.listings).collect(),
    };
    let carried: Vec<&str> =
        page.saved.iter().map(String::as_str).filter(|id| !shown.iter().any(|listing| listing.id == *id)).collect();
    let carried = (!carried.is_empty()).then(|| view! { <input type="hidden" name="ids" value=carried.join(",") /> });
    let results = match &page.family {
        Some(family) => Either::Left(view! { <FamilyRows family site saved=&page.saved /> }),
        None => Either::Right(view! { <BothGroups found site saved=&page.saved /> }),
    };
    view! {
        <section class="dense" id="results" tabindex="-1" aria-labelledby="results-heading">
            <h2 id="results-heading" class="hidden">"What we found"</h2>
            {found.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
            <div class="notes"><SearchNotes page=found /> {found.quiet.as_ref().map(|line| view! { <QuietLine line /> })}</div>
            {shown.is_empty().then(|| view! {
                <p class="total">"Nothing fits all of that. Take something away, or ring and ask."</p>
            })}
            {(!shown.is_empty()).then(|| view! { <TakeAlong text=&page.text /> })}
            <form class="pick" action="/shortlist" method="get">
                {carried}
                {results}
                {(!shown.is_empty()).then(|| view! {
                    <p class="make"><button class="button" type="submit">"Make a shortlist of the ticked ones"</button></p>
                })}
            </form>
            {(!shown.is_empty()).then(|| view! { <SureNote /> })}
            <HiddenResults hidden=&found.hidden />
            <pre class="plain" hidden>{family::text(site, page)}</pre>
        </section>
    }
}

/// The ways to take the answer along, and the keys of the list.
#[component]
fn TakeAlong<'a>(text: &'a str) -> impl IntoView {
    view! {
        <p class="family-acts screen-only">
            <button class="quiet" type="button" data-do="copy" hidden>"Copy as text"</button>
            " "<button class="quiet" type="button" data-do="print" hidden>"Print"</button>
            " "<a href=text>"As plain text"</a>
        </p>
        <p class="keys" hidden>
            "With a keyboard, in this list only: "<kbd>"↓"</kbd>" and "<kbd>"↑"</kbd>" move, "<kbd>"s"</kbd>
            " saves or takes off, "<kbd>"l"</kbd>" looks at the shortlist."
        </p>
    }
}

#[component]
fn SureNote() -> impl IntoView {
    view! {
        <p class="card-note">
            "“Not confirmed” means that we read it on a public page and nobody has asked them since: ring or look first. Where ages, hours or who can ask are not said, we do not know them."
        </p>
    }
}

/// All services of a family's answer, each once.
fn listings_of(family: &FamilyAnswer) -> impl Iterator<Item = &Listing> {
    family.covers_most.iter().chain(family.parts.iter().flat_map(|part| part.local.iter().chain(&part.national)))
}

/// What covers most, a part for each child and need, and the way to all the rest.
#[component]
fn FamilyRows<'a>(family: &'a FamilyAnswer, site: &'a Site, saved: &'a [String]) -> impl IntoView {
    let parts =
        (0..).zip(&family.parts).map(|(at, part)| view! { <FamilyPartRows at part site saved /> }).collect_view();
    let groups = family
        .groups
        .iter()
        .enumerate()
        .map(|(at, (words, to))| {
            view! { {(at > 0).then_some(" · ")}<a href=format!("{to}#results")>{words.as_str()}</a> }
        })
        .collect_view();
    view! {
        {(!family.covers_most.is_empty()).then(|| view! {
            <section class="covers-most" aria-labelledby="start-heading">
                <h3 id="start-heading">{family.first_heading()}</h3>
                <RowList site listings=family.covers_most.iter().collect() saved />
                {(!family.hubs.is_empty()).then(|| view! { <p class="hint">{family.hubs.as_str()}</p> })}
            </section>
        })}
        {parts}
        {(!family.groups.is_empty()).then(|| view! { <p class="family-all screen-only">"All of them: "{groups}</p> })}
    }
}

/// What is for one child or meets one need: given here beside what is for the whole country.
#[component]
fn FamilyPartRows<'a>(at: usize, part: &'a FamilyPart, site: &'a Site, saved: &'a [String]) -> impl IntoView {
    let heading = format!("part-{at}");
    let list = |id: String, words: String, listings: &'a [Listing]| {
        (!listings.is_empty()).then(|| {
            view! {
                <div class="part-list" role="group" aria-labelledby=id.clone()>
                    <p class="part-reach" id=id.clone()>{words}</p>
                    <RowList site listings=listings.iter().collect() saved />
                </div>
            }
        })
    };
    let nothing = part.local.is_empty() && part.national.is_empty();
    view! {
        <section class="family-part" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>
                {part.heading.as_str()}
                {part.more.as_deref().map(|to| view! {
                    " " <a class="part-more" href=format!("{to}#results")>"More"<span class="hidden">": "{part.heading.as_str()}</span></a>
                })}
            </h3>
            {nothing.then(|| match part.stands_above {
                true => Either::Left(view! { <p class="hint">"What we know for this stands above."</p> }),
                false => Either::Right(view! {
                    <p class="hint">"We know nothing for this yet. Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></p>
                }),
            })}
            <div class="part-lists">
                {list(format!("{heading}-here"), format!("In {}", site.authority), &part.local)}
                {list(format!("{heading}-country"), "For the whole country".to_owned(), &part.national)}
            </div>
        </section>
    }
}

/// Where neither a child nor a need is asked for: both groups as they are.
#[component]
fn BothGroups<'a>(found: &'a SearchPage, site: &'a Site, saved: &'a [String]) -> impl IntoView {
    let has_place = found.place.as_ref().is_some_and(|place| place.found);
    let near_heading = if has_place { "Near the family" } else { "Places to go" };
    view! {
        <GroupRows site id="near-heading" heading=near_heading group=&found.near saved />
        <GroupRows site id="anywhere-heading" heading="By phone or online" group=&found.anywhere saved />
    }
}

#[component]
fn GroupRows<'a>(
    site: &'a Site,
    id: &'static str,
    heading: &'static str,
    group: &'a ResultGroup,
    saved: &'a [String],
) -> Option<impl IntoView> {
    if group.total == 0 {
        return None;
    }
    let rows =
        (!group.listings.is_empty()).then(|| view! { <RowList site listings=group.listings.iter().collect() saved /> });
    let back =
        group.back.as_deref().map(|to| view! { <a href=format!("{to}#results") rel="prev">"The ones before"</a>" " });
    let more = group.more.as_deref().map(|to| {
        let words = if group.listings.is_empty() {
            format!("Show {}", words::services(group.total))
        } else {
            "More of these".to_owned()
        };
        view! { <a href=format!("{to}#results") rel="next">{words}</a> }
    });
    Some(view! {
        <section aria-labelledby=id>
            <h3 id=id>{heading}" "<span class="count">{words::services(group.total)}</span></h3>
            {rows}
            {(back.is_some() || more.is_some()).then(|| view! { <p class="pages">{back}{more}</p> })}
        </section>
    })
}
