//! Not found, too long, or something broke.

use crate::{
    components::{form::SubmitButton, phone::PhoneLink},
    model::{ErrorPage, Site},
};
use leptos::prelude::*;

#[component]
pub(crate) fn ErrorMessage<'a>(site: &'a Site, page: &'a ErrorPage) -> impl IntoView {
    view! {
        <h1>{page.heading.as_str()}</h1>
        <p class="lead">{page.sentence.as_str()}</p>
        <form class="search" action="/search" method="get" role="search">
            <div class="field">
                <label for="q">"What is going on?"</label>
                <input id="q" name="q" type="text" autocomplete="off" enterkeyhint="search" />
            </div>
            <SubmitButton words="Find help" />
        </form>
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
            <p class="count">"If you "<a href="/contact">"write to us"</a>" about this, give us this number: "<code>{id}</code></p>
        })}
    }
}
