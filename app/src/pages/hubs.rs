//! The Family Hub locator.

use crate::{
    components::{
        card::CardNote,
        form::HubForm,
        hub::{HubList, HubRows},
        icon::{self, Icon},
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
        {(!page.full).then(|| view! {
            <p class="lead">"A Family Hub is one place to start, for families with children of any age. You can just ask."</p>
        })}
        <HubLine site words=&page.hub_words />
        <details class="change-place" open=!page.full>
            <summary>"Change the place"</summary>
            <HubForm form=&page.form />
        </details>
        <div class="notes">
            {page.place.as_ref().map(|place| view! { <PlaceNote place /> })}
            {page.open_words.as_deref().map(|words| view! { <p class="note">{words}</p> })}
        </div>
        <div class="answer">
            <div class="answer-side">{fold}</div>
            <div class="answer-main">
                {sections} {page.nearest_help.as_ref().map(|help| view! { <Sidebar site help /> })}
                <CardNote site />
                <p class="screen-only">
                    <a href="/districts">"See all the help in each district"</a>
                </p>
            </div>
        </div>
    }
}

/// The one number for the hubs that we do not know, large.
#[component]
fn HubLine<'a>(site: &'a Site, words: &'a str) -> impl IntoView {
    view! {
        <section class="panel hub-line" aria-label="Find your hub">
            <p>{words}</p>
            <p>
                <a class="button" href=format!("tel:{}", site.fallback.digits)>
                    <Icon shape=icon::PHONE />
                    <span>"Ring "{site.fallback.printed.as_str()}</span>
                </a>
            </p>
        </section>
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
