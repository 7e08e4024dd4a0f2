//! The Family Hub locator.

use crate::{
    components::{beside, form, hub, map, phone, understood},
    model::{HubSection, HubsPage, Site},
};
use leptos::prelude::*;

pub(super) fn page<'a>(site: &'a Site, page: &'a HubsPage) -> impl IntoView + 'a {
    let fold = page.map.as_ref().map(|map| map::fold(site, map));
    let sections =
        page.sections.iter().zip(1..).map(|(of, number)| section(site, of, number, page.full)).collect_view();
    view! {
        <h1>"Family Hubs"</h1>
        <p class="lead">"A Family Hub is one place to start, for families with children of any age. You can just ask."</p>
        {form::place_only(&page.form)}
        <div class="notes">
            {page.place.as_ref().and_then(understood::place)}
            {page.open_words.as_deref().map(|words| view! { <p class="note">{words}</p> })}
        </div>
        <div class="answer">
            <div class="answer-side">{fold}</div>
            <div class="answer-main">
                {(!page.full).then(|| view! { <p>{page.hub_words.as_str()}</p> })}
                {sections} {page.beside.as_ref().map(|both| beside::beside(site, both))}
                <p class="screen-only">
                    <a href="/districts">"See all the help in each district"</a>
                </p>
            </div>
        </div>
    }
}

fn section(site: &Site, section: &HubSection, number: usize, full: bool) -> AnyView {
    let id = format!("part-{number}");
    let heading = match section.url.as_deref() {
        Some(url) => view! { <a href=url>{section.heading.as_str()}</a> }.into_any(),
        None => section.heading.as_str().into_any(),
    };
    let list = if full { hub::cards(site, &section.hubs) } else { hub::rows(&section.hubs) };
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{heading}</h2>
            {(!section.note.is_empty()).then(|| view! { <p>{section.note.as_str()}</p> })}
            {section.hubs.is_empty().then(|| view! {
                <p>"We do not know one here yet. Ring "{site.fallback_label.as_str()}": " {phone::number(&site.fallback)}</p>
            })}
            {list}
        </section>
    }
    .into_any()
}
