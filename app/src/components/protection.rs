//! What to do when a child may not be safe: whom to ring, before any form.

use super::urgent::UrgentLines;
use crate::model::UrgentLine;
use leptos::prelude::*;

/// The panel. `words` stands above the numbers; it may be empty.
#[component]
pub(crate) fn ProtectionPanel<'a>(words: &'a str, lines: &'a [UrgentLine]) -> impl IntoView {
    view! {
        <section class="urgent brief" aria-labelledby="protection">
            <h2 id="protection">"If a child may not be safe"</h2>
            {(!words.is_empty()).then(|| view! { <p class="lead">{words}</p> })}
            <UrgentLines lines />
        </section>
    }
}
