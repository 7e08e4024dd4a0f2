//! Not found, too long, or something broke.

use crate::{
    components::phone::PhoneLink,
    model::{ErrorPage, Site},
};
use leptos::prelude::*;

#[component]
pub(crate) fn ErrorMessage<'a>(site: &'a Site, page: &'a ErrorPage) -> impl IntoView {
    view! {
        <h1>{page.heading.as_str()}</h1>
        <p class="lead">{page.sentence.as_str()}</p>
        <ul>
            <li>
                <a href="/search">"Find help"</a>
            </li>
            <li>
                <a href="/needs">"Look at all needs"</a>
            </li>
            <li>
                <a href="/urgent">"Urgent help"</a>
            </li>
        </ul>
        <p>"Or ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></p>
        {page.request_id.as_deref().map(|id| view! {
            <p class="count">"If you tell the council about this, give them this number: "<code>{id}</code></p>
        })}
    }
}
