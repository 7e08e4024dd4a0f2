//! One need.

use crate::{
    components::{card, form, phone, urgent},
    model::{NeedPage, Site},
};
use leptos::prelude::*;

pub(super) fn page<'a>(site: &'a Site, page: &'a NeedPage) -> impl IntoView + 'a {
    let related = page
        .related
        .iter()
        .map(|need| view! { <li><a class="pill" href=format!("/needs/{}", need.slug.as_str())>{need.label.as_str()}</a></li> })
        .collect_view();
    let covers = page.covers.iter().map(|one| view! { <li>{one.as_str()}</li> }).collect_view();
    let shown = page.local.len() + page.national.len();
    view! {
        <h1>{page.need.label.as_str()}</h1>
        <p class="lead">{page.description.as_str()}</p>
        {page.urgent.as_ref().map(urgent::panel)}
        {(!page.covers.is_empty()).then(|| view! {
            <p class="covers-words">"This is about:"</p>
            <ul class="covers">{covers}</ul>
        })}
        {form::for_need(&page.form, page.need.slug.as_str())}
        {(page.total == 0).then(|| view! {
            <p class="note">
                "We do not know a service for this yet. Ring "{site.fallback_label.as_str()}": "
                {phone::number(&site.fallback)}
            </p>
        })}
        {(!page.local.is_empty()).then(|| view! {
            <section aria-labelledby="local">
                <h2 id="local">{format!("In {}", site.authority)}</h2>
                {card::list(site, &page.local)}
            </section>
        })}
        {(!page.national.is_empty()).then(|| view! {
            <section aria-labelledby="national">
                <h2 id="national">"By phone or online, wherever you live"</h2>
                {card::list(site, &page.national)}
            </section>
        })}
        {(page.total > shown).then(|| view! {
            <p class="pages"><a class="button" href=page.all.as_str()>{format!("See all {}", page.total)}</a></p>
        })}
        {(!page.related.is_empty()).then(|| view! {
            <section aria-labelledby="related">
                <h2 id="related">"You may also look at"</h2>
                <ul class="pills" role="list">{related}</ul>
            </section>
        })}
    }
}
