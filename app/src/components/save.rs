//! Putting a service on the shortlist: a form that works by itself, and a button that the
//! shortlist's script turns into a switch.

use leptos::prelude::*;

/// The button. `ids` is the shortlist so far with this service, for the way without script.
#[component]
pub(crate) fn SaveButton<'a>(ids: &'a str, id: &'a str, name: &'a str) -> impl IntoView {
    view! {
        <form class="save" action="/shortlist" method="get">
            <input type="hidden" name="ids" value=ids />
            <button class="quiet" type="submit" data-save=id>
                <span>"Save to shortlist"</span>
                <span class="hidden">": "{name}</span>
            </button>
        </form>
    }
}
