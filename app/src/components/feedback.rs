//! The way from a page to telling us what is wrong on it.

use leptos::prelude::*;

/// A link to the form about a record: `sort` is `services` or `places`.
#[component]
pub(crate) fn FeedbackLink<'a>(sort: &'static str, id: &'a str) -> impl IntoView {
    view! {
        <p class="screen-only">
            "Is this right? " <a href=format!("/feedback/{sort}/{id}") rel="nofollow">"Tell us what is wrong"</a> "."
        </p>
    }
}
