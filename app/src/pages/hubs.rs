//! The Family Hub locator.

use crate::{
    components::{
        form::HubForm,
        hub::{HubList, HubRows},
        map_figure::FoldedMap,
        phone::PhoneLink,
        sidebar::Sidebar,
        understood::PlaceNote,
    },
    model::{HubSection, HubsPage, Site},
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Hubs<'a>(site: &'a Site, page: &'a HubsPage) -> impl IntoView {
    let fold = page.map.as_ref().map(|map| view! { <FoldedMap site map /> });
    let sections = page
        .sections
        .iter()
        .zip(1..)
        .map(|(section, number)| view! { <HubSectionPart site section number full=page.full /> })
        .collect_view();
    view! {
        <h1>"Family Hubs"</h1>
        <p class="lead">"A Family Hub is one place to start, for families with children of any age. You can just ask."</p>
        <HubForm form=&page.form />
        <div class="notes">
            {page.place.as_ref().map(|place| view! { <PlaceNote place /> })}
            {page.open_words.as_deref().map(|words| view! { <p class="note">{words}</p> })}
        </div>
        <div class="answer">
            <div class="answer-side">{fold}</div>
            <div class="answer-main">
                {(!page.full).then(|| view! { <p>{page.hub_words.as_str()}</p> })}
                {sections} {page.nearest_help.as_ref().map(|help| view! { <Sidebar site help /> })}
                <p class="screen-only">
                    <a href="/districts">"See all the help in each district"</a>
                </p>
            </div>
        </div>
    }
}

#[component]
fn HubSectionPart<'a>(site: &'a Site, section: &'a HubSection, number: usize, full: bool) -> impl IntoView {
    let id = format!("part-{number}");
    let heading = match section.url.as_deref() {
        Some(url) => Either::Left(view! { <a href=url>{section.heading.as_str()}</a> }),
        None => Either::Right(section.heading.as_str()),
    };
    let list = if full {
        Either::Left(view! { <HubList site hubs=&section.hubs /> })
    } else {
        Either::Right(view! { <HubRows hubs=&section.hubs /> })
    };
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{heading}</h2>
            {(!section.note.is_empty()).then(|| view! { <p>{section.note.as_str()}</p> })}
            {section.hubs.is_empty().then(|| view! {
                <p>"We do not know one here yet. Ring "{site.fallback_label.as_str()}": " <PhoneLink number=&site.fallback /></p>
            })}
            {list}
        </section>
    }
}
